//! Markdown as nobody means it: a mark over and over, at two sizes, of which the second is ten times the first. The
//! time is linear where the two stand ten to one.

#[path = "../tests/common/mod.rs"]
mod common;

use criterion::{Criterion, criterion_group, criterion_main};
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources};
use quyet_dinh::inner::drafting::{BuiltIn, DraftOptions, Templates};
use quyet_dinh::inner::pipeline::{self, Workshop};

/// Where the text is typed.
#[derive(Clone, Copy)]
enum Typed {
    Dossier,
    Template,
}

/// What is typed again and again, and what parts one from the next.
const MARKS: [(&str, &str, Typed); 14] = [
    (">", "", Typed::Dossier),
    ("> a", "\n\n", Typed::Dossier),
    ("> a", "\n\n", Typed::Template),
    ("![](x)", "", Typed::Dossier),
    ("![](x)", "\n", Typed::Dossier),
    ("![](x)", "\n", Typed::Template),
    ("*a", " ", Typed::Dossier),
    ("[", "", Typed::Dossier),
    ("`", " ", Typed::Dossier),
    ("<b>", "\n", Typed::Dossier),
    ("&#1;", "\n", Typed::Dossier),
    ("- a;", "\n", Typed::Dossier),
    ("[^1]", "", Typed::Dossier),
    ("| a | b |", "\n\n", Typed::Dossier),
];
const SIZES: [usize; 2] = [4_000, 40_000];

/// Drafts the document, whatever is wrong with it; gives how many problems there are.
fn drafted(workshop: &Workshop, dossier: &str) -> usize {
    let (mut sources, mut problems) = (Sources::default(), Diagnostics::new());
    let scored = common::scored(dossier, &mut sources);
    let options = DraftOptions::default();
    let _ = pipeline::draft(workshop, &scored, &options, &mut sources, &mut problems);
    problems.counts().0
}

fn with_text(dossier: &str, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
    format!("{dossier}\nphuong_phap: |2\n{}\n", lines.join("\n"))
}

/// The set `xep-hang`, its annex ending with this text.
fn set_with(text: &str) -> Workshop {
    let mut workshop = common::workshop_of(BuiltIn::Ranking);
    let files = workshop.templates.files().map(|(name, own)| {
        let added = if name == "phu-luc.md" { text } else { "" };
        (name.to_owned(), format!("{own}\n{added}\n"))
    });
    let files: Vec<(String, String)> = files.collect();
    let texts = files.iter().map(|(name, text)| (&**name, &**text));
    let templates = Templates::from_texts("mau", texts, &mut Sources::default());
    workshop.templates = templates.expect("a whole set").into();
    workshop
}

fn marks(criterion: &mut Criterion) {
    let as_shipped = common::workshop_of(BuiltIn::Ranking);
    let agencies = vec![("Sở Nội vụ".to_owned(), "90".to_owned())];
    let dossier = common::ranking(&[agencies]);
    let mut group = criterion.benchmark_group("marks");
    group.sample_size(10);
    for (mark, parted, typed) in MARKS {
        for size in SIZES {
            let text = vec![mark; size].join(parted);
            let (place, workshop, dossier) = match typed {
                Typed::Dossier => ("dossier", &as_shipped, &with_text(&dossier, &text)),
                Typed::Template => ("template", &set_with(&text), &dossier),
            };
            let parted = parted.escape_debug();
            let name = format!("{size} times `{mark}{parted}` in the {place}");
            group.bench_function(name, |bench| bench.iter(|| drafted(workshop, dossier)));
        }
    }
    group.finish();
}

criterion_group!(benches, marks);
criterion_main!(benches);
