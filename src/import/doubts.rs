//! What is said of single cells.

use chrono::{Datelike, NaiveDate};

use super::model::Agency;
use crate::diagnostics::{Diagnostic, Span};
use crate::sheet::{Cell, Form, Stored, column_letters};
use crate::values::{in_figures, with_comma};

pub(super) fn not_a_number(at: Span, agency: &Agency) -> Diagnostic {
    Diagnostic::error(
        "BD017",
        format!("Điểm của “{}” không phải là số", agency.name),
    )
    .at(at, "không đọc được thành số")
    .with_remedy("Sửa ô ấy thành số; cột không phải là điểm thì thêm --cot \"tên cột=bo\"")
}

pub(super) fn unclear(at: Span, agency: &Agency, decimals: &str, thousands: &str) -> Diagnostic {
    let decimals = with_comma(decimals);
    Diagnostic::error("BD013", format!("Điểm của “{}” có thể là {thousands}, cũng có thể là {decimals}", agency.name))
        .at(at, "dấu phân cách hàng nghìn hay dấu thập phân?")
        .with_note("các ô khác trong cột không cho biết, vì viết cả hai lối hoặc không có số lẻ")
        .with_remedy("Thêm --dau-cham hang_nghin hoặc --dau-cham thap_phan (nghĩa của dấu chấm), hoặc sửa ô thành số")
}

fn date(at: Span, agency: &Agency, day: NaiveDate, shown: Option<&str>) -> Diagnostic {
    let (date, month) = (day.day(), day.month());
    let typed = match month {
        1..10 => format!("có thể là {date},{month}, cũng có thể là {date},{month:02}"),
        _ if month % 10 == 0 => format!(
            "có thể là {date},{}, cũng có thể là {date},{month}",
            month / 10
        ),
        _ => format!("có thể là {date},{month}"),
    };
    let looks = shown.map_or_else(String::new, |shown| format!(", hiện ra là “{shown}”"));
    Diagnostic::error("BD014", format!("Điểm của “{}” là một ngày tháng", agency.name))
        .at(at, format!("lưu thành ngày {}{looks}", in_figures(day)))
        .with_note(format!(
            "Excel tự đổi số gõ vào như {date}.{month} hoặc {date}/{month} thành ngày; điểm đã gõ {typed}"
        ))
        .with_remedy("Định dạng ô là Number (số), gõ lại điểm với dấu phẩy, lưu tệp rồi nhập lại")
}

/// Of a cell that should hold a score and holds neither number nor text.
pub(super) fn no_score(at: Span, agency: &Agency, cell: &Cell) -> Diagnostic {
    match &cell.stored {
        Stored::Date(day, shown) => date(at, agency, *day, shown.as_deref()),
        Stored::Truth(_) => not_a_number(at, agency),
        _ => no_result(at, agency, cell),
    }
}

/// Of a cell whose formula gives an error or nothing.
pub(super) fn no_result(at: Span, agency: &Agency, cell: &Cell) -> Diagnostic {
    match &cell.stored {
        Stored::Error(message) => error(at, agency, message, cell.formula.as_deref()),
        _ => no_value(at, agency),
    }
}

/// With the formula of the cell that it is told of.
pub(super) fn with_formula(problem: Diagnostic, formula: Option<&str>) -> Diagnostic {
    match formula {
        Some(formula) => problem.with_note(format!("công thức trong ô: {formula}")),
        None => problem,
    }
}

fn error(at: Span, agency: &Agency, error: &str, formula: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::error("BD015", format!("Ô của “{}” báo lỗi {error}", agency.name))
        .at(at, "công thức trong ô không tính được");
    with_formula(problem, formula)
        .with_remedy("Sửa công thức hoặc gõ số vào ô, lưu tệp rồi nhập lại")
}

