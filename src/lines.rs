//! Breaking text into lines as Word and LibreOffice do: plain advance widths, filled greedily,
//! spaces hanging over the margin. Both writers, and what decides how wide columns are, measure here.

use std::ops::Range;

use crate::document::Run;
use crate::fonts::Fonts;
use crate::style::ParagraphStyle;
use crate::units::Pt;

/// Word processors measure in whole twips (1/20 pt): a line that comes nearer to the edge than one
/// twip is broken there, so it is broken here.
const TWIP: f64 = 0.05;
/// A line may end after these letters of a web address.
const PARTS_OF_ADDRESS: &str = "/?&=-";
/// Marks that no line starts with.
const CLOSING: &str = "!.,;:)]}%»”’\"'";
/// Where a word processor may end a line, without a letter to be seen (zero width space).
const BREAK_MARK: char = '\u{200b}';

/// A piece of a line in one face.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// Its text, with the spaces at a line's end.
    pub text: String,
    /// Index of its run among those that were broken.
    pub run: usize,
    /// Index of the face ([`Fonts::index`]).
    pub face: usize,
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
    /// Ends inside a web address.
    pub parts_address: bool,
}

/// A letter with its width in points.
#[derive(Clone, Copy)]
struct Letter {
    letter: char,
    run: usize,
    face: usize,
    width: f64,
    /// Stands in a web address.
    address: bool,
}

/// Breaks the text; there is always one line at least.
#[must_use]
pub fn break_lines<'a>(
    runs: impl IntoIterator<Item = &'a Run>,
    style: &ParagraphStyle,
    width: Pt,
    fonts: &Fonts,
) -> Vec<Line> {
    let letters = measure(runs, style, fonts);
    let width = width - style.left_indent.pt();
    let first_width = width - style.first_line_indent.pt();
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        let room = if lines.is_empty() { first_width } else { width };
        let end = line_end(&letters, start, f64::from(room.0) - TWIP);
        lines.push(assemble(&letters, start..end));
        if end >= letters.len() {
            // a table has thousands of them
            lines.shrink_to_fit();
            return lines;
        }
        start = end;
    }
}

/// Height of a line and the depth of its base line below its top: ascent, descent and the font's
/// own gap (which stands above), rounded to twips as word processors do.
#[must_use]
pub(crate) fn line_metrics(style: &ParagraphStyle, fonts: &Fonts) -> (Pt, Pt) {
    let font = fonts.face(style.bold, style.italic);
    let natural = font.ascent(style.size) + font.descent(style.size) + font.line_gap(style.size);
    let single = Pt(natural.twips() as f32 / 20.0);
    let height = Pt((single * style.line_spacing).twips() as f32 / 20.0);
    let ascent = font.ascent(style.size) + font.line_gap(style.size);
    (height, ascent + height - single)
}

/// How much room a text needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Extent {
    /// Width of the widest piece that no line ends inside of, in points.
    pub widest: f64,
    /// That piece.
    pub piece: String,
    /// Width of the whole text on one line, in points.
    pub whole: f64,
}

/// Measures a text's pieces: where the widest has room, no line ends inside a number or a syllable. The piece is only
/// told where it is wider than `known`.
#[must_use]
pub(crate) fn extent<'a>(
    runs: impl IntoIterator<Item = &'a Run>,
    style: &ParagraphStyle,
    fonts: &Fonts,
    known: f64,
) -> Extent {
    let letters = measure(runs, style, fonts);
    let mut widest = (0.0, 0..0);
    let mut start = 0;
    for index in 0..letters.len() {
        let ends = may_break(&letters, index) && !is_sign(&letters, index);
        if index + 1 < letters.len() && !ends {
            continue;
        }
        let piece = solid(&letters, start..index + 1);
        let width = width(&letters[piece.clone()]);
        if width > widest.0 {
            widest = (width, piece);
        }
        start = index + 1;
    }
    let piece = letters[widest.1].iter().filter(|_| widest.0 > known);
    Extent {
        widest: widest.0,
        piece: piece.map(|item| item.letter).collect(),
        whole: width(&letters),
    }
}

/// The runs with a mark wherever a line may end inside a web address: word processors do not find
/// these places by themselves.
#[must_use]
pub(crate) fn with_break_marks(runs: &[Run], style: &ParagraphStyle, fonts: &Fonts) -> Vec<Run> {
    let letters = measure(runs, style, fonts);
    let mut marked = runs.to_vec();
    marked.iter_mut().for_each(|run| run.text.clear());
    for (index, item) in letters.iter().enumerate() {
        if let Some(run) = marked.get_mut(item.run) {
            run.text.push(item.letter);
            if parts_address(&letters, index) {
                run.text.push(BREAK_MARK);
            }
        }
    }
    marked
}

fn measure<'a>(
    runs: impl IntoIterator<Item = &'a Run>,
    style: &ParagraphStyle,
    fonts: &Fonts,
) -> Vec<Letter> {
    let mut letters = Vec::new();
    for (index, run) in runs.into_iter().enumerate() {
        letters.reserve(run.text.len());
        let face = Fonts::index(style.bold || run.bold, style.italic || run.italic);
        let font = fonts.by_index(face);
        let scale = f64::from(style.size.0) / f64::from(font.units_per_em());
        letters.extend(run.text.chars().map(|letter| Letter {
            letter,
            run: index,
            face,
            width: f64::from(font.advance(letter)) * scale,
            address: false,
        }));
    }
    note_addresses(&mut letters);
    letters
}

