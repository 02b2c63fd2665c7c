//! Abbreviations inside a line, each with the words it stands for (ISO 32000-1, 14.9.5).

use std::ops::Range;

/// Where abbreviations stand as whole words: bytes of the text, and what they say.
///
/// `known` is sorted. A symbol (`QĐ-UBND`, `3203/QĐ-UBND`) is read as it is; so is the text's first word
/// where it `continues` one that was broken at the line's end.
pub(super) fn find<'a>(
    text: &str,
    continues: bool,
    known: &'a [(String, String)],
) -> Vec<(Range<usize>, &'a str)> {
    if known.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for (index, token) in text.split(' ').enumerate() {
        let is_symbol = token.contains(|c: char| c == '-' || c.is_ascii_digit());
        if !(is_symbol || continues && index == 0) {
            found.extend(words(token).filter_map(|(start, word)| {
                let place = known.binary_search_by(|(short, _)| short.as_str().cmp(word));
                let (_, says) = known.get(place.ok()?)?;
                Some((at + start..at + start + word.len(), says.as_str()))
            }));
        }
        at += token.len() + 1;
    }
    found
}

/// The stretches of letters, each with its first byte.
fn words(token: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    token
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(move |word| {
            let start = at + token.get(at..)?.find(word)?;
            at = start + word.len();
            (!word.is_empty()).then_some((start, word))
        })
}

#[cfg(test)]
mod tests {
    use super::find;

    fn found(text: &str, continues: bool) -> Vec<&str> {
        let known = ["CNTT", "UBND"].map(|short| (short.to_owned(), "…".to_owned()));
        let ranges = find(text, continues, &known);
        ranges.into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn whole_words_are_found() {
        assert_eq!(
            found("UBND tỉnh, (CNTT); HĐND/UBND", false),
            ["UBND", "CNTT", "UBND"]
        );
        assert_eq!(found("UBNDs CNTTa aUBND ubnd", false), [""; 0]);
        assert_eq!(found("“UBND” UBND", false), ["UBND", "UBND"]);
    }

    #[test]
    fn symbols_stay_as_they_are() {
        assert_eq!(found("số 3203/QĐ-UBND của UBND", false), ["UBND"]);
        // the second line of `3203/QĐ-` `UBND của UBND`
        assert_eq!(found("UBND của UBND", true), ["UBND"]);
        assert_eq!(found("UBND, UBND", true), ["UBND"]);
    }
}
