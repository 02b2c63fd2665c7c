//! `quyetdinh build`: the decision and its annex, as DOCX and PDF.

use std::path::Path;

use super::args::{Build, FormatName};
use super::opened::Opened;
use super::{Outcome, Session, print, since, workshop};
use crate::amending;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::drafting::DraftOptions;
use crate::export;
use crate::output::{OutputFile, shown, write_all};
use crate::pdf::{self, Attachment, Relationship};
use crate::pipeline::{self, Format, IssueFacts, OutputOptions, Scored, Workshop};
use crate::revision::Amendment;
use crate::values::{parse_date, parse_number};

/// What the files of an amending decision are called after the dossier.
const AMENDING_SUFFIX: &str = "-sua-doi";

pub(super) fn run(options: &Build, session: &mut Session) -> Outcome {
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

/// The number and date given on the command line.
pub(super) fn issue_facts(
    number: Option<&str>,
    date: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> IssueFacts {
    let mut facts = IssueFacts::default();
    if let Some(text) = number {
        facts.number = parse_number(text);
        if facts.number.is_none() {
            diagnostics.push(
                Diagnostic::error(
                    "TP030",
                    format!("Số văn bản “{text}” sau --so không hợp lệ"),
                )
                .with_remedy("Viết số bằng chữ số, ví dụ --so 3203; ký hiệu lấy từ hồ sơ"),
            );
        }
    }
    if let Some(text) = date {
        facts.date = parse_date(text);
        if facts.date.is_none() {
            diagnostics.push(
                Diagnostic::error("TP031", format!("Ngày “{text}” sau --ngay không hợp lệ"))
                    .with_remedy(
                        "Viết ngày có thật, ví dụ --ngay 2021-12-24 hoặc --ngay 24/12/2021",
                    ),
            );
        }
    }
    facts
}

/// The date in `SOURCE_DATE_EPOCH`, used where the dossier gives no whole date.
fn source_date_epoch(diagnostics: &mut Diagnostics) -> Option<(i32, u32, u32)> {
    use chrono::Datelike;
    let text = std::env::var("SOURCE_DATE_EPOCH").ok()?;
    let date = text
        .parse()
        .ok()
        .and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    if date.is_none() {
        diagnostics.push(
            Diagnostic::warning(
                "TP032",
                format!("Bỏ qua SOURCE_DATE_EPOCH “{text}” vì không phải số giây"),
            )
            .with_remedy("Đặt SOURCE_DATE_EPOCH là số giây từ 01/01/1970, hoặc bỏ biến này"),
        );
    }
    date.map(|date| (date.year(), date.month(), date.day()))
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
