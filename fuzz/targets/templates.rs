//! Any file of a template set gives both files or says why not.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quyet_dinh::inner::diagnostics::{Sources, render};
use quyet_dinh::inner::drafting::{BuiltIn, Templates};
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pipeline::Workshop;
use quyet_dinh_fuzz::{assert_printable, build};

const SET: BuiltIn = BuiltIn::Ranking;
/// The files that may be another.
const FILES: [&str; 4] = ["quyet-dinh.md", "phu-luc.md", "to-trinh.md", "bo-mau.yaml"];

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::built_in().expect("compiled in"));

fuzz_target!(|input: &str| {
    let Some((which, new)) = input.split_once('\n') else {
        return;
    };
    let texts = SET
        .files()
        .iter()
        .copied()
        .filter(|(name, _)| *name != "ho-so.yaml");
    let texts = texts.map(|(name, old)| (name, if name == which { new } else { old }));
    if !FILES.contains(&which) {
        return;
    }
    let mut sources = Sources::default();
    match Templates::from_texts("bo-mau", texts, &mut sources) {
        Ok(templates) => {
            let fonts = FONTS.clone();
            let workshop = Workshop {
                templates: templates.into(),
                fonts: fonts.into(),
            };
            build(&workshop, SET.file("ho-so.yaml"));
        }
        Err(problems) => {
            assert!(problems.has_errors(), "refused without an error");
            assert_printable(&render(&problems, &sources));
        }
    }
});
