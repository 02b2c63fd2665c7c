//! What a condition makes known: values that cannot be missing where it holds.

use std::collections::BTreeSet;

use super::super::syntax::tree::{Expression, Kind};

/// One step to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// The element that a certain loop is at.
    Bound(usize),
    Key(String),
    Index(i64),
}

/// Which value: two names of the same value have the same place.
pub(super) type Place = Vec<Step>;

/// Tests that take a missing value without complaint, and hold for none.
const KINDS: [&str; 8] = [
    "string", "number", "map", "bool", "array", "integer", "float", "iterable",
];

/// Whether the test takes a missing value without complaint.
pub(super) fn is_lenient(test: &str) -> bool {
    KINDS.contains(&test) || matches!(test, "defined" | "undefined" | "none")
}

/// Values that are there.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    there: BTreeSet<Place>,
    /// Names that were asked for with `is defined`.
    defined: BTreeSet<Place>,
}

impl Known {
    pub(super) fn has(&self, place: &Place) -> bool {
        self.there.contains(place)
    }

    pub(super) fn is_defined(&self, place: &Place) -> bool {
        self.defined.contains(place)
    }

    pub(super) fn add(&mut self, more: Self) {
        self.there.extend(more.there);
        self.defined.extend(more.defined);
    }

    fn with(mut self, more: Self) -> Self {
        self.add(more);
        self
    }

    fn both(&self, other: &Self) -> Self {
        Self {
            there: self.there.intersection(&other.there).cloned().collect(),
            defined: self.defined.intersection(&other.defined).cloned().collect(),
        }
    }

    /// The value is there, and so is what it lies in.
    pub(super) fn of(place: Option<Place>) -> Self {
        let place = place.unwrap_or_default();
        let upto = |length: usize| place.get(..length).map(<[Step]>::to_vec);
        Self {
            there: (1..=place.len()).filter_map(upto).collect(),
            defined: BTreeSet::new(),
        }
    }

    /// It is defined, perhaps null: only what it lies in is there.
    fn defined(place: Option<Place>) -> Self {
        let Some(place) = place else {
            return Self::default();
        };
        let parent = place.split_last().map(|(_, parent)| parent.to_vec());
        Self {
            defined: BTreeSet::from([place]),
            ..Self::of(parent)
        }
    }
}

/// Finds the place of a value.
pub(super) type PlaceOf<'a> = &'a dyn Fn(&Expression) -> Option<Place>;

/// What is known where the condition came out so.
pub(super) fn facts(condition: &Expression, holds: bool, at: PlaceOf<'_>) -> Known {
    match &condition.kind {
        Kind::Variable(_) | Kind::Attribute(..) | Kind::Item(..) if holds => {
            Known::of(at(condition))
        }
        Kind::Not(inner) => facts(inner, !holds, at),
        // a filter would have failed on what is missing
        Kind::Filter(of, word) if word.name != "default" => Known::of(at(of)),
        Kind::Test(of, word) => tested(of, &word.name, holds, at),
        Kind::Binary(operator, left, right) => compared(operator, left, right, holds, at),
        Kind::Ternary(ternary) => {
            let side = |condition_holds, value| {
                facts(&ternary.condition, condition_holds, at).with(facts(value, holds, at))
            };
            side(true, &ternary.then).both(&side(false, &ternary.otherwise))
        }
        _ => Known::default(),
    }
}

fn tested(of: &Expression, test: &str, holds: bool, at: PlaceOf<'_>) -> Known {
    match test {
        "defined" if holds => Known::defined(at(of)),
        "undefined" if !holds => Known::defined(at(of)),
        "none" if holds => Known::defined(at(of)),
        // it might be undefined, but that is not what one thinks of who writes so
        "none" => Known::of(at(of)),
        "defined" | "undefined" => Known::default(),
        _ if KINDS.contains(&test) && !holds => Known::default(),
        _ => Known::of(at(of)),
    }
}

fn compared(
    operator: &str,
    left: &Expression,
    right: &Expression,
    holds: bool,
    at: PlaceOf<'_>,
) -> Known {
    let of = |side: &Expression, holds| facts(side, holds, at);
    match operator {
        "and" if holds => of(left, true).with(of(right, true)),
        "and" => of(left, false).both(&of(left, true).with(of(right, false))),
        "or" if holds => of(left, true).both(&of(left, false).with(of(right, true))),
        "or" => of(left, false).with(of(right, false)),
        "==" | "!=" => equal(left, right, (operator == "==") == holds, at),
        "in" if holds && is_something(right) => Known::of(at(left)),
        "<" | "<=" | ">" | ">=" => measured(left, at).with(measured(right, at)),
        _ => Known::default(),
    }
}

/// What could not be compared if it were missing.
fn measured(side: &Expression, at: PlaceOf<'_>) -> Known {
    match &side.kind {
        Kind::Filter(of, word) if word.name != "default" => measured(of, at),
        _ => Known::of(at(side)),
    }
}

fn equal(left: &Expression, right: &Expression, holds: bool, at: PlaceOf<'_>) -> Known {
    let side = |value: &Expression, other: &Expression| match other.kind {
        Kind::None if !holds => Known::of(at(value)),
        _ if holds && is_something(other) => Known::of(at(value)),
        _ => Known::default(),
    };
    side(left, right).with(side(right, left))
}

/// Whether the value is written out, and is not none.
fn is_something(value: &Expression) -> bool {
    match &value.kind {
        Kind::Text(_) | Kind::Integer(_) | Kind::Bool(_) | Kind::Float => true,
        Kind::List(items) => items
            .iter()
            .all(|(spread, item)| !spread && is_something(item)),
        _ => false,
    }
}
