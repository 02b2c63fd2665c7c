//! Bộ mẫu: what a set of templates makes and which facts it asks for, from its `bo-mau.yaml`.

mod declare;
mod form;
mod kind_words;
mod sections;

use std::sync::Arc;

use super::declared::Group;
use super::facts::{Text, is_known};
use super::keys::{self, Key, Kind};
use super::model::Core;
use super::read;
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Span};
use crate::yaml;
use form::SetDeclaration;

pub(crate) use form::{DocumentDeclaration, SectionDeclaration, SectionOf, Step};

/// The file of a set's folder that declares it.
pub(crate) const DECLARATION: &str = "bo-mau.yaml";
/// Names under which templates see what is computed: no fact may have one.
pub(super) const COMPUTED: [(&str, &[&str]); 6] = [
    ("", &["tong", "chung", "linh_vuc_ky", "ra_soat"]),
    ("to_trinh", &["so", "ngay", "thang", "nam"]),
    (
        "khoi",
        &[
            "so_luong",
            "xep_hang",
            "tinh_trung_binh",
            "tat_ca",
            "trung_binh",
            "muc",
            "chi_so_rieng",
            "khong_xep_hang",
            "khong_danh_gia",
            "muc_an_dinh",
            "nam_truoc",
        ],
    ),
    (
        "khoi.co_quan",
        &["hang", "hang_chung", "muc", "ty_le", "moi", "nam_truoc"],
    ),
    ("van_ban", &["thang", "nam", "da_ban_hanh"]),
    ("dia_phuong", &["cap"]),
];

/// A template set's declaration.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// `ten`: its name, as in a dossier's `bo_mau`.
    pub name: String,
    /// `mo_ta`: what it is for.
    pub about: String,
    /// `van_ban`: the documents it makes, the decision first.
    pub documents: Vec<DocumentDeclaration>,
    /// The keys of its dossiers: the core's, and the facts it asks for.
    pub keys: Vec<Key>,
    /// `thu_tu`: dates that must follow one another.
    pub order: Vec<Step>,
    /// `sua_doi`: whether its templates read what an amending decision changes.
    pub amends: bool,
    /// The paths of its own facts as templates read them (`khoi[].cap`), and where they are declared.
    pub declared: Vec<Text>,
}

impl Set {
    /// Reads a declaration; `None` if it has an error.
    #[must_use]
    pub fn read(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Option<Arc<Self>> {
        let mut found = Diagnostics::new();
        if text
            .lines()
            .all(|line| line.trim().is_empty() || line.trim().starts_with('#'))
        {
            diagnostics.push(nothing_declared(source));
            return None;
        }
        let set = yaml::parse(source, text, &mut found)
            .and_then(|root| read::file(read::SET, &SetDeclaration::keys(), &root, &mut found))
            .map(|mut facts| Self::of(SetDeclaration::taken(&mut facts), &mut found));
        found.sort_by_place();
        let failed = found.has_errors();
        diagnostics.extend(found);
        set.filter(|_| !failed).map(Arc::new)
    }

    /// The sections of all its documents, in order.
    pub fn sections(&self) -> impl Iterator<Item = &SectionDeclaration> {
        self.documents
            .iter()
            .flat_map(|document| &document.sections)
    }

    /// The key of a date at that path; one that templates read as `.ngay` may be called so.
    fn date_at(&self, path: &str) -> Option<&Key> {
        let milestone = || {
            let key = self.at(path.strip_suffix(".ngay")?)?;
            matches!(key.kind, Kind::Milestone).then_some(key)
        };
        self.at(path).or_else(milestone)
    }

    /// The key at that path (`khoi.co_quan`).
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Key> {
        keys::at(&self.keys, path)
    }

    fn of(declaration: SetDeclaration, found: &mut Diagnostics) -> Self {
        // what could not be read stands there as something else
        if !found.has_errors() {
            sections::check(&declaration.documents, found);
        }
        let mut declared = declare::Declared::new(Core::keys(), found);
        declared.under("", declaration.dossier);
        declared.under("khoi", declaration.block);
        declared.under("khoi.co_quan", declaration.agency);
        let (mut keys, declared) = declared.finish();
        share_agency_keys(&mut keys);
        let set = Self {
            name: declaration.name.value,
            about: declaration.about.value,
            documents: declaration.documents,
            keys,
            order: declaration.order,
            amends: declaration.amends,
            declared,
        };
        set.check(found);
        set
    }

    /// What it asks for must be declared, and what follows one another must be dates.
    fn check(&self, found: &mut Diagnostics) {
        let needs = self.sections().flat_map(|section| &section.needs);
        for path in needs.filter(|path| is_known(path)) {
            if self.at(path).is_none() {
                found.push(unknown(path));
            }
        }
        for Step { path, .. } in self.order.iter().filter(|step| is_known(&step.path)) {
            match self.date_at(path).map(|key| &key.kind) {
                None => found.push(unknown(path)),
                Some(Kind::Date | Kind::Milestone) => {}
                Some(_) => found.push(
                    Diagnostic::error("MB028", format!("`{}` không phải là ngày", **path))
                        .at(path.span, "khóa này không phải loại `ngay`")
                        .with_remedy("`thu_tu` chỉ gồm các khóa loại `ngay`, hoặc khóa `ngay` của một `van_ban`"),
                ),
            }
        }
    }
}

/// The keys of a declaration itself.
#[must_use]
pub fn declaration_keys() -> Vec<Key> {
    SetDeclaration::keys()
}

/// An agency that a correction adds is written as those of a block, with the facts that the set asks for.
fn share_agency_keys(keys: &mut [Key]) {
    let Some(agency) = keys::at(keys, "khoi.co_quan").map(|key| key.keys().to_vec()) else {
        return;
    };
    let corrections = keys.iter_mut().find(|key| *key.name == *"dieu_chinh");
    let Some(Kind::List(of)) = corrections.map(|key| &mut key.kind) else {
        return;
    };
    if let Kind::Variants(variants) = &mut **of {
        let forms = variants.forms.iter_mut().flat_map(|form| &mut form.keys);
        for key in forms.filter(|key| *key.name == *"them") {
            key.kind = Kind::Group(agency.clone());
        }
    }
}

fn nothing_declared(source: SourceId) -> Diagnostic {
    let start = Span {
        source,
        start: 0,
        end: 0,
    };
    Diagnostic::error("MB026", format!("`{DECLARATION}` trống"))
        .at(start, "chưa khai báo gì")
        .with_remedy("`quyetdinh init --chi-mau <thư mục>` ghi một bộ mẫu có sẵn để sửa")
}

fn unknown(path: &Text) -> Diagnostic {
    Diagnostic::error("MB028", format!("không có khóa nào là `{}`", **path))
        .at(path.span, "chưa khai báo khóa này")
        .with_note("đường dẫn viết từ khóa ngoài cùng vào, cách nhau bằng dấu chấm: `qua_trinh.huong_dan.ngay`")
        .with_remedy("khai báo khóa này ở `ho_so`, hoặc sửa đường dẫn")
}
