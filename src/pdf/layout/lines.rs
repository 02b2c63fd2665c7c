//! Breaking text into lines as Word and LibreOffice do: plain advance widths, filled greedily,
//! spaces hanging over the margin.

use super::tree::LeafId;
use crate::fonts::Fonts;
use crate::units::Pt;

/// Word processors measure in whole twips (1/20 pt): a line that comes nearer to the edge than one
/// twip is broken there, so it is broken here.
const TWIP: f64 = 0.05;

/// Text of one face, before it is broken.
#[derive(Clone, Copy, Debug)]
pub struct Styled<'a> {
    /// NFC text.
    pub text: &'a str,
    /// Index of the face ([`Fonts::index`]).
    pub face: usize,
    /// The structure it belongs to.
    pub leaf: LeafId,
}

/// A piece of a line in one face.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// Its text, with the spaces at a line's end.
    pub text: String,
    /// Index of the face.
    pub face: usize,
    /// The structure it belongs to.
    pub leaf: LeafId,
    /// Sum of its letters' widths.
    pub width: Pt,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What stands in it, left to right.
    pub fragments: Vec<Fragment>,
    /// Width without the spaces that hang at its end.
    pub width: Pt,
    /// Spaces that justification may stretch.
    pub gaps: usize,
    /// Ends the paragraph.
    pub last: bool,
}

/// A letter with its width in points.
#[derive(Clone, Copy)]
struct Letter {
    letter: char,
    run: usize,
    width: f64,
}

/// Breaks the text; there is always one line at least.
#[must_use]
pub fn break_lines(
    runs: &[Styled<'_>],
    size: Pt,
    first_width: Pt,
    width: Pt,
    fonts: &Fonts,
) -> Vec<Line> {
    let letters = measure(runs, size, fonts);
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        let room = if lines.is_empty() { first_width } else { width };
        let end = line_end(&letters, start, f64::from(room.0) - TWIP);
        let last = end >= letters.len();
        lines.push(assemble(&letters[start..end], runs, last));
        if last {
            return lines;
        }
        start = end;
    }
}

fn measure(runs: &[Styled<'_>], size: Pt, fonts: &Fonts) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(runs.iter().map(|run| run.text.len()).sum());
    for (index, run) in runs.iter().enumerate() {
        let font = fonts.by_index(run.face);
        let scale = f64::from(size.0) / f64::from(font.units_per_em());
        letters.extend(run.text.chars().map(|letter| Letter {
            letter,
            run: index,
            width: f64::from(font.advance(letter)) * scale,
        }));
    }
    letters
}

/// One past the last letter of the line that starts at `start`.
fn line_end(letters: &[Letter], start: usize, room: f64) -> usize {
    let mut filled = 0.0;
    let mut opportunity = None;
    for (index, item) in letters.iter().enumerate().skip(start) {
        filled += item.width;
        if item.letter != ' ' && filled > room {
            return opportunity.unwrap_or_else(|| index.max(start + 1));
        }
        let next = letters.get(index + 1).map(|next| next.letter);
        if may_break(item.letter, next) {
            opportunity = Some(index + 1);
        }
    }
    letters.len()
}

/// Whether a line may end between these two letters, as measured on LibreOffice: after spaces,
/// hyphens and dashes, but never before closing marks; not after the slash of `64/2007/NĐ-CP`.
fn may_break(letter: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    match letter {
        ' ' => true,
        '-' | '–' | '—' | '…' | '?' | '!' | '|' | '\\' => {
            !next.is_whitespace() && !"-–—…?!|\\/.,;:)]}%»”’\"'".contains(next)
        }
        _ => false,
    }
}

fn assemble(letters: &[Letter], runs: &[Styled<'_>], last: bool) -> Line {
    let mut fragments: Vec<(usize, String, f64)> = Vec::new();
    for item in letters {
        match fragments.last_mut() {
            Some((run, text, width)) if *run == item.run => {
                text.push(item.letter);
                *width += item.width;
            }
            _ => fragments.push((item.run, item.letter.into(), item.width)),
        }
    }
    let solid = letters
        .iter()
        .rposition(|item| item.letter != ' ')
        .map_or(0, |index| index + 1);
    let solid = letters.get(..solid).unwrap_or_default();
    Line {
        width: Pt(solid.iter().map(|item| item.width).sum::<f64>() as f32),
        gaps: solid.iter().filter(|item| item.letter == ' ').count(),
        last,
        fragments: fragments
            .into_iter()
            .filter_map(|(run, text, width)| {
                runs.get(run).map(|run| Fragment {
                    text,
                    face: run.face,
                    leaf: run.leaf,
                    width: Pt(width as f32),
                })
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: f32) -> Vec<String> {
        let fonts = Fonts::built_in().expect("fonts are compiled in");
        let run = Styled {
            text,
            face: 0,
            leaf: LeafId(0),
        };
        break_lines(&[run], Pt(14.0), Pt(width), Pt(width), &fonts)
            .iter()
            .map(|line| line.fragments.iter().map(|f| f.text.as_str()).collect())
            .collect()
    }

    fn width(text: &str) -> f32 {
        let fonts = Fonts::built_in().expect("fonts are compiled in");
        fonts.face(false, false).width(text, Pt(14.0)).0
    }

    #[test]
    fn spaces_hang_over_the_margin() {
        let room = width("Sơn La") + 0.06;
        assert_eq!(broken("Sơn La tỉnh", room), ["Sơn La ", "tỉnh"]);
        assert_eq!(broken("Sơn La   tỉnh", room), ["Sơn La   ", "tỉnh"]);
    }

    #[test]
    fn a_line_within_a_twip_of_the_edge_is_broken() {
        let room = width("Sơn La") + 0.04;
        assert_eq!(broken("Sơn La tỉnh", room), ["Sơn ", "La tỉnh"]);
    }

    #[test]
    fn no_break_at_no_break_spaces() {
        let room = width("ngày 10");
        assert_eq!(broken("ngày 10\u{a0}năm", room), ["ngày ", "10\u{a0}năm"]);
    }

    #[test]
    fn breaks_after_hyphens_but_not_after_slashes() {
        let text = "số 2245/QĐ-UBND";
        assert_eq!(
            broken(text, width("số 2245/QĐ-") + 0.1),
            ["số 2245/QĐ-", "UBND"]
        );
        assert_eq!(broken("ở 2245/QĐab", width("ở 2245/") + 0.1)[0], "ở ");
        assert_eq!(
            broken("năm 2021-2025", width("năm 2021-") + 0.1),
            ["năm 2021-", "2025"]
        );
    }

    #[test]
    fn closing_marks_stay_with_their_word() {
        assert_eq!(broken("ab ab-)cd", width("ab ab-") + 0.1)[0], "ab ");
    }

    #[test]
    fn words_longer_than_a_line_break_by_letter() {
        let lines = broken(&"Ư".repeat(50), 100.0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line) <= 100.0));
        assert_eq!(lines.concat(), "Ư".repeat(50));
        assert_eq!(broken("abc", 1.0), ["a", "b", "c"]);
    }

    #[test]
    fn empty_text_is_one_empty_line() {
        assert_eq!(broken("", 100.0), [""]);
    }
}
