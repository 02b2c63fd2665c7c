//! What people type into the narrative is what is printed, or refused with its place: each case is a
//! text as typed, and the lines it prints or the problems it has.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{SON_LA, workshop};
use quyet_dinh::inner::diagnostics::{Diagnostic, Diagnostics, Severity, Sources, render};
use quyet_dinh::inner::document::{Block, CellAlign, Document, Paragraph, Role};
use quyet_dinh::inner::dossier::Input;
use quyet_dinh::inner::drafting::{BuiltIn, DraftOptions};
use quyet_dinh::inner::pipeline;

/// Sơn La's dossier with this narrative in the part on the indicators.
fn dossier(narrative: &str) -> String {
    let (head, rest) = SON_LA.split_once("  noi_dung: |\n").expect("narrative");
    let (_, tail) = rest.split_once("  ton_tai: |\n").expect("narrative");
    let lines = narrative.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    });
    format!(
        "{head}  noi_dung: |2\n{}  ton_tai: |\n{tail}",
        lines.collect::<String>()
    )
}

fn drafted(text: &str) -> (Option<Document>, Diagnostics, Sources) {
    let (mut sources, mut problems) = (Sources::default(), Diagnostics::new());
    let scored = pipeline::read(
        Input::new("ho-so.yaml", text, &BuiltIn::DigitalGovernment.set()),
        |_| (),
        &mut sources,
        &mut problems,
    );
    let options = DraftOptions::default();
    let document = scored.and_then(|scored| {
        pipeline::draft(&workshop(), &scored, &options, &mut sources, &mut problems)
    });
    (document.map(common::decision), problems, sources)
}

/// The lines printed for a narrative: `¶` before a paragraph, level and mark before an item, `|` before
/// a table's row.
fn printed(narrative: &str) -> Vec<String> {
    let (document, problems, sources) = drafted(&dossier(narrative));
    let document = document.unwrap_or_else(|| panic!("{}", render(&problems, &sources)));
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.text(),
        _ => String::new(),
    };
    let inside = blocks
        .skip_while(|block| !text(block).starts_with("2. Về nội dung"))
        .skip(1)
        .take_while(|block| !text(block).starts_with("Tồn tại, hạn chế"));
    inside.flat_map(shown).collect()
}

fn shown(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(paragraph) => vec![format!("¶ {}", words(paragraph))],
        Block::List(items) => items
            .iter()
            .map(|item| {
                let level = match item.paragraph.role {
                    Role::ListItem => 1,
                    Role::ListItem2 => 2,
                    _ => 3,
                };
                format!("{level}{} {}", item.label, words(&item.paragraph))
            })
            .collect(),
        Block::Table(table) => {
            let rows = table.header.iter().chain(&table.body);
            rows.map(|row| {
                let cells = row.cells.iter().map(|cell| {
                    let words: String = cell.paragraphs().map(words).collect();
                    match cell.align {
                        CellAlign::Center => format!("| >{words}< "),
                        CellAlign::Left => format!("| {words} "),
                    }
                });
                cells.collect()
            })
            .collect()
        }
        _ => panic!("no block of a narrative: {block:?}"),
    }
}

fn words(paragraph: &Paragraph) -> String {
    let runs = paragraph.runs.iter().map(|run| {
        let edge = match (run.bold, run.italic) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        format!("{edge}{}{edge}", run.text)
    });
    runs.collect()
}

#[track_caller]
fn prints(narrative: &str, lines: &[&str]) {
    assert_eq!(printed(narrative), lines, "{narrative}");
}

