//! Sets text, and reports letters that the faces lack.

use std::collections::BTreeSet;

use super::paragraph::{SetParagraph, set};
use super::tree::{LeafId, NodeId, Tree};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::document::Run;
use crate::fonts::Fonts;
use crate::style::ParagraphStyle;
use crate::units::Pt;

/// Sets the text of one section.
pub(super) struct Setter<'a> {
    /// The faces.
    pub(super) fonts: &'a Fonts,
    /// The document's structure.
    pub(super) tree: &'a mut Tree,
    /// Problems found.
    pub(super) problems: &'a mut Diagnostics,
    /// Where new nodes go.
    pub(super) node: NodeId,
    reported: BTreeSet<(char, Option<Span>)>,
}

impl<'a> Setter<'a> {
    /// Sets lines under this node, with nothing reported yet.
    pub(super) const fn new(
        fonts: &'a Fonts,
        tree: &'a mut Tree,
        problems: &'a mut Diagnostics,
        node: NodeId,
    ) -> Self {
        Self {
            fonts,
            tree,
            problems,
            node,
            reported: BTreeSet::new(),
        }
    }

    /// Sets runs after checking that the faces have their letters.
    pub(super) fn set(
        &mut self,
        runs: Vec<(Run, LeafId)>,
        look: ParagraphStyle,
        width: Pt,
        origin: Option<Span>,
    ) -> SetParagraph {
        for (run, _) in &runs {
            self.check(run, &look, origin);
        }
        set(&runs, look, width, self.fonts)
    }

    /// Reports letters that the run's face lacks.
    pub(super) fn check(&mut self, run: &Run, look: &ParagraphStyle, origin: Option<Span>) {
        let font = self
            .fonts
            .face(look.bold || run.bold, look.italic || run.italic);
        for letter in run.text.chars() {
            if !font.has(letter) && self.reported.insert((letter, origin)) {
                self.problems.push(missing(letter, &run.text, origin));
            }
        }
    }
}

/// A letter that the faces lack.
pub(super) fn missing(letter: char, text: &str, origin: Option<Span>) -> Diagnostic {
    let shown = if letter.is_control() {
        String::new()
    } else {
        format!(" “{letter}”")
    };
    let message = format!(
        "Phông chữ không có ký tự{shown} (U+{:04X})",
        u32::from(letter)
    );
    let mut problem = Diagnostic::error("TT010", message)
        .with_note(format!("ký tự nằm trong đoạn: {}", excerpt(text, letter)))
        .with_remedy("Thay ký tự đó bằng chữ, số hoặc dấu thông thường");
    if let Some(span) = origin {
        problem = problem.at(span, "đoạn có ký tự này");
    }
    problem
}

/// The words around a letter.
fn excerpt(text: &str, letter: char) -> String {
    const AROUND: usize = 20;
    let letters: Vec<char> = text.chars().collect();
    let at = letters.iter().position(|c| *c == letter).unwrap_or(0);
    letters
        .iter()
        .skip(at.saturating_sub(AROUND))
        .take(2 * AROUND)
        .filter(|c| !c.is_control())
        .collect()
}
