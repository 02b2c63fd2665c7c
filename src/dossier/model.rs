//! The typed dossier (hồ sơ). YAML keys are given in each field's comment.
//!
//! Every value a later phase may complain about carries its place ([`Spanned`]).

use std::sync::Arc;

use rust_decimal::Decimal;

use super::corrections::Correction;
use super::date::PartialDate;
use super::facts::{Facts, Text};
use super::set::Set;
use crate::diagnostics::{SourceId, Spanned};

/// Hồ sơ: everything one decision needs.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// `bo_mau`: the set it asks for.
    pub set_name: Option<Text>,
    /// `nam`: the year assessed.
    pub year: Spanned<i32>,
    /// `linh_vuc`: what is assessed, e.g. `Chính quyền số`.
    pub field: Text,
    /// `doi_tuong`: whose results these are, e.g. `các cơ quan nhà nước tỉnh Sơn La`.
    pub subjects: Text,
    /// `ky`: the period as it is printed, where it is no calendar year.
    pub period: Option<Text>,
    /// `co_quan_ban_hanh`.
    pub issuer: Issuer,
    /// `van_ban`.
    pub document: DocumentFacts,
    /// `can_cu`: legal bases, in order, each with its closing mark as typed and without a leading `Căn cứ`.
    pub legal_bases: Vec<Text>,
    /// `de_nghi`: the proposal.
    pub proposal: Option<Proposal>,
    /// `thi_hanh`: those who carry the decision out, in order.
    pub executors: Vec<Text>,
    /// `noi_nhan`: recipients, in order, without dash and closing mark.
    pub recipients: Vec<Text>,
    /// `luu`: where copies are kept, e.g. `VT, KGVX`.
    pub filing: Text,
    /// `nguoi_ky`.
    pub signatory: Signatory,
    /// `phu_luc`; none if the decision has no annex.
    pub annex: Option<AnnexFacts>,
    /// `chi_so.danh_sach`: the main indicators; blocks may have their own list.
    pub indicators: Vec<Indicator>,
    /// `cach_tinh`.
    pub rules: Rules,
    /// `muc`: tiers, best first; none if agencies are ranked only.
    pub tiers: Vec<Tier>,
    /// `khoi`: never empty.
    pub blocks: Vec<Block>,
    /// `dieu_chinh`: the corrections that are already in `blocks`, in order.
    pub corrections: Vec<Correction>,
    /// `sua_doi`: what a decision that amends this one has of its own.
    pub amending: AmendingFacts,
    /// `cong_bo`: the figures as once published, to be checked.
    pub published: Option<Published>,
    /// The facts that the set asks for beside these keys.
    pub facts: Facts,
    /// The set it was read by.
    pub set: Arc<Set>,
    /// Its file.
    pub source: SourceId,
}

/// `co_quan_ban_hanh`.
#[derive(Clone, Debug)]
pub struct Issuer {
    /// `chu_quan`: superior body, line by line (C4); may be empty.
    pub superior: Vec<Text>,
    /// `ten`: line by line as in the letterhead (C5); never empty.
    pub lines: Vec<Text>,
    /// `ten_day_du`: in running text, e.g. `Ủy ban nhân dân tỉnh Sơn La`.
    pub full_name: Text,
    /// `tham_quyen`: who decides, e.g. `Chủ tịch Ủy ban nhân dân tỉnh` (C12 prints it in capitals).
    pub authority: Text,
    /// `tham_quyen_day_du`: e.g. `Chủ tịch Ủy ban nhân dân tỉnh Sơn La` (A4).
    pub authority_full: Text,
    /// `ma_dinh_danh`: organisation id for the archive (Phụ lục VI).
    pub organisation_id: Option<Text>,
}

/// `van_ban`.
#[derive(Clone, Debug)]
pub struct DocumentFacts {
    /// `so`: the number as printed, once issued: digits, a leading 0 below 10, at most one letter after them.
    pub number: Option<Text>,
    /// `ky_hieu`: e.g. `QĐ-UBND`.
    pub symbol: Text,
    /// `ngay`: whole or in part.
    pub date: Spanned<PartialDate>,
    /// `dia_danh`: e.g. `Sơn La`.
    pub place: Text,
    /// `trich_yeu`.
    pub subject: Text,
    /// `do_khan`: one of `HỎA TỐC`, `THƯỢNG KHẨN`, `KHẨN` (C25).
    pub urgency: Option<Text>,
    /// `luu_hanh`: one of `LƯU HÀNH NỘI BỘ`, `XEM XONG TRẢ LẠI` (C26).
    pub circulation: Option<Text>,
    /// `nguoi_soan`: e.g. `NVA.10` (C27).
    pub drafter_mark: Option<Text>,
    /// `tu_khoa`: search words for the file properties.
    pub keywords: Vec<Text>,
}

