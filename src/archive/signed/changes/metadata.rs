//! The XMP packet: signing programs rewrite it; it should still name the archival standards.

use lopdf::Object;
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

use super::super::objects::unpacked;
use super::{Step, same};

/// Namespace of the PDF/A identification (ISO 19005-2, 6.6.4).
const PDF_A: &[u8] = b"http://www.aiim.org/pdfa/ns/id/";
/// Namespace of the PDF/UA identification (ISO 14289-1, 5).
const PDF_UA: &[u8] = b"http://www.aiim.org/pdfua/ns/id/";

/// Larger packets are not read, in bytes: the usual one has a few thousand.
const LARGEST_PACKET: usize = 256 << 10;

/// Judges the metadata: nothing is refused, but what is lost is told.
pub(super) fn judge(step: &mut Step<'_>) {
    let [old, new] = [step.before, step.after].map(|state| state.catalog()?.get(b"Metadata").ok());
    step.answer_for(old);
    let old = old.and_then(|old| step.before.value(old));
    let new = new.and_then(|new| step.after.value(new));
    if same::same_or_none(step.before, step.after, old, new) {
        return;
    }
    let names = |packet: Option<&Object>| packet.map_or([false; 2], identification);
    let ([old_a, old_ua], [new_a, new_ua]) = (names(old), names(new));
    if old_a && !new_a {
        step.findings.lost.insert("PDF/A");
    }
    if old_ua && !new_ua {
        step.findings.lost.insert("PDF/UA");
    }
}

/// Whether the packet says which part of PDF/A and of PDF/UA the file conforms to, as an element or
/// as an attribute.
fn identification(packet: &Object) -> [bool; 2] {
    let Object::Stream(stream) = packet else {
        return [false; 2];
    };
    let text = unpacked(stream).filter(|text| text.len() <= LARGEST_PACKET);
    let text = text.unwrap_or_default();
    let mut reader = NsReader::from_reader(text.as_slice());
    let mut found = [false; 2];
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => see(&reader, &tag, &mut found),
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

fn see(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>, found: &mut [bool; 2]) {
    let mut look = |(space, name): (ResolveResult<'_>, QName<'_>)| {
        if let ResolveResult::Bound(space) = space
            && name.local_name().as_ref() == b"part"
        {
            found[0] |= space.as_ref() == PDF_A;
            found[1] |= space.as_ref() == PDF_UA;
        }
    };
    look((reader.resolver().resolve_element(tag.name()).0, tag.name()));
    for attribute in tag.attributes().flatten() {
        let space = reader.resolver().resolve_attribute(attribute.key).0;
        look((space, attribute.key));
    }
}
