//! Whatever is appended to an issued file: it is taken or refused, in words that can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quyet_dinh::inner::archive;
use quyet_dinh_fuzz::assert_printable;

/// An issued file; the corpus goes on where it ends.
const ISSUED: &[u8] =
    include_bytes!("../../tests/fixtures/kho-0.3.0/2021-3203-QD-UBND/2021-3203-QD-UBND.pdf");

fuzz_target!(|appended: &[u8]| {
    let signed = [ISSUED, appended].concat();
    if let Err(refused) = archive::examine(ISSUED, &signed) {
        assert!(!refused.reasons().is_empty(), "refused without a reason");
        refused
            .reasons()
            .iter()
            .for_each(|reason| assert_printable(reason));
    }
});
