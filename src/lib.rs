//! From the dossier of an assessment (YAML) to the decision and its annex, as DOCX for signature
//! and PDF for the archive, laid out by Nghị định 30/2020/NĐ-CP. See ARCHITECTURE.md.

pub mod amending;
pub mod archive;
mod characters;
pub mod cli;
pub mod conventions;
pub mod diagnostics;
pub mod digest;
pub mod document;
pub mod docx;
pub mod docx_reader;
pub mod dossier;
pub mod drafting;
pub mod export;
pub mod file_system;
pub mod filling;
pub mod fit;
pub mod fonts;
pub mod hand_edits;
pub mod import;
pub mod lines;
pub mod output;
pub mod page;
pub mod pdf;
pub mod pdf_reader;
mod pdf_syntax;
pub mod pipeline;
pub mod redline;
pub mod revision;
pub mod schema;
pub mod scoring;
pub mod serve;
pub mod sheet;
pub mod style;
pub mod units;
pub mod values;
mod wording;
pub mod workbook;
mod yaml;
pub mod yaml_edit;

/// What the program itself and its tests call. No promise is made of it.
#[doc(hidden)]
pub mod inner {
    pub use crate::{
        amending, archive, cli, conventions, diagnostics, digest, document, docx, docx_reader,
        dossier, drafting, export, file_system, filling, fit, fonts, hand_edits, import, lines,
        output, page, pdf, pdf_reader, pipeline, redline, revision, schema, scoring, serve, sheet,
        style, units, values, workbook, yaml_edit,
    };
}