fn no_value(at: Span, agency: &Agency) -> Diagnostic {
    Diagnostic::error(
        "BD016",
        format!("Ô của “{}” có công thức mà chưa có kết quả", agency.name),
    )
    .at(at, "kết quả không được lưu trong tệp")
    .with_note("tệp do một chương trình khác ghi, chưa được mở bằng Excel")
    .with_remedy("Mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi nhập; hoặc gõ số vào ô")
}

pub(super) fn shown_differs(at: Span, agency: &Agency, stored: &str, shown: &str) -> Diagnostic {
    Diagnostic::error(
        "BD012",
        format!(
            "Điểm của “{}” lưu là {stored} mà bảng hiện {shown}",
            agency.name
        ),
    )
    .at(at, format!("trong ô là {stored}"))
    .with_note("định dạng của ô làm tròn số hiện ra; hai số có thể cho thứ hạng, mức khác nhau")
    .with_remedy("Thêm --gia-tri luu (lấy số lưu trong ô) hoặc --gia-tri hien (lấy số hiện ra)")
}

pub(super) fn mark(at: Span, mark: &str) -> Diagnostic {
    Diagnostic::error(
        "BD018",
        format!("Ô điểm ghi “{mark}”: chỉ số không áp dụng cho cơ quan ấy?"),
    )
    .at(at, "không phải là số")
    .with_note(
        "chỉ số không áp dụng thì điểm được quy đổi theo các chỉ số còn lại; 0 điểm thì không",
    )
    .with_remedy(format!(
        "Đúng thì thêm --khong-ap-dung \"{mark}\"; không đúng thì sửa ô thành số"
    ))
}

pub(super) fn empty(at: Span, agency: &Agency, heading: &str, note: Option<String>) -> Diagnostic {
    let problem = Diagnostic::error(
        "BD019",
        format!("Điểm của “{}” ở cột “{heading}” để trống", agency.name),
    )
    .at(at, "không có điểm, cũng không có ký hiệu");
    let problem = match note {
        Some(note) => problem.with_note(note),
        None => problem,
    };
    problem.with_remedy("Điền ô ấy; hoặc thêm --o-trong 0 (0 điểm) hay --o-trong khong_ap_dung (chỉ số không áp dụng, không có điểm nào thì không đánh giá)")
}

pub(super) fn no_scores(at: Span, agency: &Agency) -> Diagnostic {
    Diagnostic::error("BD019", format!("“{}” chưa có điểm nào", agency.name))
        .at(at, "các ô điểm để trống")
        .with_remedy("Điền điểm; hoặc thêm --o-trong khong_ap_dung (không được đánh giá) hay --o-trong 0 (0 điểm)")
}

pub(super) fn hidden_row(at: Span, agency: &Agency) -> Diagnostic {
    Diagnostic::error(
        "BD020",
        format!("Hàng của “{}” bị ẩn trong bảng", agency.name),
    )
    .at(at, "hàng ẩn")
    .with_remedy("Thêm --an lay (lấy cả hàng, cột ẩn) hoặc --an bo (bỏ qua)")
}

pub(super) fn hidden_column(at: Span, heading: &str) -> Diagnostic {
    Diagnostic::error("BD020", format!("Cột “{heading}” bị ẩn trong bảng"))
        .at(at, "cột ẩn")
        .with_remedy("Thêm --an lay (lấy cả hàng, cột ẩn) hoặc --an bo (bỏ qua)")
}

pub(super) fn too_many(at: Span, count: usize) -> Diagnostic {
    Diagnostic::error(
        "BD004",
        format!("Bảng có {count} hàng cơ quan, nhiều hơn mức đọc được"),
    )
    .at(at, "có phải là bảng điểm?")
    .with_remedy(
        "Chọn đúng trang với --trang; danh sách dài hơn 5000 cơ quan thì chia thành nhiều khối",
    )
}

