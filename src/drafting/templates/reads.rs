//! What templates read, against what there is to read: before a dossier is there.
//!
//! Where it cannot be told what a value is, nothing is said of it.

mod known;
mod paths;
mod reader;
mod scope;
mod shape;
mod told;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use super::REQUIRED;
use super::syntax::parse;
use super::syntax::tree::Node;
use reader::{File, Reader};

pub(crate) use shape::{Cause, Flawed, Reading, Shape, ShapeOf};
pub(crate) use told::{told, unread};

/// What the files of a set (name and text) read of `root`.
///
/// A file that others include or extend is read where they do. One that Tera would not compile is taken to read
/// everything.
pub(crate) fn read(files: &[(&str, &str)], root: &BTreeMap<String, Shape>) -> Reading {
    let mut broken = false;
    let parsed: Vec<File<'_>> = files
        .iter()
        .map(|&(name, text)| {
            let template = parse(text);
            broken |= template.is_none();
            let template = template.unwrap_or_default();
            File {
                name,
                text,
                template,
            }
        })
        .collect();
    let mut parts = BTreeSet::new();
    for file in &parsed {
        parts.extend(file.template.extends.as_deref());
        included(&file.template.nodes, &mut parts);
        for component in &file.template.components {
            included(&component.body, &mut parts);
        }
    }
    let mut reader = Reader::new(&parsed, root);
    for (index, file) in parsed.iter().enumerate() {
        if REQUIRED.contains(&file.name) || !parts.contains(file.name) {
            reader.file(index);
        }
        reader.components(index);
    }
    if broken {
        reader.everything();
    }
    reader.finish()
}

fn included<'a>(nodes: &'a [Node], found: &mut BTreeSet<&'a str>) {
    for node in nodes {
        match node {
            Node::Include(name, _) => {
                found.insert(name);
            }
            _ => node
                .bodies()
                .into_iter()
                .for_each(|body| included(body, found)),
        }
    }
}

#[cfg(test)]
mod tests;
