//! The XMP packet: signing programs rewrite it. What it says of the document stays; it should still name the
//! archival standards.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::{QName, ResolveResult};

use super::{Step, words};
use crate::pdf_syntax::Value;

/// Namespace and name of what must stay, with what it is in words.
const FACTS: [(&str, &str, &str); 4] = [
    ("http://purl.org/dc/elements/1.1/", "title", "tên văn bản"),
    (
        "http://purl.org/dc/elements/1.1/",
        "identifier",
        "số, ký hiệu",
    ),
    (
        "http://purl.org/dc/elements/1.1/",
        "creator",
        "cơ quan ban hành",
    ),
    (
        "http://ns.adobe.com/xap/1.0/",
        "CreateDate",
        "ngày ban hành",
    ),
];
/// Namespaces of the identification of PDF/A (ISO 19005-2, 6.6.4) and PDF/UA (ISO 14289-1, 5).
const STANDARDS: [(&str, &str); 2] = [
    ("http://www.aiim.org/pdfa/ns/id/", "PDF/A"),
    ("http://www.aiim.org/pdfua/ns/id/", "PDF/UA"),
];
/// Keys of a packet's stream.
const KEYS: [&str; 5] = ["Type", "Subtype", "Length", "Filter", "DecodeParms"];
/// Larger packets are not read, in bytes: the usual one has a few thousand.
const LARGEST_PACKET: usize = 256 << 10;

/// What a packet says, by namespace and name.
type Packet = BTreeMap<(String, String), BTreeSet<String>>;

impl Step<'_, '_> {
    /// Judges the metadata, if there is another packet.
    pub(super) fn metadata(&mut self) {
        let number =
            |catalog: &super::Dictionary| catalog.get("Metadata").and_then(Value::reference);
        let [old, new] = [number(self.before.catalog()), number(self.after.catalog())];
        let is_as_it_was = old == new && new.is_none_or(|number| !self.is_new(number));
        if is_as_it_was {
            return;
        }
        let old = old
            .and_then(|number| self.packet(self.before, number))
            .unwrap_or_default();
        let Some(new) = new.and_then(|number| self.packet(self.after, number)) else {
            return self.refuse(format!(
                "ghi {} không đọc được",
                words::of_catalog(b"Metadata")
            ));
        };
        let says = |packet: &Packet, space: &str, name: &str| {
            packet.get(&(space.to_owned(), name.to_owned())).cloned()
        };
        for (space, name, words) in FACTS {
            if says(&old, space, name) != says(&new, space, name) {
                self.refuse(format!("đổi {words} trong siêu dữ liệu"));
            }
        }
        for (space, standard) in STANDARDS {
            let part = |packet: &Packet| says(packet, space, "part").is_some();
            if part(&old) && !part(&new) {
                self.findings.lost.insert(standard);
            }
        }
    }

    fn packet(&self, state: super::State<'_>, number: u32) -> Option<Packet> {
        let stream = state.get(number);
        let of = stream.dictionary()?;
        let kind = |key: &str| of.get(key).and_then(Value::name);
        let known = of
            .iter()
            .all(|(key, _)| KEYS.iter().any(|known| known.as_bytes() == key));
        if !known || (kind("Type"), kind("Subtype")) != (Some(b"Metadata"), Some(b"XML")) {
            return None;
        }
        let text = state.file.source.unpacked(stream).ok()?;
        (text.len() <= LARGEST_PACKET)
            .then(|| read(&text))
            .flatten()
    }
}

/// Reads properties with a plain value, as elements or attributes, and those whose value is a list: the
/// words of an element belong to all around it.
fn read(text: &[u8]) -> Option<Packet> {
    let mut reader = NsReader::from_reader(text);
    let mut packet = Packet::new();
    let mut within: Vec<((String, String), String)> = Vec::new();
    loop {
        let event = reader.read_event().ok()?;
        let opens = matches!(event, Event::Start(_));
        let words = match &event {
            Event::Text(words) => String::from_utf8_lossy(words).into_owned(),
            Event::CData(words) => String::from_utf8_lossy(words).into_owned(),
            Event::GeneralRef(name) => {
                let name = format!("&{};", String::from_utf8_lossy(name));
                quick_xml::escape::unescape(&name).ok()?.into_owned()
            }
            _ => String::new(),
        };
        if let Some((_, text)) = within.last_mut() {
            text.push_str(&words);
        }
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let own = named((reader.resolver().resolve_element(tag.name()).0, tag.name()));
                for attribute in tag.attributes() {
                    let attribute = attribute.ok()?;
                    let key = attribute.key;
                    let name = named((reader.resolver().resolve_attribute(key).0, key));
                    let value = String::from_utf8_lossy(&attribute.value);
                    let value = quick_xml::escape::unescape(&value).ok()?.into_owned();
                    packet.entry(name).or_default().insert(value);
                }
                packet.entry(own.clone()).or_default();
                if opens {
                    within.push((own, String::new()));
                }
            }
            Event::End(_) => {
                let text = within.last().map(|(_, text)| text.trim().to_owned())?;
                for (name, _) in within.iter().filter(|_| !text.is_empty()) {
                    packet.entry(name.clone()).or_default().insert(text.clone());
                }
                within.pop();
            }
            Event::DocType(_) => return None,
            Event::Eof => return within.is_empty().then_some(packet),
            _ => {}
        }
    }
}

fn named((space, name): (ResolveResult<'_>, QName<'_>)) -> (String, String) {
    let ResolveResult::Bound(space) = space else {
        return (String::new(), String::new());
    };
    let name = String::from_utf8_lossy(name.local_name().as_ref()).into_owned();
    (String::from_utf8_lossy(space.as_ref()).into_owned(), name)
}
