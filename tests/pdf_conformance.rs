//! PDF/A-2a and PDF/UA-1, and that the checks themselves can fail.

mod pdf_support;

use lopdf::{Dictionary, Document as Pdf, Object};
use page_validation::ValidationProfile;
use pdf_support::read;
use quyet_dinh::inner::document::Document;
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pdf::{Attachment, Options, Relationship, write_with};

fn written(document: &Document) -> Vec<u8> {
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    quyet_dinh::inner::pdf::write(document, &fonts).expect("the document is sound")
}

#[test]
fn the_sample_conforms() {
    read::assert_conforms(&written(&pdf_support::sample()), ValidationProfile::PdfA2a);
}

fn written_with(options: &Options) -> Vec<u8> {
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    write_with(&pdf_support::sample(), &fonts, options).expect("the document is sound")
}

/// Full names, tooltips and rectangles of the signature fields.
fn signature_fields(bytes: &[u8]) -> Vec<(Vec<u8>, Vec<u8>, [f32; 4])> {
    let pdf = Pdf::load_mem(bytes).expect("a PDF");
    let Ok(form) = pdf.catalog().expect("catalog").get_deref(b"AcroForm", &pdf) else {
        return Vec::new();
    };
    let fields = form
        .as_dict()
        .and_then(|form| form.get(b"Fields"))
        .and_then(Object::as_array);
    fields
        .expect("fields")
        .iter()
        .map(|field| {
            let field = pdf
                .get_dictionary(field.as_reference().expect("reference"))
                .expect("field");
            assert_eq!(
                field.get(b"FT").and_then(Object::as_name).ok(),
                Some(&b"Sig"[..])
            );
            assert!(!field.has(b"V"), "the field is empty");
            let text = |key: &[u8]| {
                field
                    .get(key)
                    .and_then(Object::as_str)
                    .expect("text")
                    .to_vec()
            };
            let corners = field.get(b"Rect").and_then(Object::as_array).expect("rect");
            let corners: Vec<f32> = corners
                .iter()
                .map(|c| c.as_float().expect("number"))
                .collect();
            (text(b"T"), text(b"TU"), corners.try_into().expect("four"))
        })
        .collect()
}

#[test]
fn signature_fields_stand_between_office_and_name() {
    let bytes = written_with(&Options::default());
    let fields = signature_fields(&bytes);
    let [(_, _, signatory), (_, _, seal)] = fields.as_slice() else {
        panic!("two fields")
    };
    let third = signatory[0] + (signatory[2] - signatory[0]) / 3.0;
    assert!(
        (seal[2] - third).abs() < 0.1,
        "the seal covers the left third"
    );
    assert!(seal[0] < signatory[0]);
    let layout = quyet_dinh::inner::pdf::layout::layout(
        &pdf_support::sample(),
        &Fonts::built_in().expect("fonts are compiled in"),
    )
    .expect("sound");
    let room = layout.signature.expect("a room").room;
    let top = quyet_dinh::inner::style::page::HEIGHT.pt() - room.y;
    for (_, _, rect) in &fields {
        assert!(rect[3] <= top.0 + 0.1 && rect[1] >= (top - room.height).0 - 0.1);
    }
    assert_eq!(read::structure(&bytes).find("Form").len(), 2);
}

#[test]
fn without_signature_fields_it_conforms_too() {
    let bytes = written_with(&Options {
        signature_fields: false,
        ..Options::default()
    });
    assert!(signature_fields(&bytes).is_empty());
    assert!(read::structure(&bytes).find("Form").is_empty());
    read::assert_conforms(&bytes, ValidationProfile::PdfA2a);
}

#[test]
fn with_attachments_it_is_pdf_a_3a() {
    let file = |name: &str, media_type: &str, relationship, bytes: &[u8]| Attachment {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        description: "Tệp kèm theo".to_owned(),
        relationship,
        bytes: bytes.to_vec(),
    };
    let bytes = written_with(&Options {
        attachments: vec![
            file(
                "ho-so.yaml",
                "application/yaml",
                Relationship::Source,
                "tỉnh: Sơn La".as_bytes(),
            ),
            file("bang.csv", "text/csv", Relationship::Data, b"1,2"),
        ],
        ..Options::default()
    });
    read::assert_conforms(&bytes, ValidationProfile::PdfA3a);
    assert!(fails(&bytes, ValidationProfile::PdfA2a));
    let pdf = Pdf::load_mem(&bytes).expect("a PDF");
    let associated = pdf
        .catalog()
        .and_then(|catalog| catalog.get(b"AF"))
        .expect("AF");
    assert_eq!(associated.as_array().expect("array").len(), 2);
    let held = pdf
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let mut held = held.filter(|stream| stream.dict.has_type(b"EmbeddedFile"));
    let first = held
        .next()
        .expect("a file")
        .get_plain_content()
        .expect("content");
    assert_eq!(first, "tỉnh: Sơn La".as_bytes());
}

#[test]
fn the_file_ends_with_a_line_end() {
    // a signing program appends right after it
    assert!(written(&pdf_support::sample()).ends_with(b"%%EOF\n"));
}

#[test]
fn a_draft_with_every_stamp_conforms() {
    let mut document = pdf_support::sample();
    document.draft_mark = Some("DỰ THẢO LẦN 2".to_owned());
    let mut head = pdf_support::letterhead();
    head.urgency = Some("HỎA TỐC".to_owned());
    head.circulation = Some("LƯU HÀNH NỘI BỘ".to_owned());
    document.sections[0].blocks[0] = quyet_dinh::inner::document::Block::Letterhead(head);
    read::assert_conforms(&written(&document), ValidationProfile::PdfA2a);
}

