//! What stands in a schema more than once, defined once.

use std::collections::HashMap;

use super::json::{Fields, Json};
use crate::dossier::{Key, Kind};

/// The definitions: which are wanted, which are made.
pub(super) struct Definitions {
    /// How often each kind is used.
    uses: HashMap<String, usize>,
    /// The names given so far, by kind.
    names: HashMap<String, String>,
    made: Fields,
}

impl Definitions {
    pub(super) fn of(keys: &[Key]) -> Self {
        let mut definitions = Self {
            uses: HashMap::new(),
            names: HashMap::new(),
            made: Fields::new(),
        };
        definitions.count(keys);
        definitions
    }

    /// What a kind is called, if it is used more than once, and whether it is called so for the first time.
    pub(super) fn name_of(
        &mut self,
        key: &str,
        kind: &Kind,
        needed: bool,
    ) -> Option<(String, bool)> {
        let same = same(kind, needed);
        if self.uses.get(&same).is_none_or(|uses| *uses < 2) {
            return None;
        }
        if let Some(name) = self.names.get(&same) {
            return Some((name.clone(), false));
        }
        let base = word(kind).unwrap_or(key);
        let base = base.to_owned() + if needed { "" } else { "_hoac_trong" };
        let taken = |name: &str| self.names.values().any(|known| known == name);
        let mut name = base.clone();
        let mut count = 2;
        while taken(&name) {
            name = format!("{base}_{count}");
            count += 1;
        }
        self.names.insert(same, name.clone());
        // its place among the definitions; what it holds may need others first
        self.made.push((name.clone(), Json::Flag(true)));
        Some((name, true))
    }

    pub(super) fn set(&mut self, name: &str, fields: Fields) {
        for (known, value) in &mut self.made {
            if known == name {
                *value = Json::Object(fields);
                return;
            }
        }
    }

    pub(super) fn finish(self) -> Fields {
        self.made
    }

    fn count(&mut self, keys: &[Key]) {
        for key in keys {
            self.count_kind(&key.kind, key.needed);
        }
    }

    fn count_kind(&mut self, kind: &Kind, needed: bool) {
        let uses = self.uses.entry(same(kind, needed)).or_default();
        *uses += 1;
        if *uses > 1 && word(kind).is_none() {
            // what it holds is written once
            return;
        }
        match kind {
            Kind::Lines => {
                self.count_kind(&Kind::Text, true);
                self.count_kind(&Kind::Text, needed);
            }
            Kind::List(of) | Kind::Map(of) => self.count_kind(of, true),
            Kind::Group(keys) => self.count(keys),
            Kind::Variants(variants) => {
                self.count(&variants.common);
                let forms = variants.forms.iter();
                forms.for_each(|form| self.count(&form.keys));
            }
            _ => {}
        }
    }
}

/// Kinds that take the same have the same name.
fn same(kind: &Kind, needed: bool) -> String {
    match word(kind) {
        Some(word) => format!("{word} {needed}"),
        None => format!("{kind:?} {needed}"),
    }
}

/// What kinds of one value are called; nothing of others.
fn word(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Text | Kind::Citation | Kind::Basis | Kind::Recipient | Kind::Markdown { .. } => {
            "chu"
        }
        Kind::Date | Kind::Milestone => "ngay_thang",
        Kind::Number => "con_so",
        Kind::Amount => "so_khong_am",
        Kind::IssueNumber => "so_van_ban",
        Kind::Lines => "cac_dong",
        _ => return None,
    })
}
