//! So sánh hai văn bản: what to insert into an old document and delete from it to get the new one.
//! Pure: no I/O, no clock, no file format.
//!
//! [`pieces`] puts two sections side by side and [`rows`] two tables, both by [`align`]: which item of a
//! list became which of another. [`segments`] does so with the words of two texts. [`marked`] is a new document with
//! what is new in it marked.

mod align;
mod marked;
mod pieces;
mod rows;
mod segments;

pub(crate) use align::{align, likeness};
pub use marked::marked;
pub(crate) use pieces::{Piece, kept, pieces};
pub(crate) use rows::rows;
pub(crate) use segments::{Mark, segments};

use crate::document::{Document, Section};

/// A part of a document that was put side by side with an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change<T> {
    /// As it stands; it was not compared with anything.
    Kept(T),
    /// On the new side only.
    Inserted(T),
    /// On the old side only.
    Deleted(T),
    /// On both sides, perhaps with another text inside.
    Both {
        /// As it was.
        old: T,
        /// As it is.
        new: T,
    },
}

/// The old sections that stand beside the new one of this index: the last one takes all that are left.
#[must_use]
pub(crate) fn beside(old: &Document, index: usize, last: bool) -> &[Section] {
    let sections = old.sections.get(index..).unwrap_or_default();
    if last {
        sections
    } else {
        sections.get(..1).unwrap_or_default()
    }
}

impl<T: Copy> Change<T> {
    /// What is shown: the new one, where there is one.
    pub(crate) const fn shown(self) -> T {
        match self {
            Self::Kept(item)
            | Self::Inserted(item)
            | Self::Deleted(item)
            | Self::Both { new: item, .. } => item,
        }
    }

    /// The same change of what is found in it; `None` if that is missing on a side.
    pub(crate) fn of<U>(self, find: impl Fn(T) -> Option<U>) -> Option<Change<U>> {
        Some(match self {
            Self::Kept(item) => Change::Kept(find(item)?),
            Self::Inserted(item) => Change::Inserted(find(item)?),
            Self::Deleted(item) => Change::Deleted(find(item)?),
            Self::Both { old, new } => Change::Both {
                old: find(old)?,
                new: find(new)?,
            },
        })
    }

    /// The changes of its parts: the same for all of them, or, where it is on both sides, what
    /// `beside` finds.
    pub(crate) fn parts<U>(
        self,
        parts: impl Fn(T) -> Vec<U>,
        beside: impl FnOnce(T, T) -> Vec<Change<U>>,
    ) -> Vec<Change<U>> {
        match self {
            Self::Kept(item) => parts(item).into_iter().map(Change::Kept).collect(),
            Self::Inserted(item) => parts(item).into_iter().map(Change::Inserted).collect(),
            Self::Deleted(item) => parts(item).into_iter().map(Change::Deleted).collect(),
            Self::Both { old, new } => beside(old, new),
        }
    }

    /// As it was and as it is; `None` where it was not or is no more.
    pub(crate) const fn sides(self) -> (Option<T>, Option<T>) {
        match self {
            Self::Kept(item) => (Some(item), Some(item)),
            Self::Inserted(item) => (None, Some(item)),
            Self::Deleted(item) => (Some(item), None),
            Self::Both { old, new } => (Some(old), Some(new)),
        }
    }

    /// Whether the other stands in the document that this one is shown in.
    pub(crate) const fn stands_with<U: Copy>(self, other: Change<U>) -> bool {
        if self.is_new() {
            other.is_new()
        } else {
            other.is_old()
        }
    }

    /// Whether it stands in the new document.
    pub(crate) const fn is_new(self) -> bool {
        !matches!(self, Self::Deleted(_))
    }

    /// Whether it stands in the old document.
    pub(crate) const fn is_old(self) -> bool {
        !matches!(self, Self::Inserted(_))
    }

    /// Whether it stands in both.
    pub(crate) const fn stays(self) -> bool {
        self.is_new() && self.is_old()
    }

    /// How all of it is marked, if it is on one side only.
    pub(crate) const fn mark(self) -> Option<Mark> {
        match self {
            Self::Inserted(_) => Some(Mark::Inserted),
            Self::Deleted(_) => Some(Mark::Deleted),
            Self::Kept(_) | Self::Both { .. } => None,
        }
    }
}
