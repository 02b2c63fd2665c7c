//! Tracked changes: rejecting all gives the old document, accepting all the new one, paragraph by
//! paragraph and cell by cell.

use std::collections::BTreeSet;
use std::path::PathBuf;

use proptest::prelude::*;
use quyet_dinh::inner::document::*;
use quyet_dinh::inner::docx::{self, Reviser};
use quyet_dinh::inner::drafting::DraftOptions;

use crate::common::{self, DETAILED, SON_LA};
use crate::read::{self, Node, ReadBlock, part, sections, sections_of};
use crate::resolve::{Decision, resolved};
use crate::{fonts, sample, written};

fn reviser() -> Reviser {
    Reviser {
        author: "quyetdinh".to_owned(),
        date: (2021, 12, 13),
    }
}

fn revised(old: &Document, new: &Document) -> Vec<u8> {
    docx::write_revised(old, new, &reviser(), &fonts()).expect("the documents can be written")
}

fn without_seams(sections: Vec<Vec<ReadBlock>>) -> Vec<Vec<ReadBlock>> {
    let is_seam = |block: &ReadBlock| matches!(block, ReadBlock::Paragraph(p) if p.style == "SauBang" && p.text.is_empty());
    let mut sections = sections;
    for section in &mut sections {
        section.retain(|block| !is_seam(block));
    }
    sections
}

/// Compares what is left after the decision with a document written by itself. (Where one section
/// ends and the next begins is the new document's: no tracked change can say otherwise.)
fn assert_leaves(main: &Node, decision: Decision, expected: &Document) {
    let blocks = |sections| without_seams(sections).into_iter().flatten();
    let found: Vec<ReadBlock> = blocks(sections_of(&resolved(main, decision))).collect();
    let expected: Vec<ReadBlock> = blocks(sections(&written(expected))).collect();
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{decision:?}");
    }
    assert_eq!(found.len(), expected.len(), "{decision:?}");
    assert_eq!(found.len(), expected.len(), "{decision:?}");
}

/// Every paragraph's style, text and indent, and its drawn lines; `placed` adds what its place asks for:
/// spacing, and whether it stays with the next.
fn looks(main: &Node, placed: bool) -> Vec<String> {
    let shown = |node: Option<&Node>| {
        let attributes = node.map_or_else(Vec::new, |node| node.attributes.clone());
        format!("{attributes:?}")
    };
    let of = |paragraph: &Node| {
        let property = |name: &str| paragraph.path(&["w:pPr", name]);
        let style = property("w:pStyle").and_then(|style| style.attr("w:val"));
        let lines = paragraph.all("wp:extent").into_iter();
        let lines: Vec<String> = lines.map(|line| shown(Some(line))).collect();
        let mut look = format!(
            "{style:?} {} {} {lines:?}",
            paragraph.printed(),
            shown(property("w:ind"))
        );
        if placed {
            let kept = property("w:keepNext").is_some();
            look = format!("{look} {} {kept}", shown(property("w:spacing")));
        }
        look
    };
    let paragraphs = main.all("w:p").into_iter().map(of);
    paragraphs
        .filter(|look| !look.starts_with("Some(\"SauBang\")"))
        .collect()
}

fn assert_looks(main: &Node, decision: Decision, expected: &Document) {
    let placed = decision == Decision::Accept;
    let found = looks(&resolved(main, decision), placed);
    let expected = looks(&part(&written(expected), "word/document.xml"), placed);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{decision:?}");
    }
    assert_eq!(found.len(), expected.len(), "{decision:?}");
}

fn assert_revises(old: &Document, new: &Document) {
    let main = part(&revised(old, new), "word/document.xml");
    assert_leaves(&main, Decision::Accept, new);
    assert_leaves(&main, Decision::Reject, old);
    assert_looks(&main, Decision::Accept, new);
    assert_looks(&main, Decision::Reject, old);
    assert_numbered(&main);
}

/// Every change has a number of its own, its author and its date.
fn assert_numbered(main: &Node) {
    let mut seen = BTreeSet::new();
    for name in ["w:ins", "w:del", "w:pPrChange", "w:bookmarkStart"] {
        for change in main.all(name) {
            let id = change.attr("w:id").expect("a number");
            assert!(seen.insert(id.to_owned()), "{id} twice");
            if name != "w:bookmarkStart" {
                assert_eq!(change.attr("w:author"), Some("quyetdinh"));
                assert_eq!(change.attr("w:date"), Some("2021-12-13T00:00:00Z"));
            }
        }
    }
}

