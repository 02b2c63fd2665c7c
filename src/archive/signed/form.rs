//! The signature fields of a form (ISO 32000-1, 12.7.3 and 12.7.4.5). A form of ours holds no others.

use crate::pdf_syntax::{Dictionary, State, Value};
use std::collections::BTreeSet;

/// How deep a tree of fields may be.
const DEEPEST: usize = 16;
const BROKEN: &str = "thêm một ô biểu mẫu hỏng";
/// Longest name of a field, in letters.
const LONGEST_NAME: usize = 200;

/// A signature field, signed or empty.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    /// Its whole name: the names above it and its own, joined by full stops.
    pub(super) name: String,
    /// Its object.
    pub(super) number: u32,
    /// That object's dictionary.
    pub(super) dictionary: &'a Dictionary,
    /// The objects of its widgets; often itself.
    pub(super) widgets: Vec<u32>,
}

impl Field<'_> {
    /// Whether it has a value.
    pub(super) fn is_signed(&self) -> bool {
        self.dictionary.get("V").is_some()
    }
}

/// The tree of fields.
#[derive(Clone, Debug, Default)]
pub(super) struct Form<'a> {
    /// Its leaves, in order.
    pub(super) fields: Vec<Field<'a>>,
    /// The objects above them.
    pub(super) nodes: Vec<u32>,
    /// Objects that are lists of fields or widgets.
    pub(super) lists: Vec<u32>,
}

/// A list of fields, still to be looked at.
struct Open<'a> {
    items: &'a [Value],
    above: String,
    kind: Option<&'a [u8]>,
    depth: usize,
}

impl<'a> Form<'a> {
    /// Reads the form.
    ///
    /// # Errors
    /// In a few words, what a form of signatures does not have.
    pub(super) fn read(state: State<'a>) -> Result<Self, String> {
        let mut form = Self::default();
        let mut seen = BTreeSet::new();
        let top = state.form();
        form.lists
            .extend(top.get("Fields").and_then(Value::reference));
        let items = state.items_at(top, "Fields");
        let above = String::new();
        let mut open = vec![Open {
            items,
            above,
            kind: None,
            depth: 0,
        }];
        while let Some(list) = open.pop() {
            for item in list.items {
                let number = item.reference().filter(|number| seen.insert(*number));
                let number = number.ok_or(BROKEN)?;
                open.extend(form.add(state, number, &list, &mut seen)?);
            }
        }
        // in one order, whatever their depth
        form.fields.sort_by_key(|field| field.number);
        let names: BTreeSet<&str> = form
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        if names.len() < form.fields.len() {
            return Err("thêm ô biểu mẫu trùng tên".to_owned());
        }
        Ok(form)
    }

    /// Adds a field, or gives the list of those below a node.
    fn add(
        &mut self,
        state: State<'a>,
        number: u32,
        list: &Open<'a>,
        seen: &mut BTreeSet<u32>,
    ) -> Result<Option<Open<'a>>, String> {
        let dictionary = state.dictionary(number);
        let name = whole_name(dictionary, list).ok_or(BROKEN)?;
        let kind = state.at(dictionary, "FT").name().or(list.kind);
        let kids = state.items_at(dictionary, "Kids");
        self.lists
            .extend(dictionary.get("Kids").and_then(Value::reference));
        let is_field = |kid: &Value| {
            let kid = state.resolve(kid).dictionary();
            kid.is_some_and(|kid| kid.get("T").is_some())
        };
        if kids.iter().any(is_field) {
            self.nodes.push(number);
            let depth = list.depth + 1;
            let (items, above) = (kids, name);
            return Ok(Some(Open {
                items,
                above,
                kind,
                depth,
            }));
        }
        if kind != Some(b"Sig") {
            return Err(format!("thêm ô biểu mẫu “{name}”, không phải ô chữ ký"));
        }
        let mut fresh = |kid: &Value| kid.reference().filter(|number| seen.insert(*number));
        let widgets: Option<Vec<u32>> = match kids {
            [] => Some(vec![number]),
            kids => kids.iter().map(&mut fresh).collect(),
        };
        let widgets = widgets.ok_or(BROKEN)?;
        self.fields.push(Field {
            name,
            number,
            dictionary,
            widgets,
        });
        Ok(None)
    }

    /// The field of that object.
    pub(super) fn field(&self, number: u32) -> Option<&Field<'a>> {
        let found = self
            .fields
            .binary_search_by_key(&number, |field| field.number);
        self.fields.get(found.ok()?)
    }

    /// The objects that signing may change: those of empty fields, and what leads to them.
    pub(super) fn open(&self) -> impl Iterator<Item = u32> {
        let empty = self.fields.iter().filter(|field| !field.is_signed());
        let empty = empty.flat_map(|field| {
            let widgets = field
                .widgets
                .iter()
                .copied()
                .filter(|widget| *widget != field.number);
            widgets.chain([field.number])
        });
        empty
            .chain(self.nodes.iter().copied())
            .chain(self.lists.iter().copied())
    }
}

/// The names above a field and its own.
fn whole_name(of: &Dictionary, list: &Open<'_>) -> Option<String> {
    let own = of.get("T").map(Value::text).unwrap_or_default();
    let well = !own.is_empty() && !own.contains('.') && list.depth <= DEEPEST;
    let name = match list.above.as_str() {
        "" => own,
        above => format!("{above}.{own}"),
    };
    (well && name.chars().count() <= LONGEST_NAME).then_some(name)
}
