//! Edits, and that nothing else changes.

use super::Step::{Item, Key};
use super::{Document, NotEditable, Value};

const TEXT: &str = "# đầu\na: 1   # một\nb:\n  - ten: X\n    # ghi chú\n    diem: 5,5  # cũ\n  - {ten: Y, diem: 6.5}\n\n# cuối\nc: >-\n  dài\n  hơn\n";

fn edited(edit: impl FnOnce(&mut Document<'_>) -> Result<(), NotEditable>) -> String {
    let mut document = Document::open(TEXT).expect("YAML");
    edit(&mut document).expect("editable");
    document.finish()
}

fn number(text: &str) -> Value {
    Value::Number(text.to_owned())
}

#[test]
fn a_value_changes_and_nothing_else() {
    assert_eq!(
        edited(|file| file.set(&[Key("b"), Item(0), Key("diem")], &number("7,25"))),
        TEXT.replace("5,5", "7,25")
    );
    assert_eq!(
        edited(|file| file.set(&[Key("b"), Item(1), Key("diem")], &number("7,25"))),
        TEXT.replace("6.5", "7.25")
    );
    assert_eq!(
        edited(|file| file.set(&[Key("c")], &Value::text("ngắn"))),
        TEXT.replace("c: >-\n  dài\n  hơn", "c: ngắn")
    );
    assert_eq!(Document::open(TEXT).expect("YAML").finish(), TEXT);
}

#[test]
fn new_keys_and_items_stand_behind_the_others() {
    assert_eq!(
        edited(|file| file.set(&[Key("b"), Item(0), Key("muc")], &Value::text("Tốt"))),
        TEXT.replace("# cũ\n", "# cũ\n    muc: Tốt\n")
    );
    assert_eq!(
        edited(|file| file.set(
            &[Key("b"), Item(1), Key("chi_so"), Key("x")],
            &number("1,5")
        )),
        TEXT.replace("diem: 6.5}", "diem: 6.5, chi_so: {x: 1.5}}")
    );
    let item = Value::Group(vec![
        ("ten".to_owned(), Value::text("Z")),
        ("diem".to_owned(), number("8")),
    ]);
    assert_eq!(
        edited(|file| file.append(&[Key("b")], std::slice::from_ref(&item))),
        TEXT.replace("6.5}\n", "6.5}\n  - ten: Z\n    diem: 8\n")
    );
    assert_eq!(
        edited(|file| file.append(&[Key("d")], std::slice::from_ref(&item))),
        format!("{TEXT}d:\n  - ten: Z\n    diem: 8\n")
    );
}

#[test]
fn what_is_removed_leaves_comments() {
    assert_eq!(
        edited(|file| file.remove(&[Key("b"), Item(0), Key("diem")])),
        TEXT.replace("    diem: 5,5  # cũ\n", "")
    );
    assert_eq!(
        edited(|file| file.remove(&[Key("b"), Item(1), Key("diem")])),
        TEXT.replace(", diem: 6.5", "")
    );
    assert_eq!(
        edited(|file| file.remove(&[Key("b"), Item(1)])),
        TEXT.replace("  - {ten: Y, diem: 6.5}\n", "")
    );
    assert_eq!(
        edited(|file| file.remove(&[Key("a")])),
        TEXT.replace("a: 1   # một\n", "")
    );
}

#[test]
fn edits_at_one_place_keep_their_order() {
    let made = edited(|file| {
        file.remove(&[Key("b"), Item(0), Key("diem")])?;
        file.set(&[Key("b"), Item(0), Key("x")], &number("1"))?;
        file.set(&[Key("b"), Item(0), Key("y")], &number("2"))
    });
    assert_eq!(
        made,
        TEXT.replace("    diem: 5,5  # cũ\n", "    x: 1\n    y: 2\n")
    );
}

#[test]
fn what_belongs_further_in_comes_first() {
    let mut file = Document::open("a:\n  - x: 1").expect("YAML");
    file.append(&[Key("b")], &[Value::text("y")])
        .expect("editable");
    file.append(&[Key("a")], &[Value::text("z")])
        .expect("editable");
    file.set(&[Key("a"), Item(0), Key("w")], &number("2"))
        .expect("editable");
    assert_eq!(file.finish(), "a:\n  - x: 1\n    w: 2\n  - z\nb:\n  - y\n");
}

#[test]
fn lists_that_are_empty_are_filled() {
    for text in ["a:\n", "a: []\n", "a: # trống\n"] {
        let mut file = Document::open(text).expect("YAML");
        file.append(&[Key("a")], &[Value::text("x")])
            .expect("editable");
        let made = file.finish();
        assert!(made.contains("\n  - x"), "{made}");
    }
}

#[test]
fn values_brought_by_aliases_are_left() {
    let mut file = Document::open("a: &x {b: 1}\nc: *x\n").expect("YAML");
    assert!(file.set(&[Key("c"), Key("b")], &number("2")).is_err());
}

#[test]
fn line_breaks_of_windows_stay() {
    let text = TEXT.replace('\n', "\r\n");
    let mut file = Document::open(&text).expect("YAML");
    file.set(&[Key("b"), Item(0), Key("muc")], &Value::text("Tốt"))
        .expect("editable");
    file.remove(&[Key("a")]).expect("editable");
    let made = file.finish();
    assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
    assert!(!made.contains("một") && made.contains("# cũ\r\n    muc: Tốt\r\n"));
}