fn drafted(text: &str) -> Document {
    common::document(text, &DraftOptions::default())
}

/// Sơn La's dossier, edited.
fn edited(edits: &[(&str, &str)]) -> Document {
    let text = edits.iter().fold(SON_LA.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "nothing to edit: {old}");
        text.replacen(old, new, 1)
    });
    drafted(&text)
}

/// Old and new documents that differ in all kinds of ways, under their names.
fn pairs() -> Vec<(&'static str, Document, Document)> {
    let now = drafted(SON_LA);
    let score = |name: &str, from: &str, to: &str| {
        let line = |score: &str| format!("ten: {name}\n        diem: {score}");
        edited(&[(&line(from), &line(to))])
    };
    let detailed = drafted(DETAILED);
    vec![
        (
            "diem-muon",
            score("UBND huyện Mộc Châu", "85,0", "84,6"),
            now.clone(),
        ),
        (
            "tach-dong-hang",
            now.clone(),
            score("UBND huyện Thuận Châu", "81,4", "81,5"),
        ),
        (
            "them-dong-hang",
            now.clone(),
            score("UBND huyện Sông Mã", "80,9", "81,4"),
        ),
        (
            "dong-hang-khac",
            score("UBND huyện Phù Yên", "81,4", "81,6"),
            now.clone(),
        ),
        ("doi-muc", now.clone(), score("Sở Xây dựng", "89,1", "49,9")),
        (
            "mat-muc",
            now.clone(),
            score("UBND huyện Vân Hồ", "67,4", "70,1"),
        ),
        (
            "rut-va-doi-ten",
            now.clone(),
            edited(&[
                ("      - ten: Sở Y tế\n        diem: 74,4\n", ""),
                ("ten: Sở Tư pháp", "ten: Sở Tư pháp và Hộ tịch"),
            ]),
        ),
        (
            "noi-nhan",
            now.clone(),
            edited(&[
                (
                    "  - Trung tâm Thông tin tỉnh\n",
                    "  - Sở Nội vụ\n  - Kho bạc Nhà nước tỉnh\n",
                ),
                ("luu: VT, KGVX", "luu: VT, TH"),
                ("  quyen_han: KT. CHỦ TỊCH\n", ""),
                ("chuc_vu: PHÓ CHỦ TỊCH", "chuc_vu: CHỦ TỊCH"),
                ("ho_ten: Đặng Ngọc Hậu", "ho_ten: Nguyễn Văn An"),
            ]),
        ),
        (
            "dau-va-so",
            now.clone(),
            edited(&[
                (
                    "  # so: 3203\n",
                    "  so: 3203\n  do_khan: KHẨN\n  luu_hanh: LƯU HÀNH NỘI BỘ\n  nguoi_soan: NVA.10\n",
                ),
                ("ngay: 12/2021", "ngay: 24/12/2021"),
                (
                    "trich_yeu: >-\n    Về việc phê duyệt kết quả",
                    "trich_yeu: >-\n    Về việc công bố kết quả",
                ),
            ]),
        ),
        (
            "co-quan-chu-quan",
            now.clone(),
            edited(&[
                (
                    "co_quan_ban_hanh:\n",
                    "co_quan_ban_hanh:\n  chu_quan:\n    - CHÍNH PHỦ\n",
                ),
                ("    - TỈNH SƠN LA\n", ""),
            ]),
        ),
        (
            "loi-van",
            now.clone(),
            edited(&[
                (
                    "    - Việc tập huấn, bồi dưỡng",
                    "    - Câu mới chưa từng có.\n    - Việc tập huấn, bồi dưỡng",
                ),
                ("  - Luật Công nghệ thông tin năm 2006;\n", ""),
                (
                    "giai đoạn 2021-2025, định hướng đến năm 2030\n\n# Số liệu",
                    "giai đoạn 2021-2025\n\n# Số liệu",
                ),
            ]),
        ),
        (
            "mo-dau-khac",
            now.clone(),
            edited(&[("mo_dau: tieu_de", "mo_dau: mau_1_3")]),
        ),
        (
            "nhan-phu-luc",
            edited(&[("mo_dau: tieu_de", "mo_dau: phu_luc")]),
            now.clone(),
        ),
        ("hai-ho-so", detailed.clone(), now),
        ("mau-va-mau", sample::page_breaks(), sample::everything()),
        (
            "mot-va-moi-thu",
            sample::of_sections(vec![sample::decision(vec![])]),
            sample::everything(),
        ),
        ("doan-van", sample::paragraph_breaks(), detailed),
        ("noi-nhan-tran", recipients(14), recipients(30)),
        ("noi-nhan-thay", recipients(30), recipients_without(30, 20)),
        ("bang-them-cot", tables(3, true), tables(4, false)),
        ("bang-doi-cho", captioned(["x", "y"]), captioned(["y", "x"])),
    ]
}

