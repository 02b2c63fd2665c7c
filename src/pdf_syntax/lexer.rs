//! Reads values from bytes (ISO 32000-1, 7.2 and 7.3), strictly: what readers mend, or understand
//! differently, is an error. Comments are one of these.

use super::budget::{Budget, Unreadable};
use super::value::{Dictionary, Value};

/// Deepest nesting of arrays and dictionaries.
const DEEPEST: usize = 64;
/// Longest string, in bytes of the file: a signature has some ten thousand.
const LONGEST_STRING: usize = 8 << 20;
/// Longest whole number, in digits: it is exact.
const LONGEST_NUMBER: usize = 15;
/// Longest real, in digits.
const LONGEST_REAL: usize = 40;

const BROKEN: Unreadable = Unreadable("một đối tượng hỏng");

/// A place in a text.
pub(crate) struct Lexer<'a> {
    text: &'a [u8],
    budget: &'a Budget,
    /// The next byte.
    pub(crate) at: usize,
}

/// White space (ISO 32000-1, table 1).
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    pub(crate) const fn new(text: &'a [u8], at: usize, budget: &'a Budget) -> Self {
        Self { text, budget, at }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes over white space.
    pub(crate) fn space(&mut self) {
        self.at += self
            .rest()
            .iter()
            .take_while(|byte| is_space(**byte))
            .count();
    }

    /// The letters up to the next white space or delimiter.
    pub(crate) fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| is_regular(**byte)).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Passes over this very word.
    pub(crate) fn expect(&mut self, word: &str) -> Result<(), Unreadable> {
        if self.word() == word.as_bytes() {
            Ok(())
        } else {
            Err(BROKEN)
        }
    }

    /// A whole number from 0 and the space after it.
    pub(crate) fn index(&mut self) -> Result<usize, Unreadable> {
        let word = self.word();
        self.space();
        digits(word).ok_or(BROKEN)
    }

    /// The value that begins here.
    pub(crate) fn value(&mut self) -> Result<Value, Unreadable> {
        let start = self.at;
        let value = self.nested(0)?;
        self.budget.bytes(self.at - start)?;
        Ok(value)
    }

    fn nested(&mut self, depth: usize) -> Result<Value, Unreadable> {
        self.budget.values(1)?;
        if depth > DEEPEST {
            return Err(BROKEN);
        }
        match self.rest() {
            [b'<', b'<', ..] => self.dictionary(depth),
            [b'<', ..] => self.hexadecimal(),
            [b'(', ..] => self.literal(),
            [b'[', ..] => self.array(depth),
            [b'/', ..] => self.name().map(Value::Name),
            _ => self.plain(),
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Value, Unreadable> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.space();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                return Dictionary::new(entries).map(Value::Dictionary);
            }
            let key = self.name()?;
            self.space();
            entries.push((key, self.nested(depth + 1)?));
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, Unreadable> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            if self.rest().first() == Some(&b']') {
                self.at += 1;
                items.shrink_to_fit();
                return Ok(Value::Array(items));
            }
            items.push(self.nested(depth + 1)?);
        }
    }

    fn name(&mut self) -> Result<Vec<u8>, Unreadable> {
        if self.rest().first() != Some(&b'/') {
            return Err(BROKEN);
        }
        self.at += 1;
        let mut letters = self.word().iter();
        let mut name = Vec::new();
        while let Some(letter) = letters.next() {
            name.push(if *letter == b'#' {
                let code = letters.next().zip(letters.next()).ok_or(BROKEN)?;
                pair(*code.0, *code.1)
                    .filter(|code| *code != 0)
                    .ok_or(BROKEN)?
            } else {
                *letter
            });
        }
        Ok(name)
    }

    fn hexadecimal(&mut self) -> Result<Value, Unreadable> {
        let rest = self.rest().get(1..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'>').ok_or(BROKEN)?;
        let digits = rest
            .get(..end)
            .filter(|digits| digits.len() <= LONGEST_STRING)
            .ok_or(BROKEN)?;
        self.at += end + 2;
        let digits: Vec<u8> = digits
            .iter()
            .copied()
            .filter(|byte| !is_space(*byte))
            .collect();
        let (pairs, odd) = digits.as_chunks::<2>();
        let bytes: Option<Vec<u8>> = pairs.iter().map(|[high, low]| pair(*high, *low)).collect();
        bytes
            .filter(|_| odd.is_empty())
            .map(Value::String)
            .ok_or(BROKEN)
    }

    fn literal(&mut self) -> Result<Value, Unreadable> {
        self.at += 1;
        let (mut string, mut open) = (Vec::new(), 1);
        while open > 0 && string.len() <= LONGEST_STRING {
            let byte = self.next()?;
            match byte {
                b'\\' => {
                    string.extend(self.escaped()?);
                    continue;
                }
                b'(' => open += 1,
                b')' => open -= 1,
                // any line end is a line feed
                b'\r' => {
                    self.at += usize::from(self.rest().first() == Some(&b'\n'));
                    string.push(b'\n');
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        string.pop();
        if open == 0 {
            Ok(Value::String(string))
        } else {
            Err(BROKEN)
        }
    }

    fn escaped(&mut self) -> Result<Option<u8>, Unreadable> {
        Ok(Some(match self.next()? {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 0x0c,
            byte @ (b'(' | b')' | b'\\') => byte,
            b'\n' => return Ok(None),
            b'\r' => {
                self.at += usize::from(self.rest().first() == Some(&b'\n'));
                return Ok(None);
            }
            first @ b'0'..=b'7' => {
                let rest = self.rest().iter().take(2);
                let more: Vec<u8> = rest
                    .copied()
                    .take_while(|b| matches!(b, b'0'..=b'7'))
                    .collect();
                self.at += more.len();
                let all = std::iter::once(first).chain(more);
                let code = all.fold(0, |code, digit| code * 8 + u32::from(digit - b'0'));
                u8::try_from(code).map_err(|_| BROKEN)?
            }
            _ => return Err(BROKEN),
        }))
    }

    fn next(&mut self) -> Result<u8, Unreadable> {
        let byte = self.rest().first().ok_or(BROKEN)?;
        self.at += 1;
        Ok(*byte)
    }

    fn plain(&mut self) -> Result<Value, Unreadable> {
        let word = self.word();
        if let Some(number) = digits(word)
            && let Some(end) = self.reference()
        {
            self.at = end;
            return u32::try_from(number)
                .map(Value::Reference)
                .map_err(|_| BROKEN);
        }
        match word {
            b"true" => Ok(Value::Boolean(true)),
            b"false" => Ok(Value::Boolean(false)),
            b"null" => Ok(Value::Null),
            _ => number(word).ok_or(BROKEN),
        }
    }

    /// Where a reference ends whose first number was read.
    fn reference(&self) -> Option<usize> {
        let mut ahead = Lexer {
            at: self.at,
            ..*self
        };
        ahead.space();
        let generation = ahead.word();
        ahead.space();
        (generation == b"0" && ahead.word() == b"R").then_some(ahead.at)
    }
}

/// A byte of two hexadecimal digits.
fn pair(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// A whole number from 0.
pub(crate) fn digits(word: &[u8]) -> Option<usize> {
    let is_number = word.len() <= LONGEST_NUMBER && word.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(word)
        .ok()
        .filter(|_| is_number)?
        .parse()
        .ok()
}

fn number(word: &[u8]) -> Option<Value> {
    let (sign, plain) = match word {
        [b'-', rest @ ..] => (-1.0, rest),
        [b'+', rest @ ..] => (1.0, rest),
        rest => (1.0, rest),
    };
    let points = plain.iter().filter(|byte| **byte == b'.').count();
    let figures = plain.iter().filter(|byte| byte.is_ascii_digit()).count();
    let well = points <= 1 && figures > 0 && figures + points == plain.len();
    let most = if points == 0 {
        LONGEST_NUMBER
    } else {
        LONGEST_REAL
    };
    let text = std::str::from_utf8(plain).ok();
    let text = text.filter(|_| well && figures <= most)?;
    // `5.` is a number of PDF, too
    let value = sign * text.trim_end_matches('.').parse::<f64>().ok()?;
    Some(if points == 0 {
        Value::Integer(value)
    } else {
        Value::Real(value)
    })
}
