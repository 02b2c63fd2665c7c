//! Dossiers that hold all there is to print.

use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::document::SectionKind;
use quyet_dinh::inner::dossier::{Applied, Input};
use quyet_dinh::inner::drafting::{BuiltIn, DraftOptions};
use quyet_dinh::inner::pipeline::{self, Scored};
use quyet_dinh::inner::revision::{self, Amendment, Citation, SentenceChange};

use super::common;

/// Sơn La's dossier with number, date and all that may be left out.
pub fn issued() -> String {
    let edits = [
        (
            "  # so: 3203",
            "  so: 3203\n  do_khan: KHẨN\n  luu_hanh: LƯU HÀNH NỘI BỘ\n  nguoi_soan: NVA.10",
        ),
        ("ngay: 12/2021", "ngay: 24/12/2021"),
        (
            "co_quan_ban_hanh:\n",
            "co_quan_ban_hanh:\n  chu_quan: CHÍNH PHỦ\n",
        ),
        ("de_nghi:\n", "de_nghi:\n  mo_dau: theo\n"),
        (
            "# to_trinh:\n",
            "to_trinh:\n  co_quan: Sở Thông tin và Truyền thông\n  ky_hieu: TTr-STTTT\n  y_kien: Kết quả đã được các cơ quan thống nhất.\n  \
             noi_nhan: [Lãnh đạo Sở]\n  luu: VT, CNTT\n  nguoi_ky:\n    quyen_han: KT. GIÁM ĐỐC\n    \
             chuc_vu: PHÓ GIÁM ĐỐC\n    ho_ten: Nguyễn Văn Mẫu\n#\n",
        ),
    ];
    edits
        .into_iter()
        .fold(common::SON_LA.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "nothing to edit: {old}");
            text.replacen(old, new, 1)
        })
}

/// The dossier with indicators, its first block with a list of its own.
pub fn own_indicators() -> String {
    let (_, list) = common::DETAILED
        .split_once("  danh_sach:\n")
        .expect("a list");
    let lines = list.lines().take_while(|line| line.starts_with("    "));
    let own: String = lines.map(|line| format!("  {line}\n")).collect();
    common::DETAILED.replacen(
        "    cap: tham mưu tổng hợp\n",
        &format!("    cap: tham mưu tổng hợp\n    chi_so:\n{own}"),
        1,
    )
}

/// The dossier with indicators and a list of its own, with weights, agencies of every kind and the year before.
pub fn all_kinds() -> String {
    let edits = [
        (
            "  trung_binh_chung: theo_co_quan\n",
            "  xep_hang_chung: true\n  trung_binh_chung: trich_dan\n  trich_dan: {diem: 79.4, nguon: Báo cáo số 5/BC-SKHCN}\n",
        ),
        (
            "      - ten: Sở Nội vụ\n",
            "      - ten: Sở Dân tộc và Tôn giáo\n        khong_danh_gia: mới thành lập\n      \
             - ten: Sở Nội vụ\n        muc: {ten: Khá, ly_do: có công chức bị kỷ luật}\n",
        ),
        (
            "      - ten: Sở Xây dựng\n",
            "      - ten: Sở Xây dựng\n        khong_xep_hang: đang sắp xếp tổ chức\n",
        ),
    ];
    let text = edits
        .into_iter()
        .fold(own_indicators(), |text, (old, new)| {
            assert!(text.contains(old), "nothing to edit: {old}");
            text.replacen(old, new, 1)
        });
    let mut weighted = String::new();
    for line in text.lines() {
        weighted += &format!("{line}\n");
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with("toi_da: ") {
            weighted += &format!("{:indent$}trong_so: 1\n", "");
        }
    }
    weighted
        + "\nnam_truoc:\n  nam: 2024\n  khoi:\n    - {ma: so, trung_binh: 75.5, co_quan: [{ten: Sở Tài chính, hang: 9, diem: 80.5, muc: Khá}, \
           {ten: Sở Y tế, hang: 1, diem: 90.5, muc: Tốt}]}\n"
}

/// Sơn La's dossier with a correction of every kind.
pub fn changed() -> String {
    let common = "ngay: 05/01/2022, nguoi_de_nghi: UBND huyện Vân Hồ, van_ban: Công văn số 12/UBND-VHTT, ly_do: bổ sung tài liệu kiểm chứng";
    format!(
        "{}\ndieu_chinh:\n  - {{{common}, co_quan: UBND huyện Vân Hồ, tu: 67.4, thanh: 70.1}}\n  \
         - {{{common}, co_quan: Ban Dân tộc, tu: 88.7, thanh: 89.7}}\n  - {{{common}, co_quan: Ban Dân tộc, doi_ten: Sở Dân tộc và Tôn giáo}}\n",
        common::SON_LA
    )
}

/// The dossier with indicators, the points of one corrected.
pub fn rescored() -> String {
    format!(
        "{}\ndieu_chinh:\n  - {{ngay: 2027, nguoi_de_nghi: Văn phòng UBND tỉnh, van_ban: Công văn số 12/VP, ly_do: bổ sung tài liệu, \
         co_quan: Văn phòng UBND tỉnh, chi_so: du_lieu, tu: 12.75, thanh: 13}}\n",
        common::DETAILED
    )
}

/// What the decision that amends that of this dossier prints.
pub fn amending(text: &str) -> DraftOptions {
    let set = BuiltIn::DigitalGovernment.set();
    let state = |applied| -> Scored {
        let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
        let input = Input {
            applied,
            ..Input::new("ho-so.yaml", text, &set)
        };
        let read = pipeline::read(input, |_| (), &mut sources, &mut found);
        read.unwrap_or_else(|| panic!("{}", render(&found, &sources)))
    };
    let (old, new) = (state(Applied::First(0)), state(Applied::All));
    let citation = |number: &str| Citation {
        number: number.to_owned(),
        symbol: "QĐ-UBND".to_owned(),
        date: chrono::NaiveDate::from_ymd_opt(2021, 12, 24).expect("a day"),
        authority: "Chủ tịch Ủy ban nhân dân tỉnh Sơn La".to_owned(),
        subject: "Về việc phê duyệt kết quả đánh giá, xếp hạng".to_owned(),
    };
    let sentence = SentenceChange {
        section: SectionKind::Annex,
        label: "Phụ lục".to_owned(),
        heading: Some("C.1".to_owned()),
        in_table: false,
        old: Some("Điểm trung bình là 79,4/100 điểm.".to_owned()),
        new: Some("Điểm trung bình là 79,5/100 điểm.".to_owned()),
    };
    let amendment = Amendment {
        decision: citation("3203"),
        earlier: vec![citation("41")],
        changes: revision::compare(
            (&old.dossier, &old.standings),
            (&new.dossier, &new.standings),
        ),
        sentences: vec![sentence],
    };
    DraftOptions {
        amendment: Some(amendment),
        ..DraftOptions::default()
    }
}
