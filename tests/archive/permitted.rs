//! What a signature forbids those after it does not follow (ISO 32000-1, 12.7.4.5 and 12.8.2).

use lopdf::{Dictionary, Object, dictionary};

use super::signed::{is_taken, only, refused, unsigned};
use super::signing::{SEAL, SIGNATORY, Update, sign};

/// The signatory's signature, with what it forbids; the first one may certify the document.
fn forbidding(method: &str, parameters: Dictionary) -> Vec<u8> {
    let mut update = Update::new(unsigned());
    let field = update.field(SIGNATORY);
    update.value(field, "ETSI.CAdES.detached");
    let signature = (update.last(), 0);
    let reference = dictionary! {
        "Type" => "SigRef", "TransformMethod" => method, "TransformParams" => parameters,
    };
    let value = update.new_object(signature).as_dict_mut();
    value
        .expect("a signature")
        .set("Reference", vec![Object::Dictionary(reference)]);
    if method == "DocMDP" {
        let root = update.root();
        let certified = dictionary! { "DocMDP" => signature };
        update.dictionary(root).set("Perms", certified);
    }
    update.sign("Lò Văn A")
}

fn level(level: i64) -> Vec<u8> {
    forbidding(
        "DocMDP",
        dictionary! { "Type" => "TransformParams", "V" => "1.2", "P" => level },
    )
}

fn lock(action: &str, field: &str) -> Vec<u8> {
    let names = vec![Object::string_literal(field)];
    let parameters = dictionary! {
        "Type" => "TransformParams", "V" => "1.2", "Action" => action, "Fields" => names,
    };
    forbidding("FieldMDP", parameters)
}

#[test]
fn who_certifies_says_whether_others_may_sign() {
    for (p, may) in [(1, false), (2, true), (3, true)] {
        let certified = level(p);
        assert!(is_taken(&certified), "P {p}");
        let signed = sign(&certified, SEAL, "UBND tỉnh");
        assert_eq!(is_taken(&signed), may, "P {p}");
        if !may {
            only(&refused(&signed), "LT046");
        }
    }
}

#[test]
fn a_locked_field_is_not_signed() {
    for (locked, may) in [
        (lock("Include", "Ô khác"), true),
        (lock("Exclude", "Ô khác"), false),
        (lock("All", ""), false),
    ] {
        assert!(is_taken(&locked));
        assert_eq!(is_taken(&sign(&locked, SEAL, "UBND tỉnh")), may);
    }
}
