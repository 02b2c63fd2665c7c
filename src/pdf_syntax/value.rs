//! Values of a PDF (ISO 32000-1, 7.3), as two readers cannot understand them differently.

use std::ops::Range;

use super::budget::Unreadable;

/// A value. Numbers compare as numbers, names and strings by what they say, not by how they are written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number, written without a point; of at most fifteen digits.
    Integer(f64),
    /// A real, written with a point.
    Real(f64),
    /// A name, its `#xx` resolved.
    Name(Vec<u8>),
    /// A string, its escapes resolved.
    String(Vec<u8>),
    /// A list.
    Array(Vec<Value>),
    /// A dictionary.
    Dictionary(Dictionary),
    /// A stream: its dictionary and where in the file its data is.
    Stream(Dictionary, Range<usize>),
    /// Another object, of generation 0.
    Reference(u32),
}

/// Keys and values, sorted by key. A key whose value is null is not there (ISO 32000-1, 7.3.7), but a dictionary with
/// one is not the same as one without.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dictionary(Vec<(Vec<u8>, Value)>);

/// What a missing object is.
pub(crate) static NULL: Value = Value::Null;
/// What a missing dictionary is.
pub(crate) static EMPTY: Dictionary = Dictionary(Vec::new());

impl Dictionary {
    /// Sorts the entries.
    ///
    /// # Errors
    /// A key that stands twice.
    pub(crate) fn new(mut entries: Vec<(Vec<u8>, Value)>) -> Result<Self, Unreadable> {
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        if entries.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(Unreadable("một khóa ghi hai lần"));
        }
        // most have few: room for more would cost most of the memory
        entries.shrink_to_fit();
        Ok(Self(entries))
    }

    /// The value of a key, as it stands there.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.entry(key.as_bytes())
    }

    /// All entries.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[u8], &Value)> {
        self.0.iter().map(|(key, value)| (key.as_slice(), value))
    }

    /// The keys whose values are not the same in both.
    pub(crate) fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a [u8]> {
        let lost = |(key, value): &(&[u8], &Value)| other.written(key) != Some(*value);
        let added = |(key, _): &(&[u8], &Value)| self.written(key).is_none();
        let (own, others) = (self.iter().filter(lost), other.iter().filter(added));
        own.chain(others).map(|(key, _)| key)
    }

    /// The same as `get`, of a key that is no text.
    pub(crate) fn entry(&self, key: &[u8]) -> Option<&Value> {
        self.written(key).filter(|value| **value != Value::Null)
    }

    fn written(&self, key: &[u8]) -> Option<&Value> {
        let found = self.0.binary_search_by(|(own, _)| own.as_slice().cmp(key));
        self.0.get(found.ok()?).map(|(_, value)| value)
    }
}

impl Value {
    /// The dictionary, of a stream too.
    pub(crate) const fn dictionary(&self) -> Option<&Dictionary> {
        match self {
            Self::Dictionary(dictionary) | Self::Stream(dictionary, _) => Some(dictionary),
            _ => None,
        }
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The number of the object referred to.
    pub(crate) const fn reference(&self) -> Option<u32> {
        match self {
            Self::Reference(number) => Some(*number),
            _ => None,
        }
    }

    /// A name.
    pub(crate) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A string.
    pub(crate) fn string(&self) -> Option<&[u8]> {
        match self {
            Self::String(string) => Some(string),
            _ => None,
        }
    }

    /// A number.
    pub(crate) const fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) | Self::Real(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number from 0.
    pub(crate) fn index(&self) -> Option<usize> {
        let number = self.number()?;
        // at most fifteen digits: exact
        (number >= 0.0 && number.fract() == 0.0).then_some(number as usize)
    }

    /// A text string as people read it (ISO 32000-1, 7.9.2.2), its hidden characters made visible.
    pub(crate) fn text(&self) -> String {
        let bytes = self.string().unwrap_or_default().to_vec();
        let string = lopdf::Object::String(bytes, lopdf::StringFormat::Literal);
        let text = lopdf::decode_text_string(&string).unwrap_or_default();
        crate::characters::harmless(text.trim_matches('\0'))
    }
}
