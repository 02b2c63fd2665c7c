//! From facts to the typed dossier: the core keys take their values, what the set asks for is left.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::corrections::{Change, Correction};
use super::facts::{Facts, Text};
use super::model::{
    Agency, AmendingFacts, AnnexFacts, Block, Choice, DocumentFacts, Dossier, Indicator,
    IndicatorScore, Issuer, Limit, Proposal, Published, PublishedBlock, Rules, Signatory, Tier,
};
use super::set::Set;
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Spanned};

/// Maximum score where the dossier gives none.
const DEFAULT_MAXIMUM: Decimal = Decimal::ONE_HUNDRED;

/// The dossier that these facts make.
pub(super) fn dossier(
    mut facts: Facts,
    set: &Arc<Set>,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Dossier {
    let f = &mut facts;
    Dossier {
        set_name: f.maybe("bo_mau"),
        year: f.need::<Spanned<u32>>("nam").map(year),
        period: f.maybe("ky"),
        field: f.need("linh_vuc"),
        subjects: f.need("doi_tuong"),
        issuer: issuer(f),
        document: document(f),
        legal_bases: f.need("can_cu"),
        proposal: f.within("de_nghi", proposal),
        executors: f.need("thi_hanh"),
        recipients: f.need("noi_nhan"),
        filing: f.need("luu"),
        signatory: f
            .within("nguoi_ky", signatory)
            .unwrap_or_else(|| signatory(&mut Facts::default())),
        annex: f.within("phu_luc", annex),
        indicators: f
            .within("chi_so", |f| indicators(f.need("danh_sach")))
            .unwrap_or_default(),
        rules: f
            .within("cach_tinh", |f| rules(f, diagnostics))
            .unwrap_or_default(),
        tiers: tiers(f.need("muc"), diagnostics),
        blocks: f
            .need::<Vec<Facts>>("khoi")
            .into_iter()
            .map(block)
            .collect(),
        corrections: f
            .need::<Vec<Facts>>("dieu_chinh")
            .into_iter()
            .filter_map(correction)
            .collect(),
        amending: f
            .maybe::<Facts>("sua_doi")
            .map(|mut f| amending(&mut f))
            .unwrap_or_default(),
        published: f.maybe::<Facts>("cong_bo").map(|mut f| published(&mut f)),
        facts,
        set: set.clone(),
        source,
    }
}

fn year(year: u32) -> i32 {
    i32::try_from(year).unwrap_or_default()
}

fn issuer(f: &mut Facts) -> Issuer {
    let read = |f: &mut Facts| Issuer {
        superior: f.need("chu_quan"),
        lines: f.need("ten"),
        full_name: f.need("ten_day_du"),
        authority: f.need("tham_quyen"),
        authority_full: f.need("tham_quyen_day_du"),
        organisation_id: f.maybe("ma_dinh_danh"),
    };
    f.within("co_quan_ban_hanh", read)
        .unwrap_or_else(|| read(&mut Facts::default()))
}

fn document(f: &mut Facts) -> DocumentFacts {
    let read = |f: &mut Facts| DocumentFacts {
        number: f.maybe("so"),
        symbol: f.need("ky_hieu"),
        date: f.need("ngay"),
        place: f.need("dia_danh"),
        subject: f.need("trich_yeu"),
        urgency: f.maybe("do_khan"),
        circulation: f.maybe("luu_hanh"),
        drafter_mark: f.maybe("nguoi_soan"),
        keywords: f.need("tu_khoa"),
    };
    f.within("van_ban", read)
        .unwrap_or_else(|| read(&mut Facts::default()))
}

fn proposal(f: &mut Facts) -> Proposal {
    Proposal {
        opening: chosen(f, "mo_dau"),
        proposer: f.need("nguoi"),
        document: f.maybe("van_ban"),
        date: f.maybe("ngay"),
    }
}

fn signatory(f: &mut Facts) -> Signatory {
    Signatory {
        capacity: f.need("quyen_han"),
        office: f.need("chuc_vu"),
        name: f.need("ho_ten"),
    }
}

fn annex(f: &mut Facts) -> AnnexFacts {
    AnnexFacts {
        opening: chosen(f, "mo_dau"),
        title: f.need("tieu_de"),
        subtitle: f.maybe("tieu_de_phu"),
    }
}

fn amending(f: &mut Facts) -> AmendingFacts {
    AmendingFacts {
        number: f.maybe("so"),
        date: f.maybe("ngay"),
        legal_bases: f.maybe("can_cu"),
        proposal: f.within("de_nghi", proposal),
        recipients: f.maybe("noi_nhan"),
        signatory: f.within("nguoi_ky", signatory),
    }
}

fn chosen<T: Choice>(f: &mut Facts, key: &str) -> T {
    let word: Option<Text> = f.maybe(key);
    T::chosen(word.as_ref().map(|word| word.as_str()))
}

fn indicators(list: Vec<Facts>) -> Vec<Indicator> {
    let read = |mut f: Facts| Indicator {
        id: f.need("ma"),
        name: f.need("ten"),
        short_name: f.maybe("ten_ngan"),
        maximum: f.maybe("toi_da"),
    };
    list.into_iter().map(read).collect()
}

fn rules(f: &mut Facts, diagnostics: &mut Diagnostics) -> Rules {
    let default = Rules::default();
    let decimals = |number: Option<Spanned<u32>>| number.map(|number| number.value);
    let tolerance: Option<Spanned<Decimal>> = f.maybe("sai_so");
    if let Some(tolerance) = tolerance.as_ref().filter(|value| ***value < Decimal::ZERO) {
        diagnostics.push(
            Diagnostic::error("HS024", "`sai_so` không được âm")
                .at(tolerance.span, "nhỏ hơn 0")
                .with_note("sai số là độ lệch lớn nhất cho phép giữa tổng điểm nhập vào và tổng các chỉ số")
                .with_remedy("viết 0 hoặc một số dương, ví dụ `sai_so: 0,1`"),
        );
    }
    Rules {
        decimals: decimals(f.maybe("so_le")).unwrap_or(default.decimals),
        rank_by: chosen(f, "xep_hang_theo"),
        limit_unit: chosen(f, "don_vi_muc"),
        overall: chosen(f, "trung_binh_chung"),
        share_rounding: chosen(f, "lam_tron_ty_le"),
        share_decimals: decimals(f.maybe("so_le_ty_le")).unwrap_or(default.share_decimals),
        tolerance: tolerance.map_or(default.tolerance, |value| value.value),
    }
}

fn tiers(list: Vec<Facts>, diagnostics: &mut Diagnostics) -> Vec<Tier> {
    let read = |mut f: Facts| {
        if let (Some(from), Some(above)) = (f.place_of("tu"), f.place_of("tren")) {
            diagnostics.push(
                Diagnostic::error("HS025", "một mức chỉ có một giới hạn: `tu` hoặc `tren`")
                    .at(above, "giới hạn thứ hai")
                    .with_related(from, "giới hạn thứ nhất")
                    .with_note("`tu: 85` là từ 85 trở lên; `tren: 85` là trên 85")
                    .with_remedy("bỏ một trong hai"),
            );
        }
        let limit = |inclusive| move |value| Limit { value, inclusive };
        Tier {
            name: f.need("ten"),
            limit: (f.maybe("tu").map(limit(true))).or(f.maybe("tren").map(limit(false))),
        }
    };
    list.into_iter().map(read).collect()
}

fn block(mut f: Facts) -> Block {
    Block {
        id: f.need("ma"),
        name: f.need("ten"),
        named: f.need("neu_rieng"),
        total: f.maybe("tong_so"),
        maximum: f
            .maybe("thang_diem")
            .unwrap_or(Spanned::new(DEFAULT_MAXIMUM, f.place)),
        indicators: f.maybe("chi_so").map(indicators),
        agencies: f
            .need::<Vec<Facts>>("co_quan")
            .into_iter()
            .map(agency)
            .collect(),
        facts: f,
    }
}

fn agency(mut f: Facts) -> Agency {
    let scores: Vec<(Text, Spanned<Decimal>)> = f.need("chi_so");
    let score = |(indicator, value)| IndicatorScore { indicator, value };
    Agency {
        name: f.need("ten"),
        total: f.maybe("diem"),
        scores: scores.into_iter().map(score).collect(),
        not_applicable: f.need("khong_ap_dung"),
        facts: f,
    }
}

fn published(f: &mut Facts) -> Published {
    let block = |mut f: Facts| PublishedBlock {
        id: f.need("ma"),
        mean: f.maybe("trung_binh"),
        shares: f.need("ty_le"),
    };
    Published {
        overall: f.maybe("trung_binh_chung"),
        blocks: f
            .need::<Vec<Facts>>("khoi")
            .into_iter()
            .map(block)
            .collect(),
    }
}

/// `None` where it is not clear what changes (then reported).
fn correction(mut facts: Facts) -> Option<Correction> {
    let f = &mut facts;
    Some(Correction {
        date: f.need("ngay"),
        requested_by: f.need("nguoi_de_nghi"),
        document: f.need("van_ban"),
        reason: f.need("ly_do"),
        block: f.maybe("khoi"),
        change: change(f)?,
    })
}

fn change(f: &mut Facts) -> Option<Change> {
    let has = |key| f.place_of(key).is_some();
    Some(if has("them") {
        Change::Add(agency(f.need("them")))
    } else if has("doi_ten") {
        Change::Rename {
            agency: f.need("co_quan"),
            to: f.need("doi_ten"),
        }
    } else if has("rut") {
        Change::Withdraw {
            agency: f.need("co_quan"),
        }
    } else if has("tu") || has("thanh") {
        Change::Score {
            agency: f.need("co_quan"),
            indicator: f.maybe("chi_so"),
            from: f.need("tu"),
            to: f.need("thanh"),
        }
    } else {
        return None;
    })
}
