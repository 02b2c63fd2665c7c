//! Which lines belong together: paragraphs, headings, items, tables, fenced blocks.
//!
//! One rule for all marks: a line that begins with one opens an item (a heading) of its own only after a
//! blank line, after a line that ends with `:`, `;` or `.`, or after an item with the same kind of mark;
//! else it is its sentence going on (`kinh tế` / `- xã hội`).

use super::super::fields::Fence;
use super::super::placer::Placer;
use super::lines::{Line, Text};
use super::list_marks::{Kind, Mark, closes, mark};
use super::problems::{
    BARE_ROW, DEEP_HEADING, INDENTED, NO_SPACE, QUOTE, RULE, Refusal, UNDERLINE, glued_article,
    refused, unclosed,
};
use super::tables::{self, Rows};

/// Lines that belong together.
pub(super) enum Group {
    /// A paragraph's text.
    Paragraph(Text),
    /// A heading's level, from 1 to 3, and its text.
    Heading(usize, Text),
    /// An item of a list, or a further paragraph of one.
    Item(Item),
    /// A Markdown table.
    Table(Rows),
    /// A fenced block.
    Fence(Fence),
}

/// An item of a list, or a further paragraph of one.
pub(super) struct Item {
    /// The mark as it is printed; empty for a further paragraph.
    pub(super) label: String,
    /// How deep it lies, from 1.
    pub(super) level: usize,
    /// Its text.
    pub(super) text: Text,
}

/// Columns that an item's text is set in further than its mark.
const NESTED: usize = 2;
/// Columns from which Markdown takes text for code.
const CODE: usize = 4;

/// The groups of a text, in order.
pub(super) fn groups(lines: Vec<Line>, placer: &mut Placer<'_>) -> Vec<Group> {
    let mut grouper = Grouper {
        placer,
        groups: Vec::new(),
        items: Vec::new(),
        kinds: Vec::new(),
        open: false,
        closed: true,
    };
    let mut rest = &lines[..];
    while let Some((line, after)) = rest.split_first() {
        rest = grouper.line(line, after);
    }
    grouper.groups
}

/// An item that others may lie in.
struct Open {
    indent: usize,
    label: String,
}

struct Grouper<'a, 'b> {
    placer: &'a mut Placer<'b>,
    groups: Vec<Group>,
    /// The item that was opened last, below those it lies in.
    items: Vec<Open>,
    /// The kinds of marks that opened items since the last line that was none.
    kinds: Vec<Kind>,
    /// Whether the next line may go on with the last group's text.
    open: bool,
    /// Whether a mark opens on the next line: the last one was blank, or ended a sentence.
    closed: bool,
}

