//! More than signatures: every such change is refused and named, whether it comes with a signature or
//! after one.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::signed::{only, refused, unsigned};
use super::signing::{SEAL, SIGNATORY, Update, sign};

/// What a change makes of an increment, and what is said of it.
type Change = (fn(&mut Update), &'static str);

fn of_pages() -> Vec<Change> {
    vec![
        (
            |update| {
                let content = update.of_page(3, "Contents");
                *update.edit(content) = Stream::new(Dictionary::new(), b"q Q".to_vec()).into();
            },
            "đổi nội dung trang 3",
        ),
        (
            |update| {
                let (page, more) = (
                    update.page(2),
                    Stream::new(Dictionary::new(), b"q Q".to_vec()),
                );
                let more = update.add(more);
                update.push(page, "Contents", more);
            },
            "đổi nội dung trang 2",
        ),
        (
            |update| {
                let page = update.page(1);
                let note = dictionary! { "Type" => "Annot", "Subtype" => "FreeText" };
                let note = update.add(note);
                update.push(page, "Annots", note);
            },
            "thêm chú thích loại FreeText vào trang 1",
        ),
        (
            |update| {
                let page = update.page(1);
                update.dictionary(page).remove(b"Annots");
            },
            "xóa hoặc đổi thứ tự chú thích trên trang 1",
        ),
        (
            |update| {
                let resources = update.of_page(1, "Resources");
                update.dictionary(resources).set("Font", dictionary! {});
            },
            "đổi phông chữ hoặc hình ảnh của trang 1",
        ),
        (
            |update| {
                let page = update.page(4);
                update.dictionary(page).set("Rotate", 180);
            },
            "thêm khổ hoặc chiều trang 4",
        ),
        (
            |update| {
                let (page, action) = (update.page(1), dictionary! { "O" => dictionary! {} });
                update.dictionary(page).set("AA", action);
            },
            "thêm hành động tự chạy ở trang 1 (AA)",
        ),
        (
            |update| {
                let pages = update.of_root("Pages");
                update.array(pages, "Kids").reverse();
            },
            "đổi danh sách trang",
        ),
        (
            |update| {
                let link = dictionary! { "Type" => "Annot", "Subtype" => "Link" };
                let (page, link) = (update.page(1), update.add(link));
                update.array(page, "Annots").insert(0, link.into());
            },
            "thêm chú thích loại Link vào trang 1",
        ),
    ]
}

fn of_the_catalog() -> Vec<Change> {
    fn set(update: &mut Update, key: &str, value: impl Into<Object>) {
        let root = update.root();
        update.dictionary(root).set(key, value);
    }
    vec![
        (
            |update| set(update, "OpenAction", dictionary! { "S" => "JavaScript" }),
            "thêm hành động tự chạy khi mở tệp (OpenAction)",
        ),
        (
            |update| set(update, "AA", dictionary! {}),
            "thêm hành động tự chạy (AA)",
        ),
        (
            |update| {
                set(
                    update,
                    "Names",
                    dictionary! { "EmbeddedFiles" => dictionary! {} },
                )
            },
            "thêm tệp đính kèm",
        ),
        (
            |update| {
                set(
                    update,
                    "Names",
                    dictionary! { "JavaScript" => dictionary! {} },
                )
            },
            "thêm mã JavaScript",
        ),
        (
            |update| set(update, "AF", Vec::<Object>::new()),
            "thêm tệp đính kèm (AF)",
        ),
        (
            |update| set(update, "OCProperties", dictionary! {}),
            "thêm các lớp ẩn hiện (OCProperties)",
        ),
        (
            |update| set(update, "Lang", Object::string_literal("en")),
            "đổi ngôn ngữ của văn bản",
        ),
        (
            |update| set(update, "OutputIntents", Object::Null),
            "xóa hồ sơ màu",
        ),
        (
            |update| {
                let outline = update.of_root("Outlines");
                update.dictionary(outline).set("Count", 1);
            },
            "đổi mục lục",
        ),
        (
            |update| {
                let info = update.info();
                update
                    .dictionary(info)
                    .set("Title", Object::string_literal("x"));
            },
            "đổi tên văn bản trong thông tin tài liệu",
        ),
        (
            |update| {
                let copy = update.root();
                let copy = update.edit(copy).clone();
                let copy = update.add(copy);
                update.trailer().set("Root", copy);
            },
            "thay mục gốc (Root) của tệp",
        ),
    ]
}

fn of_the_form() -> Vec<Change> {
    vec![
        (
            |update| {
                let form = update.of_root("AcroForm");
                let field = dictionary! { "FT" => "Tx", "T" => Object::string_literal("them") };
                let field = update.add(field);
                update.push(form, "Fields", field);
            },
            "thêm ô biểu mẫu “them”, không phải ô chữ ký",
        ),
        (
            |update| {
                let form = update.of_root("AcroForm");
                update.dictionary(form).set("XFA", Vec::<Object>::new());
            },
            "thêm biểu mẫu XFA",
        ),
        (
            |update| {
                let form = update.of_root("AcroForm");
                update.dictionary(form).set("NeedAppearances", true);
            },
            "thêm lệnh vẽ lại các ô (NeedAppearances)",
        ),
        (
            |update| {
                let form = update.of_root("AcroForm");
                update.array(form, "Fields").reverse();
            },
            "xóa hoặc đổi thứ tự các ô chữ ký",
        ),
        (
            |update| {
                let field = update.field(SEAL);
                let place = vec![0.into(), 0.into(), 50.into(), 80.into()];
                update.dictionary(field).set("Rect", place);
            },
            "đổi ô chữ ký “Chữ ký cơ quan” (/Rect)",
        ),
        (
            |update| {
                let field = update.field(SEAL);
                let action = dictionary! { "S" => "JavaScript" };
                update.dictionary(field).set("A", action);
            },
            "đổi ô chữ ký “Chữ ký cơ quan” (/A)",
        ),
        (
            |update| {
                let field = update.field(SEAL);
                update
                    .dictionary(field)
                    .set("V", Object::string_literal("x"));
            },
            "ghi vào ô “Chữ ký cơ quan” một giá trị không phải chữ ký",
        ),
        (
            |update| {
                let action = dictionary! { "A" => dictionary! {} };
                update.new_field("moi", 1, action);
            },
            "thêm hành động tự chạy vào ô “moi”",
        ),
    ]
}

fn of_the_structure() -> Vec<Change> {
    vec![
        (
            |update| {
                let root = update.of_root("StructTreeRoot");
                let element = update.add(dictionary! { "Type" => "StructElem", "S" => "P" });
                update.push(root, "K", element);
            },
            "thêm thẻ cấu trúc không thuộc ô chữ ký nào",
        ),
        (
            |update| {
                let root = update.of_root("StructTreeRoot");
                update.dictionary(root).set("RoleMap", dictionary! {});
            },
            "đổi thẻ cấu trúc của văn bản (/RoleMap)",
        ),
        (
            |update| {
                let root = update.of_root("StructTreeRoot");
                let parents = update.dictionary(root).get(b"ParentTree");
                let parents = parents.and_then(Object::as_reference).expect("a tree");
                update.dictionary(parents).set("Nums", Vec::<Object>::new());
            },
            "đổi bảng thẻ cấu trúc của các trang",
        ),
        (
            |update| {
                let root = update.of_root("StructTreeRoot");
                update.dictionary(root).set("K", Vec::<Object>::new());
            },
            "xóa hoặc đổi thứ tự thẻ cấu trúc của văn bản",
        ),
        (
            |update| {
                let root = update.root();
                update.dictionary(root).remove(b"StructTreeRoot");
            },
            "xóa thẻ cấu trúc của văn bản",
        ),
    ]
}

fn each(changes: &[Change]) {
    let signed = sign(unsigned(), SIGNATORY, "A");
    for (change, words) in changes {
        // together with a signature
        let mut update = Update::new(unsigned());
        change(&mut update);
        let field = update.field(SIGNATORY);
        update.value(field, "adbe.pkcs7.detached");
        let said = refused(&update.sign("A"));
        let told = said.iter().find(|problem| problem.code == "LT046");
        let told = told.unwrap_or_else(|| panic!("{words}: {said:?}"));
        assert_eq!(told.notes, [*words]);

        // after the signature
        let mut update = Update::new(&signed);
        change(&mut update);
        let said = refused(&update.save());
        let mut notes = said.iter().flat_map(|problem| &problem.notes);
        assert!(notes.any(|note| note == words), "{words}: {said:?}");

        // before it, in an increment of its own
        let mut update = Update::new(unsigned());
        change(&mut update);
        let said = refused(&sign(&update.save(), SIGNATORY, "A"));
        let told = said.iter().find(|problem| problem.code == "LT046");
        assert_eq!(told.expect("refused").notes[0], *words);
    }
}

#[test]
fn changes_of_pages_are_refused() {
    each(&of_pages());
}

#[test]
fn changes_of_the_catalog_are_refused() {
    each(&of_the_catalog());
}

#[test]
fn changes_of_the_form_are_refused() {
    each(&of_the_form());
}

#[test]
fn changes_of_the_structure_are_refused() {
    each(&of_the_structure());
}

#[test]
fn several_changes_are_told_in_one_run() {
    let mut update = Update::new(unsigned());
    for (change, _) in of_the_catalog().iter().take(3) {
        change(&mut update);
    }
    let notes = only(&refused(&sign(&update.save(), SIGNATORY, "A")), "LT046");
    assert_eq!(notes.lines().count(), 3, "{notes}");
}
