//! Pages as SVG, drawn from the layout that the PDF is painted from: the same letters at the same places.
//!
//! Classes: `f0`-`f3` the face, `n` a figure, `c` a changed word. `data-spot` names the structure element, so that what
//! is clicked can be traced to where it was typed.

use std::fmt::Write;

use crate::diagnostics::Span;
use crate::pdf::layout::{
    Artifact, BLACK, Color, Item, Kid, Layout, Mark, Node, NodeId, Tag, Text,
};
use crate::style;

/// One page, from 0; `label` is read out by screen readers.
#[must_use]
pub fn draw(layout: &Layout, page: usize, label: &str) -> String {
    let Some(page) = layout.pages.get(page) else {
        return String::new();
    };
    let sheet = page.sheet();
    let (width, height) = (sheet.width.pt().0, sheet.height.pt().0);
    let mut drawing = Drawing {
        layout,
        out: String::new(),
        open: None,
    };
    drawing.put(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"page\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{}\" xml:space=\"preserve\">",
        number(width),
        number(height),
        escaped(label)
    ));
    let is_behind = |item: &&Item| item.mark() == Mark::Artifact(Artifact::Watermark);
    let (behind, rest): (Vec<&Item>, Vec<&Item>) = page.items.iter().partition(is_behind);
    behind.into_iter().for_each(|item| drawing.words(item));
    drawing.close();
    drawing.put(format_args!(
        "<g fill=\"none\" stroke=\"#000\" stroke-width=\"{}\" aria-hidden=\"true\">",
        number(style::LINE_WIDTH.0)
    ));
    rest.iter().for_each(|item| drawing.line(item));
    drawing.put(format_args!("</g>"));
    rest.into_iter().for_each(|item| drawing.words(item));
    drawing.close();
    drawing.put(format_args!("</svg>"));
    drawing.out
}

/// The structure elements with text on a page, in order, each with the place where it was typed.
#[must_use]
pub fn spots(layout: &Layout, page: usize) -> Vec<(usize, Option<Span>)> {
    let items = layout.pages.get(page).map_or(&[][..], |page| &page.items);
    let mut found: Vec<(usize, Option<Span>)> = Vec::new();
    for spot in items.iter().filter_map(|item| spot(layout, item)) {
        if found.last().is_none_or(|(last, _)| *last != spot) {
            found.push((spot, origin(layout, spot)));
        }
    }
    found
}

