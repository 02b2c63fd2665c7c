//! One page: its dictionary, what hangs on it, its content.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::LARGEST;
use super::content::{Piece, pieces};
use super::letters::{Known, Letters};

/// The keys of our pages; others may turn, cut or cover what is shown.
const KEYS: [&[u8]; 9] = [
    b"Type",
    b"Parent",
    b"MediaBox",
    b"Contents",
    b"Resources",
    b"StructParents",
    b"Tabs",
    b"Annots",
    b"Group",
];

/// What a page shows.
pub(super) fn shown(
    document: &Document,
    page: ObjectId,
    fonts: &mut Known<'_>,
) -> Result<Vec<Piece>, String> {
    let dictionary = document.get_dictionary(page).map_err(|_| broken())?;
    if let Some((key, _)) = dictionary.iter().find(|(key, _)| !KEYS.contains(&&***key)) {
        return Err(format!("mục lạ /{}", String::from_utf8_lossy(key)));
    }
    for annotation in annotations(document, dictionary)? {
        if !is_silent(document, annotation) {
            return Err("chú thích hoặc hình phủ lên trang".to_owned());
        }
    }
    let mut read: BTreeMap<Vec<u8>, Rc<Letters>> = BTreeMap::new();
    let named = document.get_page_fonts(page).map_err(|_| broken())?;
    for (name, font) in named {
        read.insert(name, fonts.letters(document, font)?);
    }
    let content = document.get_page_content_with_limit(page, LARGEST);
    let content = content.map_err(|_| broken())?;
    let content = Content::decode(&content).map_err(|_| broken())?;
    pieces(&content, sheet(dictionary).ok_or_else(broken)?, &read)
}

fn broken() -> String {
    "cấu trúc hỏng".to_owned()
}

/// Width and height in points of a page that begins at its lower left corner.
fn sheet(page: &Dictionary) -> Option<(f32, f32)> {
    let corners = page.get(b"MediaBox").and_then(Object::as_array).ok()?;
    let corners: Vec<f32> = corners.iter().filter_map(|at| at.as_float().ok()).collect();
    match corners.as_slice() {
        [0.0, 0.0, width, height] => Some((*width, *height)),
        _ => None,
    }
}

fn annotations<'a>(
    document: &'a Document,
    page: &'a Dictionary,
) -> Result<Vec<&'a Dictionary>, String> {
    let Ok(list) = page.get_deref(b"Annots", document) else {
        return Ok(Vec::new());
    };
    let list = list.as_array().map_err(|_| broken())?;
    let annotations = list.iter().map(|annotation| {
        let (_, annotation) = document.dereference(annotation).map_err(|_| broken())?;
        annotation.as_dict().map_err(|_| broken())
    });
    annotations.collect()
}

/// A link, or a place for a signature that draws nothing.
fn is_silent(document: &Document, annotation: &Dictionary) -> bool {
    let kind = annotation.get(b"Subtype").and_then(Object::as_name);
    let drawn = annotation.get_deref(b"AP", document);
    match kind {
        Ok(b"Link") => drawn.is_err(),
        Ok(b"Widget") => match drawn.and_then(Object::as_dict) {
            Ok(states) => states.iter().all(|(_, state)| {
                let (_, stream) = document.dereference(state).unwrap_or((None, state));
                let plain = stream.as_stream();
                let plain = plain.map(|stream| stream.get_plain_content_with_limit(LARGEST));
                plain.is_ok_and(|plain| plain.is_ok_and(|plain| plain.trim_ascii().is_empty()))
            }),
            Err(_) => true,
        },
        _ => false,
    }
}
