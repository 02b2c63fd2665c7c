//! Tags, with what they enclose.

use super::tree::{Argument, Capture, Component, For, If, Node, Set};
use super::{Parser, Token};

impl Parser<'_> {
    /// What comes before a tag of one of these names or signs; without any, all that is left. The name is not
    /// read, its `{%` is.
    pub(super) fn until(&mut self, ends: &[&str]) -> Option<Vec<Node>> {
        self.deeper(|parser| parser.nodes(ends))
    }

    fn nodes(&mut self, ends: &[&str]) -> Option<Vec<Node>> {
        let mut found = Vec::new();
        while let Some((token, _)) = self.next() {
            if token == Token::PrintStart {
                let value = self.expression()?;
                self.eat(&Token::PrintEnd).then_some(())?;
                found.push(Node::Print(value, self.end()));
                continue;
            }
            (token == Token::TagStart).then_some(())?;
            let is_end = match self.peek()? {
                Token::Word(word) | Token::Sign(word) => ends.contains(word),
                _ => false,
            };
            if is_end {
                return Some(found);
            }
            found.extend(self.tag()?);
        }
        ends.is_empty().then_some(found)
    }

    fn tag_end(&mut self) -> Option<usize> {
        self.eat(&Token::TagEnd).then(|| self.end())
    }

    /// One whole tag; nothing for one that prints nothing by itself.
    #[expect(clippy::option_option, reason = "an error, nothing, or a tag")]
    fn tag(&mut self) -> Option<Option<Node>> {
        let (token, place) = self.next()?;
        let start = place.start;
        let node = match token {
            Token::Word("set") => self.set(start, false)?,
            Token::Word("set_global") => self.set(start, true)?,
            Token::Word("for") => self.for_loop()?,
            Token::Word("if") => {
                let node = self.condition()?;
                self.eat_word("endif").then_some(())?;
                self.tag_end()?;
                node
            }
            Token::Word("block") => self.block()?,
            Token::Word("filter") => self.filter(start)?,
            Token::Sign("<") => self.component_with_body(start)?,
            Token::Word("component") => {
                self.component()?;
                return Some(None);
            }
            Token::Word("include") => {
                let file = self.text()?;
                self.tag_end()?;
                Node::Include(file)
            }
            Token::Word("extends") => {
                self.template.extends = Some(self.text()?);
                self.tag_end()?;
                return Some(None);
            }
            Token::Word("break" | "continue") => {
                self.tag_end()?;
                Node::Leave
            }
            _ => return None,
        };
        Some(Some(node))
    }

    fn set(&mut self, start: usize, global: bool) -> Option<Node> {
        let name = self.name()?.to_owned();
        if self.eat_sign("=") {
            let value = self.expression()?;
            let place = start..self.end();
            let end = self.tag_end()?;
            return Some(Node::Set(Set {
                name,
                value,
                global,
                place,
                end,
            }));
        }
        let mut arguments = Vec::new();
        while self.eat_sign("|") {
            arguments.extend(self.word()?.arguments);
        }
        let place = start..self.end();
        let captured = (Some(name), None, arguments);
        self.capture(captured, global, place, "endset")
    }

    fn filter(&mut self, start: usize) -> Option<Node> {
        let mut arguments = self.word()?.arguments;
        while self.eat_sign("|") {
            arguments.extend(self.word()?.arguments);
        }
        let place = start..self.end();
        self.capture((None, None, arguments), false, place, "endfilter")
    }

    fn component_with_body(&mut self, start: usize) -> Option<Node> {
        let (name, arguments) = self.component_call()?;
        self.sign(">")?;
        let place = start..self.end();
        let Some(Node::Capture(mut capture)) =
            self.capture((None, Some(name), arguments), false, place, "</")
        else {
            return None;
        };
        capture.end = self.end();
        Some(Node::Capture(capture))
    }

    /// The body up to its closing tag, with it.
    fn capture(
        &mut self,
        (name, component, arguments): (Option<String>, Option<String>, Vec<Argument>),
        global: bool,
        place: std::ops::Range<usize>,
        close: &str,
    ) -> Option<Node> {
        self.tag_end()?;
        let body = self.until(&[close])?;
        self.at += 1;
        if component.is_some() {
            self.dotted_name()?;
            self.sign(">")?;
        }
        let end = self.tag_end()?;
        Some(Node::Capture(Capture {
            name,
            global,
            arguments,
            component,
            body,
            place,
            end,
        }))
    }

    fn for_loop(&mut self) -> Option<Node> {
        // Tera knows `loop` already where it says what is looped over
        self.loops += 1;
        let (key, value) = self.loop_names()?;
        let of = self.expression()?;
        let start = self.tag_end()?;
        let body = self.until(&["endfor", "else"])?;
        self.loops -= 1;
        let end = self.tokens.get(self.at.checked_sub(1)?)?.1.start;
        let otherwise = if self.eat_word("else") {
            self.tag_end()?;
            self.until(&["endfor"])?
        } else {
            Vec::new()
        };
        self.at += 1;
        self.tag_end()?;
        Some(Node::For(For {
            key,
            value,
            of,
            body,
            otherwise,
            start,
            end,
        }))
    }

    /// Up to `endif`, which is not read.
    fn condition(&mut self) -> Option<Node> {
        let condition = self.expression()?;
        self.tag_end()?;
        let then = self.until(&["elif", "else", "endif"])?;
        let otherwise = if self.eat_word("elif") {
            vec![self.deeper(Self::condition)?]
        } else if self.eat_word("else") {
            self.tag_end()?;
            self.until(&["endif"])?
        } else {
            Vec::new()
        };
        Some(Node::If(If {
            condition,
            then,
            otherwise,
        }))
    }

    fn block(&mut self) -> Option<Node> {
        let name = self.name()?.to_owned();
        self.tag_end()?;
        let body = self.until(&["endblock"])?;
        self.at += 1;
        if matches!(self.peek(), Some(Token::Word(_))) {
            self.at += 1;
        }
        self.tag_end()?;
        Some(Node::Block(name, body))
    }

    fn component(&mut self) -> Option<()> {
        let name = self.dotted_name()?;
        let (parameters, implicit) = self.parameters()?;
        if self.eat_sign("{") {
            // what is told of the component itself
            while !self.eat_sign("}") {
                self.next()?;
            }
        }
        let start = self.tag_end()?;
        let body = self.until(&["endcomponent"])?;
        self.at += 1;
        if matches!(self.peek(), Some(Token::Word(_))) {
            self.dotted_name()?;
        }
        self.tag_end()?;
        self.template.components.push(Component {
            name,
            parameters,
            implicit,
            body,
            start,
        });
        Some(())
    }

    /// All names, and those marked with `@`; types and what they are else do not matter here.
    fn parameters(&mut self) -> Option<(Vec<String>, Vec<String>)> {
        let (mut names, mut implicit) = (Vec::new(), Vec::new());
        self.sign("(")?;
        while !self.eat_sign(")") {
            if !names.is_empty() {
                self.sign(",")?;
                if self.eat_sign(")") {
                    break;
                }
            }
            self.eat_sign("...");
            let is_implicit = self.eat_sign("@");
            let name = self.name()?.to_owned();
            if is_implicit {
                implicit.push(name.clone());
            }
            names.push(name);
            if self.eat_sign(":") {
                self.name()?;
            }
            if self.eat_sign("=") {
                self.expression()?;
            }
        }
        Some((names, implicit))
    }
}