/// Errors as `code line:column`, lines and columns counted in the narrative.
fn errors(narrative: &str) -> Vec<String> {
    let (document, problems, sources) = drafted(&dossier(narrative));
    let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
    let places = problems.iter().filter(is_error).map(|problem| {
        let Some(span) = problem.span else {
            panic!("no place: {problem:?}");
        };
        let text = &sources.get(span.source).expect("known").text;
        let before = &text[..span.start as usize];
        let (_, before) = before
            .split_once("  noi_dung: |2\n")
            .expect("in the narrative");
        let line = before.rsplit('\n').next().unwrap_or_default();
        let column = line.chars().count().saturating_sub(4) + 1;
        format!(
            "{} {}:{column}",
            problem.code,
            before.matches('\n').count() + 1
        )
    });
    let places = places.collect::<Vec<_>>();
    assert_eq!(document.is_none(), !places.is_empty(), "{narrative}");
    places
}

#[track_caller]
fn refused(narrative: &str, places: &[&str]) {
    assert_eq!(errors(narrative), places, "{narrative}");
}

#[test]
fn stars_print_as_typed_unless_they_stand_around_words() {
    for text in [
        "Điểm quy đổi = 50*3/2*4 điểm.",
        "Sở A (*) và Sở B (*) chưa tính.",
        "Sở A (*) và Sở B (**) chưa tính.",
        "2 * 3 * 4 = 24",
        "10*x + 5*y",
        "Sở A* và Sở B* (chưa tính)",
        "(*: số liệu tạm tính; **: chưa có số liệu)",
        "tệp_so_lieu_2026 và _gạch dưới_",
        "dấu ` và `mã`",
        "giá trị 2**3",
        "dấu \"*\" và \"*\"",
        "*Ghi chú: 5*3",
    ] {
        prints(text, &[&format!("¶ {text}")]);
    }
    prints(
        "**Đậm** và *nghiêng*, (*trong ngoặc*).",
        &["¶ **Đậm** và *nghiêng*, (*trong ngoặc*)."],
    );
    prints("*“Trích”* và **Điều 1.**", &["¶ *“Trích”* và **Điều 1.**"]);
    prints(r"\*không nghiêng\*", &["¶ *không nghiêng*"]);
}

#[test]
fn a_mark_in_a_sentence_stays_in_it() {
    prints(
        "phát triển kinh tế\n- xã hội của tỉnh",
        &["¶ phát triển kinh tế - xã hội của tỉnh"],
    );
    prints("giai đoạn 2021\n– 2025", &["¶ giai đoạn 2021 – 2025"]);
    prints(
        "quy định tại điểm\na) khoản 2 Điều 3",
        &["¶ quy định tại điểm a) khoản 2 Điều 3"],
    );
    prints("theo mục\n1. và mục 2", &["¶ theo mục 1. và mục 2"]);
    prints("tăng thêm\n+ 5 điểm", &["¶ tăng thêm + 5 điểm"]);
    prints("đạt hạng\n# 1 toàn quốc", &["¶ đạt hạng # 1 toàn quốc"]);
    prints(
        "- Phát triển kinh tế,\n1. xã hội",
        &["1- Phát triển kinh tế, 1. xã hội"],
    );
    prints("nhiệt độ từ\n-2 đến 5", &["¶ nhiệt độ từ -2 đến 5"]);
}

#[test]
fn a_mark_opens_after_a_blank_line_a_closed_line_or_its_like() {
    prints("Gồm:\n- Một;\n- Hai.", &["¶ Gồm:", "1- Một;", "1- Hai."]);
    prints(
        "Gồm:\na) Một;\nb) Hai;\nđ) Ba.",
        &["¶ Gồm:", "1a) Một;", "1b) Hai;", "1đ) Ba."],
    );
    prints("Xong.\n1. Một\n2. Hai", &["¶ Xong.", "11. Một", "12. Hai"]);
    prints(
        "Lời dẫn\n\n- Một\n- Hai",
        &["¶ Lời dẫn", "1- Một", "1- Hai"],
    );
    prints("• Một\n• Hai\n– Ba", &["1- Một", "1- Hai", "1- Ba"]);
    prints("**Ưu điểm:**\n+ Một", &["¶ **Ưu điểm:**", "1+ Một"]);
    prints(
        "- A:\n+ Một;\n+ Hai.\n- B",
        &["1- A:", "1+ Một;", "1+ Hai.", "1- B"],
    );
    prints(
        "- A\n- B:\n+ Một\n+ Hai\n- C",
        &["1- A", "1- B:", "1+ Một", "1+ Hai", "1- C"],
    );
    prints(
        "* Tạm tính.\n** Chưa có.",
        &["1* Tạm tính.", "1** Chưa có."],
    );
    prints("-\u{a0}Một\n-\tHai", &["1- Một", "1- Hai"]);
    prints("- Một\n\nĐoạn.\n\n- Hai", &["1- Một", "¶ Đoạn.", "1- Hai"]);
}

