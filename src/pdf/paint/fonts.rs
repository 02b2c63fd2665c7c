//! The faces as embedded: cut to the glyphs in use, each glyph with its text and exact width.

use std::collections::BTreeMap;

use printpdf::{FontId, ParsedFont, PdfFont};
use subsetter::GlyphRemapper;

use super::super::layout::{Item, Layout, Text};
use crate::fonts::{FILE_NAMES, Font, Fonts};

/// A glyph with the letter it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pdf) struct NamedGlyph {
    /// Its index in the whole font.
    pub(in crate::pdf) id: u16,
    /// What it says.
    pub(in crate::pdf) letter: char,
}

/// The glyphs of a text, left to right.
///
/// Precomposed letters map one to one; text with marks of its own is shaped, and a cluster whose
/// glyphs and letters do not pair off is set letter by letter, so that its text can be read back.
#[must_use]
pub(in crate::pdf) fn glyphs(font: &Font, text: &str) -> Vec<NamedGlyph> {
    if text.chars().all(is_plain) {
        return text.chars().map(|letter| plain(font, letter)).collect();
    }
    let shaped = font.shape(text);
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let pairs_off = shaped.len() == letters.len()
        && shaped
            .iter()
            .zip(&letters)
            .all(|(glyph, (at, _))| glyph.cluster == *at);
    if !pairs_off {
        return text.chars().map(|letter| plain(font, letter)).collect();
    }
    shaped
        .iter()
        .zip(letters)
        .map(|(glyph, (_, letter))| NamedGlyph {
            id: glyph.id,
            letter,
        })
        .collect()
}

/// Letters that no shaping changes in this family: Latin with its precomposed Vietnamese letters,
/// and general punctuation.
fn is_plain(letter: char) -> bool {
    matches!(letter, '\u{20}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}')
}

fn plain(font: &Font, letter: char) -> NamedGlyph {
    NamedGlyph {
        id: font.glyph(letter).unwrap_or(0),
        letter,
    }
}

/// A face of the document as it is embedded.
pub(in crate::pdf) struct Embedded {
    /// Name of the font resource.
    pub(in crate::pdf) resource: String,
    /// PostScript name with the subset's tag.
    pub(in crate::pdf) name: String,
    /// Cut font file.
    pub(in crate::pdf) data: Vec<u8>,
    /// From the whole font's glyphs to the cut font's.
    pub(in crate::pdf) remapper: GlyphRemapper,
    /// Width of each glyph of the cut font, in thousandths of an em.
    pub(in crate::pdf) widths: Vec<f32>,
    /// Letter of each glyph of the cut font; the first, `.notdef`, has none.
    pub(in crate::pdf) letters: Vec<Option<char>>,
}

/// The faces in use, by their index.
pub(in crate::pdf) type EmbeddedFonts = BTreeMap<usize, Embedded>;

/// Cuts every face to the glyphs the layout uses.
///
/// # Errors
/// The file name of a face that cannot be cut.
pub(in crate::pdf) fn embed(layout: &Layout, fonts: &Fonts) -> Result<EmbeddedFonts, String> {
    let mut used: BTreeMap<usize, BTreeMap<u16, char>> = BTreeMap::new();
    for text in layout
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(text_of)
    {
        let glyphs_used = used.entry(text.face).or_default();
        for glyph in glyphs(fonts.by_index(text.face), &text.text) {
            glyphs_used.entry(glyph.id).or_insert(glyph.letter);
        }
    }
    used.into_iter()
        .map(|(face, glyphs)| cut(face, fonts.by_index(face), &glyphs).map(|cut| (face, cut)))
        .collect()
}

fn text_of(item: &Item) -> Option<&Text> {
    match item {
        Item::Text(text) => Some(text),
        _ => None,
    }
}

fn cut(face: usize, font: &Font, glyphs: &BTreeMap<u16, char>) -> Result<Embedded, String> {
    let file = FILE_NAMES.get(face).copied().unwrap_or_default();
    let ids: Vec<u16> = glyphs.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let data = subsetter::subset(font.data(), 0, &remapper).map_err(|_| file.to_owned())?;
    let scale = 1000.0 / f64::from(font.units_per_em());
    let mut widths = Vec::with_capacity(ids.len() + 1);
    let mut letters = Vec::with_capacity(ids.len() + 1);
    for id in remapper.remapped_gids() {
        let advance = font
            .face()
            .glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(id))
            .unwrap_or(0);
        widths.push((f64::from(advance) * scale) as f32);
        letters.push(glyphs.get(&id).copied());
    }
    Ok(Embedded {
        resource: format!("LS{face}"),
        name: format!("{}+{}", tag(&ids), file.trim_end_matches(".ttf")),
        data,
        remapper,
        widths,
        letters,
    })
}

/// Six capitals drawn from the glyphs in use (ISO 32000-1, 9.6.4).
fn tag(glyphs: &[u16]) -> String {
    let mut hash = super::super::hash::Fnv::default();
    for glyph in glyphs {
        hash.add(&glyph.to_be_bytes());
    }
    let mut rest = hash.value();
    (0..6)
        .map(|_| {
            let letter = char::from(b'A' + (rest % 26) as u8);
            rest /= 26;
            letter
        })
        .collect()
}

impl Embedded {
    /// The resource as printpdf wants it.
    #[must_use]
    pub(in crate::pdf) fn resource(&self) -> Option<(FontId, PdfFont)> {
        let mut parsed = ParsedFont::from_bytes(&self.data, 0, &mut Vec::new())?;
        parsed.font_name = Some(self.name.clone());
        Some((FontId(self.resource.clone()), PdfFont::new(parsed)))
    }
}
