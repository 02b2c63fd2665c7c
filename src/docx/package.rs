//! The package: which parts there are, how they refer to each other, and the zip around them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::document::Document;
use crate::fonts::Fonts;

use super::body::Body;
use super::xml::{Element, Part};
use super::{controls, glossary, origin, section, settings, styles, theme};

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Identity and namespace of each part of data, and the parts that tell them.
const ITEMS: [((&str, &str), [&str; 2]); 2] = [
    (
        (controls::STORE_ID, controls::NAMESPACE),
        ["customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels"],
    ),
    (
        (origin::STORE_ID, origin::NAMESPACE),
        ["customXml/itemProps2.xml", "customXml/_rels/item2.xml.rels"],
    ),
];

/// All parts, in the order they stand in the file.
pub(super) fn parts(document: &Document, fonts: &Fonts, body: Body) -> Vec<Part> {
    let mark = document.draft_mark.as_deref();
    let mut parts = vec![
        ("[Content_Types].xml", content_types(mark.is_some())),
        ("_rels/.rels", package_relationships()),
        (
            "docProps/core.xml",
            settings::core_properties(&document.meta),
        ),
        ("docProps/app.xml", settings::app_properties(&document.meta)),
        ("word/document.xml", body.part),
        (
            "word/_rels/document.xml.rels",
            document_relationships(mark.is_some()),
        ),
        ("word/styles.xml", styles::part()),
        ("word/settings.xml", settings::settings(body.is_revised)),
        ("word/fontTable.xml", settings::font_table()),
        ("word/theme/theme1.xml", theme::PART.to_owned()),
        ("word/header1.xml", section::header(mark, fonts)),
    ];
    if let Some(mark) = mark {
        parts.push(("word/header2.xml", section::first_header(mark, fonts)));
    }
    parts.extend(glossary::parts(&body.facts));
    parts.push((
        "word/glossary/_rels/document.xml.rels",
        glossary_relationships(),
    ));
    parts.push(("customXml/item1.xml", body.facts.part()));
    for (item, [properties, relationships]) in ITEMS {
        parts.push((properties, item_properties(item.0, item.1)));
        let name = properties.trim_start_matches("customXml/");
        parts.push((relationships, item_relationships(name)));
    }
    // last: it tells of all others
    parts.push(origin::part(&parts, document));
    parts
}

/// How parts whose names end so are read.
fn default(extension: &str, kind: &str) -> Element {
    Element::new("Default")
        .attr("Extension", extension)
        .attr("ContentType", kind)
}

/// How a part is read.
fn part(name: &str, kind: String) -> Element {
    Element::new("Override")
        .attr("PartName", name)
        .attr("ContentType", kind)
}

fn word(kind: &str) -> String {
    format!("{WORD}.{kind}+xml")
}

fn office(kind: &str) -> String {
    format!("application/vnd.openxmlformats-{kind}+xml")
}

fn content_types(has_first_header: bool) -> String {
    let mut types = Element::new("Types")
        .attr("xmlns", format!("{PACKAGE}/content-types"))
        .child(default("rels", &office("package.relationships")))
        .child(default("xml", "application/xml"))
        .child(part(
            "/docProps/core.xml",
            office("package.core-properties"),
        ))
        .child(part(
            "/docProps/app.xml",
            office("officedocument.extended-properties"),
        ))
        .child(part("/word/document.xml", word("document.main")))
        .child(part("/word/styles.xml", word("styles")))
        .child(part("/word/settings.xml", word("settings")))
        .child(part("/word/fontTable.xml", word("fontTable")))
        .child(part(
            "/word/theme/theme1.xml",
            office("officedocument.theme"),
        ))
        .child(part("/word/header1.xml", word("header")));
    if has_first_header {
        types.push(part("/word/header2.xml", word("header")));
    }
    for (name, kind) in [
        ("document", "document.glossary"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
    ] {
        types.push(part(&format!("/word/glossary/{name}.xml"), word(kind)));
    }
    for (_, [properties, _]) in ITEMS {
        let kind = office("officedocument.customXmlProperties");
        types.push(part(&format!("/{properties}"), kind));
    }
    types.into_part()
}

fn relationships(targets: &[(&str, &str, &str)]) -> String {
    targets
        .iter()
        .fold(
            Element::new("Relationships").attr("xmlns", format!("{PACKAGE}/relationships")),
            |all, (id, kind, target)| {
                all.child(
                    Element::new("Relationship")
                        .attr("Id", *id)
                        .attr("Type", *kind)
                        .attr("Target", *target),
                )
            },
        )
        .into_part()
}

fn package_relationships() -> String {
    relationships(&[
        (
            "rId1",
            &format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ),
        (
            "rId2",
            &format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
        (
            "rId3",
            &format!("{OFFICE}/extended-properties"),
            "docProps/app.xml",
        ),
    ])
}

fn document_relationships(has_first_header: bool) -> String {
    let header = format!("{OFFICE}/header");
    let (styles, settings) = (format!("{OFFICE}/styles"), format!("{OFFICE}/settings"));
    let (font_table, theme) = (format!("{OFFICE}/fontTable"), format!("{OFFICE}/theme"));
    let custom_xml = format!("{OFFICE}/customXml");
    let glossary = format!("{OFFICE}/glossaryDocument");
    let mut targets = vec![
        ("rId1", styles.as_str(), "styles.xml"),
        ("rId2", &settings, "settings.xml"),
        ("rId3", &font_table, "fontTable.xml"),
        ("rId4", &theme, "theme/theme1.xml"),
        ("rId5", &custom_xml, "../customXml/item1.xml"),
        ("rId7", &custom_xml, "../customXml/item2.xml"),
        ("rId6", &glossary, "glossary/document.xml"),
        (section::HEADER, &header, "header1.xml"),
    ];
    if has_first_header {
        targets.push((section::FIRST_HEADER, &header, "header2.xml"));
    }
    relationships(&targets)
}

fn glossary_relationships() -> String {
    relationships(&[
        ("rId1", &format!("{OFFICE}/styles"), "styles.xml"),
        ("rId2", &format!("{OFFICE}/settings"), "settings.xml"),
        ("rId3", &format!("{OFFICE}/fontTable"), "fontTable.xml"),
    ])
}

/// What gives a part of data its identity.
fn item_properties(id: &str, namespace: &str) -> String {
    let schema = Element::new("ds:schemaRef").attr("ds:uri", namespace);
    Element::new("ds:datastoreItem")
        .attr("ds:itemID", id)
        .attr(
            "xmlns:ds",
            "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
        )
        .child(Element::new("ds:schemaRefs").child(schema))
        .into_part()
}

fn item_relationships(properties: &str) -> String {
    relationships(&[("rId1", &format!("{OFFICE}/customXmlProps"), properties)])
}

/// Packs the parts: compressed, in their order, all of the same fixed time.
pub(super) fn zip(parts: &[Part]) -> Option<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        // the same bytes on every system
        .system(System::Unix);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, options).ok()?;
        writer.write_all(text.as_bytes()).ok()?;
    }
    writer.finish().ok().map(Cursor::into_inner)
}
