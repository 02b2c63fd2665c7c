//! How long a signed file takes to be judged, by its size: 2 seconds for 50 MB at the most.

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/archive/signing.rs"]
#[expect(dead_code, reason = "the tests of the archive use the rest")]
mod signing;

use criterion::{Criterion, criterion_group, criterion_main};
use lopdf::{Dictionary, Object, Stream, dictionary};
use quyet_dinh::inner::archive::examine;
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::pipeline::{self, Format, Output};

use signing::{SIGNATORY, Update};

fn issued(text: &str) -> Vec<u8> {
    let workshop = common::workshop();
    let document = common::document_with(&workshop, text, &DraftOptions::default());
    let files = pipeline::write(
        &workshop.fonts,
        &[Output::new("x", &document)],
        &[Format::Pdf],
    );
    files.expect("a PDF").swap_remove(0).bytes
}

/// Signed, with validation data of so many bytes, in streams of 100 KB.
fn with_data(issued: &[u8], bytes: usize) -> Vec<u8> {
    let mut update = Update::new(issued);
    let field = update.field(SIGNATORY);
    update.value(field, "ETSI.CAdES.detached");
    let data = vec![7; 100 << 10];
    let lists = (0..bytes / data.len()).map(|_| {
        let stream = Stream::new(Dictionary::new(), data.clone()).with_compression(false);
        Object::from(update.add(stream))
    });
    let lists: Vec<Object> = lists.collect();
    let store = update.add(dictionary! { "CRLs" => lists });
    let root = update.root();
    update.dictionary(root).set("DSS", store);
    update.sign("A")
}

/// Signed, with so many dictionaries in one list.
fn with_values(issued: &[u8], count: usize) -> Vec<u8> {
    let mut update = Update::new(issued);
    let field = update.field(SIGNATORY);
    update.value(field, "ETSI.CAdES.detached");
    let value = Object::from(dictionary! { "A" => "B", "C" => 1 });
    update.add(vec![value; count]);
    update.sign("A")
}

fn judge(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("signed");
    group.sample_size(10);
    let small = issued(common::SON_LA);
    let large = issued(&common::many_agencies(10_000));
    for (name, issued, signed) in [
        ("Sơn La 2021", &small, signing::sign(&small, SIGNATORY, "A")),
        (
            "10,000 agencies",
            &large,
            signing::sign(&large, SIGNATORY, "A"),
        ),
        (
            "5 MB of validation data",
            &small,
            with_data(&small, 5 << 20),
        ),
        (
            "50 MB of validation data",
            &small,
            with_data(&small, 50 << 20),
        ),
        (
            "as many values as may be",
            &small,
            with_values(&small, 330_000),
        ),
    ] {
        assert!(examine(issued, &signed).is_ok(), "{name}");
        group.bench_function(name, |bench| bench.iter(|| examine(issued, &signed)));
    }
    let too_many = with_values(&small, 3_000_000);
    assert!(examine(&small, &too_many).is_err(), "more than may be");
    group.bench_function("more values than may be, 50 MB", |bench| {
        bench.iter(|| examine(&small, &too_many));
    });
    group.finish();
}

criterion_group!(benches, judge);
criterion_main!(benches);
