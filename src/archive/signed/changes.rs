//! What an increment changes in the document, held against what signing may change.
//!
//! An allow-list in the spirit of ISO 32000-1, 12.8.2.2 and 12.8.5, and of the difference policies of
//! signing programs: signatures, their fields and appearances, validation data and metadata. An
//! object of the document that is not among these must be as it was; new objects matter only through
//! the objects that refer to them.

mod catalog;
mod form;
mod metadata;
mod pages;
mod reach;
mod same;
mod structure;
mod words;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use super::fields::signature_fields;
use super::objects::number_of;
use super::state::{Objects, State};

/// More than this nobody reads.
const MOST_FINDINGS: usize = 100;

/// What was found in all increments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Findings {
    /// What signing may not change, each in a few words, in the order found.
    pub(super) changes: Vec<String>,
    /// The archival standards the metadata no longer names.
    pub(super) lost: BTreeSet<&'static str>,
}

impl Findings {
    fn add(&mut self, change: String) {
        if self.changes.len() < MOST_FINDINGS && !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }
}

/// Compares the document before and after an increment. `late` is one after the last signature: it
/// may bring validation data and nothing else (ISO 32000-2, 12.8.4.3).
pub(super) fn compare(
    before: &State,
    after: &State,
    objects: &Objects,
    late: bool,
    findings: &mut Findings,
) {
    let numbers = objects.keys().copied();
    let changed = numbers.filter(|number| same::object_changed(before, after, *number));
    let fields = signature_fields(after);
    let mut step = Step {
        before,
        after,
        changed: changed.collect(),
        judged: BTreeSet::new(),
        fields: fields.iter().map(|field| field.number).collect(),
        widgets: fields.into_iter().flat_map(|field| field.widgets).collect(),
        grew: false,
        findings,
    };
    catalog::judge(&mut step);
    form::judge(&mut step);
    pages::judge(&mut step);
    metadata::judge(&mut step);
    structure::judge(&mut step);
    step.judge_rest();
    if late && step.grew {
        step.refuse("ghi thêm sau chữ ký cuối cùng mà không được chữ ký nào bảo vệ".to_owned());
    }
}

/// One increment under judgement.
struct Step<'a> {
    before: &'a State,
    after: &'a State,
    /// Objects of the old document that are not as they were.
    changed: BTreeSet<u32>,
    /// Those of them that a rule has looked at.
    judged: BTreeSet<u32>,
    /// All signature fields after the increment.
    fields: BTreeSet<u32>,
    /// Their widgets.
    widgets: BTreeSet<u32>,
    /// Whether anything was let pass that a signature must cover.
    grew: bool,
    findings: &'a mut Findings,
}

impl<'a> Step<'a> {
    fn refuse(&mut self, change: String) {
        self.findings.add(change);
    }

    /// A rule answers for the object behind this reference.
    fn answer_for(&mut self, reference: Option<&Object>) {
        self.judged.extend(reference.and_then(number_of));
    }

    /// The keys whose values are not the same, with the old and the new value.
    fn differing(
        &self,
        old: Option<&'a Dictionary>,
        new: Option<&'a Dictionary>,
    ) -> Vec<Difference<'a>> {
        let both = old.into_iter().chain(new).flat_map(Dictionary::iter);
        let keys: BTreeSet<&[u8]> = both.map(|(key, _)| key.as_slice()).collect();
        let value = |of: Option<&'a Dictionary>, key| present(of?.get(key).ok());
        let pairs = keys.into_iter().map(|key| Difference {
            key,
            old: value(old, key),
            new: value(new, key),
        });
        pairs
            .filter(|pair| !same::same_or_none(self.before, self.after, pair.old, pair.new))
            .collect()
    }

    /// What no rule has looked at must be out of the reader's sight.
    fn judge_rest(&mut self) {
        if self.changed.is_subset(&self.judged) {
            return;
        }
        let held = reach::held(self.before);
        let rest: Vec<u32> = self.changed.difference(&self.judged).copied().collect();
        for number in rest {
            if let Some(label) = held.get(&number) {
                let verb = if self.after.get(number).is_some() {
                    "đổi"
                } else {
                    "xóa"
                };
                self.refuse(format!("{verb} {label}"));
            }
        }
    }
}

/// A key whose value is not the same.
#[derive(Clone, Copy)]
struct Difference<'a> {
    key: &'a [u8],
    old: Option<&'a Object>,
    new: Option<&'a Object>,
}

impl Difference<'_> {
    /// What was done to it.
    const fn verb(&self) -> &'static str {
        match (self.old, self.new) {
            (None, _) => "thêm",
            (_, None) => "xóa",
            _ => "đổi",
        }
    }
}

/// The items that were added to a list; `None` if the old ones are not all there, in their order.
fn grown<'a>(old: &[Object], new: &'a [Object]) -> Option<Vec<&'a Object>> {
    let mut old = old.iter().peekable();
    let is_added = |item: &&Object| old.next_if(|old| old == item).is_none();
    let added = new.iter().filter(is_added).collect();
    old.next().is_none().then_some(added)
}

/// A key whose value is null is not there (ISO 32000-1, 7.3.7).
fn present(value: Option<&Object>) -> Option<&Object> {
    value.filter(|value| !matches!(value, Object::Null))
}
