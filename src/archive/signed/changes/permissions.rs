//! What a signature forbids those after it (ISO 32000-1, 12.7.4.5 and 12.8.2).

use super::super::form::{Field, Form};
use super::Step;
use crate::pdf_syntax::{Dictionary, EMPTY, State, Value};

/// What all signatures so far forbid.
#[derive(Clone, Debug, Default)]
pub(super) struct Permissions {
    /// Someone certified the document: no new visible field may follow.
    pub(super) is_certified: bool,
    /// Someone closed it (DocMDP, P 1): no signature may follow.
    pub(super) is_closed: bool,
    locks: Vec<Lock>,
}

/// Fields that were locked.
#[derive(Clone, Debug)]
struct Lock {
    /// Whether the names are those that stay open.
    but: bool,
    names: Vec<String>,
}

impl Permissions {
    /// What the signatures of a form forbid.
    pub(super) fn of(state: State<'_>, form: &Form<'_>) -> Self {
        let mut all = Self::default();
        for field in form.fields.iter().filter(|field| field.is_signed()) {
            for (method, parameters) in references(state, field) {
                match method {
                    b"DocMDP" => {
                        all.is_certified = true;
                        let level = parameters.get("P").map_or(Some(2), Value::index);
                        all.is_closed |= !matches!(level, Some(2 | 3));
                    }
                    _ => all.locks.push(Lock::of(state, parameters)),
                }
            }
            let lock = state.at(field.dictionary, "Lock");
            all.locks
                .extend(lock.dictionary().map(|lock| Lock::of(state, lock)));
        }
        all
    }

    /// Whether a field of this name is locked.
    pub(super) fn locks(&self, name: &str) -> bool {
        self.locks.iter().any(|lock| {
            let is_below = |other: &String| {
                let rest = name.strip_prefix(other.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            lock.names.iter().any(is_below) != lock.but
        })
    }
}

impl Lock {
    /// An unknown action locks all.
    fn of(state: State<'_>, of: &Dictionary) -> Self {
        let names = || {
            let names = of.get("Fields").and_then(Value::items).unwrap_or_default();
            names.iter().map(|name| state_text(state, name)).collect()
        };
        match of.get("Action").and_then(Value::name) {
            Some(b"Include") => Self {
                but: false,
                names: names(),
            },
            Some(b"Exclude") => Self {
                but: true,
                names: names(),
            },
            _ => Self {
                but: true,
                names: Vec::new(),
            },
        }
    }
}

fn state_text(state: State<'_>, value: &Value) -> String {
    match value {
        Value::Reference(number) => state.get(*number).text(),
        value => value.text(),
    }
}

/// The transforms a signature names, with their parameters.
fn references<'a>(state: State<'a>, field: &Field<'a>) -> Vec<(&'a [u8], &'a Dictionary)> {
    let signature = state.dictionary_at(field.dictionary, "V");
    let references = state.items_at(signature, "Reference").iter();
    let named = references.map(|reference| {
        let reference = state.resolve(reference).dictionary().unwrap_or(&EMPTY);
        let method = state
            .at(reference, "TransformMethod")
            .name()
            .unwrap_or_default();
        (method, state.dictionary_at(reference, "TransformParams"))
    });
    named.collect()
}

impl Step<'_, '_> {
    /// Whether the catalog names as certifying the very signature that is made now, the first one.
    pub(super) fn certifies(&self) -> bool {
        let after = self.after;
        let perms = after.dictionary_at(after.catalog(), "Perms");
        let named = perms.get("DocMDP").and_then(Value::reference);
        let is_it =
            |field: &&Field<'_>| field.dictionary.get("V").and_then(Value::reference) == named;
        let field = self
            .new
            .fields
            .iter()
            .find(is_it)
            .filter(|_| named.is_some());
        let certifying = field.is_some_and(|field| {
            references(after, field)
                .iter()
                .any(|(method, _)| *method == b"DocMDP")
        });
        certifying && perms.iter().count() == 1 && !self.is_signed()
    }
}
