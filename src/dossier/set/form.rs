//! The keys of `bo-mau.yaml` itself.

use super::super::facts::{Facts, Text};
use super::super::keys::{Key, Kind};
use super::{SectionDeclaration, SectionOf};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// What a section may be: word, kind, meaning.
const SECTIONS: [(&str, SectionOf, &str); 3] = [
    ("quyet_dinh", SectionOf::Decision, "phần Quyết định"),
    ("phu_luc", SectionOf::Annex, "phụ lục, mở trang mới"),
    ("tiep", SectionOf::Continued, "phần tiếp của phần đứng trên"),
];
/// The kinds of facts, and what they take.
pub(in crate::dossier) const KINDS: [(&str, &str); 9] = [
    ("chu", "một dòng chữ"),
    (
        "trich_dan",
        "một dòng chữ, bỏ dấu cuối: tên văn bản, câu đứng giữa câu khác",
    ),
    ("ngay", "ngày tháng"),
    ("van_ban", "văn bản: `so` và `ngay`"),
    ("so", "số, giữ nguyên từng chữ số"),
    ("markdown", "nhiều đoạn, gạch đầu dòng"),
    ("danh_sach", "danh sách, mỗi phần tử là loại ghi ở `cua`"),
    ("nhom", "nhóm khóa, ghi ở `khoa`"),
    ("tu_do", "giá trị tùy ý"),
];

/// The keys of a declaration.
pub(super) fn keys() -> Vec<Key> {
    let facts = || Kind::Map(Box::new(Kind::Later(fact)));
    vec![
        Key::need("ten", Kind::Text, "tên bộ mẫu", "xep-hang"),
        Key::need(
            "mo_ta",
            Kind::Text,
            "bộ mẫu dùng cho văn bản nào",
            "Công bố kết quả xếp hạng",
        ),
        Key::need(
            "van_ban",
            Kind::list(Kind::Group(document())),
            "văn bản mà bộ mẫu soạn",
            "",
        ),
        Key::maybe("ho_so", facts(), "các khóa của hồ sơ", ""),
        Key::maybe("khoi", facts(), "các khóa của một khối", ""),
        Key::maybe("co_quan", facts(), "các khóa của một cơ quan", ""),
        Key::maybe(
            "thu_tu",
            Kind::list(Kind::Group(step())),
            "các ngày phải theo thứ tự trước sau",
            "",
        ),
    ]
}

fn document() -> Vec<Key> {
    let kinds = SECTIONS.iter().map(|(word, _, meaning)| (*word, *meaning));
    let section = vec![
        Key::need("tep", Kind::Text, "tệp mẫu", "phu-luc.md"),
        Key::need(
            "loai",
            Kind::Choice(kinds.collect()),
            "là phần nào",
            "phu_luc",
        ),
        Key::maybe(
            "can",
            Kind::list(Kind::Text),
            "các khóa phải có, thiếu thì bỏ cả phần",
            "phu_luc",
        ),
    ];
    vec![
        Key::need("ten", Kind::Text, "tên văn bản", "quyet-dinh"),
        Key::need(
            "phan",
            Kind::list(Kind::Group(section)),
            "các phần, đúng thứ tự in",
            "",
        ),
    ]
}

fn step() -> Vec<Key> {
    vec![
        Key::need(
            "khoa",
            Kind::Text,
            "đường dẫn tới khóa ngày",
            "qua_trinh.huong_dan.ngay",
        ),
        Key::need(
            "ten",
            Kind::Text,
            "ngày của việc gì",
            "văn bản hướng dẫn tự đánh giá",
        ),
    ]
}

/// The declaration of one fact.
pub(super) fn fact() -> Kind {
    let flag = || Kind::Choice(vec![("true", "có"), ("false", "không")]);
    Kind::Group(vec![
        Key::maybe(
            "loai",
            Kind::Choice(KINDS.to_vec()),
            "loại giá trị; bỏ khi thêm khóa vào một nhóm sẵn có",
            "chu",
        ),
        Key::maybe("can", flag(), "bắt buộc hay không", "true"),
        Key::maybe(
            "y_nghia",
            Kind::Text,
            "ý nghĩa",
            "cơ quan tiến hành đánh giá",
        ),
        Key::maybe("vi_du", Kind::Text, "giá trị ví dụ", "Sở Nội vụ"),
        Key::maybe(
            "cua",
            Kind::Choice(KINDS.to_vec()),
            "loại của mỗi phần tử, khi là danh sách",
            "trich_dan",
        ),
        Key::maybe(
            "khoa",
            Kind::Map(Box::new(Kind::Later(fact))),
            "các khóa bên trong, khi là nhóm",
            "",
        ),
        Key::maybe(
            "chi_ngay",
            flag(),
            "văn bản chỉ có ngày: hồ sơ viết ngày, mẫu đọc `.ngay`",
            "true",
        ),
        Key::maybe(
            "bo_dau_cuoi",
            flag(),
            "bỏ `./.` ở cuối, vì mẫu in ra",
            "true",
        ),
        Key::maybe(
            "viet_hoa",
            flag(),
            "là tên cơ quan: kiểm tra cách viết hoa",
            "true",
        ),
    ])
}

/// The sections of the one document.
pub(super) fn sections(documents: Vec<Facts>, found: &mut Diagnostics) -> Vec<SectionDeclaration> {
    if let [_, second, ..] = documents.as_slice() {
        found.push(
            Diagnostic::error("MB027", "bộ mẫu soạn nhiều hơn một văn bản")
                .at(second.place, "văn bản thứ hai")
                .with_remedy("mỗi bộ mẫu soạn một văn bản: quyết định kèm phụ lục"),
        );
    }
    let sections = documents
        .into_iter()
        .next()
        .unwrap_or_default()
        .need::<Vec<Facts>>("phan");
    let places: Vec<_> = sections.iter().map(|section| section.place).collect();
    let sections: Vec<SectionDeclaration> = sections.into_iter().map(section).collect();
    let kind = |at: usize| sections.get(at).map(|section| section.kind);
    for (at, place) in places.into_iter().enumerate() {
        let before = sections.iter().take(at);
        let again = before.clone().any(|section| Some(section.kind) == kind(at));
        let (first, is_decision) = (at == 0, kind(at) == Some(SectionOf::Decision));
        if first != is_decision || (again && kind(at) == Some(SectionOf::Annex)) {
            found.push(
                Diagnostic::error("MB027", "các phần của văn bản không đúng thứ tự")
                    .at(place, "phần này")
                    .with_note("văn bản mở đầu bằng một phần `quyet_dinh`, có nhiều nhất một phần `phu_luc`; các phần khác là `tiep`")
                    .with_remedy("sửa `loai` của phần này, hoặc đổi thứ tự"),
            );
        }
    }
    sections
}

fn section(mut facts: Facts) -> SectionDeclaration {
    let kind: Text = facts.need("loai");
    let found = SECTIONS.iter().find(|(word, ..)| *word == kind.as_str());
    SectionDeclaration {
        file: facts.need("tep"),
        kind: found.map_or(SectionOf::Continued, |(_, kind, _)| *kind),
        needs: facts.need("can"),
    }
}
