//! Groups of keys: which are there, which are missing, which nobody knows.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::facts::{Fact, Facts, Text};
use super::super::keys::{Form, Key, Variants};
use super::values::Wanted;
use super::{Item, Reader};
use crate::diagnostics::{Diagnostic, Span};
use crate::values::{did_you_mean, nearest};
use crate::yaml::{Entry, Mapping, Node, Value};

/// How many missing keys a remedy repeats one by one.
const MOST_SPELLED_OUT: usize = 4;

/// A group's entries by key.
type ByKey<'a> = HashMap<&'a str, &'a Entry>;

impl Reader<'_> {
    /// Reads a group by its keys; `None` if it is none.
    pub(super) fn group(&mut self, item: Item, keys: &[Key]) -> Option<Facts> {
        let mapping = self.mapping(item)?;
        let keys: Vec<&Key> = keys.iter().collect();
        Some(self.keys(item, mapping, &keys))
    }

    /// Reads a group of which there are several forms.
    pub(super) fn variants(&mut self, item: Item, variants: &Variants) -> Option<Facts> {
        let mapping = self.mapping(item)?;
        let tells = |form: &Form| {
            let telling = &form.keys[form.keys.len().saturating_sub(form.telling)..];
            let mut telling = telling.iter();
            telling.find_map(|key| place_of(item, mapping, key))
        };
        let told: Vec<(&Form, Span)> = (variants.forms.iter())
            .filter_map(|form| Some((form, tells(form)?)))
            .collect();
        let common = variants.common.iter();
        if let [(form, _)] = told[..] {
            let keys: Vec<&Key> = common.chain(&form.keys).collect();
            return Some(self.keys(item, mapping, &keys));
        }
        // any form's keys may stand here; of what they hold nothing is said
        let optional = variants.forms.iter().flat_map(|form| &form.keys);
        let keys: Vec<&Key> = common.collect();
        let known = optional.map(|key| &*key.name);
        self.checked(item, mapping, &keys, known.collect());
        let mut places: Vec<Span> = told.iter().map(|(_, place)| *place).collect();
        places.sort_unstable();
        self.diagnostics
            .push((variants.unclear)(item.place, &places));
        None
    }

    /// The keys of a group of the user's own names, each with its value.
    pub(super) fn map<T>(
        &mut self,
        item: Item,
        mut read: impl FnMut(&mut Self, Item) -> T,
    ) -> Option<Vec<(Text, T)>> {
        let mapping = self.mapping(item)?;
        let mut previous = None;
        let mut values = Vec::with_capacity(mapping.entries.len());
        for entry in &mapping.entries {
            let inner = item.value_of(entry);
            if !self.split_decimal(mapping, previous, entry) {
                let name = Text::new(entry.key.clone(), inner.place);
                values.push((name, read(self, inner)));
            }
            previous = Some(&entry.node);
        }
        Some(values)
    }

    fn mapping<'a>(&mut self, item: Item<'a>) -> Option<&'a Mapping> {
        match &item.node.value {
            Value::Mapping(mapping) => Some(mapping),
            Value::Reported => None,
            _ => {
                self.wrong_type(item, Wanted::Mapping);
                None
            }
        }
    }

    fn keys(&mut self, item: Item, mapping: &Mapping, keys: &[&Key]) -> Facts {
        self.checked(item, mapping, keys, Vec::new())
    }

    /// Reads the keys; those that `may_stand` are no strangers but are not read.
    fn checked(
        &mut self,
        item: Item,
        mapping: &Mapping,
        keys: &[&Key],
        may_stand: Vec<&str>,
    ) -> Facts {
        let there: ByKey = (mapping.entries.iter())
            .map(|entry| (entry.key.as_str(), entry))
            .collect();
        let mut asked: Vec<&str> = keys.iter().map(|key| &*key.name).collect();
        asked.extend(may_stand);
        let misspelt = self.strangers(item, mapping, &there, &asked);
        let mut missing = Vec::new();
        let mut entries = Vec::new();
        for key in keys {
            match there.get(&*key.name).or_else(|| misspelt.get(&*key.name)) {
                Some(entry) => entries.extend(self.entry(item, key, entry)),
                None if key.needed => missing.push(&*key.name),
                None => {}
            }
        }
        self.missing(item, &missing);
        Facts {
            place: item.place,
            entries,
        }
    }

    /// One key and its value; `None` for an optional one without any.
    fn entry(&mut self, item: Item, key: &Key, entry: &Entry) -> Option<(Arc<str>, Fact)> {
        let inner = item.value_of(entry);
        if !key.needed && entry.node.is_empty() {
            return None;
        }
        let fact = self.value(inner, &key.kind);
        Some((key.name.clone(), fact))
    }

    /// Complains of keys that nobody asks for; gives those that are keys asked for in other letters, so that what
    /// they hold is read and not missed as well.
    fn strangers<'k>(
        &mut self,
        item: Item,
        mapping: &'k Mapping,
        there: &ByKey,
        asked: &[&'k str],
    ) -> ByKey<'k> {
        let mut misspelt = ByKey::default();
        let asked_here = asked.iter().copied();
        let absent: Vec<&'k str> = asked_here.filter(|key| !there.contains_key(key)).collect();
        let mut previous: Option<&Node> = None;
        for entry in &mapping.entries {
            if !asked.contains(&entry.key.as_str()) && !self.split_decimal(mapping, previous, entry)
            {
                // a problem that is only counted need not be explained
                let wanted = self.diagnostics.wants("HS010");
                let near = nearest(&entry.key, absent.iter().copied().filter(|_| wanted));
                misspelt.extend(near.map(|key| (key, entry)));
                self.unknown(item, mapping, entry, near, asked);
            }
            previous = Some(&entry.node);
        }
        misspelt
    }

    fn unknown(
        &mut self,
        item: Item,
        mapping: &Mapping,
        entry: &Entry,
        near: Option<&str>,
        asked: &[&str],
    ) {
        let message = format!("{} không có khóa `{}`", self.called(item), entry.key);
        let label = did_you_mean(&entry.key, near, "khóa lạ");
        let place = item.value_of(entry).place;
        let diagnostic = Diagnostic::error("HS010", message).at(place, label);
        self.diagnostics.push(match near {
            _ if mapping.flow && matches!(entry.node.value, Value::Null) => diagnostic
                .with_note(
                    "trong `{...}` dấu phẩy ngăn cách các khóa, kể cả dấu phẩy ở giữa một cái tên",
                )
                .with_remedy(
                    "đặt giá trị có dấu phẩy trong dấu nháy \"...\", hoặc viết mỗi khóa một dòng",
                ),
            Some(found) => diagnostic.with_remedy(format!("sửa thành `{found}`")),
            None => diagnostic.with_remedy(format!(
                "bỏ khóa này; các khóa dùng được ở đây: {}",
                listed(asked)
            )),
        });
    }

    fn missing(&mut self, item: Item, missing: &[&str]) {
        if missing.is_empty() {
            return;
        }
        let remedy = if missing.len() <= MOST_SPELLED_OUT {
            let lines = missing.iter().map(|key| format!("`{key}: ...`"));
            format!("thêm {}", lines.collect::<Vec<_>>().join(", "))
        } else {
            "chép các khóa này từ hồ sơ mẫu rồi sửa giá trị".to_owned()
        };
        let message = format!("{} thiếu khóa {}", self.called(item), listed(missing));
        self.diagnostics.push(
            Diagnostic::error("HS011", message)
                .at(item.place, "thiếu trong phần này")
                .with_note(self.file.explained)
                .with_remedy(remedy),
        );
    }

    /// `{diem: 89,1}`: the comma made `1` a key of its own. Reports that, and says whether it did.
    fn split_decimal(&mut self, mapping: &Mapping, previous: Option<&Node>, entry: &Entry) -> bool {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let Some(Node {
            value: Value::Scalar(whole),
            span,
            ..
        }) = previous
        else {
            return false;
        };
        let split = mapping.flow
            && digits(whole)
            && digits(&entry.key)
            && matches!(entry.node.value, Value::Null);
        if split {
            let whole_number = Span {
                end: entry.key_span.end,
                ..*span
            };
            let number = format!("{whole},{}", entry.key);
            let message = format!("số `{number}` bị dấu phẩy cắt làm đôi");
            self.diagnostics.push(
                Diagnostic::error("HS016", message)
                    .at(whole_number, "YAML đọc thành hai phần")
                    .with_note("trong `{...}` dấu phẩy ngăn cách các khóa")
                    .with_remedy(format!(
                        "viết `{}`, hoặc viết mỗi khóa một dòng",
                        number.replace(',', ".")
                    )),
            );
        }
        split
    }
}

fn place_of(item: Item, mapping: &Mapping, key: &Key) -> Option<Span> {
    let mut entries = mapping.entries.iter();
    let entry = entries.find(|entry| *entry.key == *key.name)?;
    Some(item.inner_place().unwrap_or(entry.key_span))
}

/// Keys in backticks, one after the other.
fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}
