//! From the parser's events to the tree.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle};
use unicode_normalization::UnicodeNormalization;

use super::{Entry, Mapping, Node, REMEDY, Value, span_of, syntax};
use crate::characters;
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Span, Version};

/// How deep lists and mappings may nest; a dossier needs 6.
const MAX_NESTING: usize = 64;
/// How much text and structure aliases may add, in bytes: far above any dossier, far below harm.
const MAX_ALIASED: usize = 4 << 20;
/// What a node weighs beside its text.
const NODE_WEIGHT: usize = 16;

pub(super) fn parse(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_NESTING,
        block_nesting_limit: MAX_NESTING,
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder::new(source, text);
    let root = builder.run(&mut parser, diagnostics)?;
    if root.is_none() {
        let place = span_of(source, 0..0);
        diagnostics.push(
            Diagnostic::error("HS002", "hồ sơ trống")
                .at(place, "không có khóa nào")
                .with_remedy("chạy `quyetdinh init <thư mục>` để có hồ sơ mẫu kèm lời giải thích"),
        );
    }
    root
}

/// A mapping or sequence still open.
struct Open {
    container: Container,
    anchor: usize,
    start: usize,
    weight: usize,
}

enum Container {
    Sequence(Vec<Node>),
    Mapping {
        mapping: Mapping,
        seen: HashMap<String, Span>,
        key: Option<Key>,
    },
}

/// A key that waits for its value; no text if it was reported.
struct Key {
    text: Option<String>,
    span: Span,
}

struct Anchored {
    node: Node,
    weight: usize,
}

struct Builder<'a> {
    source: SourceId,
    text: &'a str,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    unfinished: HashSet<usize>,
    aliased: usize,
    root: Option<Node>,
}

impl<'a> Builder<'a> {
    fn new(source: SourceId, text: &'a str) -> Self {
        Self {
            source,
            text,
            open: Vec::new(),
            anchors: HashMap::new(),
            unfinished: HashSet::new(),
            aliased: 0,
            root: None,
        }
    }

