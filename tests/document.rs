//! The whole document: golden texts, and every sentence of the signed decision.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::dump::{compare_with_golden, dump};
use quyet_dinh::inner::document::{Block, CellContent, Document, Table};
use quyet_dinh::inner::drafting::DraftOptions;

#[test]
fn golden_son_la() {
    let document = common::document(common::SON_LA, &DraftOptions::default());
    compare_with_golden("document/son-la-2021.txt", &dump(&document));
}

#[test]
fn golden_detailed() {
    let document = common::document(common::DETAILED, &DraftOptions::default());
    compare_with_golden("document/mau-chi-tiet.txt", &dump(&document));
}

/// What may differ from the signed text: computed figures, one legal base a line, the capital
/// letters of Phụ lục II, and the date that was misprinted. (The CHANGELOG lists them.)
const CHANGES: [(&str, &str); 15] = [
    ("79,5/100", "79,4/100"),
    ("80,8/100", "80,7/100"),
    ("Mức Tốt 35% 8%", "Mức Tốt 35% 17%"),
    ("Mức Khá 50% 84%", "Mức Khá 50% 75%"),
    ("Ngày 10/11/2020", "Ngày 10/11/2021"),
    (
        "Sở Nông nghiệp và phát triển nông thôn",
        "Sở Nông nghiệp và Phát triển nông thôn",
    ),
    ("Sở Công thương", "Sở Công Thương"),
    (
        "Ban quản lý các khu công nghiệp tỉnh",
        "Ban Quản lý các khu công nghiệp tỉnh",
    ),
    ("Trung tâm thông tin tỉnh", "Trung tâm Thông tin tỉnh"),
    ("Thường vụ tỉnh ủy", "Thường vụ Tỉnh ủy"),
    ("phòng CNTT, phòng Bưu chính", "Phòng CNTT, Phòng Bưu chính"),
    ("phòng Thông tin", "Phòng Thông tin"),
    (
        "Luật Công nghệ thông tin năm 2006;",
        "Căn cứ Luật Công nghệ thông tin năm 2006;",
    ),
    ("Nghị định số 64/2007", "Căn cứ Nghị định số 64/2007"),
    (
        "Quyết định số 2245/QĐ-UBND ngày 15/9/2021 của UBND tỉnh Sơn La về việc ban hành Quy định về Bộ chỉ số đánh giá Chính quyền số của các cơ quan nhà nước tỉnh Sơn La;",
        "Căn cứ Quyết định số 2245/QĐ-UBND ngày 15/9/2021 của UBND tỉnh Sơn La về việc ban hành Quy định về Bộ chỉ số đánh giá Chính quyền số của các cơ quan nhà nước tỉnh Sơn La;",
    ),
];

