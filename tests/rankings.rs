//! The set `xep-hang`: published results of real offices, and made-up rankings of every shape. Each whole text is
//! held (`cases/rankings`), so that its sentences are read in review.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::path::PathBuf;
use std::sync::Arc;

use common::dump::{compare_with_golden, dump};
use quyet_dinh::inner::amending::{Amended, Task};
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::document::Document;
use quyet_dinh::inner::dossier::{Input, NoPast};
use quyet_dinh::inner::drafting::{BuiltIn, DraftOptions};
use quyet_dinh::inner::pipeline::{self, IssueFacts, Scored};
use quyet_dinh::inner::revision::Citation;
use quyet_dinh::inner::values::parse_date;

fn file(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/fixtures/rankings", name]
        .iter()
        .collect();
    let text = std::fs::read_to_string(&path).expect("a fixture");
    text.replace("\r\n", "\n")
}

/// The names of all dossiers.
fn names() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rankings");
    let entries = std::fs::read_dir(folder).expect("fixtures").flatten();
    let files = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = files
        .filter_map(|name| Some(name.strip_suffix(".yaml")?.to_owned()))
        .collect();
    names.sort();
    assert!(names.len() > 10, "the fixtures are there");
    names
}

/// The dossier scored and drafted, and what was said of it: code and the words in question.
fn drafted(name: &str) -> (Scored, Document, Vec<(&'static str, String)>) {
    let text = file(&format!("{name}.yaml"));
    let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
    let set = BuiltIn::Ranking.set();
    let input = Input::new("ho-so.yaml", &text, &set);
    let scored = pipeline::read(input, |_| (), &mut sources, &mut found);
    let scored = scored.unwrap_or_else(|| panic!("{name}: {}", render(&found, &sources)));
    let workshop = common::workshop_of(BuiltIn::Ranking);
    let options = DraftOptions::default();
    let document = pipeline::draft(&workshop, &scored, &options, &mut sources, &mut found);
    let document = document.unwrap_or_else(|| panic!("{name}: {}", render(&found, &sources)));
    let document = common::decision(document);
    // the made-up name of the signer
    let said = found.iter().filter(|problem| problem.code != "TT020");
    let said = said.map(|problem| {
        let span = problem.span.expect("a place");
        let words = text.get(span.start as usize..span.end as usize);
        (problem.code, words.unwrap_or_default().to_owned())
    });
    let said = said.collect();
    (scored, document, said)
}

/// Rank, name, printed score and tier of each agency of the first block.
fn rows(scored: &Scored) -> Vec<Vec<String>> {
    let block = &scored.standings.blocks[0];
    let agencies = &scored.dossier.blocks[block.block].agencies;
    let rows = block.rows.iter().map(|row| {
        let tier = row.tier.map(|tier| &scored.dossier.tiers[tier].name);
        let cells = [
            Some(row.rank.to_string()),
            Some(agencies[row.agency].name.value.clone()),
            Some(row.score.printed.clone()),
            tier.map(|tier| tier.value.clone()),
        ];
        cells.into_iter().flatten().collect()
    });
    rows.collect()
}

/// The table as it was published.
fn published(name: &str) -> Vec<Vec<String>> {
    let text = file(&format!("{name}.csv"));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_published_rank_tier_and_figure() {
    // the office's own spelling; equal scores in the office's order
    let spelled = ("TT003", "Sở Giao thông Vận tải");
    let equal = [("KQ004", "Văn phòng UBND tỉnh"), ("KQ004", "Sở Y tế")];
    for (name, agencies, expected) in [
        ("thua-thien-hue-2021", 21, &[spelled][..]),
        ("phu-tho-2022", 23, &[spelled]),
        ("thanh-hoa-2024", 20, &equal),
    ] {
        let (scored, document, said) = drafted(name);
        assert_eq!(rows(&scored), published(name), "{name}");
        assert_eq!(published(name).len(), agencies);
        let text = dump(&document);
        for row in published(name) {
            // in the columns of the publication
            let printed = format!("row: {}\n", row.join(" | "));
            assert!(text.contains(&printed), "{name}: {printed}");
        }
        let said: Vec<(&str, &str)> = said.iter().map(|(code, words)| (*code, &**words)).collect();
        assert_eq!(said, expected, "{name}");
    }
}

/// Publications of which some rows are known: the others are made up, so that the published ranks come about.
#[test]
fn every_published_row_of_others() {
    let spelled = ("TT003", "Sở Giao thông Vận tải");
    for (name, rows, expected) in [
        ("phu-tho-2024", 13, &[][..]),
        ("thanh-hoa-2023", 8, &[spelled]),
        ("hai-duong-2023", 2, &[]),
    ] {
        let (_, document, said) = drafted(name);
        let text = dump(&document);
        let printed: Vec<Vec<&str>> = (text.lines())
            .filter_map(|line| {
                Some(
                    line.trim_start()
                        .strip_prefix("row: ")?
                        .split(" | ")
                        .collect(),
                )
            })
            .collect();
        assert_eq!(published(name).len(), rows, "{name}");
        for row in published(name) {
            // `?` was not published
            let same =
                |(cell, published): (&&str, &String)| published == "?" || **cell == *published;
            let matches = |printed: &&Vec<&str>| {
                printed.len() == row.len() && printed.iter().zip(&row).all(same)
            };
            assert!(printed.iter().any(|row| matches(&row)), "{name}: {row:?}");
        }
        let said: Vec<(&str, &str)> = said.iter().map(|(code, words)| (*code, &**words)).collect();
        assert_eq!(said, expected, "{name}");
    }
}

#[test]
fn golden_texts_without_a_warning() {
    for name in names() {
        let (_, document, said) = drafted(&name);
        let is_real = file(&format!("{name}.yaml")).contains("bản công bố");
        // remarks on what the dossier asked for, and a mean of two means that is rounded once
        let meant = said
            .iter()
            .all(|(code, _)| ["KQ004", "KQ006", "KQ022", "KQ025", "KQ028"].contains(code));
        assert!(is_real || meant, "{name}: {said:?}");
        compare_with_golden(&format!("rankings/{name}.txt"), &dump(&document));
    }
}

/// What no sentence of ours may hold.
const SLIPS: [&str; 13] = [
    " ,", ",;", " .", " ;", " :", "()", "( ", " )", "  ", "..", ",.", ";;", "null",
];

/// The texts of a dumped document, cell by cell, without roles and marks.
fn texts(dumped: &str) -> impl Iterator<Item = String> {
    let lines = dumped.lines().filter_map(|line| line.split_once(": "));
    let cells = lines.flat_map(|(_, text)| text.split(" | "));
    cells.map(|text| text.replace(['*', '~', '\u{2007}'], ""))
}

fn assert_well_written(name: &str, dumped: &str) {
    for text in texts(dumped) {
        let number_is_open = text.contains("số /QĐ") || text.contains("Số: /QĐ");
        let blanks = number_is_open || text.contains("ngày  tháng") || text.contains("ngày /");
        let slips = SLIPS.iter().filter(|slip| text.contains(**slip));
        let slips: Vec<_> = slips.filter(|slip| !(blanks && **slip == "  ")).collect();
        assert!(slips.is_empty(), "{name}: {slips:?} in: {text}");
        let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
        for pair in words.windows(2) {
            let is_word = pair[0].chars().all(char::is_alphabetic) && !pair[0].is_empty();
            let doubled = is_word && pair[0] == pair[1];
            assert!(!doubled, "{name}: “{}” twice in: {text}", pair[0]);
        }
        for pair in words.windows(4) {
            assert!(pair[..2] != pair[2..], "{name}: {pair:?} in: {text}");
        }
        for slip in ["mức mức", "gồm 01", "kết quả kết quả", "Chỉ số mức độ"]
        {
            assert!(!text.contains(slip), "{name}: “{slip}” in: {text}");
        }
    }
}

/// What follows `trong đó` are two things at the least.
fn assert_several_after_in_which(name: &str, dumped: &str) {
    for text in texts(dumped) {
        if let Some((_, parts)) = text.split_once("trong đó ") {
            assert!(parts.contains("; "), "{name}: {text}");
        }
    }
}

#[test]
fn no_text_has_a_slip() {
    for name in names() {
        let (_, document, _) = drafted(&name);
        let dumped = dump(&document);
        assert_well_written(&name, &dumped);
        assert_several_after_in_which(&name, &dumped);
    }
}

/// The Tờ trình of every ranking, whatever its facts.
#[test]
fn no_submission_has_a_slip() {
    let workshop = common::workshop_of(BuiltIn::Ranking);
    for name in names() {
        let text = file(&format!("{name}.yaml"));
        let cited = text
            .split_once("/TTr-")
            .map(|(_, rest)| rest.split(['"', '\n', ' ', ';']));
        let symbol = cited.and_then(|mut parts| parts.next()).unwrap_or("SNV");
        let text = format!(
            "{text}\nto_trinh: {{co_quan: Sở Nội vụ, ky_hieu: TTr-{symbol}, luu: VT, nguoi_ky: {{chuc_vu: GIÁM ĐỐC, ho_ten: Lê Văn An}}}}\n"
        );
        let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
        let input = Input::new("ho-so.yaml", &text, workshop.templates.set());
        let scored = pipeline::read(input, |_| (), &mut sources, &mut found);
        let scored = scored.unwrap_or_else(|| panic!("{name}: {}", render(&found, &sources)));
        let options = DraftOptions::default();
        let drafted = pipeline::draft(&workshop, &scored, &options, &mut sources, &mut found);
        let drafted = drafted.unwrap_or_else(|| panic!("{name}: {}", render(&found, &sources)));
        let dumped = dump(&drafted[1]);
        if std::env::var_os("SHOW_SUBMISSIONS").is_some() {
            println!("#### {name}\n{dumped}");
        }
        assert_well_written(&name, &dumped);
    }
}

/// A decision as issued on that day, with a later correction.
fn amending(name: &str, correction: &str) -> Document {
    let text = file(&format!("{name}.yaml"));
    let amended = Amended {
        decision: Citation {
            number: "123".to_owned(),
            symbol: "QĐ-UBND".to_owned(),
            date: "2026-12-24".parse().expect("a day"),
            authority: "Chủ tịch Ủy ban nhân dân".to_owned(),
            subject: "Về việc công bố kết quả".to_owned(),
        },
        earlier: Vec::new(),
        program: None,
        dossier_name: "kho/ho-so.yaml".to_owned(),
        dossier: text.clone(),
        issued: IssueFacts {
            number: Some("123".to_owned()),
            date: parse_date("24/12/2026"),
            ..IssueFacts::default()
        },
        past: Arc::new(NoPast),
        workshop: common::workshop_of(BuiltIn::Ranking),
    };
    let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
    let new = format!("{text}{correction}");
    let adjust = |_: &mut quyet_dinh::inner::dossier::Dossier| ();
    let task = Task::Amend {
        amended: &amended,
        name: "moi.yaml",
        text: &new,
    };
    let read = task.read(adjust, &mut sources, &mut found);
    let (scored, amendment) = read.unwrap_or_else(|| panic!("{}", render(&found, &sources)));
    let options = DraftOptions {
        amendment,
        ..DraftOptions::default()
    };
    let workshop = common::workshop_of(BuiltIn::Amending);
    let drafted = pipeline::draft(&workshop, &scored, &options, &mut sources, &mut found);
    common::decision(drafted.unwrap_or_else(|| panic!("{}", render(&found, &sources))))
}

/// A correction, and the proposal to amend.
fn correction(change: &str) -> String {
    format!(
        "sua_doi:\n  ngay: 01/2027\n  de_nghi:\n    nguoi: Chánh Văn phòng\ndieu_chinh:\n  - ngay: 05/01/2027\n    \
         nguoi_de_nghi: Thủ trưởng cơ quan\n    van_ban: Công văn số 1/CV\n    ly_do: bổ sung tài liệu\n    {change}\n"
    )
}

#[test]
fn amending_decisions() {
    for (name, change) in [
        // one block, with and without tiers and mean
        (
            "mot-khoi-day-du",
            "co_quan: Sở Xây dựng\n    tu: 80,10\n    thanh: 85,30",
        ),
        (
            "phu-tho-2022",
            "co_quan: Công an tỉnh\n    tu: 656,6\n    thanh: 700,0",
        ),
        // bonus, an agency that was not ranked, the year before, two tables and one of all blocks
        (
            "moi-cach-tinh",
            "co_quan: Sở Tài chính\n    chi_so: diem_tru\n    tu: 0,5\n    thanh: 0",
        ),
        // several blocks
        ("nam-khoi", "co_quan: Sở Y tế\n    tu: 947\n    thanh: 899"),
        ("day-du", "co_quan: Thanh tra tỉnh\n    rut: true"),
        // points of an indicator of the block's own
        (
            "loi-tu-nhien",
            "co_quan: UBND xã An Bình\n    chi_so: dich_vu\n    tu: 45\n    thanh: 58",
        ),
        // without annex
        (
            "khong-phu-luc",
            "co_quan: Thôn Tư\n    tu: 70,2\n    thanh: 88,0",
        ),
        (
            "khong-phu-luc-hai-khoi",
            "khoi: thon\n    them:\n      ten: Thôn Bốn\n      diem: 90,0",
        ),
    ] {
        let dumped = dump(&amending(name, &correction(change)));
        assert_well_written(name, &dumped);
        compare_with_golden(&format!("rankings/sua-doi-{name}.txt"), &dumped);
    }
}

/// A dossier to begin with is read at one go: few lines beside notes, names and scores.
#[test]
fn the_starter_dossier_is_short() {
    let lines = common::RANKING.lines().map(str::trim);
    let said = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let own = |line: &&str| {
        let names = ["- ten: Sở", "- ten: UBND", "diem:"];
        !names.iter().any(|start| line.starts_with(start))
    };
    let count = said.filter(own).count();
    assert!(count <= 60, "{count} lines");
    let dumped = dump(&common::document(common::RANKING, &DraftOptions::default()));
    assert_well_written("ho-so", &dumped);
}

/// The optional keys of a starter, each with what stands below it; then a dossier with it.
fn uncommented(starter: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = starter.lines().collect();
    let bare = |line: &str| {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim_start().strip_prefix("# ")?;
        Some((indent, text.to_owned()))
    };
    let opens = |text: &str| {
        let key = text.split_once(':').map(|(key, _)| key);
        key.is_some_and(|key| {
            !key.is_empty()
                && key
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        })
    };
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((indent, text)) = bare(line).filter(|(_, text)| opens(text)) else {
            continue;
        };
        let below = lines[at + 1..]
            .iter()
            .map_while(|line| bare(line).filter(|(_, text)| text.starts_with(' ')));
        let texts: Vec<String> = std::iter::once(text.clone())
            .chain(below.map(|(_, text)| text))
            .collect();
        let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        for (line, text) in changed[at..].iter_mut().zip(&texts) {
            *line = format!("{}{text}", " ".repeat(indent));
        }
        found.push((text, changed.join("\n") + "\n"));
    }
    found
}

/// Whoever takes the `#` away before an optional key has a dossier that can be read.
#[test]
fn the_optional_keys_of_the_starters_can_be_taken() {
    for (set, least) in [(BuiltIn::Ranking, 18), (BuiltIn::DigitalGovernment, 10)] {
        let dossiers = uncommented(set.file("ho-so.yaml"));
        assert!(dossiers.len() >= least, "{} keys", dossiers.len());
        for (key, text) in dossiers {
            let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
            let declared = set.set();
            let input = Input::new("ho-so.yaml", &text, &declared);
            let scored = pipeline::read(input, |_| (), &mut sources, &mut found);
            let scored = scored.unwrap_or_else(|| panic!("{key}: {}", render(&found, &sources)));
            let workshop = common::workshop_of(set);
            let drafted = pipeline::draft(
                &workshop,
                &scored,
                &DraftOptions::default(),
                &mut sources,
                &mut found,
            );
            let document = drafted.unwrap_or_else(|| panic!("{key}: {}", render(&found, &sources)));
            let document = common::decision(document);
            let printed = dump(&document);
            assert!(
                !printed.contains("thay cho") && !printed.contains('#'),
                "{key}: {printed}"
            );
        }
    }
}
