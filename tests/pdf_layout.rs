//! The layout rules, one test each, tried at every position of the page where they can bite.

mod pdf_support;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use pdf_support::{agency_row, caption, of_blocks, signature, standings_header, text, tier_row};
use quyet_dinh::inner::document::{
    Block, CellContent, Column, Document, Paragraph, Role, Table, TableKind, TableLayout,
};
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pdf::layout::{Artifact, Item, Layout, Mark, Page, Text, layout};
use quyet_dinh::inner::style::{self, page};
use quyet_dinh::inner::units::Pt;

const SENTENCE: &str = "Việc đánh giá, xếp hạng mức độ Chính quyền số của các cơ quan nhà nước của tỉnh được thực hiện với các cơ quan, đơn vị trên địa bàn. ";

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::built_in().expect("fonts are compiled in"))
}

fn laid_out(blocks: Vec<Block>) -> Layout {
    layout(&of_blocks(blocks), fonts()).expect("the document is sound")
}

fn filler(lines: usize) -> Vec<Block> {
    (0..lines)
        .map(|_| text(Role::Capacity, "Dòng"))
        .map(loosened)
        .collect()
}

/// A line that may end a page.
fn loosened(block: Block) -> Block {
    match block {
        Block::Paragraph(mut paragraph) => {
            paragraph.role = Role::Recipient;
            Block::Paragraph(paragraph)
        }
        other => other,
    }
}

fn texts(page: &Page) -> impl Iterator<Item = &Text> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text),
        _ => None,
    })
}

fn own_texts(page: &Page) -> impl Iterator<Item = &Text> {
    texts(page).filter(|text| matches!(text.mark, Mark::Leaf(_)))
}

fn has(page: &Page, words: &str) -> bool {
    own_texts(page).any(|text| text.text.contains(words))
}

/// Base lines of the document's own text that starts so.
fn base_lines(page: &Page) -> BTreeSet<i64> {
    own_texts(page)
        .map(|text| (text.y.0 * 100.0) as i64)
        .collect()
}

/// Counts at which a thing of interest crosses from the first page to the second.
fn around_the_foot() -> std::ops::Range<usize> {
    20..60
}

#[test]
fn no_widow_and_no_orphan_line() {
    let mut parted = 0;
    for count in around_the_foot() {
        let mut blocks = filler(count);
        blocks.push(text(Role::Body, &SENTENCE.repeat(4)));
        let result = laid_out(blocks);
        let lines: Vec<usize> = result
            .pages
            .iter()
            .map(|page| own_texts(page).filter(|text| text.text != "Dòng").count())
            .filter(|lines| *lines > 0)
            .collect();
        assert!(lines.iter().all(|lines| *lines >= 2), "{count}: {lines:?}");
        parted += usize::from(lines.len() > 1);
    }
    assert!(parted > 2, "the paragraph must cross the foot of the page");
}

#[test]
fn no_heading_ends_a_page() {
    for count in around_the_foot() {
        let mut blocks = filler(count);
        blocks.push(text(Role::Heading1, "A. TIÊU ĐỀ"));
        blocks.push(text(Role::Heading2, "I. Tiêu đề"));
        blocks.push(text(Role::Body, &SENTENCE.repeat(3)));
        for page in &laid_out(blocks).pages {
            if has(page, "TIÊU ĐỀ") {
                assert!(has(page, "Việc đánh giá"), "{count}");
            }
        }
    }
}

fn table(rows: usize, tie_at: usize) -> Table {
    let mut body = vec![tier_row("A. Mức tốt")];
    for row in 1..=rows {
        if row == rows / 2 {
            body.push(tier_row("B. Mức khá"));
        }
        let (tie, keep) = match row {
            _ if row == tie_at => (3, true),
            _ if row == tie_at + 1 => (0, true),
            _ if row == tie_at + 2 => (0, false),
            _ => (1, false),
        };
        let rank = format!("{row:02} (80,0)");
        body.push(agency_row(
            row,
            &format!("Cơ quan {row};"),
            &rank,
            tie,
            keep,
        ));
    }
    Table {
        id: "thu".to_owned(),
        kind: TableKind::Standings,
        asked: Vec::new(),
        columns: vec![Column::Position, Column::Name, Column::Figures],
        header: vec![standings_header()],
        body,
        caption: Some(caption("Xếp hạng")),
        summary: "Bảng thử".to_owned(),
        origin: None,
        layout: TableLayout::default(),
    }
}

