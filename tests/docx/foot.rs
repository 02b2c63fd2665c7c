//! The foot of a decision: the last article, the signature and the recipients (C19-C24, C27).

use quyet_dinh::inner::document::*;
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::pdf::layout::{Item, Page, layout};
use quyet_dinh::inner::style::{self, signature};
use quyet_dinh::inner::units::Pt;

use crate::common::{self, SON_LA};
use crate::read::{Node, part};
use crate::{fonts, sample, written};

/// Documents with long heads and feet, under their names.
pub fn all() -> Vec<(String, Document)> {
    let edited = |edits: &[(&str, &str)]| {
        let text = edits.iter().fold(SON_LA.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "nothing to edit: {old}");
            text.replacen(old, new, 1)
        });
        common::document(&text, &DraftOptions::default())
    };
    let offices = "quyen_han:\n    - TM. ỦY BAN NHÂN DÂN\n    - KT. CHỦ TỊCH";
    let long = "tham_quyen_day_du: Chủ tịch Ủy ban nhân dân tỉnh Sơn La, Trưởng Ban Chỉ đạo Chuyển đổi số và Cải cách hành chính";
    let subject = "Về việc phê duyệt và công bố trên Cổng thông tin điện tử của tỉnh, các phương tiện thông tin đại chúng trên địa bàn kết quả";
    vec![
        ("noi-nhan-dai".to_owned(), many_recipients()),
        (
            "dau-va-cuoi-dai".to_owned(),
            edited(&[
                ("quyen_han: KT. CHỦ TỊCH", offices),
                ("Về việc phê duyệt kết quả", subject),
                (
                    "tham_quyen_day_du: Chủ tịch Ủy ban nhân dân tỉnh Sơn La",
                    long,
                ),
            ]),
        ),
    ]
}

/// A decision's section with these recipients.
fn with_recipients(recipients: Vec<String>, mark: Option<&str>) -> Section {
    let mut section = sample::decision(vec![]);
    if let Some(Block::Signature(block)) = section.blocks.last_mut() {
        block.recipients = recipients;
        block.drafter_mark = mark.map(str::to_owned);
    }
    section
}

/// So many recipients of this name.
fn recipients(count: usize, name: &str) -> Vec<String> {
    let all = (1..count).map(|number| format!("- {number}: {name};"));
    all.chain(["- Lưu: VT, R&D.".to_owned()]).collect()
}

const SHORT: &str = "Sở Nội vụ";
const LONG: &str = "Ban Quản lý khu công nghiệp và cụm công nghiệp trên địa bàn tỉnh";

fn many_recipients() -> Document {
    let sections = [1, 10, 26, 50, 120].into_iter().flat_map(|count| {
        [(SHORT, None), (LONG, Some("NVA.10"))]
            .map(|(name, mark)| with_recipients(recipients(count, name), mark))
    });
    sample::of_sections(sections.collect())
}

/// Decisions whose last article is of so many lines.
pub fn long_articles() -> Document {
    let section = |lines: usize| {
        let mut section = sample::decision(vec![]);
        let words =
            "Giám đốc các sở, Thủ trưởng các ban, ngành và các cơ quan, đơn vị có liên quan; ";
        let runs = vec![Run::bold("Điều 2. "), Run::plain(words.repeat(lines))];
        let last = section.blocks.len() - 2;
        section.blocks[last] = Block::Paragraph(Paragraph::of_runs(Role::Article, runs));
        section
    };
    sample::of_sections([5, 12, 16, 20, 30, 36, 40, 44, 70].map(section).into())
}

/// The rows of the table that holds the signature.
fn signature_rows(section: Section) -> Vec<Node> {
    let main = part(
        &written(&sample::of_sections(vec![section])),
        "word/document.xml",
    );
    let tables = main.all("w:tbl");
    let rows = tables.last().expect("the signature").all("w:tr");
    rows.into_iter().cloned().collect()
}

fn cells(row: &Node) -> Vec<Vec<String>> {
    let cells = row.all("w:tc").into_iter();
    cells
        .map(|cell| cell.all("w:p").iter().map(|p| p.printed()).collect())
        .collect()
}

