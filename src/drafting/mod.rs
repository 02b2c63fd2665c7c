//! Phase 3: from dossier, standings and templates to the finished [`Document`].

mod abbreviations;
mod context;
mod fenced;
mod fields;
mod filters;
mod letters;
mod markdown;
mod marks;
mod placer;
mod printed;
mod slips;
mod tables;
mod templates;
pub mod variables;

pub use fenced::{BLOCKS, FencedBlock, Holds};
pub use filters::{FILTERS, Filter};
pub use letters::check_letters;
pub use tables::column_values;
pub use templates::{AMENDING_FOLDER, BuiltIn, STARTER, Templates};

use std::collections::HashMap;

use tera::Context;

use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Sources};
use crate::document::{
    Block, Document, Meaning, Metadata, Paragraph, Role, Section, SectionKind, Table,
};
use crate::dossier::{Dossier, SectionOf};
use crate::revision::Amendment;
use crate::scoring::Standings;
use crate::wording::with_small_first;

/// What one build asks for beyond the dossier.
#[derive(Clone, Debug, Default)]
pub struct DraftOptions {
    /// Marks every page as a draft: `Some(None)` prints `DỰ THẢO`, `Some(Some(2))` `DỰ THẢO (LẦN 2)`.
    pub draft: Option<Option<u32>>,
    /// The files' creation date `(year, month, day)` where the dossier gives no whole date.
    pub fallback_date: Option<(i32, u32, u32)>,
    /// What an amending decision changes; its templates see it as `sua_doi`.
    pub amendment: Option<Amendment>,
}

/// Fills the templates and gives the finished document.
///
/// `None` if an error was found: an unknown variable, block or table.
#[must_use]
pub fn draft(
    dossier: &Dossier,
    standings: &Standings,
    templates: &Templates,
    options: &DraftOptions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let ids = templates.register(sources);
    let amendment = options.amendment.as_ref();
    let values = context::build(dossier, standings, templates.set(), amendment, sources);
    let Ok(context) = Context::from_serialize(&values) else {
        diagnostics.push(Diagnostic::error("MB001", "Không lập được giá trị cho mẫu"));
        return None;
    };
    let mut found = templates.forbidden(&ids);
    let facts = (dossier, standings);
    let mut sections = filled(templates, &context, facts, &ids, sources, &mut found);
    if !found.has_errors() {
        printed::unprinted(templates, dossier, &mut found);
    }
    found.settle(sources);
    // a table that could not be placed would only be missed again by each reference to it
    if !found.has_errors() {
        number_tables(&mut sections, &mut found);
    }
    let failed = found.has_errors();
    if !failed {
        slips::review(&sections, dossier, &mut found);
    }
    diagnostics.extend(found);
    if failed {
        return None;
    }
    let mut document = Document {
        meta: metadata(dossier, &sections, options),
        sections,
        draft_mark: options.draft.map(draft_mark),
    };
    document.meta.abbreviations = abbreviations::explained(dossier, &document);
    Some(document)
}

/// The sections, each from its template; what keeps one from being filled is added to `found`.
fn filled(
    templates: &Templates,
    context: &Context,
    facts: (&Dossier, &Standings),
    ids: &[SourceId],
    sources: &Sources,
    found: &mut Diagnostics,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for part in printed::sections(templates.set(), facts.0) {
        let name = part.file.as_str();
        let Some((index, shown)) = templates.file(name) else {
            continue;
        };
        let kind = match (part.kind, sections.last()) {
            (SectionOf::Decision, _) => SectionKind::Decision,
            (SectionOf::Annex, _) => SectionKind::Annex,
            (SectionOf::Continued, last) => last.map_or(SectionKind::Decision, |last| last.kind),
        };
        match templates.render(name, context, ids) {
            Ok(rendered) => {
                let mut placer = placer::Placer::new(facts, kind, (ids, index), sources, found);
                let blocks = markdown::read(&rendered, &mut placer);
                if blocks.is_empty() {
                    placer.report(empty_template(shown));
                }
                match sections.last_mut() {
                    Some(last) if part.kind == SectionOf::Continued => last.blocks.extend(blocks),
                    _ => sections.push(section(facts.0, kind, blocks)),
                }
            }
            Err(problem) => found.push(problem),
        }
    }
    sections
}

fn section(dossier: &Dossier, kind: SectionKind, blocks: Vec<Block>) -> Section {
    Section {
        kind,
        name: section_name(dossier, kind),
        blocks,
    }
}

