//! Fenced blocks: what Markdown itself cannot say (letterhead, tables, signature block).
//!
//! A block's body holds either paragraphs, one a line, or `key: value` lines whose keys may repeat.

use std::cell::RefCell;

use super::fields::{Fence, Field, Fields, plain, text_runs};
use super::markdown::leftovers::leftovers_of_a_line;
use super::markdown::lines::Line;
use super::markdown::problems::leftover;
use super::marks::NEXT_LINE;
use super::placer::Placer;
use super::tables::{self, TableOrder};
use crate::diagnostics::{Diagnostic, Span};
use crate::document::{Block, Letterhead, MarkedLines, Paragraph, Role, SignatureBlock};
use crate::values::did_you_mean;

mod names;

pub use names::{BLOCKS, FencedBlock, Holds};

use names::{NAMES, keys_of, table_keys};

fn in_capitals(lines: Vec<String>) -> Vec<String> {
    lines.iter().map(|line| line.to_uppercase()).collect()
}

impl Placer<'_> {
    /// Turns a fenced block into the document's blocks.
    pub(super) fn place(&mut self, fence: Fence) -> Vec<Block> {
        self.here = fence.place.map(|place| self.place_span(place));
        let block = match fence.name.as_str() {
            "dau-trang" => self.letterhead(&fence.body),
            "noi-nhan-chu-ky" => self.signature(&fence.body),
            "bang-xep-hang" | "bang-chi-tiet" | "bang-ty-le" => self.table(&fence),
            name => match names::role_of(name) {
                Some(role) => return self.paragraphs(&fence.body, role),
                None => {
                    self.unknown_block(name);
                    None
                }
            },
        };
        self.here = None;
        block.into_iter().collect()
    }

    fn paragraphs(&mut self, body: &[Line], role: Role) -> Vec<Block> {
        let mut blocks = Vec::new();
        for line in body {
            self.check_marks(line);
            let runs = text_runs(&line.text);
            if !runs.is_empty() {
                let role = match role {
                    Role::Addressee => addressee(&line.text),
                    role => role,
                };
                let mut paragraph = Paragraph::of_runs(role, runs);
                paragraph.origin = self.origin(line);
                blocks.push(Block::Paragraph(paragraph));
            }
        }
        self.here = None;
        blocks
    }

    /// Where a line was written, or else its block.
    fn origin(&self, line: &Line) -> Option<Span> {
        line.place.map(|place| self.place_span(place)).or(self.here)
    }

    /// Marks of Markdown or Tera that would be printed.
    fn check_marks(&mut self, line: &Line) {
        for found in leftovers_of_a_line(&line.text) {
            let place = line
                .place
                .map(|place| self.find(place, found.at, &found.mark));
            self.report(leftover(&found, place));
        }
    }

    fn unknown_block(&mut self, name: &str) {
        let near = did_you_mean(name, NAMES, "Sửa tên khối.");
        self.report(
            Diagnostic::error("MB003", format!("Không có khối “{name}”"))
                .with_remedy(format!("{near} Các khối có sẵn: {}", NAMES.join(", "))),
        );
    }

    fn letterhead(&mut self, body: &[Line]) -> Option<Block> {
        let fields = self.fields(body, &keys_of("dau-trang"))?;
        let paragraph = |key: &str, role: Role| {
            let mut paragraph = Paragraph::of_runs(role, fields.runs(key)?);
            paragraph.origin = self.here;
            Some(paragraph)
        };
        let head = Letterhead {
            // in capitals, however they were typed (C4, C5)
            superior: in_capitals(fields.texts("chu_quan")),
            issuer: in_capitals(fields.texts("co_quan")),
            national_name: fields.text("quoc_hieu").unwrap_or_default(),
            motto: fields.text("tieu_ngu").unwrap_or_default(),
            number: paragraph("so", Role::Number),
            place_date: paragraph("ngay", Role::PlaceDate),
            urgency: fields.text("do_khan"),
            circulation: fields.text("luu_hanh"),
            marked: MarkedLines::new(),
        };
        self.require(
            "dau-trang",
            &[
                ("co_quan", head.issuer.is_empty()),
                ("quoc_hieu", head.national_name.is_empty()),
                ("tieu_ngu", head.motto.is_empty()),
            ],
        )?;
        Some(Block::Letterhead(head))
    }

    fn signature(&mut self, body: &[Line]) -> Option<Block> {
        let fields = self.fields(body, &keys_of("noi-nhan-chu-ky"))?;
        let block = SignatureBlock {
            recipients_title: fields.text("tieu_de").unwrap_or_default(),
            recipients: fields.texts("noi_nhan"),
            capacity: in_capitals(fields.texts("chuc_vu")),
            name: fields.text("ho_ten").unwrap_or_default(),
            drafter_mark: fields.text("nguoi_soan"),
            marked: MarkedLines::new(),
        };
        self.require(
            "noi-nhan-chu-ky",
            &[
                ("tieu_de", block.recipients_title.is_empty()),
                ("noi_nhan", block.recipients.is_empty()),
                ("chuc_vu", block.capacity.is_empty()),
                ("ho_ten", block.name.is_empty()),
            ],
        )?;
        Some(Block::Signature(block))
    }

    fn table(&mut self, fence: &Fence) -> Option<Block> {
        let fields = self.fields(&fence.body, &table_keys())?;
        let order = TableOrder {
            dossier: self.dossier,
            standings: self.standings,
            fields: &fields,
            origin: self.here,
            said: RefCell::default(),
        };
        let table = match fence.name.as_str() {
            "bang-xep-hang" => tables::standings(&order),
            "bang-chi-tiet" => tables::detail(&order),
            _ => tables::shares(&order),
        };
        for problem in order.said.take() {
            self.report(problem);
        }
        match table {
            Ok(table) => Some(Block::Table(table)),
            Err(problem) => {
                // the columns of all blocks are ordered in one place
                if problem.span.is_none() || !self.has_reported(&problem) {
                    self.report(problem);
                }
                None
            }
        }
    }

    /// Reports each key that is missing from the block; `None` if any is.
    fn require(&mut self, block: &str, keys: &[(&str, bool)]) -> Option<()> {
        let missing = keys.iter().filter(|(_, is_missing)| *is_missing);
        for (key, _) in missing.clone() {
            self.report(
                Diagnostic::error("MB005", format!("Khối `{block}` thiếu dòng `{key}:`"))
                    .with_remedy(format!("Thêm dòng `{key}: ...` vào khối này của mẫu")),
            );
        }
        (missing.count() == 0).then_some(())
    }

    /// Reads `key: value` lines; `None` after a problem.
    fn fields(&mut self, body: &[Line], known: &[&str]) -> Option<Fields> {
        let mut fields = Fields::default();
        let mut sound = true;
        let block = self.here;
        for line in body.iter().filter(|line| !line.text.is_empty()) {
            self.here = self.origin(line);
            self.check_marks(line);
            match line.text.split_once(':') {
                Some((key, value)) if known.contains(&key.trim()) => {
                    let origin = self.here;
                    let values = value.split(NEXT_LINE).map(|value| Field {
                        key: key.trim().to_owned(),
                        typed: value.trim().to_owned(),
                        runs: text_runs(value),
                        origin,
                    });
                    fields.lines.extend(values);
                }
                found => {
                    sound = false;
                    let key = found.map(|(key, _)| key.trim()).filter(|key| is_key(key));
                    self.report(wrong_line(&line.text, key, known));
                }
            }
        }
        self.here = block;
        sound.then_some(fields)
    }
}

/// Which line of those to whom it is addressed: one alone, the head of several, one of several (C28).
fn addressee(line: &str) -> Role {
    match line.trim() {
        line if line.starts_with('-') => Role::AddresseeItem,
        line if line.ends_with(':') => Role::Addressees,
        _ => Role::Addressee,
    }
}

/// A line of a block that is not one of its `key: value` lines.
fn wrong_line(line: &str, key: Option<&str>, known: &[&str]) -> Diagnostic {
    let keys = known.join(", ");
    match key {
        Some(key) => {
            let near = did_you_mean(key, known.iter().copied(), "Sửa tên khóa.");
            Diagnostic::error("MB004", format!("Khối này không có khóa `{key}`"))
                .with_remedy(format!("{near} Các khóa: {keys}"))
        }
        None => {
            let line = plain(&text_runs(line));
            let message = format!("Dòng “{line}” không có dạng `khóa: nội dung`");
            Diagnostic::error("MB004", message)
                .with_remedy(format!("Các khóa của khối này: {keys}"))
        }
    }
}

fn is_key(text: &str) -> bool {
    text.trim()
        .chars()
        .all(|letter| letter.is_ascii_lowercase() || letter == '_')
}
