//! PDF/A-2a and PDF/UA-1, and that the checks themselves can fail.

mod pdf_support;

use lopdf::{Dictionary, Document as Pdf, Object};
use page_validation::ValidationProfile;
use pdf_support::read;
use quyet_dinh::document::Document;
use quyet_dinh::fonts::Fonts;

fn written(document: &Document) -> Vec<u8> {
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    quyet_dinh::pdf::write(document, &fonts).expect("the document is sound")
}

#[test]
fn the_sample_conforms() {
    read::assert_conforms(&written(&pdf_support::sample()), ValidationProfile::PdfA2a);
}

#[test]
fn a_draft_with_every_stamp_conforms() {
    let mut document = pdf_support::sample();
    document.draft_mark = Some("DỰ THẢO LẦN 2".to_owned());
    let mut head = pdf_support::letterhead();
    head.urgency = Some("HỎA TỐC".to_owned());
    head.circulation = Some("LƯU HÀNH NỘI BỘ".to_owned());
    document.sections[0].blocks[0] = quyet_dinh::document::Block::Letterhead(head);
    read::assert_conforms(&written(&document), ValidationProfile::PdfA2a);
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
