//! What the file says of itself: Info and XMP, the same facts in both (ISO 19005-2, 6.6).

use lopdf::{Dictionary, Object, StringFormat};
use quick_xml::escape::escape;

use super::Conformance;
use crate::document::Metadata;

/// The program, as creator tool and producer.
const PROGRAM: &str = concat!("quyetdinh ", env!("CARGO_PKG_VERSION"));
/// Language of every document (ISO 14289-1, 7.2).
pub(super) const LANGUAGE: &str = "vi";
/// The day's first moment in Vietnam.
const ZONE: (&str, &str) = ("+07:00", "+07'00'");

/// A text string: UTF-16 with its mark, or plain ASCII.
#[must_use]
pub(super) fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The date of a document as PDF writes it.
#[must_use]
pub(super) fn pdf_date(meta: &Metadata) -> String {
    let (year, month, day) = meta.date;
    format!("D:{year:04}{month:02}{day:02}000000{}", ZONE.1)
}

fn xmp_date(meta: &Metadata) -> String {
    let (year, month, day) = meta.date;
    format!("{year:04}-{month:02}-{day:02}T00:00:00{}", ZONE.0)
}

fn keywords(meta: &Metadata) -> String {
    meta.keywords.join(", ")
}

/// The Info dictionary.
#[must_use]
pub(super) fn info(meta: &Metadata) -> Dictionary {
    let mut info = Dictionary::new();
    let date = pdf_date(meta);
    let keywords = keywords(meta);
    for (key, value) in [
        ("Title", meta.title.as_str()),
        ("Author", &meta.author),
        ("Subject", &meta.subject),
        ("Keywords", &keywords),
        ("Creator", PROGRAM),
        ("Producer", PROGRAM),
        ("CreationDate", &date),
        ("ModDate", &date),
    ] {
        if !value.is_empty() {
            info.set(key, text_string(value));
        }
    }
    info
}

/// The XMP packet.
#[must_use]
pub(super) fn xmp(meta: &Metadata, conformance: Conformance) -> String {
    let language_alternative = |name: &str, text: &str| {
        let text = escape(text);
        format!(
            "<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li>\
             <rdf:li xml:lang=\"{LANGUAGE}\">{text}</rdf:li></rdf:Alt></{name}>\n"
        )
    };
    let mut facts = language_alternative("dc:title", &meta.title);
    if !meta.subject.is_empty() {
        facts += &language_alternative("dc:description", &meta.subject);
    }
    if !meta.author.is_empty() {
        facts += &format!(
            "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n",
            escape(&meta.author)
        );
    }
    if !meta.keywords.is_empty() {
        let items: String = meta
            .keywords
            .iter()
            .map(|word| format!("<rdf:li>{}</rdf:li>", escape(word)))
            .collect();
        facts += &format!("<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>\n");
        facts += &simple("pdf:Keywords", &keywords(meta));
    }
    if let Some(number) = &meta.number {
        facts += &simple("dc:identifier", &format!("{number}/{}", meta.symbol));
    }
    let date = xmp_date(meta);
    facts +=
        &format!("<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>\n");
    facts += &simple("dc:format", "application/pdf");
    facts += &simple("xmp:CreatorTool", PROGRAM);
    facts += &simple("xmp:CreateDate", &date);
    facts += &simple("xmp:ModifyDate", &date);
    facts += &simple("pdf:Producer", PROGRAM);
    facts += &simple("pdfaid:part", conformance.part());
    facts += &simple("pdfaid:conformance", "A");
    facts += &simple("pdfuaid:part", "1");
    format!("{OPENING}{facts}{EXTENSION}{CLOSING}")
}

fn simple(name: &str, value: &str) -> String {
    format!("<{name}>{}</{name}>\n", escape(value))
}

const OPENING: &str = "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
<rdf:Description rdf:about=\"\" \
xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n";

/// Declares the PDF/UA identifier, which PDF/A does not know by itself (ISO 19005-2, 6.6.2.3).
const EXTENSION: &str = "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n\
<pdfaProperty:name>part</pdfaProperty:name>\n\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n\
<pdfaProperty:category>internal</pdfaProperty:category>\n\
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>\n\
</rdf:li></rdf:Seq></pdfaSchema:property>\n\
</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

const CLOSING: &str = "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
