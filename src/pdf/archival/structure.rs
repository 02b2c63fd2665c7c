//! The structure tree and its way back from the pages' content (ISO 32000-1, 14.7).

use std::io::Write;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId, dictionary};

use super::metadata::text_string;
use super::plain::Written;
use crate::document::Scope;
use crate::pdf::layout::{Kid, Node, NodeId, Tag, Tree};
use crate::pdf::paint::ContentMark;

/// An annotation and the node it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Annotation {
    /// Its object.
    pub(super) id: ObjectId,
    /// Its page.
    pub(super) page: usize,
    /// The node that holds it.
    pub(super) node: NodeId,
}

/// The structure's objects: one for each node of the tree.
struct Structure<'a> {
    root: ObjectId,
    elements: Vec<ObjectId>,
    sources: &'a Sources<'a>,
}

/// What the structure tree is built from.
pub(super) struct Sources<'a> {
    /// The nodes.
    pub(super) tree: &'a Tree,
    /// The marked content of each leaf.
    pub(super) marks: &'a [Vec<ContentMark>],
    /// How many marks each page has.
    pub(super) marks_on_page: &'a [i64],
    /// The page objects in order.
    pub(super) pages: &'a [ObjectId],
    /// Fields and links.
    pub(super) annotations: &'a [Annotation],
}

/// Adds the structure's root and its parent tree, and binds pages, annotations and catalog to them; gives the elements.
pub(super) fn add(pdf: &mut Document, sources: &Sources<'_>) -> Written {
    let root = pdf.new_object_id();
    let nodes = sources.tree.nodes();
    let elements: Vec<ObjectId> = nodes.iter().map(|_| pdf.new_object_id()).collect();
    let structure = Structure {
        root,
        elements,
        sources,
    };
    let mut written = Written::default();
    for (index, (node, (number, _))) in nodes.iter().zip(&structure.elements).enumerate() {
        if structure.is_kept(NodeId(index)) {
            written.add(*number, |out| structure.element(index, node, out));
        }
    }
    for (key, page) in sources.pages.iter().enumerate() {
        if let Ok(page) = pdf.get_dictionary_mut(*page) {
            page.set("StructParents", key as i64);
            page.set("Tabs", Object::Name(b"S".to_vec()));
        }
    }
    for (index, annotation) in sources.annotations.iter().enumerate() {
        if let Ok(dictionary) = pdf.get_dictionary_mut(annotation.id) {
            dictionary.set("StructParent", (sources.pages.len() + index) as i64);
        }
    }
    structure.finish(pdf);
    written
}

impl Structure<'_> {
    fn reference(&self, node: NodeId) -> Object {
        self.elements
            .get(node.0)
            .map_or(Object::Null, |id| Object::Reference(*id))
    }

    /// Number of a page's object.
    fn page(&self, page: usize) -> u32 {
        self.sources.pages.get(page).map_or(0, |id| id.0)
    }

    fn annotations(&self, node: NodeId) -> impl Iterator<Item = &Annotation> {
        let all = self.sources.annotations.iter();
        all.filter(move |annotation| annotation.node == node)
    }

    /// A form field that was left out leaves no element behind.
    fn is_kept(&self, node: NodeId) -> bool {
        let tag = self.sources.tree.nodes().get(node.0).map(|node| &node.tag);
        tag != Some(&Tag::Form) || self.annotations(node).next().is_some()
    }

    /// Writes an element's dictionary.
    fn element(&self, index: usize, node: &Node, out: &mut Vec<u8>) {
        let annotated = || self.annotations(NodeId(index)).next().is_some();
        let name = match &node.tag {
            // a reference to a table that is not there
            Tag::Link if !annotated() => "Span",
            tag => type_name(tag),
        };
        let parent = match index {
            0 => self.root.0,
            _ => self.elements.get(node.parent.0).map_or(0, |id| id.0),
        };
        put(
            out,
            format_args!("<</Type/StructElem/S/{name}/P {parent} 0 R/K"),
        );
        let kids = self.kids(index, node);
        match (&node.tag, &kids.all[..]) {
            // verifiers of signatures look for a field exactly so
            (Tag::Form, [only]) => only.write(false, out),
            (_, all) => {
                out.push(b'[');
                for (at, kid) in all.iter().enumerate() {
                    kid.write(at == 0, out);
                }
                out.push(b']');
            }
        }
        if let Some(home) = kids.home {
            put(out, format_args!("/Pg {} 0 R", self.page(home)));
        }
        write_attributes(&node.tag, out);
        out.extend_from_slice(b">>");
    }

    /// What stands in an element, and the page that content without a page of its own is on.
    fn kids(&self, index: usize, node: &Node) -> Kids {
        let mut home = None;
        let mut all = Vec::with_capacity(node.kids.len());
        for kid in &node.kids {
            match kid {
                Kid::Node(child) if self.is_kept(*child) => {
                    let id = self.elements.get(child.0);
                    all.push(KidObject::Element(id.map_or(0, |id| id.0)));
                }
                Kid::Node(_) => {}
                Kid::Leaf(leaf) => {
                    for mark in self.sources.marks.get(leaf.0).into_iter().flatten() {
                        let home = *home.get_or_insert(mark.page);
                        all.push(KidObject::Content {
                            mcid: mark.mcid,
                            // on the element's own page its number says all
                            page: (mark.page != home).then(|| self.page(mark.page)),
                        });
                    }
                }
            }
        }
        if matches!(node.tag, Tag::Link | Tag::Form) {
            for annotation in self.annotations(NodeId(index)) {
                home.get_or_insert(annotation.page);
                all.push(KidObject::Annotation {
                    page: self.page(annotation.page),
                    id: annotation.id.0,
                });
            }
        }
        Kids { all, home }
    }

    /// Entries of the parent tree: for each page the elements of its marked content, then the
    /// element of each annotation.
    fn parents(&self) -> Vec<Object> {
        let counts = self.sources.marks_on_page.iter();
        let mut pages: Vec<Vec<Object>> = counts
            .map(|count| vec![Object::Null; usize::try_from(*count).unwrap_or(0)])
            .collect();
        for (leaf, node) in self.sources.marks.iter().zip(self.sources.tree.leaves()) {
            for mark in leaf {
                let number = usize::try_from(mark.mcid).unwrap_or(usize::MAX);
                let page = pages.get_mut(mark.page);
                if let Some(entry) = page.and_then(|page| page.get_mut(number)) {
                    *entry = self.reference(*node);
                }
            }
        }
        let annotated = self.sources.annotations.iter();
        let annotated = annotated.map(|annotation| self.reference(annotation.node));
        pages
            .into_iter()
            .map(Object::Array)
            .chain(annotated)
            .collect()
    }

    /// Writes the root and the parent tree, and binds them to the catalog.
    fn finish(self, pdf: &mut Document) {
        let parents = self.parents();
        let next = parents.len() as i64;
        let numbers: Vec<Object> = parents
            .into_iter()
            .enumerate()
            .flat_map(|(key, value)| [Object::Integer(key as i64), value])
            .collect();
        let parents = pdf.add_object(dictionary! { "Nums" => numbers });
        let first = self.elements.first().copied().unwrap_or(self.root);
        pdf.set_object(
            self.root,
            dictionary! {
                "Type" => "StructTreeRoot",
                "K" => vec![Object::Reference(first)],
                "ParentTree" => Object::Reference(parents),
                "ParentTreeNextKey" => next,
            },
        );
        if let Ok(catalog) = pdf.catalog_mut() {
            catalog.set("StructTreeRoot", Object::Reference(self.root));
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
        }
    }
}

