//! A part of a package as elements that know where in the text they stand.
//!
//! Names carry the usual prefix of their namespace (`w:p`), whatever prefix the file gives it.

use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::problem::Problem;
use crate::docx::controls;

/// How deep elements may lie in each other: what is walked is walked by functions that call themselves.
const DEEPEST: usize = 256;
/// How many elements and texts a part may have.
const MOST_NODES: usize = 2_000_000;

/// Namespaces by the end of their names, which are those of ISO/IEC 29500 or of its transitional form.
const PREFIXES: [(&str, &str); 8] = [
    ("wordprocessingml/2006/main", "w"),
    ("ooxml/wordprocessingml/main", "w"),
    ("markup-compatibility/2006", "mc"),
    ("officeDocument/2006/math", "m"),
    ("ooxml/officeDocument/math", "m"),
    ("package/2006/relationships", "rel"),
    ("extended-properties", "app"),
    ("ooxml/officeDocument/extendedProperties", "app"),
];
/// Prefix of the part with our facts.
const OURS: &str = "qd";

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// Name with the usual prefix, `?` for an unknown namespace.
    pub(crate) name: String,
    /// Names (with the usual prefix, if they have a namespace) and values.
    attributes: Vec<(String, String)>,
    /// Content in order.
    pub(crate) children: Vec<Child>,
    /// Where it stands, tags included.
    pub(crate) span: Range<usize>,
    /// Where its content stands; `None` if it is one tag.
    pub(crate) inside: Option<Range<usize>>,
}

/// What stands in an element.
#[derive(Debug)]
pub(crate) enum Child {
    /// An element.
    Node(Node),
    /// Text.
    Text(String),
}

impl Node {
    /// The child elements.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.nodes().find(|node| node.name == name)
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }

    /// `w:val` of the first child of that name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("w:val")
    }

    /// Whether a switch is on: there, and not said to be off.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        let off = |value: &str| matches!(value, "0" | "false" | "off");
        self.child(name)
            .is_some_and(|switch| !switch.attribute("w:val").is_some_and(off))
    }

    /// All text in it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Child::Node(node) => node.add_text(text),
                Child::Text(own) => text.push_str(own),
            }
        }
    }
}

/// Reads a part. Places count from the start of the text.
pub(crate) fn parse(text: &str) -> Result<Node, Problem> {
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Node> = Vec::new();
    let mut count = 0;
    loop {
        let start = place(&reader);
        let event = reader.read_event().map_err(|_| Problem::Damaged)?;
        let end = place(&reader);
        count += 1;
        if count > MOST_NODES || open.len() > DEEPEST {
            return Err(Problem::TooLarge);
        }
        let done = match event {
            Event::Start(tag) => {
                let mut node = node(&reader, &tag, start..end)?;
                node.inside = Some(end..end);
                open.push(node);
                None
            }
            Event::Empty(tag) => Some(node(&reader, &tag, start..end)?),
            Event::End(_) => {
                let mut node = open.pop().ok_or(Problem::Damaged)?;
                node.span.end = end;
                if let Some(inside) = &mut node.inside {
                    inside.end = start;
                }
                Some(node)
            }
            Event::Eof => return Err(Problem::Damaged),
            other => {
                let text = letters(&other)?;
                if let Some(parent) = open.last_mut() {
                    add_text(parent, &text);
                }
                None
            }
        };
        if let Some(node) = done {
            match open.last_mut() {
                Some(parent) => parent.children.push(Child::Node(node)),
                None => return Ok(node),
            }
        }
    }
}

fn place(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The text an event stands for; empty for comments and the like.
fn letters(event: &Event<'_>) -> Result<String, Problem> {
    Ok(match event {
        Event::Text(text) => text.decode().map_err(|_| Problem::Damaged)?.into_owned(),
        Event::CData(text) => text.decode().map_err(|_| Problem::Damaged)?.into_owned(),
        Event::GeneralRef(reference) => {
            let name = reference.decode().map_err(|_| Problem::Damaged)?;
            match reference.resolve_char_ref() {
                Ok(Some(letter)) => letter.to_string(),
                Ok(None) => resolve_predefined_entity(&name)
                    .ok_or(Problem::Damaged)?
                    .to_owned(),
                Err(_) => return Err(Problem::Damaged),
            }
        }
        _ => String::new(),
    })
}

fn add_text(node: &mut Node, text: &str) {
    if let Some(Child::Text(before)) = node.children.last_mut() {
        before.push_str(text);
    } else if !text.is_empty() {
        node.children.push(Child::Text(text.to_owned()));
    }
}

fn node(
    reader: &NsReader<&[u8]>,
    tag: &BytesStart<'_>,
    span: Range<usize>,
) -> Result<Node, Problem> {
    let resolver = reader.resolver();
    let (space, local) = resolver.resolve_element(tag.name());
    let name = format!(
        "{}:{}",
        prefix(&space).unwrap_or("?"),
        utf8(local.into_inner())?
    );
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Problem::Damaged)?;
        let (space, local) = resolver.resolve_attribute(attribute.key);
        let local = utf8(local.into_inner())?;
        let key = match (attribute.key.prefix(), prefix(&space)) {
            (None, _) => local.to_owned(),
            (Some(_), Some(prefix)) => format!("{prefix}:{local}"),
            // `xml:space`
            (Some(own), None) => format!("{}:{local}", utf8(own.into_inner())?),
        };
        let value = utf8(&attribute.value)?;
        let value = unescape(value).map_err(|_| Problem::Damaged)?;
        attributes.push((key, value.into_owned()));
    }
    Ok(Node {
        name,
        attributes,
        children: Vec::new(),
        span,
        inside: None,
    })
}

fn prefix(space: &ResolveResult<'_>) -> Option<&'static str> {
    let ResolveResult::Bound(Namespace(uri)) = space else {
        return None;
    };
    let uri = std::str::from_utf8(uri).ok()?;
    if uri == controls::NAMESPACE {
        return Some(OURS);
    }
    let known = PREFIXES.iter().find(|(end, _)| uri.ends_with(end));
    known.map(|(_, prefix)| *prefix)
}

fn utf8(bytes: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(bytes).map_err(|_| Problem::Damaged)
}
