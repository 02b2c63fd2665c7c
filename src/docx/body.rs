//! The main part: the sections' content one after the other.

use crate::document::{Document, Orientation, Paragraph, Role, Run};
use crate::fonts::Fonts;
use crate::lines::with_break_marks;
use crate::redline::{self, Change, Piece};
use crate::style::{self, page, signature};
use crate::units::Pt;

use super::drawn_line::{self, DrawnLine};
use super::measure;
use super::paragraph::{Context, Place, empty};
use super::parted;
use super::retext::without_references;
use super::section::{self, Stretch};
use super::styles;
use super::table;
use super::track::Reviser;
use super::xml::{DECLARATION, Element, NAMESPACES};
use super::{controls::Facts, frame};

/// The main part and the facts it binds.
pub(super) struct Body {
    /// `word/document.xml`.
    pub(super) part: String,
    /// What the controls in it are bound to.
    pub(super) facts: Facts,
    /// Whether it shows the changes since an old document.
    pub(super) is_revised: bool,
}

/// Builds the main part, with the changes since an old document marked in it if there is one; `None`
/// if the text could not be put into XML.
pub(super) fn build(
    old: Option<(&Document, &Reviser)>,
    document: &Document,
    fonts: &Fonts,
) -> Option<Body> {
    let by = old.map_or_else(Reviser::default, |(_, by)| by.clone());
    let mut context = Context::new(document, &by, fonts);
    let mut out = String::from(DECLARATION);
    let root = NAMESPACES
        .iter()
        .fold(Element::new("w:document"), |root, (name, uri)| {
            root.attr(name, *uri)
        });
    root.open(&mut out);
    let body = Element::new("w:body");
    body.open(&mut out);
    for (index, section) in document.sections.iter().enumerate() {
        let last = index + 1 == document.sections.len();
        let pieces = match old {
            Some((old, _)) => redline::pieces(redline::beside(old, index, last), section),
            None => redline::kept(section),
        };
        let flow = Flow {
            orientations: orientations(&pieces),
            context: &mut context,
            pieces: &pieces,
            out: &mut out,
            is_draft: document.draft_mark.is_some(),
        };
        flow.write(last);
    }
    body.close(&mut out);
    root.close(&mut out);
    (!context.damaged).then_some(Body {
        part: out,
        facts: context.facts,
        is_revised: old.is_some(),
    })
}

/// Which way the page of each piece is turned: what the new document lacks flows along.
fn orientations(pieces: &[Change<Piece<'_>>]) -> Vec<Orientation> {
    let mut found: Vec<Orientation> = Vec::with_capacity(pieces.len());
    let mut here = None;
    let mut of_table = Orientation::Portrait;
    for change in pieces {
        if change.is_new() {
            here = Some(match change.shown() {
                Piece::Table(table) => {
                    of_table = table.layout.orientation;
                    of_table
                }
                Piece::Caption(..) => of_table,
                _ => Orientation::Portrait,
            });
        }
        found.push(here.unwrap_or_default());
    }
    found
}

/// A section's content on its way into the main part.
struct Flow<'a, 'b> {
    context: &'a mut Context<'b>,
    pieces: &'a [Change<Piece<'a>>],
    orientations: Vec<Orientation>,
    out: &'a mut String,
    is_draft: bool,
}

impl Flow<'_, '_> {
    /// Writes the content. The properties of each stretch of pages belong to its last paragraph, those
    /// of the document's last one (`is_last`) stand for themselves.
    fn write(mut self, is_last: bool) {
        let mut start = 0;
        for index in 0..self.pieces.len() {
            let turns = self.turns(index);
            let ends = turns || index + 1 == self.pieces.len();
            let stretch = ends.then(|| self.properties(start));
            self.piece(index, stretch, is_last && !turns);
            if turns {
                start = index + 1;
            }
        }
        if self.pieces.is_empty() {
            let properties = self.properties(0);
            self.end(properties, is_last);
        }
    }

    /// Whether the pages are turned between this piece and the next.
    fn turns(&self, index: usize) -> bool {
        let next = self.orientations.get(index + 1);
        next.is_some_and(|next| *next != self.orientations[index])
    }

