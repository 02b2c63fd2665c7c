//! Links in the text and empty signature fields (ISO 32000-1, 12.5.6.5 and 12.7.4.5).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::metadata::text_string;
use super::outline::destination;
use super::structure::Annotation;
use crate::fonts::Fonts;
use crate::pdf::layout::{Item, Layout, LeafId, Mark, NodeId, Rect, SignaturePlace};
use crate::style::{page as sheet, signature as rules};
use crate::units::Pt;

/// Annotation flag Print (ISO 32000-1, table 165), which PDF/A asks for.
const PRINT: i64 = 4;
/// Name and tooltip of the signatory's field.
const SIGNATORY: (&str, &str) = (
    "Chữ ký người có thẩm quyền",
    "Chữ ký số của người có thẩm quyền",
);
/// Name and tooltip of the organisation's field.
const SEAL: (&str, &str) = (
    "Chữ ký cơ quan",
    "Chữ ký số của cơ quan, tổ chức (vị trí con dấu)",
);

/// Adds a link for each reference to a table, one annotation for each line it stands on.
pub(super) fn links(
    pdf: &mut Document,
    layout: &Layout,
    fonts: &Fonts,
    pages: &[ObjectId],
) -> Vec<Annotation> {
    let found = places(layout, fonts);
    let mut annotations = Vec::new();
    for link in &layout.links {
        let Some(target) = layout.tables.get(&link.table) else {
            continue;
        };
        for (page, rect) in found.get(&link.leaf).into_iter().flatten() {
            let annotation = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => corners(*rect, paper_height(layout, *page)),
                "F" => PRINT,
                "Border" => vec![0.into(), 0.into(), 0.into()],
                "Dest" => destination(*target, pages),
                "Contents" => text_string(&link.words),
            };
            let id = attach(pdf, pages, *page, annotation);
            annotations.push(Annotation {
                id,
                page: *page,
                node: link.node,
            });
        }
    }
    annotations
}

/// Where the words of each link stand.
fn places(layout: &Layout, fonts: &Fonts) -> BTreeMap<LeafId, Vec<(usize, Rect)>> {
    let mut found: BTreeMap<LeafId, Vec<(usize, Rect)>> = layout
        .links
        .iter()
        .map(|link| (link.leaf, Vec::new()))
        .collect();
    for (page, items) in layout.pages.iter().enumerate() {
        for item in &items.items {
            if let Item::Text(text) = item
                && let Mark::Leaf(leaf) = text.mark
                && let Some(places) = found.get_mut(&leaf)
            {
                let font = fonts.by_index(text.face);
                let gaps = text.text.matches(' ').count() as f32;
                let ascent = font.ascent(text.size);
                let rect = Rect {
                    x: text.x,
                    y: text.y - ascent,
                    width: font.width(&text.text, text.size) + text.stretch * gaps,
                    height: ascent + font.descent(text.size),
                };
                places.push((page, rect));
            }
        }
    }
    found
}

/// Adds the two empty signature fields and the form that holds them.
pub(super) fn signature_fields(
    pdf: &mut Document,
    place: &SignaturePlace,
    pages: &[ObjectId],
) -> Vec<Annotation> {
    let (signatory, seal) = field_places(place.room);
    let fields = [
        (SIGNATORY, signatory, place.signatory),
        (SEAL, seal, place.seal),
    ];
    let annotations: Vec<Annotation> = fields
        .into_iter()
        .map(|(words, rect, node)| field(pdf, words, rect, (place.page, node), pages))
        .collect();
    let references = annotations.iter().map(|field| Object::Reference(field.id));
    let form = dictionary! { "Fields" => references.collect::<Vec<Object>>() };
    let form = pdf.add_object(form);
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("AcroForm", Object::Reference(form));
    }
    annotations
}

/// The signatory's place in the middle of the room, and the seal's over its left third.
fn field_places(room: Rect) -> (Rect, Rect) {
    let (width, height) = (rules::FIELD_WIDTH.pt(), rules::FIELD_HEIGHT.pt());
    let signatory = Rect {
        x: room.x + (room.width - width) / 2.0,
        y: room.y + (room.height - height) / 2.0,
        width,
        height,
    };
    let seal_size = rules::SEAL_SIZE.pt();
    let seal = Rect {
        x: signatory.x + width / 3.0 - seal_size,
        y: room.y + (room.height - seal_size) / 2.0,
        width: seal_size,
        height: seal_size,
    };
    (signatory, seal)
}

/// A signature field that is its own widget, with an empty appearance: nothing shows until it is
/// signed.
fn field(
    pdf: &mut Document,
    (name, tooltip): (&str, &str),
    rect: Rect,
    (page, node): (usize, NodeId),
    pages: &[ObjectId],
) -> Annotation {
    let appearance = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), real(rect.width), real(rect.height)],
        "Resources" => Dictionary::new(),
    };
    let appearance = pdf.add_object(Stream::new(appearance, Vec::new()).with_compression(false));
    let widget = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => text_string(name),
        "TU" => text_string(tooltip),
        "Rect" => corners(rect, sheet::HEIGHT.pt()),
        "F" => PRINT,
        "AP" => dictionary! { "N" => Object::Reference(appearance) },
    };
    let id = attach(pdf, pages, page, widget);
    Annotation { id, page, node }
}

/// Adds an annotation to its page.
fn attach(
    pdf: &mut Document,
    pages: &[ObjectId],
    page: usize,
    mut annotation: Dictionary,
) -> ObjectId {
    let id = pdf.new_object_id();
    if let Some(page) = pages.get(page) {
        annotation.set("P", Object::Reference(*page));
        if let Ok(page) = pdf.get_dictionary_mut(*page) {
            let mut all = page
                .get(b"Annots")
                .and_then(Object::as_array)
                .cloned()
                .unwrap_or_default();
            all.push(Object::Reference(id));
            page.set("Annots", all);
        }
    }
    pdf.set_object(id, annotation);
    id
}

fn real(length: Pt) -> Object {
    Object::Real((length.0 * 100.0).round() / 100.0)
}

/// Height of the paper of the page of this index.
fn paper_height(layout: &Layout, page: usize) -> Pt {
    let page = layout.pages.get(page);
    page.map_or(sheet::HEIGHT, |page| page.sheet().height).pt()
}

/// Lower left and upper right corner on paper of this height.
fn corners(rect: Rect, height: Pt) -> Vec<Object> {
    vec![
        real(rect.x),
        real(height - rect.y - rect.height),
        real(rect.x + rect.width),
        real(height - rect.y),
    ]
}
