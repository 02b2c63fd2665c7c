//! The core of a dossier: its types, each declared with its keys.
//!
//! Every value a later phase may complain about carries its place ([`Spanned`]).

mod choices;
mod corrections;
mod decision;
mod figures;
mod published;
mod rules;
mod score_sheet;

use super::declared::group;
use super::facts::Text;
use super::keys::Kind;
use crate::diagnostics::Spanned;
use crate::values::parse_number;

pub(crate) use choices::{Beyond, RankBy, ShareRounding, SumOf};
pub use choices::{LimitUnit, OverallMethod};
pub(crate) use corrections::ScorePart;
pub(crate) use corrections::{Change, Correction};
pub use decision::AnnexOpening;
pub(crate) use decision::{
    AmendingFacts, AnnexFacts, DocumentFacts, Issuer, Proposal, ProposalOpening, Signatory,
    Submission,
};
pub(crate) use figures::{
    Agency, Assessment, Block, Indicator, IndicatorFacts, IndicatorScore, Limit, Tier,
};
pub(crate) use published::{
    LastYear, LastYearAgency, LastYearBlock, Published, PublishedAgency, PublishedBlock,
};
pub(crate) use rules::{Decider, QuotedMean, Rules};
pub(crate) use score_sheet::{EmptyCell, HiddenCells, PointMark, ScoreSource, SheetReading, Which};

group! {
    /// The core keys, which every ranking decision has, whatever its set.
    pub Core with facts {
        /// The set it asks for.
        set_name: Option<Text> = maybe "bo_mau" "bộ mẫu của văn bản; không ghi thì dùng `chinh-quyen-so`" "xep-hang"
        /// The year assessed.
        year: Spanned<u32> = need "nam" [Kind::Whole { least: 1945, most: 2999 }] "năm đánh giá" "2026"
        /// The period as it is printed, where it is no calendar year.
        period: Option<Text> = maybe "ky" [Kind::Citation] "kỳ đánh giá như in ra, khi không phải là một năm" "quý I năm 2026"
        /// What is assessed.
        field: Text = need "linh_vuc" [Kind::Citation] "đánh giá cái gì" "Chỉ số cải cách hành chính"
        /// Whose results these are.
        subjects: Text = need "doi_tuong" [Kind::Citation] "kết quả là của ai" "các sở, ban, ngành và UBND các xã, phường"
        /// Who issues it.
        issuer: Issuer = need "co_quan_ban_hanh" "cơ quan ban hành" ""
        /// Number, symbol, date, subject.
        document: DocumentFacts = need "van_ban" "số, ký hiệu, ngày, trích yếu của văn bản" ""
        /// Legal bases, in order, each with its closing mark as typed and without a leading `Căn cứ`.
        legal_bases: Vec<Text> = need "can_cu" [Kind::list(Kind::Basis)] "các căn cứ, không viết chữ “Căn cứ”, mỗi căn cứ kết thúc bằng `;`, không có `de_nghi` thì căn cứ cuối kết thúc bằng `.`" "Luật Tổ chức chính quyền địa phương năm 2025;"
        /// The proposal.
        proposal: Option<Proposal> = maybe "de_nghi" "ai đề nghị; không có thì bỏ cả phần" ""
        /// The Tờ trình that goes with the draft.
        submission: Option<Submission> = maybe "to_trinh" "Tờ trình của cơ quan đánh giá, soạn cùng dự thảo Quyết định; số và ngày lấy ở `de_nghi`" ""
        /// Those who carry the decision out, in order.
        executors: Vec<Text> = need "thi_hanh" [Kind::list(Kind::Citation)] "ai chịu trách nhiệm thi hành" "Chánh Văn phòng Ủy ban nhân dân tỉnh"
        /// Recipients, in order, without dash and closing mark.
        recipients: Vec<Text> = need "noi_nhan" [Kind::list(Kind::Recipient)] "nơi nhận, không viết gạch đầu dòng và dấu cuối dòng" "Như Điều 2"
        /// Where copies are kept.
        filing: Text = need "luu" [Kind::Citation] "nơi lưu" "VT, KGVX"
        /// Who signs.
        signatory: Signatory = need "nguoi_ky" "người ký" ""
        /// The annex; none if the decision has none.
        annex: Option<AnnexFacts> = maybe "phu_luc" "phụ lục; không có phụ lục thì bỏ cả phần" ""
        /// The main indicators; blocks may have their own list.
        indicator_facts: Option<IndicatorFacts> = maybe "chi_so" "bộ chỉ số; không có thì bỏ cả phần" ""
        /// How figures are computed and printed.
        rules: Rules = maybe "cach_tinh" "cách tính và cách in số; bỏ thì theo mặc định" ""
        /// Tiers, best first; none if agencies are ranked only.
        tiers: Vec<Tier> = maybe "muc" "các mức, từ cao xuống thấp; không xếp mức thì bỏ cả phần" ""
        /// Blocks; never empty.
        blocks: Vec<Block> = need "khoi" "các khối, mỗi khối xếp hạng riêng, một bảng" ""
        /// The corrections that are already in `blocks`, in order.
        corrections: Vec<Correction> = maybe "dieu_chinh" "các điều chỉnh sau khi đã nhập điểm, áp dụng từ trên xuống" ""
        /// What a decision that amends this one has of its own.
        amending: AmendingFacts = maybe "sua_doi" "phần riêng của quyết định sửa đổi, bổ sung; bỏ khóa nào thì theo quyết định được sửa đổi (riêng `so`, `ngay`, `de_nghi` thì để trống)" ""
        /// The results of the year before.
        last_year: Option<LastYear> = maybe "nam_truoc" "kết quả của năm trước, để so sánh" ""
        /// The figures as once published, to be checked.
        published: Option<Published> = maybe "cong_bo" "số liệu đã công bố, để `check` đối chiếu với số tính lại" ""
        /// The workbooks that scores were taken from.
        score_sources: Vec<ScoreSource> = maybe "nguon_diem" "các bảng điểm đã nhập, do lệnh `nhap` ghi; gói lưu trữ giữ cả tệp" ""
        /// How a score sheet is read.
        sheet_reading: Option<SheetReading> = maybe "doc_bang" "cách đọc bảng điểm khi chạy `nhap`, để không phải trả lời lại" ""
    }
}

