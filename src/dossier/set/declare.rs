//! The facts of a set, added to the core keys.

use super::super::facts::{Text, is_known};
use super::super::keys::{Key, Kind};
use super::COMPUTED;
use super::form::{Declarations, FactDeclaration, FactKind};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::values::did_you_mean;

/// Names that mean something of their own in templates.
const RESERVED: [&str; 17] = [
    "true", "false", "none", "null", "and", "or", "not", "in", "is", "if", "elif", "else", "for",
    "loop", "self", "continue", "break",
];

/// The keys so far.
pub(super) struct Declared<'d> {
    keys: Vec<Key>,
    /// Paths as templates read them.
    paths: Vec<Text>,
    found: &'d mut Diagnostics,
}

impl<'d> Declared<'d> {
    pub(super) const fn new(core: Vec<Key>, found: &'d mut Diagnostics) -> Self {
        Self {
            keys: core,
            paths: Vec::new(),
            found,
        }
    }

    pub(super) fn finish(self) -> (Vec<Key>, Vec<Text>) {
        (self.keys, self.paths)
    }

    /// Adds the facts of the group at this path.
    pub(super) fn under(&mut self, path: &str, facts: Declarations) {
        let mut keys = std::mem::take(&mut self.keys);
        let mut steps = path.split('.').filter(|step| !step.is_empty());
        let group = steps.try_fold(&mut keys, |keys, step| {
            let key = keys.iter_mut().find(|key| *key.name == *step)?;
            key.kind.keys_mut()
        });
        if let Some(group) = group {
            let shown = path.replace('.', "[].");
            let shown = if path.is_empty() { shown } else { shown + "[]" };
            self.add(group, path, &shown, facts);
        }
        self.keys = keys;
    }

    /// Adds facts to a group; `path` is where it stands, `shown` what templates call it.
    fn add(&mut self, keys: &mut Vec<Key>, path: &str, shown: &str, facts: Declarations) {
        for (name, fact) in facts.into_iter().filter(|(name, _)| is_known(name)) {
            let joined = |path: &str| match path {
                "" => name.value.clone(),
                path => format!("{path}.{}", *name),
            };
            let place = (joined(path), joined(shown));
            let core = keys.iter_mut().find(|key| *key.name == **name);
            match (core, fact.kind) {
                (Some(core), None) => self.extend(core, &place, &name, fact),
                (Some(core), Some(_)) => {
                    let is_group = matches!(core.kind, Kind::Group(_));
                    self.taken(&name, "là khóa chung của mọi hồ sơ", is_group);
                }
                (None, _) if is_computed(path, &name) => {
                    self.taken(&name, "là tên của một giá trị chương trình tính ra", false);
                }
                (None, Some(kind)) => {
                    self.paths.push(Text::new(place.1.clone(), name.span));
                    let key = self.own(&place, &name, kind, fact);
                    keys.push(key);
                }
                (None, None) => self.without_kind(&name, keys),
            }
        }
    }

    /// A core key that the set makes needed, explains in its own words, or adds facts to.
    fn extend(
        &mut self,
        core: &mut Key,
        (path, shown): &(String, String),
        name: &Text,
        fact: FactDeclaration,
    ) {
        match fact.needed {
            Some(true) => core.needed = true,
            Some(false) if core.needed => self.found.push(
                Diagnostic::error("MB025", format!("`{}` luôn bắt buộc", **name))
                    .at(name.span, "bộ mẫu không bỏ được yêu cầu này")
                    .with_remedy("bỏ `can: false`"),
            ),
            _ => {}
        }
        self.check_options(name, None, &fact);
        if let Some(meaning) = fact.meaning {
            core.meaning = meaning.value;
        }
        if let Some(example) = fact.example {
            core.example = example.value;
        }
        if fact.keys.is_empty() {
            return;
        }
        match &mut core.kind {
            Kind::Group(keys) => self.add(keys, path, shown, fact.keys),
            _ => self.found.push(
                Diagnostic::error("MB026", format!("`{}` không phải là nhóm khóa", **name))
                    .at(name.span, "không thêm khóa vào đây được")
                    .with_note("khóa của từng khối viết ở `khoi`, của từng cơ quan viết ở `co_quan` của bộ mẫu")
                    .with_remedy("bỏ `khoa`"),
            ),
        }
    }

    /// A fact of the set's own.
    fn own(
        &mut self,
        place: &(String, String),
        name: &Text,
        kind: FactKind,
        mut fact: FactDeclaration,
    ) -> Key {
        self.check_name(name);
        self.check_options(name, Some(kind), &fact);
        if fact.meaning.is_none() {
            self.lacks(name.span, name, "y_nghia");
        }
        let kind = self.kind(kind, place, name, &mut fact);
        let text = |text: Option<Text>| text.map_or(String::new(), |text| text.value);
        Key {
            name: name.as_str().into(),
            kind,
            needed: fact.needed == Some(true),
            meaning: text(fact.meaning),
            example: text(fact.example),
            own: true,
            is_name: fact.is_name,
        }
    }

    fn check_name(&mut self, name: &Text) {
        let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
            && (name.bytes()).all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let label = match plain {
            true if !RESERVED.contains(&name.as_str()) => return,
            true => "từ này có nghĩa riêng trong mẫu",
            false => "chỉ gồm a-z, 0-9, `_`, mở đầu bằng một chữ",
        };
        self.found.push(
            Diagnostic::error("MB024", format!("tên khóa `{}` không dùng được", **name))
                .at(name.span, label)
                .with_remedy("viết chữ thường không dấu, ví dụ `co_quan_danh_gia`"),
        );
    }

