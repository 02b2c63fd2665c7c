//! Which agency of the dossier a row is.

use std::collections::HashMap;

use crate::diagnostics::Diagnostic;
use crate::dossier::Block;
use crate::import::answers::Answers;
use crate::import::model::{Agency, Table};
use crate::import::names::are_near;
use crate::import::report::Report;
use crate::sheet::Workbook;
use crate::values::folded;

/// The names of a block's agencies, as they are compared.
pub(in crate::import) struct Names<'a> {
    names: Vec<&'a str>,
    keys: Vec<String>,
    by_key: HashMap<String, usize>,
}

impl<'a> Names<'a> {
    pub(in crate::import) fn of(block: &'a Block) -> Self {
        let names: Vec<&str> = block
            .agencies
            .iter()
            .map(|agency| agency.name.as_str())
            .collect();
        let keys: Vec<String> = names.iter().map(|name| folded(name)).collect();
        let by_key = keys.iter().cloned().zip(0..).collect();
        Self {
            names,
            keys,
            by_key,
        }
    }

    pub(in crate::import) fn name(&self, index: usize) -> &'a str {
        self.names[index]
    }

    pub(in crate::import) fn len(&self) -> usize {
        self.names.len()
    }

    /// The agency that a row is; a likely one is asked about.
    pub(in crate::import) fn find(
        &self,
        row: &Agency,
        answers: &Answers,
        (table, book): (&Table, &Workbook),
        report: &mut Report<'_>,
    ) -> Option<usize> {
        let wanted = folded(answers.name(&row.name));
        if let Some(found) = self.by_key.get(&wanted) {
            return Some(*found);
        }
        let is_said = answers.speaks_of(&row.name);
        let near = self
            .keys
            .iter()
            .position(|key| !is_said && are_near(key, &wanted));
        if let Some(near) = near {
            let (near, name) = (self.names[near], &row.name);
            let place = report.cell(&book.sheets[table.sheet], row.at);
            report.push(
                Diagnostic::error("BD027", format!("“{name}” có phải là “{near}” trong hồ sơ?"))
                    .at(place, "tên gần giống")
                    .with_remedy(format!(
                        "Đúng thì thêm --ten \"{name}={near}\"; là cơ quan khác thì thêm --ten \"{name}={name}\""
                    )),
            );
        }
        None
    }
}
