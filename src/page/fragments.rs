//! Parts of the page as HTML: models through their templates, every value escaped.

use serde::Serialize;
use std::sync::LazyLock;
use tera::{Context, Tera};

/// Each fragment's file and text.
macro_rules! fragments {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("fragments/", $name)))),*]
    };
}

const FRAGMENTS: [(&str, &str); 10] = fragments!(
    "changes.html" "code.html" "corrections.html" "excerpt.html" "explanation.html" "figures.html" "preview.html"
    "problems.html" "result.html" "told.html"
);

/// Compiled once: they are part of the program, and a test compiles them.
static COMPILED: LazyLock<Tera> = LazyLock::new(|| {
    let mut tera = Tera::default();
    // on for names that end in .html
    let _ = tera.add_raw_templates(FRAGMENTS);
    tera
});

/// The fragment of that name (`problems`), filled.
pub(crate) fn fragment(name: &str, model: &impl Serialize) -> String {
    let context = Context::from_serialize(model).unwrap_or_default();
    let made = COMPILED.render(&format!("{name}.html"), &context);
    made.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_compiles() {
        let mut tera = Tera::default();
        tera.add_raw_templates(FRAGMENTS).expect("templates");
    }
}
