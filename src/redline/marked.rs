//! A document with the words marked that an older one does not have.

use super::pieces::{Piece, pieces};
use super::rows::rows;
use super::segments::{Mark, segments};
use super::{Change, align, beside};
use crate::document::{
    Block, CellContent, Document, Letterhead, ListItem, MarkedLines, Paragraph, Role, Row, Run,
    Section, SignatureBlock, Table,
};

/// The new document; runs that hold new words are parted at these, and those marked as changed. What the old document
/// has alone is not in it.
#[must_use]
pub fn marked(old: &Document, new: &Document) -> Document {
    let mut document = new.clone();
    let count = new.sections.len();
    let both = new.sections.iter().zip(&mut document.sections).enumerate();
    for (index, (section, shown)) in both {
        mark_section(beside(old, index, index + 1 == count), section, shown);
    }
    document
}

fn mark_section(old: &[Section], new: &Section, shown: &mut Section) {
    let all = pieces(old, new).into_iter();
    // the new ones stand in the order in which the section is taken apart
    let mut all = all.filter(|change| change.is_new());
    for block in &mut shown.blocks {
        match block {
            Block::Letterhead(head) => {
                let old = all.next().and_then(was).and_then(Piece::letterhead);
                mark_head(old, head);
            }
            Block::Paragraph(paragraph) => mark_paragraph(all.next(), paragraph),
            Block::List(items) => {
                for item in items {
                    mark_item(all.next(), item);
                }
            }
            Block::Table(table) => {
                mark_table(all.next().and_then(was).and_then(Piece::table), table);
                if let Some(caption) = &mut table.caption {
                    mark_paragraph(all.next(), caption);
                }
            }
            Block::Signature(block) => {
                let old = all.next().and_then(was).and_then(Piece::signature);
                let old = old.into_iter().flat_map(SignatureBlock::lines);
                block.marked =
                    marked_lines(&old.collect::<Vec<_>>(), &block.lines().collect::<Vec<_>>());
            }
        }
    }
}

