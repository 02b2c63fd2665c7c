//! What a signature closes, what it leaves open, and what no reader sees.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::signed::{only, refused, taken, unsigned};
use super::signing::{SEAL, SIGNATORY, Update, sign};

/// What the first signature covers is closed: its field, its looks, its value.
#[test]
fn a_signed_field_is_closed() {
    let signed = sign(unsigned(), SIGNATORY, "A");
    let words = "đổi chữ ký đã có ở ô “Chữ ký người có thẩm quyền”";
    let mut update = Update::new(&signed);
    let field = update.field(SIGNATORY);
    update.dictionary(field).set("AP", dictionary! {});
    assert_eq!(
        only(&refused(&sign(&update.save(), SEAL, "B")), "LT046"),
        words
    );

    let mut update = Update::new(&signed);
    let look = update
        .dictionary(field)
        .get(b"AP")
        .and_then(Object::as_dict);
    let look = look
        .and_then(|look| look.get(b"N"))
        .and_then(Object::as_reference);
    let look = look.expect("an appearance");
    let mut update = Update::new(&signed);
    *update.edit(look) = Stream::new(Dictionary::new(), b"0 0 9 9 re f".to_vec()).into();
    assert_eq!(
        only(&refused(&sign(&update.save(), SEAL, "B")), "LT046"),
        words
    );

    // an empty field's looks are still open
    let mut update = Update::new(unsigned());
    *update.edit(look) = Stream::new(Dictionary::new(), b"0 0 9 9 re f".to_vec()).into();
    assert_eq!(taken(&sign(&update.save(), SIGNATORY, "A")).0, ["A"]);
}

/// A field that nobody signs is no change of the text, but must be covered by a signature.
#[test]
fn nothing_but_validation_data_follows_the_last_signature() {
    let mut update = Update::new(&sign(unsigned(), SIGNATORY, "A"));
    update.new_field("moi", 1, dictionary! {});
    let notes = only(&refused(&update.save()), "LT046");
    assert!(
        notes.starts_with("ghi thêm sau chữ ký cuối cùng"),
        "{notes}"
    );
    let mut update = Update::new(unsigned());
    update.new_field("moi", 1, dictionary! {});
    assert_eq!(taken(&sign(&update.save(), SIGNATORY, "A")).0, ["A"]);
}

/// A stamp is drawn over the text, so it must be a stamp and no page.
#[test]
fn a_stamp_that_hides_the_page_is_refused() {
    let with = |width: i64, height: i64| {
        let mut update = Update::new(unsigned());
        let place = vec![0.into(), 0.into(), width.into(), height.into()];
        let field = update.new_field("moi", 3, dictionary! { "Rect" => place });
        update.value(field, "adbe.pkcs7.detached");
        update.sign("A")
    };
    let words = "hình chữ ký che quá một phần tư trang 3";
    assert_eq!(only(&refused(&with(595, 842)), "LT046"), words);
    assert_eq!(only(&refused(&with(595, 220)), "LT046"), words);
    assert_eq!(taken(&with(595, 200)).0, ["A"]);
}

/// An object that is listed as free is gone for every reader.
#[test]
fn a_freed_object_is_refused() {
    let signed = sign(unsigned(), SIGNATORY, "A");
    let update = Update::new(&signed);
    let (content, root) = (update.of_page(3, "Contents").0, update.root().0);
    let info = update.info().0;
    let table = signed.len();
    let previous = lopdf::Document::load_mem(&signed)
        .expect("a PDF")
        .xref_start;
    let free = |number: u32| {
        let more = format!(
            "xref\n{number} 1\n0000000000 00001 f \ntrailer\n<</Size 999/Root {root} 0 R/Info {info} 0 R/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n"
        );
        [&signed[..], more.as_bytes()].concat()
    };
    assert_eq!(
        only(&refused(&free(content)), "LT046"),
        "xóa nội dung trang 3"
    );
    assert_eq!(taken(&free(998)).0, ["A"], "a number that was never used");
}

/// Objects that nothing refers to are out of every reader's sight.
#[test]
fn unreachable_objects_are_harmless() {
    let mut update = Update::new(unsigned());
    update.add(dictionary! { "Type" => "Annot", "Subtype" => "FreeText" });
    assert_eq!(taken(&sign(&update.save(), SIGNATORY, "A")).0, ["A"]);
}
