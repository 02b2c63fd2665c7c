//! Two sections, block by block.

use super::Change;
use super::align::{align, likeness};
use super::rows::layout;
use crate::document::{Block, Letterhead, Paragraph, Role, Run, Section, SignatureBlock, Table};

/// A block, lists and captions taken apart.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece<'a> {
    /// The head of the first page.
    Letterhead(&'a Letterhead),
    /// A paragraph, and the label before it if it is an item of a list.
    Paragraph(&'a Paragraph, Option<&'a str>),
    /// A ruled table, without its caption.
    Table(&'a Table),
    /// The caption of the table of this id.
    Caption(&'a str, &'a Paragraph),
    /// Recipients and signature.
    Signature(&'a SignatureBlock),
}

impl<'a> Piece<'a> {
    /// The head it is.
    #[must_use]
    pub(crate) const fn letterhead(self) -> Option<&'a Letterhead> {
        match self {
            Self::Letterhead(head) => Some(head),
            _ => None,
        }
    }

    /// The table it is.
    #[must_use]
    pub(crate) const fn table(self) -> Option<&'a Table> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The signature block it is.
    #[must_use]
    pub(crate) const fn signature(self) -> Option<&'a SignatureBlock> {
        match self {
            Self::Signature(block) => Some(block),
            _ => None,
        }
    }

    /// Whether a word processor sets it as a table.
    #[must_use]
    pub(crate) const fn is_table(self) -> bool {
        matches!(
            self,
            Self::Letterhead(_) | Self::Table(_) | Self::Signature(_)
        )
    }

    /// A paragraph's text with its label, as runs; none of other pieces.
    #[must_use]
    pub(crate) fn runs(&self) -> Vec<Run> {
        match self {
            Self::Paragraph(paragraph, Some(label)) => {
                let label = Run::plain(format!("{label} "));
                let own = paragraph.runs.iter().cloned();
                std::iter::once(label).chain(own).collect()
            }
            Self::Paragraph(paragraph, None) | Self::Caption(_, paragraph) => {
                paragraph.runs.clone()
            }
            _ => Vec::new(),
        }
    }

    /// What it is: pieces of another kind never stand for each other.
    fn kind(&self) -> Kind<'a> {
        match *self {
            Piece::Letterhead(_) => Kind::Letterhead,
            Piece::Signature(_) => Kind::Signature,
            Piece::Paragraph(paragraph, _) => Kind::Paragraph(paragraph.role),
            Piece::Caption(id, _) => Kind::Caption(id),
            Piece::Table(table) => {
                let rows = table.header.iter();
                Kind::Table(&table.id, table.columns.len(), rows.map(layout).collect())
            }
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Paragraph(paragraph, Some(label)) => format!("{label} {}", paragraph.text()),
            Self::Paragraph(paragraph, None) | Self::Caption(_, paragraph) => paragraph.text(),
            _ => String::new(),
        }
    }
}

#[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind<'a> {
    Letterhead,
    Signature,
    Paragraph(Role),
    Caption(&'a str),
    /// Id, number of columns, and the cells of its head.
    Table(&'a str, usize, Vec<Vec<[usize; 3]>>),
}

/// The pieces of a section that is compared with nothing.
#[must_use]
pub(crate) fn kept(section: &Section) -> Vec<Change<Piece<'_>>> {
    taken_apart(section).into_iter().map(Change::Kept).collect()
}

/// The pieces of a section beside those of the old sections that it took the place of.
#[must_use]
pub(crate) fn pieces<'a>(old: &'a [Section], new: &'a Section) -> Vec<Change<Piece<'a>>> {
    let (old, new): (Vec<_>, _) = (old.iter().flat_map(taken_apart).collect(), taken_apart(new));
    let alike = |was: &Piece<'_>, is: &Piece<'_>| {
        let same_kind = was.kind() == is.kind();
        match is {
            _ if !same_kind => 0.0,
            // there is one such paragraph in a section: another text is its new text
            Piece::Paragraph(paragraph, _) if !repeats(paragraph.role) => 1.0,
            Piece::Paragraph(..) => likeness(&was.text(), &is.text()),
            _ => 1.0,
        }
    };
    let aligned = align(&old, &new, |piece| (piece.kind(), piece.text()), alike);
    let pieces = aligned.into_iter();
    pieces
        .filter_map(|change| change.of(|piece| Some(*piece)))
        .collect()
}

/// Whether a section may hold several paragraphs of the role.
const fn repeats(role: Role) -> bool {
    !matches!(
        role,
        Role::DocumentType
            | Role::Subject
            | Role::Authority
            | Role::Order
            | Role::AnnexLabel
            | Role::AnnexTitle
            | Role::AnnexSubtitle
            | Role::AnnexReference
            | Role::SigningLine
            | Role::Addressee
            | Role::Addressees
    )
}

fn taken_apart(section: &Section) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Letterhead(head) => pieces.push(Piece::Letterhead(head)),
            Block::Paragraph(paragraph) => pieces.push(Piece::Paragraph(paragraph, None)),
            Block::List(items) => pieces.extend(items.iter().map(|item| {
                let label = Some(item.label.as_str()).filter(|label| !label.is_empty());
                Piece::Paragraph(&item.paragraph, label)
            })),
            Block::Table(table) => {
                pieces.push(Piece::Table(table));
                pieces.extend(table.caption.iter().map(|c| Piece::Caption(&table.id, c)));
            }
            Block::Signature(block) => pieces.push(Piece::Signature(block)),
        }
    }
    pieces
}
