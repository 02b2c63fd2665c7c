//! Phase 1: from YAML text to a typed [`Dossier`], or diagnostics.
//!
//! In layers, each importing only those before it: `keys`, `facts`; `read`;
//! `declared`; `model` (the core keys); `set`; `corrections`, `validate`; `whole`.

mod blanks;
mod corrections;
mod declared;
mod facts;
mod keys;
mod law;
mod model;
mod past;
mod read;
mod set;
mod validate;
mod whole;

pub(crate) use blanks::{BLANK_CODES, Blank, Part, blanks};
pub use corrections::Applied;
pub(crate) use declared::Choice;
pub(crate) use facts::Facts;
pub use facts::{Fact, Text};
pub(crate) use keys::{Form, Variants};
pub use keys::{Key, Kind};
pub(crate) use law::Ended;
pub(crate) use law::LAW;
pub use law::LawTable;
pub use model::*;
pub use past::NoPast;
pub(crate) use past::Past;
pub(crate) use set::DECLARATION;
pub(crate) use set::{SectionDeclaration, SectionOf};
pub use set::{Set, declaration_keys};
pub use whole::Dossier;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Diagnostics, SourceId, Sources};
use crate::values::{nearest, one_line};
use crate::yaml;
use declared::Group;

/// The key that names a set.
const SET_KEY: &str = "bo_mau";

/// A dossier's text, and how it is read.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Its path as the user gave it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The set that says which facts it has.
    pub set: &'a Arc<Set>,
    /// The corrections that are applied; the others are left out of the dossier.
    pub applied: Applied,
    /// Where results of the year before are found, if it names a file.
    pub past: &'a dyn Past,
    /// A table of law beside the program's own.
    pub law: Option<&'a LawTable>,
}

impl<'a> Input<'a> {
    /// A dossier with all its corrections.
    #[must_use]
    pub fn new(name: &'a str, text: &'a str, set: &'a Arc<Set>) -> Self {
        Self {
            name,
            text,
            set,
            applied: Applied::All,
            past: &NoPast,
            law: None,
        }
    }
}

/// Reads a dossier and applies its corrections. Every problem found goes into `diagnostics`, in the order of the
/// text; `None` if any of them is an error.
#[must_use]
pub fn load(
    input: Input<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Dossier> {
    let source = sources.add(input.name.replace('\\', "/"), input.text);
    let mut found = Diagnostics::new();
    let dossier = yaml::parse(source, input.text, &mut found).map(|root| {
        let facts = read::file(read::DOSSIER, &input.set.keys, &root, &mut found);
        let mut core = Core::taken(&mut facts.unwrap_or_default());
        correct(&mut core, input.applied, &mut found);
        validate::validate(&core, &mut found);
        order_scores(&mut core);
        core
    });
    found.settle(sources);
    found.sort_by_place();
    let usable = !found.has_errors();
    diagnostics.extend(found);
    let dossier = dossier.filter(|_| usable);
    let dossier = dossier.and_then(|core| with_past(core, input.past, sources, diagnostics));
    let whole = |core| Dossier {
        core,
        set: input.set.clone(),
        source,
    };
    dossier.map(whole)
}

/// What a dossier says, as far as it can be read: nothing is applied, and what is missing or wrong is as if it were
/// not there. For what is about to be filled in, so `diagnostics` may be of no matter.
#[must_use]
pub fn glance(
    source: SourceId,
    text: &str,
    set: &Set,
    diagnostics: &mut Diagnostics,
) -> Option<Core> {
    let root = yaml::parse(source, text, diagnostics)?;
    let facts = read::file(read::DOSSIER, &set.keys, &root, diagnostics);
    Some(Core::taken(&mut facts.unwrap_or_default()))
}

/// Fills in the results of the year before, where the dossier only names their file.
fn with_past(
    mut core: Core,
    past: &dyn Past,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Core> {
    if let Some(last_year) = &mut core.last_year
        && last_year.file().is_some()
    {
        let found = past.results(last_year, sources, diagnostics)?;
        last_year.year = last_year.year.take().or(found.year);
        last_year.period = last_year.period.take().or(found.period);
        last_year.blocks = found.blocks;
    }
    Some(core)
}

/// The set that a dossier names (`bo_mau`, or a key so near that it can only be that one) and where, in bytes,
/// before anything else of it is read; no name at all if it is not one word.
#[must_use]
pub(crate) fn named_set(text: &str) -> Option<(String, Range<usize>)> {
    // most dossiers of the first set name none
    let names = |line: &str| line.split_once(':').is_some_and(|(key, _)| is_set_key(key));
    let text = (text.contains(SET_KEY) || text.lines().any(names)).then_some(text)?;
    let source = Sources::default().add("", "");
    let whole = || yaml::parse(source, text, &mut Diagnostics::new());
    let root = up_to_set_key(source, text).or_else(whole)?;
    let yaml::Value::Mapping(mapping) = root.value else {
        return None;
    };
    let exact = mapping.entries.iter().find(|entry| entry.key == SET_KEY);
    let entry = exact.or_else(|| mapping.entries.iter().find(|entry| is_set_key(&entry.key)))?;
    let name = match &entry.node.value {
        _ if entry.node.is_empty() => return None,
        yaml::Value::Scalar(name) => one_line(name),
        _ => String::new(),
    };
    let span = entry.node.span;
    Some((name, span.start as usize..span.end as usize))
}

/// What the text says up to the line of the set's key, if the key's value ends there: then the rest need not be read.
fn up_to_set_key(source: SourceId, text: &str) -> Option<yaml::Node> {
    let opens = |line: &str| {
        let rest = line.strip_prefix(SET_KEY);
        rest.is_some_and(|rest| rest.starts_with(':'))
    };
    let mut end = 0;
    let mut lines = text.split_inclusive('\n');
    lines.find(|line| {
        end += line.len();
        opens(line)
    })?;
    let follows = lines.next().unwrap_or("x");
    if !follows.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        return None;
    }
    let mut problems = Diagnostics::new();
    let root = yaml::parse(source, text.get(..end)?, &mut problems)?;
    problems.is_empty().then_some(root)
}

/// Whether it is the key of the set's name, or that misspelt.
fn is_set_key(key: &str) -> bool {
    key.len() <= 2 * SET_KEY.len() && nearest(key, [SET_KEY]).is_some()
}

/// Applies the corrections. After an error of reading, what the corrections lack may just have been
/// unreadable, so nothing more is said of them.
fn correct(dossier: &mut Core, applied: Applied, found: &mut Diagnostics) {
    if let Applied::First(count) = applied {
        dossier.corrections.truncate(count);
    }
    let mut problems = Diagnostics::new();
    corrections::apply(dossier, &mut problems);
    if !found.has_errors() {
        found.extend(problems);
    }
}

/// Puts each agency's indicator scores in the order of its block's indicators.
fn order_scores(dossier: &mut Core) {
    let common = dossier.indicators().to_vec();
    for block in &mut dossier.blocks {
        let indicators = block.indicators.as_ref().unwrap_or(&common);
        let place = |score: &IndicatorScore| {
            let mut ids = indicators.iter().map(|indicator| &*indicator.id);
            ids.position(|id| *id == *score.indicator)
        };
        for agency in &mut block.agencies {
            agency.scores.sort_by_key(place);
        }
    }
}
