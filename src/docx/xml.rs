//! XML elements as a small tree: read from what `docx-rs` builds, put right, and written with every
//! attribute and text escaped.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// Namespaces of the main part and of headers.
pub(super) const NAMESPACES: [(&str, &str); 10] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:mc",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:wps",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    ),
    (
        "xmlns:w15",
        "http://schemas.microsoft.com/office/word/2012/wordml",
    ),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:w10", "urn:schemas-microsoft-com:office:word"),
];

/// A part's name in the package and its text.
pub(super) type Part = (&'static str, String);

/// An element with its attributes and content. Names carry their usual prefix (`w:p`).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    /// Name with prefix.
    pub(super) name: Cow<'static, str>,
    /// Names and unescaped values, in the order written.
    pub(super) attributes: Vec<(Cow<'static, str>, String)>,
    /// Content in order.
    pub(super) children: Vec<Node>,
}

/// What stands inside an element.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// A child.
    Element(Element),
    /// Unescaped text.
    Text(String),
}

impl Element {
    /// An empty element.
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// Adds an attribute.
    pub(super) fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// Adds `w:val`.
    pub(super) fn val(self, value: impl Into<String>) -> Self {
        self.attr("w:val", value)
    }

    /// Adds a child at the end.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    /// Adds children at the end.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }

    /// Adds text at the end.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Adds a child at the end.
    pub(super) fn push(&mut self, child: Self) {
        self.children.push(Node::Element(child));
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }

    /// The child elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(child) => Some(child),
            Node::Text(_) => None,
        })
    }

    /// The child elements, to be changed.
    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(child) => Some(child),
            Node::Text(_) => None,
        })
    }

    /// All text below the element.
    pub(super) fn inner_text(&self) -> String {
        let texts = self.children.iter().map(|node| match node {
            Node::Element(child) => child.inner_text(),
            Node::Text(text) => text.clone(),
        });
        texts.collect()
    }

    /// Adds a child to the first child of that name, which is put in front if there is none.
    pub(super) fn push_into(&mut self, name: &'static str, child: Self) {
        if let Some(found) = self.elements_mut().find(|found| found.name == name) {
            found.push(child);
        } else {
            let made = Self::new(name).child(child);
            self.children.insert(0, Node::Element(made));
        }
    }

    /// Leaves out the children of that name.
    pub(super) fn remove(&mut self, name: &str) {
        self.children
            .retain(|node| !matches!(node, Node::Element(child) if child.name == name));
    }

    /// Calls `change` on every element of that name below this one, in document order.
    pub(super) fn for_each_mut(&mut self, name: &str, change: &mut impl FnMut(&mut Self)) {
        for child in self.elements_mut() {
            if child.name == name {
                change(child);
            }
            child.for_each_mut(name, change);
        }
    }

    /// Appends `<name attributes>` to `out`.
    pub(super) fn open(&self, out: &mut String) {
        self.tag(out);
        out.push('>');
    }

    /// Appends `</name>` to `out`.
    pub(super) fn close(&self, out: &mut String) {
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    /// Appends the whole element to `out`.
    pub(super) fn write(&self, out: &mut String) {
        if self.children.is_empty() {
            self.tag(out);
            out.push_str("/>");
            return;
        }
        self.open(out);
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, out),
            }
        }
        self.close(out);
    }

    /// The whole element after an XML declaration: a part of the package.
    pub(super) fn into_part(self) -> String {
        let mut out = String::from(DECLARATION);
        self.write(&mut out);
        out
    }

    fn tag(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
    }
}

/// First line of every part.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Appends text so that it is safe as content and inside a double-quoted attribute.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Reads one element; `None` if the bytes are not one well-formed element.
pub(super) fn parse(xml: &[u8]) -> Option<Element> {
    let text = std::str::from_utf8(xml).ok()?;
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    loop {
        let done = match reader.read_event().ok()? {
            Event::Start(start) => {
                open.push(start_element(&start)?);
                None
            }
            Event::Empty(start) => Some(start_element(&start)?),
            Event::End(_) => Some(open.pop()?),
            Event::Text(text) => {
                add_text(open.last_mut()?, &text.decode().ok()?);
                None
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().ok()?;
                let letter = match reference.resolve_char_ref().ok()? {
                    Some(letter) => letter.to_string(),
                    None => resolve_predefined_entity(&name)?.to_owned(),
                };
                add_text(open.last_mut()?, &letter);
                None
            }
            Event::Eof => return None,
            _ => None,
        };
        if let Some(element) = done {
            match open.last_mut() {
                Some(parent) => parent.push(element),
                None => return Some(element),
            }
        }
    }
}

fn add_text(element: &mut Element, text: &str) {
    if let Some(Node::Text(before)) = element.children.last_mut() {
        before.push_str(text);
    } else {
        element.children.push(Node::Text(text.to_owned()));
    }
}

/// Names of what a table is made of: a copy of it copies none of them.
const NAMES: [&str; 20] = [
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:keepNext",
    "w:p",
    "w:pPr",
    "w:pStyle",
    "w:r",
    "w:rPr",
    "w:t",
    "w:tc",
    "w:tcPr",
    "w:tcW",
    "w:tr",
    "w:type",
    "w:vAlign",
    "w:val",
    "w:w",
    "xml:space",
];

fn shared(name: &str) -> Cow<'static, str> {
    match NAMES.binary_search(&name) {
        Ok(at) => Cow::Borrowed(NAMES[at]),
        Err(_) => Cow::Owned(name.to_owned()),
    }
}

fn start_element(start: &BytesStart) -> Option<Element> {
    let name = start.name();
    let mut element = Element {
        name: shared(std::str::from_utf8(name.into_inner()).ok()?),
        attributes: Vec::new(),
        children: Vec::new(),
    };
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let key = std::str::from_utf8(attribute.key.into_inner()).ok()?;
        let raw = std::str::from_utf8(&attribute.value).ok()?;
        let value = unescape(raw).ok()?.into_owned();
        element.attributes.push((shared(key), value));
    }
    Some(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let source = "<w:p w:a=\"1 &amp; &quot;2&quot;\"><w:t xml:space=\"preserve\"> a &lt;b&gt; &#224; </w:t><w:r/></w:p>";
        let element = parse(source.as_bytes()).expect("well formed");
        assert_eq!(element.attributes[0].1, "1 & \"2\"");
        let mut out = String::new();
        element.write(&mut out);
        assert_eq!(out, source.replace("&#224;", "à"));
    }

    #[test]
    fn shared_names_are_found() {
        assert!(NAMES.is_sorted());
    }

    #[test]
    fn broken_xml_is_refused() {
        for source in ["", "text", "<a>", "<a></b>", "<a b=\"&x;\"/>"] {
            assert_eq!(parse(source.as_bytes()), None, "{source}");
        }
    }
}