/// Sơn La's decision with so many recipients.
fn recipients(count: usize) -> Document {
    let lines = (1..=count).map(|number| format!("  - Sở số {number}\n"));
    edited(&[("  - Như Điều 2\n", &lines.collect::<String>())])
}

/// The same without the recipient of that number.
fn recipients_without(count: usize, number: usize) -> Document {
    let mut document = recipients(count);
    for block in document.sections.iter_mut().flat_map(|s| &mut s.blocks) {
        if let Block::Signature(block) = block {
            block
                .recipients
                .retain(|text| *text != format!("- Sở số {number};"));
        }
    }
    document
}

/// A captioned table of so many columns, referred to, then one without a caption, perhaps a paragraph
/// between that one and a third.
fn tables(columns: usize, parted: bool) -> Document {
    let mut table = sample::standings("x", 5, "1");
    table.columns.resize(columns, Column::Text);
    for row in table.header.iter_mut().chain(&mut table.body) {
        let mut more = row.cells[0].clone();
        if more.column_span == 1 {
            more.column = 3;
            row.cells.extend((columns > 3).then_some(more));
        } else {
            row.cells[0].column_span = columns;
        }
    }
    let mut last = sample::standings("y", 3, "2");
    last.caption = None;
    let mut blocks = vec![
        Block::Paragraph(sample::text_with_reference("x")),
        Block::Table(table),
        Block::Table(sample::shares()),
    ];
    let between = Paragraph::plain(Role::Body, "Giữa hai bảng.");
    blocks.extend(parted.then_some(Block::Paragraph(between)));
    blocks.push(Block::Table(last));
    sample::of_sections(vec![sample::annex(blocks)])
}

/// Captioned tables of these ids, in order, each after a reference to it.
fn captioned(ids: [&str; 2]) -> Document {
    let blocks = ids.iter().enumerate().flat_map(|(at, id)| {
        let number = (at + 1).to_string();
        let reference = Meaning::TableReference((*id).to_owned());
        let runs = vec![
            Run::plain("Kết quả theo "),
            Run::of(reference, format!("Bảng {number}")),
            Run::plain(" dưới đây:"),
        ];
        let agencies = if *id == "x" { 5 } else { 8 };
        [
            Block::Paragraph(Paragraph::of_runs(Role::Body, runs)),
            Block::Table(sample::standings(id, agencies, &number)),
        ]
    });
    sample::of_sections(vec![sample::annex(blocks.collect())])
}

#[test]
fn rejecting_gives_the_old_text_and_accepting_the_new() {
    for (name, old, new) in &pairs() {
        println!("{name}");
        assert_revises(old, new);
        assert_revises(new, old);
    }
}

#[test]
fn what_did_not_change_is_not_marked() {
    for (_, document) in crate::documents() {
        let main = part(&revised(document, document), "word/document.xml");
        for name in ["w:ins", "w:del", "w:pPrChange"] {
            assert!(main.all(name).is_empty());
        }
        let others = |bytes: &[u8]| {
            let mut parts = read::parts(bytes);
            // one asks for tracking, the other tells of all parts
            let own = ["word/settings.xml", "customXml/item2.xml"];
            parts.retain(|(name, _)| !own.contains(&name.as_str()));
            parts
        };
        assert_eq!(
            others(&revised(document, document)),
            others(&written(document)),
            "the same parts"
        );
    }
}

/// Who goes on in a revised file leaves marks as well; in a plain one nobody asked for them.
#[test]
fn further_changes_are_tracked_in_revised_files_only() {
    let document = sample::everything();
    let tracks = |bytes: &[u8]| {
        let settings = part(bytes, "word/settings.xml");
        let names: Vec<_> = settings.children.iter().map(|c| c.name.clone()).collect();
        let place = |name: &str| names.iter().position(|found| found == name);
        let (after, before) = (place("w:zoom"), place("w:defaultTabStop"));
        let found = place("w:trackRevisions");
        assert!(
            found.is_none() || after < found && found < before,
            "schema order"
        );
        found.is_some()
    };
    assert!(tracks(&revised(&document, &document)));
    assert!(!tracks(&written(&document)));
}

