//! The edits.

use std::cmp::Reverse;

use super::place::Places;
use super::value::Value;
use crate::diagnostics::{Diagnostics, Sources, Span};
use crate::yaml::{self, Mapping, Node, Value as Read};

/// A step from a value to one inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// The value of this key.
    Key(&'a str),
    /// The item of a list, from 0.
    Item(usize),
}

/// The path one step further in.
#[must_use]
pub fn below<'a>(path: &[Step<'a>], step: Step<'a>) -> Vec<Step<'a>> {
    path.iter().copied().chain([step]).collect()
}

/// What cannot be changed without changing more: a value brought by an alias, or written in a way that has no place
/// for it. With its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotEditable(pub Option<Span>);

/// A file that is edited.
pub(crate) struct Document<'a> {
    places: Places<'a>,
    root: Node,
    edits: Vec<Edit>,
    line_break: &'static str,
}

struct Edit {
    start: usize,
    end: usize,
    text: String,
    /// How far in new lines stand; 0 for what is put into a line.
    indent: usize,
}

impl<'a> Document<'a> {
    /// Reads a file; `None` if it is no YAML.
    #[must_use]
    pub(crate) fn open(text: &'a str) -> Option<Self> {
        let source = Sources::default().add("", "");
        let mut found = Diagnostics::new();
        let root = yaml::parse(source, text, &mut found)?;
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Some(Self {
            places: Places { text },
            root,
            edits: Vec::new(),
            line_break,
        })
    }

    /// The text with all edits made.
    #[must_use]
    pub(crate) fn finish(mut self) -> String {
        // at one place what belongs further in comes first, then in the order made; what is taken away after it
        self.edits
            .sort_by_key(|edit| (edit.start, edit.end > edit.start, Reverse(edit.indent)));
        let text = self.places.text;
        let (mut made, mut at) = (String::with_capacity(text.len()), 0);
        for edit in &self.edits {
            if edit.start < at {
                // inside of what is gone already
                continue;
            }
            made.push_str(&text[at..edit.start]);
            made.push_str(&edit.text);
            at = edit.end;
        }
        made.push_str(&text[at..]);
        if !made.ends_with('\n') {
            made.push_str(self.line_break);
        }
        made
    }

    /// Whether nothing is changed.
    #[must_use]
    pub(crate) fn is_unchanged(&self) -> bool {
        self.edits.is_empty()
    }

