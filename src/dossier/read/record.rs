//! Groups of keys: which are asked for, which are missing, which nobody knows.

use super::super::text::{did_you_mean, nearest};
use super::super::yaml::{Entry, Mapping, Node, Value};
use super::{Item, values};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};

/// How many missing keys a remedy repeats one by one.
const MOST_SPELLED_OUT: usize = 4;

/// A mapping while its keys are read.
pub(super) struct Record<'a, 'd> {
    pub(super) diagnostics: &'d mut Diagnostics,
    /// Where something about the whole group is shown.
    pub(super) place: Span,
    item: Item<'a>,
    mapping: Option<&'a Mapping>,
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
}

/// Reads a mapping: `build` asks for its keys; then missing and unknown ones are reported.
pub(super) fn record<'a, T>(
    diagnostics: &mut Diagnostics,
    item: Item<'a>,
    build: impl FnOnce(&mut Record<'a, '_>) -> T,
) -> T {
    let mapping = match &item.node.value {
        Value::Mapping(mapping) => Some(&**mapping),
        Value::Reported => None,
        _ => {
            values::wrong_type(diagnostics, item, values::Kind::Mapping);
            None
        }
    };
    let mut record = Record {
        diagnostics,
        place: item.place,
        item,
        mapping,
        asked: Vec::new(),
        missing: Vec::new(),
    };
    let value = build(&mut record);
    record.finish();
    value
}

impl<'a> Record<'a, '_> {
    /// A key that must be there and must not be empty.
    pub(super) fn need<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Diagnostics, Item) -> T,
    ) -> T {
        let item = match self.find(key) {
            Some(entry) if matches!(entry.node.value, Value::Null) => {
                let item = self.item.value_of(entry);
                values::empty(self.diagnostics, item, item.place);
                Item::ABSENT
            }
            Some(entry) => self.item.value_of(entry),
            None => {
                self.missing.push(key);
                Item::ABSENT
            }
        };
        read(self.diagnostics, item)
    }

    /// A key that may be left out or left empty.
    pub(super) fn maybe<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Diagnostics, Item) -> T,
    ) -> Option<T> {
        let entry = self
            .find(key)
            .filter(|entry| !matches!(entry.node.value, Value::Null))?;
        Some(read(self.diagnostics, self.item.value_of(entry)))
    }

    /// The place of a key, if it is there.
    pub(super) fn place_of(&self, key: &str) -> Option<Span> {
        let entries = &self.mapping?.entries;
        entries
            .iter()
            .find(|e| e.key == key)
            .map(|e| self.item.value_of(e).place)
    }

    /// Keys that may stand here though nobody reads them now.
    pub(super) fn allow(&mut self, keys: &[&'static str]) {
        self.asked.extend(keys);
    }

    /// Whether there are keys at all.
    pub(super) const fn is_mapping(&self) -> bool {
        self.mapping.is_some()
    }

    fn find(&mut self, key: &'static str) -> Option<&'a Entry> {
        self.asked.push(key);
        self.mapping?.entries.iter().find(|entry| entry.key == key)
    }

    fn finish(mut self) {
        let Some(mapping) = self.mapping else { return };
        let mut previous: Option<&Node> = None;
        for entry in &mapping.entries {
            if !self.asked.contains(&entry.key.as_str())
                && !split_decimal(self.diagnostics, self.item, previous, entry)
            {
                self.unknown(mapping, entry);
            }
            previous = Some(&entry.node);
        }
        if !self.missing.is_empty() {
            let keys = listed(&self.missing);
            let remedy = if self.missing.len() <= MOST_SPELLED_OUT {
                let lines = self.missing.iter().map(|key| format!("`{key}: ...`"));
                format!("thêm {}", lines.collect::<Vec<_>>().join(", "))
            } else {
                "chép các khóa này từ hồ sơ mẫu rồi sửa giá trị".to_owned()
            };
            self.diagnostics.push(
                Diagnostic::error("HS011", format!("{} thiếu khóa {keys}", self.item.called()))
                    .at(self.place, "thiếu trong phần này")
                    .with_note(
                        "khóa này bắt buộc; hồ sơ mẫu (`quyetdinh init`) giải thích từng khóa",
                    )
                    .with_remedy(remedy),
            );
        }
    }

    fn unknown(&mut self, mapping: &Mapping, entry: &Entry) {
        let absent: Vec<&'static str> = self
            .asked
            .iter()
            .copied()
            .filter(|key| mapping.entries.iter().all(|e| e.key != *key))
            .collect();
        let suggestion = nearest(&entry.key, absent.iter().copied());
        if let Some(found) = suggestion {
            self.missing.retain(|key| *key != found);
        }
        let message = format!("{} không có khóa `{}`", self.item.called(), entry.key);
        let label = match suggestion {
            Some(_) => did_you_mean(suggestion),
            None => "khóa lạ".to_owned(),
        };
        let mut diagnostic =
            Diagnostic::error("HS010", message).at(self.item.value_of(entry).place, label);
        if mapping.flow && matches!(entry.node.value, Value::Null) {
            diagnostic = diagnostic
                .with_note(
                    "trong `{...}` dấu phẩy ngăn cách các khóa, kể cả dấu phẩy ở giữa một cái tên",
                )
                .with_remedy(
                    "đặt giá trị có dấu phẩy trong dấu nháy \"...\", hoặc viết mỗi khóa một dòng",
                );
        } else if let Some(found) = suggestion {
            diagnostic = diagnostic.with_remedy(format!("sửa thành `{found}`"));
        } else {
            diagnostic = diagnostic.with_remedy(format!(
                "bỏ khóa này; các khóa dùng được ở đây: {}",
                listed(&self.asked)
            ));
        }
        self.diagnostics.push(diagnostic);
    }
}

/// `{diem: 89,1}`: the comma made `1` a key of its own. Reports that, and says whether it did.
pub(super) fn split_decimal(
    diagnostics: &mut Diagnostics,
    item: Item,
    previous: Option<&Node>,
    entry: &Entry,
) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(Node {
        value: Value::Scalar(whole),
        span,
        ..
    }) = previous
    else {
        return false;
    };
    let split = matches!(&item.node.value, Value::Mapping(mapping) if mapping.flow)
        && digits(whole)
        && digits(&entry.key)
        && matches!(entry.node.value, Value::Null);
    if split {
        let whole_number = item.inside().unwrap_or(Span {
            end: entry.key_span.end,
            ..*span
        });
        let fraction = &entry.key;
        diagnostics.push(
            Diagnostic::error(
                "HS016",
                format!("số `{whole},{fraction}` bị dấu phẩy cắt làm đôi"),
            )
            .at(whole_number, "YAML đọc thành hai phần")
            .with_note("trong `{...}` dấu phẩy ngăn cách các khóa")
            .with_remedy(format!(
                "viết `{whole}.{fraction}`, hoặc viết mỗi khóa một dòng"
            )),
        );
    }
    split
}

/// Keys in backticks, one after the other.
fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}
