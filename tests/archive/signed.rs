//! Filing signed versions: what is filed, what continues what, what is told.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use lopdf::xref::XrefType;
use lopdf::{Document, Object, Stream, dictionary};
use quyet_dinh::inner::archive::{self, Contents, Disk, Fault, FileSystem, Filed, SignedFile};
use quyet_dinh::inner::diagnostics::{Diagnostic, Diagnostics};
use quyet_dinh::inner::fonts::Fonts;

use super::signing::{self, SEAL, SIGNATORY, Update, sign};
use super::{contents, contents_of, files_below, issue, renumbered, verify};

pub(super) const PACKAGE: &str = "2021-1-QD-UBND";

/// The usual package under number 1, built once.
pub(super) fn first() -> &'static Contents {
    static FIRST: OnceLock<Contents> = OnceLock::new();
    FIRST.get_or_init(|| contents("1"))
}

/// Its PDF.
pub(super) fn unsigned() -> &'static [u8] {
    let mut files = first().files.iter();
    &files
        .find(|(name, _)| name.ends_with(".pdf"))
        .expect("a PDF")
        .1
}

/// The same PDF with its table of places written out, as those of the first versions are.
pub(super) fn classic() -> &'static [u8] {
    static CLASSIC: OnceLock<Vec<u8>> = OnceLock::new();
    CLASSIC.get_or_init(|| {
        let mut pdf = Document::load_mem(unsigned()).expect("a PDF");
        let is_packing = |object: &Object| {
            let kind = object.type_name();
            kind.is_ok_and(|kind| kind == b"ObjStm" || kind == b"XRef")
        };
        pdf.objects.retain(|_, object| !is_packing(object));
        pdf.max_id = pdf.objects.keys().last().expect("objects").0;
        for key in ["Type", "W", "Index", "Filter", "DecodeParms", "Length"] {
            pdf.trailer.remove(key.as_bytes());
        }
        pdf.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).expect("written");
        bytes.push(b'\n');
        bytes
    })
}

/// An archive with that package in a fresh folder.
pub(super) fn archive() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("kho");
    issue(&root, first());
    (folder, root)
}

/// Files a signed version; also gives the warnings.
pub(super) fn file(root: &Path, bytes: &[u8]) -> (Result<Filed, Diagnostics>, Diagnostics) {
    file_with(&Disk, root, bytes)
}

/// The same on another disk.
pub(super) fn file_with(
    disk: &dyn FileSystem,
    root: &Path,
    bytes: &[u8],
) -> (Result<Filed, Diagnostics>, Diagnostics) {
    let mut warnings = Diagnostics::new();
    let signed = SignedFile {
        name: "ky.pdf",
        bytes,
    };
    let package = root.join(PACKAGE);
    let filed = archive::file_signed(disk, &package, signed, &mut || (), &mut warnings);
    if let Err(problems) = &filed {
        let notes = problems.iter().flat_map(|problem| &problem.notes);
        let crashed = notes.filter(|note| note.contains("quá lạ")).count();
        assert_eq!(crashed, 0, "the check crashed");
    }
    (filed.map(|(_, filed)| filed), warnings)
}

/// The codes of diagnostics.
pub(super) fn codes(problems: &Diagnostics) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.code).collect()
}

/// What is wrong with a file that is refused by a fresh archive.
pub(super) fn refused(bytes: &[u8]) -> Vec<Diagnostic> {
    let (_folder, root) = archive();
    let before = files_below(&root);
    let (filed, _) = file(&root, bytes);
    assert_eq!(files_below(&root), before, "nothing is filed");
    let problems = filed.expect_err("refused");
    problems.iter().cloned().collect()
}

/// The signers of a file that a fresh archive takes, and the warnings.
pub(super) fn taken(bytes: &[u8]) -> (Vec<String>, Vec<&'static str>) {
    let (_folder, root) = archive();
    let (filed, warnings) = file(&root, bytes);
    let filed = filed.unwrap_or_else(|problems| panic!("{problems:?}"));
    let signatures = filed.record.signatures.iter();
    (
        signatures.map(|s| s.who().to_owned()).collect(),
        codes(&warnings),
    )
}