/// What stands in an element.
struct Kids {
    all: Vec<KidObject>,
    /// The page that content without a page of its own is on.
    home: Option<usize>,
}

/// One of them, by the numbers of objects.
enum KidObject {
    Element(u32),
    Content { mcid: i64, page: Option<u32> },
    Annotation { page: u32, id: u32 },
}

impl KidObject {
    /// Writes it, parted from what stands before it.
    fn write(&self, is_first: bool, out: &mut Vec<u8>) {
        let blank = if is_first { "" } else { " " };
        match self {
            Self::Element(id) => put(out, format_args!("{blank}{id} 0 R")),
            Self::Content { mcid, page: None } => put(out, format_args!("{blank}{mcid}")),
            Self::Content {
                mcid,
                page: Some(page),
            } => put(out, format_args!("<</Type/MCR/Pg {page} 0 R/MCID {mcid}>>")),
            Self::Annotation { page, id } => {
                put(
                    out,
                    format_args!("<</Type/OBJR/Pg {page} 0 R/Obj {id} 0 R>>"),
                );
            }
        }
    }
}

fn put(out: &mut Vec<u8>, words: std::fmt::Arguments<'_>) {
    // writing to a Vec cannot fail
    let _ = out.write_fmt(words);
}

const fn type_name(tag: &Tag) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::Sect => "Sect",
        Tag::P => "P",
        Tag::H(1) => "H1",
        Tag::H(2) => "H2",
        Tag::H(3) => "H3",
        Tag::H(_) => "H4",
        Tag::L => "L",
        Tag::LI => "LI",
        Tag::Lbl => "Lbl",
        Tag::LBody => "LBody",
        Tag::Table { .. } => "Table",
        Tag::THead => "THead",
        Tag::TBody => "TBody",
        Tag::TR => "TR",
        Tag::Cell { scope: Some(_), .. } => "TH",
        Tag::Cell { scope: None, .. } => "TD",
        Tag::Caption => "Caption",
        Tag::Link => "Link",
        Tag::Form => "Form",
    }
}

fn write_attributes(tag: &Tag, out: &mut Vec<u8>) {
    match tag {
        Tag::L => put(out, format_args!("/A<</O/List/ListNumbering/None>>")),
        Tag::Table { summary } if !summary.is_empty() => {
            put(out, format_args!("/A<</O/Table/Summary"));
            write_text(summary, out);
            out.extend_from_slice(b">>");
        }
        Tag::Cell {
            scope,
            rows,
            columns,
        } if scope.is_some() || *rows > 1 || *columns > 1 => {
            put(out, format_args!("/A<</O/Table"));
            let scope = scope.map(|scope| match scope {
                Scope::Column => "Column",
                Scope::Row => "Row",
                Scope::Both => "Both",
            });
            if let Some(name) = scope {
                put(out, format_args!("/Scope/{name}"));
            }
            for (key, span) in [("RowSpan", *rows), ("ColSpan", *columns)] {
                if span > 1 {
                    put(out, format_args!("/{key} {span}"));
                }
            }
            out.extend_from_slice(b">>");
        }
        _ => {}
    }
}

/// A text as lopdf writes it.
fn write_text(text: &str, out: &mut Vec<u8>) {
    let operations = vec![Operation::new("", vec![text_string(text)])];
    // writing to a Vec cannot fail
    let string = Content { operations }.encode().unwrap_or_default();
    out.extend_from_slice(string.trim_ascii_end());
}
