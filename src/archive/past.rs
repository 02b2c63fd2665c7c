//! The results of the year before, as a package files them: so it can be made again when their file is gone.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::manifest::pretty;
use super::name::LAST_YEAR;
use crate::diagnostics::{Diagnostic, Diagnostics, Sources, Span, Spanned};
use crate::dossier::{LastYear, LastYearAgency, LastYearBlock, NoPast, Past};

/// What a package files; keys as in a dossier.
#[derive(Debug, Serialize, Deserialize)]
struct FiledYear {
    nam: Option<u32>,
    ky: Option<String>,
    khoi: Vec<FiledBlock>,
}

#[derive(Debug, Serialize, Deserialize)]
struct FiledBlock {
    ma: String,
    /// Decimals with a point.
    thang_diem: Option<String>,
    trung_binh: Option<String>,
    co_quan: Vec<FiledAgency>,
}

#[derive(Debug, Serialize, Deserialize)]
struct FiledAgency {
    ten: String,
    hang: Option<u32>,
    diem: Option<String>,
    muc: Option<String>,
}

/// The file for a package, if the dossier names another file for it.
pub(super) fn file(last_year: Option<&LastYear>) -> Option<(String, Vec<u8>)> {
    let last_year = last_year.filter(|last_year| last_year.file().is_some())?;
    let value =
        |number: &Option<Spanned<Decimal>>| number.as_ref().map(|number| number.value.to_string());
    let agency = |agency: &LastYearAgency| FiledAgency {
        ten: agency.name.value.clone(),
        hang: agency.rank.as_ref().map(|rank| rank.value),
        diem: value(&agency.score),
        muc: agency.tier.as_ref().map(|tier| tier.value.clone()),
    };
    let blocks = last_year.blocks.iter().map(|block| FiledBlock {
        ma: block.id.value.clone(),
        thang_diem: value(&block.maximum),
        trung_binh: value(&block.mean),
        co_quan: block.agencies.iter().map(agency).collect(),
    });
    let filed = FiledYear {
        nam: last_year.year.as_ref().map(|year| year.value),
        ky: last_year.period.as_ref().map(|period| period.value.clone()),
        khoi: blocks.collect(),
    };
    Some((LAST_YEAR.to_owned(), pretty(&filed)))
}

/// What a package filed of the year before.
#[derive(Clone, Debug, Default)]
pub struct FiledPast(Option<String>);

impl FiledPast {
    /// The text of the file, if there is one.
    #[must_use]
    pub fn new(text: Option<&str>) -> Self {
        Self(text.map(str::to_owned))
    }
}

impl Past for FiledPast {
    fn results(
        &self,
        of: &LastYear,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<LastYear> {
        let path = of.file()?;
        let Some(text) = &self.0 else {
            return NoPast.results(of, sources, diagnostics);
        };
        let filed: Result<FiledYear, _> = serde_json::from_str(text);
        let Ok(filed) = filed else {
            diagnostics.push(unreadable(path.span));
            return None;
        };
        let blocks = filed.khoi.into_iter();
        Some(LastYear {
            year: filed.nam.map(|year| Spanned::new(year, path.span)),
            period: filed.ky.map(|period| Spanned::new(period, path.span)),
            dossier: None,
            package: None,
            blocks: blocks.map(|block| block.placed(path.span)).collect(),
        })
    }
}

fn unreadable(place: Span) -> Diagnostic {
    Diagnostic::error("HS076", format!("không đọc được {LAST_YEAR} của gói"))
        .at(place, "kết quả năm trước lưu ở đó")
        .with_remedy("lấy lại gói từ bản sao lưu")
}

impl FiledBlock {
    fn placed(self, place: Span) -> LastYearBlock {
        let number = |number: Option<String>| {
            let number = number.and_then(|number| number.parse::<Decimal>().ok());
            number.map(|number| Spanned::new(number, place))
        };
        let agency = |agency: FiledAgency| LastYearAgency {
            name: Spanned::new(agency.ten, place),
            rank: agency.hang.map(|rank| Spanned::new(rank, place)),
            score: number(agency.diem),
            tier: agency.muc.map(|tier| Spanned::new(tier, place)),
        };
        LastYearBlock {
            id: Spanned::new(self.ma, place),
            maximum: number(self.thang_diem),
            mean: number(self.trung_binh),
            agencies: self.co_quan.into_iter().map(agency).collect(),
        }
    }
}
