//! What each column of a table is.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::answers::Answers;
use super::header::Header;
use super::words::{Word, is_general, maximum, without_parentheses, word};
use crate::sheet::column_letters;

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// From 0.
    pub index: u32,
    /// Its heading, from the top.
    pub path: Vec<String>,
    /// What it is.
    pub role: Role,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Numbers of rows.
    Position,
    /// Names.
    Name,
    /// Scores of an indicator.
    Indicator {
        /// What the sheet calls it.
        name: String,
        /// The most there is to get, if the heading says so.
        maximum: Option<Decimal>,
        /// The indicator's id, if the clerk said so.
        id: Option<String>,
    },
    /// The total.
    Total,
    /// Points that are added.
    Bonus,
    /// Points that are taken off.
    Penalty,
    /// The rank.
    Rank,
    /// The tier.
    Tier,
    /// Remarks.
    Note,
    /// Numbers that are read and shown, and not taken: scores before appraisal, percentages, another year's.
    Beside,
    /// Not looked at.
    Ignored,
}

impl Role {
    /// Whether numbers stand in it.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(
            self,
            Self::Indicator { .. } | Self::Total | Self::Bonus | Self::Penalty | Self::Beside
        )
    }

    /// Whether its numbers are taken.
    #[must_use]
    pub const fn is_taken(&self) -> bool {
        matches!(
            self,
            Self::Indicator { .. } | Self::Total | Self::Bonus | Self::Penalty
        )
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Position => "số thứ tự".to_owned(),
            Self::Name => "tên".to_owned(),
            Self::Indicator {
                name, id: Some(id), ..
            } => format!("chỉ số {id} ({name})"),
            Self::Indicator { name, .. } => format!("chỉ số “{name}”"),
            Self::Total => "tổng điểm".to_owned(),
            Self::Bonus => "điểm thưởng".to_owned(),
            Self::Penalty => "điểm trừ".to_owned(),
            Self::Rank => "thứ hạng".to_owned(),
            Self::Tier => "xếp loại".to_owned(),
            Self::Note => "ghi chú".to_owned(),
            Self::Beside => "không lấy".to_owned(),
            Self::Ignored => "bỏ qua".to_owned(),
        }
    }

    /// The role that an answer names; any other word is an indicator's id.
    pub(super) fn answered(answer: &str, path: &[String]) -> Self {
        match answer {
            "ten" => Self::Name,
            "tong" | "diem" => Self::Total,
            "thuong" => Self::Bonus,
            "tru" => Self::Penalty,
            "hang" => Self::Rank,
            "muc" => Self::Tier,
            "ghi_chu" => Self::Note,
            "bo" => Self::Ignored,
            id => Self::Indicator {
                name: path.last().cloned().unwrap_or_default(),
                maximum: path.iter().find_map(|part| maximum(part)),
                id: Some(id.to_owned()),
            },
        }
    }
}

/// A column on the way to its role.
struct Known {
    path: Vec<String>,
    word: Option<Word>,
    role: Option<Role>,
    /// The heading that names it: the last part, or that of its group.
    name: String,
    years: Vec<u32>,
}

/// The roles of a header's columns, for a year assessed if that is known; and columns of which two would be the total.
pub(super) fn roles(
    header: &Header,
    answers: &Answers,
    year: Option<u32>,
) -> (Vec<Column>, Vec<u32>) {
    let mut columns: BTreeMap<u32, Known> = BTreeMap::new();
    for (&index, path) in &header.columns {
        let name = path.last().cloned().unwrap_or_default();
        let answer = answers.column(path, &column_letters(index));
        columns.insert(
            index,
            Known {
                word: if index == header.name {
                    Some(Word::Name)
                } else {
                    word(&name)
                },
                role: answer.map(|answer| Role::answered(answer, path)),
                years: years(&path.join(" ")),
                path: path.clone(),
                name,
            },
        );
    }
    groups(&mut columns);
    other_years(&mut columns, year);
    let doubtful = totals(&mut columns);
    let made = columns.into_iter().map(|(index, known)| Column {
        index,
        role: known
            .role
            .unwrap_or_else(|| by_word(known.word, &known.name, &known.path)),
        path: known.path,
    });
    (made.collect(), doubtful)
}

