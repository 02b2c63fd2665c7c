//! What a file may say, declared once: keys, their kinds, what they mean.
//!
//! From a declaration come reading and its diagnostics, the schema for editors, the reference page and what
//! templates may read.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Span};

/// A key (khóa) and what it takes.
#[derive(Clone, Debug)]
pub struct Key {
    /// As it is typed: `a-z`, `0-9`, `_`.
    pub name: Arc<str>,
    /// What its value is.
    pub kind: Kind,
    /// Whether it must be there.
    pub needed: bool,
    /// What it means, in Vietnamese, a phrase without closing full stop.
    pub meaning: String,
    /// A value as it is typed; may be empty.
    pub example: String,
    /// Declared by a set, not by the core.
    pub own: bool,
    /// A name whose capitals are checked.
    pub is_name: bool,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A line of text.
    Text,
    /// A line of text without the mark that would close it in a list.
    Citation,
    /// A legal basis: its closing mark stays, a leading `Căn cứ` goes.
    Basis,
    /// A recipient, without dash and closing mark.
    Recipient,
    /// Markdown, its lines kept; without `./.` at its end if the template prints that.
    Markdown {
        /// Whether a closing mark is dropped.
        open_end: bool,
    },
    /// A date, whole or in part.
    Date,
    /// A date that templates see as a document without number (`.ngay`).
    Milestone,
    /// An exact decimal.
    Number,
    /// An exact decimal, not below 0.
    Amount,
    /// A whole number within limits.
    Whole {
        /// At least.
        least: u32,
        /// At most.
        most: u32,
    },
    /// The number of a document, as it is printed.
    IssueNumber,
    /// One of the wordings that the law gives.
    Wording(&'static [&'static str]),
    /// One of a few words, each with its meaning.
    Choice(Vec<(&'static str, &'static str)>),
    /// One line, or a list of lines.
    Lines,
    /// A list.
    List(Box<Kind>),
    /// A group of keys.
    Group(Vec<Key>),
    /// A group of which there are several forms.
    Variants(Variants),
    /// Names of the user's own, each with such a value.
    Map(Box<Kind>),
    /// Another kind, known when it is asked for: a declaration that holds itself.
    Later(fn() -> Kind),
    /// Anything.
    Free,
}

/// A group of which there are several forms, told apart by the keys that are there.
#[derive(Clone, Debug)]
pub struct Variants {
    /// The keys of every form.
    pub common: Vec<Key>,
    /// The forms.
    pub forms: Vec<Form>,
    /// What is said of a group of no form, or of several: its place, and the places of the keys that tell the
    /// form.
    pub unclear: fn(Span, &[Span]) -> Diagnostic,
}

/// One form of a group.
#[derive(Clone, Debug)]
pub struct Form {
    /// How many of its keys, from the last, tell this form.
    pub telling: usize,
    /// Its keys.
    pub keys: Vec<Key>,
}

impl Key {
    /// A key that may be left out.
    #[must_use]
    pub fn maybe(name: &str, kind: Kind, meaning: &str, example: &str) -> Self {
        Self {
            name: name.into(),
            kind,
            needed: false,
            meaning: meaning.to_owned(),
            example: example.to_owned(),
            own: false,
            is_name: false,
        }
    }

    /// A key that must be there.
    #[must_use]
    pub fn need(name: &str, kind: Kind, meaning: &str, example: &str) -> Self {
        Self {
            needed: true,
            ..Self::maybe(name, kind, meaning, example)
        }
    }

    /// The keys below it: of the group, or of the groups of a list.
    #[must_use]
    pub fn keys(&self) -> &[Self] {
        self.kind.keys()
    }
}

impl Kind {
    /// A document: number and date.
    #[must_use]
    pub fn document() -> Self {
        Self::Group(vec![
            Key::need("so", Self::Text, "số và ký hiệu văn bản", "1379/STTTT-CNTT"),
            Key::need("ngay", Self::Date, "ngày văn bản", "19/8/2021"),
        ])
    }

    /// `co`, or `khong`, which counts as absent.
    #[must_use]
    pub(super) fn yes_no() -> Self {
        Self::Choice(vec![(Self::YES, "có"), (Self::NO, "không, như bỏ khóa")])
    }

    /// Whether it is that.
    #[must_use]
    pub fn is_yes_no(&self) -> bool {
        matches!(self, Self::Choice(words) if words.iter().map(|(word, _)| *word).eq([Self::YES, Self::NO]))
    }

    const YES: &'static str = "co";
    /// The word that counts as absent.
    pub const NO: &'static str = "khong";

    /// A list.
    #[must_use]
    pub fn list(of: Self) -> Self {
        Self::List(Box::new(of))
    }

    /// The keys of the group, or of the groups of the list; none of anything else.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        match self {
            Self::Group(keys) => keys,
            Self::List(of) => of.keys(),
            _ => &[],
        }
    }

    /// The same, to be changed.
    pub(super) fn keys_mut(&mut self) -> Option<&mut Vec<Key>> {
        match self {
            Self::Group(keys) => Some(keys),
            Self::List(of) => of.keys_mut(),
            _ => None,
        }
    }
}

/// The key of that name.
#[must_use]
pub(super) fn find<'a>(keys: &'a [Key], name: &str) -> Option<&'a Key> {
    keys.iter().find(|key| *key.name == *name)
}

/// The key at that path (`qua_trinh.huong_dan.ngay`).
#[must_use]
pub(super) fn at<'a>(keys: &'a [Key], path: &str) -> Option<&'a Key> {
    match path.split_once('.') {
        None => find(keys, path),
        Some((first, rest)) => at(find(keys, first)?.keys(), rest),
    }
}
