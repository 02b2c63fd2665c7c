//! Values by their kind, lists, and what is said of a value of another kind.

use serde_json::Value as Free;

use super::super::facts::{Fact, Facts};
use super::super::keys::Kind;
use super::{Item, Reader};
use crate::diagnostics::{Diagnostic, Spanned};
use crate::values::PartialDate;
use crate::values::{markdown, one_line, without_closing_mark};
use crate::yaml::{Node, Value};

/// What a value should be.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    Scalar,
    Sequence,
    Mapping,
}

impl Reader<'_> {
    /// Reads a value of that kind.
    pub(super) fn value(&mut self, item: Item, kind: &Kind) -> Fact {
        let found = match kind {
            Kind::Text => self.text(item, one_line).map(Fact::Text),
            Kind::Citation => self.text(item, closed).map(Fact::Text),
            Kind::Basis => self.text(item, basis).map(Fact::Text),
            Kind::Recipient => self.text(item, recipient).map(Fact::Text),
            Kind::Markdown { open_end } => {
                let regular = if *open_end { unended } else { markdown };
                self.text(item, regular).map(Fact::Markdown)
            }
            Kind::Date => self.date(item).map(Fact::Date),
            Kind::Milestone => self.date(item).map(|date| milestone(item, date)),
            Kind::Number => self.number(item).map(Fact::Number),
            Kind::Amount => self.amount(item).map(Fact::Number),
            Kind::Whole { least, most } => self.whole(item, *least, *most).map(Fact::Whole),
            Kind::IssueNumber => self.issue_number(item).map(Fact::Text),
            Kind::Wording(words) => self.wording(item, words).map(Fact::Text),
            Kind::Choice(words) => self.choice(item, words).map(Fact::Text),
            Kind::Lines => Some(self.lines(item)),
            Kind::List(of) => self.list(item, of),
            Kind::Group(keys) => self.group(item, keys).map(Fact::Group),
            Kind::Variants(variants) => self.variants(item, variants).map(Fact::Group),
            Kind::Map(of) => (self.map(item, |reader, item| reader.value(item, of))).map(Fact::Map),
            Kind::Later(kind) => Some(self.value(item, &kind())),
            Kind::Free => Some(Fact::Free(self.free(item))),
        };
        found.unwrap_or(Fact::Gone)
    }

    fn text(&mut self, item: Item, regular: impl Fn(&str) -> String) -> Option<Spanned<String>> {
        let value = regular(self.scalar(item)?);
        if value.is_empty() {
            self.empty(item);
            return None;
        }
        Some(Spanned::new(value, item.span()))
    }

    /// The scalar's own text; `None` if there is none (then reported).
    pub(super) fn scalar<'a>(&mut self, item: Item<'a>) -> Option<&'a str> {
        match &item.node.value {
            Value::Scalar(raw) if !item.node.is_empty() => return Some(raw),
            Value::Scalar(_) | Value::Null => self.empty(item),
            Value::Reported => {}
            Value::Sequence(_) | Value::Mapping(_) => self.wrong_type(item, Wanted::Scalar),
        }
        None
    }

    fn list(&mut self, item: Item, of: &Kind) -> Option<Fact> {
        let Value::Sequence(items) = &item.node.value else {
            if !matches!(item.node.value, Value::Reported) {
                self.wrong_type(item, Wanted::Sequence);
            }
            return None;
        };
        if items.is_empty() {
            let message = format!("danh sách `{}` trống", item.name);
            self.diagnostics.push(
                Diagnostic::error("HS022", message)
                    .at(item.place, "chưa có phần tử nào")
                    .with_remedy("thêm ít nhất một phần tử, mở đầu bằng `- `"),
            );
        }
        let read = |node: &Node| self.value(item.element(node), of);
        Some(Fact::List(items.iter().map(read).collect()))
    }

    /// One line, or a list of lines.
    fn lines(&mut self, item: Item) -> Fact {
        match &item.node.value {
            Value::Scalar(_) => Fact::List(vec![self.value(item, &Kind::Text)]),
            _ => self.list(item, &Kind::Text).unwrap_or(Fact::Gone),
        }
    }

    /// Anything: texts, lists and maps for a template set of one's own.
    fn free(&mut self, item: Item) -> Free {
        match &item.node.value {
            Value::Null | Value::Reported => Free::Null,
            Value::Scalar(raw) => Free::String(markdown(raw)),
            Value::Sequence(items) => {
                let read = |node| self.free(item.element(node));
                Free::Array(items.iter().map(read).collect())
            }
            Value::Mapping(mapping) => {
                let entries = mapping.entries.iter();
                let read =
                    |entry: &super::Entry| (entry.key.clone(), self.free(item.value_of(entry)));
                Free::Object(entries.map(read).collect())
            }
        }
    }

    /// Reports an empty value.
    pub(super) fn empty(&mut self, item: Item) {
        let (code, remedy) = if item.element {
            ("HS027", "viết giá trị sau dấu `- `, hoặc bỏ dòng này")
        } else {
            ("HS012", "viết giá trị sau dấu `:`")
        };
        let message = format!("{} để trống", self.called(item));
        self.diagnostics.push(
            Diagnostic::error(code, message)
                .at(item.place, "cần một giá trị")
                .with_note("giá trị trống, `~` và `null` đều là không có giá trị")
                .with_remedy(remedy),
        );
    }

    /// Reports a value of another kind than asked for.
    pub(super) fn wrong_type(&mut self, item: Item, wanted: Wanted) {
        let found = match &item.node.value {
            Value::Null | Value::Reported => return self.empty(item),
            Value::Scalar(_) => "một giá trị đơn",
            Value::Sequence(_) => "một danh sách",
            Value::Mapping(_) => "một nhóm `khóa: giá trị`",
        };
        let (wanted, remedy) = match wanted {
            Wanted::Scalar => (
                "một giá trị đơn (chữ hoặc số)",
                "viết giá trị trên một dòng; câu có dấu `: ` bên trong thì đặt trong dấu nháy \"...\"",
            ),
            Wanted::Sequence => (
                "một danh sách",
                "viết mỗi phần tử một dòng, mở đầu bằng `- `",
            ),
            Wanted::Mapping => (
                "một nhóm `khóa: giá trị`",
                "xuống dòng, thụt vào, viết mỗi `khóa: giá trị` một dòng",
            ),
        };
        let message = format!("{} phải là {wanted}", self.called(item));
        self.diagnostics.push(
            Diagnostic::error("HS013", message)
                .at(item.span(), format!("ở đây là {found}"))
                .with_remedy(remedy),
        );
    }
}

fn closed(raw: &str) -> String {
    without_closing_mark(&one_line(raw)).to_owned()
}

/// A leading `Căn cứ` is dropped, for the program prints it.
fn basis(raw: &str) -> String {
    let line = one_line(raw);
    let bare = line.strip_prefix("Căn cứ ").map(str::to_owned);
    bare.unwrap_or(line)
}

/// The dash and the closing mark are printed by the program.
fn recipient(raw: &str) -> String {
    closed(one_line(raw).trim_start_matches(['-', ' ']))
}

/// The template prints `./.`.
fn unended(raw: &str) -> String {
    markdown(raw)
        .trim_end_matches(['.', '/', ' ', ';', ',', ':'])
        .to_owned()
}

fn milestone(item: Item, date: Spanned<PartialDate>) -> Fact {
    Fact::Group(Facts {
        place: item.place,
        entries: vec![("ngay".into(), Fact::Date(date))],
    })
}
