//! The typed dossier (hồ sơ). YAML keys are given in each field's comment.
//!
//! Every value a later phase may complain about carries its place ([`Spanned`]).

mod corrections;

use rust_decimal::Decimal;
use serde_json::Value;

use super::date::PartialDate;
use crate::diagnostics::Spanned;

pub use corrections::{Change, Correction};

/// Text with its place, trimmed and in NFC.
pub type Text = Spanned<String>;

/// Hồ sơ: everything one decision needs.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// `nam`: the year assessed.
    pub year: Spanned<i32>,
    /// `linh_vuc`: what is assessed, e.g. `Chính quyền số`.
    pub field: Text,
    /// `doi_tuong`: whose results these are, e.g. `các cơ quan nhà nước tỉnh Sơn La`.
    pub subjects: Text,
    /// `dia_phuong`: the province.
    pub province: Province,
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
    /// `phu_luc`.
    pub annex: AnnexFacts,
    /// `thuc_hien`: the policies carried out, each a citation.
    pub policies: Vec<Text>,
    /// `co_quan_danh_gia`: who assesses, e.g. `Sở Thông tin và Truyền thông`.
    pub assessor: Text,
    /// `cach_goi`: how the assessed agencies are called in running text.
    pub wording: Wording,
    /// `chi_so`.
    pub indicators: IndicatorFacts,
    /// `qua_trinh`.
    pub process: Process,
    /// `cach_tinh`.
    pub rules: Rules,
    /// `muc`: tiers, best first; empty where agencies are ranked only.
    pub tiers: Vec<Tier>,
    /// `khoi`: never empty.
    pub blocks: Vec<Block>,
    /// `dieu_chinh`: the corrections that are already in `blocks`, in order.
    pub corrections: Vec<Correction>,
    /// `sua_doi`: what a decision that amends this one has of its own.
    pub amending: AmendingFacts,
    /// `nhan_xet`.
    pub narrative: Narrative,
    /// `cong_bo`: the figures as once published, to be checked.
    pub published: Option<Published>,
    /// `them`: free values for a template set of one's own (strings, lists, maps; numbers as their text).
    pub extra: Value,
}

impl Dossier {
    /// The indicators that a block's agencies are scored by: its own, or those of all.
    #[must_use]
    pub fn indicators_of<'a>(&'a self, block: &'a Block) -> &'a [Indicator] {
        block.indicators.as_ref().unwrap_or(&self.indicators.list)
    }
}

