//! The program as a user runs it: one folder of `tests/cases/cli` is one run.
//!
//! A case folder holds `args` (one argument a line), `expected.txt` (exit status, standard output,
//! standard error, files left behind) and, if needed, `ho-so-edits` and `mau-edits`: edits of the
//! dossier of Sơn La 2021 (`old => new`, `\n` for a line break) and of the built-in templates
//! (`file: old => new`); `moi-edits` makes `moi.yaml`, the same dossier edited further. The run takes place in a fresh folder with `ho-so.yaml` and, if edited, `mau/`.
//! `base` names another dossier of `data/`, or one by its path, `set` another set whose
//! templates (with its declaration) are edited, `files/` holds more files, `sheets` names score sheets of
//! `fixtures/bang-diem` to copy, `folders` names folders to make,
//! `env` sets variables (`NAME=value`), `before` holds runs that come first (one a line, arguments
//! parted by spaces) and must succeed. There, `sign OLD NEW FIELD SIGNER` stands for a signing program
//! (field 1 is the signatory's, 2 the organisation's; `_` for a space in the name), `touch PATH` makes an empty file,
//! `remove PATH` takes a file or folder away.

#![allow(clippy::panic, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "only the conformance check is used here")]
#[path = "pdf_support/read.rs"]
mod read_pdf;
#[expect(dead_code, reason = "only whole signatures are made here")]
#[path = "archive/signing.rs"]
mod signing;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use page_validation::ValidationProfile;

const PROGRAM: &str = env!("CARGO_BIN_EXE_quyetdinh");

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

fn edited(text: &str, edits: impl Iterator<Item = (String, String)>) -> String {
    edits.fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(&old), "nothing to edit: {old}");
        text.replacen(&old, &new, 1)
    })
}

fn edit(line: &str) -> (String, String) {
    let (old, new) = line
        .split_once(" => ")
        .unwrap_or_else(|| panic!("no ` => ` in: {line}"));
    (old.replace("\\n", "\n"), new.replace("\\n", "\n"))
}

/// Fills a fresh folder as the case asks.
fn prepare(case: &Path, folder: &Path) {
    let base = lines(&case.join("base"));
    let base = base.first().map_or("son-la-2021.yaml", String::as_str);
    let folder_of_base = if base.contains('/') { "" } else { "data" };
    let dossier = read(&root().join(folder_of_base).join(base));
    for name in lines(&case.join("folders")) {
        std::fs::create_dir_all(folder.join(name)).expect("folder made");
    }
    let edits = case.join("ho-so-edits");
    let dossier = if edits.exists() {
        edited(&dossier, read(&edits).lines().map(edit))
    } else {
        dossier
    };
    let edits = case.join("moi-edits");
    if edits.exists() {
        let later = edited(&dossier, read(&edits).lines().map(edit));
        std::fs::write(folder.join("moi.yaml"), later).expect("dossier written");
    }
    std::fs::write(folder.join("ho-so.yaml"), dossier).expect("dossier written");
    let edits = case.join("mau-edits");
    if edits.exists() {
        let edits = read(&edits);
        std::fs::create_dir(folder.join("mau")).expect("folder made");
        let set = lines(&case.join("set"));
        let shipped = set.first().map_or("chinh-quyen-so", String::as_str);
        let shipped = root().join("templates").join(shipped);
        if !set.is_empty() {
            let declaration = read(&shipped.join("bo-mau.yaml"));
            let own = edits
                .lines()
                .filter_map(|line| line.strip_prefix("bo-mau.yaml: "));
            let declaration = edited(&declaration, own.map(edit));
            std::fs::write(folder.join("mau/bo-mau.yaml"), declaration).expect("written");
        }
        let names = files_below(&shipped).into_iter();
        for name in names.filter(|name| name.ends_with(".md")) {
            let template = read(&shipped.join(&name));
            let own = edits
                .lines()
                .filter_map(|line| line.strip_prefix(&format!("{name}: ")));
            let template = edited(&template, own.map(edit));
            std::fs::write(folder.join("mau").join(&name), template).expect("template written");
        }
    }
    for sheet in lines(&case.join("sheets")) {
        let from = root().join("tests/fixtures/bang-diem").join(&sheet);
        let name = from.file_name().expect("a file").to_owned();
        std::fs::copy(&from, folder.join(name)).expect("score sheet copied");
    }
    let files = case.join("files");
    if files.exists() {
        for entry in std::fs::read_dir(files).expect("files").flatten() {
            std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("file copied");
        }
    }
}

