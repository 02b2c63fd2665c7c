//! The decision itself: who issues it, its number and date, who signs, its annex.

use super::super::declared::{Choice, Declared, choices, group};
use super::super::facts::{Fact, Text};
use super::super::keys::Kind;
use crate::diagnostics::Spanned;
use crate::values::PartialDate;

/// Wordings of C25 (NĐ 30/2020 PL I, II).
const URGENCY: [&str; 3] = ["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"];
/// Wordings of C26.
const CIRCULATION: [&str; 2] = ["LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI"];

group! {
    /// `co_quan_ban_hanh`.
    pub Issuer {
        /// Superior body, line by line (C4); may be empty.
        superior: Vec<Text> = maybe "chu_quan" [Kind::Lines] "cơ quan chủ quản ở góc trái trang đầu, từng dòng" "ỦY BAN NHÂN DÂN TỈNH MẪU"
        /// Line by line as in the letterhead (C5); never empty.
        lines: Vec<Text> = need "ten" [Kind::Lines] "tên ở góc trái trang đầu, từng dòng" "[ỦY BAN NHÂN DÂN, TỈNH MẪU]"
        /// In running text.
        full_name: Text = need "ten_day_du" "tên đầy đủ trong lời văn" "Ủy ban nhân dân tỉnh Mẫu"
        /// Who decides (C12 prints it in capitals).
        authority: Text = need "tham_quyen" "người ban hành, in trên các căn cứ" "Chủ tịch Ủy ban nhân dân tỉnh"
        /// The same in full (A4).
        authority_full: Text = need "tham_quyen_day_du" "người ban hành, tên đầy đủ, in ở đầu phụ lục" "Chủ tịch Ủy ban nhân dân tỉnh Mẫu"
        /// Organisation id for the archive (Phụ lục VI).
        organisation_id: Option<Text> = maybe "ma_dinh_danh" "mã định danh cơ quan, ghi vào hồ sơ lưu trữ" "H00.00"
    }
}

group! {
    /// `van_ban`.
    pub DocumentFacts {
        /// The number as printed, once issued: digits, a leading 0 below 10, at most one letter after them.
        number: Option<Text> = maybe "so" [Kind::IssueNumber] "số văn bản do văn thư cấp; khi trình ký thì bỏ" "3203"
        /// Symbol.
        symbol: Text = need "ky_hieu" "ký hiệu" "QĐ-UBND"
        /// Whole or in part.
        date: Spanned<PartialDate> = need "ngay" "ngày ban hành; chưa rõ thì viết tháng và năm" "12/2026"
        /// Place of issue.
        place: Text = need "dia_danh" "địa danh in trước ngày tháng" "Mẫu"
        /// Subject.
        subject: Text = need "trich_yeu" [Kind::Citation] "trích yếu" "Về việc công bố kết quả xếp hạng năm 2026"
        /// C25.
        urgency: Option<Text> = maybe "do_khan" [Kind::Wording(&URGENCY)] "độ khẩn: HỎA TỐC, THƯỢNG KHẨN hoặc KHẨN" "KHẨN"
        /// C26.
        circulation: Option<Text> = maybe "luu_hanh" [Kind::Wording(&CIRCULATION)] "phạm vi lưu hành: LƯU HÀNH NỘI BỘ hoặc XEM XONG TRẢ LẠI" "LƯU HÀNH NỘI BỘ"
        /// C27.
        drafter_mark: Option<Text> = maybe "nguoi_soan" "ký hiệu người soạn thảo, số bản" "NVA.10"
        /// Search words for the file properties.
        keywords: Vec<Text> = maybe "tu_khoa" "từ khóa ghi vào thuộc tính tệp" "xếp hạng"
    }
}

group! {
    /// `de_nghi`.
    pub Proposal {
        /// How the line begins.
        opening: ProposalOpening = maybe "mo_dau" "cách mở đầu dòng này" "theo"
        /// Who proposes.
        proposer: Text = need "nguoi" [Kind::Citation] "người đề nghị" "Giám đốc Sở Nội vụ"
        /// In which document.
        document: Option<Text> = maybe "van_ban" [Kind::Citation] "văn bản đề nghị" "Tờ trình số 222/TTr-SNV"
        /// Its date.
        date: Option<Spanned<PartialDate>> = maybe "ngay" "ngày của văn bản đề nghị" "08/12/2026"
    }
}

