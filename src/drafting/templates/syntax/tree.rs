//! What a template says, as a tree. Words that print as they stand are left out.

use std::ops::Range;

/// A whole file.
#[derive(Debug, Default)]
pub(in super::super) struct Template {
    pub(in super::super) extends: Option<String>,
    pub(in super::super) nodes: Vec<Node>,
    pub(in super::super) components: Vec<Component>,
}

impl Template {
    /// The files that it includes or extends.
    pub(in super::super) fn used(&self) -> Vec<&str> {
        let mut found = Vec::from_iter(self.extends.as_deref());
        included(&self.nodes, &mut found);
        for component in &self.components {
            included(&component.body, &mut found);
        }
        found
    }
}

fn included<'a>(nodes: &'a [Node], found: &mut Vec<&'a str>) {
    for node in nodes {
        if let Node::Include(name) = node {
            found.push(name);
        }
        for body in node.bodies() {
            included(body, found);
        }
    }
}

/// `{% component name(parameters) %}`.
#[derive(Debug)]
pub(in super::super) struct Component {
    pub(in super::super) name: String,
    pub(in super::super) parameters: Vec<String>,
    /// Those parameters that are taken from where the component is called.
    pub(in super::super) implicit: Vec<String>,
    pub(in super::super) body: Vec<Node>,
    /// Where the body begins.
    pub(in super::super) start: usize,
}

/// A tag, with what it encloses.
#[derive(Debug)]
pub(in super::super) enum Node {
    /// The value, and one past the tag.
    Print(Expression, usize),
    Set(Set),
    /// `{% set %}`, `{% filter %}` or a component's call, each with a body.
    Capture(Capture),
    For(For),
    If(If),
    Include(String),
    Block(String, Vec<Node>),
    /// `break` or `continue`.
    Leave,
}

impl Node {
    /// What it encloses.
    pub(in super::super) fn bodies(&self) -> Vec<&[Self]> {
        match self {
            Self::Print(..) | Self::Set(_) | Self::Include(_) | Self::Leave => Vec::new(),
            Self::Capture(part) => vec![&part.body],
            Self::Block(_, body) => vec![body],
            Self::For(part) => vec![&part.body, &part.otherwise],
            Self::If(part) => vec![&part.then, &part.otherwise],
        }
    }
}

impl Node {
    /// The values in its tags.
    pub(in super::super) fn values(&self) -> Vec<&Expression> {
        match self {
            Self::Include(_) | Self::Block(..) | Self::Leave => Vec::new(),
            Self::Print(value, _) => vec![value],
            Self::Set(set) => vec![&set.value],
            Self::Capture(part) => values(&part.arguments).collect(),
            Self::For(part) => vec![&part.of],
            Self::If(part) => vec![&part.condition],
        }
    }
}

/// `{% set name = value %}`.
#[derive(Debug)]
pub(in super::super) struct Set {
    pub(in super::super) name: String,
    pub(in super::super) value: Expression,
    pub(in super::super) global: bool,
    /// From `set` to the end of the value.
    pub(in super::super) place: Range<usize>,
    /// One past the tag.
    pub(in super::super) end: usize,
}

/// A part that is not printed where it stands.
#[derive(Debug)]
pub(in super::super) struct Capture {
    /// Of a `set`.
    pub(in super::super) name: Option<String>,
    pub(in super::super) global: bool,
    /// Arguments of filters or of the component.
    pub(in super::super) arguments: Vec<Argument>,
    /// The component that is called, and where.
    pub(in super::super) component: Option<String>,
    pub(in super::super) body: Vec<Node>,
    pub(in super::super) place: Range<usize>,
    /// One past its closing tag.
    pub(in super::super) end: usize,
}

/// `{% for key, value in of %}`.
#[derive(Debug)]
pub(in super::super) struct For {
    pub(in super::super) key: Option<String>,
    pub(in super::super) value: String,
    pub(in super::super) of: Expression,
    pub(in super::super) body: Vec<Node>,
    pub(in super::super) otherwise: Vec<Node>,
    /// Where the body begins.
    pub(in super::super) start: usize,
    /// Where the body ends.
    pub(in super::super) end: usize,
}

