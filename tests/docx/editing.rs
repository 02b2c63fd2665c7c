//! What makes the file pleasant to edit: styles, controls, fields, properties.

use quyet_dinh::inner::document::Meaning;
use quyet_dinh::inner::drafting::DraftOptions;

use crate::read::{Node, part};
use crate::{common, documents, sample, written};

#[test]
fn headings_are_built_in_and_language_is_vietnamese() {
    let styles = part(&written(&sample::everything()), "word/styles.xml");
    let style = |id: &str| {
        let found = styles
            .all("w:style")
            .into_iter()
            .find(|s| s.attr("w:styleId") == Some(id));
        found.unwrap_or_else(|| panic!("no style {id}")).clone()
    };
    for (id, name, level) in [
        ("Heading1", "heading 1", "0"),
        ("Heading2", "heading 2", "1"),
        ("Heading3", "heading 3", "2"),
    ] {
        let heading = style(id);
        assert_eq!(
            heading.child("w:name").and_then(|n| n.attr("w:val")),
            Some(name)
        );
        assert_eq!(heading.attr("w:customStyle"), None);
        let outline = heading.path(&["w:pPr", "w:outlineLvl"]);
        assert_eq!(outline.and_then(|o| o.attr("w:val")), Some(level));
    }
    assert_eq!(style("Normal").attr("w:default"), Some("1"));
    let language = styles.all("w:lang")[0].clone();
    assert_eq!(language.attr("w:val"), Some("vi-VN"));
    assert_eq!(language.attr("w:eastAsia"), Some("vi-VN"));
}

/// Word's navigation pane shows the decision, its articles, the annex and its headings.
#[test]
fn titles_and_articles_have_outline_levels() {
    let styles = part(&written(&sample::everything()), "word/styles.xml");
    let levels: Vec<(String, String)> = styles
        .all("w:style")
        .iter()
        .filter_map(|style| {
            let level = style.path(&["w:pPr", "w:outlineLvl"])?.attr("w:val")?;
            Some((style.attr("w:styleId")?.to_owned(), level.to_owned()))
        })
        .collect();
    let expected = [
        ("TenLoai", "0"),
        ("Dieu", "1"),
        ("TieuDePhuLuc", "0"),
        ("Heading1", "0"),
        ("Heading2", "1"),
        ("Heading3", "2"),
    ];
    assert_eq!(
        levels,
        expected.map(|(id, level)| (id.to_owned(), level.to_owned()))
    );
}

/// Lines end as in the PDF by the rules of Word 2010 only; by these a table must be moved in by its cells'
/// margin to stand where the text starts.
#[test]
fn words_layout_rules_of_2010_are_asked_for() {
    let bytes = written(&sample::everything());
    let settings = part(&bytes, "word/settings.xml");
    let asked: Vec<(&str, &str)> = settings
        .all("w:compatSetting")
        .into_iter()
        .filter_map(|setting| Some((setting.attr("w:name")?, setting.attr("w:val")?)))
        .collect();
    assert!(asked.contains(&("compatibilityMode", "14")));
    assert!(
        asked
            .iter()
            .all(|(name, _)| *name != "differentiateMultirowTableHeaders")
    );
    let styles = part(&bytes, "word/styles.xml");
    let mut ruled = 0;
    for style in styles.all("w:style") {
        let Some(margins) = style.path(&["w:tblPr", "w:tblCellMar"]) else {
            continue;
        };
        let margin = margins.child("w:left").and_then(|left| left.attr("w:w"));
        let indent = style
            .path(&["w:tblPr", "w:tblInd"])
            .and_then(|ind| ind.attr("w:w"));
        assert_eq!(indent, margin);
        ruled += usize::from(margin == Some("85"));
    }
    assert_eq!(ruled, 1);
}

