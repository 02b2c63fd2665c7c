//! What the templates of an amending decision read beside that.

use super::{Row, Variable};
use crate::dossier::Set;

const NEW: &str = "khi là nội dung mới";
const GONE: &str = "khi nội dung bị bỏ";

/// All of it.
pub(super) fn variables(set: &Set) -> impl Iterator<Item = Variable> {
    let rows = ROWS.into_iter().map(|row| row.variable(set));
    rows.chain(figures()).chain(citations())
}

const ROWS: [Row; 36] = [
    Row::new(
        "sua_doi",
        "nội dung sửa đổi, bổ sung; chỉ quyết định sửa đổi mới có",
    ),
    Row::new("sua_doi.quyet_dinh", "quyết định được sửa đổi"),
    Row::new(
        "sua_doi.truoc[]",
        "các quyết định đã sửa đổi nó trước đây, theo thứ tự ban hành",
    ),
    Row::new("sua_doi.dieu_chinh[]", "các điều chỉnh mới"),
    Row::new("sua_doi.dieu_chinh[].noi_dung", "đổi gì"),
    Row::new("sua_doi.dieu_chinh[].nguoi_de_nghi", "ai đề nghị"),
    Row::new("sua_doi.dieu_chinh[].ngay", "ngày điều chỉnh").printed("ngay"),
    Row::new("sua_doi.dieu_chinh[].van_ban", "văn bản đề nghị"),
    Row::new("sua_doi.dieu_chinh[].ly_do", "lý do"),
    Row::new("sua_doi.khoi[]", "các khối có cơ quan thay đổi"),
    Row::new("sua_doi.khoi[].ma", "mã khối"),
    Row::new("sua_doi.khoi[].ten", "tên khối"),
    Row::new("sua_doi.khoi[].khoan", "số của khoản"),
    Row::new(
        "sua_doi.khoi[].chi_ket_qua",
        "đúng khi chỉ kết quả thay đổi (điểm, hạng, mức, điểm chỉ số), không có phần khác như điểm thưởng; để hỏi trong `{% if %}`",
    ),
    Row::new("sua_doi.khoi[].co_quan[]", "các cơ quan thay đổi"),
    Row::new("sua_doi.khoi[].co_quan[].ten", "tên cơ quan"),
    Row::new("sua_doi.khoi[].co_quan[].ten_cu", "tên trước khi đổi")
        .nothing("khi không đổi tên", ""),
    Row::new(
        "sua_doi.khoi[].co_quan[].loai",
        "`doi` (thay đổi), `them` (bổ sung) hoặc `rut` (đưa ra)",
    ),
    Row::new(
        "sua_doi.khoi[].co_quan[].thay_doi[]",
        "từng số liệu thay đổi; trống khi bổ sung hoặc đưa ra",
    ),
    Row::new(
        "sua_doi.khoi[].co_quan[].thay_doi[].ten",
        "số liệu nào: điểm, xếp hạng, mức ...",
    ),
    Row::new(
        "sua_doi.khoi[].co_quan[].thay_doi[].chi_so",
        "tên chỉ số, khi là điểm của một chỉ số",
    )
    .nothing("khi không phải điểm của một chỉ số", ""),
    Row::new("sua_doi.khoi[].co_quan[].thay_doi[].cu", "trước khi sửa"),
    Row::new("sua_doi.khoi[].co_quan[].thay_doi[].moi", "sau khi sửa"),
    Row::new("sua_doi.khoi[].co_quan[].cu", "kết quả trước khi sửa")
        .nothing("khi là cơ quan bổ sung", ""),
    Row::new("sua_doi.khoi[].co_quan[].cu.diem", "điểm"),
    Row::new("sua_doi.khoi[].co_quan[].cu.hang", "thứ hạng"),
    Row::new("sua_doi.khoi[].co_quan[].cu.muc", "mức").nothing("khi hồ sơ không xếp mức", "muc"),
    Row::new("sua_doi.khoi[].co_quan[].moi", "kết quả sau khi sửa")
        .nothing("khi là cơ quan bị đưa ra", ""),
    Row::new("sua_doi.khoi[].co_quan[].moi.diem", "điểm"),
    Row::new("sua_doi.khoi[].co_quan[].moi.hang", "thứ hạng"),
    Row::new("sua_doi.khoi[].co_quan[].moi.muc", "mức").nothing("khi hồ sơ không xếp mức", "muc"),
    Row::new(
        "sua_doi.cau[]",
        "các câu của phụ lục thay đổi, ngoài các bảng",
    ),
    Row::new("sua_doi.cau[].muc", "mục chứa câu ấy").nothing("khi câu đứng trước mọi mục", ""),
    Row::new("sua_doi.cau[].cu", "trước khi sửa").nothing(NEW, ""),
    Row::new("sua_doi.cau[].moi", "sau khi sửa").nothing(GONE, ""),
    Row::new(
        "sua_doi.gon",
        "như `so_lieu`, `khoan`, của bộ mẫu nói mỗi số liệu một lần và chỉ nêu trung bình khi có trung bình chung",
    ),
];

/// Figures that changed, and the khoản that say so: all of them, and each once.
fn figures() -> impl Iterator<Item = Variable> {
    const PARTS: [(&str, &str, Option<&str>); 12] = [
        ("so_lieu[]", "các số liệu chung thay đổi", None),
        ("so_lieu[].ten", "số liệu nào", None),
        (
            "so_lieu[].loai",
            "`so_luong`, `thang_diem`, `trung_binh`, `so_muc`, `ty_le_muc` hoặc `muc_chung`",
            None,
        ),
        ("so_lieu[].khoi", "tên khối", Some("khi là của mọi khối")),
        (
            "so_lieu[].don_vi",
            "từ chỉ các cơ quan của khối",
            Some("khi khối không ghi `don_vi`"),
        ),
        (
            "so_lieu[].muc",
            "mức nào",
            Some("khi không phải của một mức"),
        ),
        ("so_lieu[].cu", "trước khi sửa", Some(NEW)),
        ("so_lieu[].moi", "sau khi sửa", Some(GONE)),
        ("khoan", "số của các khoản", None),
        ("khoan.so_lieu", "khoản sửa đổi số liệu", None),
        ("khoan.cau", "khoản sửa đổi lời văn", None),
        ("khoan.bang", "khoản thay thế các bảng", None),
    ];
    let all = ["sua_doi", "sua_doi.gon"].into_iter();
    all.flat_map(|all| PARTS.map(|(name, meaning, absent)| variable(all, name, meaning, absent)))
}

fn variable(of: &str, name: &str, meaning: &str, absent: Option<&str>) -> Variable {
    Variable {
        path: format!("{of}.{name}"),
        absent: absent.map(str::to_owned),
        meaning: meaning.to_owned(),
        filter: (name == "ngay").then_some("ngay"),
        free: false,
        own: false,
    }
}

/// The decision that is amended, and those that amended it before, as others cite them.
fn citations() -> impl Iterator<Item = Variable> {
    const PARTS: [(&str, &str); 5] = [
        ("so", "số"),
        ("ky_hieu", "ký hiệu"),
        ("ngay", "ngày ban hành"),
        ("tham_quyen", "người ban hành, tên đầy đủ"),
        ("trich_yeu", "trích yếu"),
    ];
    let decisions = ["sua_doi.quyet_dinh", "sua_doi.truoc[]"].into_iter();
    decisions
        .flat_map(|decision| PARTS.map(|(name, meaning)| variable(decision, name, meaning, None)))
}
