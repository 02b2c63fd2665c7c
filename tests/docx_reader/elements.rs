//! What each element says.

use quyet_dinh::inner::docx_reader::{Block, read};

use crate::made::{NAMESPACES, file, main_part, package, paragraphs, text, texts};

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn runs_are_one_text() {
    let inner =
        run("Điều ") + "<w:proofErr w:type=\"spellStart\"/>" + &run("1.") + &run(" Công bố");
    assert_eq!(text(&inner), "Điều 1. Công bố");
    assert_eq!(text("<w:r><w:t> a </w:t></w:r>"), "a", "blanks not kept");
    assert_eq!(text(&run("a\nb")), "a b");
    assert_eq!(text(&run("&amp;&#224;&lt;")), "&à<");
    assert_eq!(text("<w:r><w:t><![CDATA[a & b]]></w:t></w:r>"), "a & b");
    // composed, and without the marks where an address may be parted
    assert_eq!(text(&run("a\u{300} x/\u{200b}y so\u{ad}n")), "à x/y son");
    assert_eq!(
        text(&run("20\u{2007}\u{a0}kg")),
        "20\u{2007}\u{a0}kg",
        "blanks keep their width"
    );
}

#[test]
fn special_characters_are_text() {
    let content = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t>\
        <w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>";
    assert_eq!(text(content), "a\tb\nc\nd\u{2011}e\u{f0b3}");
    assert_eq!(text("<w:r><w:sym w:char=\"zz\"/><w:sym/></w:r>"), "");
}

#[test]
fn wrappers_are_read_through() {
    for (open, close) in [
        ("<w:hyperlink w:anchor=\"x\">", "</w:hyperlink>"),
        ("<w:smartTag><w:smartTagPr/>", "</w:smartTag>"),
        ("<w:customXml><w:customXmlPr/>", "</w:customXml>"),
        ("<w:fldSimple w:instr=\"PAGE\">", "</w:fldSimple>"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:dir w:val=\"ltr\">", "</w:dir>"),
        ("<w:ins>", "</w:ins>"),
        ("<w:moveTo>", "</w:moveTo>"),
    ] {
        let content = format!("{}{open}{}{close}{}", run("a"), run("b"), run("c"));
        assert_eq!(text(&content), "abc", "{open}");
    }
    for block in ["sdt><w:sdtContent", "customXml"] {
        let close = block
            .split_once('>')
            .map_or(block, |_| "sdtContent></w:sdt");
        let body = format!("<w:{block}><w:p>{}</w:p></w:{close}>", run("a"));
        assert_eq!(texts(&body), ["a"], "{block}");
    }
    assert_eq!(text("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), "x+1");
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>u</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>v</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    assert_eq!(text(ruby), "v");
}

#[test]
fn fields_print_their_result() {
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let field = |instr: &str, result: &str| {
        format!(
            "{}{instr}{}{result}{}",
            char("begin"),
            char("separate"),
            char("end")
        )
    };
    let simple = field(&instruction("SEQ Bảng"), &run("1"));
    assert_eq!(
        text(&format!("{}{simple}{}", run("Bảng "), run("."))),
        "Bảng 1."
    );
    // a field inside another's instruction prints nothing
    let inner = instruction("IF ") + &field(&instruction("PAGE"), &run("7")) + &instruction(" = 7");
    assert_eq!(text(&(field(&inner, &run("đúng")) + &run("!"))), "đúng!");
    // over two paragraphs
    let body = format!(
        "<w:p>{}{}{}{}</w:p><w:p>{}{}{}</w:p>",
        char("begin"),
        instruction("TOC"),
        char("separate"),
        run("a"),
        run("b"),
        char("end"),
        run("c")
    );
    assert_eq!(texts(&body), ["a", "bc"]);
    // one that never ends swallows nothing
    let open = format!("<w:p>{}</w:p><w:p>{}</w:p>", char("begin"), run("còn"));
    assert_eq!(texts(&open), ["", "còn"]);
    let deleted = format!(
        "<w:del>{}</w:del>{}",
        field(&instruction("PAGE"), ""),
        run("a")
    );
    assert_eq!(text(&deleted), "a");
}

#[test]
fn of_alternatives_the_first_is_read() {
    let boxed = |text: &str| {
        format!(
            "<w:drawing><wps:txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:txbx></w:drawing>",
            run(text)
        )
    };
    let body = format!(
        "<w:p><w:r><w:t>thân</w:t><mc:AlternateContent><mc:Choice Requires=\"wps\">{}</mc:Choice>\
         <mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        boxed("trong khung"),
        boxed("bản cũ")
    );
    let found = paragraphs(&body);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].text.as_str(), found[0].in_text_box),
        ("thân", false)
    );
    assert_eq!(
        (found[1].text.as_str(), found[1].in_text_box),
        ("trong khung", true)
    );
    let whole = format!(
        "<mc:AlternateContent><mc:Choice><w:p>{}</w:p></mc:Choice><mc:Fallback><w:p>{}</w:p></mc:Fallback></mc:AlternateContent>",
        run("a"),
        run("b")
    );
    assert_eq!(texts(&whole), ["a"]);
}

#[test]
fn hidden_text_is_not_printed() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>";
    let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>hiện</w:t></w:r>";
    assert_eq!(text(&format!("{hidden}{shown}")), "hiện");
}

