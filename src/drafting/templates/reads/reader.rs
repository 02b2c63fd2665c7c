//! Goes through the tags of a set as Tera does, and notes what is read.

use std::collections::BTreeMap;

use super::super::syntax::tree::{Capture, Expression, For, If, Node, Template};
use super::known::{Known, Step, facts};
use super::scope::{Frame, Scope, Value};
use super::shape::{Cause, Flawed, Reading, Shape};

/// How many tags are gone through at most: files that include one another many times over.
const TAGS: usize = 200_000;

/// A file of the set.
pub(super) struct File<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    pub(super) template: Template,
}

/// The bodies of a block, the one that is printed first, each with its file.
type Bodies<'a> = Vec<(usize, &'a [Node])>;

/// Notes what is read.
pub(super) struct Reader<'a> {
    pub(super) files: &'a [File<'a>],
    /// The file being read.
    pub(super) file: usize,
    pub(super) scope: Scope<'a>,
    pub(super) known: Known,
    pub(super) found: Reading,
    /// By name, of the files that extend one another.
    blocks: BTreeMap<&'a str, Bodies<'a>>,
    /// The block being read, and which of its bodies.
    block: Option<(&'a str, usize)>,
    /// The files being included.
    open: Vec<usize>,
    loops: usize,
    tags: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(files: &'a [File<'a>], root: &'a BTreeMap<String, Shape>) -> Self {
        Self {
            files,
            file: 0,
            scope: Scope::new(root),
            known: Known::default(),
            found: Reading::default(),
            blocks: BTreeMap::new(),
            block: None,
            open: Vec::new(),
            loops: 0,
            tags: 0,
        }
    }

    /// Reads a file that is printed by itself, where the facts of these paths are there.
    pub(super) fn file(&mut self, index: usize, needs: &[&str]) {
        self.start();
        for path in needs {
            let keys = path.split('.').map(|key| Step::Key(key.to_owned()));
            self.known.add(Known::of(Some(keys.collect())));
        }
        let mut chain = vec![index];
        while let Some(parent) = chain.last().and_then(|last| self.parent(*last)) {
            if chain.contains(&parent) {
                return;
            }
            chain.push(parent);
        }
        for &file in &chain {
            self.note_blocks(file, &self.files[file].template.nodes);
        }
        if let Some(&base) = chain.last() {
            self.file = base;
            self.nodes(&self.files[base].template.nodes);
        }
    }

    /// Reads the components of a file: they see their parameters only.
    pub(super) fn components(&mut self, index: usize) {
        for component in &self.files[index].template.components {
            self.start();
            self.file = index;
            self.scope.open(Frame::Component);
            for name in component.parameters.iter().map(String::as_str) {
                self.scope.set(name, Value::default(), false);
            }
            self.scope.set("body", Value::default(), false);
            self.nodes(&component.body);
        }
    }

    /// What was found; everything counts as read if not all tags could be gone through.
    pub(super) fn finish(mut self) -> Reading {
        if self.tags >= TAGS {
            self.everything();
        }
        self.found
    }

    fn start(&mut self) {
        self.scope = Scope::new(self.scope.root());
        self.known = Known::default();
        self.blocks.clear();
    }

    fn parent(&self, index: usize) -> Option<usize> {
        self.named(self.files[index].template.extends.as_deref()?)
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.files.iter().position(|file| file.name == name)
    }

    fn note_blocks(&mut self, file: usize, nodes: &'a [Node]) {
        for node in nodes {
            if let Node::Block(name, body) = node {
                self.blocks.entry(name).or_default().push((file, body));
            }
            for body in node.bodies() {
                self.note_blocks(file, body);
            }
        }
    }

    /// Whether what comes after these is never reached.
    fn nodes(&mut self, nodes: &'a [Node]) -> bool {
        nodes.iter().any(|node| self.node(node))
    }

    fn node(&mut self, node: &'a Node) -> bool {
        self.tags += 1;
        if self.tags >= TAGS {
            return true;
        }
        match node {
            Node::Print(value, end) => {
                self.need(value);
                self.printed(value, *end);
            }
            Node::Set(set) => {
                let value = self.value(&set.value);
                self.scope.set(&set.name, value, set.global);
            }
            Node::Capture(part) => self.capture(part),
            Node::For(part) => self.for_loop(part),
            Node::If(part) => return self.choice(part),
            Node::Include(name) => self.include(name),
            Node::Block(name, body) => {
                let own: Bodies<'_> = vec![(self.file, body)];
                let bodies = self.blocks.entry(name).or_insert(own);
                if let Some(&(file, body)) = bodies.first() {
                    self.body(name, 0, file, body);
                }
            }
            Node::Leave => return true,
        }
        false
    }

    /// What `super()` stands for.
    pub(super) fn parents_block(&mut self) {
        if let Some((name, level)) = self.block {
            let bodies = self.blocks.get(name);
            if let Some(&(file, body)) = bodies.and_then(|bodies| bodies.get(level + 1)) {
                self.body(name, level + 1, file, body);
            }
        }
    }

    fn body(&mut self, name: &'a str, level: usize, file: usize, body: &'a [Node]) {
        let block = self.block.replace((name, level));
        let file = std::mem::replace(&mut self.file, file);
        self.nodes(body);
        (self.file, self.block) = (file, block);
    }

    fn capture(&mut self, part: &'a Capture) {
        for (_, value) in &part.arguments {
            self.pass(value);
        }
        if let Some(component) = &part.component {
            self.implicit(component);
        }
        self.nodes(&part.body);
        if let Some(name) = &part.name {
            self.scope.set(name, Value::default(), part.global);
        }
    }

    fn for_loop(&mut self, part: &'a For) {
        let of = self.kept(&part.of);
        self.is_list(&part.of, &of);
        self.forget(part);
        let known = self.known.clone();
        self.enter(&of, part.key.as_deref(), &part.value);
        self.nodes(&part.body);
        self.scope.close();
        self.known = known;
        self.forget(part);
        self.nodes(&part.otherwise);
    }

    /// What a loop gives to names outside it is not known: it may run any number of times.
    fn forget(&mut self, part: &'a For) {
        for name in set_globally(&part.body) {
            self.scope.set(name, Value::default(), true);
        }
    }

    /// Opens the frame of a loop over this value.
    pub(super) fn enter(&mut self, of: &Value<'a>, key: Option<&str>, name: &str) {
        self.scope.open(Frame::Loop);
        if let Some(key) = key {
            self.scope.set(key, Value::default(), false);
        }
        let mut element = self.element(of);
        self.loops += 1;
        element.place = element.shape.map(|_| vec![Step::Bound(self.loops)]);
        if let Some(lack) = element.lacks.first_mut() {
            lack.place = element.place.clone().unwrap_or_default();
            name.clone_into(&mut lack.text);
        }
        self.scope.set(name, element, false);
    }

    fn choice(&mut self, part: &'a If) -> bool {
        self.value(&part.condition);
        let (known, scope) = (self.known.clone(), self.scope.clone());
        let yes = self.facts(&part.condition, true);
        let no = self.facts(&part.condition, false);
        self.known.add(yes.clone());
        let then_leaves = self.nodes(&part.then);
        let then = std::mem::replace(&mut self.scope, scope);
        self.known = known.clone();
        self.known.add(no.clone());
        let otherwise_leaves = self.nodes(&part.otherwise);
        self.known = known;
        if then_leaves {
            self.known.add(no);
        } else if otherwise_leaves {
            self.known.add(yes);
            self.scope = then;
        } else {
            self.scope.merge(&then);
        }
        then_leaves && otherwise_leaves
    }

    fn include(&mut self, name: &str) {
        let Some(index) = self.named(name).filter(|index| !self.open.contains(index)) else {
            return self.everything();
        };
        let blocks = std::mem::take(&mut self.blocks);
        let (known, file) = (self.known.clone(), self.file);
        self.scope.open(Frame::File);
        self.open.push(index);
        self.file = index;
        self.nodes(&self.files[index].template.nodes);
        self.open.pop();
        self.scope.close();
        (self.blocks, self.known, self.file) = (blocks, known, file);
    }

    /// What is known where the condition came out so.
    pub(super) fn facts(&self, condition: &Expression, holds: bool) -> Known {
        facts(condition, holds, &|value| self.place_of(value))
    }

    /// Notes a problem, once for each place.
    pub(super) fn problem(&mut self, place: std::ops::Range<usize>, cause: Cause) {
        let problem = Flawed {
            file: self.file,
            place,
            cause,
        };
        if !self.found.problems.contains(&problem) {
            self.found.problems.push(problem);
        }
    }
}

/// The names that `set_global` gives a value anywhere in here.
fn set_globally(nodes: &[Node]) -> Vec<&str> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Set(set) if set.global => found.push(set.name.as_str()),
            Node::Capture(part) if part.global => found.extend(part.name.as_deref()),
            _ => {}
        }
        found.extend(node.bodies().into_iter().flat_map(set_globally));
    }
    found
}