/// Notes which letters stand in a web address: a word with `://` in it, or that starts with `www.`.
fn note_addresses(letters: &mut [Letter]) {
    for word in letters.split_mut(|item| item.letter.is_whitespace()) {
        let says = |at: usize, text: &str| {
            let mut letters = word.iter().skip(at).map(|item| item.letter);
            text.chars().all(|letter| letters.next() == Some(letter))
        };
        if says(0, "www.") || (0..word.len()).any(|at| says(at, "://")) {
            word.iter_mut().for_each(|item| item.address = true);
        }
    }
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
        if may_break(letters, index) {
            opportunity = Some(index + 1);
        }
    }
    letters.len()
}

/// Whether a line may end after this letter, as measured on LibreOffice: after spaces, hyphens and
/// dashes, but never before closing marks; not after the slash of `64/2007/NĐ-CP`.
fn may_break(letters: &[Letter], index: usize) -> bool {
    let (Some(item), Some(next)) = (letters.get(index), letters.get(index + 1)) else {
        return false;
    };
    let next = next.letter;
    match item.letter {
        ' ' => true,
        '-' | '–' | '—' | '…' | '?' | '!' | '|' | '\\' => {
            !next.is_whitespace() && !"-–—…?|\\/".contains(next) && !CLOSING.contains(next)
        }
        _ => parts_address(letters, index),
    }
}

/// Whether the letter is the sign of a number: word processors break after it, so a column has room
/// for both.
fn is_sign(letters: &[Letter], index: usize) -> bool {
    let at = |index: usize| letters.get(index).map(|item| item.letter);
    let starts_word = match index.checked_sub(1).and_then(at) {
        Some(before) => before.is_whitespace() || before == '(',
        None => true,
    };
    let is_dash = at(index).is_some_and(|letter| "-–—".contains(letter));
    starts_word && is_dash && at(index + 1).is_some_and(|next| next.is_ascii_digit())
}

/// Whether a line may end after this letter inside a web address.
fn parts_address(letters: &[Letter], index: usize) -> bool {
    let (Some(item), Some(next)) = (letters.get(index), letters.get(index + 1)) else {
        return false;
    };
    let of_address = |item: &Letter| PARTS_OF_ADDRESS.contains(item.letter);
    item.address
        && next.address
        && of_address(item)
        && !of_address(next)
        && !CLOSING.contains(next.letter)
}

/// Without the spaces that hang at its end.
fn solid(letters: &[Letter], range: Range<usize>) -> Range<usize> {
    let hanging = letters[range.clone()].iter().rev();
    let hanging = hanging.take_while(|item| item.letter == ' ').count();
    range.start..range.end - hanging
}

fn width(letters: &[Letter]) -> f64 {
    letters.iter().map(|item| item.width).sum()
}

fn assemble(letters: &[Letter], range: Range<usize>) -> Line {
    let mut fragments: Vec<Fragment> = Vec::new();
    for part in letters[range.clone()].chunk_by(|one, next| one.run == next.run) {
        fragments.extend(part.first().map(|first| Fragment {
            text: part.iter().map(|item| item.letter).collect(),
            run: first.run,
            face: first.face,
            width: Pt(width(part) as f32),
        }));
    }
    fragments.shrink_to_fit();
    let solid = &letters[solid(letters, range.clone())];
    let in_address = |index: usize| letters.get(index).is_some_and(|item| item.address);
    Line {
        fragments,
        width: Pt(width(solid) as f32),
        gaps: solid.iter().filter(|item| item.letter == ' ').count(),
        last: range.end >= letters.len(),
        parts_address: range.end > range.start
            && in_address(range.end - 1)
            && in_address(range.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;
    use crate::style;

    const STYLE: ParagraphStyle = style::paragraph(Role::Number);

    fn broken(text: &str, width: f32) -> Vec<String> {
        let fonts = Fonts::built_in().expect("fonts are compiled in");
        break_lines(&[Run::plain(text)], &STYLE, Pt(width), &fonts)
            .iter()
            .map(|line| line.fragments.iter().map(|f| f.text.as_str()).collect())
            .collect()
    }

    fn width(text: &str) -> f32 {
        let fonts = Fonts::built_in().expect("fonts are compiled in");
        fonts.face(false, false).width(text, STYLE.size).0
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
    fn the_widest_piece_is_found() {
        let fonts = Fonts::built_in().expect("fonts are compiled in");
        let of = |text: &str| extent(&[Run::plain(text)], &STYLE, &fonts, 0.0);
        let found = of("-12,75% (cũ) 2021-2025");
        assert_eq!(found.piece, "-12,75%");
        assert!((found.widest - f64::from(width("-12,75%"))).abs() < 0.01);
        assert_eq!(of(""), Extent::default());
        let room = found.widest as f32 + 0.06;
        let lines = broken("-12,75% (cũ) 2021-2025", room);
        assert_eq!(lines, ["-12,75% ", "(cũ) ", "2021-", "2025"]);
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
