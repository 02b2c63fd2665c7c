//! The fenced blocks there are, and what each holds.

use crate::document::Role;

/// A fenced block (khối): what it is called, what it prints, what it holds.
#[derive(Clone, Copy, Debug)]
pub struct FencedBlock {
    /// As it is typed after the back quotes.
    pub name: &'static str,
    /// What it prints, in Vietnamese.
    pub about: &'static str,
    /// What stands in it.
    pub holds: Holds,
}

/// What stands in a fenced block.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// Paragraphs of that role, one a line.
    Lines(Role),
    /// `key: value` lines: each key and its meaning, in Vietnamese.
    Keys(&'static [(&'static str, &'static str)]),
    /// The same for a table: some keys it shares with other tables.
    Table(&'static [(&'static str, &'static str)]),
}

const UNRANKED: (&str, &str) = (
    "khong_xep_hang",
    "chữ đứng trên các cơ quan có điểm mà không xếp hạng, cuối bảng; phải có khi khối có cơ quan như vậy",
);
const UNASSESSED: (&str, &str) = (
    "khong_danh_gia",
    "chữ đứng trên các cơ quan không được đánh giá, cuối bảng; phải có khi khối có cơ quan như vậy",
);

/// All of them.
pub const BLOCKS: [FencedBlock; 16] = [
    FencedBlock {
        name: "dau-trang",
        about: "tên cơ quan, Quốc hiệu, số, địa danh và ngày",
        holds: Holds::Keys(&[
            ("chu_quan", "cơ quan chủ quản, mỗi dòng in một dòng"),
            ("co_quan", "cơ quan ban hành, mỗi dòng in một dòng"),
            ("quoc_hieu", "Quốc hiệu"),
            ("tieu_ngu", "Tiêu ngữ"),
            ("so", "dòng số, ký hiệu"),
            ("ngay", "dòng địa danh, ngày tháng"),
            ("do_khan", "độ khẩn"),
            ("luu_hanh", "phạm vi lưu hành"),
        ]),
    },
    lines("ten-loai", "tên loại văn bản", Role::DocumentType),
    lines("trich-yeu", "trích yếu", Role::Subject),
    lines(
        "kinh-gui",
        "nơi trình: `Kính gửi: ...`; nhiều nơi thì dòng `Kính gửi:`, rồi mỗi dòng một nơi, mở đầu bằng `-`",
        Role::Addressee,
    ),
    lines(
        "tham-quyen",
        "người ban hành, trên các căn cứ",
        Role::Authority,
    ),
    lines(
        "can-cu",
        "các căn cứ, mỗi dòng một căn cứ",
        Role::LegalBasis,
    ),
    lines("quyet-dinh", "dòng `QUYẾT ĐỊNH:`", Role::Order),
    lines("nhan-phu-luc", "chữ `Phụ lục`", Role::AnnexLabel),
    lines("tieu-de-phu-luc", "tiêu đề phụ lục", Role::AnnexTitle),
    lines(
        "tieu-de-phu",
        "các dòng dưới tiêu đề phụ lục",
        Role::AnnexSubtitle,
    ),
    lines(
        "kem-theo",
        "dòng `(kèm theo Quyết định ...)`",
        Role::AnnexReference,
    ),
    FencedBlock {
        name: "noi-nhan-chu-ky",
        about: "nơi nhận bên trái, chữ ký bên phải",
        holds: Holds::Keys(&[
            ("tieu_de", "chữ `Nơi nhận:`"),
            (
                "noi_nhan",
                "một nơi nhận, viết cả gạch đầu dòng và dấu cuối",
            ),
            ("chuc_vu", "quyền hạn, chức vụ, mỗi dòng in một dòng"),
            ("ho_ten", "họ tên người ký"),
            ("nguoi_soan", "ký hiệu người soạn thảo"),
        ]),
    },
    FencedBlock {
        name: "bang-xep-hang",
        about: "bảng xếp hạng của một khối, hoặc của mọi khối",
        holds: Holds::Table(&[
            ("khoi", "mã khối; `tat_ca`: mọi khối, theo hạng chung"),
            (
                "ma_bang",
                "phân biệt các bảng của cùng một khối: bảng ấy gọi là `xep-hang-mã khối-mã bảng`",
            ),
            ("chu_thich", "tên bảng, đứng sau `Bảng 1.`"),
            (
                "cot",
                "`đầu cột | giá trị | tùy chọn`; hoặc chỉ đầu cột, đúng ba dòng: thứ tự, tên, hạng và điểm",
            ),
            (
                "thu_tu",
                "`nhap`: in theo thứ tự nhập; `hang` hoặc bỏ: theo hạng",
            ),
            (
                "hang_theo",
                "`ty_le`, `chi_so.mã`: xếp hạng trong bảng này theo phần trăm, theo điểm chỉ số; bỏ thì như trong khối",
            ),
            (
                "danh_so_cot",
                "có dòng này thì thêm `(1)`, `(2)` ... dưới đầu cột",
            ),
            (
                "dong_trung_binh",
                "chữ ở đầu dòng điểm trung bình cuối bảng; bỏ thì không có dòng ấy",
            ),
            (
                "dong_tong",
                "chữ ở đầu dòng tổng cuối bảng; bỏ thì không có dòng ấy",
            ),
            UNRANKED,
            UNASSESSED,
            (
                "khong_ap_dung",
                "in ở ô không có gì: chỉ số không áp dụng, không xếp hạng",
            ),
            (
                "moi",
                "in ở cột của năm trước, khi năm trước không có cơ quan ấy; bỏ thì in `mới`",
            ),
            (
                "muc",
                "dòng mở đầu mỗi mức có cơ quan, đúng thứ tự; không xếp mức thì không có",
            ),
        ]),
    },
    FencedBlock {
        name: "bang-chi-tiet",
        about: "bảng điểm từng chỉ số của một khối",
        holds: Holds::Table(&[
            ("khoi", "mã khối"),
            ("chu_thich", "tên bảng"),
            ("cot", "đầu các cột thứ tự, tên, tổng điểm: đúng ba dòng"),
            ("chi_so", "đầu cột của từng chỉ số, đúng thứ tự"),
            UNRANKED,
            UNASSESSED,
            ("khong_ap_dung", "in ở ô của chỉ số không áp dụng"),
        ]),
    },
    FencedBlock {
        name: "bang-ty-le",
        about: "bảng tỷ lệ các mức: mỗi mức một dòng, mỗi khối một cột",
        holds: Holds::Table(&[
            ("goc_tren", "chữ ở nửa trên của ô góc"),
            ("goc_duoi", "chữ ở nửa dưới của ô góc"),
            (
                "so_lieu",
                "`ty_le` (mặc định), `so_luong` hoặc `ca_hai`: in `05 (25%)`",
            ),
            ("cot_tong", "đầu cột của mọi khối; bỏ thì không có cột ấy"),
            ("dong_tong", "đầu dòng tổng; bỏ thì không có dòng ấy"),
            ("khoi", "đầu cột của từng khối, đúng thứ tự"),
            ("muc", "đầu dòng của từng mức, đúng thứ tự"),
            ("chu_thich", "tên bảng; bỏ thì bảng không đánh số"),
        ]),
    },
    lines(
        "doan",
        "đoạn văn, mỗi dòng một đoạn, không đọc Markdown",
        Role::Body,
    ),
];

const fn lines(name: &'static str, about: &'static str, role: Role) -> FencedBlock {
    FencedBlock {
        name,
        about,
        holds: Holds::Lines(role),
    }
}

/// Their names, for messages.
pub(super) const NAMES: [&str; BLOCKS.len()] = {
    let mut names = [""; BLOCKS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = BLOCKS[at].name;
        at += 1;
    }
    names
};

/// The role of the paragraphs of a block that holds some.
pub(super) fn role_of(name: &str) -> Option<Role> {
    match BLOCKS.iter().find(|block| block.name == name)?.holds {
        Holds::Lines(role) => Some(role),
        Holds::Keys(_) | Holds::Table(_) => None,
    }
}

/// The keys of a block of `key: value` lines.
pub(super) fn keys_of(name: &str) -> Vec<&'static str> {
    let block = BLOCKS.iter().find(|block| block.name == name);
    match block.map(|block| block.holds) {
        Some(Holds::Keys(keys) | Holds::Table(keys)) => keys.iter().map(|(key, _)| *key).collect(),
        Some(Holds::Lines(_)) | None => Vec::new(),
    }
}

/// The keys of all tables: each passes over what only another asks for.
pub(super) fn table_keys() -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    for block in BLOCKS {
        if let Holds::Table(keys) = block.holds {
            let new = keys.iter().map(|(key, _)| *key);
            let new: Vec<&str> = new.filter(|key| !all.contains(key)).collect();
            all.extend(new);
        }
    }
    all
}
