//! Walking over what the parser has not read yet.

/// The letters from `from` on with their places, and whether each may begin a value; neither comments nor
/// what stands between quotation marks, but the mark that opens it.
pub(super) fn letters(text: &str, from: usize) -> impl Iterator<Item = (usize, char, bool)> {
    let rest = text.get(from..).unwrap_or_default();
    let mut before = ' ';
    let mut comment = false;
    let mut quoted_to = from;
    rest.char_indices().filter_map(move |(at, letter)| {
        let at = from + at;
        let begins = before.is_whitespace() || "[{,:-".contains(before);
        before = letter;
        match letter {
            '\n' | '\r' => comment = false,
            '#' if begins => comment = true,
            '"' | '\'' if begins && !comment && at >= quoted_to => {
                quoted_to = closing(text, at).map_or(text.len(), |close| close + 1);
                return Some((at, letter, true));
            }
            _ => {}
        }
        (!comment && at >= quoted_to).then_some((at, letter, begins))
    })
}

/// The mark that closes what `open` opens.
pub(super) fn closing(text: &str, open: usize) -> Option<usize> {
    let rest = text.get(open..)?;
    let mark = rest.chars().next()?;
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' && mark == '"' {
            letters.next();
        } else if letter == mark {
            let doubled = mark == '\'' && letters.next_if(|(_, next)| *next == mark).is_some();
            if !doubled {
                return Some(open + at);
            }
        }
    }
    None
}