#[test]
fn header_rows_are_repeated_as_artifacts() {
    let result = laid_out(vec![Block::Table(table(120, 5))]);
    assert!(result.pages.len() >= 3);
    for (index, page) in result.pages.iter().enumerate() {
        let heads: Vec<Mark> = texts(page)
            .filter(|text| text.text == "STT")
            .map(|text| text.mark)
            .collect();
        assert_eq!(heads.len(), 1, "page {index}");
        let repeated = heads[0] == Mark::Artifact(Artifact::RepeatedHeader);
        assert_eq!(repeated, index > 0, "page {index}");
        let first = texts(page)
            .filter(|text| text.mark != Mark::Artifact(Artifact::PageNumber))
            .map(|text| text.y.0)
            .fold(f32::MAX, f32::min);
        let head = texts(page).find(|text| text.text == "STT").expect("a head");
        assert!(head.y.0 - first < 20.0, "the header row stands on top");
    }
}

#[test]
fn rows_of_a_tie_stay_together_and_no_tier_row_ends_a_page() {
    for tie_at in 1..90 {
        let result = laid_out(vec![Block::Table(table(92, tie_at))]);
        let home = |words: String| result.pages.iter().position(|page| has(page, &words));
        let first = home(format!("Cơ quan {tie_at};"));
        for row in tie_at..tie_at + 3 {
            assert_eq!(home(format!("Cơ quan {row};")), first, "tie at {tie_at}");
        }
        for page in &result.pages {
            let lowest = own_texts(page)
                .filter(|text| text.text.contains("Cơ quan") || text.text.contains("Mức"))
                .max_by(|a, b| a.y.0.total_cmp(&b.y.0));
            assert!(
                lowest.is_none_or(|text| !text.text.contains("Mức")),
                "tie at {tie_at}"
            );
        }
    }
}

#[test]
fn a_tie_longer_than_a_page_is_still_set() {
    let mut rows = vec![agency_row(1, "Cơ quan 1;", "01 (80,0)", 100, true)];
    rows.extend((2..=100).map(|row| agency_row(row, &format!("Cơ quan {row};"), "", 0, row < 100)));
    let mut long = table(0, 0);
    long.body = rows;
    let result = laid_out(vec![Block::Table(long)]);
    assert!(result.pages.len() >= 3);
    assert_inside_margins(&result);
    let all: usize = result
        .pages
        .iter()
        .map(|page| {
            own_texts(page)
                .filter(|text| text.text.starts_with("Cơ quan"))
                .count()
        })
        .sum();
    assert_eq!(all, 100);
}

#[test]
fn the_caption_stays_with_the_last_row() {
    for rows in 20..60 {
        let result = laid_out(vec![Block::Table(table(rows, 3))]);
        let page = result
            .pages
            .iter()
            .find(|page| has(page, "Bảng "))
            .expect("a caption");
        assert!(has(page, &format!("Cơ quan {rows};")), "{rows} rows");
    }
}

#[test]
fn a_row_taller_than_a_page_is_parted_by_lines() {
    let mut tall = table(3, 9);
    tall.body.push(agency_row(
        4,
        &"Cơ quan rất dài ".repeat(400),
        "04 (1,0)",
        1,
        false,
    ));
    let result = laid_out(vec![Block::Table(tall)]);
    assert!(result.pages.len() >= 2);
    assert_inside_margins(&result);
    let words: usize = result
        .pages
        .iter()
        .flat_map(own_texts)
        .map(|text| text.text.matches("rất").count())
        .sum();
    assert_eq!(words, 400);
}

