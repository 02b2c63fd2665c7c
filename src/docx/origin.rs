//! What a DOCX was written from, kept in a part of its own, so that a hand's change since then is noticed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{Element, Part};
use crate::digest::Digest;
use crate::document::Document;

/// The part's name in what is written here; other programs may call it otherwise.
pub(super) const PART: &str = "customXml/item2.xml";
pub(super) const NAMESPACE: &str = "urn:quyetdinh:ban-ghi:1";
/// Its identity inside the package, the same in every document.
pub(super) const STORE_ID: &str = "{6F1B3E52-0C7A-4D0B-9A43-2D5E8C71B031}";
/// Root of the part, and in it the digest of all other parts and that of the dossier.
const ROOT: &str = "banGhi";
const FILE: &str = "tep";
const DOSSIER: &str = "hoSo";
/// What is written: nothing for the decision.
const DOCUMENT: &str = "vanBan";
/// Bytes that a package's parts may have unpacked together: a bigger one was not written here.
const LARGEST: u64 = 256 << 20;

/// What a DOCX says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The dossier it was written from.
    pub dossier: Option<String>,
    /// Which document of its set it is; none for the decision.
    pub document: Option<String>,
    /// Whether every part is as it was written.
    pub is_untouched: bool,
}

/// Reads what a DOCX says of itself; `None` if it says nothing, or is no whole package.
#[must_use]
pub(crate) fn origin(bytes: &[u8]) -> Option<Origin> {
    let parts = unpacked(bytes)?;
    let opening = format!("<{ROOT} xmlns=\"{NAMESPACE}\"");
    let holds = |text: &[u8]| {
        let mut windows = text.windows(opening.len());
        windows.any(|window| window == opening.as_bytes())
    };
    let (name, part) = parts.iter().find(|(_, text)| holds(text))?;
    let text = std::str::from_utf8(part).ok()?;
    let others = parts.iter().filter(|(other, _)| *other != name);
    let now = digest(others.map(|(name, text)| (name.as_str(), text.as_slice())));
    Some(Origin {
        dossier: value(text, DOSSIER).map(str::to_owned),
        document: value(text, DOCUMENT).map(str::to_owned),
        is_untouched: value(text, FILE) == Some(now.as_str()),
    })
}

/// The part for a package of these other parts.
pub(super) fn part(parts: &[Part], document: &Document) -> Part {
    let others = parts.iter().map(|(name, text)| (*name, text.as_bytes()));
    let file = digest(others);
    let dossier = document.meta.dossier.as_ref();
    let name = Some(document.name.as_str()).filter(|name| !name.is_empty());
    let all = [
        (FILE, Some(file.as_str())),
        (DOSSIER, dossier.map(Digest::as_str)),
        (DOCUMENT, name),
    ];
    let known = all
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)));
    let root = Element::new(ROOT)
        .attr("xmlns", NAMESPACE)
        .children(known.map(|(name, text)| Element::new(name).text(text)));
    (PART, root.into_part())
}

/// One digest of all parts, whatever their order.
fn digest<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Digest {
    let sorted: BTreeMap<&str, &[u8]> = parts.collect();
    let lines = sorted
        .iter()
        .map(|(name, text)| Digest::of(text).check_line(name));
    Digest::of(lines.collect::<String>().as_bytes())
}

fn unpacked(bytes: &[u8]) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (mut parts, mut left) = (BTreeMap::new(), LARGEST);
    for at in 0..zip.len() {
        let mut text = Vec::new();
        let file = zip.by_index(at).ok()?;
        let name = file.name().to_owned();
        left -= file.take(left).read_to_end(&mut text).ok()? as u64;
        if left == 0 {
            return None;
        }
        parts.insert(name, text);
    }
    Some(parts)
}

/// What stands in the element of that name.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(&format!("<{name}>"))?;
    let (value, _) = after.split_once("</")?;
    Some(value)
}
