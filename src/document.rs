//! The finished text, before any file format: what both writers read.
//!
//! A [`Document`] holds every word, number and table cell that will be printed, each with its
//! semantic role; it says nothing of fonts, sizes or positions (those are in [`crate::style`]), until
//! [`crate::fit`] notes how each table is set.
//! All text is in Unicode NFC, without line breaks and without control characters.

mod ends;
mod role;
mod table;
mod text;

use crate::digest::Digest;

pub use ends::{Letterhead, SignatureBlock};
pub use role::Role;
pub use table::{
    Cell, CellAlign, CellContent, Column, Orientation, Row, Scope, Table, TableKind, TableLayout,
};
pub(crate) use text::{MarkedLines, is_blank};
pub use text::{Meaning, Paragraph, Run};

/// Văn bản: the decision and its annexes, or what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What its files are called after the decision's (`to-trinh`, `phu-luc`); empty for the decision.
    pub name: String,
    /// What it is.
    pub kind: DocumentKind,
    /// Facts about the document, for file properties and archives.
    pub meta: Metadata,
    /// The decision first, then each annex; every section starts a new page and numbers its pages from 1 (P5, A1).
    pub sections: Vec<Section>,
    /// `Some` marks every page as a draft with this text, e.g. `DỰ THẢO LẦN 2`.
    pub draft_mark: Option<String>,
}

/// What a document is beside the others of its set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentKind {
    /// The decision, with its annexes unless they have files of their own.
    #[default]
    Decision,
    /// An annex of the decision in a file of its own (A7).
    Annex,
    /// What goes with the decision: the Tờ trình.
    Beside,
}

/// Facts about the document that file properties and archive records carry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// `Quyết định 3203/QĐ-UBND` or, before issue, `Quyết định` and the subject; never empty.
    pub title: String,
    /// Trích yếu.
    pub subject: String,
    /// The issuing body on one line, e.g. `Ủy ban nhân dân tỉnh Sơn La`.
    pub author: String,
    /// Search words.
    pub keywords: Vec<String>,
    /// The document's number, once issued (`3203`).
    pub number: Option<String>,
    /// The symbol (`QĐ-UBND`).
    pub symbol: String,
    /// Abbreviations that dossier or text explain, each with its words, sorted: `UBND` and
    /// `Ủy ban nhân dân`.
    pub abbreviations: Vec<(String, String)>,
    /// Signer's name.
    pub signer: String,
    /// Signer's office, e.g. `Phó Chủ tịch`.
    pub signer_office: String,
    /// The moment the files carry as their creation date: `(year, month, day)`, from the dossier
    /// or `SOURCE_DATE_EPOCH`; never the clock.
    pub date: (i32, u32, u32),
    /// The dossier it was drafted from, so that a file can tell.
    pub dossier: Option<Digest>,
}

/// What a section of the document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// The document itself: Quyết định, Tờ trình.
    Main,
    /// Phụ lục, văn bản kèm theo.
    Annex,
}

/// A run of pages that starts on a new page and numbers them from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The document itself or an annex.
    pub kind: SectionKind,
    /// Name for bookmarks: `Quyết định`, `Phụ lục: Kết quả đánh giá, xếp hạng`, `Phụ lục II: ...`.
    pub name: String,
    /// The content in reading order.
    pub blocks: Vec<Block>,
}

impl Section {
    /// What it is called in short: `Quyết định`, `Phụ lục`, `Phụ lục II`.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name
            .split_once(':')
            .map_or(&*self.name, |(label, _)| label)
    }
}

/// A piece of content that stands by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The two-column head of the first page (C1-C8, C25, C26; A6 without number and date).
    Letterhead(Letterhead),
    /// A paragraph of any role.
    Paragraph(Paragraph),
    /// List items, one after the other; their roles tell their levels.
    List(Vec<ListItem>),
    /// A ruled table.
    Table(Table),
    /// Recipients and signature, side by side (C19-C24, C27).
    Signature(SignatureBlock),
}

/// An item of a list in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// The printed mark, e.g. `-`, `+`, `1.`, `a)`; one space follows it. Empty for a further paragraph of
    /// the item above.
    pub label: String,
    /// Whether an older document does not have this label; see [`Run::changed`].
    pub label_changed: bool,
    /// The item's text, of role [`Role::ListItem`], or of that of its level.
    pub paragraph: Paragraph,
}

impl Document {
    /// What its files are called, without their ending, beside a decision of that name.
    #[must_use]
    pub fn stem(&self, decision: &str) -> String {
        match self.name.as_str() {
            "" => decision.to_owned(),
            name => format!("{decision}-{name}"),
        }
    }

    /// Visits every text that is printed, in reading order; `true` with one that goes on with the
    /// paragraph of the text before.
    pub fn for_each_text(&self, visit: &mut impl FnMut(&str, bool)) {
        for block in self.sections.iter().flat_map(|section| &section.blocks) {
            match block {
                Block::Paragraph(paragraph) => runs(paragraph, visit),
                Block::List(items) => {
                    for item in items {
                        visit(&item.label, false);
                        runs(&item.paragraph, visit);
                    }
                }
                Block::Letterhead(head) => {
                    head.lines().for_each(|(_, line)| visit(line, false));
                    for paragraph in [&head.number, &head.place_date].into_iter().flatten() {
                        runs(paragraph, visit);
                    }
                }
                Block::Signature(block) => {
                    let title = std::iter::once(&block.recipients_title);
                    let lines = title.chain(&block.recipients).chain(&block.capacity);
                    let ends = std::iter::once(&block.name).chain(&block.drafter_mark);
                    lines.chain(ends).for_each(|line| visit(line, false));
                }
                Block::Table(table) => {
                    let rows = table.header.iter().chain(&table.body);
                    for cell in rows.flat_map(|row| &row.cells) {
                        cell.paragraphs().for_each(|p| runs(p, visit));
                    }
                    table
                        .caption
                        .iter()
                        .for_each(|caption| runs(caption, visit));
                }
            }
        }
    }
}

fn runs(paragraph: &Paragraph, visit: &mut impl FnMut(&str, bool)) {
    let runs = paragraph.runs.iter().enumerate();
    runs.for_each(|(index, run)| visit(&run.text, index > 0));
}
