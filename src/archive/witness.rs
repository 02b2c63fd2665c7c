//! What someone keeps outside of the archive, so that nobody can rewrite its whole chain unseen.

use std::fmt;

use super::ledger::Ledger;
use crate::digest::Digest;

/// Letters between two spaces.
const GROUP: usize = 4;

/// The state of an archive: its last entry's hash, which rests on all the others'. Shown as 16 groups of four figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    digest: Digest,
    /// How many entries there were; unknown where only the hash is given.
    pub entries: Option<usize>,
}

/// How an archive stands to a state that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// It holds that state; the number of entries up to it, and those filed after it.
    Holds(usize, Vec<String>),
    /// No entry of its chain has that hash.
    Gone,
}

impl Witness {
    pub(super) fn of(digest: &Digest, entries: usize) -> Self {
        Self {
            digest: digest.clone(),
            entries: Some(entries),
        }
    }

    /// Reads a hash as it is copied from paper or mail: capitals and blanks do not matter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let figures: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digest = Digest::parse(&figures.to_ascii_lowercase())?;
        Some(Self {
            digest,
            entries: None,
        })
    }

    pub(super) fn compare(&self, ledger: &Ledger) -> Since {
        let mut entries = ledger.entries.iter();
        match entries.position(|entry| entry.digest == self.digest) {
            Some(at) => {
                let later = entries.map(|entry| entry.manifest.entry.clone());
                Since::Holds(at + 1, later.collect())
            }
            None => Since::Gone,
        }
    }
}

impl Ledger {
    /// The last entry's hash and how many there are; `None` for an archive without entries.
    #[must_use]
    pub(crate) fn witness(&self) -> Option<Witness> {
        let last = self.entries.last()?;
        Some(Witness::of(&last.digest, self.entries.len()))
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, figure) in self.digest.as_str().chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{figure}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_it_is_shown() {
        let witness = Witness::of(&Digest::of(b"abc"), 3);
        let shown = witness.to_string();
        assert!(shown.starts_with("ba78 16bf 8f01 "), "{shown}");
        assert_eq!(shown.split(' ').count(), 16);
        let plain = shown.replace(' ', "");
        for text in [
            &shown,
            &plain,
            &shown.to_uppercase(),
            &format!(" {plain}\n"),
        ] {
            let read = Witness::parse(text).expect("a hash");
            assert_eq!(read.digest, witness.digest);
        }
        for text in [
            "",
            &plain[1..],
            &format!("{plain}0"),
            &plain.replace('b', "g"),
            "ü",
        ] {
            assert_eq!(Witness::parse(text), None, "{text}");
        }
    }
}
