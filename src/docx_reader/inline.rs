//! What stands in a paragraph: runs, and what wraps them.

use unicode_normalization::UnicodeNormalization;

use super::changes::{Fate, Seen};
use super::field::Fields;
use super::model::Paragraph;
use super::store;
use super::tree::Node;

/// A reference to a note: whether it is an endnote, and its number among those.
pub(super) type NoteMark = (bool, String);

/// A paragraph being read.
pub(super) struct Inline<'n, 's> {
    /// What was read so far.
    pub(super) paragraph: Paragraph,
    /// Text boxes that hang on it.
    pub(super) boxes: Vec<&'n Node>,
    /// Notes it refers to.
    pub(super) notes: Vec<NoteMark>,
    /// Places of the controls that are open.
    open: Vec<usize>,
    fields: &'s mut Fields,
    changes: &'s mut Seen,
}

impl<'n, 's> Inline<'n, 's> {
    /// Goes on with a paragraph whose end was deleted, or starts an empty one.
    pub(super) fn new(paragraph: Paragraph, fields: &'s mut Fields, changes: &'s mut Seen) -> Self {
        Self {
            paragraph,
            boxes: Vec::new(),
            notes: Vec::new(),
            open: Vec::new(),
            fields,
            changes,
        }
    }

    /// Reads all that stands in an element.
    pub(super) fn walk(&mut self, parent: &'n Node) {
        for node in parent.nodes() {
            match &*node.name {
                "w:r" | "m:r" => self.run(node),
                "w:sdt" => self.control(node),
                "w:bookmarkStart" => self.paragraph.bookmarks.extend(bookmark(node)),
                "w:pPr" | "w:rPr" | "w:sdtPr" => {}
                "mc:AlternateContent" => {
                    if let Some(way) = chosen(node) {
                        self.walk(way);
                    }
                }
                "w:drawing" | "w:pict" | "w:object" => find_boxes(node, &mut self.boxes),
                _ => match self.changes.note(node) {
                    Some(Fate::Deleted) => self.pass(node),
                    // hyperlinks, smart tags, simple fields, formulas ...
                    Some(Fate::Inserted) | None => self.walk(node),
                },
            }
        }
    }

    fn control(&mut self, node: &'n Node) {
        self.open.push(self.paragraph.controls.len());
        self.paragraph.controls.push(store::control(node));
        if let Some(content) = node.child("w:sdtContent") {
            self.walk(content);
        }
        self.open.pop();
    }

    fn run(&mut self, run: &'n Node) {
        let look = run.child("w:rPr");
        self.changes.reshaped(look);
        if look.is_some_and(|look| look.is_on("w:vanish")) {
            self.pass(run);
        } else {
            self.walk_run(run);
        }
    }

    fn walk_run(&mut self, run: &'n Node) {
        for node in run.nodes() {
            match &*node.name {
                "w:t" | "m:t" => self.text(node),
                "w:tab" | "w:ptab" => self.add("\t"),
                "w:br" | "w:cr" => self.add("\n"),
                "w:noBreakHyphen" => self.add("\u{2011}"),
                "w:sym" => self.symbol(node),
                "w:fldChar" => self.fields.meet(node.attribute("w:fldCharType")),
                "w:footnoteReference" => self.refer(false, node),
                "w:endnoteReference" => self.refer(true, node),
                "w:ruby" => node
                    .child("w:rubyBase")
                    .into_iter()
                    .for_each(|base| self.walk(base)),
                "mc:AlternateContent" => {
                    if let Some(way) = chosen(node) {
                        self.walk_run(way);
                    }
                }
                "w:drawing" | "w:pict" | "w:object" => find_boxes(node, &mut self.boxes),
                _ => {}
            }
        }
    }

    /// Deleted or hidden: nothing of it is text, but a field may begin and end in it.
    fn pass(&mut self, node: &Node) {
        for node in node.nodes() {
            if node.name == "w:fldChar" {
                self.fields.meet(node.attribute("w:fldCharType"));
            }
            self.pass(node);
        }
    }

    fn text(&mut self, node: &Node) {
        let text = node.text();
        let is_kept = node.attribute("xml:space") == Some("preserve");
        let blank: &[char] = if is_kept {
            &[]
        } else {
            &[' ', '\t', '\r', '\n']
        };
        let text = text.trim_matches(blank);
        self.add(&text.replace(['\t', '\r', '\n'], " "));
    }

    /// A character of a font of symbols, which has them in a range of its own.
    fn symbol(&mut self, node: &Node) {
        let code = node.attribute("w:char").unwrap_or_default();
        let letter = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        if let Some(letter) = letter {
            self.add(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn refer(&mut self, is_endnote: bool, node: &Node) {
        let id = node.attribute("w:id").unwrap_or_default();
        self.notes.push((is_endnote, id.to_owned()));
    }

    fn add(&mut self, text: &str) {
        if !self.fields.print() {
            return;
        }
        self.paragraph.text.push_str(text);
        for &place in &self.open {
            self.paragraph.controls[place].text.push_str(text);
        }
    }
}

/// The name of a bookmark (`w:bookmarkStart`), unless it is Word's own, where the cursor stood last.
pub(super) fn bookmark(node: &Node) -> Option<String> {
    let name = node.attribute("w:name")?;
    (name != "_GoBack").then(|| name.to_owned())
}

/// The way for programs of today among several to say the same, or else the other.
pub(super) fn chosen(alternatives: &Node) -> Option<&Node> {
    let choice = alternatives.child("mc:Choice");
    choice.or_else(|| alternatives.child("mc:Fallback"))
}

fn find_boxes<'n>(node: &'n Node, boxes: &mut Vec<&'n Node>) {
    for child in node.nodes() {
        match &*child.name {
            "w:txbxContent" => boxes.push(child),
            "mc:AlternateContent" => {
                if let Some(way) = chosen(child) {
                    find_boxes(way, boxes);
                }
            }
            _ => find_boxes(child, boxes),
        }
    }
}

/// The paragraph, whole: letters in one piece, without the marks where a line may end.
pub(super) fn finished(mut paragraph: Paragraph) -> Paragraph {
    let tidy = |text: &str| {
        let letters = text.chars();
        let printed = letters.filter(|letter| !matches!(letter, '\u{200b}' | '\u{ad}'));
        printed.nfc().collect()
    };
    paragraph.text = tidy(&paragraph.text);
    for control in &mut paragraph.controls {
        control.text = tidy(&control.text);
    }
    paragraph
}
