//! Characters that no template may hold.

use super::{TemplateFile, register};
use crate::characters;
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Sources, Span, Version};

/// Characters in a template that are refused in a dossier, too.
pub(super) fn unprintable(files: &[TemplateFile], ids: &[SourceId]) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for (file, &source) in files.iter().zip(ids) {
        let letters = file.text.char_indices();
        for (at, letter) in letters.filter(|(_, letter)| characters::refused(*letter).is_some()) {
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let place = Span {
                source,
                start: byte(at),
                end: byte(at + letter.len_utf8()),
            };
            let problem = Diagnostic::unprintable("MB019", letter)
                .since(Version::V0_2)
                .at(place, "ký tự này");
            problems.push(
                problem.with_remedy("xóa ký tự này khỏi mẫu; nếu không thấy nó thì gõ lại cả dòng"),
            );
        }
    }
    problems
}

/// The same, if it is an error in these files.
pub(super) fn unprintable_now(
    files: &[TemplateFile],
    sources: &mut Sources,
) -> Option<Diagnostics> {
    if !files
        .iter()
        .any(|file| characters::first_refused(&file.text).is_some())
    {
        return None;
    }
    let mut problems = unprintable(files, &register(files, sources));
    problems.settle(sources);
    problems.has_errors().then_some(problems)
}
