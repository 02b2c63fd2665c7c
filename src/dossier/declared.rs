//! Types whose keys are declared where their fields are: one declaration gives the type, what is read into it,
//! and what is said of it to people and editors.

use rust_decimal::Decimal;

use super::facts::{Fact, Facts, NOWHERE, Text};
use super::keys::{Key, Kind};
use crate::diagnostics::Spanned;
use crate::values::PartialDate;

/// What can be taken out of facts.
pub(super) trait Declared: Sized {
    /// What it is read as, if its key says nothing else.
    fn kind() -> Kind;
    /// Takes the value; a placeholder for what is absent or was reported.
    fn take(fact: Option<&mut Fact>) -> Self;
}

/// What a dossier chooses by a word.
pub(crate) trait Choice: Copy + Default + 'static {
    /// Each word, what it chooses, and what that means.
    const WORDS: &'static [(&'static str, Self, &'static str)];
}

/// A group of keys.
pub(super) trait Group {
    /// Its keys, in the order in which they are best written.
    fn keys() -> Vec<Key>;
    /// Takes their values out of the facts.
    fn taken(facts: &mut Facts) -> Self;
}

/// Declares a type and its keys. A field is `need` or `maybe`, its key, its kind if its type does not tell it, what
/// it means, and an example; a type `with facts` keeps those that the set added.
macro_rules! group {
    ($(#[$about:meta])* $vis:vis $name:ident $(with $rest:ident)? { $(
        $(#[$doc:meta])*
        $field:ident: $type:ty = $how:ident $key:literal $([$kind:expr])? $meaning:literal $example:literal
    )* }) => {
        $(#[$about])*
        #[derive(Clone, Debug)]
        $vis struct $name {
            $($(#[$doc])* $vis $field: $type,)*
            $(
                /// The facts that the set asks for beside these keys.
                $vis $rest: $crate::dossier::facts::Facts,
            )?
        }
        impl $crate::dossier::declared::Group for $name {
            fn keys() -> Vec<$crate::dossier::keys::Key> {
                vec![$($crate::dossier::keys::Key::$how(
                    $key,
                    $crate::dossier::declared::kind!($type $(, $kind)?),
                    $meaning,
                    $example,
                )),*]
            }
            fn taken(facts: &mut $crate::dossier::facts::Facts) -> Self {
                Self {
                    $($field: $crate::dossier::declared::Declared::take(facts.get_mut($key)),)*
                    $($rest: std::mem::take(facts),)?
                }
            }
        }
    };
}
pub(super) use group;

/// The kind that is given, or that of the type.
macro_rules! kind {
    ($type:ty) => {
        <$type as $crate::dossier::declared::Declared>::kind()
    };
    ($type:ty, $kind:expr) => {
        $kind
    };
}
pub(super) use kind;

impl<T: Group> Declared for T {
    fn kind() -> Kind {
        Kind::Group(T::keys())
    }

    fn take(fact: Option<&mut Fact>) -> Self {
        match fact {
            Some(Fact::Group(facts)) => T::taken(facts),
            _ => T::taken(&mut Facts::default()),
        }
    }
}

/// One of these values, placed; a placeholder without it.
macro_rules! value {
    ($type:ty, $kind:expr, $fact:pat => $value:expr, $placeholder:expr) => {
        impl Declared for Spanned<$type> {
            fn kind() -> Kind {
                $kind
            }

            fn take(fact: Option<&mut Fact>) -> Self {
                match fact.map(|fact| std::mem::replace(fact, Fact::Gone)) {
                    Some($fact) => $value,
                    _ => Self::new($placeholder, NOWHERE),
                }
            }
        }
    };
}

value!(String, Kind::Text, Fact::Text(text) | Fact::Markdown(text) => text, String::new());
value!(PartialDate, Kind::Date, Fact::Date(date) => date, PartialDate::Year(0));
value!(Decimal, Kind::Number, Fact::Number(number) => number, Decimal::ZERO);
value!(u32, Kind::Whole { least: 0, most: u32::MAX }, Fact::Whole(number) => number, 0);

impl<T: Declared> Declared for Option<T> {
    fn kind() -> Kind {
        T::kind()
    }

    fn take(fact: Option<&mut Fact>) -> Self {
        fact.map(|fact| T::take(Some(fact)))
    }
}

impl<T: Declared> Declared for Vec<T> {
    fn kind() -> Kind {
        Kind::list(T::kind())
    }

    fn take(fact: Option<&mut Fact>) -> Self {
        match fact.map(|fact| std::mem::replace(fact, Fact::Gone)) {
            Some(Fact::List(facts)) => {
                let facts = facts.into_iter();
                facts.map(|mut fact| T::take(Some(&mut fact))).collect()
            }
            _ => Self::new(),
        }
    }
}

/// Names of the user's own, each with a value. A reported one holds a placeholder, for it is not empty.
impl<T: Declared> Declared for Vec<(Text, T)> {
    fn kind() -> Kind {
        Kind::Map(Box::new(T::kind()))
    }

    fn take(fact: Option<&mut Fact>) -> Self {
        match fact.map(|fact| std::mem::replace(fact, Fact::Gone)) {
            Some(Fact::Map(entries)) => (entries.into_iter())
                .map(|(name, mut fact)| (name, T::take(Some(&mut fact))))
                .collect(),
            Some(_) => vec![(Text::take(None), T::take(None))],
            None => Self::new(),
        }
    }
}

/// Declares how the words of choices are taken.
macro_rules! choices {
    ($($type:ty),+) => {$(
        impl Declared for $type {
            fn kind() -> Kind {
                let words = <$type as Choice>::WORDS.iter();
                Kind::Choice(words.map(|(word, _, meaning)| (*word, *meaning)).collect())
            }

            fn take(fact: Option<&mut Fact>) -> Self {
                let word = <Option<Text> as Declared>::take(fact);
                let words = <$type as Choice>::WORDS.iter();
                let found = words.filter(|(own, ..)| word.as_ref().is_some_and(|word| **word == **own));
                found.map(|(_, value, _)| *value).next().unwrap_or_default()
            }
        }
    )+};
}
pub(super) use choices;

impl Choice for bool {
    const WORDS: &'static [(&'static str, Self, &'static str)] =
        &[("true", true, "có"), ("false", false, "không")];
}

choices!(bool);
