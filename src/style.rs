//! The layout rules of Nghị định 30/2020/NĐ-CP as one table of values, read by both writers.
//!
//! Codes in brackets (P2, C10 ...) are the rules' codes in `docs/conformance.md`.

use crate::document::{Column, Orientation, Role, TableKind};
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

/// The page (P1, P2, P2t), in millimetres.
pub mod page {
    use super::Orientation;
    use crate::units::Mm;

    /// Width of A4.
    pub const WIDTH: Mm = Mm(210.0);
    /// Height of A4.
    pub const HEIGHT: Mm = Mm(297.0);
    /// Top margin.
    pub const TOP: Mm = Mm(20.0);
    /// Bottom margin.
    pub const BOTTOM: Mm = Mm(20.0);
    /// Left margin.
    pub const LEFT: Mm = Mm(30.0);
    /// Right margin.
    pub const RIGHT: Mm = Mm(20.0);
    /// Width of the text.
    pub const TEXT_WIDTH: Mm = Mm(WIDTH.0 - LEFT.0 - RIGHT.0);
    /// Height of the text.
    pub const TEXT_HEIGHT: Mm = Mm(HEIGHT.0 - TOP.0 - BOTTOM.0);
    /// From the upper edge of the paper to the top of the page number's line (P4).
    pub const NUMBER_TOP: Mm = Mm(10.0);

    /// A sheet of paper as it is read, with its margins.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Sheet {
        /// Width.
        pub width: Mm,
        /// Height.
        pub height: Mm,
        /// Top margin.
        pub top: Mm,
        /// Bottom margin.
        pub bottom: Mm,
        /// Left margin.
        pub left: Mm,
        /// Right margin.
        pub right: Mm,
    }

    /// The sheet turned this way; the margins turn with it, the binding edge to the top (P2t).
    #[must_use]
    pub const fn sheet(orientation: Orientation) -> Sheet {
        match orientation {
            Orientation::Portrait => Sheet {
                width: WIDTH,
                height: HEIGHT,
                top: TOP,
                bottom: BOTTOM,
                left: LEFT,
                right: RIGHT,
            },
            Orientation::Landscape => Sheet {
                width: HEIGHT,
                height: WIDTH,
                top: LEFT,
                bottom: RIGHT,
                left: BOTTOM,
                right: TOP,
            },
        }
    }

    impl Sheet {
        /// Width of the text.
        #[must_use]
        pub const fn text_width(self) -> Mm {
            Mm(self.width.0 - self.left.0 - self.right.0)
        }

        /// Height of the text.
        #[must_use]
        pub const fn text_height(self) -> Mm {
            Mm(self.height.0 - self.top.0 - self.bottom.0)
        }
    }
}

/// Size of the page number (P4: 13-14, upright).
pub const PAGE_NUMBER_SIZE: Pt = Pt(14.0);
/// Font family named in the DOCX (P3).
pub const FONT_NAME: &str = "Times New Roman";
/// Thickness of drawn lines and of table borders.
pub const LINE_WIDTH: Pt = Pt(0.5);
/// From the bottom of the last line's box to the drawn line below it.
pub const RULE_GAP: Pt = Pt(2.5);
/// Red of the urgency stamp (C25), as sRGB bytes.
pub const URGENCY_RED: [u8; 3] = [0xFF, 0x00, 0x00];
/// Light grey of the draft mark, as sRGB bytes.
pub const DRAFT_GREY: [u8; 3] = [0xD9, 0xD9, 0xD9];
/// Largest size of the draft mark's letters; it shrinks to fit the page's diagonal.
pub const DRAFT_MARK_SIZE: Pt = Pt(80.0);
/// How far the draft mark's base line lies below the middle, as a part of the letters' ascent.
pub const DRAFT_MARK_SINK: f32 = 0.35;
/// Lines of a paragraph that stay together at the foot or the head of a page.
pub const WIDOW_ORPHAN_LINES: usize = 2;

/// The letterhead's two columns.
pub mod letterhead {
    use crate::units::{Mm, Pt};
    /// Width of the issuing body's column.
    pub const LEFT_WIDTH: Mm = Mm(65.0);
    /// Width of the national name's column.
    pub const RIGHT_WIDTH: Mm = Mm(95.0);
    /// Clear space between the heads (with their lines) and the number's row.
    pub const NUMBER_ROW_GAP: Pt = Pt(8.0);
    /// Clear space below the letterhead.
    pub const SPACE_AFTER: Pt = Pt(12.0);
    /// Frame of an urgency stamp: width by its wording, and height (C25).
    pub const STAMP_HEIGHT: Mm = Mm(8.0);
    /// Clear space between the number (or a stamp) and the stamp below it.
    pub const STAMP_GAP: Pt = Pt(4.0);
    /// Clear space on each side of the words in the frame of C26.
    pub const STAMP_PADDING: Mm = Mm(2.0);