/// `de_nghi`.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// `mo_dau`.
    pub opening: ProposalOpening,
    /// `nguoi`: e.g. `Giám đốc Sở Thông tin và Truyền thông`.
    pub proposer: Text,
    /// `van_ban`: e.g. `Tờ trình số 146/TTr-STTTT`.
    pub document: Option<Text>,
    /// `ngay`.
    pub date: Option<Spanned<PartialDate>>,
}

/// `sua_doi`: facts of the decision that amends an issued one, each in place of the issued one's.
#[derive(Clone, Debug, Default)]
pub struct AmendingFacts {
    /// `so`.
    pub number: Option<Text>,
    /// `ngay`.
    pub date: Option<Spanned<PartialDate>>,
    /// `can_cu`; those of the issued decision when absent.
    pub legal_bases: Option<Vec<Text>>,
    /// `de_nghi`; none when absent, for the issued decision's proposal is another one.
    pub proposal: Option<Proposal>,
    /// `noi_nhan`; those of the issued decision when absent.
    pub recipients: Option<Vec<Text>>,
    /// `nguoi_ky`; that of the issued decision when absent.
    pub signatory: Option<Signatory>,
}

/// `nguoi_ky`.
#[derive(Clone, Debug)]
pub struct Signatory {
    /// `quyen_han`, line by line: e.g. `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`; none when the head signs.
    pub capacity: Vec<Text>,
    /// `chuc_vu`: e.g. `PHÓ CHỦ TỊCH`.
    pub office: Text,
    /// `ho_ten`.
    pub name: Text,
}

/// What a dossier chooses by a word.
pub trait Choice: Copy + Default + 'static {
    /// Each word, what it chooses, and what that means.
    const WORDS: &'static [(&'static str, Self, &'static str)];

    /// What the word chooses; the default without a word of these.
    #[must_use]
    fn chosen(word: Option<&str>) -> Self {
        let found = Self::WORDS.iter().find(|(own, ..)| Some(*own) == word);
        found.map_or_else(Self::default, |(_, value, _)| *value)
    }
}

/// How the line of the proposal begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProposalOpening {
    /// As the set has it.
    #[default]
    Usual,
    /// `xet`.
    Considering,
    /// `theo`.
    Following,
}

impl Choice for ProposalOpening {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("xet", Self::Considering, "Xét đề nghị của ..."),
        ("theo", Self::Following, "Theo đề nghị của ..."),
    ];
}

/// How the annex opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnnexOpening {
    /// `tieu_de`: with its title (the user's custom).
    #[default]
    Title,
    /// `phu_luc`: with the word `Phụ lục` (A2).
    Label,
    /// `mau_1_3`: with the two-column head, as a document issued with the decision (A6).
    Form13,
}

impl Choice for AnnexOpening {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("tieu_de", Self::Title, "tiêu đề"),
        ("phu_luc", Self::Label, "chữ “Phụ lục”"),
        ("mau_1_3", Self::Form13, "tên cơ quan, Quốc hiệu (Mẫu 1.3)"),
    ];
}

/// `phu_luc`.
#[derive(Clone, Debug)]
pub struct AnnexFacts {
    /// `mo_dau`: `tieu_de`, `phu_luc` or `mau_1_3`.
    pub opening: AnnexOpening,
    /// `tieu_de`: title, e.g. `Kết quả đánh giá, xếp hạng` (printed in capitals).
    pub title: Text,
    /// `tieu_de_phu`: subtitle.
    pub subtitle: Option<Text>,
}

/// Chỉ số chính.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// `ma`: key used in the agencies' scores.
    pub id: Text,
    /// `ten`.
    pub name: Text,
    /// `ten_ngan`: short name for the head of a narrow column.
    pub short_name: Option<Text>,
    /// `toi_da`: maximum score; required where agencies have indicator scores.
    pub maximum: Option<Spanned<Decimal>>,
}

