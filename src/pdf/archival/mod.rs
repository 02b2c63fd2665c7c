//! From painted pages to an archival file: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).

mod annotations;
mod attachments;
mod fonts;
mod icc;
mod metadata;
mod outline;
mod pack;
mod plain;
mod streams;
mod structure;

use std::io;

use lopdf::xref::XrefType;
use lopdf::{Object, ObjectId, Stream, dictionary};

use self::plain::Written;
use self::streams::Deflater;
use super::hash::Fnv;
use super::layout::Layout;
use super::options::Options;
use super::paint::Painted;
use crate::document::Metadata;
use crate::fonts::Fonts;

/// Which part of PDF/A the file conforms to, always at level A.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conformance {
    /// PDF/A-2a.
    Two,
    /// PDF/A-3a, which may hold files of any kind.
    Three,
}

impl Conformance {
    /// The part's number.
    const fn part(self) -> &'static str {
        match self {
            Self::Two => "2",
            Self::Three => "3",
        }
    }
}

/// Finishes the file.
///
/// # Errors
/// What writing to memory may meet.
pub(super) fn finish(
    meta: &Metadata,
    layout: Layout,
    painted: Painted,
    faces: &Fonts,
    options: &Options,
) -> Result<Vec<u8>, io::Error> {
    let conformance = if options.attachments.is_empty() {
        Conformance::Two
    } else {
        Conformance::Three
    };
    let mut pdf = painted.pdf;
    pdf.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    tidy_pages(&mut pdf, &pages);
    fonts::refine(&mut pdf, &pages, &painted.fonts);
    let mut annotations = annotations::links(&mut pdf, &layout, faces, &pages);
    if let Some(place) = layout
        .signature
        .as_ref()
        .filter(|_| options.signature_fields)
    {
        annotations.extend(annotations::signature_fields(&mut pdf, place, &pages));
    }
    let sources = structure::Sources {
        tree: &layout.tree,
        marks: &painted.marks,
        marks_on_page: &painted.marks_on_page,
        pages: &pages,
        annotations: &annotations,
    };
    let elements = structure::add(&mut pdf, &sources);
    outline::add(&mut pdf, &layout.bookmarks, &pages);
    attachments::add(&mut pdf, &options.attachments, meta);
    describe(&mut pdf, meta, conformance);
    drop(layout);
    let mut deflater = Deflater::new();
    deflater.compress(&mut pdf)?;
    save(pdf, &elements, &mut deflater)
}

/// Takes away what printpdf adds to every page without need.
fn tidy_pages(pdf: &mut lopdf::Document, pages: &[ObjectId]) {
    for page in pages {
        if let Ok(page) = pdf.get_dictionary_mut(*page) {
            for key in ["Annots", "TrimBox", "CropBox"] {
                page.remove(key.as_bytes());
            }
        }
    }
}

/// Info, XMP, output intent, language and how readers open the file.
fn describe(pdf: &mut lopdf::Document, meta: &Metadata, conformance: Conformance) {
    let info = metadata::info(meta);
    match pdf.trailer.get(b"Info").and_then(Object::as_reference) {
        Ok(id) => pdf.set_object(id, info),
        Err(_) => {
            let id = pdf.add_object(info);
            pdf.trailer.set("Info", Object::Reference(id));
        }
    }
    let packet = metadata::xmp(meta, conformance).into_bytes();
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let xmp = pdf.add_object(Stream::new(kind, packet).with_compression(false));
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => metadata::text_string(icc::NAME),
        "Info" => metadata::text_string(icc::NAME),
        "DestOutputProfile" => Object::Reference(profile),
    };
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("Metadata", Object::Reference(xmp));
        catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
        catalog.set("Lang", metadata::text_string(metadata::LANGUAGE));
        catalog.set(
            "ViewerPreferences",
            dictionary! { "DisplayDocTitle" => true },
        );
    }
}

/// Writes the file under an identifier drawn from its own content.
fn save(
    mut pdf: lopdf::Document,
    elements: &Written,
    deflater: &mut Deflater,
) -> Result<Vec<u8>, io::Error> {
    // printpdf draws one by chance
    pdf.trailer.remove(b"ID");
    pdf.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let mut whole = Vec::new();
    pdf.save_to(&mut whole)?;
    let whole = plain::with(&whole, elements).ok_or(io::ErrorKind::InvalidData)?;
    let id = identifier(&whole);
    let [root, info] = [&b"Root"[..], b"Info"].map(|key| pdf.trailer.get(key));
    let (Ok(Object::Reference(root)), Ok(Object::Reference(info))) = (root, info) else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    let (root, info) = (root.0, info.0);
    let trailer = format!("/Root {root} 0 R/Info {info} 0 R/ID[<{id}><{id}>]");
    pack::packed(&whole, &trailer, deflater)
}

/// Two hashes of 64 bits, the second salted, in hexadecimal.
fn identifier(bytes: &[u8]) -> String {
    let (mut first, mut second) = (Fnv::default(), Fnv::default());
    second.add(b"quyetdinh");
    first.add(bytes);
    second.add(bytes);
    format!("{:016X}{:016X}", first.value(), second.value())
}
