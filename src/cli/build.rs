//! `quyetdinh build`: the decision and its annex, as DOCX and PDF.

use std::path::Path;

use super::args::{Build, FormatName};
use super::given::{issue_facts, source_date_epoch};
use super::opened::Opened;
use super::{Outcome, Session, print, since, workshop};
use crate::amending;
use crate::diagnostics::Diagnostic;
use crate::drafting::DraftOptions;
use crate::export;
use crate::output::{OutputFile, shown, write_all};
use crate::pdf::{self, Attachment, Relationship};
use crate::pipeline::{self, Format, IssueFacts, OutputOptions, Scored, Workshop};
use crate::revision::Amendment;

/// What the files of an amending decision are called after the dossier.
const AMENDING_SUFFIX: &str = "-sua-doi";

pub(super) fn run(options: &Build, session: &mut Session) -> Outcome {
    if let Some(problem) = cannot_be_together(options) {
        session.diagnostics.push(problem);
        return Outcome::Failed;
    }
    let mut outcome = Outcome::Done;
    for dossier in &options.dossiers {
        let options = Build {
            dossier: dossier.clone(),
            ..options.clone()
        };
        // what is wrong with one keeps no other from being built
        let before = std::mem::take(&mut session.diagnostics);
        if build(&options, session) != Outcome::Done {
            outcome = Outcome::Failed;
        }
        let found = std::mem::replace(&mut session.diagnostics, before);
        session.diagnostics.extend(found);
    }
    outcome
}

/// Several dossiers for options that are one decision's, or for one name.
fn cannot_be_together(options: &Build) -> Option<Diagnostic> {
    let [_, _, ..] = *options.dossiers else {
        return None;
    };
    let of_one = [
        ("--so", options.so.is_some()),
        ("--so-voi", options.so_voi.is_some()),
        ("--sua-doi", options.sua_doi.is_some()),
    ];
    if let Some((option, _)) = of_one.iter().find(|(_, given)| *given) {
        let message = format!("{option} chỉ dùng khi lập một hồ sơ");
        let remedy = "Lập từng hồ sơ bằng một lệnh riêng";
        return Some(Diagnostic::error("TP034", message).with_remedy(remedy));
    }
    let all = options.dossiers.iter().enumerate();
    let mut pairs = all.filter_map(|(count, path)| {
        let mut earlier = options.dossiers[..count].iter();
        // one file where capital letters make no name
        let name = |path: &Path| stem(path).to_lowercase();
        let same = earlier.find(|other| name(other) == name(path))?;
        Some((same, path))
    });
    let (first, second) = pairs.next()?;
    let (out, stem) = (shown(&options.out), stem(second));
    let message = format!("hai hồ sơ cùng ghi ra {stem} trong thư mục {out}");
    Some(
        Diagnostic::error("TP035", message)
            .with_note(format!("đó là {} và {}", shown(first), shown(second)))
            .with_remedy("Đổi tên một tệp, hoặc lập từng hồ sơ với --out khác nhau"),
    )
}

fn build(options: &Build, session: &mut Session) -> Outcome {
    let Some(files) = produce(options, session) else {
        return Outcome::Failed;
    };
    match write_all(&options.out, &files) {
        Ok(paths) => {
            for path in paths {
                print(&format!("Đã ghi {}\n", shown(&path)));
            }
            since::say(options);
            Outcome::Done
        }
        Err(problems) => {
            session.diagnostics.extend(problems);
            Outcome::Failed
        }
    }
}

