//! From rendered Markdown to the document's blocks. Fenced blocks go to [`super::fenced`].

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::fenced::{Fence, Placer};
use super::marks::{Place, RunBuilder};
use crate::diagnostics::Diagnostic;
use crate::document::{Block, ListItem, Meaning, Paragraph, Role, Run};

/// What an open Markdown element will become.
enum Open {
    Paragraph,
    Heading(Role),
    Item { label: String },
    Fence(Fence),
}

/// Turns one template's rendered text into blocks.
pub(super) struct Reader<'a, 'b> {
    source: &'a str,
    placer: &'a mut Placer<'b>,
    blocks: Vec<Block>,
    open: Vec<Open>,
    text: RunBuilder,
    bold: usize,
    italic: usize,
    link: Option<String>,
    heading_level: usize,
}

/// Reads rendered Markdown; problems go to the placer's diagnostics.
pub(super) fn read(source: &str, placer: &mut Placer<'_>) -> Vec<Block> {
    let mut reader = Reader {
        source,
        placer,
        blocks: Vec::new(),
        open: Vec::new(),
        text: RunBuilder::default(),
        bold: 0,
        italic: 0,
        link: None,
        heading_level: 0,
    };
    for (event, range) in Parser::new_ext(source, Options::empty()).into_offset_iter() {
        reader.event(event, range.start);
    }
    let mut blocks = reader.blocks;
    keep_introductions(&mut blocks);
    blocks
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, start: usize) {
        match event {
            Event::Start(tag) => self.start(tag, start),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.add_text(&text),
            Event::SoftBreak | Event::HardBreak => self.add_text(" "),
            Event::Html(html) | Event::InlineHtml(html) => self.unsupported(&html, start),
            Event::Rule => self.unsupported("---", start),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, start: usize) {
        match tag {
            // the paragraph of a loose list item belongs to the item
            Tag::Paragraph if self.in_item() => {}
            Tag::Paragraph => self.open.push(Open::Paragraph),
            Tag::Heading { level, .. } => {
                let role = self.heading(level, start);
                self.open.push(Open::Heading(role));
            }
            Tag::Item => {
                // a nested list ends its parent item's text
                self.finish_item();
                let label = self.item_label(start);
                self.open.push(Open::Item { label });
            }
            Tag::CodeBlock(kind) => {
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.open.push(Open::Fence(Fence::new(&info)));
            }
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { dest_url, .. } => self.link = Some(dest_url.to_string()),
            Tag::List(_) => self.finish_item(),
            Tag::BlockQuote(_) => self.unsupported(">", start),
            Tag::Image { .. } => self.unsupported("![", start),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                if matches!(self.open.last(), Some(Open::Paragraph)) {
                    self.open.pop();
                    self.finish_paragraph();
                }
            }
            TagEnd::Heading(_) => {
                if let Some(Open::Heading(role)) = self.open.pop() {
                    self.finish_heading(role);
                }
            }
            TagEnd::Item => {
                self.finish_item();
                self.open.pop();
            }
            TagEnd::CodeBlock => {
                if let Some(Open::Fence(fence)) = self.open.pop() {
                    let blocks = self.placer.place(fence);
                    self.blocks.extend(blocks);
                }
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Link => self.link = None,
            _ => {}
        }
    }

    fn in_item(&self) -> bool {
        matches!(self.open.last(), Some(Open::Item { .. }))
    }

    fn add_text(&mut self, text: &str) {
        if let Some(Open::Fence(fence)) = self.open.last_mut() {
            fence.body.push_str(text);
            return;
        }
        match self.link.take() {
            Some(target) => {
                // a link `[Bảng](#id)` stands for the caption's own number
                let id = target.trim_start_matches('#').to_owned();
                self.text
                    .push_run(Run::of(Meaning::TableReference(id), text));
            }
            None => self.text.push(text, self.bold > 0, self.italic > 0),
        }
    }

    /// The paragraph's runs, if it has any, with the place it was written.
    fn take_paragraph(&mut self, role: Role) -> Option<Paragraph> {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return None;
        }
        let (runs, place) = text.finish();
        let mut paragraph = Paragraph::of_runs(role, runs);
        paragraph.origin = place.map(|place| self.placer.place_span(place));
        (!paragraph.runs.is_empty()).then_some(paragraph)
    }

    fn finish_paragraph(&mut self) {
        if let Some(mut paragraph) = self.take_paragraph(Role::Body) {
            if is_article(&paragraph) {
                paragraph.role = Role::Article;
            }
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn finish_heading(&mut self, role: Role) {
        let level = level_of(role);
        if let Some(paragraph) = self.take_paragraph(role) {
            if level > self.heading_level + 1 {
                self.placer.report(skipped_level(
                    self.heading_level,
                    level,
                    &paragraph.text(),
                    paragraph.origin,
                ));
            }
            self.heading_level = level;
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn finish_item(&mut self) {
        let label = match self.open.last() {
            Some(Open::Item { label }) => label.clone(),
            _ => return,
        };
        let Some(paragraph) = self.take_paragraph(Role::ListItem) else {
            return;
        };
        let item = ListItem { label, paragraph };
        match self.blocks.last_mut() {
            Some(Block::List(items)) if items.last().is_some_and(|l| l.label == item.label) => {
                items.push(item);
            }
            _ => self.blocks.push(Block::List(vec![item])),
        }
    }

    /// The mark the author typed: `-`, `+`, or a number with its point.
    fn item_label(&self, start: usize) -> String {
        let text = self.source[start..].trim_start();
        let label: String = text
            .chars()
            .take_while(|letter| !letter.is_whitespace())
            .collect();
        if label == "*" { "-".to_owned() } else { label }
    }

    fn heading(&mut self, level: HeadingLevel, start: usize) -> Role {
        match level {
            HeadingLevel::H1 => Role::Heading1,
            HeadingLevel::H2 => Role::Heading2,
            HeadingLevel::H3 => Role::Heading3,
            _ => {
                self.unsupported("####", start);
                Role::Heading3
            }
        }
    }

    /// Where the rendered text at this byte was written, by the mark at its line's end.
    fn written_at(&self, start: usize) -> Option<Place> {
        let mut line = RunBuilder::default();
        line.push(self.source[start..].lines().next()?, false, false);
        line.place
    }

    fn unsupported(&mut self, what: &str, start: usize) {
        let first_line = what.lines().next().unwrap_or_default().trim();
        let problem = Diagnostic::error(
            "MB006",
            format!("Văn bản không dùng được “{first_line}”"),
        )
        .with_remedy(
            "Chỉ dùng đoạn văn, tiêu đề `#` đến `###`, gạch đầu dòng, **đậm**, *nghiêng* và các khối ``` đã định; muốn in đúng ký tự thì đặt `\\` phía trước",
        );
        let problem = match self.written_at(start) {
            Some(place) => problem.at(self.placer.place_span(place), "không dùng được ở đây"),
            None => problem,
        };
        self.placer.report(problem);
    }
}

const fn level_of(role: Role) -> usize {
    match role {
        Role::Heading1 => 1,
        Role::Heading2 => 2,
        _ => 3,
    }
}

fn skipped_level(
    from: usize,
    to: usize,
    text: &str,
    origin: Option<crate::diagnostics::Span>,
) -> Diagnostic {
    let problem = Diagnostic::error(
        "MB007",
        format!(
            "Tiêu đề “{text}” ở cấp {to} đứng sau cấp {from}: bỏ qua cấp {}",
            from + 1
        ),
    )
    .with_note("PDF/UA-1 (ISO 14289-1, 7.4.2): các cấp tiêu đề phải liền nhau")
    .with_remedy(format!("Dùng {} dấu `#` cho tiêu đề này", from + 1));
    match origin {
        Some(span) => problem.at(span, "bỏ qua một cấp tiêu đề"),
        None => problem,
    }
}

/// `**Điều 1.** ...` (C15).
fn is_article(paragraph: &Paragraph) -> bool {
    paragraph
        .runs
        .first()
        .is_some_and(|run| run.bold && run.text.starts_with("Điều "))
}

/// A paragraph that ends with a colon introduces what follows: it stays on its page.
fn keep_introductions(blocks: &mut [Block]) {
    for index in 1..blocks.len() {
        let (before, after) = blocks.split_at_mut(index);
        let introduces = matches!(after.first(), Some(Block::List(_) | Block::Table(_)));
        if let (true, Some(Block::Paragraph(paragraph))) = (introduces, before.last_mut())
            && paragraph.text().ends_with(':')
        {
            paragraph.keep_with_next = true;
        }
    }
}