/// The texts marked so, in order, neighbours of one paragraph joined.
fn marked(main: &Node, name: &str, text: &str) -> Vec<String> {
    let changes = main.all(name).into_iter();
    let texts = changes.map(|change| {
        let texts = change.all(text).into_iter();
        texts.map(|text| text.text.clone()).collect::<String>()
    });
    texts.filter(|text| !text.is_empty()).collect()
}

/// The late correction of 2021: its row moves to another tier, and every figure that hangs on it
/// is marked; nothing else is.
#[test]
fn marks_just_what_the_correction_changed() {
    let (_, old, new) = pairs().swap_remove(0);
    let main = part(&revised(&old, &new), "word/document.xml");
    let deleted = [
        "(01",
        "(10",
        "2",
        "UBND huyện Mộc Châu",
        "02 (84,6)",
        "80,6/100",
        "8%",
        "84%",
    ];
    let inserted = [
        "(02",
        "2",
        "UBND huyện Mộc Châu",
        "02 (85,0)",
        "(09",
        "80,7/100",
        "17%",
        "75%",
    ];
    assert_eq!(marked(&main, "w:del", "w:delText"), deleted);
    assert_eq!(marked(&main, "w:ins", "w:t"), inserted);
}

/// A bound control would overwrite a change inside it.
#[test]
fn no_control_holds_a_change() {
    for (name, old, new) in &pairs() {
        let main = part(&revised(old, new), "word/document.xml");
        for control in main.all("w:sdt") {
            assert!(
                control.all("w:ins").is_empty() && control.all("w:del").is_empty(),
                "{name}"
            );
        }
        for change in main.all("w:ins").into_iter().chain(main.all("w:del")) {
            assert!(change.all("w:sdt").is_empty(), "{name}");
        }
    }
}

/// Deleted text is never under the name of text that stays, nor the other way round.
#[test]
fn deleted_text_has_its_own_name() {
    for (name, old, new) in &pairs() {
        let main = part(&revised(old, new), "word/document.xml");
        let in_deleted: usize = main.all("w:del").iter().map(|d| d.all("w:t").len()).sum();
        assert_eq!(in_deleted, 0, "{name}");
        let instructions = main.all("w:del").into_iter();
        let instructions = instructions.flat_map(|deleted| deleted.all("w:instrText"));
        assert_eq!(instructions.count(), 0, "{name}");
        let under = |parent: &str| -> usize {
            main.all(parent)
                .iter()
                .map(|d| d.all("w:delText").len())
                .sum()
        };
        assert_eq!(under("w:del"), main.all("w:delText").len(), "{name}");
    }
}

#[test]
fn a_name_that_xml_cannot_hold_is_refused() {
    let document = sample::page_breaks();
    let by = Reviser {
        author: "A\u{1}".to_owned(),
        date: (2021, 1, 1),
    };
    let refused = docx::write_revised(&document, &document, &by, &fonts());
    assert_eq!(
        refused
            .expect_err("refused")
            .iter()
            .next()
            .expect("one")
            .code,
        "TT050"
    );
}

/// Leaves revised files for `scripts/validate.sh`, each with the old and the new file by themselves.
#[test]
fn leaves_revised_files_for_the_validators() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("revised");
    std::fs::create_dir_all(&folder).expect("target can be written");
    for (name, old, new) in &pairs() {
        let bytes = revised(old, new);
        for (_, text) in read::parts(&bytes) {
            read::tree(&text);
        }
        for (side, bytes) in [("cu", written(old)), ("sua", bytes), ("moi", written(new))] {
            std::fs::write(folder.join(format!("{name}.{side}.docx")), bytes).expect("written");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Any two sets of scores, ties and empty tiers included.
    #[test]
    fn any_two_rankings(
        old in prop::collection::btree_map(0_u32..14, 0_usize..6, 1..12),
        new in prop::collection::btree_map(0_u32..14, 0_usize..6, 1..12),
    ) {
        let scores = ["86", "86,1", "72", "71", "55", "40"];
        let document = |agencies: &std::collections::BTreeMap<u32, usize>| {
            let rows = agencies.iter().map(|(name, score)| {
                (format!("UBND xã Số {name}"), scores[*score].to_owned())
            });
            drafted(&common::synthetic(&[rows.collect()]))
        };
        assert_revises(&document(&old), &document(&new));
    }
}