    /// The properties of the stretch that starts with this piece.
    fn properties(&self, start: usize) -> Element {
        let stretch = Stretch {
            opens_section: start == 0,
            orientation: self.orientations.get(start).copied().unwrap_or_default(),
        };
        section::properties(stretch, self.is_draft)
    }

    /// Writes a piece, and the properties of the stretch that ends with it.
    fn piece(&mut self, index: usize, mut end: Option<Element>, is_last: bool) {
        let change = self.pieces[index];
        if let Some(head) = change.of(Piece::letterhead) {
            frame::letterhead(self.context, head).write(self.out);
        } else if let Some(block) = change.of(Piece::signature) {
            frame::signature(self.context, block).write(self.out);
        } else if let Some(table) = change.of(Piece::table) {
            table::write(self.context, table, self.out);
        } else if let Some(both) = self.parted(index) {
            both.iter().for_each(|part| part.write(self.out));
        } else {
            let built = self.paragraph(index);
            // the mark that ends a section stays, whatever becomes of the text before it
            let takes_end = change.stays() && !is_last;
            self.finish(built, if takes_end { end.take() } else { None });
        }
        let is_table = change.shown().is_table();
        match end {
            Some(end) if is_last && change.stays() && !is_table => end.write(self.out),
            Some(end) => self.end(end, is_last),
            None if is_table && self.is_followed_by_table(index) => self.seam_between_tables(),
            None => {}
        }
    }

    /// Ends a stretch by a paragraph of its own.
    fn end(&mut self, properties: Element, is_last: bool) {
        if is_last {
            self.seam(None);
            properties.write(self.out);
        } else {
            self.seam(Some(properties));
        }
    }