/// The words of a structure element, on all pages.
#[must_use]
pub fn words(layout: &Layout, of: usize) -> String {
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let own = items.filter(|item| spot(layout, item) == Some(of));
    let texts = own.filter_map(|item| match item {
        Item::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// Where the cells of the table's row were typed that an element stands in; of an element in no table where it was
/// typed itself.
#[must_use]
pub fn row_origins(layout: &Layout, spot: usize) -> Vec<Span> {
    let Some(row) = above(layout, spot, |tag| matches!(tag, Tag::TR)) else {
        return origin(layout, spot).into_iter().collect();
    };
    let cells = layout.tree.nodes()[row].kids.iter();
    let cells = cells.filter_map(|kid| match kid {
        Kid::Node(NodeId(cell)) => layout.tree.nodes().get(*cell)?.origin,
        Kid::Leaf(_) => None,
    });
    cells.collect()
}

/// The first element from this one up that is such a thing.
fn above(layout: &Layout, node: usize, is: impl Fn(&Tag) -> bool) -> Option<usize> {
    let nodes = layout.tree.nodes();
    let mut at = node;
    loop {
        let here: &Node = nodes.get(at)?;
        if is(&here.tag) {
            return Some(at);
        }
        if here.parent.0 == at {
            return None;
        }
        at = here.parent.0;
    }
}

/// Where an element's words were typed: its own place, or that of the cell around it.
fn origin(layout: &Layout, spot: usize) -> Option<Span> {
    let nodes = layout.tree.nodes();
    let own = nodes.get(spot)?;
    own.origin.or_else(|| {
        let cell = above(layout, spot, |tag| matches!(tag, Tag::Cell { .. }))?;
        nodes[cell].origin
    })
}

/// The element that an item's words belong to: a link belongs to its paragraph.
fn spot(layout: &Layout, item: &Item) -> Option<usize> {
    let Item::Text(Text {
        mark: Mark::Leaf(leaf),
        ..
    }) = item
    else {
        return None;
    };
    let NodeId(node) = *layout.tree.leaves().get(leaf.0)?;
    above(layout, node, |tag| !matches!(tag, Tag::Link))
}

struct Drawing<'a> {
    layout: &'a Layout,
    out: String,
    /// The `text` that is open: its element, and face and size of its first letters.
    open: Option<(Option<usize>, usize, f32)>,
}

impl Drawing<'_> {
    fn put(&mut self, what: std::fmt::Arguments<'_>) {
        // writing to a string cannot fail
        let _ = self.out.write_fmt(what);
    }

    fn line(&mut self, item: &Item) {
        match item {
            Item::Text(_) => {}
            Item::Line { from, to } => self.put(format_args!(
                "<path d=\"M{} {}L{} {}\"/>",
                number(from.0.0),
                number(from.1.0),
                number(to.0.0),
                number(to.1.0)
            )),
            Item::Frame { rect, color } => self.put(format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" stroke=\"{}\"/>",
                number(rect.x.0),
                number(rect.y.0),
                number(rect.width.0),
                number(rect.height.0),
                hex(*color)
            )),
        }
    }

    fn words(&mut self, item: &Item) {
        let Item::Text(text) = item else { return };
        if text.text.is_empty() {
            return;
        }
        let spot = spot(self.layout, item);
        let goes_on = spot.is_some() && self.open.is_some_and(|(open, ..)| open == spot);
        if !goes_on {
            self.close();
            self.open(text, spot);
        }
        let (_, face, size) = self.open.unwrap_or((spot, text.face, text.size.0));
        self.put(format_args!(
            "<tspan x=\"{}\" y=\"{}\"",
            number(text.x.0),
            number(text.y.0)
        ));
        let classes = [
            (text.face != face).then(|| format!("f{}", text.face)),
            text.changed.then(|| "c".to_owned()),
        ];
        let classes: Vec<String> = classes.into_iter().flatten().collect();
        if !classes.is_empty() {
            self.put(format_args!(" class=\"{}\"", classes.join(" ")));
        }
        if text.size.0.to_bits() != size.to_bits() {
            self.put(format_args!(" font-size=\"{}\"", number(text.size.0)));
        }
        if text.stretch.0 != 0.0 {
            self.put(format_args!(" word-spacing=\"{}\"", number(text.stretch.0)));
        }
        let mut words = with_figures(&text.text);
        if text.stretch.0 != 0.0 {
            // a browser would stretch these, too
            words = words.replace('\u{a0}', "<tspan word-spacing=\"0\">\u{a0}</tspan>");
        }
        self.put(format_args!(">{words}</tspan>"));
    }

    fn open(&mut self, text: &Text, spot: Option<usize>) {
        self.put(format_args!(
            "<text class=\"f{}\" font-size=\"{}\"",
            text.face,
            number(text.size.0)
        ));
        match (spot, text.mark) {
            (Some(spot), _) => self.put(format_args!(" data-spot=\"{spot}\"")),
            (None, Mark::Artifact(Artifact::PageNumber)) => {
                self.put(format_args!(" aria-hidden=\"true\" data-number=\"\""));
            }
            (None, _) => self.put(format_args!(" aria-hidden=\"true\"")),
        }
        if text.color != BLACK {
            self.put(format_args!(" fill=\"{}\"", hex(text.color)));
        }
        if text.angle != 0.0 {
            self.put(format_args!(
                " transform=\"rotate({} {} {})\"",
                number(-text.angle),
                number(text.x.0),
                number(text.y.0)
            ));
        }
        self.put(format_args!(">"));
        self.open = Some((spot, text.face, text.size.0));
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.put(format_args!("</text>"));
        }
    }
}

/// The text escaped, each figure in an element of its own.
fn with_figures(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let length = figure(&rest[start..]);
        let (before, after) = rest.split_at(start);
        let (digits, behind) = after.split_at(length);
        out += &escaped(before);
        // writing to a string cannot fail
        let _ = write!(out, "<tspan class=\"n\">{digits}</tspan>");
        rest = behind;
    }
    out + &escaped(rest)
}

/// Length of the figure that the text begins with: digits, marks between digits, a percent sign.
fn figure(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while is_digit(at) || (matches!(bytes.get(at), Some(b'.' | b',')) && is_digit(at + 1)) {
        at += 1;
    }
    at + usize::from(bytes.get(at) == Some(&b'%'))
}

/// As text of XML; letters that XML does not take are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

/// With at most three decimals, as short as it can be.
fn number(value: f32) -> String {
    let rounded = (f64::from(value) * 1000.0).round() / 1000.0;
    // no sign before nothing
    format!("{}", rounded + 0.0)
}

fn hex([red, green, blue]: Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_apart_and_signs_are_escaped() {
        assert_eq!(
            with_figures("a<b & 80,67 điểm, 17%."),
            "a&lt;b &amp; <tspan class=\"n\">80,67</tspan> điểm, <tspan class=\"n\">17%</tspan>."
        );
        assert_eq!(with_figures("12."), "<tspan class=\"n\">12</tspan>.");
        assert_eq!(number(-0.0001), "0");
        assert_eq!(number(12.5), "12.5");
    }
}
