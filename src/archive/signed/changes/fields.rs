//! The form and its fields: empty signature fields may be signed and new ones added, nothing else.

use std::collections::BTreeSet;

use super::super::form::Field;
use super::{Step, verb, words};
use crate::pdf_syntax::{Dictionary, Rectangle, State, Value};

/// What signing changes in a field.
const OF_SIGNING: [&str; 7] = ["V", "AP", "AS", "F", "Ff", "DA", "Q"];
/// What the first to sign may set besides.
const OF_FIRST: [&str; 6] = ["Lock", "SV", "MK", "BS", "Border", "M"];
/// What new fields and widgets have.
const OF_NEW: [&str; 26] = [
    "Type",
    "Subtype",
    "FT",
    "T",
    "TU",
    "TM",
    "Ff",
    "V",
    "F",
    "P",
    "Parent",
    "Kids",
    "Rect",
    "AP",
    "AS",
    "M",
    "NM",
    "MK",
    "BS",
    "Border",
    "DA",
    "Q",
    "H",
    "Lock",
    "SV",
    "StructParent",
];
/// Flags of widgets that keep their size on the page (ISO 32000-1, table 165): Invisible, Hidden, Print,
/// NoView, ReadOnly, Locked, LockedContents.
const FLAGS: usize = 1 | 2 | 4 | 32 | 64 | 128 | 512;

/// Keys of a stream whose content is elsewhere, or not always shown.
const OUTSIDE: [&str; 5] = ["F", "FFilter", "Ref", "OPI", "OC"];

