//! Whether the entries of an archive make one chain, and whether its head names the last of them.

use std::collections::BTreeSet;

use super::entry::LedgerEntry;
use super::fault::{Fault, FaultKind};
use super::ledger::{HeadState, Ledger};
use super::manifest::{EntryOf, HEAD, Head};

impl Ledger {
    /// Whether an entry, or the package it belongs to, could not be read, for now.
    fn is_unchecked(&self, entry: &str) -> bool {
        let mut unchecked = self.unchecked();
        unchecked.any(|one| match entry.strip_prefix(one) {
            Some(inner) => inner.is_empty() || inner.starts_with('/'),
            None => false,
        })
    }

    /// Entries that could not be read, for now.
    fn unchecked(&self) -> impl Iterator<Item = &str> {
        let faults = self.faults.iter().filter(|(_, fault)| fault.is_unchecked());
        faults.map(|(entry, _)| entry.as_str())
    }

    /// Each entry follows the one before it, the first follows none, signed versions name their package.
    pub(super) fn check_chain(&mut self) {
        let mut found = Vec::new();
        let mut before: Option<&LedgerEntry> = None;
        // an entry that cannot be read now may stand in any gap
        let mut may_stand_in = match self.is_unlisted {
            true => u64::MAX,
            false => self.unchecked().collect::<BTreeSet<&str>>().len() as u64,
        };
        for entry in &self.entries {
            let manifest = &entry.manifest;
            let expected = before.map_or(1, |b| b.manifest.sequence + 1);
            let gap = manifest.sequence.checked_sub(expected);
            let filled = gap.filter(|gap| (1..=may_stand_in).contains(gap));
            let how = if let Some(gap) = filled {
                may_stand_in -= gap;
                None
            } else if manifest.sequence != expected {
                Some(format!(
                    "đây là mục thứ {}, đáng lẽ là thứ {expected}; có mục bị mất, hỏng hoặc bị chép thêm",
                    manifest.sequence
                ))
            } else if manifest.previous != before.map(LedgerEntry::link) {
                Some("mục lưu trước nó không còn như khi lưu".to_owned())
            } else if manifest.kind == EntryOf::Signature && !self.names_its_package(entry) {
                Some("gói của bản ký này không còn như khi lưu".to_owned())
            } else {
                None
            };
            found.extend(how.map(|how| Fault::new(&manifest.entry, FaultKind::OutOfChain(how))));
            before = Some(entry);
        }
        let found = found.into_iter().map(|fault| (String::new(), fault));
        self.faults.extend(found);
    }

    fn names_its_package(&self, signed: &LedgerEntry) -> bool {
        let Some(link) = &signed.manifest.package else {
            return false;
        };
        let folder = signed.manifest.entry.rsplit_once('/').map(|parts| parts.0);
        let is_there = self.packages().any(|package| package.link() == *link);
        folder == Some(&link.entry) && (is_there || self.is_unchecked(&link.entry))
    }

    /// The head names the last entry, or the one before it.
    pub(super) fn check_head(&mut self, head: Result<Vec<u8>, Fault>) {
        let heads: Vec<Head> = self
            .entries
            .iter()
            .map(|entry| Head::new(entry.manifest.sequence, entry.link()))
            .collect();
        let fault = match head {
            Err(fault) if fault.kind == FaultKind::Missing => match heads.len() {
                0 => return,
                1 => {
                    self.head = HeadState::OneBehind;
                    return;
                }
                _ => fault,
            },
            Err(fault) => fault,
            Ok(bytes) => match (Head::from_bytes(&bytes), heads.as_slice()) {
                (Some(head), [.., last]) if head == *last => return,
                (Some(head), [.., earlier, _]) if head == *earlier => {
                    self.head = HeadState::OneBehind;
                    return;
                }
                (Some(head), _) if self.is_unchecked(&head.last.entry) => return,
                (Some(head), _) if head.sequence > heads.last().map_or(0, |last| last.sequence) => {
                    let how = format!(
                        "mục cuối cùng phải là {} (thứ {}), nay không đọc được mục ấy",
                        head.last.entry, head.sequence
                    );
                    Fault::new(HEAD, FaultKind::OutOfChain(how))
                }
                _ => Fault::new(HEAD, FaultKind::Changed),
            },
        };
        self.head = HeadState::Faulty;
        self.faults.push((String::new(), fault));
    }
}