/// `dia_phuong`.
#[derive(Clone, Debug)]
pub struct Province {
    /// `ten`: with its unit word, e.g. `tỉnh Sơn La`.
    pub name: Text,
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
    /// `ten_viet_tat`: short form in running text, e.g. `UBND tỉnh`.
    pub short_name: Text,
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

/// `de_nghi`: `Xét đề nghị của {nguoi} tại {van_ban} ngày {ngay}.`
#[derive(Clone, Debug)]
pub struct Proposal {
    /// `nguoi`: e.g. `Giám đốc Sở Thông tin và Truyền thông`.
    pub proposer: Text,
    /// `van_ban`: e.g. `Tờ trình số 146/TTr-STTTT`.
    pub document: Text,
    /// `ngay`.
    pub date: Spanned<PartialDate>,
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

/// `phu_luc`.
#[derive(Clone, Debug)]
pub struct AnnexFacts {
    /// `mo_dau`: `tieu_de`, `phu_luc` or `mau_1_3`.
    pub opening: AnnexOpening,
    /// `tieu_de`: title, e.g. `Kết quả đánh giá, xếp hạng` (printed in capitals).
    pub title: Text,
    /// `tieu_de_phu`: subtitle.
    pub subtitle: Text,
}

/// `cach_goi`: the same agencies, as each passage calls them.
#[derive(Clone, Debug)]
pub struct Wording {
    /// `tieu_de`: in the heading of part B.
    pub heading: Text,
    /// `tu_danh_gia`: those who assess themselves and report.
    pub self_assessing: Text,
    /// `tham_dinh`: those whose reports are checked.
    pub assessed: Text,
}

/// `chi_so`.
#[derive(Clone, Debug)]
pub struct IndicatorFacts {
    /// `quy_dinh`: the regulation that sets the indicators, a citation without closing mark.
    pub regulation: Text,
    /// `can_cu`: legal documents the indicators rest on, each a citation without closing mark.
    pub bases: Vec<Text>,
    /// `danh_sach`: the main indicators; blocks may have their own list.
    pub list: Vec<Indicator>,
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

/// `qua_trinh`: the steps, in the order in which they must happen.
#[derive(Clone, Debug)]
pub struct Process {
    /// `huong_dan`: guidance on self-assessment.
    pub guidance: ProcessDocument,
    /// `to_tham_dinh`: the decision that sets up the assessing team.
    pub team: Team,
    /// `phan_cong`: the notice that shares out its work.
    pub assignment: ProcessDocument,
    /// `nhan_bao_cao`: the day by which all reports were in.
    pub reports_received: Spanned<PartialDate>,
    /// `lay_y_kien`: the letter that asks agencies to comment on the checked results.
    pub consultation: ProcessDocument,
}

/// A document of the process.
#[derive(Clone, Debug)]
pub struct ProcessDocument {
    /// `so`: number and symbol, e.g. `1379/STTTT-CNTT`.
    pub number: Text,
    /// `ngay`.
    pub date: Spanned<PartialDate>,
}

/// `to_tham_dinh`.
#[derive(Clone, Debug)]
pub struct Team {
    /// The decision.
    pub document: ProcessDocument,
    /// `to_truong`: e.g. `đồng chí Phó Giám đốc Sở Thông tin và Truyền thông`.
    pub head: Text,
    /// `thanh_vien`: e.g. `lãnh đạo và công chức phòng CNTT, ...`.
    pub members: Text,
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

/// What a tier's limit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LimitUnit {
    /// Points.
    #[default]
    Points,
    /// Percent of the block's maximum score.
    Percent,
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

/// How shares are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShareRounding {
    /// Largest remainder, so that a block's shares add up to 100.
    #[default]
    LargestRemainder,
    /// Each by itself, half up.
    Each,
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
    /// `cap`: e.g. `cấp tỉnh`.
    pub level: Text,
    /// `ten_ngan`: in captions and as the shares table's column head, e.g. `CQNN cấp tỉnh`.
    pub short_name: Text,
    /// `tieu_de`: in the block's heading, e.g. `các cơ quan nhà nước cấp tỉnh`.
    pub heading: Text,
    /// `ket_qua_cua`: whose results, e.g. `Văn phòng UBND tỉnh, các sở, ban, ngành cấp tỉnh`.
    pub results_of: Text,
    /// `don_vi`: counting word of the tier rows, e.g. `sở, ngành`.
    pub unit: Text,
    /// `neu_rieng`: names of agencies that running text names one by one and does not count with the others.
    pub named: Vec<Text>,
    /// `dem`: what the other agencies are called when counted, e.g. `cơ quan chuyên môn thuộc UBND tỉnh`.
    pub counted: Text,
    /// `dem_ngan`: the same in short, e.g. `sở, ban, ngành`; `counted` when absent.
    pub counted_short: Option<Text>,
    /// `tong_so`: how many agencies there are, assessed or not; all of the list when absent.
    pub total: Option<Spanned<u32>>,
    /// `thang_diem`: maximum score, above 0 (default 100).
    pub maximum: Spanned<Decimal>,
    /// `chi_so`: the block's own indicators instead of the dossier's.
    pub indicators: Option<Vec<Indicator>>,
    /// `co_quan`: never empty.
    pub agencies: Vec<Agency>,
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
}

/// One indicator's score.
#[derive(Clone, Debug)]
pub struct IndicatorScore {
    /// The indicator's id.
    pub indicator: Text,
    /// Points, `0..=` the indicator's maximum.
    pub value: Spanned<Decimal>,
}

/// `nhan_xet`: Markdown.
#[derive(Clone, Debug)]
pub struct Narrative {
    /// `muc_tieu`: what the assessment is for (the `nhằm ...` clause, plain text).
    pub purpose: Text,
    /// `noi_dung`: assessment of the indicators.
    pub assessment: Text,
    /// `ton_tai`: shortcomings.
    pub shortcomings: Text,
    /// `ket_luan`: conclusion, without the closing `./.`.
    pub conclusion: Text,
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