fn by_word(word: Option<Word>, name: &str, path: &[String]) -> Role {
    match word {
        Some(Word::Position) => Role::Position,
        Some(Word::Name) => Role::Name,
        Some(Word::Rank) => Role::Rank,
        Some(Word::Tier) => Role::Tier,
        Some(Word::Note) => Role::Note,
        Some(Word::Bonus) => Role::Bonus,
        Some(Word::Penalty) => Role::Penalty,
        Some(Word::Percent | Word::SelfScore | Word::Appraised | Word::Total | Word::Points) => {
            Role::Beside
        }
        None => Role::Indicator {
            name: without_parentheses(name),
            maximum: path.iter().rev().find_map(|part| maximum(part)),
            id: None,
        },
    }
}

/// Columns under one heading that measure the same (self-assessed, appraised, taken off, total): one of them counts.
fn groups(columns: &mut BTreeMap<u32, Known>) {
    let mut groups: Vec<(String, Vec<u32>)> = Vec::new();
    for (index, known) in columns.iter().filter(|(_, known)| known.path.len() > 1) {
        let top = known.path[..known.path.len() - 1].join(" ");
        match groups.last_mut() {
            Some((last, members)) if *last == top => members.push(*index),
            _ => groups.push((top, vec![*index])),
        }
    }
    for (_, members) in groups {
        let words: Vec<Option<Word>> = members.iter().map(|index| columns[index].word).collect();
        let all_measure = words.iter().all(|word| word.is_some_and(Word::is_measure));
        let path = &columns[&members[0]].path;
        let top = path[path.len() - 2].clone();
        let top_word = word(&top);
        // what stands under `Kết quả đánh giá` is no tier
        let of_results = matches!(top_word, Some(Word::Tier | Word::Rank));
        if !all_measure || is_general(&top) || of_results {
            continue;
        }
        let best = [Word::Total, Word::Appraised, Word::Points]
            .into_iter()
            .find_map(|wanted| {
                let at = words.iter().position(|word| *word == Some(wanted))?;
                Some(members[at])
            });
        let only = members
            .iter()
            .find(|index| columns[index].word != Some(Word::SelfScore))
            .copied();
        let best = best.or(only).unwrap_or(members[0]);
        for index in members {
            let Some(known) = columns.get_mut(&index) else {
                continue;
            };
            known.name.clone_from(&top);
            if index == best {
                known.word = top_word;
            } else {
                known.role = known.role.take().or(Some(Role::Beside));
            }
        }
    }
}

fn years(text: &str) -> Vec<u32> {
    let digits = text.split(|letter: char| !letter.is_ascii_digit());
    let numbers = digits
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok());
    numbers.filter(|year| (1990..2100).contains(year)).collect()
}

/// Columns of another year are beside the point: `Xếp hạng năm 2025` in the sheet of 2026.
fn other_years(columns: &mut BTreeMap<u32, Known>, year: Option<u32>) {
    let latest = columns
        .values()
        .flat_map(|known| &known.years)
        .max()
        .copied();
    let Some(this) = year.or(latest) else { return };
    for known in columns.values_mut() {
        let text = known.path.join(" ").to_lowercase();
        let before =
            text.contains("năm trước") || !known.years.is_empty() && !known.years.contains(&this);
        let changed = text.contains("tăng") && text.contains("giảm");
        if (before || changed) && known.role.is_none() {
            known.role = Some(Role::Beside);
        }
    }
}

/// Finds the one total; columns that could be it as well are given back.
fn totals(columns: &mut BTreeMap<u32, Known>) -> Vec<u32> {
    if columns
        .values()
        .any(|known| known.role == Some(Role::Total))
    {
        return Vec::new();
    }
    let free = |columns: &BTreeMap<u32, Known>, wanted: Option<Word>| -> Vec<u32> {
        let fits = columns
            .iter()
            .filter(|(_, known)| known.role.is_none() && known.word == wanted);
        fits.map(|(index, _)| *index).collect()
    };
    for wanted in [Word::Total, Word::Appraised, Word::Points, Word::SelfScore] {
        let found = free(columns, Some(wanted));
        match found.as_slice() {
            [] => {}
            [only] if wanted != Word::SelfScore => {
                if let Some(known) = columns.get_mut(only) {
                    known.role = Some(Role::Total);
                }
                return Vec::new();
            }
            several => {
                // indicators add up to a total; nobody has to say what else does
                let indicators = !free(columns, None).is_empty();
                if wanted == Word::SelfScore && indicators {
                    return Vec::new();
                }
                return several.to_vec();
            }
        }
    }
    if let [only] = free(columns, None).as_slice()
        && let Some(known) = columns.get_mut(only)
    {
        known.role = Some(Role::Total);
    }
    Vec::new()
}
