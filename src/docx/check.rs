//! Refuses what XML 1.0 cannot hold.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::document::{Block, Document, Letterhead, Paragraph, SignatureBlock, Table};

/// Reports every text of the document with a character that XML 1.0 cannot hold (`Char`, 2.2).
pub(super) fn characters(document: &Document) -> Diagnostics {
    let mut check = Check {
        found: Diagnostics::new(),
    };
    let meta = &document.meta;
    for text in [
        &meta.title,
        &meta.subject,
        &meta.author,
        &meta.symbol,
        &meta.signer,
    ] {
        check.text(text, None);
    }
    check.texts(&meta.keywords);
    check.texts(document.draft_mark.as_slice());
    for section in &document.sections {
        for block in &section.blocks {
            check.block(block);
        }
    }
    check.found
}

/// The same for a single name.
pub(super) fn name(text: &str) -> Diagnostics {
    let mut check = Check {
        found: Diagnostics::new(),
    };
    check.text(text, None);
    check.found
}

struct Check {
    found: Diagnostics,
}

impl Check {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Letterhead(head) => self.letterhead(head),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(items) => {
                for item in items {
                    self.text(&item.label, item.paragraph.origin);
                    self.paragraph(&item.paragraph);
                }
            }
            Block::Table(table) => self.table(table),
            Block::Signature(block) => self.signature(block),
        }
    }

    fn letterhead(&mut self, head: &Letterhead) {
        self.texts(&head.superior);
        self.texts(&head.issuer);
        self.texts(head.urgency.as_slice());
        self.texts(head.circulation.as_slice());
        self.text(&head.national_name, None);
        self.text(&head.motto, None);
        for paragraph in head.number.iter().chain(&head.place_date) {
            self.paragraph(paragraph);
        }
    }

    fn table(&mut self, table: &Table) {
        self.text(&table.summary, table.origin);
        for cell in table
            .header
            .iter()
            .chain(&table.body)
            .flat_map(|row| &row.cells)
        {
            cell.paragraphs().for_each(|p| self.paragraph(p));
        }
        if let Some(caption) = &table.caption {
            self.paragraph(caption);
        }
    }

    fn signature(&mut self, block: &SignatureBlock) {
        self.text(&block.recipients_title, None);
        self.texts(&block.recipients);
        self.texts(&block.capacity);
        self.text(&block.name, None);
        self.texts(block.drafter_mark.as_slice());
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        for run in &paragraph.runs {
            self.text(&run.text, paragraph.origin);
        }
    }

    fn texts(&mut self, texts: &[String]) {
        for text in texts {
            self.text(text, None);
        }
    }

    fn text(&mut self, text: &str, origin: Option<Span>) {
        if let Some(letter) = text.chars().find(|letter| !is_xml_char(*letter)) {
            self.found.push(forbidden(letter, text, origin));
        }
    }
}

const fn is_xml_char(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

fn forbidden(letter: char, text: &str, origin: Option<Span>) -> Diagnostic {
    /// Letters quoted, so that the place is found again.
    const QUOTED: usize = 60;
    let shown: String = text
        .chars()
        .take(QUOTED)
        .map(|c| if is_xml_char(c) { c } else { '\u{FFFD}' })
        .collect();
    let problem = Diagnostic::error(
        "TT050",
        format!(
            "Ký tự điều khiển U+{:04X} không ghi được vào tệp Word",
            u32::from(letter)
        ),
    )
    .with_note(format!("Trong đoạn: “{shown}”"))
    .with_remedy("Xóa ký tự này rồi gõ lại đoạn văn bản; nó thường lẫn vào khi chép từ tệp khác");
    match origin {
        Some(span) => problem.at(span, "đoạn có ký tự này"),
        None => problem,
    }
}
