//! What a signature closes, what it leaves open, and what no reader sees.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::signed::{only, refused, taken, unsigned};
use super::signing::{self, SEAL, SIGNATORY, Update, sign};

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
        "đổi một phần của văn bản đã có"
    );
    // an empty field draws what it drew when it was issued
    let mut update = Update::new(unsigned());
    *update.edit(look) = Stream::new(Dictionary::new(), b"0 0 9 9 re f".to_vec()).into();
    assert_eq!(
        only(&refused(&sign(&update.save(), SIGNATORY, "A")), "LT046"),
        "đổi một phần của văn bản đã có"
    );
}

/// A picture with something still missing, which a later increment could bring.
#[test]
fn what_a_signed_field_shows_is_there() {
    let look = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
    };
    let with = |resources: Dictionary, change: fn(&mut Dictionary)| {
        let mut update = Update::new(unsigned());
        let mut look = look.clone();
        look.set("Resources", resources);
        change(&mut look);
        let look = update.add(Stream::new(look, b"/X Do".to_vec()));
        let field = update.field(SIGNATORY);
        update
            .dictionary(field)
            .set("AP", dictionary! { "N" => look });
        update.value(field, "adbe.pkcs7.detached");
        update.sign("A")
    };
    let none = |_: &mut Dictionary| ();
    assert_eq!(taken(&with(dictionary! {}, none)).0, ["A"]);
    let unsettled =
        format!("hình của ô “{SIGNATORY}” dùng phần còn thay đổi được, hoặc nằm ngoài tệp");
    let missing = dictionary! { "XObject" => dictionary! { "X" => (900, 0) } };
    assert_eq!(only(&refused(&with(missing, none)), "LT046"), unsettled);
    let seal = Update::new(unsigned()).field(SEAL);
    let open = dictionary! { "XObject" => dictionary! { "X" => seal } };
    assert_eq!(only(&refused(&with(open, none)), "LT046"), unsettled);
    for change in [
        |look: &mut Dictionary| look.set("F", Object::string_literal("elsewhere.pdf")),
        |look: &mut Dictionary| look.set("Ref", dictionary! {}),
        |look: &mut Dictionary| look.set("OC", dictionary! {}),
    ] {
        let told = only(&refused(&with(dictionary! {}, change)), "LT046");
        assert_eq!(told, unsettled);
    }
    for change in [
        |look: &mut Dictionary| drop(look.remove(b"Resources")),
        |look: &mut Dictionary| drop(look.remove(b"BBox")),
        |look: &mut Dictionary| look.set("BBox", vec![0.into(), 0.into(), 0.into(), 9.into()]),
        |look: &mut Dictionary| look.set("Matrix", vec![0.into(); 6]),
        |look: &mut Dictionary| look.set("Subtype", "Image"),
    ] {
        let told = only(&refused(&with(dictionary! {}, change)), "LT046");
        assert!(told.contains("không phải một hình thường"), "{told}");
    }
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

    // anyone gets a time stamp: it protects nothing but itself
    let stamped = |place: [i64; 4], more: bool| {
        let mut update = Update::new(&sign(unsigned(), SIGNATORY, "A"));
        let field = update.new_field("tem", 1, dictionary! { "Rect" => corners(place) });
        if more {
            update.new_field("moi", 1, dictionary! {});
        }
        update.value(field, "ETSI.RFC3161");
        signing::seal(update.save(), |digest| signing::time_stamp("TSA", digest))
    };
    assert_eq!(taken(&stamped([0; 4], false)).0, ["A"]);
    for (place, more) in [([10, 10, 80, 40], false), ([0; 4], true)] {
        let notes = only(&refused(&stamped(place, more)), "LT046");
        assert!(
            notes.starts_with("ghi thêm sau chữ ký cuối cùng"),
            "{notes}"
        );
    }
}