/// C24: recipients stand beside the signature as far as it reaches; the others below it, each whole, the
/// last two on one page.
#[test]
fn recipients_run_on_below_the_signature() {
    let rows = signature_rows(with_recipients(recipients(50, SHORT), Some("NVA.10")));
    let [first, below @ ..] = rows.as_slice() else {
        panic!("rows")
    };
    let [left, right] = cells(first).try_into().expect("two columns");
    assert_eq!(right, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đặng Ngọc Hậu"]);
    let heights: Vec<_> = left.iter().map(|_| line(Role::Recipient)).collect();
    let signer = 3.0 * line(Role::Capacity) + signature::ROOM.pt().0;
    let reached: f32 = heights.iter().sum();
    assert!(reached >= signer, "no gap beside the signature");
    assert!(
        reached - line(Role::Recipient) < signer,
        "no more than that"
    );
    let below: Vec<Vec<Vec<String>>> = below.iter().map(cells).collect();
    let (last, others) = below.split_last().expect("recipients below");
    assert!(others.iter().all(|row| row.len() == 1 && row[0].len() == 1));
    assert_eq!(last[0], ["- Lưu: VT, R&D.", "NVA.10"]);
    let all: Vec<String> = left
        .into_iter()
        .chain(below.into_iter().flatten().flatten())
        .collect();
    let mut expected = vec!["Nơi nhận:".to_owned()];
    expected.extend(recipients(50, SHORT));
    expected.push("NVA.10".to_owned());
    assert_eq!(all, expected);
    assert!(
        rows.iter()
            .all(|row| row.path(&["w:trPr", "w:cantSplit"]).is_some())
    );
}

/// Height of a line, near enough: that of the face at this size.
fn line(role: Role) -> f32 {
    let look = style::paragraph(role);
    let fonts = fonts();
    let face = fonts.face(look.bold, look.italic);
    (face.ascent(look.size) + face.descent(look.size) + face.line_gap(look.size)).0
}

/// Page and base line of the first text on the pages that starts so.
fn place(pages: &[Page], words: &str) -> (usize, Pt) {
    let found = pages.iter().enumerate().find_map(|(number, page)| {
        page.items.iter().find_map(|item| match item {
            Item::Text(text) if words.starts_with(text.text.trim_end()) => Some((number, text.y)),
            _ => None,
        })
    });
    found.unwrap_or_else(|| panic!("no {words}"))
}

/// Both writers put the same recipients beside the signature.
#[test]
fn both_formats_part_the_recipients_alike() {
    for (name, mark, most) in [(SHORT, None, 12), (LONG, Some("NVA.10"), 6)] {
        for count in [1, 5, 6, 7, 8, 11, 12, 13, 14, 30] {
            let section = with_recipients(recipients(count, name), mark);
            let document = sample::of_sections(vec![section.clone()]);
            let pages = layout(&document, &fonts()).expect("sound").pages;
            let rows = signature_rows(section);
            assert_eq!(rows.len() > 1, count > most, "{count} {name}");
            let (page, foot) = place(&pages, "Đặng Ngọc Hậu");
            let last = cells(&rows[0])[0].last().expect("a recipient").clone();
            let beside = place(&pages, &last);
            assert!(
                beside < (page, foot + Pt(2.0 * line(Role::Recipient))),
                "{count} {last}"
            );
            if let Some(row) = rows.get(1) {
                let first = &cells(row)[0][0];
                assert!(place(&pages, first) > (page, foot), "{count} {first}");
            }
        }
    }
}

fn texts_of(main: &Node, style: &str) -> Vec<Node> {
    let paragraphs = main.all("w:p").into_iter();
    let styled = paragraphs.filter(|paragraph| {
        let id = paragraph.path(&["w:pPr", "w:pStyle"]);
        id.and_then(|id| id.attr("w:val")) == Some(style)
    });
    styled.cloned().collect()
}

/// C24: of a long last article the last two lines, and only these, stay with the signature. It is still
/// the same text, and reads as one paragraph.
#[test]
fn a_long_last_article_is_parted_above_its_last_lines() {
    for section in long_articles().sections {
        let Some(Block::Paragraph(article)) = section.blocks.iter().rev().nth(1).cloned() else {
            panic!("the last article")
        };
        let main = part(
            &written(&sample::of_sections(vec![section])),
            "word/document.xml",
        );
        let parts = texts_of(&main, "Dieu").split_off(1);
        let kept = |part: &Node| part.path(&["w:pPr", "w:keepNext"]).is_some();
        let texts: Vec<String> = parts.iter().map(Node::printed).collect();
        let joined = texts.join(" ");
        let expected = article.text();
        assert_eq!(joined.trim_end(), expected.trim_end());
        let (last, others) = parts.split_last().expect("an article");
        assert!(kept(last) && !others.iter().any(kept));
        if let [head] = others {
            let attribute = |node: &Node, path: &[&str], name: &str| {
                let found = node.path(path).and_then(|found| found.attr(name));
                found.map(str::to_owned)
            };
            assert!(expected.len() > 1000, "only a long one");
            assert_eq!(
                attribute(head, &["w:pPr", "w:spacing"], "w:after").as_deref(),
                Some("0")
            );
            assert_eq!(
                attribute(last, &["w:pPr", "w:ind"], "w:firstLine").as_deref(),
                Some("0")
            );
            assert_eq!(
                attribute(last, &["w:pPr", "w:outlineLvl"], "w:val").as_deref(),
                Some("9")
            );
            assert!(!head.all("w:spacing").is_empty(), "its last line is spread");
        } else {
            assert!(
                others.is_empty() && expected.len() < 1100,
                "a short one stays whole"
            );
        }
    }
}
