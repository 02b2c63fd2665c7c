//! What a set asks for against what its templates read.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::TemplateFile;
use super::reads::{Reading, Shape, ShapeOf, read_sections, told, unread};
use crate::diagnostics::{Diagnostics, SourceId};
use crate::dossier::{Kind, Set, Text};
use crate::drafting::variables;

/// Facts that the program itself reads wherever a set asks for them: for abbreviations, counts and tables.
const READ_BY_THE_PROGRAM: [&str; 7] = [
    "co_quan_ban_hanh.ten_viet_tat",
    "dia_phuong.ten",
    "khoi[].cap",
    "khoi[].dem",
    "khoi[].dem_ngan",
    "khoi[].ten_ngan",
    "khoi[].tieu_de",
];

/// Complains of what is read and not declared, or read though it may be missing; warns of what nobody reads.
pub(super) fn check(set: &Set, files: &[TemplateFile], ids: &[SourceId]) -> Diagnostics {
    let reading = reading(set, files, &|_| true);
    let mut found = Diagnostics::new();
    for problem in &reading.problems {
        found.push(told(problem, ids, set));
    }
    for path in unread_facts(set, files, &reading) {
        found.push(unread(path, path.span));
    }
    found
}

/// What some of a set's sections read, found out when it is first asked for.
pub(in super::super) struct Read<'a> {
    set: &'a Set,
    files: &'a [TemplateFile],
    kept: &'a [&'a str],
    reading: OnceCell<Reading>,
}

impl<'a> Read<'a> {
    /// By the sections whose templates are kept.
    pub(super) const fn by(set: &'a Set, files: &'a [TemplateFile], kept: &'a [&'a str]) -> Self {
        let reading = OnceCell::new();
        Self {
            set,
            files,
            kept,
            reading,
        }
    }

    fn reading(&self) -> &Reading {
        let read = || reading(self.set, self.files, &|file| self.kept.contains(&file));
        self.reading.get_or_init(read)
    }

    /// The facts that are declared and that none of them reads.
    pub(in super::super) fn unread(&self) -> Vec<&'a str> {
        let unread = unread_facts(self.set, self.files, self.reading());
        unread.into_iter().map(|path| path.as_str()).collect()
    }

    /// Whether any of them reads what is called so, or so and more.
    pub(in super::super) fn has(&self, path: &str) -> bool {
        let mut all = self.reading().read.iter();
        all.any(|read| read.starts_with(path))
    }
}

/// What these sections of the set read.
fn reading(set: &Set, files: &[TemplateFile], kept: &dyn Fn(&str) -> bool) -> Reading {
    let files = files.iter();
    let files: Vec<(&str, &str)> = files.map(|file| (&*file.name, &*file.text)).collect();
    let sections = set.sections().filter(|section| kept(&section.file));
    let sections = sections.map(|section| {
        let needs = section.needs.iter().map(|path| path.as_str());
        (section.file.as_str(), needs.collect())
    });
    read_sections(&files, &sections.collect::<Vec<_>>(), &shapes(set))
}

/// Facts of agencies, as templates read them.
const OF_AGENCIES: &str = "khoi[].co_quan[].";

/// Whether a table has a column for this fact of an agency, or for what the dossier orders.
fn has_column(text: &str, name: &str) -> bool {
    let columns = text.lines().filter_map(|line| line.split_once("cot:"));
    columns
        .filter_map(|(_, column)| column.split_once('|'))
        .any(|(_, value)| {
            let value = value.split('|').next().unwrap_or_default().trim();
            value == name || value.starts_with("{{")
        })
}

fn unread_facts<'a>(set: &'a Set, files: &[TemplateFile], reading: &Reading) -> Vec<&'a Text> {
    let unread = set.declared.iter().filter(|path| {
        let is_column = || {
            let name = path.strip_prefix(OF_AGENCIES);
            name.is_some_and(|name| files.iter().any(|file| has_column(&file.text, name)))
        };
        let inside = |read: &String| read.strip_prefix(path.as_str()).is_some_and(below);
        !READ_BY_THE_PROGRAM.contains(&path.as_str())
            && !is_free(set, path)
            && !is_column()
            && !reading.read.iter().any(inside)
    });
    unread.collect()
}

/// Whether it is there for whatever a set may need.
fn is_free(set: &Set, path: &str) -> bool {
    let key = set.at(&path.replace("[]", ""));
    key.is_some_and(|key| matches!(key.kind, Kind::Free))
}

/// Whether what follows a path is nothing, or a part of it.
fn below(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '['])
}

/// All that the set's templates may read, as a tree.
fn shapes(set: &Set) -> BTreeMap<String, Shape> {
    let mut root = BTreeMap::new();
    for variable in variables::paths(set) {
        let of = match variable.filter {
            _ if variable.free => ShapeOf::Any,
            _ if variables::CONDITIONS.contains(&variable.path.as_str()) => ShapeOf::Condition,
            _ if variable.is_number() => ShapeOf::Number,
            Some("ngay") => ShapeOf::Date,
            Some("md") => ShapeOf::Markdown,
            _ => ShapeOf::Value,
        };
        let optional = variable.absent.is_some();
        put(&mut root, &variable.path, Shape { optional, of });
    }
    root
}

/// Puts a shape at its path; a list is named by its elements (`khoi[]`).
fn put(group: &mut BTreeMap<String, Shape>, path: &str, shape: Shape) {
    let (step, rest) = path.split_once('.').unwrap_or((path, ""));
    let name = step.trim_end_matches("[]");
    let at = group.entry(name.to_owned()).or_insert_with(unknown);
    if rest.is_empty() {
        at.optional = shape.optional;
    }
    put_below(at, &step[name.len()..], rest, shape);
}

/// The same below a name: `brackets` are the lists it is still inside of.
fn put_below(at: &mut Shape, brackets: &str, rest: &str, shape: Shape) {
    if let Some(brackets) = brackets.strip_prefix("[]") {
        if !matches!(at.of, ShapeOf::List(_)) {
            at.of = ShapeOf::List(Box::new(unknown()));
        }
        if let ShapeOf::List(element) = &mut at.of {
            put_below(element, brackets, rest, shape);
        }
    } else if rest.is_empty() {
        if matches!(at.of, ShapeOf::Value) {
            at.of = shape.of;
        }
    } else {
        if !matches!(at.of, ShapeOf::Group(_)) {
            at.of = ShapeOf::Group(BTreeMap::new());
        }
        if let ShapeOf::Group(group) = &mut at.of {
            put(group, rest, shape);
        }
    }
}

const fn unknown() -> Shape {
    Shape {
        optional: false,
        of: ShapeOf::Value,
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnostics::{Diagnostics, Sources, render};
    use crate::drafting::{BuiltIn, Templates};

    #[test]
    fn the_built_in_sets_read_what_they_ask_for() {
        for set in [
            BuiltIn::DigitalGovernment,
            BuiltIn::Ranking,
            BuiltIn::Amending,
        ] {
            let mut sources = Sources::default();
            let Ok(templates) = Templates::built_in(set, &mut sources) else {
                panic!("{set:?} does not compile");
            };
            let ids = templates.register(&mut sources);
            let found = check(templates.set(), &templates.files, &ids);
            assert_eq!(found, Diagnostics::new(), "{}", render(&found, &sources));
        }
    }
}