/// `{% if condition %}`; `elif` is another one in `otherwise`.
#[derive(Debug)]
pub(in super::super) struct If {
    pub(in super::super) condition: Expression,
    pub(in super::super) then: Vec<Node>,
    pub(in super::super) otherwise: Vec<Node>,
}

/// `name=value`; without a name what is spread (`...value`).
pub(in super::super) type Argument = (Option<String>, Expression);

/// A value.
#[derive(Debug)]
pub(in super::super) struct Expression {
    pub(in super::super) kind: Kind,
    /// In bytes of the text.
    pub(in super::super) place: Range<usize>,
}

/// What kind of value.
#[derive(Debug)]
pub(in super::super) enum Kind {
    Text(String),
    Integer(i64),
    Bool(bool),
    Float,
    None,
    Variable(String),
    /// `loop.index` and its like.
    Loop,
    Attribute(Box<Expression>, Step),
    Item(Box<Expression>, Box<Expression>, bool),
    /// The list or text, and the bounds.
    Slice(Box<Expression>, Vec<Expression>),
    Filter(Box<Expression>, Word),
    Test(Box<Expression>, Word),
    Call(Word),
    Component(String, Vec<Argument>),
    Not(Box<Expression>),
    Negative(Box<Expression>),
    Binary(&'static str, Box<Expression>, Box<Expression>),
    Ternary(Box<Ternary>),
    /// Items; `true` for what is spread.
    List(Vec<(bool, Expression)>),
    Map(Vec<Argument>),
    Comprehension(Box<Comprehension>),
}

/// `.name`, or `?.name`.
#[derive(Debug)]
pub(in super::super) struct Step {
    pub(in super::super) name: String,
    pub(in super::super) optional: bool,
    /// Of the name.
    pub(in super::super) place: Range<usize>,
}

/// The name of a filter, test or function, with its arguments.
#[derive(Debug)]
pub(in super::super) struct Word {
    pub(in super::super) name: String,
    pub(in super::super) arguments: Vec<Argument>,
    /// Of the name.
    pub(in super::super) place: Range<usize>,
}

impl Word {
    /// The argument of that name.
    pub(in super::super) fn argument(&self, name: &str) -> Option<&Expression> {
        let mut all = self.arguments.iter();
        all.find_map(|(key, value)| (key.as_deref() == Some(name)).then_some(value))
    }
}

/// `then if condition else otherwise`.
#[derive(Debug)]
pub(in super::super) struct Ternary {
    pub(in super::super) condition: Expression,
    pub(in super::super) then: Expression,
    pub(in super::super) otherwise: Expression,
}

/// `[item for key, value in of if condition]`.
#[derive(Debug)]
pub(in super::super) struct Comprehension {
    pub(in super::super) item: Expression,
    pub(in super::super) key: Option<String>,
    pub(in super::super) value: String,
    pub(in super::super) of: Expression,
    pub(in super::super) condition: Option<Expression>,
    /// Where `]` stands.
    pub(in super::super) end: usize,
}

impl Expression {
    /// The values that this one is made of.
    pub(in super::super) fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Text(_)
            | Kind::Integer(_)
            | Kind::Bool(_)
            | Kind::Float
            | Kind::None
            | Kind::Variable(_)
            | Kind::Loop => Vec::new(),
            Kind::Attribute(of, _) | Kind::Not(of) | Kind::Negative(of) => vec![of],
            Kind::Item(of, index, _) => vec![of, index],
            Kind::Slice(of, bounds) => std::iter::once(&**of).chain(bounds).collect(),
            Kind::Filter(of, word) | Kind::Test(of, word) => std::iter::once(&**of)
                .chain(values(&word.arguments))
                .collect(),
            Kind::Call(word) => values(&word.arguments).collect(),
            Kind::Component(_, arguments) | Kind::Map(arguments) => values(arguments).collect(),
            Kind::Binary(_, left, right) => vec![left, right],
            Kind::Ternary(ternary) => {
                vec![&ternary.condition, &ternary.then, &ternary.otherwise]
            }
            Kind::List(items) => items.iter().map(|(_, item)| item).collect(),
            Kind::Comprehension(list) => {
                let parts = [&list.item, &list.of].into_iter();
                parts.chain(&list.condition).collect()
            }
        }
    }
}

fn values(arguments: &[Argument]) -> impl Iterator<Item = &Expression> {
    arguments.iter().map(|(_, value)| value)
}
