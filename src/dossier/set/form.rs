//! The keys of `bo-mau.yaml` itself.

use super::super::declared::{Choice, Declared, choices, group};
use super::super::facts::{Fact, Text};
use super::super::keys::Kind;

/// Names, and what is declared of each.
pub(super) type Declarations = Vec<(Text, FactDeclaration)>;

/// A declaration holds declarations, so their kind is known when it is asked for.
fn declarations() -> Kind {
    Kind::Map(Box::new(Kind::Later(FactDeclaration::kind)))
}

group! {
    /// The whole declaration of a set.
    pub(super) SetDeclaration {
        /// Its name.
        name: Text = need "ten" "tên bộ mẫu" "xep-hang"
        /// What it is for.
        about: Text = need "mo_ta" "bộ mẫu dùng cho văn bản nào" "Công bố kết quả xếp hạng"
        /// What it makes.
        documents: Vec<DocumentDeclaration> = need "van_ban" "văn bản mà bộ mẫu soạn" ""
        /// Facts of a dossier.
        dossier: Declarations = maybe "ho_so" [declarations()] "các khóa của hồ sơ" ""
        /// Facts of a block.
        block: Declarations = maybe "khoi" [declarations()] "các khóa của một khối" ""
        /// Facts of an agency.
        agency: Declarations = maybe "co_quan" [declarations()] "các khóa của một cơ quan" ""
        /// Dates that must follow one another.
        order: Vec<Step> = maybe "thu_tu" "các ngày phải theo thứ tự trước sau" ""
        /// Whether it makes decisions that amend an issued one.
        amends: bool = maybe "sua_doi" "soạn quyết định sửa đổi, bổ sung: mẫu đọc được các biến `sua_doi`" "true"
    }
}

group! {
    /// A document that the set makes.
    pub DocumentDeclaration {
        /// Its name.
        name: Text = need "ten" "tên văn bản; văn bản thứ hai trở đi thì tên tệp có thêm tên này" "quyet-dinh"
        /// Its sections.
        sections: Vec<SectionDeclaration> = need "phan" "các phần, đúng thứ tự in" ""
    }
}

group! {
    /// A section (phần) of a document.
    pub SectionDeclaration {
        /// Its template.
        file: Text = need "tep" "tệp mẫu" "phu-luc.md"
        /// What it is.
        kind: SectionOf = need "loai" "là phần nào" "phu_luc"
        /// Paths of the facts without which it is left out.
        needs: Vec<Text> = maybe "can" "các khóa phải có, thiếu thì bỏ cả phần; thiếu ở phần mở đầu thì bỏ cả văn bản" "phu_luc"
    }
}

impl SectionDeclaration {
    /// What references call it: its template's name without ending.
    #[must_use]
    pub fn id(&self) -> &str {
        self.file.trim_end_matches(".md")
    }
}

group! {
    /// A date in the order of events.
    pub Step {
        /// Its path.
        path: Text = need "khoa" "đường dẫn tới khóa ngày" "qua_trinh.huong_dan.ngay"
        /// What it is the date of.
        name: Text = need "ten" "ngày của việc gì" "văn bản hướng dẫn tự đánh giá"
    }
}

group! {
    /// A fact that a set asks for, or a core key that it changes.
    pub(super) FactDeclaration {
        /// Its kind; none of a core key.
        kind: Option<FactKind> = maybe "loai" "loại giá trị; bỏ khi thêm khóa vào một nhóm sẵn có" "chu"
        /// Whether it must be there.
        needed: Option<bool> = maybe "can" "bắt buộc hay không" "true"
        /// What it means.
        meaning: Option<Text> = maybe "y_nghia" "ý nghĩa" "cơ quan tiến hành đánh giá"
        /// A value as it is typed.
        example: Option<Text> = maybe "vi_du" "giá trị ví dụ" "Sở Nội vụ"
        /// The kind of a list's elements.
        of: Option<FactKind> = maybe "cua" "loại của mỗi phần tử, khi là danh sách" "trich_dan"
        /// The keys of a group.
        keys: Declarations = maybe "khoa" [declarations()] "các khóa bên trong, khi là nhóm" ""
        /// A document of which only the date is asked for.
        only_date: bool = maybe "chi_ngay" "văn bản chỉ có ngày: hồ sơ viết ngày, mẫu đọc `.ngay`" "true"
        /// Markdown without its closing mark.
        open_end: bool = maybe "bo_dau_cuoi" "bỏ `./.` ở cuối, vì mẫu in ra" "true"
        /// A name whose capitals are checked.
        is_name: bool = maybe "viet_hoa" "là tên cơ quan: kiểm tra cách viết hoa" "true"
    }
}

/// What a section is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SectionOf {
    /// Opens the decision.
    Decision,
    /// Opens a document that goes with the decision.
    Beside,
    /// Opens the annex.
    Annex,
    /// Goes on with the section before it.
    #[default]
    Continued,
}

impl Choice for SectionOf {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        (
            "quyet_dinh",
            Self::Decision,
            "phần Quyết định, mở đầu văn bản thứ nhất",
        ),
        (
            "van_ban",
            Self::Beside,
            "phần mở đầu một văn bản đi kèm Quyết định, như Tờ trình",
        ),
        ("phu_luc", Self::Annex, "phụ lục, mở trang mới"),
        ("tiep", Self::Continued, "phần tiếp của phần đứng trên"),
    ];
}

/// The kind of a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FactKind {
    #[default]
    Text,
    Citation,
    Date,
    Document,
    Number,
    YesNo,
    Markdown,
    List,
    Group,
    Free,
}

impl Choice for FactKind {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("chu", Self::Text, "một dòng chữ"),
        (
            "trich_dan",
            Self::Citation,
            "một dòng chữ, bỏ dấu cuối: tên văn bản, câu đứng giữa câu khác",
        ),
        ("ngay", Self::Date, "ngày tháng"),
        ("van_ban", Self::Document, "văn bản: `so` và `ngay`"),
        ("so", Self::Number, "số, giữ nguyên từng chữ số"),
        (
            "co_khong",
            Self::YesNo,
            "`co` hoặc `khong`; `khong` như bỏ khóa, mẫu hỏi bằng `{% if %}`",
        ),
        ("markdown", Self::Markdown, "nhiều đoạn, gạch đầu dòng"),
        (
            "danh_sach",
            Self::List,
            "danh sách, mỗi phần tử là loại ghi ở `cua`",
        ),
        ("nhom", Self::Group, "nhóm khóa, ghi ở `khoa`"),
        ("tu_do", Self::Free, "giá trị tùy ý"),
    ];
}

choices!(SectionOf, FactKind);
