//! The PDF read back through its structure and compared with the document, cell by cell.

mod pdf_support;

use pdf_support::read::{self, Element};
use quyet_dinh::inner::document::{Block, CellContent, Document, Role, Table};
use quyet_dinh::inner::fonts::Fonts;

fn written(document: &Document) -> Vec<u8> {
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    quyet_dinh::inner::pdf::write(document, &fonts).expect("the document is sound")
}

/// What an element of the structure should say: its type and its text.
type Expected = Vec<(&'static str, String)>;

fn expected(document: &Document) -> Expected {
    let mut all = Expected::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Letterhead(head) => {
                let mut words: Vec<&String> = head.superior.iter().chain(&head.issuer).collect();
                words.extend([&head.national_name, &head.motto]);
                all.extend(words.into_iter().map(|text| ("P", text.clone())));
                let rows = [&head.number, &head.place_date];
                all.extend(rows.into_iter().flatten().map(|p| ("P", p.text())));
                let stamps = [&head.urgency, &head.circulation];
                all.extend(stamps.into_iter().flatten().map(|text| ("P", text.clone())));
            }
            Block::Paragraph(paragraph) => all.push((kind(paragraph.role), paragraph.text())),
            Block::List(items) => {
                for item in items {
                    all.push(("Lbl", format!("{} ", item.label)));
                    all.push(("LBody", item.paragraph.text()));
                }
            }
            Block::Table(table) => expect_table(table, &mut all),
            Block::Signature(block) => {
                all.push(("P", block.recipients_title.clone()));
                all.extend(block.recipients.iter().map(|text| ("LBody", text.clone())));
                all.extend(block.drafter_mark.iter().map(|text| ("P", text.clone())));
                all.extend(block.capacity.iter().map(|text| ("P", text.clone())));
                all.push(("P", block.name.clone()));
            }
        }
    }
    all
}

/// In a section with a title: all other headings are below it.
fn kind(role: Role) -> &'static str {
    match role {
        Role::DocumentType | Role::AnnexTitle => "H1",
        Role::Article | Role::Heading1 => "H2",
        Role::Heading2 => "H3",
        Role::Heading3 => "H4",
        _ => "P",
    }
}

fn expect_table(table: &Table, all: &mut Expected) {
    for cell in table
        .header
        .iter()
        .chain(&table.body)
        .flat_map(|row| &row.cells)
    {
        let tag = if cell.scope.is_some() { "TH" } else { "TD" };
        match &cell.content {
            CellContent::Text(text) => all.push((tag, text.text())),
            CellContent::Diagonal { above, below } => {
                all.push(("P", below.text()));
                all.push(("P", above.text()));
            }
        }
    }
    all.extend(
        table
            .caption
            .iter()
            .map(|caption| ("Caption", caption.text())),
    );
}

fn found(element: &Element, all: &mut Vec<(String, String)>) {
    let leaf = element.kids.is_empty();
    if leaf && element.kind != "Form" {
        all.push((element.kind.clone(), element.text.clone()));
    }
    for kid in &element.kids {
        found(kid, all);
    }
}

#[test]
fn every_text_stands_in_its_element_in_reading_order() {
    let document = pdf_support::sample();
    let bytes = written(&document);
    let mut all = Vec::new();
    found(&read::structure(&bytes), &mut all);
    let all: Vec<(&str, &str)> = all.iter().map(|(k, t)| (k.as_str(), t.as_str())).collect();
    let wanted = expected(&document);
    let wanted: Vec<(&str, &str)> = wanted.iter().map(|(k, t)| (*k, t.as_str())).collect();
    assert_eq!(all, wanted);
    if let Ok(path) = std::env::var("QD_SAMPLE_OUT") {
        std::fs::write(path, bytes).expect("writable");
    }
}

#[test]
fn tables_carry_scopes_spans_and_summaries() {
    let tree = read::structure(&written(&pdf_support::sample()));
    let tables = tree.find("Table");
    assert_eq!(tables.len(), 2);
    let attribute = |element: &Element, key: &str| element.attributes.get(key).cloned();
    let [head, body, caption] = tables[0].kids.as_slice() else {
        panic!("head, body, caption: {:?}", tables[0].kids)
    };
    assert_eq!(
        [&head.kind, &body.kind, &caption.kind],
        ["THead", "TBody", "Caption"]
    );
    for (part, scope) in [(head, "Column"), (body, "Row")] {
        assert!(part.kids.iter().all(|row| row.kind == "TR"));
        for head in part.find("TH") {
            assert_eq!(attribute(head, "Scope").as_deref(), Some(scope));
        }
    }
    assert_eq!(body.find("TH")[0].text, "Sở Xây dựng");
    let cells = tables[0].find("TD");
    let tied = cells
        .iter()
        .find(|cell| cell.text == "06 (86,2)")
        .expect("a tie");
    assert_eq!(attribute(tied, "RowSpan").as_deref(), Some("2"));
    let tier = cells
        .iter()
        .find(|cell| cell.text.starts_with("A. Mức"))
        .expect("a tier");
    assert_eq!(attribute(tier, "ColSpan").as_deref(), Some("3"));
    assert!(attribute(tables[0], "Summary").is_some());
    assert_eq!(
        attribute(tables[1].find("TH")[0], "Scope").as_deref(),
        Some("Both")
    );
}

#[test]
fn the_signers_name_is_one_run() {
    let bytes = written(&pdf_support::sample());
    let runs: Vec<String> = read::pages(&bytes)
        .into_iter()
        .flat_map(|page| page.into_values())
        .filter(|text| text.contains("Hậu"))
        .collect();
    assert_eq!(runs, ["Đặng Ngọc Hậu"]);
}
