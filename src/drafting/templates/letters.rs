//! Characters that no template may hold.

use crate::characters;
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Span, Version};

/// Characters in a template's text that are refused in a dossier, too.
pub(super) fn unprintable(text: &str, source: SourceId) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let letters = text.char_indices();
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
    problems
}
