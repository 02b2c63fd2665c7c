//! Packages that claim another version of the program: nothing is gained by the claim.

use std::path::{Path, PathBuf};
use std::process::Command;

use quyet_dinh::inner::amending::Task;
use quyet_dinh::inner::archive::{
    self, Agreement, Contents, Digest, Disk, FileRecord, Link, MANIFEST, MANIFEST_CHECK, Manifest,
    RECORD, Rebuilt, STANDINGS_CSV, STANDINGS_JSON,
};
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources};
use quyet_dinh::inner::dossier::Input;
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pipeline::IssueFacts;
use quyet_dinh::inner::values::parse_date;

use super::{common, contents, contents_given, contents_of, files_below, issue};

const CLAIMED: &str = "0.2.0";

/// Makes every manifest of an archive agree with the files there, the chain with the manifests, the head with the
/// chain: what anybody can do who may write into the folder.
fn rechain(root: &Path, program: &str) {
    let mut manifests: Vec<(PathBuf, Manifest)> = files_below(root)
        .into_iter()
        .filter(|path| path.ends_with(MANIFEST))
        .map(|path| {
            let bytes = std::fs::read(&path).expect("readable");
            let manifest = Manifest::from_bytes(&bytes).expect("a manifest");
            (path.parent().expect("a folder").to_owned(), manifest)
        })
        .collect();
    manifests.sort_by_key(|(_, manifest)| manifest.sequence);
    let mut links: Vec<Link> = Vec::new();
    for (folder, manifest) in &mut manifests {
        program.clone_into(&mut manifest.program);
        manifest.previous = links.last().cloned();
        manifest.files = listed(folder);
        let bytes = manifest.to_bytes();
        let digest = Digest::of(&bytes);
        std::fs::write(folder.join(MANIFEST), &bytes).expect("written");
        let check = digest.check_line(MANIFEST);
        std::fs::write(folder.join(MANIFEST_CHECK), check).expect("written");
        links.push(Link {
            entry: manifest.entry.clone(),
            manifest_sha256: digest,
        });
    }
    let (count, last) = (links.len(), links.last().expect("an entry"));
    let (entry, hash) = (&last.entry, last.manifest_sha256.as_str());
    let head = format!(
        "{{\n  \"format\": 1,\n  \"sequence\": {count},\n  \"last\": {{\n    \"entry\": \"{entry}\",\n    \"manifest_sha256\": \"{hash}\"\n  }}\n}}\n"
    );
    std::fs::write(root.join("dau-chuoi.json"), head).expect("written");
}

/// The files of an entry as its manifest lists them.
fn listed(folder: &Path) -> Vec<FileRecord> {
    let files = files_below(folder).into_iter();
    let own = files.filter(|path| !path.ends_with(MANIFEST) && !path.ends_with(MANIFEST_CHECK));
    let records = own.map(|path| {
        let bytes = std::fs::read(&path).expect("readable");
        let inside = path.strip_prefix(folder).expect("below");
        FileRecord {
            path: inside.to_string_lossy().replace('\\', "/"),
            size: bytes.len() as u64,
            sha256: Digest::of(&bytes),
        }
    });
    let mut records: Vec<FileRecord> = records.collect();
    records.sort_by(|one, other| one.path.cmp(&other.path));
    records
}

/// The package with these files changed (`None`: taken away), filed as another version's; and what is said of it.
struct Forged {
    _folder: tempfile::TempDir,
    root: PathBuf,
    agreement: Agreement,
}

fn forged(changes: &[(&str, Option<Vec<u8>>)]) -> Forged {
    forged_of(&contents("3203"), changes)
}

