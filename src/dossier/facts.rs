//! What a file says, by its keys: values and their places.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::diagnostics::{SourceId, Span, Spanned};
use crate::values::PartialDate;

/// Text with its place, trimmed and in NFC.
pub type Text = Spanned<String>;

/// The place of a placeholder: where the file has no value that fits, the reader says so once, and a value of this
/// place stands for it, so that the rest is still read and checked. It never leaves [`super::load`].
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
    /// Taken out already, or reported because it does not fit.
    Gone,
}

impl Fact {
    /// Where it stands, or begins.
    #[must_use]
    pub fn place(&self) -> Option<Span> {
        match self {
            Self::Text(text) | Self::Markdown(text) => Some(text.span),
            Self::Date(date) => Some(date.span),
            Self::Number(number) => Some(number.span),
            Self::Whole(number) => Some(number.span),
            Self::List(facts) => facts.first()?.place(),
            Self::Group(facts) => Some(facts.place),
            Self::Map(entries) => Some(entries.first()?.0.span),
            Self::Free(_) | Self::Gone => None,
        }
    }
}

/// A group of keys with their values, in the order of their declaration. An absent key is not among them.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Where something about the whole group is shown.
    pub place: Span,
    pub(super) entries: Vec<(Arc<str>, Fact)>,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            place: NOWHERE,
            entries: Vec::new(),
        }
    }
}

impl Fact {
    fn add<'a>(&'a self, wanted: fn(&'a Self) -> Option<&'a Text>, texts: &mut Vec<&'a Text>) {
        match self {
            Self::List(facts) => facts.iter().for_each(|fact| fact.add(wanted, texts)),
            Self::Group(facts) => facts.add(wanted, texts),
            fact => texts.extend(wanted(fact)),
        }
    }
}

impl Facts {
    /// All lines of text, inner groups and lists included.
    #[must_use]
    pub fn texts(&self) -> Vec<&Text> {
        self.all(|fact| match fact {
            Fact::Text(text) => Some(text),
            _ => None,
        })
    }

    /// The narrative, as Markdown.
    #[must_use]
    pub fn narrative(&self) -> Vec<&Text> {
        self.all(|fact| match fact {
            Fact::Markdown(text) => Some(text),
            _ => None,
        })
    }

    fn all<'a>(&'a self, wanted: fn(&'a Fact) -> Option<&'a Text>) -> Vec<&'a Text> {
        let mut texts = Vec::new();
        self.add(wanted, &mut texts);
        texts
    }

    fn add<'a>(&'a self, wanted: fn(&'a Fact) -> Option<&'a Text>, texts: &mut Vec<&'a Text>) {
        let facts = self.entries.iter();
        facts.for_each(|(_, fact)| fact.add(wanted, texts));
    }

    /// The value at that path (`qua_trinh.huong_dan.ngay`), if it is there.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Fact> {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let (_, fact) = self.entries.iter().find(|(key, _)| **key == *first)?;
        match fact {
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

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Fact> {
        let mut entries = self.entries.iter_mut();
        let (_, fact) = entries.find(|(own, _)| **own == *key)?;
        Some(fact)
    }
}