/// The lines of a file, none if it is not there.
fn lines(path: &Path) -> Vec<String> {
    let text = if path.exists() {
        read(path)
    } else {
        String::new()
    };
    text.lines().map(str::to_owned).collect()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    run_with(folder, arguments, &[])
}

fn run_with(folder: &Path, arguments: &[&str], variables: &[String]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .envs(variables.iter().filter_map(|line| line.split_once('=')))
        .output()
        .expect("the program starts")
}

fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let path = path
                    .strip_prefix(folder)
                    .expect("below")
                    .display()
                    .to_string();
                found.push(path.replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn report(output: &Output, before: &[String], after: &[String]) -> String {
    let new: Vec<&String> = after.iter().filter(|file| !before.contains(file)).collect();
    format!(
        "status {}\n--- stdout\n{}--- stderr\n{}--- new files\n{}",
        output.status.code().unwrap_or(-1),
        without_witness(&String::from_utf8_lossy(&output.stdout)),
        String::from_utf8_lossy(&output.stderr),
        new.iter()
            .map(|file| format!("{file}\n"))
            .collect::<String>(),
    )
}

/// Without the hash that an archive's state is known by: it is another one after any change of any byte.
fn without_witness(text: &str) -> String {
    let lines = text
        .split_inclusive('\n')
        .map(|line| match line.split_once(" mục): ") {
            Some((start, _)) if start.starts_with("Mã đối chiếu") => {
                format!("{start} mục): ...\n")
            }
            _ => line.to_owned(),
        });
    lines.collect()
}

/// Every PDF of ours that a run leaves behind conforms to PDF/A (3a with attachments, else 2a) and
/// PDF/UA-1. Those that were signed here do not: the signing program in small knows neither.
fn assert_conformance(folder: &Path, files: &[String]) {
    for name in files.iter().filter(|name| name.ends_with(".pdf")) {
        let bytes = std::fs::read(folder.join(name)).expect("readable");
        let has = |words: &[u8]| bytes.windows(words.len()).any(|found| found == words);
        if has(b"/ByteRange") {
            continue;
        }
        let has_attachments = has(b"/EmbeddedFile");
        read_pdf::assert_conforms(
            &bytes,
            if has_attachments {
                ValidationProfile::PdfA3a
            } else {
                ValidationProfile::PdfA2a
            },
        );
    }
}

/// A signing program.
fn sign(folder: &Path, (old, new): (&str, &str), field: &str, signer: &str) {
    let field = match field {
        "1" => signing::SIGNATORY,
        _ => signing::SEAL,
    };
    let old = std::fs::read(folder.join(old)).expect("a file to sign");
    let signed = signing::sign(&old, field, &signer.replace('_', " "));
    std::fs::write(folder.join(new), signed).expect("written");
}

#[test]
fn cases() {
    let mut failures = Vec::new();
    let mut cases: Vec<PathBuf> = std::fs::read_dir(root().join("tests/cases/cli"))
        .expect("cases")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    cases.sort();
    assert!(cases.len() > 10, "the cases are there");
    for case in cases {
        let folder = tempfile::tempdir().expect("a temporary folder");
        prepare(&case, folder.path());
        let arguments = read(&case.join("args"));
        let arguments: Vec<&str> = arguments.lines().collect();
        for earlier in lines(&case.join("before")) {
            let earlier: Vec<&str> = earlier.split(' ').collect();
            match earlier.as_slice() {
                ["sign", old, new, field, signer] => {
                    sign(folder.path(), (old, new), field, signer);
                    continue;
                }
                ["touch", path] => {
                    std::fs::write(folder.path().join(path), "").expect("written");
                    continue;
                }
                ["remove", path] => {
                    let path = folder.path().join(path);
                    let removed = std::fs::remove_dir_all(&path);
                    removed
                        .or_else(|_| std::fs::remove_file(&path))
                        .expect("removed");
                    continue;
                }
                _ => {}
            }
            assert!(run(folder.path(), &earlier).status.success(), "{earlier:?}");
        }
        let before = files_below(folder.path());
        let variables = lines(&case.join("env"));
        let output = run_with(folder.path(), &arguments, &variables);
        let after = files_below(folder.path());
        assert_conformance(folder.path(), &after);
        let actual = report(&output, &before, &after).replace("\r\n", "\n");
        let golden = case.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&golden, &actual).expect("golden file written");
        }
        if !golden.exists() || read(&golden) != actual {
            failures.push(format!("== {}\n{actual}", case.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Codes of problems that no input is known to cause (a font that can be parsed but not cut, a
/// package that cannot be written to memory, a list of corrections that nothing can be added to), or only two
/// programs at the same moment, and of those that only a failing disk or a forged
/// manifest causes, which `tests/archive` brings about without the command line.
const CANNOT_BE_PROVOKED: [&str; 9] = [
    "TP005", "TP006", "TP103", "TP104", "TT051", "LT012", "LT033", "LT034", "LT060",
];

/// The text of all files below a folder.
fn texts_below(folder: &Path) -> String {
    let files = files_below(folder);
    let texts = files
        .iter()
        .map(|file| std::fs::read(folder.join(file)).expect("readable"));
    texts
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

#[test]
fn every_kind_of_problem_has_a_case() {
    let (sources, cases) = (
        texts_below(&root().join("src")),
        texts_below(&root().join("tests")),
    );
    let is_code = |word: &str| {
        word.len() == 5
            && word[..2].chars().all(|c| c.is_ascii_uppercase())
            && word[2..].chars().all(|c| c.is_ascii_digit())
    };
    let mut codes: Vec<&str> = sources
        .split('"')
        .filter(|word| word.is_ascii() && is_code(word))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    assert!(codes.len() > 60, "the codes are found");
    codes.retain(|code| !CANNOT_BE_PROVOKED.contains(code));
    codes.retain(|code| {
        !cases.contains(&format!("[{code}]")) && !cases.contains(&format!("\"{code}\""))
    });
    assert_eq!(codes, [""; 0], "no case shows these");
}

/// The codes in what `verify` says of the archive `kho`, and whether it found it sound.
fn verified(folder: &Path) -> (Vec<String>, bool) {
    let output = run(folder, &["verify", "kho"]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let codes = text
        .lines()
        .filter_map(|line| Some(line.split_once('[')?.1.split_once("]: ")?.0.to_owned()));
    (codes.collect(), output.status.success())
}

/// The state that is printed when something is filed is what `verify` is asked for later.
#[test]
fn a_state_that_was_written_down_is_known_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let dossier = read(&root().join("templates/chinh-quyen-so/ho-so.yaml"));
    std::fs::write(path.join("x.yaml"), dossier).expect("written");
    let issue = |number: &str| {
        let day = ["--ngay", "24/12/2026", "--out", "kho"];
        let output = run(
            path,
            &[&["issue", "x.yaml", "--so", number], &day[..]].concat(),
        );
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let (_, state) = told.rsplit_once("mục): ").expect("a state");
        state.trim().to_owned()
    };
    let state = issue("1");
    let asked = |state: &str| {
        let output = run(path, &["verify", "kho", "--doi-chieu", state]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        (told, output.status.success())
    };
    let typed = state.to_uppercase().replace(' ', "");
    let whole = "Đối chiếu: kho còn nguyên trạng thái ấy (1 mục); ";
    let (told, is_whole) = asked(&typed);
    assert!(
        is_whole && told.contains(&format!("{whole}chưa có gì thêm\n")),
        "{told}"
    );
    issue("2");
    let (told, is_whole) = asked(&state);
    let later = format!("{whole}sau đó thêm 1 mục: 2026-02-QD-UBND\n");
    assert!(is_whole && told.contains(&later), "{told}");
    std::fs::write(path.join("kho/2026-01-QD-UBND/ho-so.yaml"), "x").expect("written");
    let (told, is_whole) = asked(&state);
    assert!(
        !is_whole && told.contains("mã ấy là của mục thứ 1, nhưng kho có chỗ hư hỏng"),
        "{told}"
    );
}

#[test]
fn verify_names_what_is_wrong_with_an_archive() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let dossier = read(&root().join("templates/chinh-quyen-so/ho-so.yaml"));
    std::fs::write(path.join("x.yaml"), dossier).expect("written");
    for number in ["1", "2"] {
        let arguments = [
            "issue",
            "x.yaml",
            "--so",
            number,
            "--ngay",
            "24/12/2026",
            "--out",
            "kho",
        ];
        assert!(run(path, &arguments).status.success());
    }
    assert_eq!(verified(path), (Vec::new(), true));
    std::fs::create_dir(path.join("kho/.git")).expect("made");
    assert_eq!(verified(path), (vec!["LT032".to_owned()], true));
    std::fs::remove_dir(path.join("kho/.git")).expect("removed");
    std::fs::write(path.join("kho/la.txt"), "x").expect("written");
    assert_eq!(verified(path), (vec!["LT032".to_owned()], true));
    let files = files_below(&path.join("kho"));
    let first = files
        .iter()
        .find(|file| file.ends_with(".docx"))
        .expect("a package");
    std::fs::write(path.join("kho").join(first), "x").expect("written");
    assert_eq!(
        verified(path),
        (vec!["LT030".to_owned(), "LT032".to_owned()], false)
    );
    let last = files
        .iter()
        .rfind(|file| file.ends_with(".docx"))
        .expect("a package");
    let last = path.join("kho").join(last);
    std::fs::remove_dir_all(last.parent().expect("a package")).expect("removed");
    let codes = ["LT030", "LT031", "LT032"].map(str::to_owned).to_vec();
    assert_eq!(verified(path), (codes, false));
}

/// Nobody's signature makes a decision so large; it is not even read.
#[test]
fn an_enormous_signed_file_is_refused_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = std::fs::File::create(folder.path().join("ky.pdf")).expect("made");
    file.set_len(200 * 1024 * 1024 + 1)
        .expect("a file full of holes");
    let output = run(folder.path(), &["archive-signed", "kho/x", "ky.pdf"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("[LT040]: Tệp ky.pdf quá lớn"), "{said}");
}

/// What did not reach its file must not be taken for the whole: `[TP060]`.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let full = std::fs::File::create("/dev/full").expect("Linux has it");
    let output = Command::new(PROGRAM)
        .args(["compute", "data/son-la-2021.yaml", "--json"])
        .current_dir(root())
        .stdout(full)
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("[TP060]") && said.contains("đầy"), "{said}");
}

/// What was filed is filed, and the exit status says so.
#[cfg(target_os = "linux")]
#[test]
fn what_was_done_is_told_though_nobody_listens() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let full = std::fs::File::create("/dev/full").expect("Linux has it");
    let dossier = root().join("data/son-la-2021.yaml");
    let output = Command::new(PROGRAM)
        .arg("issue")
        .arg(dossier)
        .args(["--so", "3203", "--ngay", "2021-12-24", "--out", "kho"])
        .current_dir(folder.path())
        .stdout(full)
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("Đã ban hành Quyết định số 3203"), "{said}");
    assert!(
        folder
            .path()
            .join("kho/2021-3203-QD-UBND/manifest.json")
            .is_file()
    );
}

#[test]
fn a_failed_build_leaves_the_old_files_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let dossier = read(&root().join("data/son-la-2021.yaml"));
    std::fs::write(path.join("x.yaml"), &dossier).expect("written");
    assert!(
        run(path, &["build", "x.yaml", "--out", "out"])
            .status
            .success()
    );
    let old = std::fs::read(path.join("out/x.docx")).expect("there");
    std::fs::write(
        path.join("x.yaml"),
        dossier.replace("diem: 89,1", "diem: 189,1"),
    )
    .expect("written");
    assert_eq!(
        run(path, &["build", "x.yaml", "--out", "out"])
            .status
            .code(),
        Some(1)
    );
    assert_eq!(std::fs::read(path.join("out/x.docx")).expect("there"), old);
    assert_eq!(files_below(path), ["out/x.docx", "out/x.pdf", "x.yaml"]);
}

#[test]
fn the_starter_dossiers_build_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let inits: [(&[&str], &str); 3] = [
        (&["init", "xep hang", "--kem-mau"], "mau"),
        (
            &["init", "so", "--kem-mau", "--bo-mau", "chinh-quyen-so"],
            "mau",
        ),
        (&["init", "--chi-mau", "rieng"], "."),
    ];
    for (arguments, templates) in inits {
        assert!(run(path, arguments).status.success());
        let moved = arguments.iter().find(|word| path.join(word).is_dir());
        let moved = path.join(moved.expect("its folder"));
        let dossier = read(&moved.join("ho-so.yaml"));
        assert!(dossier.starts_with("# yaml-language-server: $schema=ho-so.schema.json\n"));
        let built = run(
            &moved,
            &["build", "ho-so.yaml", "--mau", templates, "--out", "out"],
        );
        assert!(built.status.success(), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&built.stderr), "", "no warning");
        let made = |name: &str| moved.join("out").join(name).exists();
        assert!(made("ho-so.docx") && made("ho-so.pdf"));
        // what `schema` prints is what lies beside the dossier
        let schema = run(&moved, &["schema", "--mau", templates]);
        assert_eq!(
            schema.stdout,
            std::fs::read(moved.join("ho-so.schema.json")).expect("there")
        );
        assert_eq!(
            run(path, arguments).status.code(),
            Some(1),
            "never overwrites"
        );
    }
}

