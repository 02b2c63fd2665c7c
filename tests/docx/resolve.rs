//! What Word does with tracked changes when all are accepted or all are rejected (ECMA-376 Part 1,
//! 17.13.5), on a main part read as a tree.

use crate::read::Node;

/// Whether changes are accepted or rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Accept,
    Reject,
}

impl Decision {
    /// The element whose content goes away.
    const fn dropped(self) -> &'static str {
        match self {
            Self::Accept => "w:del",
            Self::Reject => "w:ins",
        }
    }
}

/// The main part without tracked changes.
pub fn resolved(node: &Node, decision: Decision) -> Node {
    let mut made = node.clone();
    made.children = Vec::new();
    for child in &node.children {
        match child.name.as_str() {
            "w:ins" | "w:del" => {
                if child.name != decision.dropped() {
                    let inner = resolved(child, decision).children;
                    made.children.extend(inner.into_iter().map(undeleted));
                }
            }
            "w:tr" if has(child, &["w:trPr", decision.dropped()]) => {}
            "w:pPrChange" => {}
            _ => made.children.push(resolved(child, decision)),
        }
    }
    if decision == Decision::Reject && node.name == "w:pPr" {
        restore_properties(node, &mut made);
    }
    made.children
        .retain(|child| child.name != "w:tbl" || child.child("w:tr").is_some());
    join_paragraphs(node, &mut made, decision);
    made
}

fn has(node: &Node, path: &[&str]) -> bool {
    node.path(path).is_some()
}

/// Deleted text that comes back is text again.
fn undeleted(mut node: Node) -> Node {
    for child in &mut node.children {
        match child.name.as_str() {
            "w:delText" => "w:t".clone_into(&mut child.name),
            "w:delInstrText" => "w:instrText".clone_into(&mut child.name),
            _ => {}
        }
    }
    node
}

/// The old properties take the place of all but the paragraph mark's and the section's.
fn restore_properties(changed: &Node, made: &mut Node) {
    if let Some(old) = changed.path(&["w:pPrChange", "w:pPr"]) {
        made.children
            .retain(|child| child.name == "w:rPr" || child.name == "w:sectPr");
        made.children.splice(0..0, old.children.iter().cloned());
    }
}

/// A paragraph whose mark goes away runs into the one after it, which keeps its properties.
fn join_paragraphs(node: &Node, made: &mut Node, decision: Decision) {
    let mark = ["w:pPr", "w:rPr", decision.dropped()];
    // the marks are read from the original: paragraphs are the same ones in the same order
    let paragraphs = node.children.iter().filter(|child| child.name == "w:p");
    let mut gone = paragraphs.map(|child| has(child, &mark));
    let mut kept: Vec<Node> = Vec::new();
    let mut carried: Vec<Node> = Vec::new();
    for mut child in std::mem::take(&mut made.children) {
        if child.name != "w:p" {
            let text: String = carried.iter().map(Node::printed).collect();
            assert_eq!(text, "", "text would run into what is no paragraph");
            carried.clear();
            kept.push(child);
            continue;
        }
        let content = |node: &mut Node| {
            let all = std::mem::take(&mut node.children).into_iter();
            all.partition::<Vec<Node>, _>(|child| child.name == "w:pPr")
        };
        let (properties, own) = content(&mut child);
        if gone.next().expect("as many paragraphs") {
            assert!(
                properties.iter().all(|p| p.child("w:sectPr").is_none()),
                "a section would lose its end"
            );
            carried.extend(own);
        } else {
            child.children = properties;
            child.children.append(&mut carried);
            child.children.extend(own);
            kept.push(child);
        }
    }
    if node.name == "w:tc" || node.name == "w:body" {
        assert!(
            carried.is_empty() && !ends_with_a_gone_mark(node, &mark),
            "the mark that ends {} cannot go",
            node.name
        );
        for pair in kept.windows(2) {
            let are_tables = pair.iter().all(|child| child.name == "w:tbl");
            assert!(!are_tables, "two tables would become one");
        }
        let last = kept.iter().rfind(|child| child.name != "w:sectPr");
        assert!(
            last.is_some_and(|last| last.name == "w:p"),
            "{} must end with a paragraph",
            node.name
        );
    }
    made.children = kept;
}

fn ends_with_a_gone_mark(node: &Node, mark: &[&str]) -> bool {
    let last = node.children.iter().rfind(|child| child.name != "w:sectPr");
    last.is_some_and(|last| last.name == "w:p" && has(last, mark))
}
