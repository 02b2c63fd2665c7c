//! Styles by their names: each program gives them ids of its own, and keeps what people see, but for
//! capitals.

use std::collections::BTreeMap;

use super::tree::Node;

/// Ids of paragraph styles and their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    names: BTreeMap<String, String>,
    default: String,
}

impl Styles {
    /// Of the part of styles.
    pub(super) fn of(root: &Node) -> Self {
        let mut styles = Self::default();
        let all = root.nodes().filter(|node| node.name == "w:style");
        for style in all.filter(|style| style.attribute("w:type") == Some("paragraph")) {
            let (Some(id), Some(name)) = (style.attribute("w:styleId"), style.value("w:name"))
            else {
                continue;
            };
            let name = name.to_lowercase();
            if matches!(style.attribute("w:default"), Some("1" | "true" | "on")) {
                styles.default.clone_from(&name);
            }
            styles.names.insert(id.to_owned(), name);
        }
        styles
    }

    /// The name of a paragraph's style; an unknown id is its own name.
    pub(super) fn name(&self, id: Option<&str>) -> String {
        let Some(id) = id else {
            return self.default.clone();
        };
        let name = self.names.get(id).map(String::as_str);
        name.unwrap_or(id).to_owned()
    }
}
