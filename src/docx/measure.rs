//! How wide text is and where its lines break, for drawn lines that follow the text's length.

use crate::document::Run;
use crate::fonts::Fonts;
use crate::style::ParagraphStyle;
use crate::units::Pt;

/// A paragraph's lines, as far as drawn lines need them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lines {
    /// How many lines it takes.
    pub(super) count: usize,
    /// Width of the last one, without the space that ends it.
    pub(super) last: Pt,
}

/// Breaks the runs greedily at spaces (not at U+00A0) and after hyphens.
pub(super) fn lines(fonts: &Fonts, style: &ParagraphStyle, runs: &[Run], available: Pt) -> Lines {
    let mut breaker = Breaker {
        available,
        count: 1,
        line: style.left_indent.pt() + style.first_line_indent.pt(),
        spaces: Pt(0.0),
        word: Pt(0.0),
    };
    for run in runs {
        let face = fonts.face(style.bold || run.bold, style.italic || run.italic);
        let factor = style.size.0 / face.units_per_em();
        for letter in run.text.chars() {
            breaker.add(letter, Pt(face.advance(letter) as f32 * factor));
        }
    }
    breaker.end_word();
    Lines {
        count: breaker.count,
        last: breaker.line,
    }
}

/// Height of one line of this style.
pub(super) fn line_height(fonts: &Fonts, style: &ParagraphStyle) -> Pt {
    let face = fonts.face(style.bold, style.italic);
    let single = face.ascent(style.size) + face.descent(style.size) + face.line_gap(style.size);
    single * style.line_spacing
}

struct Breaker {
    available: Pt,
    count: usize,
    line: Pt,
    spaces: Pt,
    word: Pt,
}

impl Breaker {
    fn add(&mut self, letter: char, width: Pt) {
        if letter == ' ' {
            self.end_word();
            self.spaces += width;
        } else {
            self.word += width;
            if letter == '-' {
                self.end_word();
            }
        }
    }

    fn end_word(&mut self) {
        if self.word.0 <= 0.0 {
            return;
        }
        let joined = self.line + self.spaces + self.word;
        if joined > self.available && self.line.0 > 0.0 {
            self.count += 1;
            self.line = self.word;
        } else {
            self.line = joined;
        }
        self.spaces = Pt(0.0);
        self.word = Pt(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;
    use crate::style;

    #[test]
    fn last_line_is_measured_alone() {
        let fonts = Fonts::built_in().expect("fonts are compiled in");
        let look = style::paragraph(Role::Subject);
        let face = fonts.face(true, false);
        let first = face.width("Về việc", look.size);
        let second = face.width("phê duyệt", look.size);
        let runs = [Run::plain("Về việc phê "), Run::plain("duyệt")];
        let found = lines(&fonts, &look, &runs, first + Pt(1.0));
        assert_eq!(found.count, 3);
        assert!((found.last.0 - face.width("duyệt", look.size).0).abs() < 0.01);
        let found = lines(&fonts, &look, &runs, first + second + Pt(9.0));
        assert_eq!(found.count, 1);
    }
}
