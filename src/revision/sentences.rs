//! The text of two documents, sentence by sentence.

use super::SentenceChange;
use crate::document::{
    Block, CellContent, Document, Letterhead, Paragraph, Role, Section, SectionKind,
    SignatureBlock, Table, TableKind,
};
use crate::redline::{align, likeness};

/// A full stop closes a sentence only after so many letters: not in `Điều 1. Công bố ...`.
const SHORTEST: usize = 15;

/// Every sentence that differs, in the order of the text, document by document. Rows of agencies are left out: they
/// are among the [`super::Changes`].
#[must_use]
pub fn sentences(old: &[Document], new: &[Document]) -> Vec<SentenceChange> {
    fn named<'a>(all: &'a [Document], name: &str) -> Option<&'a Document> {
        all.iter().find(|document| document.name == name)
    }
    let gone = old.iter().filter(|old| named(new, &old.name).is_none());
    let pairs = new.iter().map(|new| (named(old, &new.name), Some(new)));
    let pairs = pairs.chain(gone.map(|old| (Some(old), None)));
    pairs.flat_map(|(old, new)| changed(old, new)).collect()
}

fn changed(old: Option<&Document>, new: Option<&Document>) -> Vec<SentenceChange> {
    let (old, new) = (units(old), units(new));
    let alike = |was: &Unit, is: &Unit| likeness(&was.text, &is.text);
    let aligned = align(&old, &new, |unit| &unit.text, alike);
    let changes = aligned.into_iter().filter_map(|change| {
        let (was, is) = change.sides();
        let (was_text, is_text) = (was.map(|unit| &unit.text), is.map(|unit| &unit.text));
        let shown = is.or(was)?;
        (was_text != is_text).then(|| SentenceChange {
            section: shown.section,
            label: shown.label.clone(),
            heading: shown.heading.clone(),
            in_table: shown.in_table,
            old: was_text.cloned(),
            new: is_text.cloned(),
        })
    });
    changes.collect()
}

/// A sentence and its place.
struct Unit {
    section: SectionKind,
    label: String,
    heading: Option<String>,
    in_table: bool,
    text: String,
}

fn units(document: Option<&Document>) -> Vec<Unit> {
    let mut units = Vec::new();
    for section in document.into_iter().flat_map(|document| &document.sections) {
        Reader::new(section, &mut units).read(section);
    }
    units
}

/// Goes through one section, minding its headings.
struct Reader<'a> {
    section: &'a Section,
    in_table: bool,
    headings: Vec<(Role, String)>,
    units: &'a mut Vec<Unit>,
}

impl<'a> Reader<'a> {
    fn new(section: &'a Section, units: &'a mut Vec<Unit>) -> Self {
        Self {
            section,
            in_table: false,
            headings: Vec::new(),
            units,
        }
    }

    fn read(&mut self, section: &Section) {
        for block in &section.blocks {
            match block {
                Block::Letterhead(head) => self.letterhead(head),
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::List(items) => items
                    .iter()
                    .for_each(|item| self.paragraph(&item.paragraph)),
                Block::Table(table) => self.table(table),
                Block::Signature(block) => self.signature(block),
            }
        }
    }

    fn push(&mut self, text: String) {
        let labels: Vec<&str> = (self.headings.iter())
            .map(|(_, label)| label.as_str())
            .collect();
        let heading = (!labels.is_empty()).then(|| labels.join("."));
        self.units.push(Unit {
            section: self.section.kind,
            label: self.section.label().to_owned(),
            heading,
            in_table: self.in_table,
            text,
        });
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = paragraph.text();
        match paragraph.role {
            role @ (Role::Heading1 | Role::Heading2 | Role::Heading3) => {
                self.headings.retain(|(above, _)| *above < role);
                self.headings.push((role, label(&text)));
                self.push(text);
            }
            Role::Body | Role::Article | Role::ListItem | Role::ListItem2 | Role::ListItem3 => {
                split(&text)
                    .into_iter()
                    .for_each(|sentence| self.push(sentence));
            }
            _ => self.push(text),
        }
    }

    fn letterhead(&mut self, head: &Letterhead) {
        let lines = head.superior.iter().chain(&head.issuer);
        lines.for_each(|line| self.push(line.clone()));
        for paragraph in [&head.number, &head.place_date].into_iter().flatten() {
            self.push(paragraph.text());
        }
        let stamps = head.urgency.iter().chain(&head.circulation);
        stamps.for_each(|line| self.push(line.clone()));
    }

    /// Heads, the rows that open a tier, the caption; all of a table that stands in the prose.
    fn table(&mut self, table: &Table) {
        self.in_table = true;
        let heads = table.header.iter().flat_map(|row| &row.cells);
        let tiers = table.body.iter().flat_map(|row| &row.cells);
        for cell in heads.chain(tiers) {
            if let CellContent::Text(paragraph) = &cell.content
                && (paragraph.role != Role::TableCell || table.kind == TableKind::Text)
            {
                self.push(paragraph.text());
            }
        }
        if let Some(caption) = &table.caption {
            self.push(caption.text());
        }
        self.in_table = false;
    }

    fn signature(&mut self, block: &SignatureBlock) {
        let lines = block.recipients.iter().chain(&block.capacity);
        let lines = lines.chain([&block.name]).chain(&block.drafter_mark);
        lines.for_each(|line| self.push(line.clone()));
    }
}

/// `C` of `C. ĐÁNH GIÁ, KẾT LUẬN`; a heading without a label stands for itself.
fn label(heading: &str) -> String {
    let label = heading.split_once(". ").map(|(label, _)| label);
    let label = label.filter(|label| label.chars().count() <= 5);
    label.unwrap_or(heading).to_owned()
}

/// Cuts after full stops that a capital letter follows.
fn split(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest[from..].find(". ") {
        let end = from + at + 1;
        let (head, tail) = rest.split_at(end);
        let opens = tail.trim_start().starts_with(char::is_uppercase);
        if opens && head.chars().count() >= SHORTEST {
            sentences.push(head.to_owned());
            rest = tail.trim_start();
            from = 0;
        } else {
            from = end;
        }
    }
    if !rest.is_empty() {
        sentences.push(rest.to_owned());
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::{label, split};

    #[test]
    fn cuts_where_a_sentence_ends() {
        assert_eq!(
            split("Điều 1. Công bố số 31.8.2021 của UBND. Ngày 1 tháng 2."),
            ["Điều 1. Công bố số 31.8.2021 của UBND.", "Ngày 1 tháng 2."]
        );
        assert_eq!(split("Không có dấu chấm"), ["Không có dấu chấm"]);
    }

    #[test]
    fn knows_a_heading_by_its_label() {
        assert_eq!(label("IV. QUÁ TRÌNH"), "IV");
        assert_eq!(label("Kết luận chung. Hết"), "Kết luận chung. Hết");
    }
}
