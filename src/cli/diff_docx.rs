//! `quyetdinh diff` of a dossier and a DOCX: what was changed by hand.

use std::path::Path;

use super::args::Diff;
use super::prepared::{Asked, Prepared};
use super::{Session, made};
use crate::archive;
use crate::diagnostics::{Diagnostic, Diagnostics, Sources};
use crate::document::{Block, Document, Paragraph, is_blank};
use crate::docx;
use crate::docx_reader::{self, WordFile};
use crate::drafting::DraftOptions;
use crate::fonts::Fonts;
use crate::hand_edits::{self, Edit, Origins, Report};
use crate::output::{reason, shown};
use crate::pipeline::{self, Scored};

/// Whether the path is that of a Word file.
pub(super) fn is_docx(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("docx")) && !path.is_dir()
}

/// What the file says otherwise than the dossier gives now, for people or as JSON.
pub(super) fn compare(
    dossier: &Path,
    file: &Path,
    options: &Diff,
    session: &mut Session,
) -> Option<String> {
    let name = shown(file);
    let found = session
        .diagnostics
        .keep(read(file).map_err(Diagnostics::from))?;
    let asked = Asked {
        dossier,
        templates: options.own.mau.as_deref(),
        amends: options.sua_doi.as_deref(),
        ..Asked::default()
    };
    // a package brings its own templates
    let (inner, own) = (
        dossier.join(archive::DOSSIER),
        dossier.join(archive::TEMPLATES),
    );
    let asked = match archive::Package::is_at(dossier) {
        true => Asked {
            dossier: &inner,
            templates: asked.templates.or(Some(&own)),
            ..asked
        },
        false => asked,
    };
    let prepared = Prepared::open(&asked, session)?;
    let edits = edits(&prepared, &found, session)?;
    let report = Report {
        dossier: &prepared.opened.name,
        file: &name,
        word: &found,
        edits: &edits,
        sources: &session.sources,
    };
    Some(match options.json {
        true => hand_edits::json(&report),
        false => hand_edits::text(&report),
    })
}

/// What a file says otherwise than the dossier gives now. Only errors are reported.
fn edits(prepared: &Prepared, found: &WordFile, session: &mut Session) -> Option<Vec<Edit>> {
    let (sources, mut said) = (&mut session.sources, Diagnostics::new());
    let drafted = drafted(prepared, sources, &mut said);
    session.diagnostics.extend_errors(said);
    let (scored, documents) = drafted?;
    let fonts = &prepared.workshop.as_ref()?.fonts;
    let written = nearest(documents, found, fonts);
    let (document, expected) = session.diagnostics.keep(written)?;
    let mut edits = hand_edits::compare(&expected, found);
    let origins = Origins::of(&document, &scored.dossier);
    for edit in &mut edits {
        edit.origin = origins.find(edit);
    }
    Some(edits)
}

fn drafted(
    prepared: &Prepared,
    sources: &mut Sources,
    said: &mut Diagnostics,
) -> Option<(Scored, Vec<Document>)> {
    let (scored, amendment) = prepared.task().read(|_| (), sources, said)?;
    // a draft's mark is drawn, not written
    let options = DraftOptions {
        amendment,
        ..DraftOptions::default()
    };
    let workshop = prepared.workshop.as_ref()?;
    let documents = pipeline::draft(workshop, &scored, &options, sources, said)?;
    Some((scored, documents))
}

/// Warns of Word files of this dossier, beside it or one folder below, that say something else by a person's hand.
pub(super) fn warn_of_edited(dossier: &Path, prepared: &Prepared, session: &mut Session) {
    for file in made::edited_beside(dossier) {
        // whatever it is called now, it was written here
        let Some(found) = read(&file).ok().filter(|found| !found.facts.is_empty()) else {
            continue;
        };
        let edits = edits(prepared, &found, session).unwrap_or_default();
        let is_of_another = edits.len() > hand_edits::length(&found) / 2;
        if edits.is_empty() || is_of_another {
            continue;
        }
        let (name, dossier) = (shown(&file), shown(dossier));
        let message = format!("Tệp {name} đã sửa tay, có {} chỗ khác hồ sơ", edits.len());
        session.diagnostics.push(
            Diagnostic::warning("TP094", message)
                .with_note("bản ban hành được lập từ hồ sơ, không có những chỗ ấy")
                .with_remedy(format!(
                    "Xem từng chỗ bằng `quyetdinh diff {dossier} {name}`"
                )),
        );
    }
}

fn read(file: &Path) -> Result<WordFile, Diagnostic> {
    let name = shown(file);
    let bytes = std::fs::read(file).map_err(|error| {
        Diagnostic::error("TP020", format!("Không đọc được tệp Word {name}"))
            .with_note(reason(&error))
            .with_remedy("Kiểm tra lại đường dẫn; nếu tệp đang mở trong Word thì đóng lại")
    })?;
    docx_reader::read(&bytes).map_err(|problem| problem.told(&name))
}

/// The document that the file most likely is, with the file's number and date, and as it would be written.
fn nearest(
    documents: Vec<Document>,
    found: &WordFile,
    fonts: &Fonts,
) -> Result<(Document, WordFile), Diagnostics> {
    let mut best: Option<(usize, Document, WordFile)> = None;
    for mut document in documents {
        fill(&mut document, found);
        let bytes = docx::write(&document, fonts)?;
        let expected = docx_reader::read(&bytes).map_err(|problem| problem.told("DOCX"))?;
        let alike = hand_edits::alike(&expected, found);
        if best.as_ref().is_none_or(|(most, ..)| alike > *most) {
            best = Some((alike, document, expected));
        }
    }
    let best = best.map(|(_, document, expected)| (document, expected));
    best.ok_or_else(Diagnostics::new)
}

/// Fills the room left for number and date with what stands there in the file.
fn fill(document: &mut Document, found: &WordFile) {
    for block in document
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
    {
        match block {
            Block::Letterhead(head) => {
                let own = head.number.iter_mut().chain(&mut head.place_date);
                own.for_each(|paragraph| fill_in(paragraph, found));
            }
            Block::Paragraph(paragraph) => fill_in(paragraph, found),
            Block::List(items) => {
                items
                    .iter_mut()
                    .for_each(|item| fill_in(&mut item.paragraph, found));
            }
            Block::Table(_) | Block::Signature(_) => {}
        }
    }
}

fn fill_in(paragraph: &mut Paragraph, found: &WordFile) {
    for run in paragraph.runs.iter_mut().filter(|run| is_blank(&run.text)) {
        let Some(name) = docx::fact_name(&run.meaning) else {
            continue;
        };
        let shown = found
            .controls()
            .filter(|control| control.tag == name && !control.shows_placeholder);
        let texts = shown
            .map(|control| control.text.as_str())
            .chain(found.fact(name));
        let typed = texts
            .map(str::trim)
            .find(|text| !text.is_empty() && !is_blank(text));
        if let Some(typed) = typed {
            typed.clone_into(&mut run.text);
        }
    }
}