impl<'a> Step<'a, '_> {
    /// The form's own keys, each field that was there and each new one.
    pub(super) fn fields(&mut self) {
        self.form();
        let (old, new) = (self.old.clone(), self.new.clone());
        let kept = new
            .fields
            .iter()
            .filter(|field| old.field(field.number).is_some());
        if !kept
            .map(|field| &field.name)
            .eq(old.fields.iter().map(|field| &field.name))
        {
            self.refuse("xóa hoặc đổi thứ tự các ô chữ ký");
        }
        for node in &new.nodes {
            let (before, after) = (self.before.dictionary(*node), self.after.dictionary(*node));
            let is_new = !self.before.exists(*node);
            if !is_new && before.differing(after).any(|key| key != b"Kids") {
                self.refuse("đổi một nhóm ô biểu mẫu");
            }
            if is_new {
                self.known_keys(after, &words::name(b"T"));
            }
        }
        for field in &new.fields {
            match old.field(field.number) {
                None => self.new_field(field),
                // closed to all that follow
                Some(before) if before.is_signed() => {}
                Some(before) => self.empty_field(before, field),
            }
        }
    }

    fn form(&mut self) {
        let (old, new) = (self.before.form(), self.after.form());
        if old.get("Fields").is_some() && new.get("Fields").is_none() {
            self.refuse("xóa các ô chữ ký");
        }
        for key in old.differing(new) {
            match (key, new.entry(key)) {
                (b"Fields" | b"DR", Some(_)) | (b"DA", Some(Value::String(_))) => {}
                (b"SigFlags", Some(Value::Integer(_))) if !self.is_signed() => {}
                (b"NeedAppearances", Some(Value::Boolean(false))) if !self.is_signed() => {}
                _ => self.refuse(format!("{} {}", verb(old, new, key), words::of_form(key))),
            }
        }
        let order = |state: State<'a>, of: &'a Dictionary| state.items_at(of, "Fields");
        let (old, new) = (order(self.before, old), order(self.after, new));
        if super::grown(old, new).is_none() {
            self.refuse("xóa hoặc đổi thứ tự các ô chữ ký");
        }
    }

    /// A field that was empty: all as it was, or signed.
    fn empty_field(&mut self, old: &Field<'a>, new: &Field<'a>) {
        let signs = new.is_signed();
        let name = &new.name;
        if old.widgets != new.widgets || old.name != new.name {
            return self.refuse(format!("đổi ô chữ ký “{name}” (/Kids)"));
        }
        let parts: BTreeSet<u32> = new.widgets.iter().copied().chain([new.number]).collect();
        for part in parts {
            let [before, after] = [self.before, self.after].map(|state| state.dictionary(part));
            for key in before.differing(after) {
                let is_one_of = |keys: &[&str]| keys.iter().any(|known| known.as_bytes() == key);
                let first = is_one_of(&OF_FIRST) && !self.is_signed();
                if key == b"Type" && after.get("Type").and_then(Value::name) == Some(b"Annot") {
                    continue;
                }
                if !signs || !(is_one_of(&OF_SIGNING) || first) {
                    self.refuse(format!("đổi ô chữ ký “{name}” (/{})", words::name(key)));
                }
            }
        }
        if signs {
            self.signs(new);
            self.looks(new);
        }
    }

    fn new_field(&mut self, field: &Field<'a>) {
        let name = &field.name;
        let parts: BTreeSet<u32> = field
            .widgets
            .iter()
            .copied()
            .chain([field.number])
            .collect();
        for part in &parts {
            self.known_keys(self.after.dictionary(*part), name);
        }
        if parts.iter().any(|part| self.before.exists(*part)) {
            self.refuse(format!(
                "lấy một phần có sẵn của văn bản làm ô chữ ký “{name}”"
            ));
        }
        let is_visible = field.widgets.iter().any(|widget| self.is_visible(*widget));
        if self.late.is_some() && (is_visible || !field.is_signed()) {
            self.unprotected();
        }
        if is_visible && (self.permissions.is_certified || self.permissions.locks(name)) {
            self.refuse(format!("thêm ô “{name}” sau chữ ký không cho thêm"));
        }
        if field.is_signed() {
            self.signs(field);
        }
        self.looks(field);
    }

    fn known_keys(&mut self, of: &'a Dictionary, name: &str) {
        for (key, _) in of.iter() {
            if matches!(key, b"A" | b"AA") {
                self.refuse(format!("thêm hành động tự chạy vào ô “{name}”"));
            } else if !OF_NEW.iter().any(|known| known.as_bytes() == key) {
                self.refuse(format!("thêm mục /{} vào ô “{name}”", words::name(key)));
            }
        }
    }

    /// A field that is signed now.
    fn signs(&mut self, field: &Field<'a>) {
        let name = &field.name;
        let value = field.dictionary.get("V").and_then(Value::reference);
        let value = value.filter(|value| !self.before.exists(*value));
        let signature = value.and_then(|value| match self.after.get(value) {
            Value::Dictionary(signature) => Some(signature),
            _ => None,
        });
        let kind = signature.map(|signature| signature.get("Type").and_then(Value::name));
        let signature = signature.filter(|signature| {
            ["Contents", "ByteRange"]
                .iter()
                .all(|key| signature.get(key).is_some())
                && matches!(kind, Some(None | Some(b"Sig" | b"DocTimeStamp")))
        });
        if signature.is_none() {
            return self.refuse(format!("ghi vào ô “{name}” một giá trị không phải chữ ký"));
        }
        // a time stamp over the whole document, seen by nobody, is no change of it
        let shows = field.widgets.iter().any(|widget| self.is_visible(*widget));
        if kind == Some(Some(b"DocTimeStamp")) && !shows {
            return;
        }
        if self.permissions.is_closed {
            self.refuse(format!(
                "ký ô “{name}” sau chữ ký không cho ký thêm (DocMDP)"
            ));
        } else if self.permissions.locks(name) {
            self.refuse(format!("ký ô “{name}” đã bị chữ ký trước khóa"));
        }
    }

    /// What a new or newly signed field shows stays in its place, is there, and will not change.
    fn looks(&mut self, field: &Field<'a>) {
        let name = &field.name;
        for widget in &field.widgets {
            let widget = self.after.dictionary(*widget);
            let flags = self.after.at(widget, "F");
            let well =
                *flags == Value::Null || flags.index().is_some_and(|flags| flags & !FLAGS == 0);
            let look = self.after.at(widget, "AP");
            let is_plain = match look.dictionary() {
                None => *look == Value::Null,
                Some(look) => look.iter().all(|(key, _)| key == b"N") && self.is_form(look),
            };
            if !well || !is_plain || widget.get("AS").is_some() || !self.has_no_frame(widget) {
                self.refuse(format!("hình của ô “{name}” không phải một hình thường"));
            }
            if !self.is_settled(widget.get("AP").into_iter().collect()) {
                self.refuse(format!(
                    "hình của ô “{name}” dùng phần còn thay đổi được, hoặc nằm ngoài tệp"
                ));
            }
        }
    }

    /// Readers draw frames and grounds by themselves, partly around the widget's place.
    fn has_no_frame(&self, widget: &'a Dictionary) -> bool {
        let characteristics = self.after.dictionary_at(widget, "MK");
        let width = self
            .after
            .at(self.after.dictionary_at(widget, "BS"), "W")
            .number();
        let border = self.after.items_at(widget, "Border");
        characteristics.iter().all(|(key, _)| key == b"R")
            && (widget.get("BS").is_none() || width == Some(0.0))
            && border
                .get(2)
                .is_none_or(|width| width.number() == Some(0.0))
    }

    /// A picture that readers fit into the widget's place, with all it needs (ISO 32000-1, 12.5.5).
    fn is_form(&self, look: &'a Dictionary) -> bool {
        let (form, data) = match self.after.at(look, "N") {
            Value::Stream(form, data) => (form, data),
            nothing => return *nothing == Value::Null && look.get("N").is_none(),
        };
        let numbers = |key: &str| {
            let numbers = form.get(key)?.items()?.iter().map(Value::number);
            numbers.collect::<Option<Vec<f64>>>()
        };
        let bounds = form
            .get("BBox")
            .and_then(Value::items)
            .and_then(Rectangle::of);
        let turn = match numbers("Matrix").as_deref() {
            Some([a, b, c, d, _, _]) => (a * d - b * c).abs(),
            _ => f64::from(u8::from(form.get("Matrix").is_none())),
        };
        let draws =
            bounds.is_some_and(|bounds| bounds.area() > 0.0) && form.get("Resources").is_some();
        form.get("Subtype").and_then(Value::name) == Some(b"Form")
            && turn > 0.0
            && (draws || data.is_empty())
    }

    /// Whether everything that can be reached exists and is closed.
    fn is_settled(&self, mut open: Vec<&'a Value>) -> bool {
        let mut seen = BTreeSet::new();
        while let Some(value) = open.pop() {
            self.after.file.look(1);
            match value {
                Value::Reference(number) if seen.insert(*number) => {
                    let changes = [&self.open, &self.still_open];
                    if !self.after.exists(*number)
                        || changes.iter().any(|open| open.contains_key(number))
                    {
                        return false;
                    }
                    // the issued part is whole
                    if self.after.place(*number)
                        != (State {
                            revision: 0,
                            ..self.after
                        })
                        .place(*number)
                    {
                        open.push(self.after.get(*number));
                    }
                }
                Value::Array(items) => open.extend(items),
                Value::Stream(of, _) if OUTSIDE.iter().any(|key| of.get(key).is_some()) => {
                    return false;
                }
                Value::Dictionary(of) | Value::Stream(of, _) => {
                    open.extend(of.iter().map(|(_, value)| value))
                }
                _ => {}
            }
        }
        true
    }
}
