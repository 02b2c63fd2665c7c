//! What Tera would take and no template of a decision may do: let chance into the text, or let it grow.

use std::ops::Range;

use super::syntax::parse;
use super::syntax::tree::{Expression, Kind, Node};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Span, Version};

/// Where, why (at the caret), and what to do.
type Refusal = (Range<usize>, String, &'static str, String);

/// What is refused in the text of this file.
pub(super) fn refused(text: &str, source: SourceId) -> Diagnostics {
    let mut found = Vec::new();
    if let Some(template) = parse(text) {
        nodes(&template.nodes, false, &mut found);
        for component in &template.components {
            nodes(&component.body, false, &mut found);
        }
    }
    found.sort_by_key(|(place, ..)| place.start);
    let mut problems = Diagnostics::new();
    for (place, message, label, remedy) in found {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span {
            source,
            start: byte(place.start),
            end: byte(place.end),
        };
        let problem = Diagnostic::error("MB043", message).since(Version::V0_3);
        problems.push(problem.at(span, label).with_remedy(remedy));
    }
    problems
}

fn nodes(all: &[Node], in_loop: bool, found: &mut Vec<Refusal>) {
    for node in all {
        let own = match node {
            Node::Set(set) if set.global && in_loop && grows(&set.value, &set.name, false) => {
                Some((&set.place, &set.name))
            }
            Node::Capture(part) if part.global && in_loop => match &part.name {
                Some(name) if prints(&part.body, name) => Some((&part.place, name)),
                _ => None,
            },
            _ => None,
        };
        found.extend(own.map(|(place, name)| growing(place, name)));
        node.values()
            .into_iter()
            .for_each(|part| value(part, found));
        let inner = in_loop || matches!(node, Node::For(_));
        node.bodies()
            .into_iter()
            .for_each(|body| nodes(body, inner, found));
    }
}

fn growing(place: &Range<usize>, name: &str) -> Refusal {
    (
        place.clone(),
        format!("`{name}` dài thêm ở mỗi vòng lặp"),
        "ghép chính nó vào nó",
        format!(
            "In từng phần ngay trong vòng lặp, hoặc nối cả danh sách một lần: `{{% set {name} = [k.ten for k in khoi] | join(sep=\", \") %}}`"
        ),
    )
}

/// How many values one expression joins at most: each makes the whole text anew.
const JOINED: usize = 32;

fn value(part: &Expression, found: &mut Vec<Refusal>) {
    if joined(part) > JOINED {
        found.push((
            part.place.clone(),
            format!("Mẫu nối hơn {JOINED} giá trị bằng `~` trong một biểu thức"),
            "quá dài",
            "Viết lời văn ngoài dấu ngoặc và in từng giá trị bằng `{{ ... }}`".to_owned(),
        ));
        return;
    }
    let refusal = match &part.kind {
        Kind::Call(word) if word.name == "throw" => Some((
            &word.place,
            "Mẫu dùng `throw` để dừng chương trình".to_owned(),
            "người soạn không đọc được vì sao dừng",
            "Bỏ lệnh này; dữ kiện phải có thì khai là bắt buộc trong `bo-mau.yaml`",
        )),
        Kind::Filter(_, word) if word.name == "group_by" => Some((
            &word.place,
            "Mẫu dùng `group_by`, xếp các nhóm mỗi lần một khác".to_owned(),
            "văn bản lập lại sẽ không giống",
            "Dùng vòng `for` với `{% if %}` cho từng nhóm",
        )),
        Kind::Variable(name) if name == "__tera_context" => Some((
            &part.place,
            format!("Mẫu dùng `{name}`, in ra mọi giá trị theo thứ tự mỗi lần một khác"),
            "văn bản lập lại sẽ không giống",
            "Dùng từng biến cần in",
        )),
        _ => None,
    };
    found.extend(
        refusal.map(|(place, message, label, remedy)| {
            (place.clone(), message, label, remedy.to_owned())
        }),
    );
    part.parts()
        .into_iter()
        .for_each(|inner| value(inner, found));
}

/// How many `~` there are.
fn joined(part: &Expression) -> usize {
    let own = usize::from(matches!(part.kind, Kind::Binary("~", ..)));
    own + part.parts().into_iter().map(joined).sum::<usize>()
}

/// Whether the value holds what the name stands for, and more.
fn grows(value: &Expression, name: &str, joined: bool) -> bool {
    let joined = match &value.kind {
        Kind::Variable(own) => return joined && own == name,
        Kind::Binary("~", ..) | Kind::List(_) | Kind::Map(_) => true,
        // what is asked of it does not hold it
        Kind::Binary(operator, ..) if !matches!(*operator, "and" | "or") => return false,
        Kind::Test(..) | Kind::Not(_) => return false,
        Kind::Filter(_, word) if matches!(word.name.as_str(), "length" | "first" | "last") => {
            return false;
        }
        _ => joined,
    };
    let mut parts = value.parts().into_iter();
    parts.any(|part| grows(part, name, joined))
}

fn prints(body: &[Node], name: &str) -> bool {
    body.iter().any(|node| {
        let printed = match node {
            Node::Print(value, _) => grows(value, name, true),
            _ => false,
        };
        printed || node.bodies().into_iter().any(|inner| prints(inner, name))
    })
}
