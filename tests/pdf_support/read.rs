//! Reading a PDF back through its structure tree: text by element, in reading order.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// An element of the structure tree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    /// Structure type, e.g. `P`.
    pub kind: String,
    /// Its own text, without that of elements inside it.
    pub text: String,
    /// Elements inside it.
    pub kids: Vec<Element>,
    /// Its attributes, e.g. `Scope` -> `Column`.
    pub attributes: BTreeMap<String, String>,
}

impl Element {
    /// All text, inner elements included.
    pub(crate) fn all_text(&self) -> String {
        let inner: String = self.kids.iter().map(Element::all_text).collect();
        format!("{}{inner}", self.text)
    }

    /// Every element of this type, in reading order.
    pub(crate) fn find(&self, kind: &str) -> Vec<&Element> {
        let mut found: Vec<&Element> = self.kids.iter().flat_map(|kid| kid.find(kind)).collect();
        if self.kind == kind {
            found.insert(0, self);
        }
        found
    }
}

/// Asserts that the file conforms to its profiles and that its parent tree is whole.
pub(crate) fn assert_conforms(bytes: &[u8], archival: ValidationProfile) {
    for profile in [archival, ValidationProfile::PdfUa1] {
        assert_eq!(failures(bytes, profile), Vec::<String>::new(), "{profile}");
    }
    assert_parents_resolve(bytes);
}

