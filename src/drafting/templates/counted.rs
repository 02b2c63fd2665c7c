//! What Tera does is counted: calls of our own are put into a template where it goes round or keeps a value, for
//! Tera itself goes on for as long as it is told to, and keeps what it is told to keep.
//!
//! The calls print nothing. Lines stay as they are; [`column_before`] takes the calls out of a column again.

use super::limits::{COUNT, COUNT_ITEM, KEEP, PRINT};
use super::syntax::parse;
use super::syntax::tree::{Expression, Kind, Node};

/// A call, and the byte before which it goes in.
type Call = (usize, String);

/// The text with the calls; `file` is its place in the set.
pub(super) fn counted(text: &str, file: usize) -> String {
    let mut all = String::with_capacity(text.len() * 2);
    let mut from = 0;
    for (at, call) in calls(text, file) {
        all.push_str(text.get(from..at).unwrap_or_default());
        all.push_str(&call);
        from = at;
    }
    all.push_str(text.get(from..).unwrap_or_default());
    all
}

/// The column, in letters, that a place of the counted text has in the text itself.
pub(super) fn column_before(text: &str, file: usize, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let mut taken = 0;
    for (at, call) in calls(text, file) {
        let Some(before) = text.get(start..at) else {
            continue;
        };
        let at = before.chars().count();
        let length = call.chars().count();
        if before.contains('\n') || column < at + taken {
            break;
        }
        if column < at + taken + length {
            return at;
        }
        taken += length;
    }
    column - taken
}

/// All calls in the order of the text; none if Tera will refuse the text.
fn calls(text: &str, file: usize) -> Vec<Call> {
    let Some(template) = parse(text) else {
        return Vec::new();
    };
    let mut counter = Counter {
        text,
        file,
        calls: Vec::new(),
    };
    if template.extends.is_none() {
        counter.passed(0, text.len());
    }
    counter.nodes(&template.nodes);
    for component in &template.components {
        counter.passed(component.start, text.len());
        counter.nodes(&component.body);
    }
    counter.calls.sort_by_key(|(at, _)| *at);
    counter.calls
}

struct Counter<'t> {
    text: &'t str,
    file: usize,
    calls: Vec<Call>,
}

impl Counter<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Print(value, end) if !calls_others(value) => {
                    let text = self.text.get(value.place.clone()).unwrap_or_default();
                    self.value_at(*end, PRINT, &text.replace('\n', " "));
                }
                Node::Set(set) if !is_name(&set.value) => self.value_at(set.end, KEEP, &set.name),
                Node::Capture(part) => {
                    if let Some(name) = &part.name {
                        self.value_at(part.end, KEEP, name);
                    }
                }
                Node::For(part) => self.passed(part.start, part.end - part.start),
                _ => {}
            }
            node.values()
                .into_iter()
                .for_each(|value| self.value(value));
            node.bodies().into_iter().for_each(|body| self.nodes(body));
        }
    }

    /// Counts the items of lists that are made of others.
    fn value(&mut self, value: &Expression) {
        if let Kind::Comprehension(list) = &value.kind {
            let count = format!(
                "{COUNT_ITEM}({})",
                self.cost(list.end, list.item.place.len())
            );
            let call = match &list.condition {
                None => (list.end, format!(" if {count}")),
                Some(condition) => (condition.place.start, format!("{count} and ")),
            };
            self.calls.push(call);
        }
        value.parts().into_iter().for_each(|part| self.value(part));
    }

    /// So much text is gone through from here on.
    fn passed(&mut self, at: usize, length: usize) {
        let call = format!("{COUNT}({})", self.cost(at, length));
        self.print(at, &call);
    }

    /// This value is printed or kept.
    fn value_at(&mut self, at: usize, function: &str, value: &str) {
        let call = format!("{function}(v={value},{})", self.cost(at, 0));
        self.print(at, &call);
    }

    fn cost(&self, at: usize, length: usize) -> String {
        let line = 1 + self
            .text
            .get(..at)
            .unwrap_or_default()
            .matches('\n')
            .count();
        format!("n={length},l={line},f={}", self.file)
    }

    /// Blanks that the tag before eats are eaten still.
    fn print(&mut self, at: usize, call: &str) {
        let before = self.text.get(..at).unwrap_or_default();
        let eats = before.ends_with("-%}") || before.ends_with("-}}");
        let end = if eats { "-}}" } else { "}}" };
        self.calls.push((at, format!("{{{{{call}{end}")));
    }
}

/// Whether the value is another name of one that is kept already.
fn is_name(value: &Expression) -> bool {
    match &value.kind {
        Kind::Variable(_) => true,
        Kind::Attribute(of, _) | Kind::Item(of, ..) => is_name(of),
        _ => false,
    }
}

/// Whether it prints what counts itself, and would do so once more for being counted.
fn calls_others(value: &Expression) -> bool {
    let calls = match &value.kind {
        Kind::Component(..) => true,
        Kind::Call(word) => word.name == "super",
        _ => false,
    };
    calls || value.parts().into_iter().any(calls_others)
}

#[cfg(test)]
mod tests {
    use super::{column_before, counted};

    const TEXT: &str =
        "Một {{ a }} hai\n{% for k in b -%} {{ k }} {%- endfor %}{{ c }}\n{{ [x for x in y] }}";

    #[test]
    fn columns_are_found_again() {
        let counted = counted(TEXT, 0);
        let mut found = 0;
        for (number, (line, own)) in counted.lines().zip(TEXT.lines()).enumerate() {
            for word in ["{{ a", "hai", "{{ k", "{%- e", "{{ c", "x for", "] }"] {
                let column = |line: &str| Some(line[..line.find(word)?].chars().count());
                let (Some(own), Some(column)) = (column(own), column(line)) else {
                    continue;
                };
                let told = column_before(TEXT, 0, number + 1, column);
                assert_eq!(told, own, "{word}: {line}");
                found += 1;
            }
        }
        assert_eq!(found, 7);
    }

    /// What is counted prints as before.
    #[test]
    fn counting_prints_nothing() {
        let values =
            serde_json::json!({"a": "1", "b": ["2", "3"], "c": "4", "y": [5, 6], "m": {"k": [7]}});
        let context = tera::Context::from_serialize(&values).expect("values");
        let print = |text: &str| {
            let mut tera = tera::Tera::new();
            super::super::limits::Budget::default().register(&mut tera);
            tera.render_str(text, &context, false)
        };
        for text in [
            TEXT,
            "{% for k in b -%}\n {{- k -}} \n{% if k %} x {% endif %}{%- endfor -%}\n y",
            "{%- set z = a ~ c -%} {{ z }} {% set z -%} {{ a }} {%- endset -%} {{- z -}} .",
            "{% component t(x) %} {{ x }} {{ body }} {% endcomponent %}{% <t x={a}> %} c {{ a }} {% </t> %}",
            "{{ [x + 1 for x in y if x > 5 or a] }}{{ [k for k, v in m] }}{% for k, v in m %}{{ k }}{% else %}{{ a }}{% endfor %}",
            "{% filter upper -%} x {{ a\n~ c }} {%- endfilter %}",
        ] {
            let counted = counted(text, 0);
            assert_ne!(counted, text);
            let (own, other) = (print(text).expect("printed"), print(&counted));
            assert_eq!(own, other.unwrap_or_default(), "{counted}");
        }
    }
}
