//! Whatever the file holds, reading it ends with a dossier or with diagnostics, never with a crash.

use proptest::prelude::*;
use quyet_dinh::inner::conventions;
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::dossier::{self, Input, LawTable};
use quyet_dinh::inner::drafting::BuiltIn;

const SON_LA: &str = include_str!("../data/son-la-2021.yaml");
const STARTER: &str = include_str!("../templates/chinh-quyen-so/ho-so.yaml");

/// Reads, reviews and renders; a text that gives no dossier must say why.
fn read(text: &str) {
    let mut sources = Sources::default();
    let mut found = Diagnostics::new();
    match dossier::load(
        Input::new("ho-so.yaml", text, &BuiltIn::DigitalGovernment.set()),
        &mut sources,
        &mut found,
    ) {
        Some(dossier) => {
            assert!(!found.has_errors(), "a dossier with errors");
            conventions::closing_marks(&dossier, &mut found);
            conventions::review(&dossier, &[LawTable::built_in()], &mut found);
        }
        None => assert!(found.has_errors(), "no dossier and no error"),
    }
    let rendered = render(&found, &sources);
    for (line, text) in rendered.lines().enumerate() {
        let printable = text.chars().all(|c| !c.is_control());
        assert!(
            printable,
            "line {line} of the report holds a control character: {text:?}"
        );
    }
}

/// Pieces that YAML, numbers and dates are sensitive to.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\t".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("---\n".to_owned()),
        Just("\u{301}".to_owned()),
        Just("\u{2028}".to_owned()),
        Just("\\x07\"".to_owned()),
        "[-:,#&*!|>'\"%@`{}\\[\\]? \n]{1,4}",
        "[0-9eE.,/ -]{1,30}",
        "\\PC{0,8}",
    ]
}

/// A byte place in a text, moved back to the beginning of a letter.
fn place(text: &str, at: usize) -> usize {
    let mut at = at % (text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_pieces(pieces in proptest::collection::vec(piece(), 0..40)) {
        read(&pieces.concat());
    }

    #[test]
    fn mutated_dossiers(
        edits in proptest::collection::vec((any::<usize>(), 0_usize..40, piece()), 1..6),
    ) {
        let mut text = STARTER.to_owned();
        for (at, length, new) in edits {
            let start = place(&text, at);
            let end = place(&text, (start + length).min(text.len())).max(start);
            text.replace_range(start..end, &new);
        }
        read(&text);
    }

    #[test]
    fn values_of_any_kind(key in 0_usize..400, value in piece()) {
        let mut lines: Vec<String> = SON_LA.lines().map(str::to_owned).collect();
        let count = lines.len();
        if let Some(line) = lines.get_mut(key % count)
            && let Some(colon) = line.find(": ")
        {
            line.replace_range(colon + 2.., &value);
        }
        read(&lines.join("\n"));
    }
}

/// Nesting, aliases and sizes that would hurt a reader without limits.
#[test]
fn hostile_files() {
    read(&"[".repeat(100_000));
    read(&"{a: ".repeat(100_000));
    read(&"- ".repeat(100_000));
    read(
        &(0..2_000)
            .map(|depth| format!("{}a:\n", " ".repeat(depth)))
            .collect::<String>(),
    );
    read(&format!("nam: {}\n", "9".repeat(1_000_000)));
    read(&format!("them: \"{}\"\n", "\\x07".repeat(10_000)));
    let chain: String = (1..5_000)
        .map(|n| format!("a{n}: &a{n} [*a{}]\n", n - 1))
        .collect();
    read(&format!("a0: &a0 x\n{chain}"));
    read(&"? ".repeat(50_000));
    let nested: String = (0..58).map(|n| format!("&a{n} [")).collect();
    read(&format!("them: {nested}{}", "x, ".repeat(20_000)));
    let closing = "]".repeat(58);
    read(&format!(
        "them: {nested}{}{closing}\n",
        "x, ".repeat(20_000)
    ));
    read(&format!("them: [{}]\n", "*x, ".repeat(5_000)));
    read(&format!("them: [{}]\n", "&x y, ".repeat(5_000)));
    read(&format!("nam: {}\n", "&a ".repeat(10_000)));
}
