//! Scores written into a block: only values change, only where they differ.

use super::part::{Changes, Part};
use super::wanted::{KEYS, NUMBERS, OUT, Wanted, known_number};
use crate::dossier::{Agency, Block};
use crate::yaml_edit::Step::{Item, Key};
use crate::yaml_edit::{Document, NotEditable, Step, Value, below};

pub(super) fn write(
    part: &Part<'_>,
    block: &Block,
    file: &mut Document<'_>,
    changes: &mut Changes,
) -> Result<(), NotEditable> {
    let list = [Key("khoi"), Item(part.block), Key("co_quan")];
    for index in &part.missing {
        file.remove(&below(&list, Item(*index)))?;
    }
    let mut new = Vec::new();
    for (found, wanted) in &part.agencies {
        let changed = match found {
            Some(index) => {
                let entry = Entry {
                    path: &below(&list, Item(*index)),
                    known: &block.agencies[*index],
                    wanted,
                };
                entry.write(file)?
            }
            None => {
                new.push(wanted.entry());
                true
            }
        };
        *(if changed {
            &mut changes.written
        } else {
            &mut changes.unchanged
        }) += 1;
    }
    file.append(&list, &new)
}

/// An agency of the dossier, and what the sheet says of it. Each method writes what differs, and says whether anything
/// did.
struct Entry<'a> {
    path: &'a [Step<'a>],
    known: &'a Agency,
    wanted: &'a Wanted,
}

impl Entry<'_> {
    /// Sets a key in its place among the others, or removes it.
    fn put(
        &self,
        key: &'static str,
        value: Option<Value>,
        file: &mut Document<'_>,
    ) -> Result<bool, NotEditable> {
        let before = KEYS.iter().position(|own| *own == key).unwrap_or(0);
        let place = below(self.path, Key(key));
        match value {
            Some(value) => file.set_after(&place, &value, &KEYS[..before])?,
            None => file.remove(&place)?,
        }
        Ok(true)
    }

    fn write(&self, file: &mut Document<'_>) -> Result<bool, NotEditable> {
        let numbers = self.numbers(file)?;
        let scores = self.scores(file)?;
        let not_applicable = self.not_applicable(file)?;
        let out = self.out(file)?;
        Ok(numbers || scores || not_applicable || out)
    }

    fn numbers(&self, file: &mut Document<'_>) -> Result<bool, NotEditable> {
        let mut changed = false;
        for key in NUMBERS {
            let (old, new) = (known_number(self.known, key), self.wanted.number(key));
            if old != new.map(|new| new.value) {
                let value = new.map(|new| Value::Number(new.comma()));
                changed |= self.put(key, value, file)?;
            }
        }
        Ok(changed)
    }

    fn scores(&self, file: &mut Document<'_>) -> Result<bool, NotEditable> {
        let (known, wanted) = (&self.known.scores, &self.wanted.scores);
        if wanted.is_empty() || known.is_empty() {
            let scores = wanted
                .iter()
                .map(|(id, score)| (id.clone(), Value::Number(score.comma())));
            let group = (!wanted.is_empty()).then(|| Value::Group(scores.collect()));
            return match known.is_empty() && wanted.is_empty() {
                true => Ok(false),
                false => self.put("chi_so", group, file),
            };
        }
        let mut changed = false;
        let group = below(self.path, Key("chi_so"));
        for (id, score) in wanted {
            let old = known.iter().find(|old| *old.indicator == **id);
            if old.is_none_or(|old| old.value.value != score.value) {
                file.set(&below(&group, Key(id)), &Value::Number(score.comma()))?;
                changed = true;
            }
        }
        let is_wanted = |own: &str| wanted.iter().any(|(id, _)| *id == *own);
        for old in known.iter().filter(|old| !is_wanted(&old.indicator)) {
            file.remove(&below(&group, Key(&old.indicator)))?;
            changed = true;
        }
        Ok(changed)
    }

    fn not_applicable(&self, file: &mut Document<'_>) -> Result<bool, NotEditable> {
        let (known, wanted) = (&self.known.not_applicable, &self.wanted.not_applicable);
        let is_wanted = |id: &str| wanted.iter().any(|own| own == id);
        if known.len() == wanted.len() && known.iter().all(|id| is_wanted(id)) {
            return Ok(false);
        }
        let value = (!wanted.is_empty()).then(|| Value::Words(wanted.clone()));
        self.put("khong_ap_dung", value, file)
    }

    fn out(&self, file: &mut Document<'_>) -> Result<bool, NotEditable> {
        let mut changed = false;
        let known = [&self.known.unranked, &self.known.unassessed];
        for (key, old) in OUT.into_iter().zip(known) {
            let new = self.wanted.out.as_ref().filter(|(own, _)| *own == key);
            let is_back = self.wanted.is_ranked || self.wanted.out.is_some();
            // a reason that somebody wrote is better than that of the sheet
            changed |= match (old, new) {
                (None, Some((_, reason))) => self.put(key, Some(Value::text(&**reason)), file)?,
                (Some(_), None) if is_back => self.put(key, None, file)?,
                _ => false,
            };
        }
        Ok(changed)
    }
}