#[test]
fn the_signature_block_is_whole_and_has_two_lines_above() {
    let mut pulled = 0;
    for count in 10..50 {
        for words in [1, 3] {
            let mut blocks = filler(count);
            blocks.push(text(Role::Body, &SENTENCE.repeat(words)));
            blocks.push(Block::Signature(signature()));
            let result = laid_out(blocks);
            let homes: Vec<usize> = ["KT. CHỦ TỊCH", "Đặng Ngọc Hậu", "Nơi nhận:", "Lưu:"]
                .iter()
                .map(|words| {
                    result
                        .pages
                        .iter()
                        .position(|page| has(page, words))
                        .expect("set")
                })
                .collect();
            assert!(
                homes.iter().all(|home| *home == homes[0]),
                "{count}: {homes:?}"
            );
            let page = &result.pages[homes[0]];
            let top = own_texts(page)
                .find(|text| text.text == "KT. CHỦ TỊCH")
                .expect("set")
                .y;
            let above = base_lines(page)
                .into_iter()
                .filter(|y| *y < (top.0 * 100.0) as i64 - 300);
            assert!(above.count() >= 2, "{count} lines, {words} sentences");
            pulled += homes[0];
        }
    }
    assert!(pulled > 0, "the block must meet the foot of the page");
}

/// The page of the first text that holds these words, and its base line.
fn place(result: &Layout, words: &str) -> (usize, Pt) {
    let mut pages = result.pages.iter().enumerate();
    let found = pages.find_map(|(number, page)| {
        let text = own_texts(page).find(|text| text.text.contains(words))?;
        Some((number, text.y))
    });
    found.expect(words)
}

/// C24: however many recipients there are, the signature stays under the text where it fits; they run on
/// below it, none of them parted, the last two on one page.
#[test]
fn recipients_run_on_below_the_signature() {
    for count in [12, 13, 26, 50, 120] {
        for above in 0..40 {
            let mut block = signature();
            let long = "của Ủy ban nhân dân tỉnh và các cơ quan, đơn vị có liên quan";
            block.recipients = (0..count)
                .map(|n| format!("- Nơi {n}; {long} thứ {n}."))
                .collect();
            block.drafter_mark = Some("NVA.10".to_owned());
            let mut blocks = filler(above);
            blocks.push(text(Role::Body, &SENTENCE.repeat(2)));
            blocks.push(Block::Signature(block));
            let result = laid_out(blocks);
            assert_inside_margins(&result);
            assert_eq!(
                place(&result, "Đặng Ngọc Hậu").0,
                place(&result, "trên địa bàn").0
            );
            if above < 25 {
                assert_eq!(
                    place(&result, "Đặng Ngọc Hậu").0,
                    0,
                    "there is room: {above}"
                );
            }
            let homes = |n: usize| {
                let ends = [format!("Nơi {n};"), format!("thứ {n}.")];
                ends.map(|words| place(&result, &words))
            };
            let mut before = place(&result, "Nơi nhận:");
            for n in 0..count {
                let [start, end] = homes(n);
                assert!(before < start && start < end, "in order: {n}");
                assert_eq!(start.0, end.0, "{n} of {count} is parted");
                before = end;
            }
            assert_eq!(place(&result, "NVA.10").0, before.0);
        }
    }
}

/// C24: of a last article too long to move as a whole, the last two lines go with the signature; those
/// above fill the page.
#[test]
fn a_long_last_article_is_parted_above_the_signature() {
    let mut pulled = 0;
    for above in 0..46 {
        for sentences in [7, 8, 17, 20, 26, 40] {
            let mut blocks = filler(above);
            blocks.push(text(Role::Body, &SENTENCE.repeat(sentences)));
            blocks.push(Block::Signature(signature()));
            let result = laid_out(blocks);
            assert_inside_margins(&result);
            assert_eq!(
                place(&result, "Việc đánh giá").0,
                0,
                "no page stays half empty"
            );
            let (home, top) = place(&result, "KT. CHỦ TỊCH");
            let lines = base_lines(&result.pages[home]).into_iter();
            let lines = lines.filter(|y| *y < (top.0 * 100.0) as i64 - 300).count();
            assert!(lines >= 2, "{above}, {sentences}: {lines} lines");
            pulled += usize::from(lines == 2);
        }
    }
    assert!(pulled > 0, "the signature must meet the foot of a page");
}

