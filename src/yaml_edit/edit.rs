//! The edits.

use super::path::{NotEditable, Step};
use super::place::Places;
use super::removal;
use super::splices::Splices;
use super::value::Value;
use crate::diagnostics::{Diagnostics, Sources};
use crate::yaml::{self, Mapping, Node, Value as Read};

/// A file that is edited.
pub(crate) struct Document<'a> {
    places: Places<'a>,
    root: Node,
    edits: Splices,
}

impl<'a> Document<'a> {
    /// Reads a file; `None` if it is no YAML.
    #[must_use]
    pub(crate) fn open(text: &'a str) -> Option<Self> {
        let source = Sources::default().add("", "");
        let mut found = Diagnostics::new();
        let root = yaml::parse(source, text, &mut found)?;
        Some(Self {
            places: Places { text },
            root,
            edits: Splices::of(text),
        })
    }

    /// The text with all edits made.
    #[must_use]
    pub(crate) fn finish(self) -> String {
        self.edits.made(self.places.text)
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
                self.edits.replace((start, end), text);
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
            false => value.after_key(
                places.column(places.key(entry)) + 2,
                self.edits.line_break(),
            ),
        };
        self.edits.replace((start, end), text);
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
            self.edits.replace((end, end), text);
        } else {
            let indent = places.column(places.key(&entries[0]));
            let end = places.line_end(places.entry_end(behind));
            let text = entry.lines(indent, self.edits.line_break());
            self.edits.add_line(end, indent, &text);
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
            self.edits
                .replace((end, end), format!(", {}", text.join(", ")));
            return Ok(());
        }
        let indent = places.dash(&known[0]).map(|dash| places.column(dash));
        let indent = indent.ok_or(NotEditable(Some(node.span)))?;
        let end = places.line_end(places.end(last));
        let lines = list.lines(indent, self.edits.line_break());
        self.edits.add_line(end, indent, &lines);
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
        let (Some(parent), Some(node)) = (self.get(parents), self.get(path)) else {
            return Ok(());
        };
        let bytes = removal::bytes(&self.places, parent, last);
        let bytes = bytes.ok_or(NotEditable(Some(node.span)))?;
        self.edits.replace(bytes, String::new());
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
}