fn forged_of(contents: &Contents, changes: &[(&str, Option<Vec<u8>>)]) -> Forged {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("kho");
    let package = root.join(issue(&root, contents));
    for (path, bytes) in changes {
        match bytes {
            Some(bytes) => std::fs::write(package.join(path), bytes).expect("written"),
            None => std::fs::remove_file(package.join(path)).expect("removed"),
        }
    }
    rechain(&root, CLAIMED);
    let fonts = Fonts::built_in().expect("compiled in");
    let found = archive::verify(&Disk, &root, Some(&fonts)).expect("readable");
    assert!(found.faults.is_empty(), "the chain is whole: {found:?}");
    let agreement = match &found.packages[0].rebuilt {
        Rebuilt::Older(agreement) => agreement.clone(),
        Rebuilt::Identical => Agreement::default(),
        other => panic!("{other:?}"),
    };
    let is_refused = !agreement.disagreements.is_empty();
    assert_eq!(found.is_damaged(), is_refused);
    Forged {
        _folder: folder,
        root,
        agreement,
    }
}

impl Forged {
    /// The disagreements, each as one sentence.
    fn told(&self) -> Vec<String> {
        let disagreements = self.agreement.disagreements.iter();
        disagreements.map(archive::Disagreement::text).collect()
    }
}

/// The same decision, one agency's score raised: made by this program from another dossier.
fn raised() -> Contents {
    let text = common::SON_LA.replacen("diem: 89,1", "diem: 99,1", 1);
    assert_ne!(text, common::SON_LA);
    let text = text
        .replace("trung_binh_chung: 79,5", "trung_binh_chung: 80,0")
        .replace("trung_binh: 78,2", "trung_binh: 78,7");
    contents_of(&text, "3203", "24/12/2021")
}

const DOCX: &str = "2021-3203-QD-UBND.docx";
const PDF: &str = "2021-3203-QD-UBND.pdf";

fn file(contents: &Contents, path: &str) -> Option<Vec<u8>> {
    let found = contents.files.iter().find(|(own, _)| own == path);
    Some(found.expect("filed").1.clone())
}

#[test]
fn what_is_as_today_s_program_writes_it_is_identical_whatever_it_claims() {
    let honest = forged(&[]);
    assert_eq!(honest.agreement, Agreement::default());
}

#[test]
fn a_figure_that_one_file_alone_tells_otherwise_is_found() {
    let raised = raised();
    for path in [STANDINGS_CSV, STANDINGS_JSON, DOCX, PDF] {
        let told = forged(&[(path, file(&raised, path))]).told();
        assert!(!told.is_empty(), "{path}");
        assert!(told[0].starts_with(&format!("tệp {path}")), "{told:?}");
        assert!(
            told.iter()
                .any(|one| one.contains("99,1") || one.contains("99.1")),
            "{told:?}"
        );
        assert!(
            told.iter()
                .any(|one| one.contains("89,1") || one.contains("89.1")),
            "{told:?}"
        );
    }
}

#[test]
fn figures_changed_in_all_files_but_the_dossier_are_found() {
    let raised = raised();
    let changes = |paths: &[&'static str]| -> Vec<(&str, Option<Vec<u8>>)> {
        let changes = paths.iter().map(|path| (*path, file(&raised, path)));
        changes.collect()
    };
    for paths in [
        &[DOCX, PDF][..],
        &[STANDINGS_CSV, STANDINGS_JSON],
        &[DOCX, PDF, STANDINGS_CSV, STANDINGS_JSON],
    ] {
        assert!(!forged(&changes(paths)).told().is_empty(), "{paths:?}");
    }
}

#[test]
fn files_that_come_or_go_are_found() {
    for path in [STANDINGS_CSV, STANDINGS_JSON, DOCX, PDF] {
        let told = forged(&[(path, None)]).told();
        assert!(
            told.contains(&format!(
                "tệp {path}: không có gì; theo hồ sơ của gói: “có tệp này”"
            )),
            "{told:?}"
        );
    }
    let added = forged(&[("them.docx", file(&contents("3203"), DOCX))]).told();
    assert_eq!(
        added,
        ["tệp them.docx: “có tệp này”; theo hồ sơ của gói: không có gì"]
    );
}