fn width(text: &Text) -> f32 {
    let fonts = fonts();
    let gaps = text.text.trim_end().matches(' ').count() as f32;
    let solid = fonts
        .by_index(text.face)
        .width(text.text.trim_end_matches(' '), text.size);
    solid.0 + gaps * text.stretch.0
}

fn assert_inside_margins(result: &Layout) {
    let (left, right) = (page::LEFT.pt().0, page::WIDTH.pt().0 - page::RIGHT.pt().0);
    let bottom = page::HEIGHT.pt().0 - page::BOTTOM.pt().0;
    let fonts = fonts();
    for text in result.pages.iter().flat_map(texts) {
        assert!(text.x.0 >= left - 0.01, "{text:?}");
        assert!(text.x.0 + width(text) <= right + 0.02, "{text:?}");
        let descent = fonts.by_index(text.face).descent(text.size);
        assert!(text.y.0 + descent.0 <= bottom + 0.1, "{text:?}");
    }
}

#[test]
fn nothing_stands_outside_the_margins() {
    assert_inside_margins(&layout(&pdf_support::sample(), fonts()).expect("sound"));
    let word = "Ứ".repeat(300);
    assert_inside_margins(&laid_out(vec![
        text(Role::Body, &word),
        text(Role::Subject, &word),
        text(Role::Heading1, &format!("A. {word} {SENTENCE}")),
    ]));
}

#[test]
fn justified_lines_reach_the_right_margin() {
    let result = laid_out(vec![text(Role::Body, &SENTENCE.repeat(3))]);
    let lines: Vec<&Text> = own_texts(&result.pages[0]).collect();
    let right = page::WIDTH.pt().0 - page::RIGHT.pt().0;
    let (last, others) = lines.split_last().expect("lines");
    for line in others {
        assert!((line.x.0 + width(line) - right).abs() < 0.02, "{line:?}");
    }
    assert_eq!(last.stretch, Pt(0.0));
    let indent = lines[0].x.0 - lines[1].x.0;
    assert!((indent - style::paragraph(Role::Body).first_line_indent.pt().0).abs() < 0.01);
}

/// Point 11: after `/`, `?`, `&`, `=`, `-`, never between two slashes; `64/2007/NĐ-CP` stays whole.
#[test]
fn an_address_breaks_and_its_paragraph_is_not_spread() {
    let address = "https://mau.gov.vn/danh-muc/van-ban?so=2245&nam=2026/".repeat(3);
    for lead in 1..40 {
        let words = format!(
            "{} {address} theo Nghị định số 64/2007/NĐ-CP. {SENTENCE}",
            "a".repeat(lead)
        );
        let result = laid_out(vec![text(Role::Body, &words)]);
        let mut lines: Vec<(i64, String)> = Vec::new();
        for text in own_texts(&result.pages[0]) {
            assert_eq!(text.stretch, Pt(0.0), "not spread");
            assert!(!text.text.contains('\u{200b}'), "no mark in the PDF");
            lines.push(((text.y.0 * 100.0) as i64, text.text.clone()));
        }
        assert!(lines.len() > 2);
        for pair in lines.windows(2) {
            let (end, next) = (&pair[0].1, &pair[1].1);
            assert!(end.ends_with([' ', '/', '?', '&', '=', '-']), "{end:?}");
            assert!(
                !end.ends_with('/') || !next.starts_with('/'),
                "{end:?} {next:?}"
            );
            assert!(!end.ends_with("64/") && !end.ends_with("2007/"), "{end:?}");
        }
    }
    let short = format!(
        "Trang https://mau.gov.vn/ của cơ quan. {}",
        SENTENCE.repeat(2)
    );
    let result = laid_out(vec![text(Role::Body, &short)]);
    let mut stretched = own_texts(&result.pages[0]).filter(|text| text.stretch.0 > 0.0);
    assert!(
        stretched.next().is_some(),
        "an address inside a line changes nothing"
    );
}

