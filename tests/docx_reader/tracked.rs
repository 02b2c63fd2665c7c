//! Tracked changes are read as accepted.

use quyet_dinh::inner::docx_reader::Block;

use crate::made::{file, text, texts};

const BY: &str = "w:author=\"A\" w:date=\"2026-12-01T00:00:00Z\"";

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(mark: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{}</w:p>",
        run(text)
    )
}

#[test]
fn text_that_goes_is_not_read() {
    let gone = "<w:r><w:delText>cũ</w:delText></w:r>";
    for name in ["del", "moveFrom"] {
        let content = format!("{}<w:{name} {BY}>{gone}</w:{name}>{}", run("a"), run("b"));
        assert_eq!(text(&content), "ab");
        // inserted by one, deleted by another
        let content = format!(
            "<w:ins {BY}><w:{name} {BY}>{gone}</w:{name}>{}</w:ins>",
            run("c")
        );
        assert_eq!(text(&content), "c");
        // a control in it goes, too
        let content =
            format!("<w:{name} {BY}><w:sdt><w:sdtContent>{gone}</w:sdtContent></w:sdt></w:{name}>");
        assert_eq!(text(&content), "");
    }
    let found = file(&format!(
        "<w:p><w:del {BY}>{gone}</w:del><w:ins w:author=\"B\">{}</w:ins></w:p>",
        run("x")
    ));
    assert_eq!(found.changes.authors, ["A", "B"]);
    assert_eq!((found.changes.insertions, found.changes.deletions), (1, 1));
}

/// A paragraph whose mark goes runs into the next, which keeps its look.
#[test]
fn paragraphs_are_joined() {
    let gone = format!("<w:del {BY}/>");
    let came = format!("<w:ins {BY}/>");
    let body = paragraph(&gone, "a")
        + &paragraph(&gone, "b")
        + &paragraph(&came, "c")
        + &paragraph("", "d");
    assert_eq!(texts(&body), ["abc", "d"]);
    // nothing follows that it could run into
    let table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let body = paragraph(&gone, "a") + table + &paragraph(&gone, "") + table;
    let found = file(&body);
    assert_eq!(found.blocks.len(), 3);
    assert_eq!(found.blocks[0].paragraphs()[0].text, "a");
    // a cell keeps its last one
    let cell = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph(&gone, "")
    );
    assert_eq!(texts(&cell), [""]);
}

#[test]
fn rows_and_cells_come_and_go() {
    let cell = |properties: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>",
            paragraph("", text)
        )
    };
    let row = |properties: &str, cells: &str| {
        format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
    };
    let body = format!(
        "<w:tbl>{}{}{}{}</w:tbl>",
        row(&format!("<w:del {BY}/>"), &cell("", "đi")),
        row(&format!("<w:ins {BY}/>"), &cell("", "đến")),
        row(
            "",
            &(cell(&format!("<w:cellDel {BY}/>"), "x") + &cell(&format!("<w:cellIns {BY}/>"), "y"))
        ),
        row(
            "",
            &cell(&format!("<w:cellMerge {BY} w:vMerge=\"cont\"/>"), "z")
        )
    );
    assert_eq!(texts(&body), ["đến", "y", "z"]);
    let found = file(&body);
    assert_eq!((found.changes.insertions, found.changes.deletions), (2, 2));
    let Block::Table(table) = &found.blocks[0] else {
        panic!("no table");
    };
    assert!(table.rows[2].cells[0].continues_above);
    // all rows gone, so is the table
    let body = format!(
        "<w:tbl>{}</w:tbl>{}",
        row(&format!("<w:del {BY}/>"), &cell("", "x")),
        paragraph("", "a")
    );
    assert_eq!(texts(&body), ["a"]);
    assert_eq!(file(&body).blocks.len(), 1);
}

#[test]
fn looks_that_changed_are_counted_and_no_text() {
    let body = format!(
        "<w:p><w:pPr><w:pPrChange {BY}><w:pPr/></w:pPrChange></w:pPr><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>\
         <w:sectPr><w:sectPrChange {BY}/></w:sectPr>"
    );
    assert_eq!(texts(&body), ["a"]);
    assert_eq!(file(&body).changes.formatting, 3);
    assert_eq!(file(&body).changes.count(), 3);
}
