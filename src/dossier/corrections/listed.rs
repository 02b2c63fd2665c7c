//! Names that running text names one by one (`neu_rieng`): they follow their agencies.

use std::collections::HashMap;

use super::super::facts::Text;

/// The names of one block.
pub(super) struct Listed {
    /// In the order of the dossier; `None` where the agency withdrew.
    names: Vec<Option<Text>>,
    /// Where each name stands.
    places: HashMap<String, Vec<usize>>,
}

impl Listed {
    pub(super) fn of(names: Vec<Text>) -> Self {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            places.entry(name.value.clone()).or_default().push(at);
        }
        let names = names.into_iter().map(Some).collect();
        Self { names, places }
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) {
        let Some(places) = self.places.remove(from) else {
            return;
        };
        for &at in &places {
            if let Some(name) = &mut self.names[at] {
                to.clone_into(&mut name.value);
            }
        }
        self.places.entry(to.to_owned()).or_default().extend(places);
    }

    pub(super) fn withdraw(&mut self, name: &str) {
        for at in self.places.remove(name).into_iter().flatten() {
            self.names[at] = None;
        }
    }

    pub(super) fn into_names(self) -> Vec<Text> {
        self.names.into_iter().flatten().collect()
    }
}