/// The keys of the schema stand in the order in which they are declared, and two runs print the same.
#[test]
fn the_schema_keeps_the_order_of_the_keys() {
    let printed = |set| {
        let output = run(&root(), &["schema", "--bo-mau", set]);
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    for set in ["xep-hang", "chinh-quyen-so"] {
        let schema = printed(set);
        assert_eq!(schema, printed(set));
        let places = ["nam", "co_quan_ban_hanh", "van_ban", "can_cu", "khoi"]
            .map(|key| schema.find(&format!("\n    \"{key}\": {{")));
        assert!(places.is_sorted() && places[0].is_some(), "{places:?}");
        serde_json::from_str::<serde_json::Value>(&schema).expect("JSON");
    }
}

/// Same input, same bytes: other folder, other time zone and locale, one format at a time.
#[test]
fn same_bytes_everywhere() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    std::fs::copy(root().join("data/son-la-2021.yaml"), path.join("a.yaml")).expect("copied");
    std::fs::create_dir(path.join("b")).expect("made");
    assert!(
        run(path, &["build", "a.yaml", "--out", "one"])
            .status
            .success()
    );
    for format in ["docx", "pdf"] {
        let output = Command::new(PROGRAM)
            .args(["build", "../a.yaml", "--out", "../two", "--format", format])
            .current_dir(path.join("b"))
            .env_remove("SOURCE_DATE_EPOCH")
            .env("TZ", "America/Caracas")
            .env("LC_ALL", "tr_TR.UTF-8")
            .output()
            .expect("the program starts");
        assert!(output.status.success());
        let name = format!("a.{format}");
        let bytes = |folder: &str| std::fs::read(path.join(folder).join(&name)).expect("there");
        assert!(bytes("one") == bytes("two"), "{name} differs");
    }
}

