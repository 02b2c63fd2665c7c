//! The template sets compiled into the program.

use std::sync::{Arc, OnceLock};

use crate::diagnostics::{Diagnostic, Diagnostics, Sources};
use crate::dossier::{DECLARATION, Set};

/// The file of a set's folder that is a dossier to begin with.
pub(crate) const STARTER: &str = "ho-so.yaml";

/// Name and text of a file.
type Text = (&'static str, &'static str);

/// The files of a set's folder.
macro_rules! files {
    ($set:literal: $($file:literal),+) => {
        &[$(($file, include_str!(concat!("../../../templates/", $set, "/", $file)))),+]
    };
}

/// The sets compiled into the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// `chinh-quyen-so`: the decision on digital government, with its annex that tells how it came about.
    DigitalGovernment,
    /// `xep-hang`: any ranking.
    Ranking,
    /// `sua-doi`: the decision that amends an issued one.
    Amending,
}

impl BuiltIn {
    /// The sets that a dossier may name; one that names none is read by the first.
    pub const ASKABLE: [Self; 2] = [Self::DigitalGovernment, Self::Ranking];

    /// The set that a new dossier begins with.
    pub const FIRST: Self = Self::Ranking;

    /// Its name, as in a dossier's `bo_mau`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DigitalGovernment => "chinh-quyen-so",
            Self::Ranking => "xep-hang",
            Self::Amending => "sua-doi",
        }
    }

    /// The set of that name that dossiers may name.
    ///
    /// # Errors
    /// `MB030` if there is none.
    pub(crate) fn named(name: &str) -> Result<Self, Diagnostic> {
        let names = Self::ASKABLE.map(Self::name);
        let found = Self::ASKABLE.into_iter().find(|set| set.name() == name);
        found.ok_or_else(|| {
            let problem = match name {
                "" => "`bo_mau` phải là tên một bộ mẫu".to_owned(),
                name => format!("Không có bộ mẫu “{name}”"),
            };
            Diagnostic::error("MB030", problem).with_remedy(format!(
                "Viết một trong: {}",
                names.map(|name| format!("`{name}`")).join(", ")
            ))
        })
    }

    /// All its files: its declaration, its templates, a starter dossier if dossiers may name it.
    #[must_use]
    pub const fn files(self) -> &'static [Text] {
        match self {
            Self::DigitalGovernment => {
                files!("chinh-quyen-so": "bo-mau.yaml", "quyet-dinh.md", "phu-luc.md", "to-trinh.md", "ho-so.yaml")
            }
            Self::Ranking => {
                files!(
                    "xep-hang": "bo-mau.yaml", "quyet-dinh.md", "phu-luc.md", "noi-dung.md", "bang.md",
                    "bang-chung.md", "ghi-chu.md", "nam-truoc.md", "to-trinh.md", "ty-le.md", "ho-so.yaml"
                )
            }
            Self::Amending => {
                files!(
                    "sua-doi": "bo-mau.yaml", "quyet-dinh.md", "phu-luc.md", "bang.md", "bang-chung.md",
                    "ghi-chu.md", "ty-le.md"
                )
            }
        }
    }

    /// Its files without the starter dossier.
    pub(super) fn templates(self) -> impl Iterator<Item = Text> {
        let files = self.files().iter().copied();
        files.filter(|(name, _)| *name != STARTER)
    }

    /// The text of one of them; empty if there is none.
    #[must_use]
    pub fn file(self, name: &str) -> &'static str {
        let mut files = self.files().iter();
        let found = files.find(|(own, _)| *own == name);
        found.map_or("", |(_, text)| text)
    }

    /// What it declares.
    #[must_use]
    pub fn set(self) -> Arc<Set> {
        static SETS: [OnceLock<Arc<Set>>; 3] = [const { OnceLock::new() }; 3];
        let read = || {
            let text = self.file(DECLARATION);
            let source = Sources::default().add(DECLARATION, text);
            // a test holds that each can be read
            Set::read(source, text, &mut Diagnostics::new()).unwrap_or_default()
        };
        SETS[self as usize].get_or_init(read).clone()
    }

    /// What messages call its folder.
    pub(super) fn shown(self) -> String {
        format!("mẫu có sẵn/{}", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::BuiltIn;
    use crate::diagnostics::{Sources, render};
    use crate::drafting::Templates;

    /// What is checked of other sets holds for these, though it is not checked when they are used.
    #[test]
    fn built_in_sets_hold_to_what_is_checked_of_others() {
        for set in [
            BuiltIn::DigitalGovernment,
            BuiltIn::Ranking,
            BuiltIn::Amending,
        ] {
            let mut sources = Sources::default();
            let checked = Templates::from_texts(&set.shown(), set.templates(), &mut sources);
            if let Err(problems) = checked {
                panic!("{}", render(&problems, &sources));
            }
        }
    }
}