fn rules(page: &Page) -> Vec<(f32, f32, f32)> {
    page.items
        .iter()
        .filter_map(|item| match item {
            Item::Line { from, to } => Some((from.0.0, from.1.0, to.0.0 - from.0.0)),
            _ => None,
        })
        .collect()
}

/// The rule that stands next below a text.
fn rule_below(page: &Page, text: &Text) -> (f32, f32, f32) {
    rules(page)
        .into_iter()
        .filter(|(x, y, length)| {
            *y > text.y.0 && *x < text.x.0 + width(text) && x + length > text.x.0
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .expect("a rule")
}

#[test]
fn drawn_lines_have_the_lengths_of_the_decree() {
    let result = layout(&pdf_support::sample(), fonts()).expect("sound");
    let page = &result.pages[0];
    let find = |words: &str| {
        own_texts(page)
            .find(|text| text.text.contains(words))
            .expect("set")
    };
    let motto = find("Độc lập");
    let (x, _, length) = rule_below(page, motto);
    assert!(
        (length - width(motto)).abs() < 0.01,
        "C3 is as long as its text"
    );
    assert!(
        (x - motto.x.0).abs() < 0.01,
        "C3 stands right under its text"
    );
    for words in ["TỈNH SƠN LA", "cơ quan nhà nước tỉnh Sơn La năm 2021"] {
        let line = find(words);
        let (x, _, length) = rule_below(page, line);
        let part = length / width(line);
        assert!((1.0 / 3.0..=0.5).contains(&part), "{words}: {part}");
        let middle = x + length / 2.0 - (line.x.0 + width(line) / 2.0);
        assert!(middle.abs() < 0.01, "{words}: centred");
    }
}

#[test]
fn number_and_date_stand_level_and_the_national_name_on_one_line() {
    let result = layout(&pdf_support::sample(), fonts()).expect("sound");
    let find = |words: &str| {
        own_texts(&result.pages[0])
            .find(|text| text.text.contains(words))
            .expect("set")
    };
    assert_eq!(find("Số: ").y, find("Sơn La, ngày").y);
    assert_eq!(find("CỘNG HÒA").text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
}

#[test]
fn an_annex_head_has_no_number() {
    let mut head = pdf_support::letterhead();
    head.number = None;
    head.place_date = None;
    let result = laid_out(vec![
        Block::Letterhead(head),
        text(Role::DocumentType, "QUY ĐỊNH"),
    ]);
    let page = &result.pages[0];
    let words: Vec<&str> = own_texts(page).map(|text| text.text.as_str()).collect();
    let head = [
        "ỦY BAN NHÂN DÂN",
        "TỈNH SƠN LA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ];
    assert_eq!(words[..3], head);
    assert_eq!(words[3..], ["Độc lập - Tự do - Hạnh phúc", "QUY ĐỊNH"]);
    assert_eq!(rules(page).len(), 2, "C3 and C6");
}

#[test]
fn stamps_are_framed_around_their_words() {
    let mut head = pdf_support::letterhead();
    head.urgency = Some("HỎA TỐC".to_owned());
    head.circulation = Some("LƯU HÀNH NỘI BỘ".to_owned());
    let result = laid_out(vec![Block::Letterhead(head)]);
    let page = &result.pages[0];
    let frames: Vec<_> = page
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Frame { rect, color } => Some((rect, color)),
            _ => None,
        })
        .collect();
    let [(urgency, red), (circulation, black)] = frames.as_slice() else {
        panic!("two frames")
    };
    assert_eq!((**red, **black), (style::URGENCY_RED, [0, 0, 0]));
    assert!((urgency.width.0 - quyet_dinh::inner::units::Mm(30.0).pt().0).abs() < 0.01);
    for (words, frame) in [("HỎA TỐC", urgency), ("LƯU HÀNH NỘI BỘ", circulation)] {
        let text = own_texts(page)
            .find(|text| text.text == words)
            .expect("set");
        assert!(text.x > frame.x && text.x.0 + width(text) < frame.x.0 + frame.width.0);
        assert!(text.y > frame.y && text.y < frame.y + frame.height);
    }
}

#[test]
fn page_numbers_stand_in_the_top_margin_from_the_second_page_of_each_section() {
    let result = layout(&pdf_support::sample(), fonts()).expect("sound");
    let numbers: Vec<Option<&str>> = result
        .pages
        .iter()
        .map(|page| {
            let number =
                texts(page).find(|text| text.mark == Mark::Artifact(Artifact::PageNumber))?;
            assert!(number.y < page::TOP.pt());
            let middle = page::LEFT.pt().0 + page::TEXT_WIDTH.pt().0 / 2.0;
            assert!((number.x.0 + width(number) / 2.0 - middle).abs() < 0.01);
            Some(number.text.as_str())
        })
        .collect();
    assert_eq!(numbers, [None, None, Some("2"), Some("3"), Some("4")]);
}

#[test]
fn the_draft_mark_is_on_every_page_behind_the_text() {
    let mut document = pdf_support::sample();
    document.draft_mark = Some("DỰ THẢO LẦN 2".to_owned());
    for page in &layout(&document, fonts()).expect("sound").pages {
        let Some(Item::Text(mark)) = page.items.first() else {
            panic!("the mark comes first")
        };
        assert_eq!(mark.text, "DỰ THẢO LẦN 2");
        assert_eq!(mark.mark, Mark::Artifact(Artifact::Watermark));
        let reach = width(mark) * std::f32::consts::FRAC_1_SQRT_2;
        assert!(mark.x.0 > 0.0 && mark.x.0 + reach < page::WIDTH.pt().0);
        assert!(mark.y.0 < page::HEIGHT.pt().0 && mark.y.0 - reach > 0.0);
    }
}

fn problems(document: &Document) -> Vec<String> {
    layout(document, fonts())
        .expect_err("problems")
        .iter()
        .map(|problem| format!("{}: {}", problem.code, problem.message))
        .collect()
}

#[test]
fn every_character_the_fonts_lack_is_reported_at_once() {
    let mut document = of_blocks(vec![
        text(Role::Body, "chữ 漢 và 漢"),
        text(Role::Heading1, "dấu \u{7}"),
        Block::Signature({
            let mut block = signature();
            block.name = "Tên 😀".to_owned();
            block
        }),
    ]);
    document.draft_mark = Some("字".to_owned());
    assert_eq!(
        problems(&document),
        [
            "TT010: Phông chữ không có ký tự “漢” (U+6F22)",
            "TT010: Phông chữ không có ký tự (U+0007)",
            "TT010: Phông chữ không có ký tự “😀” (U+1F600)",
            "TT010: Phông chữ không có ký tự “字” (U+5B57)",
        ]
    );
}

#[test]
fn a_table_that_cannot_be_set_whole_is_reported() {
    let mut wide = table(1, 9);
    let word = "nghiêng".repeat(20);
    wide.header[0].cells[2].content = CellContent::Text(Paragraph::plain(Role::TableHeader, &word));
    let found = problems(&of_blocks(vec![Block::Table(wide)]));
    assert_eq!(
        found,
        [format!(
            "TT011: Bảng có 3 cột, không xếp vừa trang ngang: “{}…” không ngắt dòng được",
            word.chars().take(40).collect::<String>()
        )]
    );
}

#[test]
fn ten_thousand_rows_are_set() {
    let result = laid_out(vec![Block::Table(table(10_000, 5))]);
    assert!(result.pages.len() > 200);
    assert_inside_margins(&result);
}

#[test]
fn empty_things_are_set_without_harm() {
    let mut empty = table(0, 0);
    empty.body.clear();
    empty.header.clear();
    empty.caption = None;
    let mut block = signature();
    block.recipients.clear();
    block.capacity.clear();
    let result = laid_out(vec![
        Block::List(vec![]),
        Block::Table(empty),
        text(Role::Body, ""),
        Block::Signature(block),
    ]);
    assert_eq!(result.pages.len(), 1);
}
