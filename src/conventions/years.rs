//! The year assessed beside the years in the titles and in the date: next year's dossier begins as a copy of last
//! year's.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::{Dossier, Text};

pub(super) fn review(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let year = dossier.year.value;
    let mut titles = vec![
        ("trich_yeu", &dossier.document.subject),
        ("linh_vuc", &dossier.field),
    ];
    if let Some(annex) = &dossier.annex {
        titles.push(("phu_luc.tieu_de", &annex.title));
        titles.extend(
            annex
                .subtitle
                .as_ref()
                .map(|text| ("phu_luc.tieu_de_phu", text)),
        );
    }
    let period = dossier.period.as_ref();
    let period = period.map_or_else(Vec::new, |period| years(period));
    for (key, title) in titles {
        let found = years(title);
        let is_own = |other: &u32| *other == year || period.iter().any(|(own, _)| own == other);
        // a title may name the year of a plan beside its own
        if found.is_empty() || found.iter().any(|(other, _)| is_own(other)) {
            continue;
        }
        let (other, at) = found[0];
        diagnostics.push(
            Diagnostic::warning(
                "TT018",
                format!("`{key}` nêu năm {other}, hồ sơ đánh giá năm {year}"),
            )
            .at(place(title, at), format!("`nam` là {year}"))
            .with_related(dossier.year.span, "năm đánh giá")
            .with_remedy(format!(
                "sửa thành năm {year}, hoặc sửa `nam`; kỳ đánh giá khác một năm thì ghi `ky`"
            )),
        );
    }
    let date = &dossier.document.date;
    let issued = date.value.year();
    if i64::from(year) > i64::from(issued) {
        diagnostics.push(
            Diagnostic::warning(
                "TT019",
                format!("năm đánh giá {year} sau năm của văn bản ({issued})"),
            )
            .at(dossier.year.span, "chưa đến năm này khi ban hành")
            .with_related(date.span, "ngày của văn bản")
            .with_remedy("sửa `nam`, hoặc `ngay` của văn bản"),
        );
    }
}

/// Years named after the word `năm`, and where their figures begin; not the first of two (`năm 2021-2025`).
fn years(text: &str) -> Vec<(u32, usize)> {
    let mut found = Vec::new();
    for (at, word) in text.match_indices("năm ") {
        let from = at + word.len();
        let figures: String = text[from..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let after = text[from + figures.len()..]
            .chars()
            .find(|letter| *letter != ' ');
        let is_range = matches!(after, Some('-' | '–' | '/'));
        if let (4, false, Ok(year)) = (figures.len(), is_range, figures.parse()) {
            found.push((year, from));
        }
    }
    found
}

/// The year's figures, if the text stands in the file as it reads.
fn place(title: &Text, at: usize) -> Span {
    let span = title.span;
    let is_plain = (span.end - span.start) as usize == title.len();
    let byte = |at: usize| span.start.saturating_add(u32::try_from(at).unwrap_or(0));
    if is_plain {
        Span {
            start: byte(at),
            end: byte(at + 4),
            ..span
        }
    } else {
        span
    }
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn years_of_titles() {
        let of = |text: &str| {
            years(text)
                .into_iter()
                .map(|(year, _)| year)
                .collect::<Vec<_>>()
        };
        assert_eq!(of("kết quả năm 2025 của tỉnh"), [2025]);
        assert_eq!(of("Kế hoạch năm 2026, kết quả năm 2025"), [2026, 2025]);
        assert!(of("năm học 2025-2026, giai đoạn năm 2021 - 2025, năm nay").is_empty());
    }
}
