//! How long both files take, from YAML text to bytes. Fonts and templates are prepared once.

#[path = "../tests/common/mod.rs"]
mod common;

use criterion::{Criterion, criterion_group, criterion_main};
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::pipeline::{self, Format, Output, Workshop};

fn both_files(workshop: &Workshop, text: &str) -> usize {
    let document = common::document_with(workshop, text, &DraftOptions::default());
    let files = pipeline::write(
        &workshop.fonts,
        &[Output::new("x", &document)],
        &[Format::Docx, Format::Pdf],
    );
    files
        .expect("both formats")
        .iter()
        .map(|file| file.bytes.len())
        .sum()
}

fn build(criterion: &mut Criterion) {
    let workshop = common::workshop();
    criterion.bench_function("prepare fonts and templates", |bench| {
        bench.iter(common::workshop);
    });
    criterion.bench_function("Sơn La 2021, both files", |bench| {
        bench.iter(|| both_files(&workshop, common::SON_LA));
    });
    let mut group = criterion.benchmark_group("agencies, both files");
    group.sample_size(10);
    for count in [1_000, 3_321, 10_000] {
        let text = common::many_agencies(count);
        group.bench_function(count.to_string(), |bench| {
            bench.iter(|| both_files(&workshop, &text));
        });
    }
    group.finish();
}

criterion_group!(benches, build);
criterion_main!(benches);
