//! The form and its fields: signature fields may be signed and added, nothing else
//! (ISO 32000-1, 12.7.2 and 12.7.4.5).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use super::super::fields::{is_field, signature_fields};
use super::super::objects::{name_text, number_of};
use super::super::state::DEEPEST;
use super::{Difference, Step, grown, words};

/// What was known of a signature field or its widget.
struct Known {
    name: String,
    is_signed: bool,
}

/// Judges the form, each old field and each new one.
pub(super) fn judge(step: &mut Step<'_>) {
    let (before, after) = (step.before, step.after);
    let reference = before
        .catalog()
        .and_then(|catalog| catalog.get(b"AcroForm").ok());
    step.answer_for(reference);
    let (old, new) = (before.form(), after.form());
    if old.is_some() && new.is_none() {
        step.refuse("xóa các ô chữ ký".to_owned());
        return;
    }
    for difference in step.differing(old, new) {
        match difference.key {
            b"Fields" => {}
            b"SigFlags" | b"DR" | b"DA" => step.grew = true,
            key => step.refuse(format!("{} {}", difference.verb(), words::of_form(key))),
        }
    }
    step.answer_for(old.and_then(|form| form.get(b"Fields").ok()));
    let known: BTreeMap<u32, Known> = signature_fields(before)
        .into_iter()
        .flat_map(|field| {
            let is_signed = field.value.is_some();
            let numbers = field.widgets.into_iter().chain([field.number]);
            let name = field.name;
            numbers.map(move |number| {
                let name = name.clone();
                (number, Known { name, is_signed })
            })
        })
        .collect();
    let old = old.map_or(&[][..], |form| before.array_at(form, b"Fields"));
    let new = new.map_or(&[][..], |form| after.array_at(form, b"Fields"));
    step.fields(&known, old, new, 0);
}

impl<'a> Step<'a> {
    /// The fields at the top, or the kids of one: the old ones in their order, new ones between.
    fn fields(
        &mut self,
        known: &BTreeMap<u32, Known>,
        old: &'a [Object],
        new: &'a [Object],
        depth: usize,
    ) {
        let added = grown(old, new);
        if added.is_none() {
            self.refuse("xóa hoặc đổi thứ tự các ô chữ ký".to_owned());
        }
        if depth > DEEPEST {
            self.refuse("lồng các ô quá sâu".to_owned());
            return;
        }
        for field in added.into_iter().flatten() {
            self.grew = true;
            self.new_field(field, depth);
        }
        for field in old {
            self.old_field(known, field, depth);
        }
    }

    fn old_field(&mut self, known: &BTreeMap<u32, Known>, field: &Object, depth: usize) {
        let Some(number) = number_of(field) else {
            return;
        };
        let [old, new] = [self.before, self.after].map(|state| state.dictionary_of(number));
        // an array that is looked at twice is a loop
        if !self.judged.insert(number) && depth > 0 {
            return;
        }
        let own = known.get(&number);
        for difference in self.differing(old, new) {
            self.field_key(own, difference);
        }
        if let (Some(old), Some(new)) = (old, new) {
            self.answer_for(old.get(b"Kids").ok());
            let (old, new) = (
                self.before.array_at(old, b"Kids"),
                self.after.array_at(new, b"Kids"),
            );
            self.fields(known, old, new, depth + 1);
        }
    }

    fn field_key(&mut self, field: Option<&Known>, difference: Difference<'a>) {
        let Some(Known { name, is_signed }) = field else {
            // a node above fields
            if difference.key != b"Kids" {
                self.refuse("đổi một nhóm ô biểu mẫu".to_owned());
            }
            return;
        };
        if *is_signed {
            self.refuse(format!("đổi chữ ký đã có ở ô “{name}”"));
            return;
        }
        match difference.key {
            b"V" if self.is_signature(difference.new) => self.grew = true,
            b"V" => self.refuse(format!("ghi vào ô “{name}” một giá trị không phải chữ ký")),
            // how it looks once it is signed
            b"AP" | b"AS" | b"F" | b"M" | b"MK" | b"DA" | b"BS" | b"Border" => self.grew = true,
            // what the next signer may do
            b"Lock" | b"SV" if difference.old.is_none() => self.grew = true,
            b"Rect" if self.is_invisible(difference.old) => self.grew = true,
            b"Kids" => {}
            key => self.refuse(format!("đổi ô chữ ký “{name}” (/{})", name_text(key))),
        }
    }

    fn new_field(&mut self, field: &Object, depth: usize) {
        let after = self.after;
        let number = number_of(field);
        let Some(dictionary) = after.dictionary(field) else {
            self.refuse("thêm một ô biểu mẫu hỏng".to_owned());
            return;
        };
        let name = after.title(dictionary);
        self.no_actions(dictionary, &name);
        let kids = after.array_at(dictionary, b"Kids");
        let is_signature =
            |number: &u32| self.fields.contains(number) || self.widgets.contains(number);
        if number.as_ref().is_some_and(is_signature) {
            let value = dictionary.get(b"V").ok();
            if value.is_some() && !self.is_signature(value) {
                self.refuse(format!("ghi vào ô “{name}” một giá trị không phải chữ ký"));
            }
            for kid in kids.iter().filter_map(|kid| after.dictionary(kid)) {
                self.no_actions(kid, &name);
            }
        } else if kids.iter().any(|kid| is_field(after, kid)) && depth < DEEPEST {
            kids.iter().for_each(|kid| self.new_field(kid, depth + 1));
        } else {
            self.refuse(format!("thêm ô biểu mẫu “{name}”, không phải ô chữ ký"));
        }
    }

    /// Signing needs no actions, and a reader might run them.
    pub(super) fn no_actions(&mut self, dictionary: &Dictionary, name: &str) {
        if dictionary.has(b"A") || dictionary.has(b"AA") {
            self.refuse(format!("thêm hành động tự chạy vào ô “{name}”"));
        }
    }

    fn is_signature(&self, value: Option<&Object>) -> bool {
        let value = value.and_then(|value| self.after.dictionary(value));
        value.is_some_and(|value| {
            let kind = self.after.name_at(value, b"Type");
            value.has(b"Contents")
                && value.has(b"ByteRange")
                && matches!(kind, None | Some(b"Sig" | b"DocTimeStamp"))
        })
    }

    /// A field without a place, which gets one when it is signed.
    fn is_invisible(&self, place: Option<&Object>) -> bool {
        let Some(Object::Array(corners)) = place.and_then(|place| self.before.value(place)) else {
            return true;
        };
        let numbers = corners
            .iter()
            .map(|corner| corner.as_float().unwrap_or(0.0));
        match numbers.collect::<Vec<f32>>().as_slice() {
            [left, bottom, right, top] => {
                left.total_cmp(right).is_eq() || bottom.total_cmp(top).is_eq()
            }
            _ => true,
        }
    }
}
