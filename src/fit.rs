//! Phase 4: how each table is set, decided once for all writers: pure, no file format.
//!
//! A number or a syllable is never broken. So a column is at least as wide as its widest piece of text
//! that no line ends inside of. Where the widths a table would like leave less, the name column gives way
//! first, then the others, then the text's size; then the table goes on turned pages, and there it is
//! parted by columns into as many tables as needed.

mod needs;
mod parts;
mod widths;

use crate::diagnostics::{Diagnostic, Diagnostics, Version};
use crate::document::{Block, Column, Document, Orientation, Section, Table, TableLayout};
use crate::fonts::Fonts;
use crate::style::{page, table as rules};
use crate::units::{Mm, Pt};
use needs::Needs;

/// A document with every table's layout decided.
pub(crate) struct Fitted(Document);

impl Fitted {
    /// The document.
    pub(crate) const fn document(&self) -> &Document {
        &self.0
    }
}

/// The document with every table's layout decided, and `TT011` for each table that cannot be set
/// without breaking a number or a syllable (it stays as its kind would like it).
#[must_use]
pub fn fit(document: &Document, fonts: &Fonts) -> (Document, Diagnostics) {
    let mut problems = Diagnostics::new();
    let sections = document.sections.iter().map(|section| Section {
        blocks: (section.blocks.iter())
            .flat_map(|block| match block {
                Block::Table(table) => {
                    let parts = parts::cut(table, layouts(table, fonts, &mut problems));
                    parts.into_iter().map(Block::Table).collect()
                }
                other => vec![other.clone()],
            })
            .collect(),
        kind: section.kind,
        name: section.name.clone(),
    });
    let fitted = Document {
        name: document.name.clone(),
        kind: document.kind,
        sections: sections.collect(),
        meta: document.meta.clone(),
        draft_mark: document.draft_mark.clone(),
    };
    (fitted, problems)
}

/// The same as [`fit`], once for all writers.
///
/// # Errors
/// What `fit` complains of.
pub(crate) fn fitted(document: &Document, fonts: &Fonts) -> Result<Fitted, Diagnostics> {
    let (document, problems) = fit(document, fonts);
    if problems.has_errors() {
        return Err(problems);
    }
    Ok(Fitted(document))
}

/// What [`fit`] complains of.
pub(crate) fn unfit(document: &Document, fonts: &Fonts) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    for block in blocks {
        if let Block::Table(table) = block {
            let _ = layouts(table, fonts, &mut problems);
        }
    }
    problems
}

/// How a table is parted, and each part set.
fn layouts(table: &Table, fonts: &Fonts, problems: &mut Diagnostics) -> Vec<Part> {
    let needs = Needs::of(table, fonts);
    let plan = Planner {
        table,
        needs: &needs,
    };
    plan.layouts().unwrap_or_else(|| {
        problems.push(too_wide(table, &needs));
        vec![plan.as_liked()]
    })
}

/// Columns of the whole table that one part of it has, and how it is set.
struct Part {
    columns: Vec<usize>,
    layout: TableLayout,
}

struct Planner<'a> {
    table: &'a Table,
    needs: &'a Needs,
}

