//! Bộ mẫu: what a set of templates makes and which facts it asks for, from its `bo-mau.yaml`.

mod declare;
mod form;

use std::sync::Arc;

pub(super) use form::KINDS;

use super::core;
use super::facts::{Facts, Text, is_known};
use super::keys::{self, Key, Kind};
use super::read;
use super::yaml;
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId};

/// The file of a set's folder that declares it.
pub const DECLARATION: &str = "bo-mau.yaml";
/// Names under which templates see what is computed: no fact may have one.
pub(super) const COMPUTED: [(&str, &[&str]); 5] = [
    ("", &["tong", "chung"]),
    ("khoi", &["so_luong", "trung_binh", "muc"]),
    ("khoi.co_quan", &["hang", "muc"]),
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
    /// `van_ban`: the sections of the document it makes, in order.
    pub sections: Vec<SectionDeclaration>,
    /// The keys of its dossiers: the core's, and the facts it asks for.
    pub keys: Vec<Key>,
    /// `thu_tu`: dates that must follow one another.
    pub order: Vec<Step>,
    /// The paths of its own facts as templates read them (`khoi[].cap`), and where they are declared.
    pub declared: Vec<Text>,
}

/// A section (phần) of a document.
#[derive(Clone, Debug)]
pub struct SectionDeclaration {
    /// `tep`: its template.
    pub file: Text,
    /// `loai`.
    pub kind: SectionOf,
    /// `can`: paths of the facts without which it is left out.
    pub needs: Vec<Text>,
}

/// What a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionOf {
    /// `quyet_dinh`: opens the decision.
    Decision,
    /// `phu_luc`: opens the annex.
    Annex,
    /// `tiep`: goes on with the section before it.
    Continued,
}

/// A date in the order of events.
#[derive(Clone, Debug)]
pub struct Step {
    /// `khoa`: its path.
    pub path: Text,
    /// `ten`: what it is the date of, e.g. `văn bản hướng dẫn tự đánh giá`.
    pub name: String,
}

impl Set {
    /// Reads a declaration; `None` if it has an error.
    #[must_use]
    pub fn read(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Option<Arc<Self>> {
        let mut found = Diagnostics::new();
        let set = yaml::parse(source, text, &mut found)
            .and_then(|root| read::file(read::SET, &form::keys(), &root, &mut found))
            .map(|facts| Self::of(facts, &mut found));
        found.sort_by_place();
        let failed = found.has_errors();
        diagnostics.extend(found);
        set.filter(|_| !failed).map(Arc::new)
    }

    /// The key at that path (`khoi.co_quan`).
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Key> {
        keys::at(&self.keys, path)
    }

    fn of(mut facts: Facts, found: &mut Diagnostics) -> Self {
        let name: Text = facts.need("ten");
        let about: Text = facts.need("mo_ta");
        let mut declared = declare::Declared::new(core::keys(), found);
        declared.dossier(facts.need("ho_so"));
        declared.block(facts.need("khoi"));
        declared.agency(facts.need("co_quan"));
        let (mut keys, declared) = declared.finish();
        core::share_agency_keys(&mut keys);
        let documents: Vec<Facts> = facts.need("van_ban");
        let steps: Vec<Facts> = facts.need("thu_tu");
        let set = Self {
            name: name.value,
            about: about.value,
            sections: form::sections(documents, found),
            order: steps.into_iter().map(step).collect(),
            keys,
            declared,
        };
        set.check(found);
        set
    }

    /// What it asks for must be declared, and what follows one another must be dates.
    fn check(&self, found: &mut Diagnostics) {
        let needs = self.sections.iter().flat_map(|section| &section.needs);
        for path in needs.filter(|path| is_known(path)) {
            if self.at(path).is_none() {
                found.push(unknown(path));
            }
        }
        for Step { path, .. } in self.order.iter().filter(|step| is_known(&step.path)) {
            match self.at(path).map(|key| &key.kind) {
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
    form::keys()
}

fn step(mut facts: Facts) -> Step {
    let name: Text = facts.need("ten");
    Step {
        path: facts.need("khoa"),
        name: name.value,
    }
}

fn unknown(path: &Text) -> Diagnostic {
    Diagnostic::error("MB028", format!("không có khóa nào là `{}`", **path))
        .at(path.span, "chưa khai báo khóa này")
        .with_note("đường dẫn viết từ khóa ngoài cùng vào, cách nhau bằng dấu chấm: `qua_trinh.huong_dan.ngay`")
        .with_remedy("khai báo khóa này ở `ho_so`, hoặc sửa đường dẫn")
}
