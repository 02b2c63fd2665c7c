//! Phase 3: from dossier, standings and templates to the finished [`Document`].

mod abbreviations;
mod context;
mod fenced;
mod fields;
mod filters;
mod letters;
mod markdown;
mod marks;
mod metadata;
mod numbering;
mod placer;
mod printed;
mod slips;
mod tables;
mod templates;
pub(crate) mod variables;

pub use fenced::{BLOCKS, FencedBlock, Holds};
pub use filters::FILTERS;
pub(crate) use letters::check_letters;
pub use tables::column_values;
pub(crate) use templates::{AMENDING_FOLDER, STARTER};
pub use templates::{BuiltIn, Templates};

use tera::Context;

use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Sources};
use crate::digest::Digest;
use crate::document::{Block, Document, DocumentKind, Section, SectionKind};
use crate::dossier::{Dossier, SectionDeclaration, SectionOf};
use crate::revision::Amendment;
use crate::scoring::Standings;

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

/// Fills the templates and gives the finished documents: the decision, then what goes with it.
///
/// `None` if an error was found: an unknown variable, block or table.
#[must_use]
pub(crate) fn draft(
    dossier: &Dossier,
    standings: &Standings,
    templates: &Templates,
    options: &DraftOptions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Document>> {
    let ids = templates.register(sources);
    let amendment = options.amendment.as_ref();
    let values = context::build(dossier, standings, templates.set(), amendment, sources);
    let Ok(context) = Context::from_serialize(&values) else {
        diagnostics.push(Diagnostic::error("MB001", "Không lập được giá trị cho mẫu"));
        return None;
    };
    let mut found = templates.forbidden(&ids);
    let mut filling = Filling {
        templates,
        context: &context,
        facts: (dossier, standings),
        ids: &ids,
        sources,
        found: &mut found,
    };
    let parts = printed::documents(templates.set(), dossier);
    let parts = parts.iter();
    let mut filled: Vec<Filled<'_>> = parts
        .map(|(name, parts)| filling.document(name, parts))
        .collect();
    if !found.has_errors() {
        printed::unprinted(templates, dossier, &mut found);
    }
    found.settle(sources);
    let is_sound = numbered(&mut filled, dossier, &mut found);
    diagnostics.extend(found);
    if !is_sound {
        return None;
    }
    let text = sources.get(dossier.source).map(|file| &file.text);
    let digest = text.map(|text| Digest::of(text.as_bytes()));
    let documents = filled.into_iter().enumerate().map(|(at, filled)| {
        let mut document = filled.finished(at, dossier, options);
        document.meta.dossier.clone_from(&digest);
        document
    });
    let parted = documents.flat_map(|document| numbering::parted(dossier, document));
    Some(parted.collect())
}

/// Numbers tables and annexes and looks for slips; whether no error was found.
fn numbered(filled: &mut [Filled<'_>], dossier: &Dossier, found: &mut Diagnostics) -> bool {
    // a table that could not be placed would only be missed again by each reference to it
    if !found.has_errors() {
        for Filled { sections, ids, .. } in &mut *filled {
            numbering::number(sections, ids, dossier, found);
        }
    }
    if found.has_errors() {
        return false;
    }
    for Filled { sections, .. } in filled {
        slips::review(sections, dossier, found);
    }
    true
}

/// A document's sections, and the names of their templates.
struct Filled<'a> {
    name: &'a str,
    sections: Vec<Section>,
    ids: Vec<&'a str>,
}

impl Filled<'_> {
    /// The document at that place of its set: the first is the decision.
    fn finished(self, at: usize, dossier: &Dossier, options: &DraftOptions) -> Document {
        let (kind, name) = match at {
            0 => (DocumentKind::Decision, String::new()),
            _ => (DocumentKind::Beside, self.name.to_owned()),
        };
        let mut document = Document {
            name,
            kind,
            meta: metadata::of(kind, dossier, &self.sections, options),
            sections: self.sections,
            draft_mark: options.draft.map(draft_mark),
        };
        document.meta.abbreviations = abbreviations::explained(dossier, &document);
        document
    }
}

/// What the sections of all documents are filled with; what keeps one from being filled is added to `found`.
struct Filling<'a> {
    templates: &'a Templates,
    context: &'a Context,
    facts: (&'a Dossier, &'a Standings),
    ids: &'a [SourceId],
    sources: &'a Sources,
    found: &'a mut Diagnostics,
}

impl Filling<'_> {
    /// A document's sections, each from its template.
    fn document<'d>(&mut self, name: &'d str, parts: &[&'d SectionDeclaration]) -> Filled<'d> {
        let mut filled = Filled {
            name,
            sections: Vec::new(),
            ids: Vec::new(),
        };
        for part in parts {
            let Some(blocks) = self.blocks(&part.file) else {
                continue;
            };
            let kind = match (part.kind, filled.sections.last_mut()) {
                (SectionOf::Continued, Some(last)) => {
                    last.blocks.extend(blocks);
                    continue;
                }
                (SectionOf::Annex, _) => SectionKind::Annex,
                _ => SectionKind::Main,
            };
            filled.ids.push(part.id());
            filled.sections.push(Section {
                kind,
                // annexes are named once all are there
                name: metadata::type_of(part.kind, &blocks),
                blocks,
            });
        }
        filled
    }

    fn blocks(&mut self, file: &str) -> Option<Vec<Block>> {
        let (index, shown) = self.templates.file(file)?;
        match self.templates.render(file, self.context, self.ids) {
            Ok(rendered) => {
                let place = (self.ids, index);
                let mut placer =
                    placer::Placer::new(self.facts, file, place, self.sources, self.found);
                let blocks = markdown::read(&rendered, &mut placer);
                if blocks.is_empty() {
                    placer.report(empty_template(shown));
                }
                Some(blocks)
            }
            Err(problem) => {
                self.found.push(problem);
                None
            }
        }
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
