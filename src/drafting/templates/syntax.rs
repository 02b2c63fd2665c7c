//! The language of templates, as Tera 2.4 reads it: Tera keeps its own tree to itself.
//!
//! What Tera refuses gives no tree: its own message is shown then.

mod collections;
mod expressions;
mod statements;
mod tokens;
pub(super) mod tree;

use tokens::{Placed, Token, tokens};
use tree::Template;

/// How deep values and tags may lie in one another; more than Tera allows.
const DEPTH: usize = 64;

/// The tree of a template's text.
pub(super) fn parse(text: &str) -> Option<Template> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        at: 0,
        depth: 0,
        loops: 0,
        template: Template::default(),
    };
    parser.template.nodes = parser.until(&[])?;
    Some(parser.template)
}

/// Reads tokens one by one.
struct Parser<'a> {
    tokens: Vec<Placed<'a>>,
    at: usize,
    depth: usize,
    /// How many `for` are open here.
    loops: usize,
    template: Template,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&Token<'a>> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn next(&mut self) -> Option<Placed<'a>> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    /// One past the last token read.
    fn end(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(0, |(_, place)| place.end)
    }

    /// Whether the token comes next; it is read then.
    fn eat(&mut self, token: &Token<'_>) -> bool {
        let is_next = self.peek() == Some(token);
        self.at += usize::from(is_next);
        is_next
    }

    fn eat_sign(&mut self, sign: &'static str) -> bool {
        self.eat(&Token::Sign(sign))
    }

    fn eat_word(&mut self, word: &str) -> bool {
        self.eat(&Token::Word(word))
    }

    fn sign(&mut self, sign: &'static str) -> Option<()> {
        self.eat_sign(sign).then_some(())
    }

    fn name(&mut self) -> Option<&'a str> {
        match self.next()?.0 {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    /// A name with its dots, of a component.
    fn dotted_name(&mut self) -> Option<String> {
        let mut name = self.name()?.to_owned();
        while self.eat_sign(".") {
            name.push('.');
            name.push_str(self.name()?);
        }
        Some(name)
    }

    fn text(&mut self) -> Option<String> {
        match self.next()?.0 {
            Token::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Reads something that may hold its like.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let found = if self.depth > DEPTH { None } else { read(self) };
        self.depth -= 1;
        found
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use tera::{ErrorKind, Tera};

    /// The shipped annex with one mark taken out or doubled: what Tera takes has a tree.
    #[test]
    fn what_tera_reads_is_read_here() {
        let annex = include_str!("../../../templates/chinh-quyen-so/phu-luc.md");
        let marks = annex.char_indices();
        let marks = marks.filter(|(_, c)| "{}%|\"'().-[]=,".contains(*c));
        for (count, (at, mark)) in marks.enumerate().step_by(3) {
            let (before, after) = annex.split_at(at);
            let text = match count % 2 {
                0 => format!("{before}{}", &after[mark.len_utf8()..]),
                _ => format!("{before}{mark}{after}"),
            };
            let taken = Tera::new().add_raw_template("a.md", &text);
            let refused = taken.is_err_and(|e| matches!(e.kind(), ErrorKind::SyntaxError(_)));
            assert!(refused || parse(&text).is_some(), "{mark} at {at}");
        }
    }

    /// Forms that no shipped template has.
    #[test]
    fn rare_forms_are_read() {
        for text in [
            "{{ a?.b?[0][1:2].c | f(x=[1, ...b,], y={\"k\": 1, ...m}) }}",
            "{{ [x for k, x in a if x is not odd] }}{{ [] }}{{ {} }}",
            "{{ `a` ~ 'b' ~ \"c\\\"\" }}{{ -1 ** 2 // 3 - not_a }}",
            "{{ a not in b and not c is defined or d if e else f }}",
            "{%- set x | upper | trim(pat=\"a\") -%} b {%- endset -%}",
            "{% filter upper | trim %}b{% endfilter %}",
            "{% component a.b(x: string = \"c\", @y, z = [1], ...rest) {\"k\": 1} %}{{ body }}{% endcomponent a.b %}",
            "{{ <a.b x=\"1\" {...m} y={z} w /> }}{% <a.b> %}c{% </a.b> %}",
            "{% for a in b %}{% continue %}{% else %}{% include 'c' %}{% endfor %}",
            "{%- raw -%} {{ {% x %} {%- endraw -%}{# -}} #}",
            "{% if a %}{% elif b %}{% elif c %}{% else %}{% endif %}",
            "{% block a %}{{ super() }}{% endblock a %}",
        ] {
            assert!(parse(text).is_some(), "{text}");
        }
        for text in [
            "{{ a",
            "{% if a %}",
            "{{ a + }}",
            "{% endif %}",
            "{{ a.0 }}",
            "{{ é }}",
        ] {
            assert!(parse(text).is_none(), "{text}");
        }
        let deep = format!("{{{{ {}a{} }}}}", "(".repeat(100_000), ")".repeat(100_000));
        assert!(parse(&deep).is_none());
    }
}
