//! From the dossier of an assessment (YAML) to the decision and its annex, as DOCX for signature
//! and PDF for the archive, laid out by Nghị định 30/2020/NĐ-CP. Other programs call [`build`]; how the house is built:
//! ARCHITECTURE.md.

mod amending;
mod api;
mod archive;
mod characters;
mod cli;
mod conventions;
mod diagnostics;
mod digest;
mod document;
mod docx;
mod docx_reader;
mod dossier;
mod drafting;
mod export;
mod file_system;
mod filling;
mod fit;
mod fonts;
mod hand_edits;
mod import;
mod lines;
mod output;
mod page;
mod pdf;
mod pdf_reader;
mod pdf_syntax;
mod pipeline;
mod redline;
mod revision;
mod schema;
mod scoring;
mod serve;
mod sheet;
mod style;
mod units;
mod values;
mod wording;
mod workbook;
mod yaml;
mod yaml_edit;

pub use api::{BuildOptions, Built, build};
pub use chrono::NaiveDate;
pub use diagnostics::{Excerpt, ExcerptLine, Told};
pub use output::OutputFile;

#[doc(hidden)]
pub mod inner;