#[test]
fn an_item_may_hold_paragraphs_and_items() {
    prints(
        "- Mục một.\n\n  Đoạn tiếp theo.\n\n- Mục hai\n\n  Đoạn thứ hai",
        &[
            "1- Mục một.",
            "1 Đoạn tiếp theo.",
            "1- Mục hai",
            "1 Đoạn thứ hai",
        ],
    );
    prints(
        "- Một\n  - Hai\n    - Ba\n- Bốn",
        &["1- Một", "2+ Hai", "3- Ba", "1- Bốn"],
    );
    prints("- Một\n  + Hai\n  + Ba", &["1- Một", "2+ Hai", "2+ Ba"]);
    prints(
        "1. Một:\n   - Hai;\n   - Ba.\n2. Bốn",
        &["11. Một:", "2- Hai;", "2- Ba.", "12. Bốn"],
    );
    prints(
        "- Dòng một\n  dòng hai\n\n  Đoạn\n  hai",
        &["1- Dòng một dòng hai", "1 Đoạn hai"],
    );
}

#[test]
fn a_table_is_printed_as_one() {
    prints(
        "Kết quả:\n\n| Chỉ tiêu | Kết quả |\n|---|---|\n| Hồ sơ | 10 |\n| **Cộng** | 1.250,5 |\n\nHết.",
        &[
            "¶ Kết quả:",
            "| >Chỉ tiêu< | >Kết quả< ",
            "| Hồ sơ | >10< ",
            "| **Cộng** | >1.250,5< ",
            "¶ Hết.",
        ],
    );
    prints("a | b\n:-: | ---\nx | y", &["| >a< | >b< ", "| >x< | y "]);
    prints(
        r"| a \| b | c |
|---|---|
| 5*3x |  |",
        &["| >a | b< | >c< ", "| 5*3x |  "],
    );
    refused("| a | b |\n|---|---|\n| 1 |", &["MB017 3:1"]);
    refused("| a | b |\n|---|---|\n| 1 | 2 | 3 |", &["MB017 3:1"]);
    refused("| a | b |\n| 1 | 2 |", &["MB006 1:1"]);
    refused("| a | b |\n|---|\n| 1 | 2 |", &["MB017 2:1"]);
}

#[test]
fn what_is_not_used_is_refused_by_place() {
    refused("Một\n\n> Trích dẫn", &["MB006 3:1"]);
    refused("> Trích dẫn ngay đầu", &["MB006 1:1"]);
    refused("Trên\n\n---\n\nDưới", &["MB006 3:1"]);
    refused("Trên\n---\nDưới", &["MB006 2:1"]);
    refused("Trên\n===\n", &["MB006 2:1"]);
    refused("***", &["MB006 1:1"]);
    refused("Một\n\n    thụt bốn", &["MB006 3:5"]);
    refused("Một <!-- ghi chú --> hai", &["MB006 1:5"]);
    refused("Xem [Cổng](https://vi-du.example) nhé", &["MB006 1:5"]);
    refused("Xem <https://vi-du.example> nhé", &["MB006 1:5"]);
    refused("Xem ![ảnh](a.png)", &["MB006 1:5"]);
    refused("Đoạn <b>đậm</b>", &["MB006 1:6", "MB006 1:12"]);
    refused("Đạt 90%[^1].\n\n[^1]: Ghi chú", &["MB006 1:8", "MB006 3:1"]);
    refused("#### Bốn", &["MB006 1:1"]);
}