/// `cach_tinh`: how figures are computed and printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// `so_le`: decimals of a printed score (default 1, at most 6).
    pub decimals: u32,
    /// `xep_hang_theo`: `diem_in` (default) or `diem_goc`.
    pub rank_by: RankBy,
    /// `don_vi_muc`: tiers' limits in `diem` (default) or `phan_tram`.
    pub limit_unit: LimitUnit,
    /// `trung_binh_chung`: `theo_khoi` (default), `theo_co_quan` or `khong`.
    pub overall: OverallMethod,
    /// `lam_tron_ty_le`: `du_100` (default) or `tung_dong`.
    pub share_rounding: ShareRounding,
    /// `so_le_ty_le`: decimals of a share (default 0, at most 6).
    pub share_decimals: u32,
    /// `sai_so`: how far a given total may lie from the sum of its parts (default 0).
    pub tolerance: Decimal,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            decimals: 1,
            rank_by: RankBy::default(),
            limit_unit: LimitUnit::default(),
            overall: OverallMethod::default(),
            share_rounding: ShareRounding::default(),
            share_decimals: 0,
            tolerance: Decimal::ZERO,
        }
    }
}

/// Which score decides rank and tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankBy {
    /// The score as printed.
    #[default]
    Printed,
    /// The unrounded score.
    Exact,
}

impl Choice for RankBy {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("diem_in", Self::Printed, "điểm như in ra (mặc định)"),
        ("diem_goc", Self::Exact, "điểm chưa làm tròn"),
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

/// Mức.
#[derive(Clone, Debug)]
pub struct Tier {
    /// `ten`: e.g. `Tốt`.
    pub name: Text,
    /// `tu` or `tren`; absent for the last tier, which then takes the rest.
    pub limit: Option<Limit>,
}

/// A tier's lower limit.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Points or percent, see [`Rules::limit_unit`].
    pub value: Spanned<Decimal>,
    /// `tu` includes the limit, `tren` does not.
    pub inclusive: bool,
}

/// Khối: a group of agencies ranked together.
#[derive(Clone, Debug)]
pub struct Block {
    /// `ma`: ASCII key, e.g. `tinh`; unique.
    pub id: Text,
    /// `ten`: in `khối {ten}`, e.g. `cơ quan cấp tỉnh`.
    pub name: Text,
    /// `neu_rieng`: names of agencies that running text names one by one and does not count with the others.
    pub named: Vec<Text>,
    /// `tong_so`: how many agencies there are, assessed or not; all of the list when absent.
    pub total: Option<Spanned<u32>>,
    /// `thang_diem`: maximum score, above 0 (default 100).
    pub maximum: Spanned<Decimal>,
    /// `chi_so`: the block's own indicators instead of the dossier's.
    pub indicators: Option<Vec<Indicator>>,
    /// `co_quan`: never empty.
    pub agencies: Vec<Agency>,
    /// The facts that the set asks for of a block.
    pub facts: Facts,
}

impl Block {
    /// `ten_ngan`, where the set asks for it: in captions and column heads, e.g. `CQNN cấp tỉnh`.
    #[must_use]
    pub fn short_name(&self) -> &Text {
        self.facts.text("ten_ngan").unwrap_or(&self.name)
    }

    /// `tieu_de`, where the set asks for it: in the block's heading, e.g. `các cơ quan nhà nước cấp tỉnh`.
    #[must_use]
    pub fn heading(&self) -> &Text {
        self.facts.text("tieu_de").unwrap_or(&self.name)
    }
}

/// Cơ quan.
#[derive(Clone, Debug)]
pub struct Agency {
    /// `ten`.
    pub name: Text,
    /// `diem`: the total, if given.
    pub total: Option<Spanned<Decimal>>,
    /// `chi_so`: scores by indicator id, in the order of the block's indicators. Empty when the
    /// agency has a total only; otherwise each indicator is either here or in `not_applicable`.
    pub scores: Vec<IndicatorScore>,
    /// `khong_ap_dung`: ids of indicators that do not apply.
    pub not_applicable: Vec<Text>,
    /// The facts that the set asks for of an agency.
    pub facts: Facts,
}

/// One indicator's score.
#[derive(Clone, Debug)]
pub struct IndicatorScore {
    /// The indicator's id.
    pub indicator: Text,
    /// Points, `0..=` the indicator's maximum.
    pub value: Spanned<Decimal>,
}

/// `cong_bo`.
#[derive(Clone, Debug)]
pub struct Published {
    /// `trung_binh_chung`: overall mean.
    pub overall: Option<Spanned<Decimal>>,
    /// `khoi`.
    pub blocks: Vec<PublishedBlock>,
}

/// Published figures of one block.
#[derive(Clone, Debug)]
pub struct PublishedBlock {
    /// `ma`: the block's id.
    pub id: Text,
    /// `trung_binh`.
    pub mean: Option<Spanned<Decimal>>,
    /// `ty_le`: published share in percent, by tier name.
    pub shares: Vec<(Text, Spanned<Decimal>)>,
}
