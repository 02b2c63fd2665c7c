//! The structure tree and its way back from the pages' content (ISO 32000-1, 14.7).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::metadata::text_string;
use crate::document::Scope;
use crate::pdf::layout::{Kid, Node, NodeId, Tag, Tree};
use crate::pdf::paint::ContentMark;

/// The structure's objects: one for each node of the tree.
pub(super) struct Structure {
    root: ObjectId,
    elements: Vec<ObjectId>,
    /// Entries of the parent tree: a page's array, or one element.
    parents: Vec<Object>,
}

/// Adds the structure tree; `pages` are the page objects in order.
pub(super) fn add(
    pdf: &mut Document,
    tree: &Tree,
    marks: &[Vec<ContentMark>],
    pages: &[ObjectId],
    marks_on_page: &[i64],
) -> Structure {
    let root = pdf.new_object_id();
    let elements: Vec<ObjectId> = tree.nodes().iter().map(|_| pdf.new_object_id()).collect();
    let structure = Structure {
        root,
        parents: page_parents(tree, marks, &elements, marks_on_page),
        elements,
    };
    for (index, node) in tree.nodes().iter().enumerate() {
        if let Some(id) = structure.elements.get(index) {
            let element = structure.element(index, node, marks, pages);
            pdf.set_object(*id, element);
        }
    }
    for (index, page) in pages.iter().enumerate() {
        if let Ok(page) = pdf.get_dictionary_mut(*page) {
            page.set("StructParents", index as i64);
            page.set("Tabs", Object::Name(b"S".to_vec()));
        }
    }
    structure
}

/// For each page, the element of each marked content by its number.
fn page_parents(
    tree: &Tree,
    marks: &[Vec<ContentMark>],
    elements: &[ObjectId],
    marks_on_page: &[i64],
) -> Vec<Object> {
    let mut parents: Vec<Vec<Object>> = marks_on_page
        .iter()
        .map(|count| vec![Object::Null; usize::try_from(*count).unwrap_or(0)])
        .collect();
    for (leaf, node) in marks.iter().zip(tree.leaves()) {
        let Some(element) = elements.get(node.0) else {
            continue;
        };
        for mark in leaf {
            let number = usize::try_from(mark.mcid).unwrap_or(usize::MAX);
            let entry = parents
                .get_mut(mark.page)
                .and_then(|page| page.get_mut(number));
            if let Some(entry) = entry {
                *entry = Object::Reference(*element);
            }
        }
    }
    parents.into_iter().map(Object::Array).collect()
}

impl Structure {
    fn reference(&self, node: NodeId) -> Object {
        self.elements
            .get(node.0)
            .map_or(Object::Null, |id| Object::Reference(*id))
    }

    fn element(
        &self,
        index: usize,
        node: &Node,
        marks: &[Vec<ContentMark>],
        pages: &[ObjectId],
    ) -> Dictionary {
        let mut home = None;
        let mut kids = Vec::with_capacity(node.kids.len());
        for kid in &node.kids {
            match kid {
                Kid::Node(child) => kids.push(self.reference(*child)),
                Kid::Leaf(leaf) => {
                    for mark in marks.get(leaf.0).into_iter().flatten() {
                        let home = *home.get_or_insert(mark.page);
                        kids.push(content(*mark, home, pages));
                    }
                }
            }
        }
        let parent = if index == 0 {
            Object::Reference(self.root)
        } else {
            self.reference(node.parent)
        };
        let mut element = dictionary! {
            "Type" => "StructElem",
            "S" => type_name(&node.tag),
            "P" => parent,
            "K" => kids,
        };
        if let Some(page) = home.and_then(|page| pages.get(page)) {
            element.set("Pg", Object::Reference(*page));
        }
        if let Some(attributes) = attributes(&node.tag) {
            element.set("A", attributes);
        }
        element
    }

    /// Gives an element a further kid, e.g. the reference to an annotation.
    pub(super) fn adopt(
        &mut self,
        pdf: &mut Document,
        parent: NodeId,
        mut element: Dictionary,
    ) -> i64 {
        let id = pdf.new_object_id();
        element.set("P", self.reference(parent));
        pdf.set_object(id, element);
        if let Some(parent) = self.elements.get(parent.0)
            && let Ok(parent) = pdf.get_dictionary_mut(*parent)
            && let Ok(kids) = parent.get_mut(b"K").and_then(Object::as_array_mut)
        {
            kids.push(Object::Reference(id));
        }
        self.parents.push(Object::Reference(id));
        self.parents.len() as i64 - 1
    }

    /// Writes the root and the parent tree, and binds them to the catalog.
    pub(super) fn finish(self, pdf: &mut Document) {
        let next = self.parents.len() as i64;
        let numbers: Vec<Object> = self
            .parents
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

/// A piece of content: its number alone on the element's own page, else with the page.
fn content(mark: ContentMark, home: usize, pages: &[ObjectId]) -> Object {
    if mark.page == home {
        return Object::Integer(mark.mcid);
    }
    let page = pages
        .get(mark.page)
        .map_or(Object::Null, |id| Object::Reference(*id));
    Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => mark.mcid })
}

fn type_name(tag: &Tag) -> Object {
    let name = match tag {
        Tag::Document => "Document",
        Tag::Sect => "Sect",
        Tag::P => "P",
        Tag::H(1) => "H1",
        Tag::H(2) => "H2",
        Tag::H(_) => "H3",
        Tag::L => "L",
        Tag::LI => "LI",
        Tag::Lbl => "Lbl",
        Tag::LBody => "LBody",
        Tag::Table { .. } => "Table",
        Tag::TR => "TR",
        Tag::Cell { scope: Some(_), .. } => "TH",
        Tag::Cell { scope: None, .. } => "TD",
        Tag::Caption => "Caption",
        Tag::Link => "Link",
    };
    Object::Name(name.as_bytes().to_vec())
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
