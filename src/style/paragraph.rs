//! How the paragraph of each role looks: one row of a table for each.

use super::table;
use crate::document::Role;
use crate::units::{Mm, Pt};

/// How lines of a paragraph stand between the edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush on both sides, the last line left.
    Justify,
    /// Flush right.
    Right,
}

/// Length of the drawn line below a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RuleBelow {
    /// As long as the paragraph's last line (C3).
    FullLine,
    /// This part of the last line's length (C6, C11: 1/3 to 1/2).
    PartOfLine(f32),
    /// A fixed length (A5).
    Length(Mm),
}

/// Everything that decides how a paragraph of one role looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParagraphStyle {
    /// Stable id of the Word style (ASCII).
    pub id: &'static str,
    /// Vietnamese name of the Word style, without a comma (built-in roles carry Word's own English name).
    pub name: &'static str,
    /// Font size.
    pub size: Pt,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Alignment.
    pub align: Align,
    /// Indent of all lines.
    pub left_indent: Mm,
    /// Indent of the first line, beyond that of all lines.
    pub first_line_indent: Mm,
    /// Clear space above (not at the top of a page).
    pub space_before: Pt,
    /// Clear space below. Between two paragraphs Word adds the two (contextual spacing off).
    pub space_after: Pt,
    /// Line pitch as a multiple of the font's own line height (1 = single).
    pub line_spacing: f32,
    /// Never the last on a page.
    pub keep_with_next: bool,
    /// Never split over pages.
    pub keep_together: bool,
    /// The drawn line below it.
    pub rule_below: Option<RuleBelow>,
}

const BASE: ParagraphStyle = ParagraphStyle {
    id: "Normal",
    name: "Normal",
    size: Pt(14.0),
    bold: false,
    italic: false,
    align: Align::Left,
    left_indent: Mm(0.0),
    first_line_indent: Mm(0.0),
    space_before: Pt(0.0),
    space_after: Pt(0.0),
    line_spacing: 1.0,
    keep_with_next: false,
    keep_together: false,
    rule_below: None,
};

const CENTERED_BOLD: ParagraphStyle = ParagraphStyle {
    bold: true,
    align: Align::Center,
    keep_with_next: true,
    keep_together: true,
    ..BASE
};

/// Body text (C16): 14 pt, justified, indent 1.27 cm, 6 pt between paragraphs. All of it below:
/// readers disagree whether space below and space above add up, so no style that follows text
/// has both.
const TEXT: ParagraphStyle = ParagraphStyle {
    align: Align::Justify,
    first_line_indent: Mm(12.7),
    space_after: Pt(6.0),
    ..BASE
};

/// How much further each level of a list is set in.
const LIST_STEP: Mm = Mm(10.0);

const HEADING: ParagraphStyle = ParagraphStyle {
    bold: true,
    keep_with_next: true,
    keep_together: true,
    ..TEXT
};

/// How far `Kính gửi:` is set in above several addressees.
const ADDRESSEES_INDENT: Mm = Mm(30.0);
/// Width of `Kính gửi` at 14 pt: the dashes below stand under the colon (C28).
const UP_TO_COLON: Mm = Mm(17.4);

const CELL: ParagraphStyle = ParagraphStyle {
    size: table::NORMAL,
    keep_together: true,
    ..BASE
};

/// Declares the table: role, id and name of its style, and the style it varies. All of a role is said in its row.
macro_rules! styles {
    ($($role:ident: $id:literal, $name:literal, $base:ident { $($field:ident: $value:expr),* };)*) => {
        /// The style of a role. Sizes are the decree's sample sizes.
        #[must_use]
        pub const fn paragraph(role: Role) -> ParagraphStyle {
            match role {
                $(Role::$role => ParagraphStyle { id: $id, name: $name, $($field: $value,)* ..$base },)*
            }
        }
    };
}

