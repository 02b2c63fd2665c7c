//! Pages: annotations may be added if they are widgets of signature fields; all else stays.

use lopdf::Object;

use super::super::objects::{name_text, number_of, text_of};
use super::{Step, words};

/// Judges every page.
pub(super) fn judge(step: &mut Step<'_>) {
    let (before, after) = (step.before, step.after);
    for (index, number) in before.pages().into_iter().enumerate() {
        let page = index + 1;
        step.judged.insert(number);
        let [old, new] = [before, after].map(|state| {
            let object = state.get(number)?;
            state.dictionary(object)
        });
        let (Some(old), Some(new)) = (old, new) else {
            step.refuse(format!("xóa trang {page}"));
            continue;
        };
        for difference in step.differing(Some(old), Some(new)) {
            if difference.key != b"Annots" {
                let words = words::of_page(difference.key, page);
                step.refuse(format!("{} {words}", difference.verb()));
            }
        }
        step.answer_for(old.get(b"Annots").ok());
        let (old, new) = (
            before.array_at(old, b"Annots"),
            after.array_at(new, b"Annots"),
        );
        annotations(step, old, new, page);
    }
}

fn annotations(step: &mut Step<'_>, old: &[Object], new: &[Object], page: usize) {
    let mut rest = new.iter();
    if !old
        .iter()
        .all(|annotation| rest.any(|other| other == annotation))
    {
        step.refuse(format!("xóa hoặc đổi thứ tự chú thích trên trang {page}"));
    }
    for annotation in new.iter().filter(|annotation| !old.contains(annotation)) {
        let is_ours = |number| step.widgets.contains(&number);
        let dictionary = step.after.dictionary(annotation);
        if number_of(annotation).is_some_and(is_ours) {
            step.grew = true;
            if let Some(dictionary) = dictionary {
                let name = step
                    .after
                    .at(dictionary, b"T")
                    .map(text_of)
                    .unwrap_or_default();
                step.no_actions(dictionary, &name);
            }
            continue;
        }
        let kind = dictionary.and_then(|dictionary| step.after.name_at(dictionary, b"Subtype"));
        let kind = kind.map_or_else(|| "không rõ".to_owned(), name_text);
        step.refuse(format!("thêm chú thích loại {kind} vào trang {page}"));
    }
}
