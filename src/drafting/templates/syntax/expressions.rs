//! Values: precedence is Tera's.

use std::ops::Range;

use super::tree::{Expression, Kind, Step, Ternary, Word};
use super::{Parser, Token};

/// How strongly `not` and `-` bind what follows.
const NOT: u8 = 5;
const MINUS: u8 = 20;

/// How strongly an operator binds, on its left and on its right.
fn power(operator: &str) -> Option<(u8, u8)> {
    Some(match operator {
        "or" => (1, 2),
        "and" => (3, 4),
        "in" | "is" => (5, 6),
        "==" | "!=" | "<" | "<=" | ">" | ">=" => (7, 8),
        "+" | "-" => (11, 12),
        "*" | "/" | "%" | "~" | "//" => (13, 14),
        "**" => (16, 15),
        "|" => (17, 18),
        _ => return None,
    })
}

/// The words that stand between two values.
const WORDS: [&str; 4] = ["or", "and", "in", "is"];

fn placed(kind: Kind, place: Range<usize>) -> Expression {
    Expression { kind, place }
}

impl Parser<'_> {
    pub(super) fn expression(&mut self) -> Option<Expression> {
        self.bound(0)
    }

    /// A value of operators that bind at least so strongly.
    pub(super) fn bound(&mut self, least: u8) -> Option<Expression> {
        self.deeper(|parser| {
            let mut left = parser.operand()?;
            while let Some(next) = parser.joined(&mut left, least)? {
                left = next;
            }
            Some(left)
        })
    }

    /// What an operator makes of the value on its left; the inner `None` where it ends.
    #[expect(clippy::option_option, reason = "an error, the end, or more")]
    fn joined(&mut self, left: &mut Expression, least: u8) -> Option<Option<Expression>> {
        let start = left.place.start;
        let mut take = || std::mem::replace(left, placed(Kind::None, 0..0));
        match self.peek() {
            Some(Token::Sign("[")) => {
                let of = take();
                return Some(Some(self.subscript(of)?));
            }
            Some(Token::Word("if")) if least == 0 => {
                self.at += 1;
                let then = take();
                let condition = self.expression()?;
                self.eat_word("else").then_some(())?;
                let otherwise = self.expression()?;
                let ternary = Ternary {
                    condition,
                    then,
                    otherwise,
                };
                let kind = Kind::Ternary(Box::new(ternary));
                return Some(Some(placed(kind, start..self.end())));
            }
            _ => {}
        }
        let Some((operator, negated)) = self.operator(least)? else {
            return Some(None);
        };
        let left = Box::new(take());
        let kind = match operator {
            "is" => Kind::Test(left, self.word()?),
            "|" => Kind::Filter(left, self.word()?),
            _ => {
                let right = self.bound(power(operator)?.1)?;
                Kind::Binary(operator, left, Box::new(right))
            }
        };
        let found = placed(kind, start..self.end());
        Some(Some(if negated {
            let place = found.place.clone();
            placed(Kind::Not(Box::new(found)), place)
        } else {
            found
        }))
    }

    /// The next operator if it binds that strongly, and whether `not` stands with it.
    #[expect(clippy::option_option, reason = "an error, the end, or more")]
    fn operator(&mut self, least: u8) -> Option<Option<(&'static str, bool)>> {
        let mut negated = false;
        let operator = match self.peek() {
            Some(Token::Sign(sign)) => *sign,
            Some(Token::Word("not")) => {
                negated = true;
                "in"
            }
            Some(Token::Word(word)) => {
                let known = WORDS.iter().find(|known| *known == word);
                known.copied().unwrap_or_default()
            }
            _ => "",
        };
        if power(operator).is_none_or(|(left, _)| left < least) {
            return Some(None);
        }
        self.at += 1;
        if negated {
            self.eat_word("in").then_some(())?;
        }
        if operator == "is" {
            negated = self.eat_word("not");
        }
        Some(Some((operator, negated)))
    }

    fn operand(&mut self) -> Option<Expression> {
        let (token, place) = self.next()?;
        let start = place.start;
        let kind = match token {
            Token::Integer(number) => Kind::Integer(number),
            Token::Float => Kind::Float,
            Token::Text(text) => Kind::Text(text),
            Token::Word("true" | "True") => Kind::Bool(true),
            Token::Word("false" | "False") => Kind::Bool(false),
            Token::Word("none" | "None" | "null") => Kind::None,
            Token::Word("not") => Kind::Not(Box::new(self.bound(NOT)?)),
            Token::Word(name) => return self.named(name, place),
            Token::Sign("-") => Kind::Negative(Box::new(self.bound(MINUS)?)),
            Token::Sign("<") => {
                let (name, arguments) = self.component_call()?;
                self.sign("/")?;
                self.sign(">")?;
                Kind::Component(name, arguments)
            }
            Token::Sign("{") => Kind::Map(self.map()?),
            Token::Sign("[") => self.list()?,
            Token::Sign("(") => {
                let inner = self.expression()?;
                self.sign(")")?;
                inner.kind
            }
            _ => return None,
        };
        Some(placed(kind, start..self.end()))
    }

    /// A variable with all its steps, or a function's call.
    fn named(&mut self, name: &str, place: Range<usize>) -> Option<Expression> {
        let start = place.start;
        if self.peek() == Some(&Token::Sign("(")) {
            let arguments = self.arguments()?;
            let name = name.to_owned();
            let word = Word {
                name,
                arguments,
                place,
            };
            return Some(placed(Kind::Call(word), start..self.end()));
        }
        let mut value = placed(Kind::Variable(name.to_owned()), place);
        loop {
            match self.peek() {
                Some(Token::Sign(sign @ ("." | "?."))) => {
                    let optional = *sign == "?.";
                    self.at += 1;
                    let (Token::Word(step), place) = self.next()? else {
                        return None;
                    };
                    let name_of_step = step.to_owned();
                    let kind = if name == "loop" && self.loops > 0 {
                        Kind::Loop
                    } else {
                        let step = Step {
                            name: name_of_step,
                            optional,
                            place,
                        };
                        Kind::Attribute(Box::new(value), step)
                    };
                    value = placed(kind, start..self.end());
                }
                Some(Token::Sign("[" | "?[")) => value = self.subscript(value)?,
                Some(Token::Sign("(")) => return None,
                _ => return Some(value),
            }
        }
    }

    /// `[index]` or `[from:to:step]` behind a value.
    fn subscript(&mut self, of: Expression) -> Option<Expression> {
        let optional = self.next()?.0 == Token::Sign("?[");
        let start = of.place.start;
        let mut bounds = Vec::new();
        let mut is_slice = false;
        while !self.eat_sign("]") {
            if self.eat_sign(":") {
                is_slice = true;
            } else {
                bounds.push(self.expression()?);
            }
        }
        let place = start..self.end();
        if is_slice {
            return Some(placed(Kind::Slice(Box::new(of), bounds), place));
        }
        let index = Box::new(bounds.pop()?);
        let kind = Kind::Item(Box::new(of), index, optional);
        bounds.is_empty().then(|| placed(kind, place))
    }
}
