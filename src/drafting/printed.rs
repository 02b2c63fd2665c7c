//! Which sections of a set are printed for a dossier, and which of its facts are not.

use super::templates::{Read, Templates};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{Dossier, SectionDeclaration, SectionOf, Set};

/// Where agencies are counted, and named one by one.
const NAMING: &str = "tong.thanh_phan";

/// The documents whose opening section has its facts: each by name, with its sections that do; one that goes on with
/// a section goes with it.
pub(super) fn documents<'a>(
    set: &'a Set,
    dossier: &Dossier,
) -> Vec<(&'a str, Vec<&'a SectionDeclaration>)> {
    let documents = set.documents.iter().filter_map(|document| {
        let sections = sections(&document.sections, dossier);
        let opens = sections.first()?.file == document.sections.first()?.file;
        opens.then_some((document.name.as_str(), sections))
    });
    documents.collect()
}

fn sections<'a>(all: &'a [SectionDeclaration], dossier: &Dossier) -> Vec<&'a SectionDeclaration> {
    let mut opened = false;
    let kept = all.iter().filter(move |section| {
        let whole = section.needs.iter().all(|path| has(dossier, path));
        if section.kind == SectionOf::Continued {
            return opened && whole;
        }
        opened = whole;
        whole
    });
    kept.collect()
}

/// Whether the dossier has a fact that a section needs.
fn has(dossier: &Dossier, path: &str) -> bool {
    match path {
        // an amending decision has its own, or none
        "de_nghi" => dossier.proposal.is_some(),
        _ => dossier.facts.get(path).is_some(),
    }
}

/// Warns of facts that only sections which are left out would print.
pub(super) fn unprinted(templates: &Templates, dossier: &Dossier, found: &mut Diagnostics) {
    let set = templates.set();
    let kept = documents(set, dossier).into_iter().flat_map(|(_, all)| all);
    let kept: Vec<&str> = kept.map(|section| section.file.as_str()).collect();
    let read = templates.read_by(&kept);
    unnamed(templates, dossier, &read, found);
    unsubmitted(templates, dossier, &read, found);
    if kept.len() == set.sections().count() {
        return;
    }
    let unread = read.unread();
    let is_part = |path: &str| {
        let mut wholes = unread.iter().filter_map(|whole| path.strip_prefix(whole));
        wholes.any(|rest| rest.starts_with('.'))
    };
    for path in unread.iter().filter(|path| !is_part(path)) {
        let fact = dossier.facts.get(path).and_then(|fact| fact.place());
        if let Some(place) = fact {
            let missing = missing_of(templates, dossier, &kept, path);
            found.push(
                Diagnostic::warning("MB045", format!("`{path}` không in ra ở đâu cả"))
                    .at(place, "giá trị này")
                    .with_note(format!(
                        "phần in giá trị này bị bỏ vì hồ sơ không có {}",
                        missing.join(", ")
                    ))
                    .with_remedy(format!("Thêm {}, hoặc bỏ `{path}`", missing.join(", "))),
            );
        }
    }
}

/// What the sections lack that were left out and would print the fact.
fn missing_of(templates: &Templates, dossier: &Dossier, kept: &[&str], path: &str) -> Vec<String> {
    let left_out = templates.set().sections();
    let left_out = left_out.filter(|section| !kept.contains(&section.file.as_str()));
    let readers = left_out.filter(|section| templates.read_by(&[&section.file]).has(path));
    let needs = readers.flat_map(|section| &section.needs);
    let missing = needs.filter(|path| !has(dossier, path));
    let mut named: Vec<String> = Vec::new();
    for name in missing.map(|path| format!("`{}`", **path)) {
        if !named.contains(&name) {
            named.push(name);
        }
    }
    named
}

/// Warns of agencies to be named one by one (`neu_rieng`) where nothing that is printed names any.
fn unnamed(templates: &Templates, dossier: &Dossier, read: &Read<'_>, found: &mut Diagnostics) {
    // what was made before sets were declared is left alone
    if templates.set().amends || !templates.is_declared() {
        return;
    }
    let named = dossier.blocks.iter().find_map(|block| block.named.first());
    if let Some(name) = named.filter(|_| !read.has(NAMING)) {
        found.push(
            Diagnostic::warning("MB045", "`neu_rieng` không in ra ở đâu cả")
                .at(name.span, "giá trị này")
                .with_note(format!("không phần nào được in dùng `{NAMING}`"))
                .with_remedy("Bỏ `neu_rieng`"),
        );
    }
}

/// Warns of facts of a Tờ trình (`to_trinh`) where the set makes none.
fn unsubmitted(templates: &Templates, dossier: &Dossier, read: &Read<'_>, found: &mut Diagnostics) {
    let submission = dossier.submission.as_ref();
    let submission = submission.filter(|_| !templates.set().amends);
    if let Some(submission) = submission.filter(|_| !read.has("to_trinh")) {
        let name = &templates.set().name;
        found.push(
            Diagnostic::warning("MB045", "`to_trinh` không in ra ở đâu cả")
                .at(submission.body.span, "giá trị này")
                .with_note(format!("bộ mẫu `{name}` không soạn Tờ trình"))
                .with_remedy("Bỏ `to_trinh`, hoặc thêm văn bản ấy vào `van_ban` của bộ mẫu"),
        );
    }
}