/// Typing the number once in Word fills the decision and the annex's reference line.
#[test]
fn facts_are_bound_to_one_part() {
    let document = common::document(common::SON_LA, &DraftOptions::default());
    let bytes = written(&document);
    let facts = part(&bytes, "customXml/item1.xml");
    let store = part(&bytes, "customXml/itemProps1.xml");
    let main = part(&bytes, "word/document.xml");
    let mut places = Vec::new();
    for control in main.all("w:sdt") {
        let binding = control
            .path(&["w:sdtPr", "w:dataBinding"])
            .expect("a binding");
        assert_eq!(binding.attr("w:storeItemID"), store.attr("ds:itemID"));
        let namespace = facts.attr("xmlns").expect("a namespace");
        assert_eq!(
            binding.attr("w:prefixMappings"),
            Some(&*format!("xmlns:v='{namespace}'"))
        );
        let tag = control
            .path(&["w:sdtPr", "w:tag"])
            .and_then(|t| t.attr("w:val"))
            .expect("a tag");
        assert_eq!(
            binding.attr("w:xpath"),
            Some(&*format!("/v:{}[1]/v:{tag}[1]", facts.name))
        );
        let fact = facts.child(tag).expect("the bound element");
        let is_blank = control.printed().trim_matches('\u{2007}').is_empty();
        let stored = if is_blank { "" } else { &control.printed() };
        assert_eq!(stored, fact.text, "{tag}");
        places.push(tag.to_owned());
    }
    for (tag, least) in [
        ("so", 2),
        ("ngay", 2),
        ("thang", 1),
        ("trichYeu", 1),
        ("nguoiKy", 1),
    ] {
        let found = places.iter().filter(|place| *place == tag).count();
        assert!(found >= least, "{tag}: {found}");
    }
    let mut numbers: Vec<_> = main
        .all("w:sdtPr")
        .iter()
        .map(|p| p.child("w:id").expect("an id").attr("w:val"))
        .map(|id| id.map(str::to_owned))
        .collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "control numbers are unique");
}

/// A blank is its control's placeholder, so typing replaces it whole; an emptied control shows blanks again,
/// never Word's own words. The blanks look as the text around them, and the control stays when its text goes.
#[test]
fn blanks_are_placeholders() {
    for (name, document) in documents() {
        let bytes = written(document);
        let main = part(&bytes, "word/document.xml");
        let glossary = part(&bytes, "word/glossary/document.xml");
        for control in main.all("w:sdt") {
            let properties = control.child("w:sdtPr").expect("properties");
            let value = |element: &str| Some(properties.child(element)?.attr("w:val")?.to_owned());
            assert_eq!(value("w:lock").as_deref(), Some("sdtLocked"), "{name}");
            let block = properties.path(&["w:placeholder", "w:docPart"]);
            let block = block.and_then(|block| block.attr("w:val"));
            let of_name = |part: &&Node| {
                let name = part.path(&["w:docPartPr", "w:name"]);
                name.and_then(|name| name.attr("w:val")) == block
            };
            let parts = glossary.all("w:docPart");
            let placeholder = parts.into_iter().find(of_name).expect("a placeholder");
            let kind = placeholder.path(&["w:docPartPr", "w:types", "w:type"]);
            assert_eq!(kind.and_then(|kind| kind.attr("w:val")), Some("bbPlcHdr"));
            let blanks = placeholder.printed();
            assert!(!blanks.is_empty() && blanks.trim_matches('\u{2007}').is_empty());
            assert!(placeholder.all("w:rPr").is_empty(), "{name}: grey blanks");
            let shows = properties.child("w:showingPlcHdr").is_some();
            let printed = control.printed();
            assert_eq!(
                shows,
                printed.trim_matches('\u{2007}').is_empty(),
                "{name}: {printed}"
            );
            assert!(!shows || printed == blanks, "{name}: other blanks");
            // what is typed over them looks the same
            let look = control.path(&["w:sdtContent", "w:r", "w:rPr"]);
            let typed = properties.child("w:rPr");
            assert_eq!(
                look.map(|look| format!("{look:?}")),
                typed.map(|look| format!("{look:?}"))
            );
        }
    }
}