/// Whether it is the package's PDF with signatures and nothing else.
pub(super) fn is_taken(bytes: &[u8]) -> bool {
    archive::examine(unsigned(), bytes).is_ok()
}

pub(super) fn only(problems: &[Diagnostic], code: &str) -> String {
    let [problem] = problems else {
        panic!("{problems:?}");
    };
    assert_eq!(problem.code, code, "{problem:?}");
    problem.notes.join("\n")
}

#[test]
fn each_version_is_filed_and_continues_the_one_before() {
    let (_folder, root) = archive();
    let once = sign(unsigned(), SIGNATORY, "Lò Văn A");
    let twice = sign(&once, SEAL, "UBND tỉnh");
    let (filed, warnings) = file(&root, &once);
    let filed = filed.expect("filed");
    assert_eq!(
        (filed.folder.as_str(), warnings.counts()),
        ("da-ky-1", (0, 0))
    );
    assert_eq!(filed.record.continues, None);
    let signature = &filed.record.signatures[0];
    assert_eq!(signature.signer.as_deref(), Some("Lò Văn A"));
    assert_eq!(signature.when().as_deref(), Some("24/12/2021 15:30:00"));
    assert_eq!(signature.field, SIGNATORY);
    assert_eq!(signature.sub_filter, "ETSI.CAdES.detached");

    let (filed, warnings) = file(&root, &twice);
    let filed = filed.expect("filed");
    assert_eq!(
        (filed.folder.as_str(), warnings.counts()),
        ("da-ky-2", (0, 0))
    );
    assert_eq!(filed.record.continues.as_deref(), Some("da-ky-1"));
    assert_eq!(filed.record.signatures.len(), 2);
    let pdf = root
        .join(PACKAGE)
        .join("da-ky-2")
        .join(format!("{PACKAGE}-da-ky.pdf"));
    assert_eq!(std::fs::read(pdf).expect("filed"), twice);

    let fonts = Fonts::built_in().expect("compiled in");
    let found = archive::verify(&Disk, &root, Some(&fonts)).expect("readable");
    assert!(!found.is_damaged() && !found.unfinished, "{found:?}");
    assert_eq!(found.packages[0].signed, 2);
    let list = archive::list(&Disk, &root).expect("readable");
    let (listed, faults) = (list.packages, list.faults);
    assert_eq!((listed[0].signed, faults.len()), (2, 0));
    assert_eq!(listed[0].signers, ["Lò Văn A", "UBND tỉnh"]);
}

#[test]
fn the_same_file_is_not_filed_twice() {
    let (_folder, root) = archive();
    let once = sign(unsigned(), SIGNATORY, "A");
    file(&root, &once).0.expect("filed");
    file(&root, &sign(&once, SEAL, "B")).0.expect("filed");
    let (filed, warnings) = file(&root, &once);
    let filed = filed.expect("known");
    assert!(!filed.is_new);
    assert_eq!(
        (filed.folder.as_str(), codes(&warnings)),
        ("da-ky-1", vec!["LT047"])
    );
    assert_eq!(verify(&root).packages[0].signed, 2);
}

#[test]
fn a_version_that_does_not_continue_the_last_is_filed_with_a_word() {
    let (_folder, root) = archive();
    file(&root, &sign(unsigned(), SIGNATORY, "A"))
        .0
        .expect("filed");
    let (filed, warnings) = file(&root, &sign(unsigned(), SEAL, "B"));
    let filed = filed.expect("filed");
    assert_eq!(
        (filed.folder.as_str(), filed.record.continues),
        ("da-ky-2", None)
    );
    let warning = warnings.iter().next().expect("a warning");
    assert_eq!(warning.code, "LT048");
    assert_eq!(
        warning.notes,
        [format!("thiếu chữ ký: A (ô “{SIGNATORY}”)")]
    );
    assert!(!verify(&root).is_damaged());
}

