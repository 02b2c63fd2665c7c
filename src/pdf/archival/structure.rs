//! The structure tree and its way back from the pages' content (ISO 32000-1, 14.7).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::metadata::text_string;
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

/// Adds the structure tree and its parent tree, and binds pages, annotations and catalog to them.
pub(super) fn add(pdf: &mut Document, sources: &Sources<'_>) {
    let root = pdf.new_object_id();
    let nodes = sources.tree.nodes();
    let elements: Vec<ObjectId> = nodes.iter().map(|_| pdf.new_object_id()).collect();
    let structure = Structure {
        root,
        elements,
        sources,
    };
    for (index, node) in nodes.iter().enumerate() {
        if let Some(id) = structure.elements.get(index)
            && structure.is_kept(NodeId(index))
        {
            pdf.set_object(*id, structure.element(index, node));
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
}

impl Structure<'_> {
    fn reference(&self, node: NodeId) -> Object {
        self.elements
            .get(node.0)
            .map_or(Object::Null, |id| Object::Reference(*id))
    }

    fn page(&self, page: usize) -> Object {
        self.sources
            .pages
            .get(page)
            .map_or(Object::Null, |id| Object::Reference(*id))
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

    fn element(&self, index: usize, node: &Node) -> Dictionary {
        let (mut kids, home) = self.kids(index, node);
        let annotated = || self.annotations(NodeId(index)).next().is_some();
        let name = match &node.tag {
            // a reference to a table that is not there
            Tag::Link if !annotated() => "Span",
            tag => type_name(tag),
        };
        let parent = if index == 0 {
            Object::Reference(self.root)
        } else {
            self.reference(node.parent)
        };
        let mut element = dictionary! {
            "Type" => "StructElem",
            "S" => Object::Name(name.as_bytes().to_vec()),
            "P" => parent,
            "K" => match (&node.tag, kids.pop()) {
                // verifiers of signatures look for a field exactly so
                (Tag::Form, Some(only)) if kids.is_empty() => only,
                (_, last) => {
                    kids.extend(last);
                    Object::Array(kids)
                }
            },
        };
        if let Some(page) = home {
            element.set("Pg", self.page(page));
        }
        if let Some(attributes) = attributes(&node.tag) {
            element.set("A", attributes);
        }
        element
    }

    /// What stands in an element, and the page that content without a page of its own is on.
    fn kids(&self, index: usize, node: &Node) -> (Vec<Object>, Option<usize>) {
        let mut home = None;
        let mut kids = Vec::with_capacity(node.kids.len());
        for kid in &node.kids {
            match kid {
                Kid::Node(child) if self.is_kept(*child) => kids.push(self.reference(*child)),
                Kid::Node(_) => {}
                Kid::Leaf(leaf) => {
                    for mark in self.sources.marks.get(leaf.0).into_iter().flatten() {
                        let home = *home.get_or_insert(mark.page);
                        kids.push(self.content(*mark, home));
                    }
                }
            }
        }
        if matches!(node.tag, Tag::Link | Tag::Form) {
            for annotation in self.annotations(NodeId(index)) {
                home.get_or_insert(annotation.page);
                kids.push(Object::Dictionary(dictionary! {
                    "Type" => "OBJR",
                    "Pg" => self.page(annotation.page),
                    "Obj" => Object::Reference(annotation.id),
                }));
            }
        }
        (kids, home)
    }

    /// A piece of content: its number alone on the element's own page, else with the page.
    fn content(&self, mark: ContentMark, home: usize) -> Object {
        if mark.page == home {
            return Object::Integer(mark.mcid);
        }
        Object::Dictionary(dictionary! {
            "Type" => "MCR",
            "Pg" => self.page(mark.page),
            "MCID" => mark.mcid,
        })
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

fn attributes(tag: &Tag) -> Option<Object> {
    let owned = match tag {
        Tag::L => dictionary! { "O" => "List", "ListNumbering" => "None" },
        Tag::Table { summary } if !summary.is_empty() => {
            dictionary! { "O" => "Table", "Summary" => text_string(summary) }
        }
        Tag::Cell {
            scope,
            rows,
            columns,
        } => cell_attributes(*scope, *rows, *columns)?,
        _ => return None,
    };
    Some(Object::Dictionary(owned))
}

fn cell_attributes(scope: Option<Scope>, rows: usize, columns: usize) -> Option<Dictionary> {
    let mut attributes = dictionary! { "O" => "Table" };
    if let Some(scope) = scope {
        let name = match scope {
            Scope::Column => "Column",
            Scope::Row => "Row",
            Scope::Both => "Both",
        };
        attributes.set("Scope", Object::Name(name.as_bytes().to_vec()));
    }
    for (key, span) in [("RowSpan", rows), ("ColSpan", columns)] {
        if span > 1 {
            attributes.set(key, span as i64);
        }
    }
    (attributes.len() > 1).then_some(attributes)
}
