//! Numbers, dates, and words of which there are a few.

use rust_decimal::Decimal;

use super::super::facts::Text;
use super::{Item, Reader};
use crate::diagnostics::{Diagnostic, Spanned};
use crate::values::{NotADate, PartialDate, read_date};
use crate::values::{NotANumber, decimal, may_be_thousands, parse_number, whole};
use crate::values::{did_you_mean, one_line};

impl Reader<'_> {
    /// Reads a scalar with `parse`, which tells what does not fit.
    fn parsed<T>(
        &mut self,
        item: Item,
        parse: impl FnOnce(&str) -> Result<T, Diagnostic>,
    ) -> Option<Spanned<T>> {
        let raw = one_line(self.scalar(item)?);
        if raw.is_empty() {
            self.empty(item);
            return None;
        }
        match parse(&raw) {
            Ok(value) => Some(Spanned::new(value, item.span())),
            Err(problem) => {
                self.diagnostics.push(problem);
                None
            }
        }
    }

    /// An exact decimal.
    pub(super) fn number(&mut self, item: Item) -> Option<Spanned<Decimal>> {
        let name = self.called(item);
        let mut thousands = None;
        let number = self.parsed(item, |raw| {
            thousands = may_be_thousands(raw).then(|| one_or_thousand(raw, item));
            decimal(raw).map_err(|why| bad_number(&name, raw, why, item))
        });
        thousands
            .into_iter()
            .for_each(|told| self.diagnostics.push(told));
        number
    }

    /// An exact decimal, not below 0.
    pub(super) fn amount(&mut self, item: Item) -> Option<Spanned<Decimal>> {
        let number = self.number(item)?;
        if *number >= Decimal::ZERO {
            return Some(number);
        }
        let message = format!("{} không được âm", self.called(item));
        self.diagnostics.push(
            Diagnostic::error("HS024", message)
                .at(number.span, "nhỏ hơn 0")
                .with_remedy("viết 0 hoặc một số dương, ví dụ `0,1`"),
        );
        None
    }

    /// A whole number within limits.
    pub(super) fn whole(&mut self, item: Item, least: u32, most: u32) -> Option<Spanned<u32>> {
        let name = self.called(item);
        self.parsed(item, |raw| {
            let number = whole(raw).filter(|value| (least..=most).contains(value));
            number.ok_or_else(|| {
                let message = format!("{name} phải là số nguyên từ {least} đến {most}");
                Diagnostic::error("HS018", message)
                    .at(item.span(), format!("`{raw}` không dùng được"))
                    .with_remedy(format!("viết bằng chữ số, từ {least} đến {most}"))
            })
        })
    }

    /// A date, whole or in part.
    pub(super) fn date(&mut self, item: Item) -> Option<Spanned<PartialDate>> {
        self.parsed(item, |raw| {
            read_date(raw).map_err(|why| {
                let cause = match why {
                    NotADate::Form => "không đọc được thành ngày",
                    NotADate::Calendar => "lịch không có ngày hoặc tháng này",
                };
                let message = format!("`{}`: `{raw}` không phải là ngày tháng", item.name);
                Diagnostic::error("HS019", message)
                    .at(item.span(), cause)
                    .with_remedy("viết 24/12/2021 hoặc 2021-12-24; chưa rõ ngày thì viết 12/2021, chưa rõ cả tháng thì viết 2021")
            })
        })
    }

    /// One of a few words.
    pub(super) fn choice(&mut self, item: Item, words: &[(&str, &str)]) -> Option<Text> {
        self.parsed(item, |raw| {
            let words = || words.iter().map(|(word, _)| *word);
            if words().any(|word| word == raw) {
                return Ok(raw.to_owned());
            }
            let allowed: Vec<String> = words().map(|word| format!("`{word}`")).collect();
            let label = did_you_mean(raw, words(), "không có trong các giá trị dùng được");
            let message = format!("`{}` không nhận giá trị `{raw}`", item.name);
            Err(Diagnostic::error("HS020", message)
                .at(item.span(), label)
                .with_remedy(format!(
                    "viết một trong các giá trị: {}",
                    allowed.join(", ")
                )))
        })
    }

    /// The number of a document, as it is printed.
    pub(super) fn issue_number(&mut self, item: Item) -> Option<Text> {
        self.parsed(item, |raw| {
            parse_number(raw).ok_or_else(|| {
                Diagnostic::error("HS021", format!("`{raw}` không phải là số văn bản"))
                    .at(item.span(), "chỉ gồm chữ số, có thể thêm một chữ cái ở cuối")
                    .with_note("ký hiệu (QĐ-UBND) viết ở khóa `ky_hieu`, chương trình tự ghép thành `Số: 3203/QĐ-UBND`")
                    .with_remedy("viết như `so: 3203`; chưa có số thì bỏ khóa này")
            })
        })
    }

    /// One of the wordings that the law gives.
    pub(super) fn wording(&mut self, item: Item, wordings: &[&str]) -> Option<Text> {
        self.parsed(item, |raw| {
            let typed = raw.to_uppercase();
            let found = wordings.iter().find(|wording| **wording == typed);
            found.map(|wording| (*wording).to_owned()).ok_or_else(|| {
                Diagnostic::error("HS023", format!("`{}` không có mức `{raw}`", item.name))
                    .at(item.span(), "không có trong Nghị định 30/2020/NĐ-CP")
                    .with_remedy(format!("viết một trong: {}", wordings.join(", ")))
            })
        })
    }
}

fn one_or_thousand(raw: &str, item: Item) -> Diagnostic {
    let raw = raw.trim();
    let (whole, plain) = (
        raw.get(..raw.len() - 4).unwrap_or_default(),
        raw.replace(['.', ','], ""),
    );
    Diagnostic::warning(
        "HS028",
        format!("`{raw}` được đọc là {whole}, không phải {plain}"),
    )
    .at(item.span(), "dấu này ngăn phần lẻ, không ngăn hàng nghìn")
    .with_remedy(format!("viết {whole} hoặc {plain}"))
}

fn bad_number(name: &str, raw: &str, why: NotANumber, item: Item) -> Diagnostic {
    let span = item.span();
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