fn folded(text: &str) -> String {
    text.replace('\u{2007}', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_sentence_of_the_signed_decision() {
    let document = common::document(common::SON_LA, &DraftOptions::default());
    let mut lines: Vec<String> = dump(&document)
        .lines()
        .filter_map(|line| {
            Some(folded(
                &line
                    .split_once(": ")?
                    .1
                    .replace('*', "")
                    .replace(['~', '|'], " ")
                    .replace("[2 rows]", ""),
            ))
        })
        .collect();
    let signed = include_str!("cases/document/signed-text.txt");
    let mut used = [false; CHANGES.len()];
    for line in signed.lines() {
        let mut wanted = folded(line);
        for ((old, new), used) in CHANGES.into_iter().zip(&mut used) {
            if wanted.contains(old) {
                *used = true;
                wanted = wanted.replace(old, new);
            }
        }
        // paragraph for paragraph, in the signed order; the columns of header and signature block
        // are read one after the other
        let found = lines.iter().position(|text| *text == wanted);
        let Some(found) = found else {
            panic!("not in the document: {wanted}");
        };
        lines.remove(found);
    }
    assert_eq!(
        used,
        [true; CHANGES.len()],
        "a listed change is not needed any more"
    );
}

#[test]
fn names_print_as_typed() {
    let names = [
        "Sở A & B",
        "Sở <b>",
        "Sở *x* **y**",
        "Sở a|b",
        "Sở a_b_c",
        "Sở {{ nam }} {% if %}",
        "Sở #1",
        "1. Sở",
        "- Sở",
        "Sở \\ ~ ` [x](#y) $z$ &amp;",
    ];
    let agencies = names
        .iter()
        .enumerate()
        .map(|(i, name)| (format!("'{name}'"), format!("{}", 90 - i)));
    let text = common::synthetic(&[agencies.collect()]);
    let text = text.replace(
        "linh_vuc: Chính quyền số",
        "linh_vuc: 'Chính quyền *số* & _x_ {{ y }} <z> #1'",
    );
    let document = common::document(&text, &DraftOptions::default());
    let dumped = dump(&document);
    for name in names {
        assert!(
            dumped.contains(&format!(" | {name} | ")),
            "{name}\n{dumped}"
        );
    }
    assert!(dumped.contains("mức độ Chính quyền *số* & _x_ {{ y }} <z> #1 của"));
}

/// C19: the capacity has as many lines as it is given, with templates that know of one line only.
#[test]
fn the_signers_capacity_takes_several_lines() {
    let lists = "quyen_han:\n    - TM. ỦY BAN NHÂN DÂN\n    - KT. CHỦ TỊCH";
    for (given, expected) in [
        (
            "quyen_han: KT. CHỦ TỊCH",
            ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"].as_slice(),
        ),
        (
            lists,
            &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        ("quyen_han: ~", &["PHÓ CHỦ TỊCH"]),
    ] {
        let text = common::SON_LA.replace("quyen_han: KT. CHỦ TỊCH", given);
        let document = common::document(&text, &DraftOptions::default());
        let blocks = document.sections.iter().flat_map(|s| &s.blocks);
        let capacities = blocks.filter_map(|block| match block {
            Block::Signature(block) => Some(block.capacity.clone()),
            _ => None,
        });
        assert_eq!(capacities.collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn issued_number_and_date() {
    let text = common::SON_LA
        .replace("  # so: 3203", "  so: 7")
        .replace("  ngay: 12/2021\n", "  ngay: 05/02/2022\n");
    let dumped = dump(&common::document(&text, &DraftOptions::default()));
    assert!(dumped.contains("Số: 07/QĐ-UBND"));
    assert!(dumped.contains("Sơn La, ngày 05 tháng 02 năm 2022"));
    assert!(dumped.contains("số: 07/QĐ-UBND ngày 05/02/2022 của"));
}

/// The codes of what keeps a changed document from being written as PDF.
fn refused(change: impl FnOnce(&mut Document)) -> Vec<&'static str> {
    let mut document = common::document(common::SON_LA, &DraftOptions::default());
    change(&mut document);
    let fonts = quyet_dinh::inner::fonts::Fonts::built_in().expect("fonts are compiled in");
    let problems = quyet_dinh::inner::pdf::write(&document, &fonts).expect_err("refused");
    problems.iter().map(|problem| problem.code).collect()
}

fn first_table(document: &mut Document) -> &mut Table {
    let mut blocks = document
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks);
    let table = blocks.find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    table.expect("a table")
}

#[test]
fn a_pdf_that_could_not_conform_is_not_written() {
    let headless = refused(|document| first_table(document).header.clear());
    assert_eq!(headless, ["TT013"]);
    let skipping = refused(|document| {
        let heading = document.sections[1]
            .blocks
            .iter_mut()
            .find_map(|block| match block {
                Block::Paragraph(p) if p.role == quyet_dinh::inner::document::Role::Heading2 => {
                    Some(p)
                }
                _ => None,
            });
        heading.expect("a heading").role = quyet_dinh::inner::document::Role::Heading3;
    });
    assert_eq!(skipping[0], "TT012");
    let broad = refused(|document| {
        let table = first_table(document);
        if let Some(CellContent::Text(text)) = (table.header.first_mut())
            .and_then(|row| row.cells.last_mut())
            .map(|cell| &mut cell.content)
        {
            text.runs[0].text = "nghiêng".repeat(20);
        }
    });
    assert_eq!(broad, ["TT011"]);
}
