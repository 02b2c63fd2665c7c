//! The keys of the annex's text.

use super::super::model::{
    AnnexFacts, AnnexOpening, Indicator, IndicatorFacts, Narrative, Process, ProcessDocument, Team,
    Text, Wording,
};
use super::values::{choice, citation, citations, date, list, markdown, number, text};
use super::{Item, record};
use crate::diagnostics::Diagnostics;

const OPENINGS: [(&str, AnnexOpening); 3] = [
    ("tieu_de", AnnexOpening::Title),
    ("phu_luc", AnnexOpening::Label),
    ("mau_1_3", AnnexOpening::Form13),
];

pub(super) fn facts(diagnostics: &mut Diagnostics, item: Item) -> AnnexFacts {
    record(diagnostics, item, |r| AnnexFacts {
        opening: r
            .maybe("mo_dau", |d, item| choice(d, item, &OPENINGS))
            .unwrap_or_default(),
        title: r.need("tieu_de", text),
        subtitle: r.need("tieu_de_phu", text),
    })
}

pub(super) fn wording(diagnostics: &mut Diagnostics, item: Item) -> Wording {
    record(diagnostics, item, |r| Wording {
        heading: r.need("tieu_de", text),
        self_assessing: r.need("tu_danh_gia", text),
        assessed: r.need("tham_dinh", text),
    })
}

pub(super) fn indicators(diagnostics: &mut Diagnostics, item: Item) -> IndicatorFacts {
    record(diagnostics, item, |r| IndicatorFacts {
        regulation: r.need("quy_dinh", citation),
        bases: r.need("can_cu", citations),
        list: r.need("danh_sach", indicator_list),
    })
}

pub(super) fn indicator_list(diagnostics: &mut Diagnostics, item: Item) -> Vec<Indicator> {
    list(diagnostics, item, |diagnostics, item| {
        record(diagnostics, item, |r| Indicator {
            id: r.need("ma", text),
            name: r.need("ten", text),
            short_name: r.maybe("ten_ngan", text),
            maximum: r.maybe("toi_da", number),
        })
    })
}

pub(super) fn process(diagnostics: &mut Diagnostics, item: Item) -> Process {
    record(diagnostics, item, |r| Process {
        guidance: r.need("huong_dan", process_document),
        team: r.need("to_tham_dinh", team),
        assignment: r.need("phan_cong", process_document),
        reports_received: r.need("nhan_bao_cao", date),
        consultation: r.need("lay_y_kien", process_document),
    })
}

fn process_document(diagnostics: &mut Diagnostics, item: Item) -> ProcessDocument {
    record(diagnostics, item, |r| ProcessDocument {
        number: r.need("so", text),
        date: r.need("ngay", date),
    })
}

fn team(diagnostics: &mut Diagnostics, item: Item) -> Team {
    record(diagnostics, item, |r| Team {
        document: ProcessDocument {
            number: r.need("so", text),
            date: r.need("ngay", date),
        },
        head: r.need("to_truong", text),
        members: r.need("thanh_vien", text),
    })
}

pub(super) fn narrative(diagnostics: &mut Diagnostics, item: Item) -> Narrative {
    record(diagnostics, item, |r| Narrative {
        purpose: r.need("muc_tieu", citation),
        assessment: r.need("noi_dung", markdown),
        shortcomings: r.need("ton_tai", markdown),
        conclusion: r.need("ket_luan", conclusion),
    })
}

/// The conclusion without its closing mark: the program prints `./.`.
fn conclusion(diagnostics: &mut Diagnostics, item: Item) -> Text {
    markdown(diagnostics, item).map(|text| text.trim_end_matches(['.', '/', ' ']).to_owned())
}