fn draft_mark(number: Option<u32>) -> String {
    match number {
        Some(number) => format!("DỰ THẢO (LẦN {number})"),
        None => "DỰ THẢO".to_owned(),
    }
}

fn empty_template(shown: &str) -> Diagnostic {
    Diagnostic::error("MB015", format!("Mẫu {shown} không có nội dung"))
        .with_remedy("Chép lại mẫu gốc: `quyetdinh init <thư mục> --kem-mau`")
}

fn section_name(dossier: &Dossier, kind: SectionKind) -> String {
    match kind {
        SectionKind::Decision => "Quyết định".to_owned(),
        SectionKind::Annex => dossier.annex.as_ref().map_or_else(
            || "Phụ lục".to_owned(),
            |annex| format!("Phụ lục: {}", *annex.title),
        ),
    }
}

/// The subject as it is printed: an amending decision's stands in its template.
fn subject(dossier: &Dossier, sections: &[Section]) -> String {
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    let printed = blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.role == Role::Subject => Some(paragraph.text()),
        _ => None,
    });
    let printed = printed.collect::<Vec<_>>().join(" ");
    if printed.is_empty() {
        dossier.document.subject.value.clone()
    } else {
        printed
    }
}

fn metadata(dossier: &Dossier, sections: &[Section], options: &DraftOptions) -> Metadata {
    let facts = &dossier.document;
    let subject = subject(dossier, sections);
    let number = facts
        .number
        .as_ref()
        .map(|number| context::number_text(&number.value));
    let title = match &number {
        Some(number) => format!("Quyết định số {number}/{}", facts.symbol.value),
        None => format!("Quyết định {}", with_small_first(&subject)),
    };
    let date = facts.date.value;
    let given = date.day().map(|_| date.earliest());
    Metadata {
        title,
        subject,
        author: dossier.issuer.full_name.value.clone(),
        keywords: facts.keywords.iter().map(|k| k.value.clone()).collect(),
        number,
        symbol: facts.symbol.value.clone(),
        // known once the whole document is
        abbreviations: Vec::new(),
        signer: dossier.signatory.name.value.clone(),
        signer_office: dossier.signatory.office.value.clone(),
        date: given
            .or(options.fallback_date)
            .unwrap_or_else(|| date.earliest()),
    }
}

/// Numbers the captioned tables through the document and resolves the references to them.
fn number_tables(sections: &mut [Section], found: &mut Diagnostics) {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for table in tables_mut(sections) {
        if table.caption.is_none() {
            continue;
        }
        let number = numbers.len() + 1;
        if numbers.insert(table.id.clone(), number).is_some() {
            let problem = Diagnostic::error(
                "MB011",
                format!("Bảng “{}” được đặt hai lần trong mẫu", table.id),
            )
            .with_remedy("Bỏ một trong hai khối bảng");
            found.push(match table.origin {
                Some(span) => problem.at(span, "bảng này đã có ở trên"),
                None => problem,
            });
        }
        for run in table
            .caption
            .iter_mut()
            .flat_map(|caption| &mut caption.runs)
        {
            if run.meaning == Meaning::CaptionNumber {
                run.text = number.to_string();
            }
        }
    }
    for paragraph in paragraphs_mut(sections) {
        let origin = paragraph.origin;
        for run in &mut paragraph.runs {
            let Meaning::TableReference(id) = &run.meaning else {
                continue;
            };
            match numbers.get(id) {
                Some(number) => run.text = format!("Bảng {number}"),
                None => {
                    let problem = Diagnostic::error("MB012", format!("Không có bảng “{id}”"))
                        .with_remedy("Liên kết viết là [Bảng](#xep-hang-<mã khối>) hoặc [Bảng](#chi-tiet-<mã khối>), tới một bảng có `chu_thich`");
                    found.push(match origin {
                        Some(span) => problem.at(span, "câu này nhắc tới bảng không có"),
                        None => problem,
                    });
                }
            }
        }
    }
}

fn tables_mut(sections: &mut [Section]) -> impl Iterator<Item = &mut Table> {
    sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
}

fn paragraphs_mut(sections: &mut [Section]) -> impl Iterator<Item = &mut Paragraph> {
    sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
        .flat_map(|block| -> Vec<&mut Paragraph> {
            match block {
                Block::Paragraph(paragraph) => vec![paragraph],
                Block::List(items) => items.iter_mut().map(|item| &mut item.paragraph).collect(),
                _ => Vec::new(),
            }
        })
}