    /// `None` if reading had to stop; otherwise the root, if there is one.
    fn run(
        &mut self,
        parser: &mut Parser<'a, StrInput<'a>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Option<Node>> {
        let mut documents = 0;
        while let Some(next) = parser.next_event() {
            let (event, place) = match next {
                Ok(event) => event,
                Err(error) => {
                    diagnostics.push(syntax::explain(&error, self.source, self.text));
                    return None;
                }
            };
            let range = place.byte_range().unwrap_or(0..0);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        diagnostics.push(second_document(span_of(self.source, range)));
                        return None;
                    }
                }
                other => self.event(other, range, diagnostics)?,
            }
        }
        Some(self.root.take())
    }

    fn event(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Option<()> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let node = self.scalar(&text, style, range, diagnostics);
                let weight = NODE_WEIGHT + text.len();
                self.finish(node, anchor, weight, diagnostics);
            }
            Event::SequenceStart(_, anchor, _) => {
                self.start(Container::Sequence(Vec::new()), anchor, range.start);
            }
            Event::MappingStart(style, anchor, _) => {
                let mapping = Mapping {
                    entries: Vec::new(),
                    flow: style == StructureStyle::Flow,
                };
                let container = Container::Mapping {
                    mapping,
                    seen: HashMap::new(),
                    key: None,
                };
                self.start(container, anchor, range.start);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end, diagnostics),
            Event::Alias(id) => {
                let (node, weight) = self.alias(id, range, diagnostics)?;
                self.finish(node, 0, weight, diagnostics);
            }
            Event::UnresolvedAlias(name) => {
                let span = span_of(self.source, range);
                diagnostics.push(unknown_alias(&name, span));
                self.finish(reported(span), 0, NODE_WEIGHT, diagnostics);
            }
            _ => {}
        }
        Some(())
    }

    fn scalar(
        &self,
        text: &str,
        style: ScalarStyle,
        range: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Node {
        let content = self.content_of(style, range);
        let span = span_of(self.source, content.clone());
        if let Some((_, letter)) = characters::first_refused(text) {
            diagnostics.push(self.unprintable(letter, content));
            // what 0.1.0 took is kept for its archives
            if !characters::is_direction_mark(letter) {
                return reported(span);
            }
        }
        let null =
            style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
        let value = if null {
            Value::Null
        } else {
            Value::Scalar(text.to_owned())
        };
        Node { span, value }
    }

    /// A character that cannot be printed: where it stands, or the value that writes it otherwise (`\x07`).
    fn unprintable(&self, letter: char, content: Range<usize>) -> Diagnostic {
        let raw = self.text.get(content.clone()).unwrap_or_default();
        let problem = if characters::is_direction_mark(letter) {
            Diagnostic::unprintable("HS062", letter).since(Version::V0_2)
        } else {
            Diagnostic::unprintable("HS014", letter)
        };
        match raw.find(letter).map(|at| content.start + at) {
            Some(at) => problem
                .at(
                    span_of(self.source, at..at + letter.len_utf8()),
                    "ký tự này",
                )
                .with_remedy(REMEDY),
            None => problem
                .at(span_of(self.source, content), "trong giá trị này")
                .with_remedy("xóa cả giá trị rồi gõ lại"),
        }
    }

    /// The part of a scalar's place that holds its text: no quotes, no block header, no line breaks around.
    fn content_of(&self, style: ScalarStyle, range: Range<usize>) -> Range<usize> {
        let Some(raw) = self.text.get(range.clone()) else {
            return range;
        };
        let (from, to) = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if raw.len() >= 2 => {
                (1, raw.len() - 1)
            }
            ScalarStyle::Literal | ScalarStyle::Folded if begins_with_header(raw) => {
                (raw.find('\n').unwrap_or(0), raw.len())
            }
            _ => (0, raw.len()),
        };
        let inner = raw.get(from..to).unwrap_or(raw);
        let leading = inner.len() - inner.trim_start().len();
        let start = range.start + from + leading;
        start..start + inner.trim().len()
    }

    fn start(&mut self, container: Container, anchor: usize, start: usize) {
        if anchor != 0 {
            self.unfinished.insert(anchor);
        }
        self.open.push(Open {
            container,
            anchor,
            start,
            weight: NODE_WEIGHT,
        });
    }

    fn end(&mut self, end: usize, diagnostics: &mut Diagnostics) {
        let Some(open) = self.open.pop() else { return };
        let value = match open.container {
            Container::Sequence(items) => Value::Sequence(items),
            Container::Mapping { mapping, .. } => Value::Mapping(mapping),
        };
        let raw = self.text.get(open.start..end).unwrap_or("");
        let span = span_of(self.source, open.start..open.start + raw.trim_end().len());
        self.unfinished.remove(&open.anchor);
        self.finish(Node { span, value }, open.anchor, open.weight, diagnostics);
    }

    /// Puts a complete node where it belongs.
    fn finish(&mut self, node: Node, anchor: usize, weight: usize, diagnostics: &mut Diagnostics) {
        if anchor != 0 {
            let node = node.clone();
            self.anchors.insert(anchor, Anchored { node, weight });
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        parent.weight += weight;
        match &mut parent.container {
            Container::Sequence(items) => items.push(node),
            Container::Mapping { mapping, seen, key } => match key.take() {
                None => *key = Some(key_of(node, mapping.flow, seen, diagnostics)),
                Some(Key { text: None, .. }) => {}
                Some(Key {
                    text: Some(text),
                    span,
                }) => mapping.entries.push(Entry {
                    key: text,
                    key_span: span,
                    node,
                }),
            },
        }
    }

    fn alias(
        &mut self,
        id: usize,
        range: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Node, usize)> {
        let span = span_of(self.source, range);
        if self.unfinished.contains(&id) {
            diagnostics.push(
                Diagnostic::error("HS005", "phần được đặt tên bằng `&` tự dùng lại chính nó")
                    .at(span, "nằm ngay trong phần mà nó dùng lại")
                    .with_remedy("viết rõ giá trị ở đây, hoặc đưa phần `&...` ra ngoài"),
            );
            return Some((reported(span), NODE_WEIGHT));
        }
        let Some(anchored) = self.anchors.get(&id) else {
            return Some((reported(span), NODE_WEIGHT));
        };
        self.aliased += anchored.weight;
        if self.aliased > MAX_ALIASED {
            diagnostics.push(
                Diagnostic::error("HS006", "dùng lại (`*...`) quá nhiều nội dung")
                    .at(span, "đến đây đã vượt giới hạn")
                    .with_note(
                        "mỗi `*tên` chép lại toàn bộ phần đã đặt tên, kể cả các `*` bên trong",
                    )
                    .with_remedy("viết rõ các giá trị thay cho `*tên`"),
            );
            return None;
        }
        let mut node = anchored.node.clone();
        relocate(&mut node, span);
        Some((node, anchored.weight))
    }
}

