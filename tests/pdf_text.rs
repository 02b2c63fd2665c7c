//! The PDF read back.

mod pdf_support;

use quyet_dinh::fonts::Fonts;

#[test]
fn writes_the_sample() {
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    let bytes = quyet_dinh::pdf::write(&pdf_support::sample(), &fonts).expect("sample is sound");
    assert!(bytes.starts_with(b"%PDF-"));
    if let Ok(path) = std::env::var("QD_SAMPLE_OUT") {
        std::fs::write(path, bytes).expect("writable");
    }
}
