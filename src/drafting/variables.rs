//! What templates may read, declared once: paths, when each is nothing, what it means.
//!
//! `[]` stands for the elements of a list (`khoi[].ten`). What a core key is already declared to mean is not said
//! again; the facts of a set come from its declaration.

mod amendment;
mod own;
mod table;
#[cfg(test)]
mod tests;

use crate::dossier::{Key, Kind, Set};

/// Variables that are true or false.
pub(crate) const CONDITIONS: [&str; 4] = [
    "van_ban.da_ban_hanh",
    "sua_doi.khoi[].chi_ket_qua",
    "tong.co_quy_doi",
    "khoi[].co_quan[].moi",
];

/// What a template may read.
#[derive(Clone, Debug)]
pub struct Variable {
    /// `van_ban.so`, `khoi[].muc[].ten`; a list is named by its elements (`khoi[]`).
    pub path: String,
    /// When it is nothing; `None` for never. What it holds is asked for only where it is something.
    pub absent: Option<String>,
    /// What it means.
    pub meaning: String,
    /// The filter that it is printed with.
    pub filter: Option<&'static str>,
    /// Whether it may hold anything.
    pub free: bool,
    /// Whether a fact of the set's own.
    pub own: bool,
}

/// All that the templates of a set may read: the core's first, then the facts of its own.
#[must_use]
pub fn paths(set: &Set) -> Vec<Variable> {
    let rows = table::ROWS.into_iter();
    let rows = rows.filter(|row| row.with.is_none_or(|path| set.at(path).is_some()));
    let mut variables: Vec<Variable> = rows.map(|row| row.variable(set)).collect();
    if set.amends {
        variables.extend(amendment::variables(set));
    }
    variables.extend(own::facts(set));
    variables
}

/// When a value is nothing.
#[derive(Clone, Copy)]
enum Absent {
    Never,
    /// When its key is left out.
    Unsaid,
    /// Then; never if the set needs one of these keys.
    When(&'static str, &'static str),
}

#[derive(Clone, Copy)]
struct Row {
    path: &'static str,
    /// `None` for what its core key means.
    meaning: Option<&'static str>,
    absent: Absent,
    filter: Option<&'static str>,
    /// It is there only if the set has this key.
    with: Option<&'static str>,
}

impl Variable {
    /// Whether it is a number to Tera; all other figures are texts, exact to the last digit.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.filter == Some("hai_chu_so") || self.path.contains("khoan")
    }
}

impl Row {
    /// As its key.
    const fn key(path: &'static str) -> Self {
        Self {
            path,
            meaning: None,
            absent: Absent::Unsaid,
            filter: None,
            with: None,
        }
    }

    /// Something computed, or other than its key.
    const fn new(path: &'static str, meaning: &'static str) -> Self {
        Self {
            meaning: Some(meaning),
            absent: Absent::Never,
            ..Self::key(path)
        }
    }

    /// Something even if its key is left out.
    const fn always(self) -> Self {
        Self {
            absent: Absent::Never,
            ..self
        }
    }

    const fn nothing(self, when: &'static str, unless: &'static str) -> Self {
        Self {
            absent: Absent::When(when, unless),
            ..self
        }
    }

    const fn printed(self, filter: &'static str) -> Self {
        Self {
            filter: Some(filter),
            ..self
        }
    }

    const fn with(self, key: &'static str) -> Self {
        Self {
            with: Some(key),
            ..self
        }
    }

    fn variable(self, set: &Set) -> Variable {
        let key = set.at(&self.path.replace("[]", ""));
        let needs = |path: &str| set.at(path).is_some_and(|key| key.needed);
        let absent = match self.absent {
            Absent::Unsaid => unsaid(key),
            Absent::When(_, unless) if needs(unless) => None,
            Absent::When(when, _) => Some(when.to_owned()),
            Absent::Never => None,
        };
        // what is other than its key is printed otherwise, too
        let of_kind = || filter(&key.filter(|_| self.meaning.is_none())?.kind);
        let of_key = || key.map(|key| key.meaning.clone()).unwrap_or_default();
        Variable {
            path: self.path.to_owned(),
            absent,
            meaning: self.meaning.map_or_else(of_key, str::to_owned),
            filter: self.filter.or_else(of_kind),
            free: false,
            own: false,
        }
    }
}

/// When what a key says is nothing.
fn unsaid(key: Option<&Key>) -> Option<String> {
    let needed = key.is_some_and(|key| key.needed);
    (!needed).then(|| "khi hồ sơ không ghi".to_owned())
}

/// What values of a kind are printed with.
fn filter(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Date => Some("ngay"),
        Kind::Markdown { .. } => Some("md"),
        Kind::List(of) => filter(of),
        _ => None,
    }
}