impl Core {
    /// The main indicators (`chi_so.danh_sach`).
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        let facts = self.indicator_facts.as_ref();
        facts.map_or(&[], |facts| &facts.list)
    }

    /// The number of the Tờ trình, where the proposal gives it: `146` of `Tờ trình số 146/TTr-STTTT`.
    #[must_use]
    pub fn submission_number(&self) -> Option<String> {
        let document = self.proposal.as_ref()?.document.as_ref()?;
        let (before, _) = document.split_once('/')?;
        parse_number(before.rsplit(' ').next()?)
    }

    /// The tiers that a block's agencies are put in.
    #[must_use]
    pub fn tiers_of<'a>(&'a self, block: &'a Block) -> &'a [Tier] {
        block.tiers.as_deref().unwrap_or(&self.tiers)
    }

    /// The names of all tiers, best first: the dossier's, then those that a block alone has.
    #[must_use]
    pub fn tier_names(&self) -> Vec<&Text> {
        let used = |block: &&Block| block.tiers.is_none();
        let common = self.blocks.iter().any(|block| used(&block));
        let own = self.blocks.iter().filter_map(|block| block.tiers.as_ref());
        let mut names: Vec<&Text> = Vec::new();
        for tier in (self.tiers.iter().filter(|_| common)).chain(own.flatten()) {
            if !names.iter().any(|name| name.value == tier.name.value) {
                names.push(&tier.name);
            }
        }
        names
    }

    /// The indicators that a block's agencies are scored by.
    #[must_use]
    pub fn indicators_of<'a>(&'a self, block: &'a Block) -> &'a [Indicator] {
        let own = block.indicators.as_deref();
        own.unwrap_or_else(|| self.indicators())
    }
}

impl Block {
    /// Maximum score, 100 where the dossier gives none.
    #[must_use]
    pub fn maximum(&self) -> Spanned<rust_decimal::Decimal> {
        let given = self.given_maximum.clone();
        given.unwrap_or_else(|| Spanned::new(rust_decimal::Decimal::ONE_HUNDRED, self.facts.place))
    }

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