#[test]
fn paragraphs_say_what_they_are() {
    let body = format!(
        "<w:bookmarkStart w:id=\"1\" w:name=\"dau\"/><w:p><w:pPr><w:pStyle w:val=\"Dieu\"/><w:numPr/></w:pPr>\
         <w:bookmarkStart w:id=\"2\" w:name=\"_GoBack\"/><w:bookmarkStart w:id=\"3\" w:name=\"giua\"/>{}\
         <w:sdt><w:sdtPr><w:tag w:val=\"riêng\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
        run("a "),
        run("b")
    );
    let found = paragraphs(&body).remove(0);
    assert_eq!(found.style, "Dieu", "an id without a name");
    assert!(found.is_numbered);
    assert_eq!(found.bookmarks, ["dau", "giua"]);
    let control = &found.controls[0];
    assert_eq!(
        (control.tag.as_str(), control.text.as_str()),
        ("riêng", "b")
    );
    assert!(control.shows_placeholder);
    // around whole paragraphs
    let body = format!(
        "<w:sdt><w:sdtPr><w:tag w:val=\"nguoiKy\"/></w:sdtPr><w:sdtContent><w:p>{}</w:p><w:p>{}</w:p></w:sdtContent></w:sdt>",
        run("a"),
        run("b")
    );
    let found = paragraphs(&body);
    assert_eq!(found[0].controls[0].text, "a\nb");
    assert!(!found[0].controls[0].shows_placeholder);
}

#[test]
fn tables_keep_their_grid() {
    let cell = |properties: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{}</w:p></w:tc>",
            run(text)
        )
    };
    let body = format!(
        "<w:tbl><w:tblPr><w:tblCaption w:val=\"Bảng\"/></w:tblPr><w:tblGrid/>\
         <w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:tblHeader/></w:trPr>{}{}</w:tr>\
         <w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtPr><w:tag w:val=\"o\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:tr></w:sdtContent></w:sdt>\
         <w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", "a"),
        cell("<w:vMerge w:val=\"restart\"/>", "b"),
        cell("", "c"),
        cell("<w:vMerge/>", ""),
        cell("<w:hMerge w:val=\"restart\"/>", "d"),
        cell("<w:hMerge/>", ""),
        cell("<w:gridSpan w:val=\"999999999999\"/>", "e")
    );
    let file = file(&body);
    let Block::Table(table) = &file.blocks[0] else {
        panic!("no table");
    };
    assert_eq!(table.title.as_deref(), Some("Bảng"));
    let grid: Vec<Vec<(usize, bool)>> = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter();
            cells.map(|c| (c.grid_span, c.continues_above)).collect()
        })
        .collect();
    assert_eq!(
        grid,
        [
            vec![(2, false), (1, false)],
            vec![(1, false), (1, true)],
            vec![(2, false), (63, false)]
        ]
    );
    assert_eq!(
        (table.rows[0].columns_before, table.rows[0].is_header),
        (1, true)
    );
    let Block::Paragraph(first) = &table.rows[1].cells[0].blocks[0] else {
        panic!("no paragraph");
    };
    assert_eq!(first.controls[0].tag, "o");
    // a table in a cell
    let nested = format!("<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>");
    assert_eq!(paragraphs(&nested).len(), paragraphs(&body).len() + 1);
}

#[test]
fn notes_headers_and_footers_are_read() {
    let reference = "<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r>\
        <w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:footnoteReference w:id=\"77\"/></w:r>";
    let main = main_part(&format!("<w:p>{}{reference}</w:p>", run("a")));
    let root = |name: &str, content: &str| format!("<w:{name} {NAMESPACES}>{content}</w:{name}>");
    let note = |kind: &str, text: &str| {
        // a note that refers to itself is no way to go round in circles
        format!(
            "<w:{kind} w:id=\"2\"><w:p>{}<w:r><w:{kind}Reference w:id=\"2\"/></w:r></w:p></w:{kind}>",
            run(text)
        )
    };
    let kinds = ["footnotes", "endnotes", "header", "footer"];
    let relationships: String = kinds
        .iter()
        .map(|kind| {
            format!("<Relationship Type=\"http://x/{kind}\" Target=\"./x/../{kind}1.xml\"/>")
        })
        .collect();
    let relationships = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relationships}</Relationships>"
    );
    let bytes = package(&[
        ("word\\Document.xml", &main),
        ("word/_rels/document.xml.rels", &relationships),
        (
            "word/footnotes1.xml",
            &root("footnotes", &note("footnote", "chân")),
        ),
        (
            "word/endnotes1.xml",
            &root("endnotes", &note("endnote", "cuối")),
        ),
        (
            "word/header1.xml",
            &root("hdr", &format!("<w:p>{}</w:p>", run("đầu"))),
        ),
        (
            "word/footer1.xml",
            &root("ftr", &format!("<w:p>{}</w:p>", run("dưới"))),
        ),
    ]);
    let file = read(&bytes).expect("it can be read");
    let texts = |blocks: &[Block]| {
        let paragraphs = blocks.iter().flat_map(Block::paragraphs);
        paragraphs.map(|p| p.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts(&file.notes[0]), ["chân"]);
    assert_eq!(texts(&file.notes[1]), ["cuối"]);
    assert_eq!(file.notes.len(), 2);
    assert_eq!(file.blocks[0].paragraphs()[0].notes, [0, 1, 0]);
    assert_eq!(texts(&file.headers_and_footers), ["đầu", "dưới"]);
}

/// ISO/IEC 29500 Strict has namespaces of its own, and a file may call them by any prefix.
#[test]
fn namespaces_are_known_under_any_prefix() {
    for uri in [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ] {
        let main = format!(
            "<ns0:document xmlns:ns0=\"{uri}\"><body xmlns=\"{uri}\"><p><r><ns0:t>a</ns0:t></r></p></body></ns0:document>"
        );
        let file = read(&package(&[("word/document.xml", &main)])).expect("it can be read");
        assert_eq!(file.blocks[0].paragraphs()[0].text, "a");
    }
}
