//! A whole document as text, and golden files.

use std::path::PathBuf;

use quyet_dinh::inner::document::{
    Block, CellContent, Document, Letterhead, Paragraph, SignatureBlock, Table,
};

/// The document as text: one line a paragraph, its role before it; tables row by row.
pub fn dump(document: &Document) -> String {
    let mut text = String::new();
    let mut line = |role: &str, words: &str| text.push_str(&format!("{role}: {words}\n"));
    for section in &document.sections {
        line("\n== section", &section.name);
        for block in &section.blocks {
            match block {
                Block::Letterhead(head) => dump_letterhead(head, &mut line),
                Block::Paragraph(paragraph) => dump_paragraph(paragraph, "", &mut line),
                Block::List(items) => items.iter().for_each(|item| {
                    dump_paragraph(&item.paragraph, &format!("{} ", item.label), &mut line);
                }),
                Block::Table(table) => dump_table(table, &mut line),
                Block::Signature(block) => dump_signature(block, &mut line),
            }
        }
    }
    text
}

fn dump_paragraph(paragraph: &Paragraph, label: &str, line: &mut impl FnMut(&str, &str)) {
    let keep = if paragraph.keep_with_next {
        " (keep with next)"
    } else {
        ""
    };
    let runs = paragraph
        .runs
        .iter()
        .map(|run| match (run.bold, run.italic) {
            (true, _) => format!("**{}**", run.text),
            (false, true) => format!("*{}*", run.text),
            (false, false) => run.text.clone(),
        });
    let words = runs.collect::<String>().replace('\u{2007}', "~");
    line(
        &format!("{:?}{keep}", paragraph.role),
        &format!("{label}{words}"),
    );
}

fn dump_letterhead(head: &Letterhead, line: &mut impl FnMut(&str, &str)) {
    head.superior
        .iter()
        .for_each(|text| line("SuperiorBody", text));
    head.issuer
        .iter()
        .for_each(|text| line("IssuingBody", text));
    line("NationalName", &head.national_name);
    line("Motto", &head.motto);
    for paragraph in [&head.number, &head.place_date].into_iter().flatten() {
        dump_paragraph(paragraph, "", line);
    }
    for stamp in [&head.urgency, &head.circulation].into_iter().flatten() {
        line("Stamp", stamp);
    }
}

fn dump_signature(block: &SignatureBlock, line: &mut impl FnMut(&str, &str)) {
    line("RecipientsTitle", &block.recipients_title);
    block
        .recipients
        .iter()
        .for_each(|text| line("Recipient", text));
    block
        .capacity
        .iter()
        .for_each(|text| line("Capacity", text));
    line("SignerName", &block.name);
    block
        .drafter_mark
        .iter()
        .for_each(|text| line("DrafterMark", text));
}

fn cell_text(content: &CellContent) -> String {
    match content {
        CellContent::Text(paragraph) => paragraph.text(),
        CellContent::Diagonal { above, below } => format!("{} \\ {}", below.text(), above.text()),
    }
}

fn dump_table(table: &Table, line: &mut impl FnMut(&str, &str)) {
    line(&format!("{:?}", table.kind), &table.id);
    for (role, rows) in [("  head", &table.header), ("  row", &table.body)] {
        for row in rows {
            let cells = row.cells.iter().map(|cell| {
                let span = if cell.row_span > 1 {
                    format!(" [{} rows]", cell.row_span)
                } else {
                    String::new()
                };
                format!("{}{span}", cell_text(&cell.content))
            });
            let keep = if row.keep_with_next { "+" } else { "" };
            line(
                &format!("{role}{keep}"),
                &cells.collect::<Vec<_>>().join(" | "),
            );
        }
    }
    if let Some(caption) = &table.caption {
        dump_paragraph(caption, "", line);
    }
}

/// Compares a text with the golden file of that name below `tests/cases`; `UPDATE_EXPECT` writes it.
pub fn compare_with_golden(name: &str, actual: &str) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/cases", name]
        .iter()
        .collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, actual).expect("golden file written");
    }
    let expected = std::fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    for (index, (a, e)) in actual.lines().zip(expected.lines()).enumerate() {
        assert_eq!(a, e, "{name}, line {}", index + 1);
    }
    assert_eq!(
        actual.lines().count(),
        expected.lines().count(),
        "{name}: number of lines"
    );
}