/// Whether a block scalar's own first line is its header (`|-`, `>2 # ...`), not text that begins alike.
fn begins_with_header(raw: &str) -> bool {
    let line = raw.lines().next().unwrap_or_default();
    line.strip_prefix(['|', '>']).is_some_and(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with('#')
    })
}

/// Everything an alias brings stands at the alias.
fn relocate(node: &mut Node, span: Span) {
    node.span = span;
    match &mut node.value {
        Value::Sequence(items) => items.iter_mut().for_each(|item| relocate(item, span)),
        Value::Mapping(mapping) => {
            for entry in &mut mapping.entries {
                entry.key_span = span;
                relocate(&mut entry.node, span);
            }
        }
        Value::Null | Value::Scalar(_) | Value::Reported => {}
    }
}

fn key_of(
    node: Node,
    flow: bool,
    seen: &mut HashMap<String, Span>,
    diagnostics: &mut Diagnostics,
) -> Key {
    let span = node.span;
    let text = match node.value {
        Value::Scalar(text) => text.trim().nfc().collect::<String>(),
        Value::Null => "null".to_owned(),
        Value::Reported => return Key { text: None, span },
        Value::Sequence(_) | Value::Mapping(_) => {
            diagnostics.push(
                Diagnostic::error(
                    "HS007",
                    "khóa phải là một chữ, không phải danh sách hay nhóm khóa",
                )
                .at(span, "không dùng làm khóa được")
                .with_note("dấu `{{...}}` của mẫu văn bản không dùng trong hồ sơ")
                .with_remedy("nếu đây là lời văn, đặt cả câu trong dấu nháy \"...\""),
            );
            return Key { text: None, span };
        }
    };
    // `{diem: 8,5, them: 9,5}` makes `5` a key twice; the reader knows better what to say of it.
    let fraction = flow && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(&first) = seen.get(&text).filter(|_| !fraction) {
        diagnostics.push(
            Diagnostic::error("HS008", format!("khóa `{text}` ghi hai lần"))
                .at(span, "lần thứ hai")
                .with_related(first, "lần thứ nhất")
                .with_remedy("giữ lại một lần; nếu là hai phần tử của danh sách thì mở đầu phần tử sau bằng `- `"),
        );
        return Key { text: None, span };
    }
    seen.insert(text.clone(), span);
    Key {
        text: Some(text),
        span,
    }
}

fn reported(span: Span) -> Node {
    Node {
        span,
        value: Value::Reported,
    }
}

fn second_document(span: Span) -> Diagnostic {
    Diagnostic::error("HS003", "tệp chứa nhiều hơn một hồ sơ")
        .at(span, "hồ sơ thứ hai bắt đầu ở đây")
        .with_note("dòng `---` mở đầu một tài liệu YAML mới")
        .with_remedy("bỏ dòng `---`, hoặc tách thành hai tệp")
}

fn unknown_alias(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error("HS004", format!("`*{name}` dùng lại một phần chưa được đặt tên"))
        .at(span, format!("chưa có `&{name}` ở phía trên"))
        .with_note("giá trị mở đầu bằng dấu `*` là dùng lại phần đã đặt tên bằng `&`")
        .with_remedy(format!(
            "đặt `&{name}` trước giá trị muốn dùng lại; nếu dấu `*` là lời văn thì đặt cả câu trong dấu nháy \"...\""
        ))
}