#[test]
fn a_new_field_with_a_stamp_is_taken() {
    let mut update = Update::new(unsigned());
    let page = update.page(2);
    let image = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
        "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
    };
    let image = update.add(Stream::new(image, vec![0]));
    let look = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 40.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "I" => image } },
    };
    let look = update.add(Stream::new(look, b"100 0 0 40 0 0 cm /I Do".to_vec()));
    let field = update.new_field(
        "Văn thư",
        2,
        dictionary! { "AP" => dictionary! { "N" => look } },
    );
    update.value(field, "adbe.pkcs7.detached");
    // PDF/UA wants the widget in a Form element
    let root = update.of_root("StructTreeRoot");
    let tree = update.edit(root).as_dict().expect("a root").clone();
    let document = tree.get(b"K").and_then(Object::as_array).expect("kids")[0].clone();
    let document = document.as_reference().expect("the document's element");
    let element = update.add(dictionary! {
        "Type" => "StructElem", "S" => "Form", "P" => document, "Pg" => page,
        "K" => dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => field },
    });
    update.push(document, "K", element);
    let parents = tree
        .get(b"ParentTree")
        .and_then(Object::as_reference)
        .expect("a tree");
    let next = tree
        .get(b"ParentTreeNextKey")
        .and_then(Object::as_i64)
        .expect("a key");
    let numbers = update.array(parents, "Nums");
    numbers.extend([next.into(), element.into()]);
    update.dictionary(root).set("ParentTreeNextKey", next + 1);
    assert_eq!(taken(&update.sign("C")), (vec!["C".to_owned()], Vec::new()));
}

