//! What `cach_tinh` chooses by a word.

use super::super::declared::{Choice, Declared, choices};
use super::super::facts::{Fact, Text};
use super::super::keys::Kind;

/// Which score decides rank and tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankBy {
    /// The score as printed.
    #[default]
    Printed,
    /// The unrounded score.
    Exact,
    /// The percent of the maximum that applies, as printed.
    Percent,
}

impl Choice for RankBy {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("diem_in", Self::Printed, "điểm như in ra (mặc định)"),
        ("diem_goc", Self::Exact, "điểm chưa làm tròn"),
        (
            "ty_le",
            Self::Percent,
            "điểm bằng phần trăm điểm tối đa được áp dụng, như in ra",
        ),
    ];
}

/// Decimals of printed scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimals {
    /// So many, rounded half up.
    Fixed(u32),
    /// Each score as it was typed.
    AsTyped,
}

impl Decimals {
    /// Decimals of a computed figure where scores are printed as typed.
    pub(super) const COMPUTED: u32 = 2;

    pub(super) const fn fixed(self) -> Option<u32> {
        match self {
            Self::Fixed(decimals) => Some(decimals),
            Self::AsTyped => None,
        }
    }
}

impl Default for Decimals {
    fn default() -> Self {
        Self::Fixed(1)
    }
}

impl Choice for Decimals {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("0", Self::Fixed(0), "không có số lẻ"),
        ("1", Self::Fixed(1), "một chữ số (mặc định)"),
        ("2", Self::Fixed(2), "hai chữ số"),
        ("3", Self::Fixed(3), "ba chữ số"),
        ("4", Self::Fixed(4), "bốn chữ số"),
        ("5", Self::Fixed(5), "năm chữ số"),
        ("6", Self::Fixed(6), "sáu chữ số"),
        (
            "nhu_nhap",
            Self::AsTyped,
            "mỗi điểm in đúng như nhập, không làm tròn",
        ),
    ];
}

/// How indicator scores make a total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SumOf {
    /// Their sum; converted where indicators do not apply. Their maxima add up to the block's.
    #[default]
    Maximum,
    /// Converted to the block's maximum, whatever their maxima add up to.
    Converted,
    /// Their sum, never converted.
    Raw,
}

impl Choice for SumOf {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        (
            "cong",
            Self::Maximum,
            "cộng lại, tối đa của các chỉ số cộng lại phải bằng thang điểm; có chỉ số không áp dụng thì quy đổi (mặc định)",
        ),
        (
            "quy_doi",
            Self::Converted,
            "tối đa của các chỉ số cộng lại khác thang điểm cũng được, tổng điểm quy đổi về thang điểm",
        ),
        (
            "khong_quy_doi",
            Self::Raw,
            "cộng lại, không quy đổi kể cả khi có chỉ số không áp dụng",
        ),
    ];
}

/// What becomes of a total that a bonus lifts beyond the maximum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beyond {
    /// It is an error.
    #[default]
    Refused,
    /// It stands.
    Allowed,
    /// The maximum takes its place.
    Capped,
}

impl Choice for Beyond {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("bao_loi", Self::Refused, "báo lỗi (mặc định)"),
        ("cho_phep", Self::Allowed, "được vượt"),
        ("tinh_toi_da", Self::Capped, "chỉ tính bằng thang điểm"),
    ];
}

/// What a tier's limit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LimitUnit {
    /// Points.
    #[default]
    Points,
    /// Percent of the block's maximum score.
    Percent,
}

impl Choice for LimitUnit {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("diem", Self::Points, "điểm (mặc định)"),
        ("phan_tram", Self::Percent, "phần trăm thang điểm của khối"),
    ];
}

/// How the overall mean comes about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OverallMethod {
    /// Mean of the unrounded block means.
    #[default]
    Blocks,
    /// Mean of all agencies.
    Agencies,
    /// As it stands in another document.
    Quoted,
    /// There is none.
    None,
}

impl Choice for OverallMethod {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        (
            "theo_khoi",
            Self::Blocks,
            "trung bình của các khối (mặc định)",
        ),
        ("theo_co_quan", Self::Agencies, "trung bình của mọi cơ quan"),
        (
            "trich_dan",
            Self::Quoted,
            "lấy theo văn bản ghi ở `trich_dan`",
        ),
        ("khong", Self::None, "không tính"),
    ];
}

/// How shares are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShareRounding {
    /// Largest remainder, so that a block's shares add up to 100.
    #[default]
    LargestRemainder,
    /// Each by itself, half up.
    Each,
}

impl Choice for ShareRounding {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        (
            "du_100",
            Self::LargestRemainder,
            "cả khối đủ 100% (mặc định)",
        ),
        (
            "tung_dong",
            Self::Each,
            "làm tròn từng dòng, tổng có thể khác 100%",
        ),
    ];
}

choices!(
    Decimals,
    SumOf,
    Beyond,
    RankBy,
    LimitUnit,
    OverallMethod,
    ShareRounding
);
