//! What a set makes beside the decision, and decisions with several annexes.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::dump::{compare_with_golden, dump};
use common::{DETAILED, RANKING, SON_LA};
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::document::{Block, Document, DocumentKind, Meaning, Role, SectionKind};
use quyet_dinh::inner::dossier::Input;
use quyet_dinh::inner::drafting::{BuiltIn, DraftOptions, Templates};
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pipeline::{self, Workshop};
use quyet_dinh::inner::{docx, pdf};

/// All documents of a built-in set; no error, but what `check` warns of.
fn documents(set: BuiltIn, text: &str) -> Vec<Document> {
    drafted(&common::workshop_of(set), text)
}

fn drafted(workshop: &Workshop, text: &str) -> Vec<Document> {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
    let input = Input::new("ho-so.yaml", text, workshop.templates.set());
    let scored = pipeline::read(input, |_| (), &mut sources, &mut found);
    let scored = scored.unwrap_or_else(|| panic!("{}", render(&found, &sources)));
    let options = DraftOptions::default();
    let drafted = pipeline::draft(workshop, &scored, &options, &mut sources, &mut found);
    drafted.unwrap_or_else(|| panic!("{}", render(&found, &sources)))
}

/// A dossier with the Tờ trình that it describes in a comment.
fn with_submission(text: &str) -> String {
    let (before, block) = text.split_once("# to_trinh:\n").expect("in a comment");
    let own = block.lines().take_while(|line| line.starts_with("#   "));
    let own: String = own.map(|line| format!("{}\n", &line[2..])).collect();
    format!("{before}to_trinh:\n{own}\n{block}")
}

#[test]
fn submissions_as_they_are_read() {
    let son_la = documents(BuiltIn::DigitalGovernment, &with_submission(SON_LA));
    let detailed = documents(BuiltIn::DigitalGovernment, DETAILED);
    let ranking = documents(BuiltIn::Ranking, &with_submission(RANKING));
    for (name, documents) in [
        ("son-la-2021", &son_la),
        ("mau-chi-tiet", &detailed),
        ("xep-hang", &ranking),
    ] {
        let [decision, submission] = documents.as_slice() else {
            panic!("{name}: {} documents", documents.len());
        };
        assert_eq!(
            (decision.name.as_str(), decision.kind),
            ("", DocumentKind::Decision)
        );
        assert_eq!(submission.kind, DocumentKind::Beside);
        assert_eq!(submission.stem("ho-so"), "ho-so-to-trinh");
        compare_with_golden(&format!("document/{name}-to-trinh.txt"), &dump(submission));
    }
    // a Tờ trình changes nothing in the decision
    let alone = documents(BuiltIn::DigitalGovernment, SON_LA);
    assert_eq!(dump(&alone[0]), dump(&son_la[0]));
    let meta = &son_la[1].meta;
    assert_eq!(meta.title, "Tờ trình số 146/TTr-STTTT");
    assert_eq!(
        (meta.date, meta.signer.as_str()),
        ((2021, 12, 15), "Nguyễn Văn Mẫu")
    );
}

/// What the Tờ trình has no number for yet stays open, in the decision that names it as well.
#[test]
fn an_open_number_is_open_everywhere() {
    let text = with_submission(RANKING);
    let open = text.replacen(
        "  van_ban: Tờ trình số 222/TTr-SNV\n  ngay: 08/12/2026\n",
        "",
        1,
    );
    assert_ne!(text, open);
    let documents = documents(BuiltIn::Ranking, &open);
    let printed = dump(&documents[0]);
    assert!(
        printed.contains("tại Tờ trình số ~~~~~/TTr-SNV ngày ~~~ tháng ~~~ năm 2026."),
        "{printed}"
    );
    let printed = dump(&documents[1]);
    assert!(printed.contains("Số: ~~~~~/TTr-SNV"), "{printed}");
    assert!(printed.contains("ngày ~~~ tháng ~~~ năm 2026"), "{printed}");
    assert!(documents[1].meta.title.starts_with("Tờ trình về việc"));
}

/// Each document alone holds what its fields and marks refer to.
#[test]
fn every_document_is_written_whole() {
    let fonts = Fonts::built_in().expect("compiled in");
    let text = with_submission(SON_LA).replacen("phu_luc:\n", "phu_luc:\n  tep_rieng: true\n", 1);
    let all = documents(BuiltIn::DigitalGovernment, &text);
    let names: Vec<&str> = all.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names, ["", "phu-luc", "to-trinh"]);
    for document in &all {
        assert!(docx::write(document, &fonts).is_ok(), "{}", document.name);
        assert!(pdf::write(document, &fonts).is_ok(), "{}", document.name);
    }
    assert_eq!(all[0].sections.len(), 1);
    assert_eq!(all[1].kind, DocumentKind::Annex);
    assert!(all[1].meta.title.starts_with("Phụ lục kèm theo Quyết định"));
    let Block::Paragraph(first) = &all[1].sections[0].blocks[0] else {
        panic!("a line for the signing system");
    };
    assert_eq!((first.role, first.text().trim()), (Role::SigningLine, ""));
}

/// A set of these templates.
fn set(declaration: &str, files: &[(&str, &str)]) -> Workshop {
    let mut sources = Sources::default();
    let declaration = format!("ten: thu\nmo_ta: thử\n{declaration}");
    let texts = std::iter::once(("bo-mau.yaml", declaration.as_str()));
    let templates = Templates::from_texts("mau", texts.chain(files.iter().copied()), &mut sources);
    Workshop {
        templates: templates
            .unwrap_or_else(|found| panic!("{}", render(&found, &sources)))
            .into(),
        fonts: Fonts::built_in().expect("compiled in").into(),
    }
}

