//! Which item of one list became which of another.

use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Change;

/// Most pairs whose likeness is looked at between two items that stayed; more are paired in order.
const MOST_PAIRS: usize = 10_000;

/// Puts two lists side by side. Items of the same key are the same; between two such items those
/// pairs are taken, in order, whose likeness (0: another item, up to 1: the same) adds up to the
/// most. What was deleted stands before what was inserted in its place.
pub fn align<T, K, L>(
    old: &[T],
    new: &[T],
    key: impl Fn(&T) -> K,
    likeness: L,
) -> Vec<Change<usize>>
where
    K: Eq + Hash + Ord,
    L: Fn(&T, &T) -> f64,
{
    let keys = |items: &[T]| items.iter().map(&key).collect::<Vec<K>>();
    let mut aligned = Vec::with_capacity(old.len().max(new.len()));
    for operation in capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new)) {
        let (was, is) = (operation.old_range(), operation.new_range());
        if matches!(operation, DiffOp::Equal { .. }) {
            aligned.extend(was.zip(is).map(|(old, new)| Change::Both { old, new }));
        } else {
            let gap = Gap {
                old: was.start,
                new: is.start,
                likeness: likenesses(&old[was], &new[is], &likeness),
            };
            gap.align(&mut aligned);
        }
    }
    aligned
}

/// The likeness of each old item (row) with each new one (column).
fn likenesses<T>(old: &[T], new: &[T], likeness: impl Fn(&T, &T) -> f64) -> Table {
    let few = old.len() * new.len() <= MOST_PAIRS;
    let mut table = Table::new(old.len(), new.len());
    for (i, was) in old.iter().enumerate() {
        for (j, is) in new.iter().enumerate() {
            if few || i == j {
                table.set(i, j, likeness(was, is));
            }
        }
    }
    table
}

/// Numbers in rows and columns; of a table too large to be kept, the diagonal alone.
struct Table {
    old: usize,
    new: usize,
    few: bool,
    values: Vec<f64>,
}

impl Table {
    fn new(old: usize, new: usize) -> Self {
        let few = old * new <= MOST_PAIRS;
        let size = if few { old * new } else { old.min(new) };
        Self {
            old,
            new,
            few,
            values: vec![0.0; size],
        }
    }

    const fn place(&self, i: usize, j: usize) -> usize {
        if self.few { i * self.new + j } else { i }
    }

    fn set(&mut self, i: usize, j: usize, value: f64) {
        let place = self.place(i, j);
        self.values[place] = value;
    }

    fn get(&self, i: usize, j: usize) -> f64 {
        self.values[self.place(i, j)]
    }
}

/// Items between two that stayed.
struct Gap {
    /// Index of the first old item.
    old: usize,
    /// Index of the first new item.
    new: usize,
    likeness: Table,
}

impl Gap {
    fn align(&self, aligned: &mut Vec<Change<usize>>) {
        let pairs = if self.likeness.few {
            self.best_pairs()
        } else {
            let shorter = self.likeness.old.min(self.likeness.new);
            (0..shorter)
                .filter(|&at| self.likeness.get(at, at) > 0.0)
                .map(|at| (at, at))
                .collect()
        };
        let (mut i, mut j) = (0, 0);
        let end = (self.likeness.old, self.likeness.new);
        for (was, is) in pairs.into_iter().chain([end]) {
            aligned.extend((i..was).map(|at| Change::Deleted(self.old + at)));
            aligned.extend((j..is).map(|at| Change::Inserted(self.new + at)));
            if (was, is) != end {
                aligned.push(Change::Both {
                    old: self.old + was,
                    new: self.new + is,
                });
            }
            (i, j) = (was + 1, is + 1);
        }
    }

    /// The pairs in order whose likeness adds up to the most.
    fn best_pairs(&self) -> Vec<(usize, usize)> {
        let (rows, columns) = (self.likeness.old, self.likeness.new);
        // best[i][j]: the most that the items from i and from j on can add up to
        let mut best = vec![vec![0.0_f64; columns + 1]; rows + 1];
        for i in (0..rows).rev() {
            for j in (0..columns).rev() {
                let pair = best[i + 1][j + 1] + self.likeness.get(i, j);
                best[i][j] = pair.max(best[i + 1][j]).max(best[i][j + 1]);
            }
        }
        let (mut i, mut j) = (0, 0);
        let mut pairs = Vec::new();
        while i < rows && j < columns {
            let alike = self.likeness.get(i, j);
            if alike > 0.0 && best[i][j] <= best[i + 1][j + 1] + alike {
                pairs.push((i, j));
                (i, j) = (i + 1, j + 1);
            } else if best[i + 1][j] >= best[i][j] {
                i += 1;
            } else {
                j += 1;
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn aligned(old: &[&str], new: &[&str]) -> Vec<Change<usize>> {
        align(old, new, |text| *text, |a, b| strsim::sorensen_dice(a, b))
    }

    #[test]
    fn what_is_alike_is_paired() {
        let found = aligned(
            &["một", "trung bình 80,6", "hai"],
            &["một", "mới", "trung bình 80,7", "hai"],
        );
        assert_eq!(
            found,
            [
                Change::Both { old: 0, new: 0 },
                Change::Inserted(1),
                Change::Both { old: 1, new: 2 },
                Change::Both { old: 2, new: 3 },
            ]
        );
    }

    #[test]
    fn deleted_stands_before_inserted() {
        assert_eq!(
            aligned(&["aaa"], &["bbb"]),
            [Change::Deleted(0), Change::Inserted(0)]
        );
    }

    #[test]
    fn long_lists_are_paired_in_order() {
        let old: Vec<String> = (0..400).map(|n| format!("dòng cũ {n}")).collect();
        let new: Vec<String> = (0..300).map(|n| format!("dòng mới {n}")).collect();
        let found = align(&old, &new, |text| text.clone(), |_, _| 1.0);
        assert_eq!(found[299], Change::Both { old: 299, new: 299 });
        assert_eq!(found.len(), 400);
    }

    proptest! {
        /// Every item once, in its order.
        #[test]
        fn nothing_is_lost(old in "[ab ]{0,12}", new in "[ab ]{0,12}") {
            let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
            let found = align(&old, &new, |c| *c, |a, b| f64::from(u8::from(*a != ' ' && *b != ' ')));
            let olds: Vec<usize> = found.iter().filter_map(|change| match change {
                Change::Deleted(at) | Change::Both { old: at, .. } => Some(*at),
                _ => None,
            }).collect();
            let news: Vec<usize> = found.iter().filter_map(|change| match change {
                Change::Inserted(at) | Change::Both { new: at, .. } => Some(*at),
                _ => None,
            }).collect();
            prop_assert_eq!(olds, (0..old.len()).collect::<Vec<_>>());
            prop_assert_eq!(news, (0..new.len()).collect::<Vec<_>>());
        }
    }
}
