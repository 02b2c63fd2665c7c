//! What a file says, by its keys: values and their places, before and beside the typed dossier.
//!
//! Where the file has no value that fits, the reader says so once; asking for it gives a placeholder whose place
//! is [`NOWHERE`], so that the rest is still read and checked. A dossier with a placeholder in it never leaves
//! [`super::load`].

use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::Value;

use super::date::PartialDate;
use crate::diagnostics::{SourceId, Span, Spanned};

/// Text with its place, trimmed and in NFC.
pub type Text = Spanned<String>;

/// The place of a placeholder.
pub(super) const NOWHERE: Span = Span {
    source: SourceId(u32::MAX),
    start: u32::MAX,
    end: u32::MAX,
};

/// Whether a value was read rather than put in its place after an error.
pub(super) fn is_known<T>(value: &Spanned<T>) -> bool {
    value.span != NOWHERE
}

/// A value (dữ kiện).
#[derive(Clone, Debug)]
pub enum Fact {
    /// A line of text.
    Text(Text),
    /// Markdown.
    Markdown(Text),
    /// A date.
    Date(Spanned<PartialDate>),
    /// An exact decimal.
    Number(Spanned<Decimal>),
    /// A whole number.
    Whole(Spanned<u32>),
    /// A list.
    List(Vec<Fact>),
    /// A group of keys.
    Group(Facts),
    /// Names of the user's own.
    Map(Vec<(Text, Fact)>),
    /// Anything.
    Free(Value),
    /// Something that does not fit, already reported.
    Reported,
}

/// A group of keys with their values, in the order of their declaration. An absent key is not among them.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Where something about the whole group is shown.
    pub place: Span,
    pub(super) entries: Vec<Entry>,
}

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: Arc<str>,
    pub(super) key_span: Span,
    pub(super) fact: Fact,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            place: NOWHERE,
            entries: Vec::new(),
        }
    }
}

impl Facts {
    /// The value at that path (`qua_trinh.huong_dan.ngay`), if it is there.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Fact> {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let entry = self.entries.iter().find(|entry| *entry.key == *first)?;
        match &entry.fact {
            fact if rest.is_empty() => Some(fact),
            Fact::Group(facts) => facts.get(rest),
            _ => None,
        }
    }

    /// The text at that path.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&Text> {
        match self.get(path)? {
            Fact::Text(text) | Fact::Markdown(text) => Some(text),
            _ => None,
        }
    }

    /// The group at that path.
    #[must_use]
    pub fn group(&self, path: &str) -> Option<&Self> {
        match self.get(path)? {
            Fact::Group(facts) => Some(facts),
            _ => None,
        }
    }

    /// A group of one key.
    pub(super) fn of(place: Span, key: Arc<str>, fact: Fact) -> Self {
        let entry = Entry {
            key,
            key_span: place,
            fact,
        };
        Self {
            place,
            entries: vec![entry],
        }
    }

    /// Where the key stands.
    pub(super) fn place_of(&self, key: &str) -> Option<Span> {
        let found = self.entries.iter().find(|entry| *entry.key == *key)?;
        Some(found.key_span)
    }

    /// Takes a value out; a placeholder if it is not there.
    pub(super) fn need<T: FromFact>(&mut self, key: &str) -> T {
        self.maybe(key).unwrap_or_else(T::placeholder)
    }

    /// Takes a value out, if it is there.
    pub(super) fn maybe<T: FromFact>(&mut self, key: &str) -> Option<T> {
        let at = self.entries.iter().position(|entry| *entry.key == *key)?;
        Some(T::of(self.entries.remove(at).fact))
    }

    /// Takes core keys out of a group and leaves what a set added to it.
    pub(super) fn within<T>(&mut self, key: &str, take: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let entry = self.entries.iter_mut().find(|entry| *entry.key == *key)?;
        Some(match &mut entry.fact {
            Fact::Group(facts) => take(facts),
            _ => take(&mut Self::default()),
        })
    }
}

/// What can be taken out of a group.
pub(super) trait FromFact: Sized {
    /// The value; a placeholder for what was reported.
    fn of(fact: Fact) -> Self;
    /// What stands for a value that is not there.
    fn placeholder() -> Self;
}

impl FromFact for Fact {
    fn of(fact: Fact) -> Self {
        fact
    }

    fn placeholder() -> Self {
        Self::Reported
    }
}

impl FromFact for Text {
    fn of(fact: Fact) -> Self {
        match fact {
            Fact::Text(text) | Fact::Markdown(text) => text,
            _ => Self::placeholder(),
        }
    }

    fn placeholder() -> Self {
        Self::new(String::new(), NOWHERE)
    }
}

impl FromFact for Spanned<PartialDate> {
    fn of(fact: Fact) -> Self {
        match fact {
            Fact::Date(date) => date,
            _ => Self::placeholder(),
        }
    }

    fn placeholder() -> Self {
        Self::new(PartialDate::Year(0), NOWHERE)
    }
}

impl FromFact for Spanned<Decimal> {
    fn of(fact: Fact) -> Self {
        match fact {
            Fact::Number(number) => number,
            _ => Self::placeholder(),
        }
    }

    fn placeholder() -> Self {
        Self::new(Decimal::ZERO, NOWHERE)
    }
}

impl FromFact for Spanned<u32> {
    fn of(fact: Fact) -> Self {
        match fact {
            Fact::Whole(number) => number,
            _ => Self::placeholder(),
        }
    }

    fn placeholder() -> Self {
        Self::new(0, NOWHERE)
    }
}

impl FromFact for Facts {
    fn of(fact: Fact) -> Self {
        match fact {
            Fact::Group(facts) => facts,
            _ => Self::default(),
        }
    }

    fn placeholder() -> Self {
        Self::default()
    }
}

impl<T: FromFact> FromFact for Vec<T> {
    fn of(fact: Fact) -> Self {
        match fact {
            Fact::List(facts) => facts.into_iter().map(T::of).collect(),
            _ => Self::new(),
        }
    }

    fn placeholder() -> Self {
        Self::new()
    }
}

/// A map; a reported one holds one placeholder, for it is not empty.
impl<T: FromFact> FromFact for Vec<(Text, T)> {
    fn of(fact: Fact) -> Self {
        match fact {
            Fact::Map(entries) => (entries.into_iter())
                .map(|(name, fact)| (name, T::of(fact)))
                .collect(),
            _ => vec![(Text::placeholder(), T::placeholder())],
        }
    }

    fn placeholder() -> Self {
        Self::new()
    }
}
