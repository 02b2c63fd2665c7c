//! What holds several values: arguments, lists, groups of keys, a component's attributes.

use super::tree::{Argument, Comprehension, Expression, Kind, Word};
use super::{Parser, Token};

impl Parser<'_> {
    /// The name of a filter or test, with its arguments.
    pub(super) fn word(&mut self) -> Option<Word> {
        let (Token::Word(name), place) = self.next()? else {
            return None;
        };
        let name = name.to_owned();
        let arguments = if self.peek() == Some(&Token::Sign("(")) {
            self.arguments()?
        } else {
            Vec::new()
        };
        Some(Word {
            name,
            arguments,
            place,
        })
    }

    pub(super) fn arguments(&mut self) -> Option<Vec<Argument>> {
        self.sign("(")?;
        let mut found = Vec::new();
        while !self.eat_sign(")") {
            if !found.is_empty() {
                self.sign(",")?;
                if self.eat_sign(")") {
                    break;
                }
            }
            let name = self.name()?.to_owned();
            self.sign("=")?;
            found.push((Some(name), self.expression()?));
        }
        Some(found)
    }

    pub(super) fn map(&mut self) -> Option<Vec<Argument>> {
        let mut found = Vec::new();
        while !self.eat_sign("}") {
            if !found.is_empty() {
                self.sign(",")?;
                if self.eat_sign("}") {
                    break;
                }
            }
            if self.eat_sign("...") {
                found.push((None, self.expression()?));
                continue;
            }
            let key = match self.next()?.0 {
                Token::Text(key) => key,
                Token::Integer(key) => key.to_string(),
                Token::Word(key @ ("true" | "True" | "false" | "False")) => key.to_owned(),
                _ => return None,
            };
            self.sign(":")?;
            found.push((Some(key), self.expression()?));
        }
        Some(found)
    }

    pub(super) fn list(&mut self) -> Option<Kind> {
        let mut found = Vec::new();
        while !self.eat_sign("]") {
            if !found.is_empty() {
                self.sign(",")?;
                if self.eat_sign("]") {
                    break;
                }
            }
            let spread = self.eat_sign("...");
            let item = self.expression()?;
            if found.is_empty() && !spread && self.eat_word("for") {
                return self.comprehension(item);
            }
            found.push((spread, item));
        }
        Some(Kind::List(found))
    }

    fn comprehension(&mut self, item: Expression) -> Option<Kind> {
        let (key, value) = self.loop_names()?;
        let of = self.bound(1)?;
        let condition = if self.eat_word("if") {
            Some(self.bound(1)?)
        } else {
            None
        };
        self.sign("]")?;
        let end = self.end() - "]".len();
        let list = Comprehension {
            item,
            key,
            value,
            of,
            condition,
            end,
        };
        Some(Kind::Comprehension(Box::new(list)))
    }

    /// `value in` or `key, value in`.
    pub(super) fn loop_names(&mut self) -> Option<(Option<String>, String)> {
        let first = self.name()?.to_owned();
        let names = if self.eat_sign(",") {
            (Some(first), self.name()?.to_owned())
        } else {
            (None, first)
        };
        self.eat_word("in").then_some(names)
    }

    /// A component's name and attributes, up to `>` or `/>`.
    pub(super) fn component_call(&mut self) -> Option<(String, Vec<Argument>)> {
        let name = self.dotted_name()?;
        let mut found = Vec::new();
        loop {
            if self.eat_sign("{") {
                self.sign("...")?;
                found.push((None, self.expression()?));
                self.sign("}")?;
                continue;
            }
            let Some(Token::Word(attribute)) = self.peek().cloned() else {
                return Some((name, found));
            };
            let place = self.next()?.1;
            let value = if !self.eat_sign("=") {
                Expression {
                    kind: Kind::Variable(attribute.to_owned()),
                    place,
                }
            } else if self.eat_sign("{") {
                let value = self.expression()?;
                self.sign("}")?;
                value
            } else {
                let text = self.text()?;
                Expression {
                    kind: Kind::Text(text),
                    place,
                }
            };
            found.push((Some(attribute.to_owned()), value));
        }
    }
}