#[test]
fn what_signing_programs_rewrite_is_taken() {
    let mut update = Update::new(unsigned());
    let (root, info, form) = (update.root(), update.info(), update.of_root("AcroForm"));
    let trust = update.add(dictionary! { "Type" => "DSS" });
    let catalog = update.dictionary(root);
    catalog.set("DSS", trust);
    catalog.set("Version", "2.0");
    catalog.set("Extensions", dictionary! { "ESIC" => dictionary! {} });
    let facts = update.dictionary(info);
    facts.set("ModDate", Object::string_literal("D:20211224153000+07'00'"));
    facts.set("Producer", Object::string_literal("another"));
    update
        .dictionary(form)
        .set("DA", Object::string_literal("/Helv 0 Tf 0 g"));
    let look = Stream::new(
        dictionary! {
            "Subtype" => "Form", "Resources" => dictionary! {},
            "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        },
        b"0 0 1 1 re f".to_vec(),
    );
    let look = update.add(look);
    let field = update.field(SIGNATORY);
    update
        .dictionary(field)
        .set("AP", dictionary! { "N" => look });
    update.dictionary(field).set("MK", dictionary! {});
    update.value(field, "adbe.pkcs7.detached");
    assert_eq!(taken(&update.sign("A")).1, [""; 0]);
}

#[test]
fn validation_data_and_a_time_stamp_may_follow() {
    let once = sign(unsigned(), SIGNATORY, "A");
    let mut update = Update::new(&once);
    let (root, trust) = (update.root(), update.add(dictionary! { "Type" => "DSS" }));
    update.dictionary(root).set("DSS", trust);
    let with_data = update.save();
    assert_eq!(taken(&with_data).0, ["A"]);

    let mut update = Update::new(&with_data);
    let field = update.new_field("Dấu thời gian", 1, unseen());
    update.value(field, "ETSI.RFC3161");
    let stamped = signing::seal(update.save(), |digest| signing::time_stamp("TSA", digest));
    let (_folder, root) = archive();
    let filed = file(&root, &stamped)
        .0
        .unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(filed.record.signatures.len(), 1);
    let stamp = &filed.record.time_stamps[0];
    assert_eq!(stamp.when().as_deref(), Some("24/12/2021 15:40:00"));

    // a time stamp alone is nobody's signature
    let mut update = Update::new(unsigned());
    let field = update.new_field("Dấu thời gian", 1, unseen());
    update.value(field, "ETSI.RFC3161");
    let stamped = signing::seal(update.save(), |digest| signing::time_stamp("TSA", digest));
    only(&refused(&stamped), "LT042");
}

/// What a field has that takes no room.
fn unseen() -> lopdf::Dictionary {
    dictionary! { "Rect" => vec![0.into(); 4] }
}

/// Earlier versions filed time stamps among the signatures.
#[test]
fn an_older_record_of_a_time_stamp_is_read() {
    let mut update = Update::new(&sign(unsigned(), SIGNATORY, "A"));
    let field = update.new_field("Dấu thời gian", 1, unseen());
    update.value(field, "ETSI.RFC3161");
    let stamped = signing::seal(update.save(), |digest| signing::time_stamp("TSA", digest));
    let (_folder, root) = archive();
    file(&root, &stamped).0.expect("filed");
    let folder = root.join(PACKAGE).join("da-ky-1");
    let record = std::fs::read_to_string(folder.join("chu-ky.json")).expect("readable");
    assert!(record.contains("\"format\": 2"), "{record}");
    let older = record.replace("\"format\": 2", "\"format\": 1");
    let older = older.replace("\n    }\n  ],\n  \"time_stamps\": [\n", "\n    },\n");
    assert_ne!(older.matches('[').count(), record.matches('[').count());
    drop(super::tampering::forge(
        &folder,
        "chu-ky.json",
        older.as_bytes(),
    ));
    std::fs::remove_file(root.join("dau-chuoi.json")).expect("removed");
    let fonts = Fonts::built_in().expect("compiled in");
    let found = archive::verify(&Disk, &root, Some(&fonts)).expect("readable");
    assert_eq!(found.packages[0].faults, []);
    let listed = archive::list(&Disk, &root).expect("readable").packages;
    assert_eq!(listed[0].signers, ["A"], "no person's signature");
}

#[test]
fn names_cannot_turn_or_break_a_line() {
    let (_folder, root) = archive();
    let name = "Lò\u{202E}Văn\nA\u{200B}\u{1b}[2J";
    let filed = file(&root, &sign(unsigned(), SIGNATORY, name))
        .0
        .expect("filed");
    let signature = &filed.record.signatures[0];
    assert_eq!(signature.who(), "Lò□Văn□A□□[2J");
    let listed = archive::list(&Disk, &root).expect("readable").packages;
    assert_eq!(listed[0].signers, ["Lò□Văn□A□□[2J"]);
    let mut update = Update::new(unsigned());
    let field = update.new_field("x\u{202E}y", 1, dictionary! { "A" => dictionary! {} });
    update.value(field, "adbe.pkcs7.detached");
    let said = only(&refused(&update.sign("A")), "LT046");
    assert!(said.contains("“x"), "{said}");
    assert!(!said.contains('\u{202E}'), "{said}");
}

#[test]
fn lost_identification_is_told() {
    let mut update = Update::new(unsigned());
    let (field, packet) = (update.field(SIGNATORY), update.of_root("Metadata"));
    update.value(field, "adbe.pkcs7.detached");
    let old = update.edit(packet).as_stream_mut().expect("a stream");
    let text = String::from_utf8(old.content.clone()).expect("XML");
    old.set_plain_content(text.replace("pdfuaid:part>", "pdf:Part>").into_bytes());
    let (_folder, root) = archive();
    let (filed, warnings) = file(&root, &update.sign("A"));
    filed.unwrap_or_else(|problems| panic!("{problems:?}"));
    let warning = warnings.iter().next().expect("a warning");
    assert_eq!(warning.code, "LT049");
    assert!(
        warning.message.ends_with("không còn tự nhận là PDF/UA"),
        "{warning:?}"
    );
}

#[test]
fn another_file_is_refused_with_the_likely_cause() {
    let (_folder, root) = archive();
    let mut other = renumbered(first(), "2");
    for (path, bytes) in &mut other.files {
        if path.ends_with(".pdf") {
            *path = "2021-2-QD-UBND.pdf".to_owned();
            *bytes = bytes.iter().chain(b"% khac\n").copied().collect();
            bytes[20] ^= 1;
        }
    }
    issue(&root, &other);
    let foreign = [&other.files[1].1[..], b"\nmore"].concat();
    let note = |bytes: &[u8]| {
        let problems = file(&root, bytes).0.expect_err("refused");
        let problems: Vec<Diagnostic> = problems.iter().cloned().collect();
        only(&problems, "LT041")
    };
    assert_eq!(
        note(&foreign),
        "tệp bắt đầu bằng PDF của gói 2021-2-QD-UBND"
    );
    assert!(note(&unsigned()[..5000]).contains("bị cắt"));
    assert!(note(b"PK").contains("không phải PDF"));
    let mut saved_again = lopdf::Document::load_mem(unsigned()).expect("a PDF");
    saved_again.version = "1.6".to_owned();
    let mut bytes = Vec::new();
    saved_again.save_to(&mut bytes).expect("written");
    assert!(note(&bytes).contains("lưu lại hoặc in lại"));
}

#[test]
fn a_signed_version_that_no_longer_fits_is_found() {
    let (_folder, root) = archive();
    let once = sign(unsigned(), SIGNATORY, "A");
    let package = root.join(PACKAGE);
    file(&root, &once).0.expect("filed");
    let told = |change: &dyn Fn(&Path)| {
        let copy = tempfile::tempdir().expect("a temporary folder");
        super::copy_folder(&root, copy.path());
        change(&copy.path().join(PACKAGE).join("da-ky-1"));
        let head = copy.path().join("dau-chuoi.json");
        std::fs::remove_file(&head).expect("removed");
        let fonts = Fonts::built_in().expect("compiled in");
        let found = archive::verify(&Disk, copy.path(), Some(&fonts)).expect("readable");
        let faults: Vec<String> = found.packages[0].faults.iter().map(Fault::text).collect();
        faults.join("; ")
    };
    let pdf = format!("{PACKAGE}-da-ky.pdf");
    let record = std::fs::read_to_string(package.join("da-ky-1/chu-ky.json")).expect("readable");
    assert_eq!(told(&|_| ()), "");
    let forged = record.replace("\"A\"", "\"B\"");
    let said = told(&|folder| {
        drop(super::tampering::forge(
            folder,
            "chu-ky.json",
            forged.as_bytes(),
        ))
    });
    assert_eq!(
        said,
        "tệp da-ky-1/chu-ky.json không khớp với các chữ ký trong bản ký"
    );
    let mut other = once.clone();
    other[20] ^= 1;
    let said = told(&|folder| drop(super::tampering::forge(folder, &pdf, &other)));
    assert_eq!(
        said,
        format!("tệp da-ky-1/{pdf} không bắt đầu bằng PDF của gói")
    );
    let said = told(&|folder| drop(super::tampering::forge(folder, &pdf, unsigned())));
    assert_eq!(
        said,
        format!(
            "bản ký da-ky-1/{pdf} còn nguyên như khi lưu, nhưng theo luật kiểm tra nay không phải PDF của gói chỉ thêm chữ ký: chưa có chữ ký số nào"
        )
    );
}

/// The Tờ trình of a package may be signed, too: it is told apart from the decision.
#[test]
fn a_document_beside_the_decision_is_filed_under_its_own_name() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("kho");
    let built = contents_of(super::common::DETAILED, "1", "24/12/2026");
    issue(&root, &built);
    let package = root.join("2026-1-QD-UBND");
    let pdf = |ending: &str| {
        let mut files = built.files.iter();
        let found = files.find(|(name, _)| name.ends_with(ending));
        found.expect("a PDF").1.clone()
    };
    let submission = sign(&pdf("-to-trinh.pdf"), SIGNATORY, "Giám đốc Sở");
    let decision = sign(&pdf("2026-1-QD-UBND.pdf"), SIGNATORY, "Lò Văn A");
    for (bytes, beside, name) in [
        (&decision, None, "2026-1-QD-UBND-da-ky.pdf"),
        (
            &submission,
            Some("2026-1-QD-UBND-to-trinh.pdf"),
            "2026-1-QD-UBND-to-trinh-da-ky.pdf",
        ),
    ] {
        let mut warnings = Diagnostics::new();
        let signed = SignedFile {
            name: "ky.pdf",
            bytes,
        };
        let filed = archive::file_signed(&Disk, &package, signed, &mut || (), &mut warnings);
        let (_, filed) = filed.expect("filed");
        assert_eq!(
            (filed.beside.as_deref(), warnings.counts()),
            (beside, (0, 0))
        );
        assert!(package.join(&filed.folder).join(name).is_file());
    }
    let fonts = Fonts::built_in().expect("compiled in");
    let found = archive::verify(&Disk, &root, Some(&fonts)).expect("readable");
    assert!(!found.is_damaged(), "{found:?}");
    let listed = archive::list(&Disk, &root).expect("readable").packages;
    assert_eq!(
        (listed[0].signed, &*listed[0].signers),
        (2, &["Lò Văn A".to_owned()][..])
    );
}