styles! {
    NationalName:    "QuocHieu",         "Quốc hiệu",                 CENTERED_BOLD { size: Pt(12.0) };
    Motto:           "TieuNgu",          "Tiêu ngữ",                  CENTERED_BOLD {
        size: Pt(13.0), rule_below: Some(RuleBelow::FullLine)
    };
    SuperiorBody:    "CoQuanChuQuan",    "Cơ quan chủ quản",          CENTERED_BOLD {
        size: Pt(12.0), bold: false
    };
    IssuingBody:     "CoQuanBanHanh",    "Cơ quan ban hành",          CENTERED_BOLD {
        size: Pt(12.0), rule_below: Some(RuleBelow::PartOfLine(0.4))
    };
    Number:          "SoKyHieu",         "Số ký hiệu",                BASE {
        size: Pt(13.0), align: Align::Center
    };
    PlaceDate:       "DiaDanhNgayThang", "Địa danh ngày tháng",       BASE {
        size: Pt(13.0), italic: true, align: Align::Center
    };
    Urgency:         "DoKhan",           "Độ khẩn",                   CENTERED_BOLD { size: Pt(13.0) };
    Circulation:     "PhamViLuuHanh",    "Phạm vi lưu hành",          CENTERED_BOLD { size: Pt(13.0) };
    DocumentType:    "TenLoai",          "Tên loại văn bản",          CENTERED_BOLD {};
    Subject:         "TrichYeu",         "Trích yếu",                 CENTERED_BOLD {
        space_after: Pt(14.0), rule_below: Some(RuleBelow::PartOfLine(0.4))
    };
    Authority:       "ThamQuyen",        "Thẩm quyền ban hành",       CENTERED_BOLD { space_after: Pt(6.0) };
    LegalBasis:      "CanCu",            "Căn cứ",                    TEXT { italic: true };
    Order:           "QuyetDinh",        "Lời quyết định",            CENTERED_BOLD { space_after: Pt(6.0) };
    Article:         "Dieu",             "Điều",                      TEXT {};
    Body:            "BodyText",         "Body Text",                 TEXT {};
    ListItem:        "GachDauDong",      "Gạch đầu dòng",             TEXT {};
    ListItem2:       "GachDauDong2",     "Gạch đầu dòng 2",           TEXT { left_indent: LIST_STEP };
    ListItem3:       "GachDauDong3",     "Gạch đầu dòng 3",           TEXT {
        left_indent: Mm(2.0 * LIST_STEP.0)
    };
    AnnexLabel:      "NhanPhuLuc",       "Nhãn phụ lục",              CENTERED_BOLD {};
    AnnexTitle:      "TieuDePhuLuc",     "Tiêu đề phụ lục",           CENTERED_BOLD {};
    AnnexSubtitle:   "TieuDePhuPhuLuc",  "Tiêu đề phụ của phụ lục",   CENTERED_BOLD {};
    AnnexReference:  "KemTheo",          "Kèm theo Quyết định",       CENTERED_BOLD {
        bold: false, italic: true, space_after: Pt(14.0), rule_below: Some(RuleBelow::Length(Mm(45.0)))
    };
    SigningLine:     "DongKySo",         "Dòng ký số phụ lục",        BASE {
        size: Pt(10.0), align: Align::Right, keep_with_next: true
    };
    Addressee:       "KinhGui",          "Kính gửi",                  CENTERED_BOLD {
        bold: false, space_after: Pt(12.0)
    };
    Addressees:      "KinhGuiNhieuNoi",  "Kính gửi nhiều nơi",        BASE {
        left_indent: ADDRESSEES_INDENT, space_after: Pt(6.0), keep_with_next: true
    };
    AddresseeItem:   "NoiKinhGui",       "Nơi kính gửi",              BASE {
        left_indent: Mm(ADDRESSEES_INDENT.0 + UP_TO_COLON.0), space_after: Pt(6.0), keep_with_next: true
    };
    Heading1:        "Heading1",         "heading 1",                 HEADING {};
    Heading2:        "Heading2",         "heading 2",                 HEADING {};
    Heading3:        "Heading3",         "heading 3",                 HEADING {};
    TableHeader:     "TieuDeBang",       "Tiêu đề bảng",              CELL { bold: true };
    TableCell:       "NoiDungBang",      "Nội dung bảng",             CELL {};
    TableTier:       "MucTrongBang",     "Mức trong bảng",            CELL { bold: true };
    Caption:         "Caption",          "caption",                   BASE {
        size: Pt(13.0), italic: true, align: Align::Center, space_before: Pt(6.0), space_after: Pt(6.0), keep_together: true
    };
    Capacity:        "QuyenHanChucVu",   "Quyền hạn chức vụ",         CENTERED_BOLD { keep_with_next: false };
    SignerName:      "HoTenNguoiKy",     "Họ tên người ký",           CENTERED_BOLD { keep_with_next: false };
    RecipientsTitle: "NoiNhan",          "Nơi nhận",                  BASE {
        size: Pt(12.0), bold: true, italic: true
    };
    Recipient:       "DanhSachNoiNhan",  "Danh sách nơi nhận",        BASE {
        size: Pt(11.0), keep_together: true
    };
    DrafterMark:     "NguoiSoanThao",    "Người soạn thảo và số bản", BASE {
        size: Pt(11.0), space_before: Pt(6.0)
    };
}

/// The style of a paragraph in a table whose text has this size.
#[must_use]
pub fn in_table(size: Pt, role: Role) -> ParagraphStyle {
    let style = paragraph(role);
    let size = if role == Role::Caption {
        style.size
    } else {
        size
    };
    ParagraphStyle { size, ..style }
}