fn refused(blocks: Vec<quyet_dinh::inner::document::Block>) -> Vec<String> {
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    quyet_dinh::inner::pdf::write(&pdf_support::of_blocks(blocks), &fonts)
        .expect_err("not conforming")
        .iter()
        .map(|problem| format!("{}: {}", problem.code, problem.message))
        .collect()
}

#[test]
fn what_cannot_conform_is_reported_and_not_written() {
    use quyet_dinh::inner::document::{Block, Role};
    let mut headless = pdf_support::standings("x");
    headless.header.clear();
    let found = refused(vec![
        pdf_support::text(Role::Heading1, "A. Một"),
        pdf_support::text(Role::Heading3, "1. Ba"),
        Block::Table(headless),
        pdf_support::text(Role::Body, "漢"),
    ]);
    assert_eq!(
        found,
        [
            "TT012: Đề mục nhảy từ cấp 1 xuống cấp 3",
            "TT013: Bảng không có hàng tiêu đề",
            "TT010: Phông chữ không có ký tự “漢” (U+6F22)",
        ]
    );
    let found = refused(vec![pdf_support::text(Role::Heading2, "I. Hai")]);
    assert_eq!(found, ["TT012: Đề mục đầu tiên ở cấp 2, phải từ cấp 1"]);
}

/// The sample's objects, changed, and written again.
fn broken(change: impl FnOnce(&mut Pdf)) -> Vec<u8> {
    let mut pdf = Pdf::load_mem(&written(&pdf_support::sample())).expect("a PDF");
    change(&mut pdf);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("memory");
    bytes
}

fn dictionaries(pdf: &mut Pdf) -> impl Iterator<Item = &mut Dictionary> {
    pdf.objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok())
}

fn fails(bytes: &[u8], profile: ValidationProfile) -> bool {
    !read::failures(bytes, profile).is_empty()
}

#[test]
fn a_file_written_again_unchanged_still_conforms() {
    read::assert_conforms(&broken(|_| ()), ValidationProfile::PdfA2a);
}

#[test]
fn a_missing_width_is_found() {
    let bytes = broken(|pdf| {
        for font in dictionaries(pdf) {
            let descendants = font
                .get_mut(b"DescendantFonts")
                .and_then(Object::as_array_mut);
            if let Ok([Object::Dictionary(descendant)]) = descendants.map(Vec::as_mut_slice) {
                descendant.remove(b"W");
            }
        }
    });
    assert!(fails(&bytes, ValidationProfile::PdfA2a));
}

#[test]
fn a_missing_output_intent_is_found() {
    let bytes = broken(|pdf| {
        pdf.catalog_mut().expect("catalog").remove(b"OutputIntents");
    });
    assert!(fails(&bytes, ValidationProfile::PdfA2a));
}

#[test]
fn unmarked_content_is_found() {
    let bytes = broken(|pdf| {
        let page = pdf.page_iter().next().expect("a page");
        let content = String::from_utf8(pdf.get_page_content(page)).expect("ASCII");
        let unmarked: Vec<&str> = content
            .lines()
            .filter(|line| !line.ends_with("BDC") && !line.ends_with("EMC"))
            .collect();
        pdf.change_page_content(page, unmarked.join("\n").into_bytes())
            .expect("content");
    });
    assert!(fails(&bytes, ValidationProfile::PdfUa1));
}

#[test]
fn a_heading_cell_without_scope_is_found() {
    let bytes = broken(|pdf| {
        for element in dictionaries(pdf) {
            if element.get(b"S").and_then(Object::as_name).ok() == Some(b"TH") {
                element.remove(b"A");
            }
        }
    });
    assert!(fails(&bytes, ValidationProfile::PdfUa1));
}

#[test]
fn an_emptied_parent_tree_is_found() {
    let bytes = broken(|pdf| {
        for tree in dictionaries(pdf) {
            if tree.has(b"Nums") {
                tree.set("Nums", Vec::<Object>::new());
            }
        }
    });
    assert!(!read::orphans(&bytes).is_empty());
}

#[test]
fn a_missing_to_unicode_is_found() {
    let bytes = broken(|pdf| {
        for font in dictionaries(pdf) {
            font.remove(b"ToUnicode");
        }
    });
    assert!(fails(&bytes, ValidationProfile::PdfA2a));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = written(&pdf_support::sample());
    let other = written(&pdf_support::of_blocks(vec![]));
    assert_ne!(first, other);
    assert_eq!(first, written(&pdf_support::sample()));
}

/// Runs the program on the example, in a folder and surroundings of its own.
fn built_elsewhere(folder: &str, surroundings: &[(&str, &str)]) -> Vec<u8> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_quyetdinh"));
    command
        .arg("build")
        .arg(root.join("data/son-la-2021.yaml"))
        .args(["--format", "pdf", "--out", "."])
        .current_dir(&folder)
        .envs(surroundings.iter().copied());
    assert!(command.output().expect("the program runs").status.success());
    std::fs::read(folder.join("son-la-2021.pdf")).expect("the PDF")
}

#[test]
fn clock_zone_locale_threads_and_folder_change_no_byte() {
    let first = built_elsewhere(
        "pdf-here",
        &[("TZ", "Asia/Ho_Chi_Minh"), ("LANG", "vi_VN.UTF-8")],
    );
    // the clock's second must have changed
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let other = built_elsewhere(
        "pdf-there",
        &[
            ("TZ", "America/New_York"),
            ("LC_ALL", "C"),
            ("RAYON_NUM_THREADS", "1"),
        ],
    );
    assert!(first == other, "the files differ");
    read::assert_conforms(&first, ValidationProfile::PdfA2a);
    assert!(first.len() < 150_000, "{} bytes", first.len());
}