    /// Width of an urgency stamp's frame (C25).
    #[must_use]
    pub fn stamp_width(text: &str) -> Mm {
        match text {
            "HỎA TỐC" => Mm(30.0),
            "KHẨN" => Mm(20.0),
            _ => Mm(40.0),
        }
    }
}

pub mod signature;

/// Tables.
pub mod table {
    use super::{Column, TableKind};
    use crate::units::{Mm, Pt};

    /// Clear space between a cell's side edge and its text.
    pub const CELL_PADDING_X: Mm = Mm(1.5);
    /// Clear space above and below a cell's text.
    pub const CELL_PADDING_Y: Pt = Pt(2.0);
    /// Clear space above a table.
    pub const SPACE_BEFORE: Pt = Pt(6.0);
    /// Clear space below a table that has no caption.
    pub const SPACE_AFTER: Pt = Pt(6.0);
    /// Height of the shares table's corner cell, at the least.
    pub const CORNER_HEIGHT: Mm = Mm(14.0);

    /// The name column gives way down to this width, or to its longest syllable.
    pub const NAME_FLOOR: Mm = Mm(30.0);
    /// Text of a table.
    pub const NORMAL: Pt = Pt(13.0);
    /// Text of a table with narrow columns.
    pub const SMALL: Pt = Pt(12.0);
    /// The smallest text in a table.
    pub const SMALLEST: Pt = Pt(11.0);
    /// All sizes of text in tables, from the largest.
    pub const SIZES: [Pt; 3] = [NORMAL, SMALL, SMALLEST];
    /// Room a column has beyond its widest piece of text: half a border on each side.
    pub const SLACK: Pt = super::LINE_WIDTH;

    /// Size of the text in a table of this kind, unless it has to be smaller: detailed tables and
    /// tables of changes have narrow columns.
    #[must_use]
    pub const fn usual_size(kind: TableKind) -> Pt {
        match kind {
            TableKind::Detail | TableKind::Changes => SMALL,
            TableKind::Standings | TableKind::Ranking | TableKind::Shares | TableKind::Text => {
                NORMAL
            }
        }
    }

    /// Widths the columns would like in a text area of this width, which they fill; `None` if that
    /// is up to their text.
    #[must_use]
    pub fn column_widths(
        kind: TableKind,
        columns: &[Column],
        asked: &[Option<Mm>],
        available: Mm,
    ) -> Option<Vec<Mm>> {
        if kind == TableKind::Text {
            return None;
        }
        let fixed: Vec<Option<f32>> = (0..columns.len())
            .map(|at| {
                let asked = asked.get(at).copied().flatten().map(|width| width.0);
                asked.or_else(|| fixed_width(kind, columns, at, available.0))
            })
            .collect();
        let taken: f32 = fixed.iter().flatten().sum();
        let others = fixed.iter().filter(|width| width.is_none()).count();
        let each = (available.0 - taken).max(0.0) / others.max(1) as f32;
        // where every width is asked for, the table is as wide as the text all the same
        let grown = if others == 0 {
            available.0 / taken
        } else {
            1.0
        };
        let widths = fixed.into_iter();
        Some(
            widths
                .map(|width| Mm(width.map_or(each, |width| width * grown)))
                .collect(),
        )
    }

