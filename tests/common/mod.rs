//! What several tests and the benchmarks share: made-up dossiers, and the way from text to document.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::panic,
    reason = "each test binary uses its own part of this module, and fails by panicking"
)]

pub mod dump;
pub mod wide;

use std::fmt::Write;

use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::document::Document;
use quyet_dinh::inner::dossier::Input;
use quyet_dinh::inner::drafting::{BuiltIn, DraftOptions, Templates};
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pipeline::{self, Scored, Workshop};

/// The dossier of Sơn La 2021.
pub const SON_LA: &str = include_str!("../../data/son-la-2021.yaml");
/// The made-up dossier with indicator scores.
pub const DETAILED: &str = include_str!("../../data/mau-chi-tiet.yaml");

/// The starter dossier of the set `xep-hang`.
pub const RANKING: &str = include_str!("../../templates/xep-hang/ho-so.yaml");

/// Sơn La's dossier with other blocks: `(name, score)` of each agency, per block.
pub fn synthetic(blocks: &[Vec<(String, String)>]) -> String {
    let (head, rest) = SON_LA.split_once("\n# Các khối:").expect("blocks' comment");
    let (_, tail) = rest
        .split_once("\n# Nhận xét:")
        .expect("narrative's comment");
    let (narrative, _) = tail
        .split_once("\n# Số liệu đã công bố")
        .expect("published figures' comment");
    let mut text = format!("{head}\nkhoi:\n");
    for (index, agencies) in blocks.iter().enumerate() {
        write!(
            text,
            "  - ma: k{index}\n    ten: khối {index}\n    cap: cấp {index}\n    ten_ngan: CQNN {index}\n    \
             tieu_de: các cơ quan {index}\n    ket_qua_cua: các cơ quan {index}\n    don_vi: đơn vị\n    \
             dem: cơ quan {index}\n    thang_diem: 100\n    co_quan:\n"
        )
        .expect("writing to a string");
        for (name, score) in agencies {
            writeln!(text, "      - ten: {name}\n        diem: {score}")
                .expect("writing to a string");
        }
    }
    text.push_str("\n# Nhận xét:");
    text.push_str(narrative);
    text
}

/// One block of so many agencies, their scores spread over the scale.
pub fn many_agencies(count: usize) -> String {
    let agencies = (0..count)
        .map(|index| {
            let tenths = (index * 7919) % 1001;
            let name = format!("UBND xã Thử Nghiệm {}", index + 1);
            (name, format!("{}.{}", tenths / 10, tenths % 10))
        })
        .collect();
    synthetic(&[agencies])
}

/// The set `xep-hang`'s starter dossier with other blocks, and no tiers: `(name, score)` of each agency, per block.
pub fn ranking(blocks: &[Vec<(String, String)>]) -> String {
    let (head, rest) = RANKING.split_once("\nmuc:\n").expect("tiers");
    let (_, rules) = rest.split_once("\n\n").expect("the end of the tiers");
    let (rules, _) = rules.split_once("\nkhoi:\n").expect("blocks");
    let mut text = format!("{head}\n{rules}\nkhoi:\n");
    for (index, agencies) in blocks.iter().enumerate() {
        write!(
            text,
            "  - ma: k{index}\n    ten: nhóm {index}\n    co_quan:\n"
        )
        .expect("writing to a string");
        for (name, score) in agencies {
            writeln!(text, "      - ten: {name}\n        diem: {score}")
                .expect("writing to a string");
        }
    }
    text
}

/// The set by which a dossier is read.
pub fn set_of(text: &str) -> BuiltIn {
    let named = |set: &BuiltIn| text.contains(&format!("bo_mau: {}\n", set.name()));
    let found = BuiltIn::ASKABLE.into_iter().find(named);
    found.unwrap_or(BuiltIn::DigitalGovernment)
}

/// Templates and fonts as shipped.
pub fn workshop() -> Workshop {
    workshop_of(BuiltIn::DigitalGovernment)
}

/// A set's templates, and the fonts, as shipped.
pub fn workshop_of(set: BuiltIn) -> Workshop {
    let mut sources = Sources::default();
    let templates = Templates::built_in(set, &mut sources);
    Workshop {
        templates: templates
            .unwrap_or_else(|problems| panic!("{}", render(&problems, &sources)))
            .into(),
        fonts: Fonts::built_in().expect("fonts are compiled in").into(),
    }
}

/// Reads and scores; panics with the rendered problems on an error.
pub fn scored(text: &str, sources: &mut Sources) -> Scored {
    let mut problems = Diagnostics::new();
    pipeline::read(
        Input::new("ho-so.yaml", text, &set_of(text).set()),
        |_| (),
        sources,
        &mut problems,
    )
    .unwrap_or_else(|| panic!("{}", render(&problems, sources)))
}

/// The whole document; panics with the rendered problems on an error.
pub fn document(text: &str, options: &DraftOptions) -> Document {
    document_with(&workshop_of(set_of(text)), text, options)
}

/// The decision among the documents of its set.
pub fn decision(documents: Vec<Document>) -> Document {
    documents
        .into_iter()
        .next()
        .expect("the decision comes first")
}

/// The same with a workshop at hand.
pub fn document_with(workshop: &Workshop, text: &str, options: &DraftOptions) -> Document {
    let mut sources = Sources::default();
    let scored = scored(text, &mut sources);
    let mut problems = Diagnostics::new();
    let drafted = pipeline::draft(workshop, &scored, options, &mut sources, &mut problems);
    decision(drafted.unwrap_or_else(|| panic!("{}", render(&problems, &sources))))
}
