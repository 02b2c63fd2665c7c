//! The structure tree: before anyone signed it may grow by Form elements for new signature widgets
//! (ISO 32000-1, 14.7.4.3 and 14.8.4.5), since PDF/UA wants every widget in one.

use super::{Step, grown, words};
use crate::pdf_syntax::{Dictionary, EMPTY, Value};

/// Keys of such an element.
const KEYS: [&str; 8] = ["Type", "S", "P", "Pg", "K", "T", "Alt", "Lang"];

impl<'a> Step<'a, '_> {
    /// An object that was there and is not open is not as it was.
    pub(super) fn closed(&mut self, number: u32) {
        let (before, after) = (self.before, self.after);
        let (Value::Dictionary(old), new) = (before.get(number), after.get(number)) else {
            return self.changed(number);
        };
        let root = before.dictionary_at(before.catalog(), "StructTreeRoot");
        let is_parents = root.get("ParentTree").and_then(Value::reference) == Some(number);
        let kind = old.get("Type").and_then(Value::name);
        let is_element = matches!(kind, Some(b"StructTreeRoot" | b"StructElem"));
        match new {
            Value::Dictionary(new) if is_parents => self.parents(old, new),
            Value::Dictionary(new) if is_element => self.element(old, new),
            _ => return self.changed(number),
        }
        if self.is_signed() {
            self.changed(number);
        }
    }

    fn changed(&mut self, number: u32) {
        let mut fields = self.old.fields.iter();
        let field = fields.find(|field| field.number == number || field.widgets.contains(&number));
        let label = match field {
            Some(field) => format!("chữ ký đã có ở ô “{}”", field.name),
            None => words::of_object(self.before, number),
        };
        let verb = if self.after.exists(number) {
            "đổi"
        } else {
            "xóa"
        };
        self.refuse(format!("{verb} {label}"));
    }

    fn element(&mut self, old: &'a Dictionary, new: &'a Dictionary) {
        for key in old.differing(new) {
            match key {
                b"K" => {
                    let [old, new] = [old, new].map(|element| as_list(element.get("K")));
                    let added = grown(old, new);
                    if added.is_none() {
                        self.refuse("xóa hoặc đổi thứ tự thẻ cấu trúc của văn bản");
                    }
                    added
                        .into_iter()
                        .flatten()
                        .for_each(|kid| self.form_element(kid));
                }
                b"ParentTreeNextKey" => {}
                key => {
                    let key = words::name(key);
                    self.refuse(format!("đổi thẻ cấu trúc của văn bản (/{key})"));
                }
            }
        }
    }

    /// Where elements are found from the pages and the annotations (a tree of numbers; 7.9.7).
    fn parents(&mut self, old: &'a Dictionary, new: &'a Dictionary) {
        let pairs = |of: &'a Dictionary| of.get("Nums").and_then(Value::items).unwrap_or_default();
        let (old_pairs, new_pairs) = (pairs(old), pairs(new));
        let rest = new_pairs
            .strip_prefix(old_pairs)
            .filter(|rest| rest.len() % 2 == 0);
        let is_kept = old.differing(new).all(|key| key == b"Nums");
        let Some(rest) = rest.filter(|_| is_kept) else {
            return self.refuse("đổi bảng thẻ cấu trúc của các trang");
        };
        let next = old_pairs.len();
        let last = old_pairs.get(next.saturating_sub(2)).and_then(Value::index);
        let mut last = last;
        for [key, element] in rest.as_chunks::<2>().0 {
            if key.index() <= last {
                self.refuse("đổi bảng thẻ cấu trúc của các trang");
            }
            last = key.index();
            self.form_element(element);
        }
    }

    /// A new element must be a Form that holds widgets of new signature fields only.
    fn form_element(&mut self, element: &'a Value) {
        let (before, after) = (self.before, self.after);
        let fresh = element.reference().filter(|number| !before.exists(*number));
        let element = fresh.map_or(&EMPTY, |number| after.dictionary(number));
        let is_form = element.get("S").and_then(Value::name) == Some(b"Form")
            && element
                .iter()
                .all(|(key, _)| KEYS.iter().any(|known| known.as_bytes() == key));
        let kids = as_list(element.get("K").map(|kids| after.resolve(kids)));
        let is_widget = |kid: &Value| {
            let kid = after.resolve(kid).dictionary().unwrap_or(&EMPTY);
            let widget = kid.get("Obj").and_then(Value::reference);
            kid.get("Type").and_then(Value::name) == Some(b"OBJR")
                && widget.is_some_and(|widget| self.new_widgets.contains(&widget))
        };
        if !is_form || kids.is_empty() || !kids.iter().all(is_widget) {
            self.refuse("thêm thẻ cấu trúc không thuộc ô chữ ký nào");
        }
    }
}

/// A single kid may stand without a list.
fn as_list(object: Option<&Value>) -> &[Value] {
    match object {
        Some(Value::Array(kids)) => kids,
        other => other.map_or(&[], std::slice::from_ref),
    }
}
