//! What is printed must be words: no group or list, a date and Markdown through their filters.

use super::super::syntax::tree::{Expression, Kind, Word};
use super::reader::Reader;
use super::scope::Value;
use super::shape::{Cause, Form, Shape, ShapeOf};

/// The filters that make words of a date.
const OF_DATES: [&str; 3] = ["ngay", "ngay_thang", "ngay_day_du"];
/// The filter that prints Markdown.
const OF_MARKDOWN: &str = "md";
/// Filters that give something of the kind they take.
const KEEPING: [&str; 6] = ["sort", "reverse", "unique", "default", "safe", "slice"];
/// Filters that make words of a list.
const OF_LISTS: [&str; 2] = ["liet_ke", "join"];

impl<'a> Reader<'a> {
    /// Complains of a value that does not print as words; `end` is one past its tag.
    pub(super) fn printed(&mut self, value: &'a Expression, end: usize) {
        self.words(value);
        if let Kind::Filter(of, word) = &value.kind
            && word.name == OF_MARKDOWN
            && self.stands_in_a_line(of.place.start, end)
        {
            self.unprintable(of, Form::Inline);
        }
    }

    fn words(&mut self, value: &'a Expression) {
        match &value.kind {
            Kind::Variable(_) | Kind::Attribute(..) | Kind::Item(..) => {
                let shape = self.known_of(value).shape;
                self.form(value, shape);
            }
            Kind::Filter(of, word) => self.filtered(of, word),
            Kind::Slice(of, _) => self.words(of),
            Kind::Binary("~" | "or" | "and", left, right) => {
                self.words(left);
                self.words(right);
            }
            Kind::Ternary(ternary) => {
                self.words(&ternary.then);
                self.words(&ternary.otherwise);
            }
            Kind::Not(_)
            | Kind::Test(..)
            | Kind::Binary("==" | "!=" | "<" | ">" | "<=" | ">=" | "in", ..) => {
                self.unprintable(value, Form::Condition);
            }
            Kind::List(_) | Kind::Map(_) | Kind::Comprehension(_) => {
                self.unprintable(value, Form::Structure);
            }
            _ => {}
        }
    }

    /// What is read already, without complaining of it again.
    fn known_of(&mut self, value: &'a Expression) -> Value<'a> {
        let problems = std::mem::take(&mut self.found.problems);
        let known = self.value(value);
        self.found.problems = problems;
        known
    }

    fn filtered(&mut self, of: &'a Expression, word: &'a Word) {
        match word.name.as_str() {
            name if KEEPING.contains(&name) => self.words(of),
            name if OF_LISTS.contains(&name) => {
                let list = self.known_of(of).shape;
                let element = list.and_then(|list| match &list.of {
                    ShapeOf::List(element) => Some(&**element),
                    _ => None,
                });
                self.form(of, element);
            }
            "first" | "last" | "nth" => {
                let list = self.known_of(of);
                let element = self.element(&list).shape;
                self.form(of, element);
            }
            _ => {}
        }
    }

    /// Complains of what a filter is put after, wherever it stands.
    pub(super) fn suits(&mut self, of: &'a Expression, shape: Option<&Shape>, filter: &str) {
        let is_date = OF_DATES.contains(&filter);
        match shape.map(|shape| &shape.of) {
            Some(ShapeOf::Value | ShapeOf::Number | ShapeOf::Markdown) if is_date => {
                self.unprintable(of, Form::NoDate);
            }
            Some(ShapeOf::Date) if !is_date && !KEEPING.contains(&filter) => {
                self.unprintable(of, Form::Date);
            }
            Some(ShapeOf::Markdown) if filter != OF_MARKDOWN && filter != "default" => {
                self.unprintable(of, Form::Markdown);
            }
            _ => {}
        }
    }

    /// Complains of text against a number, which is always unequal, and in no order.
    pub(super) fn compared(&mut self, value: &'a Expression, with: &'a Expression) {
        let is_path = matches!(
            value.kind,
            Kind::Variable(_) | Kind::Attribute(..) | Kind::Item(..)
        );
        let shape = self
            .known_of(value)
            .shape
            .filter(|_| is_path)
            .map(|shape| &shape.of);
        let with_number = matches!(with.kind, Kind::Integer(_) | Kind::Float);
        let fits = match shape {
            Some(ShapeOf::Value | ShapeOf::Date | ShapeOf::Markdown) => !with_number,
            Some(ShapeOf::Number) => !matches!(with.kind, Kind::Text(_)),
            _ => true,
        };
        if !fits {
            self.unprintable(value, Form::Compared);
        }
    }

    /// Complains of a loop over the keys of a group.
    pub(super) fn is_list(&mut self, of: &Expression, value: &Value<'a>) {
        if let Some(ShapeOf::Group(_)) = value.shape.map(|shape| &shape.of) {
            self.unprintable(of, Form::Structure);
        }
    }

    /// Complains of a date or Markdown without its filter.
    pub(super) fn bare(&mut self, value: &'a Expression) {
        let form = match self.known_of(value).shape.map(|shape| &shape.of) {
            Some(ShapeOf::Date) => Form::Date,
            Some(ShapeOf::Markdown) => Form::Markdown,
            _ => return,
        };
        self.unprintable(value, form);
    }

    fn form(&mut self, value: &Expression, shape: Option<&Shape>) {
        match shape.map(|shape| &shape.of) {
            Some(ShapeOf::Group(_) | ShapeOf::List(_)) => self.unprintable(value, Form::Structure),
            Some(ShapeOf::Date) => self.unprintable(value, Form::Date),
            Some(ShapeOf::Markdown) => self.unprintable(value, Form::Markdown),
            Some(ShapeOf::Condition) => self.unprintable(value, Form::Condition),
            Some(ShapeOf::Value | ShapeOf::Number | ShapeOf::Any) | None => {}
        }
    }

    fn unprintable(&mut self, value: &Expression, form: Form) {
        let name = self.written(&value.place).to_owned();
        self.problem(value.place.clone(), Cause::Unprintable { name, form });
    }

    /// Whether words stand in the same line before the tag, or letters after it.
    fn stands_in_a_line(&self, start: usize, end: usize) -> bool {
        let text = self.files[self.file].text;
        let (before, after) = (text.get(..start), text.get(end..));
        let before = before.and_then(|before| before.rsplit('\n').next());
        let after = after.and_then(|after| after.split('\n').next());
        let before = before.unwrap_or_default().trim_end_matches(['{', '-', ' ']);
        let said = |part: &str| outside_tags(part).chars().any(char::is_alphanumeric);
        said(before) || said(after.unwrap_or_default())
    }
}

/// The text without its tags.
fn outside_tags(line: &str) -> String {
    let mut words = String::new();
    let mut rest = line;
    while let Some((before, tag)) = rest.split_once("{%") {
        words.push_str(before);
        rest = tag.split_once("%}").map_or("", |(_, after)| after);
    }
    words + rest
}
