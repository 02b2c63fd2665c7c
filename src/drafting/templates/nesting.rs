//! How deep the files of a set lie in one another: Tera goes down as deep as they do, and the stack ends somewhere.

use super::TemplateFile;
use super::syntax::parse;
use super::tags::tags;
use crate::diagnostics::{Diagnostic, SourceId, Span};

/// A set has no more files.
const FILES: usize = 100;
/// They include or extend one another no deeper.
const DEPTH: usize = 8;

/// Complains of a set with too many files, or of files too deep in one another; not of circles, which Tera tells.
pub(super) fn too_deep(files: &[TemplateFile], ids: &[SourceId]) -> Option<Diagnostic> {
    if files.len() > FILES {
        let message = format!("Bộ mẫu có quá {FILES} tệp");
        return Some(Diagnostic::error("MB043", message).with_remedy(
            "Bỏ những tệp .md không phải là mẫu ra khỏi thư mục, hoặc gộp các mẫu nhỏ lại",
        ));
    }
    let uses: Vec<Vec<usize>> = files.iter().map(|file| used(file, files)).collect();
    let depths = depths(&uses)?;
    let (index, _) = (depths.iter().enumerate()).find(|(_, depth)| **depth > DEPTH)?;
    let below = uses[index].iter().max_by_key(|used| depths[**used])?;
    let message = format!("Các mẫu dùng nhau quá {DEPTH} tầng");
    let problem = Diagnostic::error("MB043", message)
        .with_note("mỗi `include` hoặc `extends` trong mẫu được dùng là một tầng")
        .with_remedy("Đưa lời văn của các tầng trong cùng thẳng vào mẫu dùng nó");
    let place = tags(&files[index].text).ok().and_then(|all| {
        let mut all = all
            .into_iter()
            .filter(|tag| matches!(tag.name, "include" | "extends"));
        all.find(|tag| tag.words.contains(&files[*below].name))
    });
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Some(match place {
        Some(tag) => {
            let (start, end) = (byte(tag.place.start), byte(tag.place.end));
            let source = ids[index];
            problem.at(Span { source, start, end }, "từ đây xuống quá sâu")
        }
        None => problem,
    })
}

/// How many files lie in one another from each one down; `None` if they go round in a circle.
fn depths(uses: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut depths = vec![0; uses.len()];
    for _ in 0..=uses.len() {
        let next = |used: &Vec<usize>| used.iter().map(|used| depths[*used] + 1).max();
        let next: Vec<usize> = uses.iter().map(|used| next(used).unwrap_or(0)).collect();
        if next == depths {
            return Some(depths);
        }
        depths = next;
    }
    None
}

/// The files that this one includes or extends.
fn used(file: &TemplateFile, files: &[TemplateFile]) -> Vec<usize> {
    let template = parse(&file.text).unwrap_or_default();
    let index = |name: &str| files.iter().position(|file| file.name == name);
    template.used().into_iter().filter_map(index).collect()
}