    /// The width that a column has whatever the others leave, in mm.
    fn fixed_width(kind: TableKind, columns: &[Column], at: usize, available: f32) -> Option<f32> {
        const POSITION: f32 = 13.0;
        const TOTAL: f32 = 17.0;
        let figures = || columns.iter().filter(|column| **column == Column::Figures);
        match (kind, columns.get(at)?) {
            (TableKind::Standings, Column::Position) => Some(15.0),
            (TableKind::Standings, Column::Figures) => Some(50.0),
            (TableKind::Ranking, Column::Position) => Some(15.0),
            (TableKind::Ranking, Column::Name) => None,
            // names take what the others leave, and should have room for most in one line
            (TableKind::Ranking, _) => {
                const NAMES: f32 = 85.0;
                let has_position = columns.contains(&Column::Position);
                let others = columns.len().saturating_sub(1 + usize::from(has_position));
                let room = available - NAMES - if has_position { 15.0 } else { 0.0 };
                Some((room / others.max(1) as f32).clamp(16.0, 36.0))
            }
            (TableKind::Shares, Column::Name) => Some(40.0),
            (TableKind::Detail, Column::Position) => Some(POSITION),
            (TableKind::Detail, Column::Total) => Some(TOTAL),
            // names take what narrow figure columns leave, from 46 to 70 mm
            (TableKind::Detail, Column::Name) => {
                let figures = figures().count() as f32 * 18.0;
                Some((available - POSITION - TOTAL - figures).clamp(46.0, 70.0))
            }
            (TableKind::Changes, Column::Name) => None,
            (TableKind::Changes, _) => match columns.len() {
                8 => [12.0, 0.0, 15.0, 15.0, 11.5, 11.5, 21.5, 21.5]
                    .get(at)
                    .copied(),
                4 => [13.0, 0.0, 25.0, 25.0].get(at).copied(),
                _ => (at == 0).then_some(26.0),
            },
            _ => None,
        }
    }
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

/// The style of a role. Sizes are the decree's sample sizes.
#[must_use]
pub const fn paragraph(role: Role) -> ParagraphStyle {
    match role {
        Role::NationalName => ParagraphStyle {
            id: "QuocHieu",
            name: "Quốc hiệu",
            size: Pt(12.0),
            ..CENTERED_BOLD
        },
        Role::Motto => ParagraphStyle {
            id: "TieuNgu",
            name: "Tiêu ngữ",
            size: Pt(13.0),
            rule_below: Some(RuleBelow::FullLine),
            ..CENTERED_BOLD
        },
        Role::SuperiorBody => ParagraphStyle {
            id: "CoQuanChuQuan",
            name: "Cơ quan chủ quản",
            size: Pt(12.0),
            bold: false,
            ..CENTERED_BOLD
        },
        Role::IssuingBody => ParagraphStyle {
            id: "CoQuanBanHanh",
            name: "Cơ quan ban hành",
            size: Pt(12.0),
            rule_below: Some(RuleBelow::PartOfLine(0.4)),
            ..CENTERED_BOLD
        },
        Role::Number => ParagraphStyle {
            id: "SoKyHieu",
            name: "Số ký hiệu",
            size: Pt(13.0),
            align: Align::Center,
            ..BASE
        },
        Role::PlaceDate => ParagraphStyle {
            id: "DiaDanhNgayThang",
            name: "Địa danh ngày tháng",
            size: Pt(13.0),
            italic: true,
            align: Align::Center,
            ..BASE
        },
        Role::Urgency => ParagraphStyle {
            id: "DoKhan",
            name: "Độ khẩn",
            size: Pt(13.0),
            ..CENTERED_BOLD
        },
        Role::Circulation => ParagraphStyle {
            id: "PhamViLuuHanh",
            name: "Phạm vi lưu hành",
            size: Pt(13.0),
            ..CENTERED_BOLD
        },
        Role::DocumentType => ParagraphStyle {
            id: "TenLoai",
            name: "Tên loại văn bản",
            ..CENTERED_BOLD
        },
        Role::Subject => ParagraphStyle {
            id: "TrichYeu",
            name: "Trích yếu",
            space_after: Pt(14.0),
            rule_below: Some(RuleBelow::PartOfLine(0.4)),
            ..CENTERED_BOLD
        },
        Role::Authority => ParagraphStyle {
            id: "ThamQuyen",
            name: "Thẩm quyền ban hành",
            space_after: Pt(6.0),
            ..CENTERED_BOLD
        },
        Role::LegalBasis => ParagraphStyle {
            id: "CanCu",
            name: "Căn cứ",
            italic: true,
            ..TEXT
        },
        Role::Order => ParagraphStyle {
            id: "QuyetDinh",
            name: "Lời quyết định",
            space_after: Pt(6.0),
            ..CENTERED_BOLD
        },
        Role::Article => ParagraphStyle {
            id: "Dieu",
            name: "Điều",
            ..TEXT
        },
        Role::Body => ParagraphStyle {
            id: "BodyText",
            name: "Body Text",
            ..TEXT
        },
        Role::ListItem => ParagraphStyle {
            id: "GachDauDong",
            name: "Gạch đầu dòng",
            ..TEXT
        },
        Role::ListItem2 => ParagraphStyle {
            id: "GachDauDong2",
            name: "Gạch đầu dòng 2",
            left_indent: LIST_STEP,
            ..TEXT
        },
        Role::ListItem3 => ParagraphStyle {
            id: "GachDauDong3",
            name: "Gạch đầu dòng 3",
            left_indent: Mm(2.0 * LIST_STEP.0),
            ..TEXT
        },
        Role::AnnexLabel => ParagraphStyle {
            id: "NhanPhuLuc",
            name: "Nhãn phụ lục",
            ..CENTERED_BOLD
        },
        Role::AnnexTitle => ParagraphStyle {
            id: "TieuDePhuLuc",
            name: "Tiêu đề phụ lục",
            ..CENTERED_BOLD
        },
        Role::AnnexSubtitle => ParagraphStyle {
            id: "TieuDePhuPhuLuc",
            name: "Tiêu đề phụ của phụ lục",
            ..CENTERED_BOLD
        },
        Role::AnnexReference => ParagraphStyle {
            id: "KemTheo",
            name: "Kèm theo Quyết định",
            bold: false,
            italic: true,
            space_after: Pt(14.0),
            rule_below: Some(RuleBelow::Length(Mm(45.0))),
            ..CENTERED_BOLD
        },
        Role::SigningLine => ParagraphStyle {
            id: "DongKySo",
            name: "Dòng ký số phụ lục",
            size: Pt(10.0),
            align: Align::Right,
            keep_with_next: true,
            ..BASE
        },
        Role::Addressee => ParagraphStyle {
            id: "KinhGui",
            name: "Kính gửi",
            bold: false,
            space_after: Pt(12.0),
            ..CENTERED_BOLD
        },
        Role::Addressees => ParagraphStyle {
            id: "KinhGuiNhieuNoi",
            name: "Kính gửi nhiều nơi",
            left_indent: ADDRESSEES_INDENT,
            space_after: Pt(6.0),
            keep_with_next: true,
            ..BASE
        },
        Role::AddresseeItem => ParagraphStyle {
            id: "NoiKinhGui",
            name: "Nơi kính gửi",
            left_indent: Mm(ADDRESSEES_INDENT.0 + UP_TO_COLON.0),
            space_after: Pt(6.0),
            keep_with_next: true,
            ..BASE
        },
        Role::Heading1 => ParagraphStyle {
            id: "Heading1",
            name: "heading 1",
            ..HEADING
        },
        Role::Heading2 => ParagraphStyle {
            id: "Heading2",
            name: "heading 2",
            ..HEADING
        },
        Role::Heading3 => ParagraphStyle {
            id: "Heading3",
            name: "heading 3",
            ..HEADING
        },
        Role::TableHeader => ParagraphStyle {
            id: "TieuDeBang",
            name: "Tiêu đề bảng",
            bold: true,
            ..CELL
        },
        Role::TableCell => ParagraphStyle {
            id: "NoiDungBang",
            name: "Nội dung bảng",
            ..CELL
        },
        Role::TableTier => ParagraphStyle {
            id: "MucTrongBang",
            name: "Mức trong bảng",
            bold: true,
            ..CELL
        },
        Role::Caption => ParagraphStyle {
            id: "Caption",
            name: "caption",
            size: Pt(13.0),
            italic: true,
            align: Align::Center,
            space_before: Pt(6.0),
            space_after: Pt(6.0),
            keep_together: true,
            ..BASE
        },
        Role::Capacity => ParagraphStyle {
            id: "QuyenHanChucVu",
            name: "Quyền hạn chức vụ",
            keep_with_next: false,
            ..CENTERED_BOLD
        },
        Role::SignerName => ParagraphStyle {
            id: "HoTenNguoiKy",
            name: "Họ tên người ký",
            keep_with_next: false,
            ..CENTERED_BOLD
        },
        Role::RecipientsTitle => ParagraphStyle {
            id: "NoiNhan",
            name: "Nơi nhận",
            size: Pt(12.0),
            bold: true,
            italic: true,
            ..BASE
        },
        Role::Recipient => ParagraphStyle {
            id: "DanhSachNoiNhan",
            name: "Danh sách nơi nhận",
            size: Pt(11.0),
            keep_together: true,
            ..BASE
        },
        Role::DrafterMark => ParagraphStyle {
            id: "NguoiSoanThao",
            name: "Người soạn thảo và số bản",
            size: Pt(11.0),
            space_before: Pt(6.0),
            ..BASE
        },
    }
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
