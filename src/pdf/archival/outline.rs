//! Bookmarks: sections, and below them their headings (ISO 32000-1, 12.3.3).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::metadata::text_string;
use crate::pdf::layout::{Bookmark, Place};

/// An entry with those below it.
struct Entry<'a> {
    bookmark: &'a Bookmark,
    id: ObjectId,
    below: Vec<usize>,
}

/// Adds the outline; none if there is no bookmark.
pub(super) fn add(pdf: &mut Document, bookmarks: &[Bookmark], pages: &[ObjectId]) {
    if bookmarks.is_empty() {
        return;
    }
    let root = pdf.new_object_id();
    let mut entries: Vec<Entry<'_>> = bookmarks
        .iter()
        .map(|bookmark| Entry {
            bookmark,
            id: pdf.new_object_id(),
            below: Vec::new(),
        })
        .collect();
    let top = nest(&mut entries);
    link(pdf, &entries, &top, root, pages);
    let mut outline = dictionary! { "Type" => "Outlines", "Count" => visible(&entries, &top) };
    ends(&mut outline, &entries, &top);
    pdf.set_object(root, outline);
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("Outlines", Object::Reference(root));
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
}

/// The place as readers go to it, at the zoom they have.
pub(super) fn destination(place: Place, pages: &[ObjectId]) -> Vec<Object> {
    let page = pages
        .get(place.page)
        .map_or(Object::Null, |page| Object::Reference(*page));
    let top = (place.paper_height - place.y).0.round();
    vec![
        page,
        "XYZ".into(),
        0.into(),
        Object::Integer(top as i64),
        Object::Null,
    ]
}

/// Puts each entry below the nearest one before it of a lesser level; returns those of the top.
fn nest(entries: &mut [Entry<'_>]) -> Vec<usize> {
    let mut top = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for index in 0..entries.len() {
        let level = |at: usize| entries.get(at).map_or(0, |entry| entry.bookmark.level);
        while open.last().is_some_and(|last| level(*last) >= level(index)) {
            open.pop();
        }
        match open.last().and_then(|parent| entries.get_mut(*parent)) {
            Some(parent) => parent.below.push(index),
            None => top.push(index),
        }
        open.push(index);
    }
    top
}

/// How many entries show when all are open.
fn visible(entries: &[Entry<'_>], siblings: &[usize]) -> i64 {
    siblings
        .iter()
        .filter_map(|index| entries.get(*index))
        .map(|entry| 1 + visible(entries, &entry.below))
        .sum()
}

fn ends(dictionary: &mut Dictionary, entries: &[Entry<'_>], siblings: &[usize]) {
    let id = |index: &usize| entries.get(*index).map(|entry| entry.id);
    if let (Some(first), Some(last)) = (siblings.first().and_then(id), siblings.last().and_then(id))
    {
        dictionary.set("First", Object::Reference(first));
        dictionary.set("Last", Object::Reference(last));
    }
}

fn link(
    pdf: &mut Document,
    entries: &[Entry<'_>],
    siblings: &[usize],
    parent: ObjectId,
    pages: &[ObjectId],
) {
    let id = |at: Option<usize>| {
        at.and_then(|at| siblings.get(at))
            .and_then(|index| entries.get(*index))
            .map(|entry| Object::Reference(entry.id))
    };
    for (place, index) in siblings.iter().enumerate() {
        let Some(entry) = entries.get(*index) else {
            continue;
        };
        let mark = entry.bookmark;
        let mut item = dictionary! {
            "Title" => text_string(&mark.title),
            "Parent" => Object::Reference(parent),
            "Dest" => destination(mark.place, pages),
        };
        if let Some(before) = id(place.checked_sub(1)) {
            item.set("Prev", before);
        }
        if let Some(next) = id(Some(place + 1)) {
            item.set("Next", next);
        }
        if !entry.below.is_empty() {
            item.set("Count", visible(entries, &entry.below));
            ends(&mut item, entries, &entry.below);
            link(pdf, entries, &entry.below, entry.id, pages);
        }
        pdf.set_object(entry.id, item);
    }
}
