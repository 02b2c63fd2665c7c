//! What is said of sheets and of the whole workbook.

use std::collections::BTreeSet;

use super::answers::Asked;
use super::model::{Table, Understood};
use super::report::Report;
use crate::diagnostics::{Diagnostic, Span};
use crate::sheet::{Area, At, Workbook};
use crate::values::folded;

pub(super) fn hidden(at: Span, name: &str) -> Diagnostic {
    Diagnostic::remark("BD025", format!("Không đọc trang ẩn “{name}”"))
        .at(at, "trang ẩn")
        .with_remedy(format!("Cần đọc trang ấy thì thêm --trang \"{name}\""))
}

pub(super) fn derived(at: Span, name: &str) -> Diagnostic {
    Diagnostic::remark(
        "BD025",
        format!("Không đọc trang “{name}”, vì tên hoặc điểm ở đó lấy từ trang khác"),
    )
    .at(at, "trang tổng hợp hay số liệu của biểu đồ")
    .with_remedy(format!("Cần đọc trang ấy thì thêm --trang \"{name}\""))
}

pub(super) fn unknown_sheets(book: &Workbook, asked: &Asked<'_>, report: &mut Report<'_>) {
    for name in asked.sheets {
        if book
            .sheets
            .iter()
            .any(|sheet| folded(&sheet.name) == folded(name))
        {
            continue;
        }
        let names: Vec<String> = book
            .sheets
            .iter()
            .map(|sheet| format!("“{}”", sheet.name))
            .collect();
        report.push(
            Diagnostic::error(
                "BD006",
                format!("Tệp {} không có trang “{name}”", report.file),
            )
            .with_note(format!("các trang: {}", names.join(", ")))
            .with_remedy("Sửa tên trang sau --trang"),
        );
    }
}

/// The same agencies on two sheets: nobody can tell which scores count.
pub(super) fn on_two_sheets(found: &Understood, book: &Workbook, report: &mut Report<'_>) {
    for (second, two) in found.tables.iter().enumerate() {
        let names: BTreeSet<String> = two
            .agencies
            .iter()
            .map(|agency| folded(&agency.name))
            .collect();
        for one in &found.tables[..second] {
            let shared = one
                .agencies
                .iter()
                .filter(|agency| names.contains(&folded(&agency.name)))
                .count();
            if shared * 2 <= one.agencies.len().min(two.agencies.len())
                || (one.sheet, &one.heading) == (two.sheet, &two.heading)
                    && one.header == two.header
            {
                continue;
            }
            let place = |table: &Table, report: &mut Report<'_>| {
                let area = Area::new(
                    At::new(table.header.0, 0),
                    table
                        .agencies
                        .last()
                        .map_or(At::new(table.header.1, 0), |last| last.at),
                );
                report.area(&book.sheets[table.sheet], area)
            };
            let (at, before) = (place(two, report), place(one, report));
            report.push(
                Diagnostic::error(
                    "BD007",
                    format!("{shared} cơ quan có điểm ở hai bảng; không rõ lấy bảng nào"),
                )
                .at(at, "bảng thứ hai")
                .with_related(before, "bảng thứ nhất")
                .with_remedy(format!(
                    "Thêm --trang \"{}\" (hoặc trang kia); hai bảng ở một trang thì xóa một bảng",
                    two.sheet_name
                )),
            );
            return;
        }
    }
}

pub(super) fn nothing(book: &Workbook, empty: &[(usize, Option<Area>)], report: &mut Report<'_>) {
    if report.diagnostics.has_errors() {
        return;
    }
    if empty.is_empty() {
        let message = format!("Không tìm thấy bảng điểm nào trong {}", report.file);
        report.push(
            Diagnostic::error("BD005", message)
                .with_note("bảng điểm có một hàng tiêu đề với cột tên (Tên cơ quan, Đơn vị ...) và ít nhất một cột khác (STT, Điểm, Tổng điểm ...)")
                .with_remedy("Kiểm tra đã chọn đúng tệp; `quyetdinh nhap --mau-bang <hồ sơ> --out <tệp>` lập một bảng trống để điền"),
        );
        return;
    }
    for (index, area) in empty {
        let sheet = &book.sheets[*index];
        let place = match area {
            Some(area) => report.area(sheet, *area),
            None => report.sheet(sheet),
        };
        report.push(
            Diagnostic::error("BD005", "Có hàng tiêu đề mà không có cơ quan nào ở dưới")
                .at(place, "chưa điền tên và điểm")
                .with_remedy("Điền tên và điểm các cơ quan rồi nhập lại"),
        );
    }
}
