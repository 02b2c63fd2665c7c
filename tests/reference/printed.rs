//! What templates print, with the shipped dossiers.

use std::collections::HashMap;
use std::fmt::Write;

use quyet_dinh::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::document::{Block, Document, Row, SectionKind, Table};
use quyet_dinh::dossier::{Applied, Input, Set};
use quyet_dinh::drafting::variables::{Variable, paths};
use quyet_dinh::drafting::{BuiltIn, DraftOptions, Templates};
use quyet_dinh::fonts::Fonts;
use quyet_dinh::pipeline::{self, Scored, Workshop};
use quyet_dinh::revision::{self, Amendment, Citation, SentenceChange};

use super::common;
use super::set_page::filter_examples;

/// Longest value that is shown whole.
const LONGEST: usize = 60;

/// A file that the page on sets includes.
const INCLUDED: &str = "Văn phòng {{ co_quan_ban_hanh.ten_day_du }} theo dõi việc thực hiện.";

/// The values of variables and filters.
pub struct Examples {
    values: HashMap<String, String>,
    filtered: HashMap<&'static str, String>,
}

impl Examples {
    /// What the example of Sơn La prints, then the one with indicators, then an amending decision.
    pub fn of(set: &Set) -> Self {
        let variables = paths(set);
        let issued = issued();
        let draft = DraftOptions::default();
        let mut values = HashMap::new();
        for (dossier, options) in [
            (&*issued, &draft),
            (common::DETAILED, &draft),
            (&*changed(), &amending()),
        ] {
            let wanted = |v: &&Variable| {
                !v.free && (options.amendment.is_some() || !v.path.starts_with("sua_doi"))
            };
            let wanted: Vec<&Variable> = variables.iter().filter(wanted).collect();
            let lines = wanted
                .iter()
                .enumerate()
                .map(|(at, variable)| asked(at, variable, &variables));
            let template = format!("```doan\n{}```\n", lines.collect::<String>());
            for (at, value) in numbered(&document(&template, dossier, options)) {
                values.entry(wanted[at].path.clone()).or_insert(value);
            }
        }
        let examples: Vec<_> = filter_examples().collect();
        let lines = examples
            .iter()
            .enumerate()
            .map(|(at, (_, example))| format!("{at}: {{{{ {example} }}}}\n"));
        let template = format!(
            "```doan\n{}```\n",
            lines
                .filter(|line| !line.contains("| md"))
                .collect::<String>()
        );
        let filtered = numbered(&document(&template, &issued, &draft));
        let filtered = filtered.into_iter();
        let mut filtered: HashMap<_, _> = filtered
            .map(|(at, value)| (examples[at].0, value))
            .collect();
        for (name, example) in examples
            .into_iter()
            .filter(|(_, example)| example.contains("| md"))
        {
            // prints paragraphs, so it stands alone
            let document = document(&format!("{{{{ {example} }}}}"), &issued, &draft);
            filtered.insert(name, short(text_of(&document.sections[0].blocks[0]).trim()));
        }
        Self { values, filtered }
    }

    /// What a variable prints.
    pub fn value(&self, path: &str) -> String {
        self.values
            .get(path)
            .unwrap_or_else(|| panic!("no dossier has {path}"))
            .clone()
    }

    /// What the example of a filter prints.
    pub fn filtered(&self, name: &str) -> String {
        self.filtered[name].clone()
    }
}

/// A line that prints the variable's number and value, if it is there.
fn asked(at: usize, variable: &Variable, all: &[Variable]) -> String {
    let indexed = |path: &str| path.replace("[]", "[0]");
    let (mut opened, mut closed) = (String::new(), String::new());
    let mut ask = |path: &str| {
        write!(opened, "{{% if {} %}}", indexed(path)).expect("memory");
        closed.push_str("{% endif %}");
    };
    for (end, _) in variable
        .path
        .match_indices(['.', '['])
        .chain([(variable.path.len(), "")])
    {
        let prefix = &variable.path[..end];
        let may_be_nothing =
            |v: &&Variable| v.absent.is_some() && v.path.trim_end_matches("[]") == prefix;
        let is_list = variable.path[end..].starts_with('[');
        if is_list || all.iter().find(may_be_nothing).is_some() {
            ask(prefix);
        }
    }
    let filter = variable
        .filter
        .map_or(String::new(), |filter| format!(" | {filter}"));
    format!(
        "{opened}{at}: {{{{ {}{filter} }}}}\n{closed}",
        indexed(&variable.path)
    )
}

/// Lines `number: text`.
fn numbered(document: &Document) -> Vec<(usize, String)> {
    let lines = document.sections[0].blocks.iter().map(text_of);
    let lines = lines.filter_map(|line| {
        let (number, text) = line.trim_end().split_once(": ")?;
        Some((number.parse().ok()?, short(text)))
    });
    lines.collect()
}

fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let (whole, _) = cut.rsplit_once(' ').unwrap_or((&cut, ""));
    format!("{whole} ...")
}

/// What a block of a template prints, with the example that has indicators where it needs some.
pub fn printed(template: &str) -> String {
    let dossier = if template.contains("chi-tiet") {
        common::DETAILED
    } else {
        common::SON_LA
    };
    let document = document(template, dossier, &DraftOptions::default());
    document.sections[0].blocks.iter().map(text_of).collect()
}

