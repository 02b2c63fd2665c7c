//! The year assessed beside the years in the titles and in the date: next year's dossier begins as a copy of last
//! year's.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::{Dossier, Text};

pub(super) fn review(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let year = dossier.year.value;
    let period = dossier.period.as_ref();
    let period = period.map_or_else(Vec::new, |period| years(period));
    let is_own = |other: u32| other == year || period.iter().any(|(own, _)| *own == other);
    let titles = titles(dossier).into_iter();
    diagnostics.push_all(titles.filter_map(|(key, title)| {
        let found = years(title);
        // a title may name the year of a plan beside its own
        let is_other = !found.iter().any(|(other, _)| is_own(*other));
        let first = found.first().filter(|_| is_other)?;
        Some(other_year(dossier, key, title, *first))
    }));
    diagnostics.push_all(year_to_come(dossier));
}

fn titles(dossier: &Dossier) -> Vec<(&'static str, &Text)> {
    let mut titles = vec![
        ("trich_yeu", &dossier.document.subject),
        ("linh_vuc", &dossier.field),
    ];
    if let Some(annex) = &dossier.annex {
        titles.push(("phu_luc.tieu_de", &annex.title));
        let subtitle = annex.subtitle.as_ref();
        titles.extend(subtitle.map(|text| ("phu_luc.tieu_de_phu", text)));
    }
    titles
}

fn other_year(dossier: &Dossier, key: &str, title: &Text, (other, at): (u32, usize)) -> Diagnostic {
    let year = dossier.year.value;
    let message = format!("`{key}` nêu năm {other}, hồ sơ đánh giá năm {year}");
    Diagnostic::warning("TT018", message)
        .at(place(title, at), format!("`nam` là {year}"))
        .with_related(dossier.year.span, "năm đánh giá")
        .with_remedy(format!(
            "sửa thành năm {year}, hoặc sửa `nam`; kỳ đánh giá khác một năm thì ghi `ky`"
        ))
}

/// A year that is assessed before it is there.
fn year_to_come(dossier: &Dossier) -> Option<Diagnostic> {
    let (year, date) = (&dossier.year, &dossier.document.date);
    let issued = date.value.year();
    (i64::from(year.value) > i64::from(issued)).then(|| {
        let message = format!("năm đánh giá {} sau năm của văn bản ({issued})", year.value);
        Diagnostic::warning("TT019", message)
            .at(year.span, "chưa đến năm này khi ban hành")
            .with_related(date.span, "ngày của văn bản")
            .with_remedy("sửa `nam`, hoặc `ngay` của văn bản")
    })
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
