//! The keys of the decision itself.

use super::super::model::{
    AmendingFacts, DocumentFacts, Issuer, Proposal, Province, Signatory, Text,
};
use super::super::number::parse_number;
use super::super::text::{one_line, without_closing_mark};
use super::values::{date, lines, list, parsed, text, texts_or_none};
use super::{Item, record};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// Wordings of C25 (NĐ 30/2020 PL I, II).
const URGENCY: [&str; 3] = ["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"];
/// Wordings of C26.
const CIRCULATION: [&str; 2] = ["LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI"];

pub(super) fn province(diagnostics: &mut Diagnostics, item: Item) -> Province {
    record(diagnostics, item, |r| Province {
        name: r.need("ten", text),
    })
}

pub(super) fn issuer(diagnostics: &mut Diagnostics, item: Item) -> Issuer {
    record(diagnostics, item, |r| Issuer {
        superior: r.maybe("chu_quan", lines).unwrap_or_default(),
        lines: r.need("ten", lines),
        full_name: r.need("ten_day_du", text),
        short_name: r.need("ten_viet_tat", text),
        authority: r.need("tham_quyen", text),
        authority_full: r.need("tham_quyen_day_du", text),
        organisation_id: r.maybe("ma_dinh_danh", text),
    })
}

pub(super) fn document(diagnostics: &mut Diagnostics, item: Item) -> DocumentFacts {
    record(diagnostics, item, |r| DocumentFacts {
        number: r.maybe("so", issue_number),
        symbol: r.need("ky_hieu", text),
        date: r.need("ngay", date),
        place: r.need("dia_danh", text),
        subject: r.need("trich_yeu", text),
        urgency: r.maybe("do_khan", |d, item| legal_wording(d, item, &URGENCY)),
        circulation: r.maybe("luu_hanh", |d, item| legal_wording(d, item, &CIRCULATION)),
        drafter_mark: r.maybe("nguoi_soan", text),
        keywords: r.maybe("tu_khoa", texts_or_none).unwrap_or_default(),
    })
}

fn issue_number(diagnostics: &mut Diagnostics, item: Item) -> Text {
    let span = item.span();
    parsed(diagnostics, item, String::new(), |raw| {
        parse_number(raw).ok_or_else(|| {
            Diagnostic::error("HS021", format!("`{raw}` không phải là số văn bản"))
                .at(span, "chỉ gồm chữ số, có thể thêm một chữ cái ở cuối")
                .with_note("ký hiệu (QĐ-UBND) viết ở khóa `ky_hieu`, chương trình tự ghép thành `Số: 3203/QĐ-UBND`")
                .with_remedy("viết như `so: 3203`; chưa có số thì bỏ khóa này")
        })
    })
}

fn legal_wording(diagnostics: &mut Diagnostics, item: Item, wordings: &[&str]) -> Text {
    let span = item.span();
    parsed(diagnostics, item, String::new(), |raw| {
        let typed = raw.to_uppercase();
        let found = wordings.iter().find(|wording| **wording == typed);
        found.map(|wording| (*wording).to_owned()).ok_or_else(|| {
            Diagnostic::error("HS023", format!("`{}` không có mức `{raw}`", item.name))
                .at(span, "không có trong Nghị định 30/2020/NĐ-CP")
                .with_remedy(format!("viết một trong: {}", wordings.join(", ")))
        })
    })
}

/// Legal bases keep their closing mark; a leading `Căn cứ` is dropped, for the program prints it.
pub(super) fn legal_bases(diagnostics: &mut Diagnostics, item: Item) -> Vec<Text> {
    list(diagnostics, item, |diagnostics, item| {
        text(diagnostics, item).map(|basis| {
            let bare = basis.strip_prefix("Căn cứ ").map(str::to_owned);
            bare.unwrap_or(basis)
        })
    })
}

/// Recipients without the dash and the closing mark, which the program prints.
pub(super) fn recipients(diagnostics: &mut Diagnostics, item: Item) -> Vec<Text> {
    list(diagnostics, item, |diagnostics, item| {
        text(diagnostics, item).map(|line| {
            let line = one_line(line.trim_start_matches(['-', ' ']));
            without_closing_mark(&line).to_owned()
        })
    })
}

pub(super) fn proposal(diagnostics: &mut Diagnostics, item: Item) -> Proposal {
    record(diagnostics, item, |r| Proposal {
        proposer: r.need("nguoi", text),
        document: r.need("van_ban", text),
        date: r.need("ngay", date),
    })
}

pub(super) fn amending(diagnostics: &mut Diagnostics, item: Item) -> AmendingFacts {
    record(diagnostics, item, |r| AmendingFacts {
        number: r.maybe("so", issue_number),
        date: r.maybe("ngay", date),
        legal_bases: r.maybe("can_cu", legal_bases),
        proposal: r.maybe("de_nghi", proposal),
        recipients: r.maybe("noi_nhan", recipients),
        signatory: r.maybe("nguoi_ky", signatory),
    })
}

pub(super) fn signatory(diagnostics: &mut Diagnostics, item: Item) -> Signatory {
    record(diagnostics, item, |r| Signatory {
        capacity: r.maybe("quyen_han", lines).unwrap_or_default(),
        office: r.need("chuc_vu", text),
        name: r.need("ho_ten", text),
    })
}
