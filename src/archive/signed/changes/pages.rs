//! Pages: annotations may be added if they are widgets of signature fields and leave the text to be
//! seen; all else stays.

use lopdf::Object;

use super::super::objects::{name_text, number_of};
use super::super::state::State;
use super::{Step, grown, words};

/// How much of a page stamps may cover: more is a new page over the old one.
const LARGEST_STAMPS: f32 = 0.25;

/// Judges every page.
pub(super) fn judge(step: &mut Step<'_>) {
    let (before, after) = (step.before, step.after);
    for (index, number) in before.pages().into_iter().enumerate() {
        let page = index + 1;
        step.judged.insert(number);
        let [old, new] = [before, after].map(|state| state.dictionary_of(number));
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
        let [covered_before, covered] =
            [(before, old), (after, new)].map(|(state, annotations)| {
                let ours = annotations
                    .iter()
                    .filter(|annotation| is_ours(step, annotation));
                ours.map(|annotation| area(state, annotation, b"Rect"))
                    .sum::<f32>()
            });
        let whole = before
            .get(number)
            .map_or(0.0, |page| area(before, page, b"MediaBox"));
        if covered > covered_before && covered > whole * LARGEST_STAMPS {
            step.refuse(format!("hình chữ ký che quá một phần tư trang {page}"));
        }
    }
}

fn is_ours(step: &Step<'_>, annotation: &Object) -> bool {
    number_of(annotation).is_some_and(|number| step.widgets.contains(&number))
}

/// In square points; what has no place has none.
fn area(state: &State, object: &Object, key: &[u8]) -> f32 {
    let place = state
        .dictionary(object)
        .and_then(|dictionary| state.at(dictionary, key));
    let corners = place.and_then(|place| place.as_array().ok());
    let numbers = corners.into_iter().flatten();
    let numbers = numbers.map(|corner| {
        state
            .value(corner)
            .and_then(|corner| corner.as_float().ok())
    });
    match numbers.collect::<Option<Vec<f32>>>().as_deref() {
        // readers look at no more than these
        Some([left, bottom, right, top, ..]) => ((right - left) * (top - bottom)).abs(),
        _ => 0.0,
    }
}

fn annotations(step: &mut Step<'_>, old: &[Object], new: &[Object], page: usize) {
    let added = grown(old, new);
    if added.is_none() {
        step.refuse(format!("xóa hoặc đổi thứ tự chú thích trên trang {page}"));
    }
    for annotation in added.into_iter().flatten() {
        let dictionary = step.after.dictionary(annotation);
        if is_ours(step, annotation) {
            step.grew = true;
            if let Some(dictionary) = dictionary {
                let name = step.after.title(dictionary);
                step.no_actions(dictionary, &name);
            }
            continue;
        }
        let kind = dictionary.and_then(|dictionary| step.after.name_at(dictionary, b"Subtype"));
        let kind = kind.map_or_else(|| "không rõ".to_owned(), name_text);
        step.refuse(format!("thêm chú thích loại {kind} vào trang {page}"));
    }
}