/// The decision that this template makes.
fn document(template: &str, dossier: &str, options: &DraftOptions) -> Document {
    let mut sources = Sources::default();
    let files = [
        ("quyet-dinh.md", template),
        ("phu-luc.md", "Hết."),
        ("doan-chung.md", INCLUDED),
    ];
    let templates = Templates::from_texts("mau", files, &mut sources);
    let workshop = Workshop {
        templates: templates.unwrap_or_else(|problems| panic!("{}", render(&problems, &sources))),
        fonts: Fonts::built_in().expect("fonts are compiled in"),
    };
    common::document_with(&workshop, dossier, options)
}

fn text_of(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text() + "\n",
        Block::Table(table) => table_text(table),
        Block::List(items) => items
            .iter()
            .map(|item| format!("{} {}\n", item.label, item.paragraph.text()))
            .collect(),
        Block::Letterhead(head) => {
            let lines = head.superior.iter().chain(&head.issuer).cloned();
            let more = [head.national_name.clone(), head.motto.clone()].into_iter();
            let facts = [&head.number, &head.place_date]
                .into_iter()
                .flatten()
                .map(|p| p.text());
            lines
                .chain(more)
                .chain(facts)
                .map(|line| line + "\n")
                .collect()
        }
        Block::Signature(block) => {
            let left = std::iter::once(&block.recipients_title).chain(&block.recipients);
            let right = block.capacity.iter().chain([&block.name]);
            left.chain(right).map(|line| format!("{line}\n")).collect()
        }
    }
}

/// The caption, the head and the first rows.
fn table_text(table: &Table) -> String {
    let rows = table.header.iter().chain(&table.body);
    let mut text: String = rows.take(6).map(row_text).collect();
    if table.body.len() > 5 {
        text.push_str("...\n");
    }
    let caption = table.caption.as_ref().map(|caption| caption.text() + "\n");
    text + &caption.unwrap_or_default()
}

fn row_text(row: &Row) -> String {
    let cells = row.cells.iter().map(|cell| {
        let texts: Vec<String> = cell.paragraphs().map(|p| p.text()).collect();
        texts.join(" \\ ")
    });
    cells.collect::<Vec<_>>().join(" | ") + "\n"
}

/// Sơn La's dossier with number, date and all that may be left out.
fn issued() -> String {
    let edits = [
        (
            "  # so: 3203",
            "  so: 3203\n  do_khan: KHẨN\n  luu_hanh: LƯU HÀNH NỘI BỘ\n  nguoi_soan: NVA.10",
        ),
        ("ngay: 12/2021", "ngay: 24/12/2021"),
        (
            "co_quan_ban_hanh:\n",
            "co_quan_ban_hanh:\n  chu_quan: CHÍNH PHỦ\n",
        ),
        ("de_nghi:\n", "de_nghi:\n  mo_dau: theo\n"),
    ];
    edits
        .into_iter()
        .fold(common::SON_LA.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "nothing to edit: {old}");
            text.replacen(old, new, 1)
        })
}

/// Sơn La's dossier with a correction of every kind.
fn changed() -> String {
    let common = "ngay: 05/01/2022, nguoi_de_nghi: UBND huyện Vân Hồ, van_ban: Công văn số 12/UBND-VHTT, ly_do: bổ sung tài liệu kiểm chứng";
    format!(
        "{}\ndieu_chinh:\n  - {{{common}, co_quan: UBND huyện Vân Hồ, tu: 67.4, thanh: 70.1}}\n  \
         - {{{common}, co_quan: Ban Dân tộc, tu: 88.7, thanh: 89.7}}\n  - {{{common}, co_quan: Ban Dân tộc, doi_ten: Sở Dân tộc và Tôn giáo}}\n",
        common::SON_LA
    )
}

fn amending() -> DraftOptions {
    let text = changed();
    let set = BuiltIn::DigitalGovernment.set();
    let state = |applied| -> Scored {
        let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
        let input = Input {
            applied,
            ..Input::new("ho-so.yaml", &text, &set)
        };
        let read = pipeline::read(input, |_| (), &mut sources, &mut found);
        read.unwrap_or_else(|| panic!("{}", render(&found, &sources)))
    };
    let (old, new) = (state(Applied::First(0)), state(Applied::All));
    let citation = |number: &str| Citation {
        number: number.to_owned(),
        symbol: "QĐ-UBND".to_owned(),
        date: chrono::NaiveDate::from_ymd_opt(2021, 12, 24).expect("a day"),
        authority: "Chủ tịch Ủy ban nhân dân tỉnh Sơn La".to_owned(),
        subject: "Về việc phê duyệt kết quả đánh giá, xếp hạng".to_owned(),
    };
    let sentence = SentenceChange {
        section: SectionKind::Annex,
        heading: Some("C.1".to_owned()),
        in_table: false,
        old: Some("Điểm trung bình là 79,4/100 điểm.".to_owned()),
        new: Some("Điểm trung bình là 79,5/100 điểm.".to_owned()),
    };
    let amendment = Amendment {
        decision: citation("3203"),
        earlier: vec![citation("41")],
        changes: revision::compare(
            (&old.dossier, &old.standings),
            (&new.dossier, &new.standings),
        ),
        sentences: vec![sentence],
    };
    DraftOptions {
        amendment: Some(amendment),
        ..DraftOptions::default()
    }
}
