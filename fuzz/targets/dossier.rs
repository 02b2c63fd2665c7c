//! Any dossier gives both files or says why not.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quyet_dinh::inner::drafting::BuiltIn;
use quyet_dinh::inner::pipeline::Workshop;
use quyet_dinh_fuzz::{build, set_of, workshop};

static RANKING: LazyLock<Workshop> = LazyLock::new(|| workshop(BuiltIn::Ranking));
static DIGITAL_GOVERNMENT: LazyLock<Workshop> =
    LazyLock::new(|| workshop(BuiltIn::DigitalGovernment));

fuzz_target!(|dossier: &str| {
    match set_of(dossier) {
        BuiltIn::Ranking => build(&RANKING, dossier),
        _ => build(&DIGITAL_GOVERNMENT, dossier),
    }
});
