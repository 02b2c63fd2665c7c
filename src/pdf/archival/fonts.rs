//! Widths and ToUnicode of the embedded faces, exact (ISO 19005-2, 6.2.11; ISO 14289-1, 7.21).

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::pdf::paint::{Embedded, EmbeddedFonts};

/// Entries of one `bfchar` block, at the most (ISO 32000-1, 9.10.3 by way of Adobe's TN 5014).
const BLOCK: usize = 100;

/// Replaces what printpdf wrote of each face: its widths are truncated to whole thousandths, which
/// adds up over a line.
pub(super) fn refine(pdf: &mut Document, pages: &[ObjectId], fonts: &EmbeddedFonts) {
    for font in fonts.values() {
        let Some(id) = find(pdf, pages, font) else {
            continue;
        };
        let stream = Stream::new(Dictionary::new(), to_unicode(font).into_bytes());
        let map = pdf.add_object(stream);
        let Ok(dictionary) = pdf.get_dictionary_mut(id) else {
            continue;
        };
        let replaced = dictionary
            .get(b"ToUnicode")
            .and_then(Object::as_reference)
            .ok();
        dictionary.set("ToUnicode", Object::Reference(map));
        let descendant = dictionary
            .get_mut(b"DescendantFonts")
            .and_then(Object::as_array_mut)
            .ok()
            .and_then(|fonts| fonts.first_mut())
            .and_then(|font| font.as_dict_mut().ok());
        if let Some(descendant) = descendant {
            descendant.set("W", widths(font));
        }
        if let Some(replaced) = replaced {
            pdf.objects.remove(&replaced);
        }
    }
}

/// The object of the face among the first page's resources, which all pages share.
fn find(pdf: &Document, pages: &[ObjectId], font: &Embedded) -> Option<ObjectId> {
    let page = pdf.get_dictionary(*pages.first()?).ok()?;
    let resources = page.get_deref(b"Resources", pdf).ok()?.as_dict().ok()?;
    let fonts = resources.get_deref(b"Font", pdf).ok()?.as_dict().ok()?;
    fonts
        .get(font.resource.as_bytes())
        .ok()?
        .as_reference()
        .ok()
}

fn widths(font: &Embedded) -> Object {
    let each = font.widths.iter().map(|width| {
        if width.fract() == 0.0 {
            Object::Integer(*width as i64)
        } else {
            Object::Real(*width)
        }
    });
    Object::Array(vec![Object::Integer(0), Object::Array(each.collect())])
}

/// A CMap from the cut font's glyphs to their text.
fn to_unicode(font: &Embedded) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let letters = font.letters.iter().enumerate();
    let named: Vec<(usize, char)> = letters
        .filter_map(|(code, letter)| Some((code, (*letter)?)))
        .collect();
    for block in named.chunks(BLOCK) {
        // writing to a String cannot fail
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (code, letter) in block {
            let _ = write!(map, "<{code:04X}> <");
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