impl Grouper<'_, '_> {
    /// Groups a line, and what follows if it belongs to it; gives what is left.
    fn line<'l>(&mut self, line: &Line, after: &'l [Line]) -> &'l [Line] {
        if line.is_blank() {
            self.open = false;
            self.closed = true;
            return after;
        }
        if let Some(name) = line.words().strip_prefix("```") {
            return self.fence(name.trim(), line, after);
        }
        if let Some((rows, left)) = tables::rows(line, after, self.placer) {
            self.stand_alone(Group::Table(rows.table));
            if let Some(end) = rows.end {
                self.text(&end);
            }
            return left;
        }
        if let Some(refusal) = self.rule(line.words()) {
            self.refuse(refusal, line);
            self.open = false;
            self.closed = true;
            return after;
        }
        match mark(line.words()) {
            Some(mark) if self.opens(&mark, line.indent()) => self.marked(mark, line),
            _ => self.text(line),
        }
        self.closed = self.closed || closes(&line.text);
        after
    }

    fn opens(&self, mark: &Mark, indent: usize) -> bool {
        let nested = || {
            let above = self.items.last();
            above.is_some_and(|above| indent >= above.indent + NESTED)
        };
        let is_heading = matches!(mark.kind, Kind::Heading(_));
        self.closed || (!is_heading && (self.kinds.contains(&mark.kind) || nested()))
    }

    /// A group that no line goes on with, and that ends all lists.
    fn stand_alone(&mut self, group: Group) {
        self.groups.push(group);
        self.items.clear();
        self.kinds.clear();
        self.open = false;
        self.closed = true;
    }

    fn marked(&mut self, mark: Mark, line: &Line) {
        let text = line.after(line.indent() + mark.length);
        if let Kind::Heading(level) = mark.kind {
            if level > 3 {
                self.refuse(&DEEP_HEADING, line);
            }
            self.stand_alone(Group::Heading(level.min(3), Text::of(&text)));
            return;
        }
        let indent = line.indent();
        self.leave_items(indent);
        let above = self.items.last().map(|above| above.label.as_str());
        let label = match (mark.kind, above) {
            (Kind::Dash | Kind::Plus, Some("-")) => "+".to_owned(),
            (Kind::Dash | Kind::Plus, Some("+")) => "-".to_owned(),
            _ => mark.label,
        };
        self.items.push(Open {
            indent,
            label: label.clone(),
        });
        self.kinds.push(mark.kind);
        self.item(label, Text::of(&text));
    }

    /// Closes the items that a line with this indent does not lie in.
    fn leave_items(&mut self, indent: usize) {
        let lies_in = |above: &Open| indent >= above.indent + NESTED;
        while self.items.last().is_some_and(|above| !lies_in(above)) {
            self.items.pop();
        }
    }

    fn item(&mut self, label: String, text: Text) {
        self.groups.push(Group::Item(Item {
            label,
            level: self.items.len(),
            text,
        }));
        self.open = true;
        self.closed = false;
    }

    /// A line without a mark that opens something.
    fn text(&mut self, line: &Line) {
        if self.closed {
            self.check_opening(line);
        }
        if self.open {
            self.go_on(line);
            return;
        }
        let indent = line.indent();
        self.leave_items(indent);
        if self.items.is_empty() {
            if indent >= CODE {
                self.refuse(&INDENTED, line);
            }
            self.kinds.clear();
            self.groups.push(Group::Paragraph(Text::of(line)));
            self.open = true;
            self.closed = false;
        } else {
            self.item(String::new(), Text::of(line));
        }
    }

    fn go_on(&mut self, line: &Line) {
        if line.words().starts_with("**Điều ") {
            let place = line.place.map(|place| self.placer.place_span(place));
            self.placer.report(glued_article(place));
        }
        self.closed = false;
        match self.groups.last_mut() {
            Some(Group::Paragraph(text) | Group::Item(Item { text, .. })) => text.push(line),
            _ => self.groups.push(Group::Paragraph(Text::of(line))),
        }
    }

    /// What Markdown would open with this line, and this document has not.
    fn check_opening(&mut self, line: &Line) {
        let words = line.words();
        if words.starts_with('>') {
            self.refuse(&QUOTE, line);
        } else if words.starts_with('|') && words[1..].contains('|') {
            self.refuse(&BARE_ROW, line);
        } else if words
            .strip_prefix('#')
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
        {
            self.refuse(&NO_SPACE, line);
        }
    }

    /// A line of dashes and the like: a rule, or an underline of the line above.
    fn rule(&self, words: &str) -> Option<&'static Refusal> {
        let mut letters = words.chars().filter(|letter| *letter != ' ');
        let first = letters.next().filter(|letter| "-*_=".contains(*letter))?;
        if words.len() < 3 || !letters.all(|letter| letter == first) {
            return None;
        }
        let underlines = self.open && "-=".contains(first) || first == '=';
        Some(if underlines { &UNDERLINE } else { &RULE })
    }

    fn refuse(&mut self, refusal: &Refusal, line: &Line) {
        let place = line.place.map(|place| self.placer.place_span(place));
        self.placer.report(refused(refusal, place));
    }

    /// A fenced block, up to its closing line.
    fn fence<'l>(&mut self, name: &str, line: &Line, after: &'l [Line]) -> &'l [Line] {
        let end = after
            .iter()
            .position(|line| line.words().starts_with("```"));
        let is_closed = end.is_some_and(|end| after[end].words().trim_matches('`').is_empty());
        let body = &after[..end.unwrap_or(after.len())];
        if !is_closed {
            let place = line.place.map(|place| self.placer.place_span(place));
            self.placer.report(unclosed(place));
        }
        // what was issued before this was an error ended its last block with the text
        if is_closed || self.placer.is_archived() {
            self.stand_alone(Group::Fence(Fence::new(name, line.place, body.to_vec())));
        }
        match end {
            Some(end) if is_closed => &after[end + 1..],
            Some(end) => &after[end..],
            None => &[],
        }
    }
}
