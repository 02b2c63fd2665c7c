//! The trailer, the catalog (ISO 32000-1, 7.7.2) and the Info dictionary.

use lopdf::{Dictionary, Object};

use super::super::objects::{name_text, text_of};
use super::{Step, words};

/// Judges the trailer, the catalog's own keys and Info.
pub(super) fn judge(step: &mut Step<'_>) {
    let (before, after) = (step.before, step.after);
    let [old, new] = [before, after].map(|state| state.trailer().get(b"Root").ok());
    if old != new {
        step.refuse("thay mục gốc (Root) của tệp".to_owned());
    }
    step.answer_for(old);
    if let (Some(old), Some(new)) = (before.catalog(), after.catalog()) {
        keys(step, old, new);
    } else {
        step.refuse("xóa mục gốc (Root) của tệp".to_owned());
    }
    info(step);
}

fn keys<'a>(step: &mut Step<'a>, old: &'a Dictionary, new: &'a Dictionary) {
    for difference in step.differing(Some(old), Some(new)) {
        match difference.key {
            // each has its own rule
            b"AcroForm" | b"Metadata" | b"StructTreeRoot" => {}
            // validation data, and the version that knows of it
            b"DSS" | b"Extensions" | b"Version" => {}
            b"Perms" if difference.old.is_none() => step.grew = true,
            b"Names" => names(step, difference.new),
            key => step.refuse(format!("{} {}", difference.verb(), words::of_catalog(key))),
        }
    }
}

fn names(step: &mut Step<'_>, names: Option<&Object>) {
    let kinds = names
        .and_then(|names| step.after.dictionary(names))
        .into_iter()
        .flat_map(Dictionary::iter);
    let kinds: Vec<String> = kinds
        .map(|(kind, _)| match kind.as_slice() {
            b"EmbeddedFiles" => "thêm tệp đính kèm".to_owned(),
            b"JavaScript" => "thêm mã JavaScript".to_owned(),
            other => format!("thêm bảng tên /{}", name_text(other)),
        })
        .collect();
    if kinds.is_empty() {
        step.refuse("đổi bảng tên (Names)".to_owned());
    }
    kinds.into_iter().for_each(|kind| step.refuse(kind));
}

/// Signing programs put their name and the hour there, and nothing else.
fn info(step: &mut Step<'_>) {
    let (before, after) = (step.before, step.after);
    let [old, new] = [before, after].map(|state| state.trailer().get(b"Info").ok());
    step.answer_for(old);
    let facts = old.and_then(|old| before.dictionary(old));
    let (Some(old), Some(new)) = (facts, new.and_then(|new| after.dictionary(new))) else {
        if facts.is_some() {
            step.refuse("xóa thông tin tài liệu".to_owned());
        }
        return;
    };
    for difference in step.differing(Some(old), Some(new)) {
        let text = |value: Option<&Object>| value.map(text_of);
        let own = matches!(difference.key, b"ModDate" | b"Producer");
        if !own && text(difference.old) != text(difference.new) {
            let words = words::of_info(difference.key);
            step.refuse(format!("{} {words}", difference.verb()));
        }
    }
}