/// The blanks are those of the document: no line moves.
#[test]
fn blanks_are_as_wide_as_drafted() {
    let document = common::document(common::SON_LA, &DraftOptions::default());
    let main = part(&written(&document), "word/document.xml");
    let blanks = |tag: &str| {
        let controls = main.all("w:sdt").into_iter().filter(|control| {
            let own = control.path(&["w:sdtPr", "w:tag"]);
            own.and_then(|own| own.attr("w:val")) == Some(tag)
        });
        controls
            .map(|control| control.printed())
            .collect::<Vec<_>>()
    };
    let number = Meaning::Number.blank();
    assert_eq!(blanks("so"), [number.clone(), number]);
    let day = Meaning::Day.blank();
    assert_eq!(blanks("ngay"), [day.clone(), day]);
}

/// Captions are numbered by SEQ, references are REF fields to a bookmark that holds the same words.
#[test]
fn captions_and_references_are_fields() {
    for (name, document) in documents() {
        let main = part(&written(document), "word/document.xml");
        let mut bookmarks = std::collections::BTreeMap::new();
        let mut references = Vec::new();
        for paragraph in main.all("w:p") {
            let (mut open, mut instruction) = (None, None::<String>);
            for child in &paragraph.children {
                match child.name.as_str() {
                    "w:bookmarkStart" => open = child.attr("w:name").map(str::to_owned),
                    "w:bookmarkEnd" => open = None,
                    _ => {
                        let text = child.printed();
                        if let Some(bookmark) = &open {
                            bookmarks
                                .entry(bookmark.clone())
                                .or_insert_with(String::new)
                                .push_str(&text);
                        }
                        if let Some(found) = child.child("w:instrText") {
                            instruction = Some(found.text.clone());
                        }
                        if let Some(found) = instruction.take_if(|_| !text.is_empty()) {
                            references.push((found, text));
                        }
                    }
                }
            }
        }
        let mut numbers = 0;
        for (instruction, text) in references {
            let words: Vec<&str> = instruction.split_whitespace().collect();
            match words[0] {
                "REF" => assert_eq!(
                    bookmarks.get(words[1]),
                    Some(&text),
                    "{name}: {instruction}"
                ),
                // `\c` repeats the number
                "SEQ" => {
                    numbers += usize::from(words[2] != "\\c");
                    assert_eq!(text, numbers.to_string(), "{name}: what Word will count");
                }
                other => panic!("{name}: field {other}"),
            }
        }
    }
}

#[test]
fn every_style_used_is_defined() {
    let styles = part(&written(&sample::everything()), "word/styles.xml");
    let known: Vec<&str> = styles
        .all("w:style")
        .iter()
        .filter_map(|s| s.attr("w:styleId"))
        .collect();
    for (name, document) in documents() {
        let bytes = written(document);
        let main = part(&bytes, "word/document.xml");
        let used = main
            .all("w:pStyle")
            .into_iter()
            .chain(main.all("w:tblStyle"));
        for style in used.filter_map(|style| style.attr("w:val")) {
            assert!(known.contains(&style), "{name}: {style}");
        }
    }
    let mut unique = known.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), known.len());
}

#[test]
fn properties_name_the_document() {
    let document = sample::everything();
    let core = part(&written(&document), "docProps/core.xml");
    let text = |name: &str| {
        core.child(name)
            .unwrap_or_else(|| panic!("no {name}"))
            .text
            .clone()
    };
    assert_eq!(text("dc:title"), document.meta.title);
    assert_eq!(text("dc:subject"), document.meta.subject);
    assert_eq!(text("dc:creator"), document.meta.author);
    assert_eq!(text("cp:keywords"), "xếp hạng; R&D");
    assert_eq!(text("dc:language"), "vi-VN");
    assert_eq!(text("dcterms:created"), "2021-12-24T00:00:00Z");
}
