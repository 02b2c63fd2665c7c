//! The steps of the process must follow one another.

use super::super::date::{PartialDate, day_text, month_text};
use super::super::model::Dossier;
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};

/// A step and its date.
struct Step<'a> {
    name: &'static str,
    date: &'a Spanned<PartialDate>,
}

/// Reports the fewest steps without which all others are in order. A date known only in part
/// counts only where the order is certain.
pub(super) fn review(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let steps = steps_of(dossier);
    let kept = longest_in_order(&steps);
    for (index, step) in steps.iter().enumerate() {
        if kept.contains(&index) {
            continue;
        }
        let Some((other, too_early)) = conflict(&steps, &kept, index) else {
            continue;
        };
        let (relation, order) = if too_early {
            ("trước", "sau")
        } else {
            ("sau", "trước")
        };
        let (name, date) = (step.name, text_of(**step.date));
        diagnostics.push(
            Diagnostic::warning("HS060", format!("ngày {name} ({date}) không đúng thứ tự"))
                .at(step.date.span, format!("{relation} ngày {}", other.name))
                .with_related(other.date.span, format!("ngày {}", other.name))
                .with_note(format!("{name} phải {order} hoặc cùng ngày {}", other.name))
                .with_remedy("đối chiếu với văn bản gốc rồi sửa ngày sai"),
        );
    }
}

fn steps_of(dossier: &Dossier) -> Vec<Step<'_>> {
    let process = &dossier.process;
    let mut steps = vec![
        Step {
            name: "văn bản hướng dẫn tự đánh giá",
            date: &process.guidance.date,
        },
        Step {
            name: "quyết định thành lập Tổ thẩm định",
            date: &process.team.document.date,
        },
        Step {
            name: "thông báo phân công nhiệm vụ",
            date: &process.assignment.date,
        },
        Step {
            name: "nhận đủ báo cáo",
            date: &process.reports_received,
        },
        Step {
            name: "văn bản lấy ý kiến",
            date: &process.consultation.date,
        },
    ];
    if let Some(proposal) = &dossier.proposal {
        steps.push(Step {
            name: "tờ trình đề nghị",
            date: &proposal.date,
        });
    }
    steps.push(Step {
        name: "ban hành quyết định",
        date: &dossier.document.date,
    });
    steps
}

/// The most steps that agree with one another; of two such choices, the one that keeps the later
/// steps, for they lie nearer to the decision itself.
fn longest_in_order(steps: &[Step]) -> Vec<usize> {
    let chosen = |mask: u32| (0..steps.len()).filter(move |index| mask >> index & 1 == 1);
    let agrees = |mask: &u32| {
        chosen(*mask).all(|first| {
            chosen(*mask)
                .filter(|second| *second > first)
                .all(|second| !is_after(&steps[first], &steps[second]))
        })
    };
    (0..1u32 << steps.len())
        .filter(agrees)
        .max_by_key(|mask| (mask.count_ones(), *mask))
        .map(|mask| chosen(mask).collect())
        .unwrap_or_default()
}

/// The nearest kept step that disagrees, and whether the step itself comes too early.
fn conflict<'a>(
    steps: &'a [Step<'a>],
    kept: &[usize],
    index: usize,
) -> Option<(&'a Step<'a>, bool)> {
    let step = &steps[index];
    let before = kept.iter().rev().filter(|other| **other < index);
    let earlier = before
        .map(|other| &steps[*other])
        .find(|other| is_after(other, step));
    let mut after = kept
        .iter()
        .filter(|other| **other > index)
        .map(|other| &steps[*other]);
    earlier.map(|other| (other, true)).or_else(|| {
        after
            .find(|other| is_after(step, other))
            .map(|other| (other, false))
    })
}

/// Whether one certainly lies after the other.
fn is_after(one: &Step, other: &Step) -> bool {
    one.date.earliest() > other.date.latest()
}

fn text_of(date: PartialDate) -> String {
    let parts = [date.day().map(day_text), date.month().map(month_text)];
    let mut text: Vec<String> = parts.into_iter().flatten().collect();
    text.push(date.year().to_string());
    text.join("/")
}