#[test]
fn names_dates_and_the_record_are_no_wording() {
    let other = |old: &str, new: &str| {
        assert!(common::SON_LA.contains(old), "{old}");
        contents_of(&common::SON_LA.replace(old, new), "3203", "24/12/2021")
    };
    for (old, new) in [
        ("ten: Sở Xây dựng", "ten: Sở Xây dựng mới"),
        ("ho_ten: Đặng Ngọc Hậu", "ho_ten: Nguyễn Văn Mẫu"),
    ] {
        let other = other(old, new);
        let pair = [(DOCX, file(&other, DOCX)), (PDF, file(&other, PDF))];
        assert!(!forged(&pair).told().is_empty(), "{new}");
    }
    let other = contents_of(common::SON_LA, "3203", "25/12/2021");
    let pair = [(DOCX, file(&other, DOCX)), (PDF, file(&other, PDF))];
    assert!(!forged(&pair).told().is_empty(), "another day");
    let record = String::from_utf8(file(&contents("3203"), RECORD).expect("filed")).expect("JSON");
    let record = record.replace("\"pages\": 7", "\"pages\": 8");
    let told = forged(&[(RECORD, Some(record.into_bytes()))]).told();
    assert_eq!(
        told,
        ["tệp thong-tin.json, pages: “8 trang”; theo 2021-3203-QD-UBND.pdf: “7 trang”"]
    );
}

/// Other words with the same figures: today's templates would set them otherwise.
#[test]
fn words_alone_are_a_remark_that_names_the_places() {
    let text = common::SON_LA.replacen("giai đoạn", "thời kỳ", 1);
    assert_ne!(text, common::SON_LA);
    let other = contents_of(&text, "3203", "24/12/2021");
    let found = forged(&[(DOCX, file(&other, DOCX)), (PDF, file(&other, PDF))]);
    assert_eq!(found.told(), [""; 0]);
    assert!(!found.agreement.wording.is_empty());
    let run = |root: &Path| {
        let program = env!("CARGO_BIN_EXE_quyetdinh");
        let output = Command::new(program).arg("verify").arg(root).output();
        let output = output.expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    };
    let (status, said) = run(&found.root);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("[LT062]"), "{said}");
    let (status, said) = run(&forged(&[(PDF, file(&other, PDF))]).root);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("[LT061]") && said.contains("thời kỳ"),
        "{said}"
    );
}

/// Number and day where the dossier has none.
fn facts_of(text: &str) -> IssueFacts {
    let mut sources = Sources::default();
    let document = common::scored(text, &mut sources)
        .dossier
        .core
        .document
        .clone();
    let is_day = document.date.value.day().is_some();
    IssueFacts {
        number: document.number.is_none().then(|| "3203".to_owned()),
        date: (!is_day).then(|| parse_date("24/12/2031").expect("a day")),
        ..IssueFacts::default()
    }
}

/// A PDF that was signed before number and date were given has blanks there, and says all else.
#[test]
fn what_was_signed_first_lacks_number_and_date_only() {
    let given = |signed_first| IssueFacts {
        number: Some("3203".to_owned()),
        date: parse_date("24/12/2021"),
        signed_first,
    };
    let signed_first = contents_given(common::SON_LA, &given(true));
    let told = forged_of(&signed_first, &[]).agreement;
    assert_eq!(told.disagreements, []);
    let pdf = |contents: &Contents| {
        let mut files = contents.files.iter();
        let (name, bytes) = files
            .find(|(name, _)| name.ends_with(".pdf"))
            .expect("a PDF");
        (name.clone(), bytes.clone())
    };
    let numbered = contents_of(common::SON_LA, "3204", "24/12/2021");
    let (name, _) = pdf(&signed_first);
    let told = forged_of(&signed_first, &[(&name, Some(pdf(&numbered).1))]).agreement;
    assert_eq!(told.disagreements.len(), 1, "another number");
    // blanks are for what was signed first
    let numbered = contents_given(common::SON_LA, &given(false));
    let told = forged_of(&numbered, &[(&name, Some(pdf(&signed_first).1))]).agreement;
    assert_eq!(told.disagreements.len(), 1, "no number");
}