    /// Options must be of the fact's kind, or of its elements'; a core key has its own.
    fn check_options(&mut self, name: &Text, kind: Option<FactKind>, fact: &FactDeclaration) {
        let is_list = kind == Some(FactKind::List);
        let kind = if is_list { fact.of } else { kind };
        let is_document = kind == Some(FactKind::Document);
        let of_text = matches!(kind, Some(FactKind::Text | FactKind::Citation));
        let has_keys =
            matches!(kind, None | Some(FactKind::Group)) || is_document && !fact.only_date;
        let options = [
            (
                "cua",
                fact.of.is_some(),
                is_list,
                "chỉ `danh_sach` có `cua`",
            ),
            (
                "khoa",
                !fact.keys.is_empty(),
                has_keys,
                "chỉ `nhom`, hoặc `van_ban` không có `chi_ngay`, có `khoa`",
            ),
            (
                "chi_ngay",
                fact.only_date,
                is_document,
                "chỉ `van_ban` có `chi_ngay`",
            ),
            (
                "bo_dau_cuoi",
                fact.open_end,
                kind == Some(FactKind::Markdown),
                "chỉ `markdown` có `bo_dau_cuoi`",
            ),
            (
                "viet_hoa",
                fact.is_name,
                of_text,
                "chỉ `chu` và `trich_dan` có `viet_hoa`",
            ),
        ];
        for (option, given, fits, why) in options {
            if given && !fits {
                self.senseless(name, option, why);
            }
        }
    }

    fn senseless(&mut self, name: &Text, option: &str, why: &str) {
        self.found.push(
            Diagnostic::error("MB026", format!("`{}` không dùng được `{option}`", **name))
                .at(name.span, why)
                .with_remedy(format!("bỏ `{option}`, hoặc sửa `loai`")),
        );
    }

    fn kind(
        &mut self,
        kind: FactKind,
        (path, shown): &(String, String),
        name: &Text,
        fact: &mut FactDeclaration,
    ) -> Kind {
        match kind {
            FactKind::Text => Kind::Text,
            FactKind::Citation => Kind::Citation,
            FactKind::Date => Kind::Date,
            FactKind::Document if fact.only_date => Kind::Milestone,
            FactKind::Document => self.document(path, shown, fact),
            FactKind::Number => Kind::Number,
            FactKind::YesNo => Kind::yes_no(),
            FactKind::Markdown => Kind::Markdown {
                open_end: fact.open_end,
            },
            FactKind::List => {
                let place = (path.clone(), format!("{shown}[]"));
                match fact.of.take() {
                    Some(FactKind::List) => {
                        self.senseless(
                            name,
                            "cua: danh_sach",
                            "phần tử của danh sách không là danh sách được",
                        );
                        Kind::list(Kind::Text)
                    }
                    Some(of) => Kind::list(self.kind(of, &place, name, fact)),
                    None => {
                        self.lacks(name.span, name, "cua");
                        Kind::list(Kind::Text)
                    }
                }
            }
            FactKind::Group => {
                if fact.keys.is_empty() {
                    self.lacks(name.span, name, "khoa");
                }
                let mut keys = Vec::new();
                self.add(&mut keys, path, shown, std::mem::take(&mut fact.keys));
                Kind::Group(keys)
            }
            FactKind::Free => Kind::Free,
        }
    }

    /// A document: number, date, and what the set asks for beside them.
    fn document(&mut self, path: &str, shown: &str, fact: &mut FactDeclaration) -> Kind {
        let mut document = Kind::document();
        if let Some(keys) = document.keys_mut() {
            self.add(keys, path, shown, std::mem::take(&mut fact.keys));
        }
        document
    }

    fn lacks(&mut self, place: Span, name: &str, key: &str) {
        self.found.push(
            Diagnostic::error("MB026", format!("`{name}` chưa có `{key}`"))
                .at(place, "thiếu trong phần này")
                .with_remedy(format!("thêm `{key}: ...`")),
        );
    }

    fn taken(&mut self, name: &Text, why: &str, is_group: bool) {
        self.found.push(
            Diagnostic::error("MB025", format!("`{}` {why}", **name))
                .at(name.span, "không khai báo lại được")
                .with_remedy(if is_group {
                    "đặt tên khác; muốn thêm khóa vào nhóm sẵn có này thì bỏ `loai`, chỉ viết `khoa`"
                } else {
                    "đặt tên khác"
                }),
        );
    }

    fn without_kind(&mut self, name: &Text, keys: &[Key]) {
        let groups = keys.iter().filter(|key| !key.kind.keys().is_empty());
        let label = did_you_mean(name, groups.map(|key| &*key.name), "thiếu `loai`");
        self.found.push(
            Diagnostic::error("MB023", format!("`{}` chưa có loại giá trị", **name))
                .at(name.span, label)
                .with_note("chỉ nhóm khóa sẵn có (như `van_ban`, `chi_so`) mới viết không có `loai`")
                .with_remedy("thêm `loai: chu` (hoặc trich_dan, ngay, van_ban, so, markdown, danh_sach, nhom)"),
        );
    }
}

fn is_computed(path: &str, name: &str) -> bool {
    let names = COMPUTED.iter().find(|(group, _)| *group == path);
    names.is_some_and(|(_, names)| names.contains(&name))
}