const THREE_PARTS: &str = "van_ban:\n  - ten: quyet-dinh\n    phan:\n      - {tep: q.md, loai: quyet_dinh}\n      - {tep: mot.md, loai: phu_luc}\n      - {tep: hai.md, loai: phu_luc}\n";
const DECISION: &str = "Chi tiết tại [Phụ lục](#mot), [Phụ lục](#hai), [Bảng](#hai-bang-1).\n";
const TITLED: &str = "```tieu-de-phu-luc\nĐIỂM\n```\n";
const TABLE: &str = "\n| a | b |\n|---|---|\n| 1 | 2 |\n";

fn labels(documents: &[Document]) -> Vec<String> {
    let sections = documents.iter().flat_map(|document| &document.sections);
    let annexes = sections.filter(|section| section.kind == SectionKind::Annex);
    let first = annexes.map(|section| {
        let printed = section.blocks.iter().find_map(|block| match block {
            Block::Paragraph(p) if p.role == Role::AnnexLabel => Some(p.text()),
            _ => None,
        });
        format!("{} = {}", section.name, printed.unwrap_or_default())
    });
    first.collect()
}

#[test]
fn annexes_are_numbered_from_two_on() {
    let decision = DECISION.replace(", [Bảng](#hai-bang-1)", "");
    let second = format!("```nhan-phu-luc\nPhụ lục\n```\n{TITLED}{TABLE}");
    let files = [
        ("q.md", decision.as_str()),
        ("mot.md", TITLED),
        ("hai.md", &second),
    ];
    let drafted = drafted(&set(THREE_PARTS, &files), &bare());
    assert_eq!(
        labels(&drafted),
        [
            "Phụ lục I: ĐIỂM = Phụ lục I",
            "Phụ lục II: ĐIỂM = Phụ lục II"
        ]
    );
    let printed = dump(&drafted[0]);
    assert!(
        printed.contains("Chi tiết tại Phụ lục I, Phụ lục II."),
        "{printed}"
    );
}

#[test]
fn one_annex_bears_no_number() {
    let one = THREE_PARTS.replace("      - {tep: hai.md, loai: phu_luc}\n", "");
    let files = [
        ("q.md", "Chi tiết tại [Phụ lục](#mot).\n"),
        ("mot.md", TITLED),
    ];
    let drafted = drafted(&set(&one, &files), &bare());
    assert_eq!(labels(&drafted), ["Phụ lục: Kết quả đánh giá, xếp hạng = "]);
    assert!(dump(&drafted[0]).contains("Chi tiết tại Phụ lục."));
}

/// An annex that is a document issued with the decision has a head instead; a number of the template's own stays.
#[test]
fn what_opens_otherwise_is_left_alone() {
    let head = "```dau-trang\nco_quan: UBND\nquoc_hieu: CỘNG HÒA\ntieu_ngu: Độc lập\n```\n";
    let first = format!("{head}{TITLED}");
    let second = format!("```nhan-phu-luc\nPhụ lục số 2\n```\n{TITLED}");
    let files = [
        ("q.md", "Một.\n"),
        ("mot.md", first.as_str()),
        ("hai.md", &second),
    ];
    let drafted = drafted(&set(THREE_PARTS, &files), &bare());
    assert_eq!(
        labels(&drafted),
        ["Phụ lục I: ĐIỂM = ", "Phụ lục II: ĐIỂM = Phụ lục số 2"]
    );
}

#[test]
fn annexes_in_files_of_their_own() {
    let second = format!(
        "{TITLED}\n```bang-xep-hang\nkhoi: a\nchu_thich: Xếp hạng\ncot: STT | stt\ncot: Tên | ten\ncot: Điểm | diem\n```\n"
    );
    let decision = "Chi tiết tại [Phụ lục](#mot), [Bảng](#xep-hang-a).\n";
    let files = [("q.md", decision), ("mot.md", TITLED), ("hai.md", &second)];
    let text = bare().replacen("phu_luc:\n", "phu_luc:\n  tep_rieng: true\n", 1);
    let drafted = drafted(&set(THREE_PARTS, &files), &text);
    let names: Vec<&str> = drafted
        .iter()
        .map(|document| document.name.as_str())
        .collect();
    assert_eq!(names, ["", "phu-luc-1", "phu-luc-2"]);
    // what stands in another file is no field to be looked up
    let Block::Paragraph(line) = &drafted[0].sections[0].blocks[0] else {
        panic!("a line");
    };
    assert_eq!(line.text(), "Chi tiết tại Phụ lục I, Bảng 1.");
    assert!(line.runs.iter().all(|run| run.meaning == Meaning::Text));
    assert!(
        drafted[2]
            .meta
            .title
            .starts_with("Phụ lục II kèm theo Quyết định")
    );
}

/// A dossier with the core keys alone, of one block `a`.
fn bare() -> String {
    let blocks = "khoi:\n  - ma: a\n    ten: sở, ngành\n    co_quan:\n      - {ten: Sở Nội vụ, diem: 91.5}\n      - {ten: Sở Y tế, diem: 80}\n";
    let text = RANKING.replacen("bo_mau: xep-hang\n", "bo_mau: thu\n", 1);
    let (head, _) = text.split_once("\nkhoi:\n").expect("blocks");
    format!("{head}\n{blocks}")
}