/// What stood there before.
fn was(change: Change<Piece<'_>>) -> Option<Piece<'_>> {
    match change {
        Change::Both { old, .. } => Some(old),
        _ => None,
    }
}

fn mark_paragraph(change: Option<Change<Piece<'_>>>, shown: &mut Paragraph) {
    let old = match change.and_then(was) {
        Some(Piece::Paragraph(old, _) | Piece::Caption(_, old)) => Some(old),
        _ => None,
    };
    mark(old, shown);
}

fn mark_item(change: Option<Change<Piece<'_>>>, shown: &mut ListItem) {
    let label = match change.and_then(was) {
        Some(Piece::Paragraph(_, label)) => label,
        _ => None,
    };
    shown.label_changed = label.unwrap_or_default() != shown.label;
    mark_paragraph(change, &mut shown.paragraph);
}

/// The lines with words that the line of the role which it was does not have.
fn marked_lines(old: &[(Role, &String)], new: &[(Role, &String)]) -> MarkedLines {
    let alike = |was: &(Role, &String), is: &(Role, &String)| match was.0 == is.0 {
        true => 0.1 + strsim::sorensen_dice(was.1, is.1),
        false => 0.0,
    };
    let lines = align(old, new, |line| *line, alike).into_iter();
    let changed = lines.filter_map(|change| {
        let (old, (role, text)) = match change {
            Change::Both { old, new } if old != new => (Some(old), new),
            Change::Inserted(new) => (None, new),
            _ => return None,
        };
        let mut line = Paragraph::plain(*role, *text);
        let old = old.map(|(role, text)| Paragraph::plain(*role, *text));
        mark(old.as_ref(), &mut line);
        Some(((*text).clone(), line.runs))
    });
    changed.collect()
}

fn mark_head(old: Option<&Letterhead>, shown: &mut Letterhead) {
    let lines: Vec<_> = old.into_iter().flat_map(Letterhead::lines).collect();
    shown.marked = marked_lines(&lines, &shown.lines().collect::<Vec<_>>());
    let before = |of: fn(&Letterhead) -> &Option<Paragraph>| old.and_then(|old| of(old).as_ref());
    let (number, date) = (before(|head| &head.number), before(|head| &head.place_date));
    shown
        .number
        .iter_mut()
        .for_each(|shown| mark(number, shown));
    shown
        .place_date
        .iter_mut()
        .for_each(|shown| mark(date, shown));
}

fn mark_table(old: Option<&Table>, shown: &mut Table) {
    let new = shown.clone();
    let heads = old.map_or(&[][..], |old| &old.header);
    for (at, row) in shown.header.iter_mut().enumerate() {
        mark_row(heads.get(at), row);
    }
    let body = old.map_or(&[][..], |old| &old.body);
    let aligned = rows(body, &new.body).into_iter();
    let aligned = aligned.filter(|change| change.is_new());
    for (change, row) in aligned.zip(&mut shown.body) {
        let old = match change {
            Change::Both { old, .. } => Some(old),
            _ => None,
        };
        mark_row(old, row);
    }
}

/// Rows on both sides have the same cells.
fn mark_row(old: Option<&Row>, shown: &mut Row) {
    for (at, cell) in shown.cells.iter_mut().enumerate() {
        let old = old.and_then(|old| old.cells.get(at));
        let mut before = old.map(|cell| cell.paragraphs().collect::<Vec<_>>());
        let mut next = || {
            before
                .as_mut()
                .and_then(|old| (!old.is_empty()).then(|| old.remove(0)))
        };
        match &mut cell.content {
            CellContent::Text(text) => mark(next(), text),
            CellContent::Diagonal { above, below } => {
                mark(next(), above);
                mark(next(), below);
            }
        }
    }
}

/// Marks what differs from the old text; all of it where there was none.
fn mark(old: Option<&Paragraph>, shown: &mut Paragraph) {
    let changed = |run: Run| Run {
        changed: true,
        ..run
    };
    let runs = std::mem::take(&mut shown.runs);
    let Some(old) = old else {
        shown.runs = runs.into_iter().map(changed).collect();
        return;
    };
    let parts = segments(&old.runs, &runs).into_iter();
    let parts = parts.filter(|part| part.mark != Some(Mark::Deleted));
    let parts = parts.flat_map(|part| {
        let is_new = part.mark == Some(Mark::Inserted);
        let runs = part.runs.into_iter();
        runs.map(move |run| if is_new { changed(run) } else { run })
    });
    shown.runs = parts.collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Metadata, Role, SectionKind};

    fn document(texts: &[&str]) -> Document {
        let blocks = texts.iter().map(|text| {
            let words = Paragraph::plain(Role::Body, *text);
            Block::Paragraph(words)
        });
        Document {
            name: String::new(),
            kind: Default::default(),
            meta: Metadata::default(),
            sections: vec![Section {
                kind: SectionKind::Main,
                name: String::new(),
                blocks: blocks.collect(),
            }],
            draft_mark: None,
        }
    }

    fn shown(old: &[&str], new: &[&str]) -> String {
        let marked = marked(&document(old), &document(new));
        let mut text = String::new();
        for block in &marked.sections[0].blocks {
            if let Block::Paragraph(paragraph) = block {
                for run in &paragraph.runs {
                    let sign = if run.changed { "*" } else { "" };
                    text += &format!("{sign}{}{sign}", run.text);
                }
                text += "|";
            }
        }
        text
    }

    #[test]
    fn new_words_are_marked_and_nothing_else() {
        assert_eq!(
            shown(&["trung bình 80,6 điểm"], &["trung bình 80,7 điểm"]),
            "trung bình *80,7* điểm|"
        );
        assert_eq!(
            shown(&["một", "hai"], &["một", "ba bốn", "hai"]),
            "một|*ba bốn*|hai|"
        );
        assert_eq!(shown(&["một"], &["một"]), "một|");
        assert_eq!(shown(&["một hai ba bốn"], &["một hai ba"]), "một hai ba|");
        // too little in common to be one text that changed
        assert_eq!(shown(&["một hai"], &["một"]), "*một*|");
    }
}