#[test]
fn json_has_the_agreed_shape() {
    let output = run(&root(), &["compute", "data/son-la-2021.yaml", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let province = &json["blocks"][0];
    assert_eq!(province["id"], "tinh");
    assert_eq!(province["max"], "100");
    assert_eq!(province["count"], 20);
    assert_eq!(province["mean"]["exact"], "78.195");
    assert_eq!(province["mean"]["printed"], "78,2");
    assert_eq!(province["tiers"][0]["share"], "35");
    let row = &province["rows"][6];
    assert_eq!(row["position"], 7);
    assert_eq!(row["rank"], 6);
    assert_eq!(row["score"], "86.2");
    assert_eq!(row["printed"], "86,2");
    assert_eq!(row["tier"], "Tốt");
    assert_eq!(json["overall"]["printed"], "79,4");
    assert_eq!(json["overall"]["method"], "theo_khoi");
}

/// The PDF of `dossier`, built with `SOURCE_DATE_EPOCH` set to so many seconds.
fn pdf_at(folder: &Path, dossier: &str, seconds: &str) -> Vec<u8> {
    std::fs::write(folder.join("e.yaml"), dossier).expect("written");
    let output = Command::new(PROGRAM)
        .args(["build", "e.yaml", "--out", "e", "--format", "pdf"])
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", seconds)
        .output()
        .expect("the program starts");
    assert!(output.status.success());
    std::fs::read(folder.join("e/e.pdf")).expect("there")
}

/// A whole date of the dossier decides; only where it is missing does `SOURCE_DATE_EPOCH`.
#[test]
fn dates_of_the_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let partial = read(&root().join("data/son-la-2021.yaml"));
    let whole = partial.replacen("ngay: 12/2021", "ngay: 24/12/2021", 1);
    let in_words = partial.replacen("ngay: 12/2021", "ngay: tháng 12 năm 2021", 1);
    let (early, late) = ("1639526400", "1640217600");
    assert!(pdf_at(path, &partial, early) != pdf_at(path, &partial, late));
    assert!(pdf_at(path, &whole, early) == pdf_at(path, &whole, late));
    assert!(pdf_at(path, &partial, early) == pdf_at(path, &in_words, early));
}