impl Planner<'_> {
    /// The first way to set the table that breaks nothing; `None` if there is none.
    fn layouts(&self) -> Option<Vec<Part>> {
        let ways = [Orientation::Portrait, Orientation::Landscape];
        let mut whole_ways = ways
            .iter()
            .flat_map(|way| self.sizes().map(|size| (*way, size)));
        whole_ways
            .find_map(|(way, size)| self.set(vec![self.whole()], size, way))
            .or_else(|| self.parted())
    }

    fn whole(&self) -> Vec<usize> {
        (0..self.table.columns.len()).collect()
    }

    /// On turned pages, in as few parts as there can be, of the largest size that allows so few.
    fn parted(&self) -> Option<Vec<Part>> {
        let figures = self
            .table
            .columns
            .iter()
            .filter(|column| **column == Column::Figures);
        if figures.count() < 2 {
            return None;
        }
        let room = available(Orientation::Landscape).twips();
        let filled = self.sizes().filter_map(|size| {
            let least = self.needs.least(&self.whole(), size);
            Some((size, parts::filled(&self.table.columns, &least, room)?))
        });
        let (size, filled) = filled.min_by_key(|(_, parts)| parts.len())?;
        let even = parts::even(&self.table.columns, filled.len());
        self.set(even, size, Orientation::Landscape)
            .or_else(|| self.set(filled, size, Orientation::Landscape))
    }

    /// From the usual size down to the smallest.
    fn sizes(&self) -> impl Iterator<Item = Pt> + use<> {
        let usual = rules::usual_size(self.table.kind);
        rules::SIZES.into_iter().filter(move |size| *size <= usual)
    }

    /// The parts set in this size, if nothing is broken in any of them.
    fn set(&self, parts: Vec<Vec<usize>>, size: Pt, orientation: Orientation) -> Option<Vec<Part>> {
        let parts = parts.into_iter().map(|columns| {
            let ideal = self.liked(&columns, size, orientation);
            let least = self.needs.least(&columns, size);
            let roles: Vec<Column> = columns.iter().map(|at| self.table.columns[*at]).collect();
            let room = available(orientation).twips();
            let widths = widths::give_way(&ideal, &least, &roles, room)?;
            Some(self.part(columns, &widths, size, orientation))
        });
        parts.collect()
    }

    fn part(
        &self,
        columns: Vec<usize>,
        widths: &[i32],
        size: Pt,
        orientation: Orientation,
    ) -> Part {
        let widths = widths.iter().map(|width| Pt::of_twips(*width));
        let layout = TableLayout {
            widths: widths.collect(),
            size,
            orientation,
        };
        Part { columns, layout }
    }

    /// The whole table as its kind would like it.
    fn as_liked(&self) -> Part {
        let columns = self.whole();
        let size = rules::usual_size(self.table.kind);
        let widths = self.liked(&columns, size, Orientation::Portrait);
        self.part(columns, &widths, size, Orientation::Portrait)
    }

    /// The widths that columns would like, in twips; their edges are rounded, so that they add up.
    fn liked(&self, columns: &[usize], size: Pt, orientation: Orientation) -> Vec<i32> {
        let room = available(orientation);
        let roles: Vec<Column> = columns.iter().map(|at| self.table.columns[*at]).collect();
        let asked = |at: &usize| self.table.asked.get(*at).copied().flatten();
        let asked: Vec<Option<Mm>> = columns.iter().map(asked).collect();
        let liked = rules::column_widths(self.table.kind, &roles, &asked, room)
            .map(|widths| widths.into_iter().map(|width| width.0).collect())
            .unwrap_or_else(|| self.needs.shares(columns, size, room.0));
        let mut edge = 0.0;
        let mut left = 0;
        let widths = liked.into_iter().map(|width| {
            edge += width;
            let right = Mm(edge).twips();
            right - std::mem::replace(&mut left, right)
        });
        widths.collect()
    }
}

fn available(orientation: Orientation) -> Mm {
    page::sheet(orientation).text_width()
}

/// Letters shown of a piece of text that is too wide.
const SHOWN: usize = 40;

/// Names the text that asks for the most room, at its place in the dossier where it has one.
fn too_wide(table: &Table, needs: &Needs) -> Diagnostic {
    let room = available(Orientation::Landscape).0;
    let widest = needs.widest();
    let piece = widest.map_or("", |(_, need)| need.piece.as_str());
    let mut shown: String = piece.chars().take(SHOWN).collect();
    if shown.len() < piece.len() {
        shown.push('…');
    }
    let count = table.columns.len();
    let problem = Diagnostic::error(
        "TT011",
        format!("Bảng có {count} cột, không xếp vừa trang ngang: “{shown}” không ngắt dòng được"),
    )
    .with_note(format!(
        "trang ngang rộng {room} mm, cỡ chữ nhỏ nhất là {}; không số nào, tiếng nào bị ngắt giữa chừng",
        rules::SMALLEST.0
    ));
    let problem = match widest.and_then(|(_, need)| need.origin).or(table.origin) {
        Some(span) => problem.at(span, "chữ này quá rộng cho một cột"),
        None => problem,
    };
    problem.since(Version::V0_2).with_remedy(
        match widest.and_then(|(at, _)| table.columns.get(at)) {
            Some(Column::Figures) => "Đặt `ten_ngan` ngắn hơn, hoặc thêm dấu cách giữa các tiếng",
            Some(Column::Name) => "Thêm dấu cách giữa các tiếng của tên, hoặc viết tên ngắn hơn",
            _ => "Thêm dấu cách giữa các tiếng, viết ngắn hơn, hoặc bớt số cột của bảng",
        },
    )
}