group! {
    /// `to_trinh`: the Tờ trình by which the assessing body lays the draft before who decides; its number and date are
    /// those of [`Proposal`].
    pub Submission {
        /// Superior body, line by line; the issuer's own lines when absent.
        superior: Vec<Text> = maybe "chu_quan" [Kind::Lines] "cơ quan chủ quản ở góc trái, từng dòng; bỏ thì in tên cơ quan ban hành Quyết định" "[ỦY BAN NHÂN DÂN, TỈNH MẪU]"
        /// Who submits.
        body: Text = need "co_quan" [Kind::Citation] "cơ quan trình" "Sở Nội vụ"
        /// The same line by line as in the letterhead; in one or two lines of like length when absent.
        lines: Vec<Text> = maybe "ten" [Kind::Lines] "tên cơ quan trình ở góc trái trang đầu, từng dòng; bỏ thì ngắt `co_quan` cho cân" "[SỞ NÔNG NGHIỆP, VÀ MÔI TRƯỜNG]"
        /// Symbol.
        symbol: Text = need "ky_hieu" "ký hiệu của Tờ trình" "TTr-SNV"
        /// To whom; the issuer's authority when absent.
        addressees: Vec<Text> = maybe "kinh_gui" [Kind::list(Kind::Recipient)] "nơi trình; bỏ thì là người ban hành Quyết định" "Chủ tịch Ủy ban nhân dân tỉnh Mẫu"
        /// Subject; that of the decision when absent.
        subject: Option<Text> = maybe "trich_yeu" [Kind::Citation] "trích yếu của Tờ trình; bỏ thì như Quyết định" "Về việc công bố kết quả xếp hạng năm 2026"
        /// What the body adds of its own.
        remarks: Option<Text> = maybe "y_kien" [Kind::Markdown { open_end: false }] "ý kiến riêng của cơ quan trình, viết bằng Markdown" "Các cơ quan đã thống nhất với kết quả."
        /// Recipients beside the addressees.
        recipients: Vec<Text> = maybe "noi_nhan" [Kind::list(Kind::Recipient)] "nơi nhận khác, in sau “Như trên”" "Lãnh đạo Sở"
        /// Where copies are kept.
        filing: Text = need "luu" [Kind::Citation] "nơi lưu" "VT, CCHC"
        /// Who signs.
        signatory: Signatory = need "nguoi_ky" "người ký Tờ trình" ""
    }
}

group! {
    /// `nguoi_ky`.
    pub Signatory {
        /// Signing capacity, line by line; none when the head signs.
        capacity: Vec<Text> = maybe "quyen_han" [Kind::Lines] "quyền hạn khi không phải người đứng đầu trực tiếp ký, từng dòng" "KT. CHỦ TỊCH"
        /// Office.
        office: Text = need "chuc_vu" "chức vụ" "PHÓ CHỦ TỊCH"
        /// Name.
        name: Text = need "ho_ten" "họ tên, không kèm học hàm, học vị" "Nguyễn Văn Mẫu"
    }
}

group! {
    /// `phu_luc`.
    pub AnnexFacts {
        /// How it opens.
        opening: AnnexOpening = maybe "mo_dau" "phụ lục mở đầu bằng gì" "tieu_de"
        /// Title (printed in capitals).
        title: Text = need "tieu_de" "tiêu đề, in chữ hoa" "Kết quả đánh giá, xếp hạng"
        /// Subtitle.
        subtitle: Option<Text> = maybe "tieu_de_phu" "dòng dưới tiêu đề" "Chỉ số cải cách hành chính năm 2026"
        /// Whether each annex is a file of its own (A7).
        own_file: bool = maybe "tep_rieng" "mỗi phụ lục là một tệp riêng, chừa dòng đầu trang cho hệ thống ký số" "true"
    }
}

group! {
    /// `sua_doi`: facts of the decision that amends an issued one, each in place of the issued one's.
    pub AmendingFacts {
        /// Number.
        number: Option<Text> = maybe "so" [Kind::IssueNumber] "số của quyết định sửa đổi" "15"
        /// Date.
        date: Option<Spanned<PartialDate>> = maybe "ngay" "ngày của quyết định sửa đổi" "01/2027"
        /// Those of the issued decision when absent.
        legal_bases: Option<Vec<Text>> = maybe "can_cu" [Kind::list(Kind::Basis)] "các căn cứ" ""
        /// None when absent, for the issued decision's proposal is another one.
        proposal: Option<Proposal> = maybe "de_nghi" "ai đề nghị sửa đổi" ""
        /// Those of the issued decision when absent.
        recipients: Option<Vec<Text>> = maybe "noi_nhan" [Kind::list(Kind::Recipient)] "nơi nhận" ""
        /// That of the issued decision when absent.
        signatory: Option<Signatory> = maybe "nguoi_ky" "người ký" ""
    }
}

/// How the line of the proposal begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProposalOpening {
    /// As the set has it.
    #[default]
    Usual,
    /// `Xét đề nghị của`.
    Considering,
    /// `Theo đề nghị của`.
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
    /// With its title (the user's custom).
    #[default]
    Title,
    /// With the word `Phụ lục` (A2).
    Label,
    /// With the two-column head, as a document issued with the decision (A6).
    Form13,
}

impl Choice for AnnexOpening {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("tieu_de", Self::Title, "tiêu đề (mặc định)"),
        ("phu_luc", Self::Label, "chữ “Phụ lục”"),
        ("mau_1_3", Self::Form13, "tên cơ quan, Quốc hiệu (Mẫu 1.3)"),
    ];
}

choices!(ProposalOpening, AnnexOpening);
