//! Which paragraphs are headings, and of what level (ISO 14289-1, 7.4.2).

use crate::document::{Paragraph, Role};

/// Longest bookmark of an article, in letters: the article's whole first paragraph would fill the pane.
const LONGEST: usize = 80;

/// Reads one section from its top: what stands below its title is one level deeper.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Headings {
    titled: bool,
}

impl Headings {
    /// The level of the next paragraph, from 1; `None` for what is no heading.
    pub(super) fn level(&mut self, role: Role) -> Option<u8> {
        let level = match role {
            _ if is_title(role) => {
                self.titled = true;
                return Some(1);
            }
            Role::Article | Role::Heading1 => 1,
            Role::Heading2 => 2,
            Role::Heading3 => 3,
            _ => return None,
        };
        Some(level + self.shift())
    }

    /// How many levels the section's title adds.
    pub(super) const fn shift(self) -> u8 {
        self.titled as u8
    }
}

/// Whether the paragraph is the section's title, or a part of it.
pub(super) const fn is_title(role: Role) -> bool {
    matches!(role, Role::DocumentType | Role::AnnexTitle)
}

/// The words of a heading's bookmark: an article's are cut after a word.
pub(super) fn bookmark(paragraph: &Paragraph) -> String {
    let text = paragraph.text();
    if paragraph.role != Role::Article || text.chars().nth(LONGEST).is_none() {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':', ' ']))
}
