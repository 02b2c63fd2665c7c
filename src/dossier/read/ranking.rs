//! The keys of what is computed: rules, tiers, blocks, agencies, published figures.

use rust_decimal::Decimal;

use super::super::model::{
    Agency, Block, IndicatorScore, Limit, LimitUnit, OverallMethod, Published, PublishedBlock,
    RankBy, Rules, ShareRounding, Text, Tier,
};
use super::super::yaml::{Node, Value};
use super::annex::indicator_list;
use super::record::split_decimal;
use super::values::{Kind, choice, list, number, text, texts_or_none, whole, wrong_type};
use super::{Item, NOWHERE, record};
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};

const RANK_BY: [(&str, RankBy); 2] = [("diem_in", RankBy::Printed), ("diem_goc", RankBy::Exact)];
const LIMIT_UNIT: [(&str, LimitUnit); 2] = [
    ("diem", LimitUnit::Points),
    ("phan_tram", LimitUnit::Percent),
];
const OVERALL: [(&str, OverallMethod); 2] = [
    ("theo_khoi", OverallMethod::Blocks),
    ("theo_co_quan", OverallMethod::Agencies),
];
const SHARES: [(&str, ShareRounding); 2] = [
    ("du_100", ShareRounding::LargestRemainder),
    ("tung_dong", ShareRounding::Each),
];
/// Most decimals a score or share may be printed with.
const MOST_DECIMALS: u32 = 6;
/// Maximum score where the dossier gives none.
const DEFAULT_MAXIMUM: Decimal = Decimal::ONE_HUNDRED;

pub(super) fn rules(diagnostics: &mut Diagnostics, item: Item) -> Rules {
    let default = Rules::default();
    record(diagnostics, item, |r| Rules {
        decimals: r.maybe("so_le", decimals).unwrap_or(default.decimals),
        rank_by: r
            .maybe("xep_hang_theo", |d, item| choice(d, item, &RANK_BY))
            .unwrap_or_default(),
        limit_unit: r
            .maybe("don_vi_muc", |d, item| choice(d, item, &LIMIT_UNIT))
            .unwrap_or_default(),
        overall: r
            .maybe("trung_binh_chung", |d, item| choice(d, item, &OVERALL))
            .unwrap_or_default(),
        share_rounding: r
            .maybe("lam_tron_ty_le", |d, item| choice(d, item, &SHARES))
            .unwrap_or_default(),
        share_decimals: r
            .maybe("so_le_ty_le", decimals)
            .unwrap_or(default.share_decimals),
        tolerance: r.maybe("sai_so", tolerance).unwrap_or_default(),
    })
}

fn decimals(diagnostics: &mut Diagnostics, item: Item) -> u32 {
    whole(diagnostics, item, 0, MOST_DECIMALS).value
}

fn tolerance(diagnostics: &mut Diagnostics, item: Item) -> Decimal {
    let tolerance = number(diagnostics, item);
    if *tolerance < Decimal::ZERO {
        diagnostics.push(
            Diagnostic::error("HS024", "`sai_so` không được âm")
                .at(tolerance.span, "nhỏ hơn 0")
                .with_note("sai số là độ lệch lớn nhất cho phép giữa tổng điểm nhập vào và tổng các chỉ số")
                .with_remedy("viết 0 hoặc một số dương, ví dụ `sai_so: 0,1`"),
        );
    }
    tolerance.value
}

pub(super) fn tiers(diagnostics: &mut Diagnostics, item: Item) -> Vec<Tier> {
    list(diagnostics, item, |diagnostics, item| {
        record(diagnostics, item, |r| {
            let name = r.need("ten", text);
            let from = r.maybe("tu", number);
            let above = r.maybe("tren", number);
            if let (Some(from), Some(above)) = (r.place_of("tu"), r.place_of("tren")) {
                r.diagnostics.push(
                    Diagnostic::error("HS025", "một mức chỉ có một giới hạn: `tu` hoặc `tren`")
                        .at(above, "giới hạn thứ hai")
                        .with_related(from, "giới hạn thứ nhất")
                        .with_note("`tu: 85` là từ 85 trở lên; `tren: 85` là trên 85")
                        .with_remedy("bỏ một trong hai"),
                );
            }
            let limit = |inclusive| move |value| Limit { value, inclusive };
            Tier {
                name,
                limit: from.map(limit(true)).or(above.map(limit(false))),
            }
        })
    })
}