    /// The value at that path.
    pub(crate) fn get(&self, path: &[Step<'_>]) -> Option<&Node> {
        path.iter().try_fold(&self.root, |node, step| step.of(node))
    }

    /// Puts a value at a path: in place of the one that is there, or as a new key behind the others.
    ///
    /// # Errors
    /// If the value, or what should hold it, has no text of its own.
    pub(crate) fn set(&mut self, path: &[Step<'_>], value: &Value) -> Result<(), NotEditable> {
        self.set_after(path, value, &[])
    }

    /// The same; a new key stands behind the last of these that is there.
    ///
    /// # Errors
    /// As [`Self::set`].
    pub(crate) fn set_after(
        &mut self,
        path: &[Step<'_>],
        value: &Value,
        after: &[&str],
    ) -> Result<(), NotEditable> {
        let Some((last, parents)) = path.split_last() else {
            return Err(NotEditable(None));
        };
        self.own(path)?;
        match (self.get(path), last) {
            (Some(_), _) => self.replace(path, value),
            (None, Step::Key(key)) => self.insert(parents, key, value, after),
            (None, Step::Item(_)) => self.append(parents, std::slice::from_ref(value)),
        }
    }

    /// That no value on the way is brought by an alias.
    fn own(&self, path: &[Step<'_>]) -> Result<(), NotEditable> {
        let mut node = &self.root;
        for step in path {
            if node.aliased {
                return Err(NotEditable(Some(node.span)));
            }
            match step.of(node) {
                Some(inner) => node = inner,
                None => return Ok(()),
            }
        }
        Ok(())
    }

    fn replace(&mut self, path: &[Step<'_>], value: &Value) -> Result<(), NotEditable> {
        let (node, places) = (self.get(path).ok_or(NotEditable(None))?, &self.places);
        let in_flow = self.stands_in_flow(path);
        let simple = matches!(node.value, Read::Scalar(_)) && !node.aliased;
        let (start, end) = places.scalar(node);
        let one_line = !places.text[start..end].contains('\n');
        if simple && one_line && value.is_line() {
            let block = places.text[..start].trim_end().ends_with(['|', '>']);
            if !block {
                let text = if in_flow {
                    value.in_flow()
                } else {
                    value.lines(0, "")
                };
                self.edit(start, end, text);
                return Ok(());
            }
        }
        let (Some(Step::Key(key)), parents) = (path.last(), &path[..path.len() - 1]) else {
            return Err(NotEditable(Some(node.span)));
        };
        let mapping = self.mapping(parents)?;
        let entry = mapping
            .entries
            .iter()
            .find(|entry| entry.key == *key)
            .ok_or(NotEditable(None))?;
        let (start, end) = (places.colon(entry), places.entry_end(entry));
        let text = match in_flow {
            true => format!(" {}", value.in_flow()),
            false => value.after_key(places.column(places.key(entry)) + 2, self.line_break),
        };
        self.edit(start, end, text);
        Ok(())
    }

    fn insert(
        &mut self,
        parents: &[Step<'_>],
        key: &str,
        value: &Value,
        after: &[&str],
    ) -> Result<(), NotEditable> {
        let node = self.get(parents);
        if node.is_none_or(|node| matches!(node.value, Read::Null)) && !parents.is_empty() {
            // the group itself is new
            let group = Value::Group(vec![(key.to_owned(), value.clone())]);
            return self.set(parents, &group);
        }
        let mapping = self.mapping(parents)?;
        let entries = &mapping.entries;
        let behind = entries.iter().rfind(|entry| after.contains(&&*entry.key));
        let Some(behind) = behind.or(entries.last()) else {
            let group = Value::Group(vec![(key.to_owned(), value.clone())]);
            return self.replace(parents, &group);
        };
        let places = &self.places;
        let entry = Value::Group(vec![(key.to_owned(), value.clone())]);
        if mapping.flow {
            let end = places.entry_end(behind);
            let text = entry.in_flow();
            let text = format!(", {}", &text[1..text.len() - 1]);
            self.edit(end, end, text);
        } else {
            let indent = places.column(places.key(&entries[0]));
            let end = places.line_end(places.entry_end(behind));
            let text = entry.lines(indent, self.line_break);
            self.add_line(end, indent, &text);
        }
        Ok(())
    }

    /// Adds items to the list at that path; the list is made if it is not there. What is added at two times does not
    /// know of each other, so all items of a new list come at once.
    ///
    /// # Errors
    /// As [`Self::set`].
    pub(crate) fn append(&mut self, path: &[Step<'_>], items: &[Value]) -> Result<(), NotEditable> {
        if items.is_empty() {
            return Ok(());
        }
        self.own(path)?;
        let list = Value::List(items.to_vec());
        let Some(node) = self.get(path) else {
            return self.set(path, &list);
        };
        let Read::Sequence(known) = &node.value else {
            return match node.value {
                Read::Null => self.replace(path, &list),
                _ => Err(NotEditable(Some(node.span))),
            };
        };
        if node.aliased {
            return Err(NotEditable(Some(node.span)));
        }
        let places = &self.places;
        let Some(last) = known.last() else {
            return self.replace(path, &list);
        };
        if places.is_flow(node) {
            let end = places.end(last);
            let text: Vec<String> = items.iter().map(Value::in_flow).collect();
            self.edit(end, end, format!(", {}", text.join(", ")));
            return Ok(());
        }
        let indent = places.dash(&known[0]).map(|dash| places.column(dash));
        let indent = indent.ok_or(NotEditable(Some(node.span)))?;
        let end = places.line_end(places.end(last));
        let lines = list.lines(indent, self.line_break);
        self.add_line(end, indent, &lines);
        Ok(())
    }

    /// Takes away what stands at that path, with its key or dash; comments on lines of their own stay.
    ///
    /// # Errors
    /// As [`Self::set`].
    pub(crate) fn remove(&mut self, path: &[Step<'_>]) -> Result<(), NotEditable> {
        self.own(path)?;
        let Some((last, parents)) = path.split_last() else {
            return Err(NotEditable(None));
        };
        let Some(node) = self.get(path) else {
            return Ok(());
        };
        let (place, places) = (node.span, &self.places);
        let in_flow = self
            .get(parents)
            .is_some_and(|parent| places.is_flow(parent));
        let (starts, at): (Vec<(usize, usize)>, usize) =
            match (last, self.get(parents).map(|parent| &parent.value)) {
                (Step::Key(key), Some(Read::Mapping(mapping))) => {
                    let entries = mapping.entries.iter();
                    let spans = entries.map(|entry| (places.key(entry), places.entry_end(entry)));
                    let at = mapping.entries.iter().position(|entry| entry.key == *key);
                    (spans.collect(), at.unwrap_or(0))
                }
                (Step::Item(at), Some(Read::Sequence(items))) => {
                    let span = |item: &Node| {
                        let start = if in_flow {
                            Some(places.scalar(item).0)
                        } else {
                            places.dash(item)
                        };
                        start.map(|start| (start, places.end(item)))
                    };
                    let spans: Option<Vec<_>> = items.iter().map(span).collect();
                    (spans.ok_or(NotEditable(Some(place)))?, *at)
                }
                _ => return Err(NotEditable(Some(place))),
            };
        let (start, end) = starts[at];
        let lead = &places.text[places.line_start(start)..start];
        let (start, end) = if in_flow || !lead.trim().is_empty() {
            match (
                starts.get(at + 1),
                at.checked_sub(1).and_then(|before| starts.get(before)),
            ) {
                (Some((next, _)), _) => (start, *next),
                (None, Some((_, before))) => (*before, end),
                (None, None) => return Err(NotEditable(Some(place))),
            }
        } else {
            let line = places.line_start(start);
            let before = line - places.text[..line].len().min(1);
            let before = before - usize::from(places.text[..before].ends_with('\r'));
            (before.min(line), places.line_end(end))
        };
        self.edit(start, end, String::new());
        Ok(())
    }

    fn mapping(&self, path: &[Step<'_>]) -> Result<&Mapping, NotEditable> {
        let node = self.get(path).ok_or(NotEditable(None))?;
        match &node.value {
            Read::Mapping(mapping) if !node.aliased => Ok(mapping),
            _ => Err(NotEditable(Some(node.span))),
        }
    }

    fn stands_in_flow(&self, path: &[Step<'_>]) -> bool {
        (0..path.len()).any(|length| {
            self.get(&path[..length]).is_some_and(|node| {
                matches!(node.value, Read::Mapping(_) | Read::Sequence(_))
                    && self.places.is_flow(node)
            })
        })
    }

    fn edit(&mut self, start: usize, end: usize, text: String) {
        self.edits.push(Edit {
            start,
            end,
            text,
            indent: 0,
        });
    }

    /// Puts a new line with this behind the line that ends there.
    fn add_line(&mut self, end: usize, indent: usize, text: &str) {
        let text = format!("{}{}{text}", self.line_break, " ".repeat(indent));
        self.edits.push(Edit {
            start: end,
            end,
            text,
            indent,
        });
    }
}

impl Step<'_> {
    fn of<'n>(&self, node: &'n Node) -> Option<&'n Node> {
        match (self, &node.value) {
            (Self::Key(key), Read::Mapping(mapping)) => mapping
                .entries
                .iter()
                .find(|entry| entry.key == *key)
                .map(|entry| &entry.node),
            (Self::Item(at), Read::Sequence(items)) => items.get(*at),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Step::{Item, Key};
    use super::*;

    const TEXT: &str = "# đầu\na: 1   # một\nb:\n  - ten: X\n    # ghi chú\n    diem: 5,5  # cũ\n  - {ten: Y, diem: 6.5}\n\n# cuối\nc: >-\n  dài\n  hơn\n";

    fn edited(edit: impl FnOnce(&mut Document<'_>) -> Result<(), NotEditable>) -> String {
        let mut document = Document::open(TEXT).expect("YAML");
        edit(&mut document).expect("editable");
        document.finish()
    }

    fn number(text: &str) -> Value {
        Value::Number(text.to_owned())
    }

    #[test]
    fn a_value_changes_and_nothing_else() {
        assert_eq!(
            edited(|file| file.set(&[Key("b"), Item(0), Key("diem")], &number("7,25"))),
            TEXT.replace("5,5", "7,25")
        );
        assert_eq!(
            edited(|file| file.set(&[Key("b"), Item(1), Key("diem")], &number("7,25"))),
            TEXT.replace("6.5", "7.25")
        );
        assert_eq!(
            edited(|file| file.set(&[Key("c")], &Value::text("ngắn"))),
            TEXT.replace("c: >-\n  dài\n  hơn", "c: ngắn")
        );
        assert_eq!(Document::open(TEXT).expect("YAML").finish(), TEXT);
    }

    #[test]
    fn new_keys_and_items_stand_behind_the_others() {
        assert_eq!(
            edited(|file| file.set(&[Key("b"), Item(0), Key("muc")], &Value::text("Tốt"))),
            TEXT.replace("# cũ\n", "# cũ\n    muc: Tốt\n")
        );
        assert_eq!(
            edited(|file| file.set(
                &[Key("b"), Item(1), Key("chi_so"), Key("x")],
                &number("1,5")
            )),
            TEXT.replace("diem: 6.5}", "diem: 6.5, chi_so: {x: 1.5}}")
        );
        let item = Value::Group(vec![
            ("ten".to_owned(), Value::text("Z")),
            ("diem".to_owned(), number("8")),
        ]);
        assert_eq!(
            edited(|file| file.append(&[Key("b")], std::slice::from_ref(&item))),
            TEXT.replace("6.5}\n", "6.5}\n  - ten: Z\n    diem: 8\n")
        );
        assert_eq!(
            edited(|file| file.append(&[Key("d")], std::slice::from_ref(&item))),
            format!("{TEXT}d:\n  - ten: Z\n    diem: 8\n")
        );
    }

    #[test]
    fn what_is_removed_leaves_comments() {
        assert_eq!(
            edited(|file| file.remove(&[Key("b"), Item(0), Key("diem")])),
            TEXT.replace("    diem: 5,5  # cũ\n", "")
        );
        assert_eq!(
            edited(|file| file.remove(&[Key("b"), Item(1), Key("diem")])),
            TEXT.replace(", diem: 6.5", "")
        );
        assert_eq!(
            edited(|file| file.remove(&[Key("b"), Item(1)])),
            TEXT.replace("  - {ten: Y, diem: 6.5}\n", "")
        );
        assert_eq!(
            edited(|file| file.remove(&[Key("a")])),
            TEXT.replace("a: 1   # một\n", "")
        );
    }

    #[test]
    fn edits_at_one_place_keep_their_order() {
        let made = edited(|file| {
            file.remove(&[Key("b"), Item(0), Key("diem")])?;
            file.set(&[Key("b"), Item(0), Key("x")], &number("1"))?;
            file.set(&[Key("b"), Item(0), Key("y")], &number("2"))
        });
        assert_eq!(
            made,
            TEXT.replace("    diem: 5,5  # cũ\n", "    x: 1\n    y: 2\n")
        );
    }

    #[test]
    fn what_belongs_further_in_comes_first() {
        let mut file = Document::open("a:\n  - x: 1").expect("YAML");
        file.append(&[Key("b")], &[Value::text("y")])
            .expect("editable");
        file.append(&[Key("a")], &[Value::text("z")])
            .expect("editable");
        file.set(&[Key("a"), Item(0), Key("w")], &number("2"))
            .expect("editable");
        assert_eq!(file.finish(), "a:\n  - x: 1\n    w: 2\n  - z\nb:\n  - y\n");
    }

    #[test]
    fn lists_that_are_empty_are_filled() {
        for text in ["a:\n", "a: []\n", "a: # trống\n"] {
            let mut file = Document::open(text).expect("YAML");
            file.append(&[Key("a")], &[Value::text("x")])
                .expect("editable");
            let made = file.finish();
            assert!(made.contains("\n  - x"), "{made}");
        }
    }

    #[test]
    fn values_brought_by_aliases_are_left() {
        let mut file = Document::open("a: &x {b: 1}\nc: *x\n").expect("YAML");
        assert!(file.set(&[Key("c"), Key("b")], &number("2")).is_err());
    }

    #[test]
    fn line_breaks_of_windows_stay() {
        let text = TEXT.replace('\n', "\r\n");
        let mut file = Document::open(&text).expect("YAML");
        file.set(&[Key("b"), Item(0), Key("muc")], &Value::text("Tốt"))
            .expect("editable");
        file.remove(&[Key("a")]).expect("editable");
        let made = file.finish();
        assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
        assert!(!made.contains("một") && made.contains("# cũ\r\n    muc: Tốt\r\n"));
    }
}