fn produce(options: &Build, session: &mut Session) -> Option<Vec<OutputFile>> {
    let issue = issue_facts(
        options.so.as_deref(),
        options.ngay.as_deref(),
        &mut session.diagnostics,
    );
    let fallback_date = source_date_epoch(&mut session.diagnostics);
    let prepared = match &options.sua_doi {
        Some(package) => prepare_amending(options, package, &issue, session),
        None => prepare(options, &issue, session),
    }?;
    let draft_options = DraftOptions {
        draft: options.du_thao,
        fallback_date,
        amendment: prepared.amendment,
    };
    let (opened, scored, workshop) = (prepared.opened, prepared.scored, prepared.workshop);
    let document = pipeline::draft(
        &workshop,
        &scored,
        &draft_options,
        &mut session.sources,
        &mut session.diagnostics,
    )?;
    if session.diagnostics.has_errors() {
        return None;
    }
    let attachments = if options.dinh_kem {
        attachments(&options.dossier, &opened.text, &scored)
    } else {
        Vec::new()
    };
    let new = since::New {
        opened: &opened,
        workshop: &workshop,
        scored: &scored,
        document: &document,
    };
    let output = OutputOptions {
        pdf: pdf::Options {
            signature_fields: !options.khong_o_ky,
            attachments,
        },
        since: since::since(options, &new, &issue, session)?,
    };
    let formats = formats(&options.format);
    let stem = stem_of(options);
    let written = pipeline::write_with(&workshop, &document, &stem, &formats, &output);
    session.diagnostics.keep(written)
}

/// What the files are called, without their ending.
fn stem_of(options: &Build) -> String {
    let suffix = options.sua_doi.as_ref().map_or("", |_| AMENDING_SUFFIX);
    format!("{}{suffix}", stem(&options.dossier))
}

/// A dossier ready to be drafted.
struct Prepared {
    opened: Opened,
    scored: Scored,
    workshop: Workshop,
    amendment: Option<Amendment>,
}

fn prepare(options: &Build, issue: &IssueFacts, session: &mut Session) -> Option<Prepared> {
    let law = options.law.phap_luat.as_deref();
    let opened = Opened::open(&options.dossier, law, session)?;
    let (templates, fonts) = (options.own.mau.as_deref(), options.phong_chu.as_deref());
    let dossier = (&*opened.name, &*opened.text);
    let workshop = opened.workshop(templates, fonts, session);
    let set = workshop::set(workshop.as_ref(), dossier, templates)?;
    let scored = pipeline::read(
        opened.input(&set),
        |dossier| issue.apply(dossier),
        &mut session.sources,
        &mut session.diagnostics,
    )?;
    Some(Prepared {
        opened,
        scored,
        workshop: workshop?,
        amendment: None,
    })
}

fn prepare_amending(
    options: &Build,
    package: &Path,
    issue: &IssueFacts,
    session: &mut Session,
) -> Option<Prepared> {
    let (templates, fonts) = (options.own.mau.as_deref(), options.phong_chu.as_deref());
    let workshop = workshop::amending(templates, fonts, session);
    let law = options.law.phap_luat.as_deref();
    let opened = Opened::open(&options.dossier, law, session);
    let lineage = session.lineage(package);
    let (workshop, opened, lineage) = (workshop?, opened?, lineage?);
    let amended = lineage.amended(&workshop.fonts, &mut session.sources);
    let amended = session.diagnostics.keep(amended)?;
    let (scored, amendment) = amending::read(
        &amended,
        &opened.name,
        &opened.text,
        |dossier| issue.apply(dossier),
        &mut session.sources,
        &mut session.diagnostics,
    )?;
    Some(Prepared {
        opened,
        scored,
        workshop,
        amendment: Some(amendment),
    })
}

/// The dossier as it was read and the computed standings, so that the archive copy explains itself.
fn attachments(path: &Path, text: &str, scored: &Scored) -> Vec<Attachment> {
    let stem = stem(path);
    let table = export::csv(&scored.dossier, &scored.standings);
    vec![
        Attachment {
            name: format!("{stem}.yaml"),
            media_type: "application/yaml".to_owned(),
            description: "Hồ sơ kết quả chấm điểm".to_owned(),
            relationship: Relationship::Source,
            bytes: text.as_bytes().to_vec(),
        },
        Attachment {
            name: format!("{stem}.csv"),
            media_type: "text/csv".to_owned(),
            description: "Bảng xếp hạng đã tính".to_owned(),
            relationship: Relationship::Data,
            bytes: table.into_bytes(),
        },
    ]
}

fn formats(names: &[FormatName]) -> Vec<Format> {
    [
        (FormatName::Docx, Format::Docx),
        (FormatName::Pdf, Format::Pdf),
    ]
    .into_iter()
    .filter_map(|(name, format)| names.contains(&name).then_some(format))
    .collect()
}

/// The dossier's file name without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(
        || "quyet-dinh".to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}