pub(super) fn blocks(diagnostics: &mut Diagnostics, item: Item) -> Vec<Block> {
    list(diagnostics, item, |diagnostics, item| {
        record(diagnostics, item, |r| Block {
            id: r.need("ma", text),
            name: r.need("ten", text),
            level: r.need("cap", text),
            short_name: r.need("ten_ngan", text),
            heading: r.need("tieu_de", text),
            results_of: r.need("ket_qua_cua", text),
            unit: r.need("don_vi", text),
            named: r.maybe("neu_rieng", texts_or_none).unwrap_or_default(),
            counted: r.need("dem", text),
            counted_short: r.maybe("dem_ngan", text),
            total: r.maybe("tong_so", |d, item| whole(d, item, 1, 999_999)),
            maximum: r
                .maybe("thang_diem", number)
                .unwrap_or(Spanned::new(DEFAULT_MAXIMUM, r.place)),
            indicators: r.maybe("chi_so", indicator_list),
            agencies: r.need("co_quan", agencies),
        })
    })
}

fn agencies(diagnostics: &mut Diagnostics, item: Item) -> Vec<Agency> {
    list(diagnostics, item, agency)
}

pub(super) fn agency(diagnostics: &mut Diagnostics, item: Item) -> Agency {
    record(diagnostics, item, |r| Agency {
        name: r.need("ten", text),
        total: r.maybe("diem", number),
        scores: r.maybe("chi_so", scores).unwrap_or_default(),
        not_applicable: r.maybe("khong_ap_dung", texts_or_none).unwrap_or_default(),
    })
}

fn scores(diagnostics: &mut Diagnostics, item: Item) -> Vec<IndicatorScore> {
    let placeholder = || IndicatorScore {
        indicator: Spanned::new(String::new(), NOWHERE),
        value: Spanned::new(Decimal::ZERO, NOWHERE),
    };
    let mapping = match &item.node.value {
        Value::Mapping(mapping) => mapping,
        Value::Reported => return vec![placeholder()],
        _ => {
            wrong_type(diagnostics, item, Kind::Mapping);
            return vec![placeholder()];
        }
    };
    let mut previous: Option<&Node> = None;
    let mut scores = Vec::with_capacity(mapping.entries.len());
    for entry in &mapping.entries {
        if !split_decimal(diagnostics, item, previous, entry) {
            let inner = item.value_of(entry);
            scores.push(IndicatorScore {
                indicator: Spanned::new(entry.key.clone(), inner.place),
                value: number(diagnostics, inner),
            });
        }
        previous = Some(&entry.node);
    }
    scores
}

pub(super) fn published(diagnostics: &mut Diagnostics, item: Item) -> Published {
    record(diagnostics, item, |r| Published {
        overall: r.maybe("trung_binh_chung", number),
        blocks: r.maybe("khoi", published_blocks).unwrap_or_default(),
    })
}

fn published_blocks(diagnostics: &mut Diagnostics, item: Item) -> Vec<PublishedBlock> {
    list(diagnostics, item, |diagnostics, item| {
        record(diagnostics, item, |r| PublishedBlock {
            id: r.need("ma", text),
            mean: r.maybe("trung_binh", number),
            shares: r.maybe("ty_le", shares).unwrap_or_default(),
        })
    })
}

fn shares(diagnostics: &mut Diagnostics, item: Item) -> Vec<(Text, Spanned<Decimal>)> {
    let scores = scores(diagnostics, item);
    let named = |score: IndicatorScore| (score.indicator, score.value);
    scores.into_iter().map(named).collect()
}
