//! Dates that must follow one another: those of the set, the proposal's, the decision's.

use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};
use crate::dossier::{Dossier, Fact};
use crate::values::PartialDate;

/// A step and its date.
struct Step<'a> {
    name: &'a str,
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
        let (name, date) = (step.name, step.date.slashed());
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
    let own = dossier.set.order.iter().filter_map(|step| {
        let date = match dossier.facts.get(&step.path)? {
            Fact::Date(date) => date,
            Fact::Group(document) => match document.get("ngay")? {
                Fact::Date(date) => date,
                _ => return None,
            },
            _ => return None,
        };
        let name = &step.name;
        Some(Step { name, date })
    });
    let proposal = dossier.proposal.as_ref();
    let proposal = proposal.and_then(|proposal| proposal.date.as_ref());
    let proposal = proposal.map(|date| Step {
        name: "tờ trình đề nghị",
        date,
    });
    let decision = Step {
        name: "ban hành quyết định",
        date: &dossier.document.date,
    };
    own.chain(proposal).chain([decision]).collect()
}

/// The most steps that agree with one another; of two such choices, the one that keeps the later
/// steps, for they lie nearer to the decision itself.
fn longest_in_order(steps: &[Step]) -> Vec<usize> {
    // the best choice for each last day that a kept step may lie after, latest kept step first
    let mut best: Vec<((i32, u32, u32), Vec<usize>)> = vec![((i32::MIN, 0, 0), Vec::new())];
    for (index, step) in steps.iter().enumerate() {
        let (earliest, latest) = (step.date.earliest(), step.date.latest());
        let fitting = best.iter().filter(|(day, _)| *day <= latest);
        let longer: Vec<(_, Vec<usize>)> = fitting
            .map(|(day, kept)| {
                let kept = std::iter::once(index).chain(kept.iter().copied());
                ((*day).max(earliest), kept.collect())
            })
            .collect();
        for (day, kept) in longer {
            match best.iter_mut().find(|(own, _)| *own == day) {
                Some((_, own)) if is_better(own, &kept) => *own = kept,
                Some(_) => {}
                None => best.push((day, kept)),
            }
        }
    }
    let kept = best.into_iter().map(|(_, kept)| kept);
    let mut kept = kept
        .reduce(|a, b| if is_better(&a, &b) { b } else { a })
        .unwrap_or_default();
    kept.reverse();
    kept
}

/// Whether the other choice keeps more steps, or as many but later ones.
fn is_better(own: &[usize], other: &[usize]) -> bool {
    other
        .len()
        .cmp(&own.len())
        .then_with(|| other.cmp(own))
        .is_gt()
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