    /// Whether a table comes next, with all changes accepted or with all rejected.
    fn is_followed_by_table(&self, index: usize) -> bool {
        let after = &self.pieces[index + 1..];
        let is_table = |change: Option<&Change<Piece<'_>>>| {
            change.is_some_and(|change| change.shown().is_table())
        };
        is_table(after.iter().find(|change| change.is_new()))
            || is_table(after.iter().find(|change| change.is_old()))
    }

    fn finish(&mut self, mut paragraph: Element, end: Option<Element>) {
        if let Some(end) = end {
            paragraph.push_into("w:pPr", end);
        }
        paragraph.write(self.out);
    }

    /// The paragraph that OOXML asks for after a table, of hardly any height.
    fn seam(&mut self, end: Option<Element>) {
        self.seam_at(Place::default(), end);
    }

    /// The same between two tables: it parts them as text would.
    fn seam_between_tables(&mut self) {
        let place = Place {
            more_before: style::table::SPACE_AFTER,
            more_after: style::table::SPACE_BEFORE - styles::SEAM_HEIGHT,
            ..Place::default()
        };
        self.seam_at(place, None);
    }

    fn seam_at(&mut self, place: Place, end: Option<Element>) {
        let look = style::paragraph(Role::TableCell);
        let built = empty(styles::SEAM, &look, place);
        let built = self.context.read(&built);
        self.finish(built, end);
    }

    fn paragraph(&mut self, index: usize) -> Element {
        let change = self.pieces[index];
        let shown = change.shown();
        let (Piece::Paragraph(paragraph, _) | Piece::Caption(_, paragraph)) = shown else {
            return Element::new("w:p");
        };
        let mut place = self.place(index, paragraph);
        let look = style::paragraph(paragraph.role);
        let mut runs = shown.runs();
        if matches!(change, Change::Deleted(_)) {
            runs = without_references(runs);
        }
        let fonts = self.context.fonts;
        let sheet = page::sheet(self.orientations[index]);
        place.flush_left =
            measure::lines(fonts, &look, &runs, sheet.text_width().pt()).parts_address;
        let marked = |runs: Vec<Run>| match place.flush_left {
            true => with_break_marks(&runs, &look, fonts),
            false => runs,
        };
        runs = marked(runs);
        let mut element = match shown {
            // one that goes leaves the bookmark to the one that takes its place
            Piece::Caption(id, _) if change.is_new() => {
                let built = self.context.caption(id, &runs, place);
                self.context.read(&built)
            }
            _ => self.context.paragraph_of(look.id, &look, place, &runs),
        };
        let line = self.drawn_line(paragraph.role, &runs);
        let mut former_line = line;
        if let Change::Both { old, .. } = change {
            let old_runs = marked(old.runs());
            if old_runs != runs {
                let context = &mut self.context;
                match shown {
                    Piece::Caption(..) => context.recaption(&mut element, &look, &old_runs, &runs),
                    _ => context.retext(&mut element, &look, &old_runs, &runs),
                }
            }
            former_line = self.drawn_line(paragraph.role, &old_runs);
        }
        self.context.anchor_both(&mut element, former_line, line);
        if let Some(mark) = change.mark() {
            self.context.tracker.whole(&mut element, mark);
        }
        element
    }

    /// The last article in two parts, where it is too long to move with the signature.
    fn parted(&mut self, index: usize) -> Option<[Element; 2]> {
        let change = self.pieces[index];
        let unchanged = match change {
            Change::Both { old, new } => old.runs() == new.runs(),
            _ => change.mark().is_none(),
        };
        if !unchanged || !self.stands_above_signature(index) {
            return None;
        }
        let Piece::Paragraph(paragraph, _) = change.shown() else {
            return None;
        };
        let (role, place) = (paragraph.role, self.place(index, paragraph));
        let parts = parted::paragraphs(self.context, role, &change.shown().runs(), place)?;
        Some(parts.map(|part| self.context.read(&part)))
    }

    fn drawn_line(&self, role: Role, runs: &[Run]) -> Option<DrawnLine> {
        drawn_line::below(self.context.fonts, role, runs, page::TEXT_WIDTH.pt())
    }

    /// The pieces that stand in the same document: the new one, or the old one for what is deleted.
    fn companions<'p>(
        &'p self,
        index: usize,
        range: impl Iterator<Item = usize> + 'p,
    ) -> impl Iterator<Item = Piece<'p>> + 'p {
        let own = self.pieces[index];
        let pieces = range.filter_map(|at| self.pieces.get(at));
        let pieces = pieces.filter(move |change| own.stands_with(**change));
        pieces.map(|change| change.shown())
    }

    fn place(&self, index: usize, paragraph: &Paragraph) -> Place {
        let before = self.companions(index, (0..index).rev()).next();
        let after = self.companions(index, index + 1..self.pieces.len()).next();
        // at the top of a page that is turned another way nothing stands above
        let turned = index
            .checked_sub(1)
            .is_some_and(|before| self.turns(before));
        let after_table = matches!(before, Some(Piece::Table(_))) && !turned;
        let before_table = matches!(after, Some(Piece::Table(_)));
        let is_caption = matches!(self.pieces[index].shown(), Piece::Caption(..));
        let space = |asked: bool, space: Pt| if asked { space } else { Pt(0.0) };
        Place {
            keep_with_next: paragraph.keep_with_next || self.stands_above_signature(index),
            more_before: space(after_table && !is_caption, style::table::SPACE_AFTER),
            more_after: space(before_table, style::table::SPACE_BEFORE),
            flush_left: false,
        }
    }

    /// Whether the paragraph holds one of the lines that must stand above the signature (C24).
    fn stands_above_signature(&self, index: usize) -> bool {
        // each paragraph has a line at least
        let below = self.companions(index, index + 1..self.pieces.len());
        let mut near = below.take(signature::LINES_ABOVE + 1);
        if !near.any(|piece| matches!(piece, Piece::Signature(_))) {
            return false;
        }
        let mut lines = 0;
        for piece in self.companions(index, index + 1..self.pieces.len()) {
            match piece {
                Piece::Signature(_) => return lines < signature::LINES_ABOVE,
                Piece::Paragraph(paragraph, _) if lines < signature::LINES_ABOVE => {
                    let look = style::paragraph(paragraph.role);
                    let width = page::TEXT_WIDTH.pt();
                    lines +=
                        measure::lines(self.context.fonts, &look, &paragraph.runs, width).count;
                }
                _ => return false,
            }
        }
        false
    }
}
