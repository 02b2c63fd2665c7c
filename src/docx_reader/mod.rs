//! A DOCX read back: what stands in it, whoever saved it last.
//!
//! `package` opens the zip within limits, `tree` reads a part as elements, `inline` reads a paragraph, `story`
//! the paragraphs and tables of a part, `store` the facts our writer put beside them. Tracked changes are
//! read as accepted, and counted. Knows nothing of dossiers and templates.

pub(crate) mod changes;
mod field;
mod flow;
mod inline;
mod model;
pub(crate) mod package;
mod problem;
pub(crate) mod store;
mod story;
mod styles;
pub(crate) mod tree;

pub use model::{Block, Paragraph, WordFile};
pub(crate) use model::{Cell, Changes, Program, Row, Table};
pub use problem::Problem;

use package::Package;
use story::{Notes, Story};
use styles::Styles;

/// Reads a DOCX. The time is linear in its size, which is limited.
///
/// # Errors
/// Why it cannot be read; [`Problem::told`] says it to people.
pub fn read(bytes: &[u8]) -> Result<WordFile, Problem> {
    let mut package = Package::open(bytes)?;
    let styles = match package.part_of_kind("styles")? {
        Some(part) => Styles::of(&part.root),
        None => Styles::default(),
    };
    let notes = Notes {
        footnotes: package.part_of_kind("footnotes")?.map(|part| part.root),
        endnotes: package.part_of_kind("endnotes")?.map(|part| part.root),
    };
    let mut story = Story::new(&styles, &notes);
    let main = package.main()?;
    let body = main.root.child("w:body");
    let blocks = story.blocks(body.ok_or(Problem::NotWord)?);
    let mut headers_and_footers = Vec::new();
    for kind in ["header", "footer"] {
        for part in package.parts_of_kind(kind)? {
            headers_and_footers.extend(story.blocks(&part.root));
        }
    }
    Ok(WordFile {
        blocks,
        headers_and_footers,
        notes: story.notes,
        facts: store::facts(&mut package)?,
        changes: story.changes.counted(),
        program: package.program(),
    })
}
