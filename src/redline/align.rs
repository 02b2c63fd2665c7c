//! Which item of one list became which of another.

use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Change;

/// Most pairs whose likeness is looked at between two items that stayed; more are paired in order.
const MOST_PAIRS: usize = 10_000;

/// Texts at least so alike, from 0 to 1, are one text that changed.
const ALIKE: f64 = 0.5;

/// How alike two texts are, up to 1; 0 if they are too unlike to be one that changed.
#[must_use]
pub(crate) fn likeness(old: &str, new: &str) -> f64 {
    let alike = strsim::sorensen_dice(old, new);
    if alike < ALIKE { 0.0 } else { alike }
}

/// Puts two lists side by side. Items of the same key are the same; between two such items those
/// pairs are taken, in order, whose likeness (0: another item, up to 1: the same) adds up to the
/// most. What was deleted stands before what was inserted in its place.
pub(crate) fn align<'a, T, K: Eq + Hash + Ord>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
    likeness: impl Fn(&T, &T) -> f64,
) -> Vec<Change<&'a T>> {
    let keys = |items: &'a [T]| items.iter().map(&key).collect::<Vec<K>>();
    let mut aligned = Vec::with_capacity(old.len().max(new.len()));
    for operation in capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new)) {
        let (was, is) = (&old[operation.old_range()], &new[operation.new_range()]);
        if matches!(operation, DiffOp::Equal { .. }) {
            let both = was.iter().zip(is);
            aligned.extend(both.map(|(old, new)| Change::Both { old, new }));
        } else {
            align_gap(was, is, &pairs(was, is, &likeness), &mut aligned);
        }
    }
    aligned
}

/// Items between two that stayed, those of a pair beside each other.
fn align_gap<'a, T>(
    old: &'a [T],
    new: &'a [T],
    pairs: &[(usize, usize)],
    aligned: &mut Vec<Change<&'a T>>,
) {
    let (mut i, mut j) = (0, 0);
    let end = (old.len(), new.len());
    for &(was, is) in pairs.iter().chain([&end]) {
        aligned.extend(old[i..was].iter().map(Change::Deleted));
        aligned.extend(new[j..is].iter().map(Change::Inserted));
        if let (Some(old), Some(new)) = (old.get(was), new.get(is)) {
            aligned.push(Change::Both { old, new });
        }
        (i, j) = (was + 1, is + 1);
    }
}

/// Which old items became which new ones, in order.
fn pairs<T>(old: &[T], new: &[T], likeness: impl Fn(&T, &T) -> f64) -> Vec<(usize, usize)> {
    if old.len() * new.len() > MOST_PAIRS {
        let both = old.iter().zip(new).enumerate();
        let alike = both.filter(|(_, (was, is))| likeness(was, is) > 0.0);
        return alike.map(|(at, _)| (at, at)).collect();
    }
    let likenesses: Vec<Vec<f64>> = old
        .iter()
        .map(|was| new.iter().map(|is| likeness(was, is)).collect())
        .collect();
    best_pairs(&likenesses, new.len())
}

/// The pairs in order whose likeness - of each old item (row) with each new one (column) - adds up to
/// the most.
fn best_pairs(likenesses: &[Vec<f64>], columns: usize) -> Vec<(usize, usize)> {
    let rows = likenesses.len();
    // best[i][j]: the most that the items from i and from j on can add up to
    let mut best = vec![vec![0.0_f64; columns + 1]; rows + 1];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let pair = best[i + 1][j + 1] + likenesses[i][j];
            best[i][j] = pair.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < rows && j < columns {
        let alike = likenesses[i][j];
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn aligned<'a>(old: &'a [&str], new: &'a [&str]) -> Vec<Change<&'a str>> {
        let aligned = align(old, new, |text| *text, |a, b| strsim::sorensen_dice(a, b));
        let aligned = aligned.into_iter();
        aligned
            .filter_map(|change| change.of(|text| Some(*text)))
            .collect()
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
                Change::Both {
                    old: "một",
                    new: "một"
                },
                Change::Inserted("mới"),
                Change::Both {
                    old: "trung bình 80,6",
                    new: "trung bình 80,7"
                },
                Change::Both {
                    old: "hai",
                    new: "hai"
                },
            ]
        );
    }

    #[test]
    fn deleted_stands_before_inserted() {
        assert_eq!(
            aligned(&["aaa"], &["bbb"]),
            [Change::Deleted("aaa"), Change::Inserted("bbb")]
        );
    }

    #[test]
    fn long_lists_are_paired_in_order() {
        let old: Vec<String> = (0..400).map(|n| format!("dòng cũ {n}")).collect();
        let new: Vec<String> = (0..300).map(|n| format!("dòng mới {n}")).collect();
        let found = align(&old, &new, |text| text.clone(), |_, _| 1.0);
        let (old, new) = (&old[299], &new[299]);
        assert_eq!(found[299], Change::Both { old, new });
        assert_eq!(found.len(), 400);
    }

    proptest! {
        /// Every item once, in its order.
        #[test]
        fn nothing_is_lost(old in "[ab ]{0,12}", new in "[ab ]{0,12}") {
            let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
            let found = align(&old, &new, |c| *c, |a, b| f64::from(u8::from(*a != ' ' && *b != ' ')));
            let sides = found.into_iter().map(Change::sides);
            let (olds, news): (Vec<Option<&char>>, Vec<Option<&char>>) = sides.unzip();
            prop_assert_eq!(olds.into_iter().flatten().collect::<Vec<_>>(), old.iter().collect::<Vec<_>>());
            prop_assert_eq!(news.into_iter().flatten().collect::<Vec<_>>(), new.iter().collect::<Vec<_>>());
        }
    }
}