#[test]
fn leftovers_are_refused_by_place() {
    refused("**Ưu điểm: một", &["MB017 1:1"]);
    refused("Dòng một\nĐiều 1.** Công bố", &["MB017 2:8"]);
    refused("Mức { linh_vuc }", &["MB017 1:5"]);
    refused("Mức {{ linh_vuc }}", &["MB017 1:5"]);
    refused("Một }", &["MB017 1:5"]);
    refused("##I. Cơ sở", &["MB017 1:1"]);
    refused("#Cơ sở", &["MB006 1:1"]);
    refused("một |---| hai", &["MB017 1:5"]);
    refused("Một\n\n```\nhai", &["MB017 3:1"]);
    prints(r"Tập \{1; 2\}", &["¶ Tập {1; 2}"]);
    prints("hạng #1", &["¶ hạng #1"]);
}

#[test]
fn entities_bring_in_nothing_that_may_not_be_typed() {
    prints("A &amp; B &lt; C&nbsp;D", &["¶ A & B < C\u{a0}D"]);
    refused("một &#xFDD8;hai", &["MB020 1:5"]);
    refused("một &#x202E;hai", &["MB020 1:5"]);
    refused("một &#7; hai &#xFDD1;", &["MB020 1:5", "MB020 1:14"]);
}

#[test]
fn the_closing_mark_after_a_table_is_a_paragraph() {
    let text = SON_LA.replacen(
        "  ket_luan: |\n",
        "  ket_luan: |\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n\n    ",
        1,
    );
    // the narrative's own text follows the table here; cut it off
    let (head, rest) = text.split_once("    | 1 | 2 |\n").expect("table");
    let (_, tail) = rest.split_once("\n# Số liệu đã công bố").expect("figures");
    let text = format!("{head}    | 1 | 2 |\n\n# Số liệu đã công bố{tail}");
    let (document, problems, sources) = drafted(&text);
    let document = document.unwrap_or_else(|| panic!("{}", render(&problems, &sources)));
    let last: Vec<String> = document.sections[1]
        .blocks
        .iter()
        .rev()
        .take(2)
        .flat_map(shown)
        .collect();
    assert_eq!(last, ["¶ ./.", "| >a< | >b< ", "| >1< | >2< "]);
}

mod nothing_is_swallowed {
    use proptest::prelude::*;

    use super::{Block, dossier, drafted, shown};

    /// The letters and figures printed for a narrative; `None` if it is refused.
    fn letters(narrative: &str) -> Option<String> {
        let (document, ..) = drafted(&dossier(narrative));
        let document = document?;
        let blocks = document
            .sections
            .into_iter()
            .flat_map(|section| section.blocks);
        let is_heading = |block: &Block, start: &str| matches!(block, Block::Paragraph(paragraph) if paragraph.text().starts_with(start));
        let inside = blocks
            .skip_while(|block| !is_heading(block, "2. Về nội dung"))
            .skip(1)
            .take_while(|block| !is_heading(block, "Tồn tại, hạn chế"));
        let mut lines = Vec::new();
        for block in inside {
            // levels are no letters of the text
            lines.extend(shown(&block).iter().map(|line| match &block {
                Block::List(_) => line.chars().skip(1).collect(),
                _ => line.clone(),
            }));
        }
        Some(kept(&lines.concat()))
    }

    fn kept(text: &str) -> String {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        /// Every letter and figure typed is printed in its order, or the text is refused.
        #[test]
        fn letters_and_figures(text in "([ab1]|[-+*#|.:;]|[<>()\\[\\]]|[_`\\\\&=!{}^]|  |\n|\n\n){1,40}") {
            if let Some(printed) = letters(&text) {
                prop_assert_eq!(printed, kept(&text));
            }
        }
    }
}
