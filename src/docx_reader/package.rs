//! The package: a zip read within limits, its parts found by what they are, not by what they are called.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::model::Program;
use super::problem::Problem;
use super::tree::{Node, parse};

/// Bytes that one part may have unpacked: a decision of 3,000 agencies has a tenth of it.
const LARGEST_PART: u64 = 32 << 20;
/// Bytes that all parts read may have together.
const LARGEST_SUM: u64 = 96 << 20;
/// Parts that a package may have.
const MOST_PARTS: usize = 10_000;
/// A byte order mark.
const MARK: &str = "\u{feff}";
/// How a file of Word 97 to 2003 begins, and one under a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A DOCX, opened.
pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Each part by its name as names are compared: small letters, no slash in front.
    places: BTreeMap<String, usize>,
    /// Bytes that may still be read.
    left: u64,
    main: String,
    /// What the main part refers to: kind and part.
    related: Vec<(String, String)>,
    /// What the package refers to.
    outer: Vec<(String, String)>,
}

/// A part that was read.
pub(crate) struct Part {
    /// Its place in the zip.
    pub(crate) index: usize,
    /// Its byte order mark, or nothing.
    pub(crate) mark: &'static str,
    /// Its text after that.
    pub(crate) text: String,
    /// What stands in it.
    pub(crate) root: Node,
}

impl<'a> Package<'a> {
    /// Opens a package and finds its main part.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        if bytes.starts_with(COMPOUND) {
            return Err(of_compound(bytes));
        }
        if !bytes.starts_with(b"PK") {
            return Err(Problem::NotWord);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::Damaged)?;
        if zip.len() > MOST_PARTS {
            return Err(Problem::TooLarge);
        }
        let names = (0..zip.len()).filter_map(|at| Some((compared(zip.name_for_index(at)?), at)));
        let mut package = Self {
            places: names.collect(),
            zip,
            left: LARGEST_SUM,
            main: String::new(),
            related: Vec::new(),
            outer: Vec::new(),
        };
        package.outer = package.relationships("")?;
        let main = part_of(&package.outer, "officeDocument");
        package.main = main.unwrap_or("word/document.xml").to_owned();
        if !package.places.contains_key(&package.main) {
            let is_other = !package.places.keys().any(|name| name.starts_with("word/"));
            return Err(if is_other {
                Problem::NotWord
            } else {
                Problem::Damaged
            });
        }
        package.related = package.relationships(&package.main.clone())?;
        Ok(package)
    }

    /// The main part.
    pub(crate) fn main(&mut self) -> Result<Part, Problem> {
        let main = self.part(&self.main.clone())?.ok_or(Problem::Damaged)?;
        match &*main.root.name {
            "w:document" => Ok(main),
            _ => Err(Problem::NotWord),
        }
    }

    /// The parts of a kind that the main part refers to (`header`), each once.
    pub(crate) fn parts_of_kind(&mut self, kind: &str) -> Result<Vec<Part>, Problem> {
        let own = self.related.iter().filter(|(of, _)| of == kind);
        let mut names: Vec<String> = own.map(|(_, name)| name.clone()).collect();
        names.sort();
        names.dedup();
        let parts = names.iter().map(|name| self.part(name));
        parts.filter_map(Result::transpose).collect()
    }

    /// The first of them.
    pub(crate) fn part_of_kind(&mut self, kind: &str) -> Result<Option<Part>, Problem> {
        let name = part_of(&self.related, kind).map(str::to_owned);
        name.map_or(Ok(None), |name| self.part(&name))
    }

    /// The parts that hold data beside the text and can be read, each once.
    pub(crate) fn custom_parts(&mut self) -> Result<Vec<Part>, Problem> {
        let related = self.related.iter().filter(|(of, _)| of == "customXml");
        let mut names: Vec<String> = related.map(|(_, name)| name.clone()).collect();
        let stray = self.places.keys();
        let stray = stray.filter(|name| name.starts_with("customxml/") && name.ends_with(".xml"));
        names.extend(stray.cloned());
        names.sort();
        names.dedup();
        let mut parts = Vec::new();
        for name in names {
            match self.part(&name) {
                Ok(part) => parts.extend(part),
                Err(Problem::TooLarge) => return Err(Problem::TooLarge),
                // what others keep there may be of any kind
                Err(_) => {}
            }
        }
        Ok(parts)
    }

    /// What saved the package last.
    pub(crate) fn program(&mut self) -> Option<Program> {
        let name = part_of(&self.outer, "extended-properties")
            .or_else(|| part_of(&self.outer, "extendedProperties"))?
            .to_owned();
        let properties = self.part(&name).ok()??.root;
        let text = |name: &str| {
            let text = properties.child(name)?.text().trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        Some(Program {
            name: text("app:Application")?,
            version: text("app:AppVersion"),
        })
    }

    /// The zip, for copying what stays.
    pub(crate) fn into_zip(self) -> ZipArchive<Cursor<&'a [u8]>> {
        self.zip
    }

    /// A part by its name; `None` if it is not there.
    fn part(&mut self, name: &str) -> Result<Option<Part>, Problem> {
        let Some(&index) = self.places.get(name) else {
            return Ok(None);
        };
        let file = self.zip.by_index(index).map_err(|_| Problem::Damaged)?;
        let limit = LARGEST_PART.min(self.left);
        let mut bytes = Vec::new();
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Problem::Damaged)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(size);
        if size > limit {
            return Err(Problem::TooLarge);
        }
        let text = String::from_utf8(bytes).map_err(|_| Problem::Damaged)?;
        let (mark, text) = match text.strip_prefix(MARK) {
            Some(rest) => (MARK, rest.to_owned()),
            None => ("", text),
        };
        let root = parse(&text)?;
        Ok(Some(Part {
            index,
            mark,
            text,
            root,
        }))
    }

    /// Kinds and names of the parts that a part (the package, for no name) refers to.
    fn relationships(&mut self, of: &str) -> Result<Vec<(String, String)>, Problem> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let Some(part) = self.part(&joined(folder, &format!("_rels/{name}.rels")))? else {
            return Ok(Vec::new());
        };
        let all = part.root.nodes().filter_map(|relationship| {
            let is_outside = relationship.attribute("TargetMode") == Some("External");
            let kind = relationship.attribute("Type")?.rsplit('/').next()?;
            let target = relationship.attribute("Target")?;
            (!is_outside).then(|| (kind.to_owned(), joined(folder, target)))
        });
        Ok(all.collect())
    }
}

fn part_of<'b>(relationships: &'b [(String, String)], kind: &str) -> Option<&'b str> {
    let found = relationships.iter().find(|(of, _)| of == kind)?;
    Some(&found.1)
}

/// A name as it is compared: Windows' slashes and capitals make no other name (ECMA-376 Part 2, 6.2.2).
fn compared(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    name.trim_start_matches('/').to_owned()
}

/// The name of a part that is referred to from a folder.
fn joined(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    compared(&path.join("/"))
}

/// What a compound file is: its directory names its streams in UTF-16.
fn of_compound(bytes: &[u8]) -> Problem {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") {
        Problem::Locked
    } else if holds("WordDocument") {
        Problem::OldWord
    } else {
        Problem::NotWord
    }
}
