//! Any file given as a score sheet is read or refused, its doubts told in printable letters.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::import::{Asked, Report, ready, understand};
use quyet_dinh::inner::sheet;
use quyet_dinh_fuzz::assert_printable;

fuzz_target!(|bytes: &[u8]| {
    let Ok(book) = sheet::read(bytes) else {
        return;
    };
    let (mut sources, mut problems) = (Sources::default(), Diagnostics::new());
    let mut report = Report {
        file: "bang.xlsx",
        sources: &mut sources,
        diagnostics: &mut problems,
    };
    let found = understand(&book, &Asked::default(), &mut report);
    let _ = ready(&found).to_text();
    assert_printable(&render(&problems, &sources));
});
