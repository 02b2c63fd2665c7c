//! Two texts, word by word.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::{Meaning, Run};

/// On which side alone text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// On the new side only.
    Inserted,
    /// On the old side only.
    Deleted,
}

/// A stretch of text of one mark; its runs are never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// On which side alone it is; `None` if it is on both.
    pub mark: Option<Mark>,
    /// The text.
    pub runs: Vec<Run>,
}

/// What to keep, delete and insert: without the inserted segments the old text, without the deleted
/// ones the new text. Whole words change, and a table's number as a whole.
#[must_use]
pub(crate) fn segments(old: &[Run], new: &[Run]) -> Vec<Segment> {
    if old == new && !new.is_empty() {
        let runs = new.to_vec();
        return vec![Segment { mark: None, runs }];
    }
    let (old, new) = (tokens(old), tokens(new));
    let mut segments = Vec::new();
    for hunk in hunks(&old, &new) {
        if hunk.same {
            push(&mut segments, None, &new[hunk.new]);
        } else {
            push(&mut segments, Some(Mark::Deleted), &old[hunk.old]);
            push(&mut segments, Some(Mark::Inserted), &new[hunk.new]);
        }
    }
    segments
}

/// A word, the spaces between two words, or a field, with its emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Token<'a> {
    text: &'a str,
    bold: bool,
    italic: bool,
    meaning: &'a Meaning,
}

fn tokens(runs: &[Run]) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for run in runs {
        let words = if run.meaning.is_field() {
            vec![run.text.as_str()]
        } else {
            words(&run.text)
        };
        tokens.extend(words.into_iter().map(|text| Token {
            text,
            bold: run.bold,
            italic: run.italic,
            meaning: &run.meaning,
        }));
    }
    tokens
}

/// Words and the spaces between them, in order.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_space = first == ' ';
        let end = rest.find(|c| (c == ' ') != is_space).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        words.push(word);
        rest = after;
    }
    words
}

/// Neighbouring tokens that stayed, or that changed.
struct Hunk {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// What stayed and what changed, in turn: changes parted by a space alone are one change.
fn hunks(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, old, new) {
        let next = Hunk {
            same: matches!(operation, DiffOp::Equal { .. }),
            old: operation.old_range(),
            new: operation.new_range(),
        };
        let parted = |space: &Hunk| {
            let mut between = new[space.new.clone()].iter();
            space.same && between.all(|token| token.text.trim_matches(' ').is_empty())
        };
        match &mut hunks[..] {
            [.., before, space] if !before.same && !next.same && parted(space) => {
                (before.old.end, before.new.end) = (next.old.end, next.new.end);
                hunks.pop();
            }
            [.., before] if before.same == next.same => {
                (before.old.end, before.new.end) = (next.old.end, next.new.end);
            }
            _ => hunks.push(next),
        }
    }
    hunks
}

/// Adds the tokens as one segment, those alike in one run.
fn push(segments: &mut Vec<Segment>, mark: Option<Mark>, tokens: &[Token<'_>]) {
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<&Token<'_>> = None;
    for token in tokens {
        let goes_on = last.is_some_and(|last| {
            !token.meaning.is_field()
                && (last.bold, last.italic, last.meaning)
                    == (token.bold, token.italic, token.meaning)
        });
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.text.push_str(token.text),
            None => runs.push(Run {
                text: token.text.to_owned(),
                bold: token.bold,
                italic: token.italic,
                meaning: token.meaning.clone(),
                changed: false,
            }),
        }
        last = Some(token);
    }
    if !runs.is_empty() {
        segments.push(Segment { mark, runs });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(segments: &[Segment]) -> String {
        let texts = segments.iter().map(|segment| {
            let text: String = segment.runs.iter().map(|run| run.text.as_str()).collect();
            match segment.mark {
                None => text,
                Some(Mark::Inserted) => format!("[+{text}]"),
                Some(Mark::Deleted) => format!("[-{text}]"),
            }
        });
        texts.collect()
    }

    fn plain(old: &str, new: &str) -> String {
        shown(&segments(&[Run::plain(old)], &[Run::plain(new)]))
    }

    #[test]
    fn whole_words_change() {
        assert_eq!(
            plain("là 80,6/100 điểm.", "là 80,7/100 điểm."),
            "là [-80,6/100][+80,7/100] điểm."
        );
        assert_eq!(plain("03 (84,6)", "02 (85,0)"), "[-03 (84,6)][+02 (85,0)]");
        assert_eq!(plain("một hai", "một hai"), "một hai");
        assert_eq!(plain("", "mới"), "[+mới]");
        assert_eq!(plain("bỏ", ""), "[-bỏ]");
        assert_eq!(plain("", ""), "");
    }

    #[test]
    fn a_field_changes_as_a_whole() {
        let caption = |number: &str| {
            [
                Run::plain("Bảng "),
                Run::of(Meaning::CaptionNumber, number),
                Run::plain(". Xếp hạng"),
            ]
        };
        let found = segments(&caption("1"), &caption("2"));
        assert_eq!(shown(&found), "Bảng [-1][+2]. Xếp hạng");
        assert_eq!(found[2].runs[0].meaning, Meaning::CaptionNumber);
    }

    fn text_of(segments: &[Segment], without: Mark) -> String {
        let kept = segments
            .iter()
            .filter(|segment| segment.mark != Some(without));
        kept.flat_map(|segment| &segment.runs)
            .map(|run| run.text.as_str())
            .collect()
    }

    proptest! {
        /// Rejecting gives the old text, accepting the new one.
        #[test]
        fn both_texts_are_in_it(old in "[ab ,]{0,30}", new in "[ab ,]{0,30}") {
            let found = segments(&[Run::plain(old.as_str())], &[Run::plain(new.as_str())]);
            prop_assert_eq!(text_of(&found, Mark::Inserted), old);
            prop_assert_eq!(text_of(&found, Mark::Deleted), new);
        }
    }
}
