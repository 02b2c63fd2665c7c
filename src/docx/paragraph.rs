//! Paragraphs: `docx-rs` builds the text, the layer adds drawn lines and completes the controls.

use std::collections::{BTreeMap, HashMap};

use docx_rs::{BuildXML, FieldCharType, InstrText, LineSpacing};

use crate::document::{Block, Document, Meaning, Role, Run};
use crate::fonts::Fonts;
use crate::redline::Mark;
use crate::style::{self, Align, ParagraphStyle};
use crate::units::Pt;

use super::controls::{self, Facts};
use super::drawn_line::DrawnLine;
use super::kind::Kind;
use super::schema;
use super::track::{Reviser, Tracker};
use super::xml::{self, Element, Node};

/// What all parts of the body share while they are built.
pub(super) struct Context<'a> {
    /// For measuring.
    pub(super) fonts: &'a Fonts,
    /// The facts that become controls.
    pub(super) facts: Facts,
    /// Table ids and their numbers in the document, from 1.
    tables: BTreeMap<&'a str, usize>,
    /// Number of the last drawn line.
    drawings: u32,
    /// Number of the last content control.
    controls: u32,
    /// Marks what changed since an old document.
    pub(super) tracker: Tracker,
    /// What `docx-rs` made that is asked for again.
    pub(super) made: HashMap<Kind, Element>,
    /// Whether `docx-rs` ever gave something that cannot be read.
    pub(super) damaged: bool,
}

impl<'a> Context<'a> {
    /// Ready to build the body of this document, and to mark what was changed by someone.
    pub(super) fn new(document: &'a Document, by: &Reviser, fonts: &'a Fonts) -> Self {
        let mut tables = BTreeMap::new();
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            if let Block::Table(table) = block {
                let next = tables.len() + 1;
                tables.entry(table.id.as_str()).or_insert(next);
            }
        }
        Self {
            fonts,
            facts: Facts::of(document),
            tables,
            drawings: 0,
            controls: 0,
            tracker: Tracker::new(by),
            made: HashMap::new(),
            damaged: false,
        }
    }

    /// Reads what `docx-rs` built and puts it right.
    pub(super) fn read(&mut self, built: &impl BuildXML) -> Element {
        let Some(mut element) = xml::parse(&built.build()) else {
            self.damaged = true;
            return Element::new("w:p");
        };
        controls::complete(&mut element, &mut self.controls);
        schema::tidy(&mut element);
        element
    }

    /// Anchors a drawn line at the end of a paragraph.
    pub(super) fn anchor(&mut self, paragraph: &mut Element, line: DrawnLine) {
        let id = self.next_drawing();
        paragraph.push(line.run(id));
    }

    /// Anchors the drawn line of a paragraph that may have had another one.
    pub(super) fn anchor_both(
        &mut self,
        paragraph: &mut Element,
        old: Option<DrawnLine>,
        new: Option<DrawnLine>,
    ) {
        if old == new {
            new.into_iter()
                .for_each(|line| self.anchor(paragraph, line));
            return;
        }
        for (line, mark) in [(old, Mark::Deleted), (new, Mark::Inserted)] {
            if let Some(line) = line {
                let id = self.next_drawing();
                let run = Node::Element(line.run(id));
                let marked = self.tracker.runs(vec![run], mark);
                paragraph.children.extend(marked);
            }
        }
    }

    /// Number for another drawn line.
    pub(super) fn next_drawing(&mut self) -> u32 {
        self.drawings += 1;
        self.drawings
    }
}

/// Formatting that a paragraph's place asks for, beyond its style.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// Stays on the page of what follows.
    pub(super) keep_with_next: bool,
    /// Additional clear space above.
    pub(super) more_before: Pt,
    /// Additional clear space below.
    pub(super) more_after: Pt,
    /// Flush left, whatever its style: a line of it ends inside a web address.
    pub(super) flush_left: bool,
}

