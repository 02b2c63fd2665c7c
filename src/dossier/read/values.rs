//! Single values and lists: text, numbers, dates, choices.

use rust_decimal::Decimal;
use serde_json::Value as Free;

use super::super::date::{self, NotADate, PartialDate};
use super::super::model::Text;
use super::super::number::{self, NotANumber};
use super::super::text::{
    did_you_mean, markdown as regular, nearest, one_line, without_closing_mark,
};
use super::super::yaml::{Node, Value};
use super::{Item, NOWHERE};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned};

/// What a value should be.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Scalar,
    Sequence,
    Mapping,
}

/// A line of text.
pub(super) fn text(diagnostics: &mut Diagnostics, item: Item) -> Text {
    text_by(diagnostics, item, one_line)
}

/// Markdown: the lines are kept.
pub(super) fn markdown(diagnostics: &mut Diagnostics, item: Item) -> Text {
    text_by(diagnostics, item, regular)
}

/// A line of text without the mark that would close it in a list.
pub(super) fn citation(diagnostics: &mut Diagnostics, item: Item) -> Text {
    text_by(diagnostics, item, |raw| {
        without_closing_mark(&one_line(raw)).to_owned()
    })
}

fn text_by(diagnostics: &mut Diagnostics, item: Item, regular: impl Fn(&str) -> String) -> Text {
    let placeholder = || Spanned::new(String::new(), NOWHERE);
    let Some(raw) = scalar(diagnostics, item) else {
        return placeholder();
    };
    let span = item.span();
    let value = regular(raw);
    if value.is_empty() {
        empty(diagnostics, item, span);
        return placeholder();
    }
    Spanned::new(value, span)
}

/// The scalar's own text; `None` if there is none (then reported).
fn scalar<'a>(diagnostics: &mut Diagnostics, item: Item<'a>) -> Option<&'a str> {
    match &item.node.value {
        Value::Scalar(raw) => return Some(raw),
        Value::Null => empty(diagnostics, item, item.span()),
        Value::Reported => {}
        Value::Sequence(_) | Value::Mapping(_) => wrong_type(diagnostics, item, Kind::Scalar),
    }
    None
}

/// Reads a scalar with `parse`, which reports what does not fit.
pub(super) fn parsed<T>(
    diagnostics: &mut Diagnostics,
    item: Item,
    placeholder: T,
    parse: impl FnOnce(&str) -> Result<T, Diagnostic>,
) -> Spanned<T> {
    let result = scalar(diagnostics, item).map(|raw| parse(&one_line(raw)));
    match result {
        Some(Ok(value)) => return Spanned::new(value, item.span()),
        Some(Err(diagnostic)) => diagnostics.push(diagnostic),
        None => {}
    }
    Spanned::new(placeholder, NOWHERE)
}

/// An exact decimal.
pub(super) fn number(diagnostics: &mut Diagnostics, item: Item) -> Spanned<Decimal> {
    parsed(diagnostics, item, Decimal::ZERO, |raw| {
        number::decimal(raw).map_err(|why| bad_number(item, raw, why))
    })
}

/// A whole number within limits.
pub(super) fn whole(
    diagnostics: &mut Diagnostics,
    item: Item,
    least: u32,
    most: u32,
) -> Spanned<u32> {
    let span = item.span();
    parsed(diagnostics, item, least, |raw| {
        number::whole(raw)
            .filter(|value| (least..=most).contains(value))
            .ok_or_else(|| {
                Diagnostic::error(
                    "HS018",
                    format!("{} phải là số nguyên từ {least} đến {most}", item.called()),
                )
                .at(span, format!("`{raw}` không dùng được"))
                .with_remedy(format!("viết bằng chữ số, từ {least} đến {most}"))
            })
    })
}

/// The year assessed.
pub(super) fn year(diagnostics: &mut Diagnostics, item: Item) -> Spanned<i32> {
    whole(diagnostics, item, 1945, 2999).map(|year| i32::try_from(year).unwrap_or_default())
}

/// A date, whole or in part.
pub(super) fn date(diagnostics: &mut Diagnostics, item: Item) -> Spanned<PartialDate> {
    let span = item.span();
    parsed(diagnostics, item, PartialDate::Year(0), |raw| {
        date::read(raw).map_err(|why| {
            let cause = match why {
                NotADate::Form => "không đọc được thành ngày",
                NotADate::Calendar => "lịch không có ngày hoặc tháng này",
            };
            Diagnostic::error("HS019", format!("`{}`: `{raw}` không phải là ngày tháng", item.name))
                .at(span, cause)
                .with_remedy("viết 24/12/2021 hoặc 2021-12-24; chưa rõ ngày thì viết 12/2021, chưa rõ cả tháng thì viết 2021")
        })
    })
}

/// One of a few words, each with its meaning.
pub(super) fn choice<T: Copy + Default>(
    diagnostics: &mut Diagnostics,
    item: Item,
    choices: &[(&str, T)],
) -> T {
    let span = item.span();
    let words = || choices.iter().map(|(word, _)| *word);
    parsed(diagnostics, item, T::default(), |raw| {
        let found = choices.iter().find(|(word, _)| *word == raw);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let allowed: Vec<String> = words().map(|word| format!("`{word}`")).collect();
            let near = nearest(raw, words());
            let label = match near {
                Some(_) => did_you_mean(near),
                None => "không có trong các giá trị dùng được".to_owned(),
            };
            Diagnostic::error(
                "HS020",
                format!("`{}` không nhận giá trị `{raw}`", item.name),
            )
            .at(span, label)
            .with_remedy(format!(
                "viết một trong các giá trị: {}",
                allowed.join(", ")
            ))
        })
    })
    .value
}