/// What lies beyond the size that a trailer tells may be nothing to a reader.
#[test]
fn a_file_does_not_shrink() {
    let signed = sign(unsigned(), SIGNATORY, "A");
    let document = lopdf::Document::load_mem(&signed).expect("a PDF");
    let (table, previous) = (signed.len(), document.xref_start);
    let root = Update::new(&signed).root().0;
    let with = |size: u32| {
        let more = format!(
            "xref\n0 0\ntrailer\n<</Size {size}/Root {root} 0 R/Info {} 0 R/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n",
            Update::new(&signed).info().0
        );
        [&signed[..], more.as_bytes()].concat()
    };
    assert_eq!(taken(&with(document.max_id + 1)).0, ["A"]);
    only(&refused(&with(document.max_id)), "LT043");
    only(&refused(&with(40)), "LT043");
}

/// What is said of a new field in this place of a page; nothing if it is taken.
fn placed(page: u32, place: impl Into<Object>) -> String {
    let mut update = Update::new(unsigned());
    let field = update.new_field("moi", page, dictionary! { "Rect" => place });
    update.value(field, "adbe.pkcs7.detached");
    let signed = update.sign("A");
    if super::signed::is_taken(&signed) {
        return String::new();
    }
    only(&refused(&signed), "LT046")
}

fn corners(corners: [i64; 4]) -> Vec<Object> {
    corners.map(Object::from).to_vec()
}

/// A stamp is drawn over the text, so it must be a stamp and no page.
#[test]
fn a_stamp_that_hides_the_page_is_refused() {
    let large = "ô chữ ký mới che quá một phần tư trang 3, hoặc ra ngoài trang";
    assert!(placed(3, corners([0, 0, 595, 842])).starts_with(large));
    assert_eq!(placed(3, corners([10, 10, 600, 50])), large);
    let strange = "đặt ô chữ ký ở chỗ không rõ trên trang 3";
    assert_eq!(placed(3, corners([10, 10, 80, 40])[..3].to_vec()), strange);
    assert_eq!(placed(3, vec![Object::Null; 4]), strange);
    let indirect = vec![Object::Reference((1, 0)), 0.into(), 80.into(), 40.into()];
    assert_eq!(placed(3, indirect), strange);
}

/// Margins, the blanks for number and date, and the signature's own place.
#[test]
fn new_fields_leave_the_text_to_be_seen() {
    for (page, place) in [
        (3, [0, 0, 595, 50]),
        (1, [10, 100, 80, 300]),
        // over number and date
        (1, [115, 730, 240, 752]),
        (1, [240, 752, 115, 730]),
        (1, [300, 730, 550, 752]),
        // over the signature's own place, its office and name
        (1, [360, 170, 490, 280]),
        (1, [325, 180, 420, 275]),
        // no place at all
        (1, [300, 500, 300, 500]),
    ] {
        assert_eq!(placed(page, corners(place)), "", "{place:?}");
    }
    for (page, place) in [
        (1, [115, 758, 240, 780]),
        (1, [90, 500, 300, 520]),
        (1, [300, 500, 90, 520]),
        (1, [90, 505, 300, 506]),
        // recipients
        (1, [90, 180, 200, 270]),
        (3, [100, 400, 300, 500]),
    ] {
        let told = placed(page, corners(place));
        let words = format!("ô chữ ký mới che chữ ở trang {page}");
        assert!(told.starts_with(&words), "{place:?}: {told}");
    }
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
    let unused = "xóa một đối tượng không có";
    assert_eq!(only(&refused(&free(998)), "LT046"), unused);
}

/// Objects that nothing refers to are out of every reader's sight.
#[test]
fn unreachable_objects_are_harmless() {
    let mut update = Update::new(unsigned());
    update.add(dictionary! { "Type" => "Annot", "Subtype" => "FreeText" });
    assert_eq!(taken(&sign(&update.save(), SIGNATORY, "A")).0, ["A"]);
}
