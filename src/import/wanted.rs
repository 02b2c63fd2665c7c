//! What the sheet says of an agency, in the dossier's keys.

use rust_decimal::Decimal;

use super::columns::Role;
use super::model::{Agency, Score, Table};
use crate::dossier::Agency as Known;
use crate::yaml_edit::Value;

/// An agency as it should stand in the dossier.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// The dossier's name, or for a new one the sheet's.
    pub(super) name: String,
    /// `diem`, `diem_cham`, `diem_thuong`, `diem_tru`: each key with its number.
    pub(super) numbers: Vec<(&'static str, Score)>,
    /// `chi_so`.
    pub(super) scores: Vec<(String, Score)>,
    /// `khong_ap_dung`.
    pub(super) not_applicable: Vec<String>,
    /// `khong_xep_hang` or `khong_danh_gia`.
    pub(super) out: Option<(&'static str, String)>,
    /// Whether the sheet ranks it.
    pub(super) is_ranked: bool,
}

/// Keys of numbers that are no indicator's, as the dossier has them.
pub(super) const NUMBERS: [&str; 4] = ["diem", "diem_cham", "diem_thuong", "diem_tru"];
/// Keys that say that an agency is not ranked.
pub(super) const OUT: [&str; 2] = ["khong_xep_hang", "khong_danh_gia"];
/// The order of an agency's keys.
pub(super) const KEYS: [&str; 9] = [
    "ten",
    "diem",
    "diem_cham",
    "chi_so",
    "khong_ap_dung",
    "diem_thuong",
    "diem_tru",
    "khong_xep_hang",
    "khong_danh_gia",
];

/// The id of each indicator's column; empty if totals are taken.
pub(super) type Ids = Vec<(u32, String)>;

impl Wanted {
    pub(super) fn of(table: &Table, agency: &Agency, ids: &Ids, name: String) -> Self {
        let out = agency
            .unranked
            .clone()
            .map(|reason| (OUT[usize::from(agency.unassessed)], reason));
        let is_ranked =
            agency.rank.is_some() || out.is_none() && table.column(&Role::Rank).is_none();
        let mut wanted = Self {
            name,
            numbers: Vec::new(),
            scores: Vec::new(),
            not_applicable: Vec::new(),
            out,
            is_ranked,
        };
        if agency.unassessed {
            return wanted;
        }
        wanted.numbers = numbers(table, agency, ids.is_empty());
        for (column, id) in ids {
            let score = agency.score(*column);
            wanted
                .scores
                .extend(score.map(|score| (id.clone(), score.clone())));
            if agency.not_applicable.contains(column) {
                wanted.not_applicable.push(id.clone());
            }
        }
        wanted
    }

    /// The number of that key.
    pub(super) fn number(&self, key: &str) -> Option<&Score> {
        self.numbers
            .iter()
            .find(|(own, _)| *own == key)
            .map(|(_, score)| score)
    }

    /// As a new entry of `co_quan`.
    pub(super) fn entry(&self) -> Value {
        let number = |score: &Score| Value::Number(score.comma());
        let mut entries = vec![("ten".to_owned(), Value::text(&*self.name))];
        for key in &KEYS[1..] {
            let value = match *key {
                "chi_so" if !self.scores.is_empty() => {
                    let scores = self
                        .scores
                        .iter()
                        .map(|(id, score)| (id.clone(), number(score)));
                    Some(Value::Group(scores.collect()))
                }
                "khong_ap_dung" if !self.not_applicable.is_empty() => {
                    Some(Value::Words(self.not_applicable.clone()))
                }
                key => {
                    let out = self.out.as_ref().filter(|(own, _)| *own == key);
                    let out = out.map(|(_, reason)| Value::text(&**reason));
                    out.or_else(|| self.number(key).map(number))
                }
            };
            entries.extend(value.map(|value| ((*key).to_owned(), value)));
        }
        Value::Group(entries)
    }
}

/// The numbers that are no indicator's; bonus and penalty without those of 0.
fn numbers(table: &Table, agency: &Agency, takes_total: bool) -> Vec<(&'static str, Score)> {
    let of_role = |role: &Role| agency.score(table.column(role)?.index).cloned();
    let not_zero = |score: &Score| score.value != Decimal::ZERO;
    // a total beside points that are still to be added is no total
    let total_key = if has_parts(table) {
        "diem_cham"
    } else {
        "diem"
    };
    let total = of_role(&Role::Total).filter(|_| takes_total);
    let bonus = of_role(&Role::Bonus).filter(not_zero);
    let penalty = of_role(&Role::Penalty).filter(not_zero);
    let numbers = [
        total.map(|total| (total_key, total)),
        bonus.map(|bonus| ("diem_thuong", bonus)),
        penalty.map(|penalty| ("diem_tru", penalty.unsigned())),
    ];
    numbers.into_iter().flatten().collect()
}

/// Whether points are still to be added to the totals of a table, or taken off.
pub(super) fn has_parts(table: &Table) -> bool {
    let parts = table
        .columns
        .iter()
        .filter(|column| matches!(column.role, Role::Bonus | Role::Penalty));
    let mut parts = parts.map(|column| column.index);
    parts.any(|part| {
        table
            .agencies
            .iter()
            .any(|agency| agency.score(part).is_some())
    })
}

/// The number of that key, as the dossier has it.
pub(super) fn known_number(agency: &Known, key: &str) -> Option<Decimal> {
    let number = match key {
        "diem" => &agency.total,
        "diem_cham" => &agency.points,
        "diem_thuong" => &agency.bonus,
        _ => &agency.penalty,
    };
    number.as_ref().map(|number| number.value)
}

/// Whether an agency of the dossier has any number.
#[must_use]
pub(crate) fn has_scores(agency: &Known) -> bool {
    !agency.scores.is_empty()
        || NUMBERS
            .iter()
            .any(|key| known_number(agency, key).is_some())
}
