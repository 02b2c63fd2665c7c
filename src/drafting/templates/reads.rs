//! What templates read, against what there is to read: before a dossier is there.
//!
//! Where it cannot be told what a value is, nothing is said of it.

mod known;
mod paths;
mod printed;
mod reader;
mod scope;
mod shape;
mod told;
mod values;

use std::collections::BTreeMap;
#[cfg(test)]
use std::collections::BTreeSet;

use super::syntax::parse;
use reader::{File, Reader};

pub(super) use shape::{Reading, Shape, ShapeOf};
pub(super) use told::{told, unread};

/// What the files of a set (name and text) read of `root`.
///
/// A file that others include or extend is read where they do. One that Tera would not compile is taken to read
/// everything.
#[cfg(test)]
fn read(files: &[(&str, &str)], root: &BTreeMap<String, Shape>) -> Reading {
    let set = ParsedSet::new(files);
    let parts = set.parts();
    let whole = set.files.iter().map(|file| file.name);
    let whole = whole.filter(|name| !parts.contains(name));
    set.read(
        &whole.map(|name| (name, Vec::new())).collect::<Vec<_>>(),
        root,
    )
}

/// The same where it is known which files are printed by themselves, each with the paths of facts without which it
/// is not.
pub(super) fn read_sections(
    files: &[(&str, &str)],
    sections: &[(&str, Vec<&str>)],
    root: &BTreeMap<String, Shape>,
) -> Reading {
    ParsedSet::new(files).read(sections, root)
}

/// The files of a set, and whether all of them could be parsed.
struct ParsedSet<'a> {
    files: Vec<File<'a>>,
    is_whole: bool,
}

impl<'a> ParsedSet<'a> {
    fn new(texts: &[(&'a str, &'a str)]) -> Self {
        let mut set = Self {
            files: Vec::new(),
            is_whole: true,
        };
        for &(name, text) in texts {
            let template = parse(text);
            set.is_whole &= template.is_some();
            let template = template.unwrap_or_default();
            set.files.push(File {
                name,
                text,
                template,
            });
        }
        set
    }

    /// The files that others include or extend.
    #[cfg(test)]
    fn parts(&self) -> BTreeSet<&str> {
        let files = self.files.iter();
        files.flat_map(|file| file.template.used()).collect()
    }

    fn read(&self, sections: &[(&str, Vec<&str>)], root: &BTreeMap<String, Shape>) -> Reading {
        let mut reader = Reader::new(&self.files, root);
        for (index, file) in self.files.iter().enumerate() {
            if let Some((_, needs)) = sections.iter().find(|(name, _)| *name == file.name) {
                reader.file(index, needs);
            }
            reader.components(index);
        }
        if !self.is_whole {
            reader.everything();
        }
        reader.finish()
    }
}

#[cfg(test)]
mod tests;
