//! Slips that only the finished text shows: words said twice, an article that is not the one meant.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::document::{Block, Role, Section, SignatureBlock};
use crate::dossier::{Dossier, Text};

/// Words that are never said twice in a row: the template's own, which a fact may begin or end with.
const SINGLE: &str =
    "của, tại, theo, về, số, ngày, tháng, năm, mức, loại, khối, các, là, và, lưu, xếp, được, trên";
/// How long a phrase is that is said twice, at the most, in words.
const LONGEST: usize = 4;
/// What closes a sentence or a part of one: the same words may open the next.
const CLOSING: [char; 4] = ['.', ';', '!', '?'];
/// How the line for those who carry the decision out begins.
const AS_IN_ARTICLE: &str = "Như Điều ";

/// Warns of the slips of these sections.
pub(super) fn review(sections: &[Section], dossier: &Dossier, found: &mut Diagnostics) {
    let typed = dossier.lines();
    for section in sections {
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    said_twice(&paragraph.text(), paragraph.origin, &typed, found)
                }
                Block::List(items) => {
                    let paragraphs = items.iter().map(|item| &item.paragraph);
                    paragraphs.for_each(|p| said_twice(&p.text(), p.origin, &typed, found));
                }
                Block::Signature(block) => {
                    let lines = block.recipients.iter();
                    lines.for_each(|line| said_twice(line, None, &typed, found));
                    recipients(block, section, dossier, found);
                }
                Block::Letterhead(_) | Block::Table(_) => {}
            }
        }
    }
}

fn recipients(
    block: &SignatureBlock,
    section: &Section,
    dossier: &Dossier,
    found: &mut Diagnostics,
) {
    let last = last_article(section);
    for recipient in &dossier.recipients {
        let article = recipient.strip_prefix(AS_IN_ARTICLE).and_then(number);
        let printed = block
            .recipients
            .iter()
            .any(|line| line.contains(recipient.as_str()));
        if let (Some(article), Some(last), true) = (article, last, printed)
            && article != last
        {
            found.push(other_article(recipient, last));
        }
    }
}

/// The number of the last article, which says who carries the decision out.
fn last_article(section: &Section) -> Option<u32> {
    let articles = section.blocks.iter().rev().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.role == Role::Article => Some(paragraph.text()),
        _ => None,
    });
    number(articles?.strip_prefix("Điều ")?)
}

/// The number that the text begins with.
fn number(text: &str) -> Option<u32> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

fn other_article(recipient: &Text, last: u32) -> Diagnostic {
    Diagnostic::warning(
        "TT052",
        format!(
            "nơi nhận ghi `{}`, mà người thi hành nêu ở Điều {last}",
            **recipient
        ),
    )
    .at(recipient.span, format!("phải là `{AS_IN_ARTICLE}{last}`"))
    .with_remedy(format!("viết `{AS_IN_ARTICLE}{last}`"))
}

/// `origin` is where the text was written, for words that nobody typed.
fn said_twice(text: &str, origin: Option<Span>, typed: &[&Text], found: &mut Diagnostics) {
    let Some(words) = doubled(text) else { return };
    let problem = Diagnostic::warning("TT053", format!("chữ “{words}” in hai lần liền nhau"))
        .with_note(format!("trong đoạn: {}", excerpt(text)));
    // what begins or ends with the words that the template prints, too
    let small = text.to_lowercase();
    let mut of_dossier = (typed.iter()).filter(|typed| small.contains(&typed.to_lowercase()));
    let of_dossier = of_dossier.find(|typed| {
        let typed: Vec<String> = typed.split_whitespace().map(bare).collect();
        let typed = typed.join(" ");
        typed.starts_with(&words) || typed.ends_with(&words)
    });
    // a value that many sentences hold is told once
    let told = |place| {
        found
            .iter()
            .any(|told| told.code == "TT053" && told.span == place)
    };
    if of_dossier.is_some_and(|typed| told(Some(typed.span))) {
        return;
    }
    found.push(match (of_dossier, origin) {
        (Some(typed), _) => problem
            .at(typed.span, "mẫu đã in chữ này ở bên cạnh")
            .with_remedy(format!("bỏ chữ “{words}” ở giá trị này")),
        (None, Some(place)) => problem
            .at(place, "đoạn này")
            .with_remedy("bỏ một chữ ở mẫu, hoặc ở giá trị trong hồ sơ"),
        (None, None) => problem.with_remedy("bỏ một chữ ở mẫu, hoặc ở giá trị trong hồ sơ"),
    });
}

/// The first words that are said twice in a row, within a sentence.
fn doubled(text: &str) -> Option<String> {
    let typed: Vec<&str> = text.split_whitespace().collect();
    let words: Vec<String> = typed.iter().map(|word| bare(word)).collect();
    let said_again = |at: usize, length: usize| {
        let middle = at + length;
        let first = words.get(at..middle)?;
        if words.get(middle..middle + length)? != first {
            return None;
        }
        let goes_on = !typed[middle - 1].ends_with(CLOSING);
        let has_letters = first.iter().any(|word| word.contains(char::is_alphabetic));
        let counts = length > 1 || SINGLE.split(", ").any(|word| word == first[0]);
        (goes_on && has_letters && counts).then(|| first.join(" "))
    };
    (0..words.len()).find_map(|at| (1..=LONGEST).find_map(|length| said_again(at, length)))
}

/// The word in small letters, without the marks around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

fn excerpt(text: &str) -> String {
    const MOST: usize = 100;
    let mut cut: String = text.chars().take(MOST).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::doubled;

    #[test]
    fn words_said_twice_are_found() {
        for (text, words) in [
            ("Theo đề nghị của đề nghị của Giám đốc", Some("đề nghị của")),
            ("tại tại Tờ trình", Some("tại")),
            ("- Lưu: Lưu: VT.", Some("lưu")),
            ("công bố kết quả Kết quả xếp hạng", Some("kết quả")),
            (
                "Tờ trình ngày 01/7/2026 ngày 01/7/2026",
                Some("ngày 01/7/2026"),
            ),
            (
                "Công bố đánh giá, xếp hạng đánh giá, xếp hạng Chỉ số",
                Some("đánh giá xếp hạng"),
            ),
            ("Các cơ quan luôn luôn, thường thường", None),
            ("Bảng 1, Bảng 2; 10 10", None),
            ("năm 2025, năm 2026", None),
            ("cộng điểm thưởng. Điểm thưởng tối đa", None),
        ] {
            assert_eq!(doubled(text).as_deref(), words, "{text}");
        }
    }
}