/// The rules of a profile that the file breaks.
pub(crate) fn failures(bytes: &[u8], profile: ValidationProfile) -> Vec<String> {
    let options = ValidationOptions::default().profile(profile);
    match validate_pdf_bytes(bytes, &options) {
        Ok(report) => report.failures.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// Every marked content of every page leads through the parent tree to an element that names it.
pub(crate) fn assert_parents_resolve(bytes: &[u8]) {
    let problems = orphans(bytes);
    assert!(problems.is_empty(), "{problems:?}");
}

/// Marked content that the parent tree does not lead to an element that names it.
pub(crate) fn orphans(bytes: &[u8]) -> Vec<String> {
    let pdf = Document::load_mem(bytes).expect("a PDF");
    let root = pdf.catalog().expect("catalog");
    let root = deref(&pdf, root.get(b"StructTreeRoot").expect("tree"));
    let parents = deref(&pdf, root.get(b"ParentTree").expect("parents"));
    let numbers = parents
        .get(b"Nums")
        .expect("Nums")
        .as_array()
        .expect("array");
    let mut problems = Vec::new();
    for (index, page) in pdf.page_iter().enumerate() {
        let dictionary = pdf.get_dictionary(page).expect("page");
        let key = dictionary
            .get(b"StructParents")
            .expect("key")
            .as_i64()
            .expect("number");
        let entry = numbers
            .chunks(2)
            .find(|pair| pair[0].as_i64().ok() == Some(key))
            .map(|pair| &pair[1]);
        let entry = match entry {
            Some(Object::Array(array)) => array.clone(),
            Some(Object::Reference(id)) => pdf
                .get_object(*id)
                .and_then(Object::as_array)
                .cloned()
                .unwrap_or_default(),
            _ => Vec::new(),
        };
        for mcid in page_texts(&pdf, page).keys() {
            let element = entry
                .get(*mcid as usize)
                .and_then(|parent| parent.as_reference().ok());
            let named = element.is_some_and(|id| {
                let element = pdf.get_dictionary(id).expect("element");
                contents(&pdf, element).contains(&(page, *mcid))
            });
            if !named {
                problems.push(format!("page {index}, MCID {mcid}"));
            }
        }
    }
    problems
}

/// The structure tree's first element.
pub(crate) fn structure(bytes: &[u8]) -> Element {
    let pdf = Document::load_mem(bytes).expect("a PDF");
    let texts: BTreeMap<ObjectId, BTreeMap<i64, String>> = pdf
        .page_iter()
        .map(|page| (page, page_texts(&pdf, page)))
        .collect();
    let root = deref(
        &pdf,
        pdf.catalog()
            .expect("catalog")
            .get(b"StructTreeRoot")
            .expect("tree"),
    );
    let first = &root.get(b"K").expect("K").as_array().expect("array")[0];
    element(&pdf, deref(&pdf, first), &texts)
}

/// The text of each page by marked content, artifacts left out.
pub(crate) fn pages(bytes: &[u8]) -> Vec<BTreeMap<i64, String>> {
    pages_of(&Document::load_mem(bytes).expect("a PDF"))
}

/// The text of each page by marked content, artifacts left out.
pub(crate) fn pages_of(pdf: &Document) -> Vec<BTreeMap<i64, String>> {
    pdf.page_iter().map(|page| page_texts(pdf, page)).collect()
}

fn deref<'a>(pdf: &'a Document, object: &'a Object) -> &'a Dictionary {
    let (_, object) = pdf.dereference(object).expect("object");
    object.as_dict().expect("dictionary")
}

fn contents(pdf: &Document, element: &Dictionary) -> Vec<(ObjectId, i64)> {
    let home = element.get(b"Pg").and_then(Object::as_reference).ok();
    element
        .get(b"K")
        .and_then(Object::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .filter_map(|kid| match kid {
            Object::Integer(mcid) => Some((home?, *mcid)),
            Object::Dictionary(mark) => Some((
                mark.get(b"Pg").and_then(Object::as_reference).ok()?,
                mark.get(b"MCID").and_then(Object::as_i64).ok()?,
            )),
            _ => None,
        })
        .filter(|(page, _)| pdf.has_object(*page))
        .collect()
}

fn element(
    pdf: &Document,
    dictionary: &Dictionary,
    texts: &BTreeMap<ObjectId, BTreeMap<i64, String>>,
) -> Element {
    let name = |key: &[u8]| {
        dictionary
            .get(key)
            .and_then(Object::as_name)
            .expect("a name")
    };
    let home = dictionary.get(b"Pg").and_then(Object::as_reference).ok();
    let mut text = String::new();
    let mut kids = Vec::new();
    let kept = dictionary.get(b"K").and_then(Object::as_array);
    for kid in kept.map(Vec::as_slice).unwrap_or_default() {
        match kid {
            Object::Reference(_) => {
                let kid = element(pdf, deref(pdf, kid), texts);
                if ["Link", "Span"].contains(&kid.kind.as_str()) {
                    // stands inside the line
                    text.push_str(&kid.text);
                } else {
                    kids.push(kid);
                }
            }
            Object::Integer(mcid) => {
                text.push_str(&texts[&home.expect("a page")][mcid]);
            }
            Object::Dictionary(mark) if mark.has(b"MCID") => {
                let page = mark
                    .get(b"Pg")
                    .and_then(Object::as_reference)
                    .expect("a page");
                let mcid = mark
                    .get(b"MCID")
                    .and_then(Object::as_i64)
                    .expect("a number");
                text.push_str(&texts[&page][&mcid]);
            }
            _ => {}
        }
    }
    let attributes = dictionary.get(b"A").and_then(Object::as_dict);
    Element {
        kind: String::from_utf8_lossy(name(b"S")).into_owned(),
        text,
        kids,
        attributes: attributes.map(shown).unwrap_or_default(),
    }
}

fn shown(attributes: &Dictionary) -> BTreeMap<String, String> {
    let entries = attributes.iter().map(|(key, value)| {
        let value = match value {
            Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
            Object::Integer(number) => number.to_string(),
            other => format!("{other:?}"),
        };
        (String::from_utf8_lossy(key).into_owned(), value)
    });
    entries.collect()
}

/// What is marked with an expansion (`/E`): the letters and what they stand for, in the order painted.
pub(crate) fn expansions(bytes: &[u8]) -> Vec<(String, String)> {
    let pdf = Document::load_mem(bytes).expect("a PDF");
    let mut found = Vec::new();
    for page in pdf.page_iter() {
        let mut open: Vec<Option<usize>> = Vec::new();
        texts_of(&pdf, page, |event| match event {
            Event::Begin(properties) => {
                let says =
                    properties.and_then(|p| p.get(b"E").and_then(lopdf::decode_text_string).ok());
                found.extend(says.clone().map(|says| (String::new(), says)));
                open.push(says.map(|_| found.len() - 1));
            }
            Event::End => drop(open.pop()),
            Event::Text(text) => {
                if let Some(Some(at)) = open.last() {
                    found[*at].0.push_str(&text);
                }
            }
        });
    }
    found
}

type Map = BTreeMap<u16, String>;

enum Event<'a> {
    Begin(Option<&'a Dictionary>),
    End,
    Text(String),
}

fn page_texts(pdf: &Document, page: ObjectId) -> BTreeMap<i64, String> {
    let mut texts: BTreeMap<i64, String> = BTreeMap::new();
    let mut open: Vec<Option<i64>> = Vec::new();
    texts_of(pdf, page, |event| match event {
        Event::Begin(properties) => {
            let mcid = properties.and_then(|p| p.get(b"MCID").and_then(Object::as_i64).ok());
            if let Some(mcid) = mcid {
                texts.entry(mcid).or_default();
            }
            open.push(mcid);
        }
        Event::End => drop(open.pop()),
        Event::Text(text) => {
            assert!(!open.is_empty(), "text outside marked content");
            if let Some(mcid) = open.iter().rev().find_map(|mcid| *mcid) {
                texts.entry(mcid).or_default().push_str(&text);
            }
        }
    });
    texts
}

fn texts_of(pdf: &Document, page: ObjectId, mut visit: impl FnMut(Event<'_>)) {
    let fonts: BTreeMap<Vec<u8>, Map> = pdf
        .get_page_fonts(page)
        .expect("fonts")
        .into_iter()
        .map(|(name, font)| (name, to_unicode(pdf, font)))
        .collect();
    let content = Content::decode(&pdf.get_page_content(page)).expect("content");
    let mut font = None;
    for operation in content.operations {
        match operation.operator.as_str() {
            "BDC" | "BMC" => {
                let properties = operation.operands.get(1);
                visit(Event::Begin(properties.and_then(|p| p.as_dict().ok())));
            }
            "EMC" => visit(Event::End),
            "Tf" => {
                font = operation.operands[0]
                    .as_name()
                    .ok()
                    .and_then(|name| fonts.get(name))
            }
            "TJ" | "Tj" => {
                let mut text = String::new();
                let strings = match &operation.operands[0] {
                    Object::Array(parts) => parts.clone(),
                    single => vec![single.clone()],
                };
                for string in strings {
                    if let Ok(codes) = string.as_str() {
                        for code in codes.chunks(2) {
                            let code = u16::from_be_bytes([code[0], code[1]]);
                            text.push_str(&font.expect("a font")[&code]);
                        }
                    }
                }
                visit(Event::Text(text));
            }
            _ => {}
        }
    }
}

fn to_unicode(pdf: &Document, font: &Dictionary) -> Map {
    let stream = font
        .get_deref(b"ToUnicode", pdf)
        .expect("ToUnicode")
        .as_stream()
        .expect("stream");
    let text = String::from_utf8(stream.get_plain_content().expect("content")).expect("ASCII");
    let hex = |word: &str| -> Vec<u16> {
        let digits = word.trim_matches(['<', '>']);
        (0..digits.len() / 4)
            .map(|at| u16::from_str_radix(&digits[4 * at..4 * at + 4], 16).expect("hex"))
            .collect()
    };
    let mut inside = false;
    let mut map = Map::new();
    for line in text.lines() {
        if line.ends_with("beginbfchar") {
            inside = true;
        } else if line == "endbfchar" {
            inside = false;
        } else if inside {
            let (code, target) = line.split_once(' ').expect("a pair");
            map.insert(
                hex(code)[0],
                String::from_utf16(&hex(target)).expect("UTF-16"),
            );
        }
    }
    map
}
