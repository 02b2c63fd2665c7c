//! What is to be filled in, and what became of it.

/// A fact to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name: that of its controls (`so`).
    pub name: &'static str,
    /// What is to be printed.
    pub value: String,
}

/// What became of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many controls show it.
    pub places: usize,
    /// Whether the part beside the text holds it.
    pub is_stored: bool,
    /// What stood there before and is another, each once.
    pub former: Vec<String>,
    /// Whether figures were typed right beside a control, not into it.
    pub has_figures_beside: bool,
}

impl Outcome {
    /// Notes what stood in a place.
    pub(super) fn replaces(&mut self, former: &str, value: &str) {
        let former = former.trim_matches(['\u{2007}', ' ', '\u{a0}']);
        if !former.is_empty() && former != value && !self.former.iter().any(|f| f == former) {
            self.former.push(former.to_owned());
        }
    }
}