/// A list of at least one element.
pub(super) fn list<T>(
    diagnostics: &mut Diagnostics,
    item: Item,
    read: impl FnMut(&mut Diagnostics, Item) -> T,
) -> Vec<T> {
    if let Value::Sequence(items) = &item.node.value
        && items.is_empty()
    {
        diagnostics.push(
            Diagnostic::error("HS022", format!("danh sách `{}` trống", item.name))
                .at(item.place, "chưa có phần tử nào")
                .with_remedy("thêm ít nhất một phần tử, mở đầu bằng `- `"),
        );
    }
    list_or_empty(diagnostics, item, read)
}

/// A list that may be empty.
pub(super) fn list_or_empty<T>(
    diagnostics: &mut Diagnostics,
    item: Item,
    mut read: impl FnMut(&mut Diagnostics, Item) -> T,
) -> Vec<T> {
    let items: &[Node] = match &item.node.value {
        Value::Sequence(items) => items,
        Value::Reported => &[],
        _ => {
            wrong_type(diagnostics, item, Kind::Sequence);
            &[]
        }
    };
    let mut values = Vec::with_capacity(items.len());
    for node in items {
        values.push(read(diagnostics, item.element(node)));
    }
    values
}

/// Lines of text, at least one.
pub(super) fn texts(diagnostics: &mut Diagnostics, item: Item) -> Vec<Text> {
    list(diagnostics, item, text)
}

/// Lines of text, perhaps none.
pub(super) fn texts_or_none(diagnostics: &mut Diagnostics, item: Item) -> Vec<Text> {
    list_or_empty(diagnostics, item, text)
}

/// One line, or a list of lines.
pub(super) fn lines(diagnostics: &mut Diagnostics, item: Item) -> Vec<Text> {
    match &item.node.value {
        Value::Scalar(_) => vec![text(diagnostics, item)],
        _ => texts(diagnostics, item),
    }
}

/// Citations, at least one.
pub(super) fn citations(diagnostics: &mut Diagnostics, item: Item) -> Vec<Text> {
    list(diagnostics, item, citation)
}

/// Anything: texts, lists and maps for a template set of one's own.
pub(super) fn free(diagnostics: &mut Diagnostics, item: Item) -> Free {
    match &item.node.value {
        Value::Null | Value::Reported => Free::Null,
        Value::Scalar(raw) => Free::String(regular(raw)),
        Value::Sequence(_) => Free::Array(list_or_empty(diagnostics, item, free)),
        Value::Mapping(mapping) => {
            let mut map = serde_json::Map::new();
            for entry in &mapping.entries {
                map.insert(entry.key.clone(), free(diagnostics, item.value_of(entry)));
            }
            Free::Object(map)
        }
    }
}

/// Reports an empty value.
pub(super) fn empty(diagnostics: &mut Diagnostics, item: Item, place: Span) {
    diagnostics.push(
        Diagnostic::error("HS012", format!("{} để trống", item.called()))
            .at(place, "cần một giá trị")
            .with_note("giá trị trống, `~` và `null` đều là không có giá trị")
            .with_remedy("viết giá trị sau dấu `:` (hoặc sau `- `); nếu không dùng thì bỏ cả dòng"),
    );
}

/// Reports a value of another kind than asked for.
pub(super) fn wrong_type(diagnostics: &mut Diagnostics, item: Item, wanted: Kind) {
    let found = match &item.node.value {
        Value::Null | Value::Reported => return empty(diagnostics, item, item.place),
        Value::Scalar(_) => "một giá trị đơn",
        Value::Sequence(_) => "một danh sách",
        Value::Mapping(_) => "một nhóm `khóa: giá trị`",
    };
    let (wanted, remedy) = match wanted {
        Kind::Scalar => (
            "một giá trị đơn (chữ hoặc số)",
            "viết giá trị trên một dòng; câu có dấu `: ` bên trong thì đặt trong dấu nháy \"...\"",
        ),
        Kind::Sequence => (
            "một danh sách",
            "viết mỗi phần tử một dòng, mở đầu bằng `- `",
        ),
        Kind::Mapping => (
            "một nhóm `khóa: giá trị`",
            "xuống dòng, thụt vào, viết mỗi `khóa: giá trị` một dòng",
        ),
    };
    diagnostics.push(
        Diagnostic::error("HS013", format!("{} phải là {wanted}", item.called()))
            .at(item.span(), format!("ở đây là {found}"))
            .with_remedy(remedy),
    );
}

fn bad_number(item: Item, raw: &str, why: NotANumber) -> Diagnostic {
    let (name, span) = (item.called(), item.span());
    if why == NotANumber::TooLong {
        return Diagnostic::error("HS017", format!("{name} có quá nhiều chữ số"))
            .at(span, "không giữ được chính xác")
            .with_note("số được giữ nguyên từng chữ số, tối đa 28 chữ số")
            .with_remedy("viết số ngắn hơn");
    }
    let (cause, remedy) = match why {
        NotANumber::Thousands => (
            "có dấu ngăn cách hàng nghìn",
            "chỉ dùng một dấu phẩy (hoặc chấm) cho phần lẻ: `1000,5`",
        ),
        NotANumber::Exponent => ("viết dạng lũy thừa", "viết đủ các chữ số: `89,1`"),
        NotANumber::TooLong | NotANumber::Other => (
            "không đọc được thành số",
            "viết bằng chữ số, phần lẻ sau dấu phẩy hoặc dấu chấm: `89,1`",
        ),
    };
    Diagnostic::error("HS015", format!("{name}: `{raw}` không phải là số"))
        .at(span, cause)
        .with_remedy(remedy)
}
