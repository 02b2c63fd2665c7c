//! The values that variables and filters print.

use std::collections::HashMap;
use std::fmt::Write;

use quyet_dinh::inner::document::Document;
use quyet_dinh::inner::dossier::Set;
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::drafting::variables::{Variable, paths};

use super::common;
use super::dossiers::{all_kinds, amending, changed, issued, own_indicators, rescored};
use super::printed::{document, text_of};
use super::set_page::{filter_examples, is_group};

/// Longest value that is shown whole.
const LONGEST: usize = 60;

/// The values of variables and filters.
pub struct Examples {
    values: HashMap<String, String>,
    filtered: HashMap<&'static str, String>,
}

impl Examples {
    /// What the example of Sơn La prints, then the one with indicators, then an amending decision.
    pub fn of(set: &Set) -> Self {
        let variables = paths(set);
        let (issued, changed, rescored) = (issued(), changed(), rescored());
        let draft = DraftOptions::default();
        let mut values = HashMap::new();
        for (dossier, options) in [
            (&*issued, &draft),
            (common::DETAILED, &draft),
            (&*own_indicators(), &draft),
            (&*all_kinds(), &draft),
            (&*changed, &amending(&changed)),
            (&*rescored, &amending(&rescored)),
        ] {
            let wanted = |v: &&Variable| {
                !v.free
                    && !is_group(v, &variables)
                    && (options.amendment.is_some() || !v.path.starts_with("sua_doi"))
            };
            let wanted: Vec<&Variable> = variables.iter().filter(wanted).collect();
            let lines = wanted
                .iter()
                .enumerate()
                .map(|(at, variable)| asked(at, variable, &variables));
            let template = format!("```doan\n{}```\n", lines.collect::<String>());
            for (at, value) in numbered(&document(&template, dossier, options)) {
                values.entry(wanted[at].path.clone()).or_insert(value);
            }
        }
        let examples: Vec<_> = filter_examples().collect();
        let lines = examples
            .iter()
            .enumerate()
            .map(|(at, (_, example))| format!("{at}: {{{{ {example} }}}}\n"));
        let template = format!(
            "```doan\n{}```\n",
            lines
                .filter(|line| !line.contains("| md"))
                .collect::<String>()
        );
        let filtered = numbered(&document(&template, &issued, &draft));
        let filtered = filtered.into_iter();
        let mut filtered: HashMap<_, _> = filtered
            .map(|(at, value)| (examples[at].0, value))
            .collect();
        for (name, example) in examples
            .into_iter()
            .filter(|(_, example)| example.contains("| md"))
        {
            // prints paragraphs, so it stands alone
            let document = document(&format!("{{{{ {example} }}}}"), &issued, &draft);
            filtered.insert(name, short(text_of(&document.sections[0].blocks[0]).trim()));
        }
        Self { values, filtered }
    }

    /// What a variable prints.
    pub fn value(&self, path: &str) -> String {
        self.values
            .get(path)
            .unwrap_or_else(|| panic!("no dossier has {path}"))
            .clone()
    }

    /// What the example of a filter prints.
    pub fn filtered(&self, name: &str) -> String {
        self.filtered[name].clone()
    }
}

/// Lines that print the variable's number and value, one for each that is there.
fn asked(at: usize, variable: &Variable, all: &[Variable]) -> String {
    let (mut opened, mut closed) = (String::new(), String::new());
    let (mut path, mut value) = (String::new(), String::new());
    for (depth, step) in variable.path.split('.').enumerate() {
        let name = step.trim_end_matches("[]");
        let dot = if depth == 0 { "" } else { "." };
        write!(path, "{dot}{name}").expect("memory");
        write!(value, "{dot}{name}").expect("memory");
        let may_be_nothing =
            |v: &&Variable| v.absent.is_some() && v.path.trim_end_matches("[]") == path;
        if name != step || all.iter().find(may_be_nothing).is_some() {
            write!(opened, "{{% if {value} %}}").expect("memory");
            closed.insert_str(0, "{% endif %}");
        }
        if name != step {
            write!(opened, "{{% for x{depth} in {value} %}}").expect("memory");
            closed.insert_str(0, "{% endfor %}");
            path.push_str("[]");
            value = format!("x{depth}");
        }
    }
    let filter = variable
        .filter
        .map_or(String::new(), |filter| format!(" | {filter}"));
    format!("{opened}{at}: {{{{ {value}{filter} }}}}\n{closed}")
}

/// Lines `number: text`.
fn numbered(document: &Document) -> Vec<(usize, String)> {
    let lines = document.sections[0].blocks.iter().map(text_of);
    let lines = lines.filter_map(|line| {
        let (number, text) = line.trim_end().split_once(": ")?;
        Some((number.parse().ok()?, short(text)))
    });
    lines.collect()
}

fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let (whole, _) = cut.rsplit_once(' ').unwrap_or((&cut, ""));
    format!("{whole} ...")
}