/// Whatever a dossier holds: its PDF says what its DOCX says, and both what today's program writes.
#[test]
fn documents_of_every_kind_agree_with_themselves() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["data", "tests/fixtures/rankings"].map(|folder| root.join(folder));
    let all = folders.iter().flat_map(|folder| files_below(folder));
    let dossiers = all.filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    let mut checked = 0;
    for path in dossiers {
        let text = std::fs::read_to_string(&path).expect("readable");
        if !text.contains("\nkhoi:") {
            continue;
        }
        let (mut sources, mut problems) = (Sources::default(), Diagnostics::new());
        let workshop = common::workshop_of(common::set_of(&text));
        let task = Task::Decide(Input::new("ho-so.yaml", &text, workshop.templates.set()));
        let given = facts_of(&text);
        let Some(contents) =
            archive::assemble(&workshop, &task, None, &given, &mut sources, &mut problems)
        else {
            continue;
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("kho");
        let package = root.join(issue(&root, &contents));
        for (name, bytes) in contents
            .files
            .iter()
            .filter(|(name, _)| name.ends_with(".pdf"))
        {
            // other bytes that say the same
            std::fs::write(package.join(name), [&bytes[..], b"\n"].concat()).expect("written");
        }
        rechain(&root, CLAIMED);
        let fonts = Fonts::built_in().expect("compiled in");
        let found = archive::verify(&Disk, &root, Some(&fonts)).expect("readable");
        let expected = Agreement {
            program: CLAIMED.to_owned(),
            ..Agreement::default()
        };
        assert_eq!(
            found.packages[0].rebuilt,
            Rebuilt::Older(expected),
            "{}",
            path.display()
        );
        checked += 1;
    }
    assert!(checked > 10, "only {checked} dossiers");
}

/// The PDF with two texts' places on one page exchanged: what is told stays, what is seen does not.
fn exchanged(one: &str, other: &str) -> Vec<u8> {
    use lopdf::content::Content;
    let bytes = file(&contents("3203"), PDF).expect("filed");
    let mut pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let fonts = Fonts::built_in().expect("compiled in");
    let read = quyet_dinh::inner::pdf_reader::read(&bytes, &fonts).expect("ours");
    let place = |text: &str| {
        let line = read.lines.iter().find(|line| line.text.trim() == text);
        line.expect("there").place
    };
    let (one, other) = (place(one), place(other));
    assert_eq!(one.page, other.page);
    let page = pdf.page_iter().nth(one.page - 1).expect("a page");
    let mut content = Content::decode(&pdf.get_page_content(page)).expect("content");
    for operation in content
        .operations
        .iter_mut()
        .filter(|one| one.operator == "Td")
    {
        let at: Vec<f32> = operation
            .operands
            .iter()
            .filter_map(|at| at.as_float().ok())
            .collect();
        let is_at = |place: quyet_dinh::inner::pdf_reader::Place| at == [place.x, place.y];
        let new = match (is_at(one), is_at(other)) {
            (true, _) => other,
            (_, true) => one,
            _ => continue,
        };
        operation.operands = vec![new.x.into(), new.y.into()];
    }
    let content = content.encode().expect("written");
    pdf.change_page_content(page, content).expect("a page");
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("written");
    bytes
}

#[test]
fn cells_that_are_printed_in_another_row_or_column_are_found() {
    for (one, other) in [
        ("01 (89,1)", "02 (88,7)"),
        ("Sở Xây dựng", "Ban Dân tộc"),
        ("Sở Xây dựng", "01 (89,1)"),
    ] {
        let told = forged(&[(PDF, Some(exchanged(one, other)))]).told();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].contains("các ô không in đúng hàng, đúng cột"),
            "{told:?}"
        );
    }
}