pub(super) fn nameless(at: Span) -> Diagnostic {
    Diagnostic::error("BD028", "Hàng có điểm mà không có tên cơ quan")
        .at(at, "ô tên để trống")
        .with_remedy("Điền tên cơ quan, hoặc xóa hàng ấy khỏi bảng")
}

pub(super) fn percent(at: Span, heading: &str, example: (&str, &str)) -> Diagnostic {
    Diagnostic::warning(
        "BD024",
        format!(
            "Cột “{heading}” là ô phần trăm: {} lưu trong ô là {} %",
            example.0, example.1
        ),
    )
    .at(at, "đọc theo phần trăm")
    .with_remedy("Không phải sửa nếu đúng ý; cột là điểm thì đổi định dạng ô thành Number")
}

pub(super) fn two_totals(at: Span, heading: &str, column: u32) -> Diagnostic {
    Diagnostic::error("BD011", format!("Không rõ cột nào là tổng điểm: “{heading}”?"))
        .at(at, format!("cột {}", column_letters(column)))
        .with_remedy(format!(
            "Thêm --cot \"{heading}=tong\" cho cột lấy làm điểm; các cột ấy trùng tên thì ghi chữ cái của cột: --cot {}=tong",
            column_letters(column)
        ))
}

pub(super) fn bonus(at: Span, heading: &str) -> Diagnostic {
    Diagnostic::error("BD030", format!("Cột “{heading}”: đã nằm trong tổng điểm, hay còn phải cộng, trừ?"))
        .at(at, "đứng cạnh một cột tổng điểm")
        .with_remedy(format!(
            "Còn phải cộng hoặc trừ thì thêm --cot \"{heading}=thuong\" hoặc --cot \"{heading}=tru\"; đã nằm trong tổng thì --cot \"{heading}=bo\""
        ))
}

pub(super) fn twice(at: Span, first: Span, name: &str) -> Diagnostic {
    Diagnostic::error("BD026", format!("“{name}” có hai hàng trong một khối"))
        .at(at, "hàng thứ hai")
        .with_related(first, "hàng thứ nhất")
        .with_remedy("Xóa một hàng; là hai cơ quan thì ghi tên cho khác nhau")
}

pub(super) fn spelled_twice(at: Span, first: Span, names: (&str, &str)) -> Diagnostic {
    Diagnostic::error(
        "BD027",
        format!("“{}” và “{}” có phải là một cơ quan?", names.0, names.1),
    )
    .at(at, "tên gần giống")
    .with_related(first, "tên này")
    .with_remedy(format!(
        "Một cơ quan thì thêm --ten \"{}={}\"; hai cơ quan khác nhau thì thêm --ten \"{}={}\"",
        names.0, names.1, names.0, names.0
    ))
}

pub(super) fn not_ranked(at: Span, agency: &Agency, reason: &str) -> Diagnostic {
    let what = if agency.unassessed {
        "không được đánh giá"
    } else {
        "được đánh giá mà không xếp hạng"
    };
    let key = if agency.unassessed {
        "khong_danh_gia"
    } else {
        "khong_xep_hang"
    };
    Diagnostic::warning("BD029", format!("“{}” {what} theo bảng điểm", agency.name))
        .at(at, format!("lý do sẽ ghi: {reason}"))
        .with_remedy(format!(
            "Ghi lý do đúng ở `{key}` trong hồ sơ sau khi nhập, vì lý do được in ra"
        ))
}

pub(super) fn not_told(at: Span, form: Form) -> Diagnostic {
    let what = match form {
        Form::Xls => "số hiện ra khi ô bị làm tròn",
        _ => "số hiện ra khi ô bị làm tròn, hàng và cột bị ẩn",
    };
    Diagnostic::remark(
        "BD031",
        format!("Từ tệp {} không biết được {what}", form.ending()),
    )
    .at(at, "lấy số lưu trong ô")
    .with_remedy("Cần đối chiếu thì mở tệp bằng Excel, lưu thành .xlsx rồi nhập tệp ấy")
}
