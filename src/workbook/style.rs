//! How cells look, and what a file says of itself.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook,
};

use super::Day;

/// The font of official documents.
const FONT: &str = "Times New Roman";
const SIZE: f64 = 12.0;
/// Behind headings.
const HEAD: Color = Color::RGB(0x00D9_E2F3);
/// Behind cells that are to be filled in.
const OPEN: Color = Color::RGB(0x00FF_F9E5);

/// Text without a frame.
pub(super) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE)
}

/// The title of a sheet.
pub(super) fn title() -> Format {
    plain().set_bold().set_font_size(14.0)
}

/// A cell of a table.
pub(super) fn cell() -> Format {
    plain()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

/// A name in a table.
pub(super) fn name() -> Format {
    cell().set_text_wrap()
}

/// A number in a table.
pub(super) fn number() -> Format {
    cell().set_align(FormatAlign::Center)
}

/// A number with so many decimals.
pub(super) fn fixed(decimals: usize) -> Format {
    let format = match decimals {
        0 => "0".to_owned(),
        _ => format!("0.{}", "0".repeat(decimals)),
    };
    number().set_num_format(format)
}

/// A heading in a table.
pub(super) fn head() -> Format {
    number()
        .set_bold()
        .set_text_wrap()
        .set_background_color(HEAD)
}

/// A cell that may be filled in on a protected sheet.
pub(super) fn open() -> Format {
    number().set_unlocked().set_background_color(OPEN)
}

/// A workbook that says it was made on that day, whenever it is.
pub(super) fn workbook(title: &str, day: Day) -> Workbook {
    let mut book = Workbook::new();
    let (year, month, day) = day;
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(year).unwrap_or(1900);
    let mut properties = DocProperties::new().set_title(title);
    if let Ok(date) = ExcelDateTime::from_ymd(year, small(month), small(day)) {
        properties = properties.set_creation_datetime(&date);
    }
    book.set_properties(&properties);
    book
}