/// A paragraph of this style as `docx-rs` has it, still without text.
pub(super) fn empty(id: &str, look: &ParagraphStyle, place: Place) -> docx_rs::Paragraph {
    let mut built = docx_rs::Paragraph::new().style(id);
    if place.keep_with_next && !look.keep_with_next {
        built = built.keep_next(true);
        if !look.keep_together {
            // LibreOffice never parts such a paragraph; Word must not either
            built = built.keep_lines(true);
        }
    }
    if place.more_before.0 > 0.0 || place.more_after.0 > 0.0 {
        let mut spacing = LineSpacing::new();
        if place.more_before.0 > 0.0 {
            spacing = spacing.before(twips(look.space_before + place.more_before));
        }
        if place.more_after.0 > 0.0 {
            spacing = spacing.after(twips(look.space_after + place.more_after));
        }
        built = built.line_spacing(spacing);
    }
    if place.flush_left && look.align == Align::Justify {
        built = built.align(docx_rs::AlignmentType::Left);
    }
    built
}

fn twips(length: Pt) -> u32 {
    u32::try_from(length.twips()).unwrap_or(0)
}

/// How many runs of a caption come up to its number and with it; `None` without one.
pub(super) fn label_end(caption: &[Run]) -> Option<usize> {
    let mut runs = caption.iter();
    Some(runs.position(|run| run.meaning == Meaning::CaptionNumber)? + 1)
}

impl Context<'_> {
    /// The text of a paragraph, put into one of `docx-rs`.
    pub(super) fn fill(
        &self,
        mut built: docx_rs::Paragraph,
        look: &ParagraphStyle,
        runs: &[Run],
    ) -> docx_rs::Paragraph {
        for run in runs {
            built = self.add_run(built, look, run);
        }
        built
    }

    /// The caption of the table of that id: its label and number are a bookmark, the number a field.
    pub(super) fn caption(&self, id: &str, caption: &[Run], place: Place) -> docx_rs::Paragraph {
        let look = style::paragraph(Role::Caption);
        let mut built = empty(look.id, &look, place);
        let (Some(label), Some((bookmark, name))) = (label_end(caption), self.bookmark(id)) else {
            return self.fill(built, &look, caption);
        };
        built = built.add_bookmark_start(bookmark, name);
        built = self.fill(built, &look, &caption[..label]);
        built = built.add_bookmark_end(bookmark);
        self.fill(built, &look, &caption[label..])
    }

    /// Number and name of the bookmark around the label and number of a table's caption.
    fn bookmark(&self, id: &str) -> Option<(usize, String)> {
        let number = self.tables.get(id)?;
        Some((*number, format!("_Ref{number:09}")))
    }

    fn add_run(
        &self,
        built: docx_rs::Paragraph,
        look: &ParagraphStyle,
        run: &Run,
    ) -> docx_rs::Paragraph {
        let text = || shaped(look, run).add_text(printable(&run.text));
        match &run.meaning {
            Meaning::CaptionNumber => field(built, look, run, "SEQ Bảng \\* ARABIC"),
            Meaning::RepeatedNumber => field(built, look, run, "SEQ Bảng \\c \\* ARABIC"),
            Meaning::TableReference(id) => match self.bookmark(id) {
                Some((_, name)) => field(built, look, run, &format!("REF {name} \\h")),
                None => built.add_run(text()),
            },
            meaning => match self.facts.control(meaning, &run.text) {
                Some(control) => built.add_structured_data_tag(control.add_run(text())),
                None => built.add_run(text()),
            },
        }
    }
}

/// An empty run with the emphasis that goes beyond the style's.
pub(super) fn shaped(look: &ParagraphStyle, run: &Run) -> docx_rs::Run {
    let mut built = docx_rs::Run::new();
    if run.bold && !look.bold {
        built = built.bold();
    }
    if run.italic && !look.italic {
        built = built.italic();
    }
    built
}

/// A field whose last result is the run's text.
fn field(
    built: docx_rs::Paragraph,
    look: &ParagraphStyle,
    run: &Run,
    instruction: &str,
) -> docx_rs::Paragraph {
    let instruction = InstrText::Unsupported(instruction.to_owned());
    built
        .add_run(shaped(look, run).add_field_char(FieldCharType::Begin, false))
        .add_run(shaped(look, run).add_instr_text(instruction))
        .add_run(shaped(look, run).add_field_char(FieldCharType::Separate, false))
        .add_run(shaped(look, run).add_text(printable(&run.text)))
        .add_run(shaped(look, run).add_field_char(FieldCharType::End, false))
}

/// The text with a space for each tab or line break, which a run's text cannot hold.
pub(super) fn printable(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
