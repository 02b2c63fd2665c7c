//! What a correction says beside its values: grounds, written with them as an element of `dieu_chinh`.

use crate::diagnostics::Diagnostic;
use crate::values::parse_date;
use crate::yaml_edit::Value;

/// `ngay`, `ly_do`, `van_ban`, `nguoi_de_nghi` of corrections.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grounds {
    /// The day.
    pub date: Option<String>,
    /// The reason.
    pub reason: Option<String>,
    /// The document.
    pub document: Option<String>,
    /// Who asked.
    pub requested_by: Option<String>,
}

impl Grounds {
    fn listed(&self) -> [(&'static str, &'static str, Option<&String>); 4] {
        [
            ("--ngay-dieu-chinh", "ngay", self.date.as_ref()),
            (
                "--nguoi-de-nghi",
                "nguoi_de_nghi",
                self.requested_by.as_ref(),
            ),
            ("--van-ban", "van_ban", self.document.as_ref()),
            ("--ly-do", "ly_do", self.reason.as_ref()),
        ]
    }

    /// An element of `dieu_chinh`: the grounds, the block if it has to be named, and what is corrected.
    pub(super) fn with(&self, block: Option<&str>, own: Vec<(&str, Value)>) -> Value {
        let grounds = self.listed().into_iter();
        let grounds = grounds.filter_map(|(_, key, value)| Some((key, Value::text(value?))));
        let block = block.map(|id| ("khoi", Value::text(id)));
        let all = grounds.chain(block).chain(own);
        Value::Group(all.map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// The correction of one score: `part` is the key of an indicator or of another number, none for the total.
    #[must_use]
    pub(crate) fn correction(
        &self,
        block: Option<&str>,
        agency: &str,
        part: Option<&str>,
        (from, to): (Value, Value),
    ) -> Value {
        let mut own = vec![("co_quan", Value::text(agency))];
        own.extend(part.map(|part| ("chi_so", Value::text(part))));
        own.extend([("tu", from), ("thanh", to)]);
        self.with(block, own)
    }

    /// What is missing of them, or wrong.
    pub(super) fn problems(&self) -> Vec<Diagnostic> {
        let missing: Vec<&str> = self
            .listed()
            .iter()
            .filter(|(_, _, value)| value.is_none())
            .map(|(option, ..)| *option)
            .collect();
        let lacks = (!missing.is_empty()).then(|| {
            Diagnostic::error("BD045", "Điều chỉnh còn thiếu căn cứ")
                .with_note(format!("chưa có: {}", missing.join(", ")))
                .with_remedy("Thêm các tùy chọn ấy: mỗi điều chỉnh phải có ngày, lý do, văn bản và người đề nghị")
        });
        let date = self.date.as_ref();
        let no_day = date.filter(|date| parse_date(date).is_none()).map(|date| {
            Diagnostic::error(
                "BD045",
                format!("Ngày “{date}” sau --ngay-dieu-chinh không hợp lệ"),
            )
            .with_remedy("Viết ngày có thật, ví dụ 13/12/2026")
        });
        lacks.into_iter().chain(no_day).collect()
    }

    pub(super) fn are_none(&self) -> bool {
        self.listed().iter().all(|(_, _, value)| value.is_none())
    }
}
