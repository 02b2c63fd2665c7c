//! Which stars are emphasis: pairs around words, which Markdown and a person would both see as such.

use super::list_marks::is_own_mark;

/// A text for pulldown-cmark.
pub(super) struct Meant {
    /// The text; every star that is no emphasis, every underscore and back quote escaped.
    pub(super) text: String,
    /// For each byte of it the byte of the text it was made from.
    pub(super) places: Vec<usize>,
    /// Where `**` stands at the edge of a word and has no counterpart.
    pub(super) unpaired: Vec<usize>,
}

/// Stars next to each other.
struct Run {
    /// The first one's byte.
    at: usize,
    count: usize,
    /// How many of them have no counterpart.
    left: usize,
    opens: bool,
    closes: bool,
}

/// The text with only its emphasis left to be read.
pub(super) fn meant(text: &str) -> Meant {
    let runs = paired(text);
    let mut meant = Meant {
        text: String::with_capacity(text.len() + 8),
        places: Vec::with_capacity(text.len() + 8),
        unpaired: Vec::new(),
    };
    let mut runs = runs.iter().peekable();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => {
                let escaped = letters.next();
                if !escaped.is_some_and(|(_, escaped)| is_own_mark(escaped)) {
                    meant.push(letter, at);
                }
                if let Some((at, escaped)) = escaped {
                    meant.push(escaped, at);
                }
            }
            '_' | '`' => meant.push_escaped(letter, at),
            '*' => {
                while runs.next_if(|run| run.at + run.count <= at).is_some() {}
                let is_emphasis = runs.peek().is_some_and(|run| run.is_emphasis(at));
                if is_emphasis {
                    meant.push(letter, at);
                } else {
                    meant.push_escaped(letter, at);
                }
                let unpaired = runs.peek().filter(|run| run.at == at && run.is_left_over());
                meant.unpaired.extend(unpaired.map(|run| run.at));
            }
            _ => meant.push(letter, at),
        }
    }
    meant
}

impl Meant {
    fn push(&mut self, letter: char, at: usize) {
        self.text.push(letter);
        self.places
            .extend((0..letter.len_utf8()).map(|byte| at + byte));
    }

    fn push_escaped(&mut self, letter: char, at: usize) {
        self.push('\\', at);
        self.push(letter, at);
    }
}

impl Run {
    fn of(text: &str, at: usize, count: usize) -> Self {
        let before = text[..at].chars().next_back();
        let after = text[at + count..].chars().next();
        Self {
            at,
            count,
            left: count,
            opens: opens(before, after),
            closes: closes(before, after, count),
        }
    }

    /// Stars that stay alone stand before those of an opening run that have a counterpart, and after
    /// those of a closing one.
    fn is_emphasis(&self, at: usize) -> bool {
        let place = at - self.at;
        let paired = self.count - self.left;
        if self.opens {
            place >= self.left
        } else {
            place < paired
        }
    }

    fn is_left_over(&self) -> bool {
        self.left > 1 && (self.opens || self.closes)
    }

    /// Whether a closing run of so many stars is its counterpart: of three, one may end before the others.
    const fn matches(&self, count: usize) -> bool {
        self.left == count || self.left == 3 || count == 3
    }
}

/// All runs of stars, each with what is left of it once pairs are taken.
fn paired(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, count) in stars(text) {
        let mut run = Run::of(text, at, count);
        while let Some(&opener) = open.last().filter(|_| run.closes && run.left > 0) {
            if !runs[opener].matches(run.left) {
                break;
            }
            let both = runs[opener].left.min(run.left);
            runs[opener].left -= both;
            run.left -= both;
            run.opens = false;
            if runs[opener].left == 0 {
                open.pop();
            }
        }
        if run.opens {
            open.push(runs.len());
        }
        runs.push(run);
    }
    runs
}

/// Where stars stand, and how many next to each other; one after `\` is a letter.
fn stars(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match (letter, found.last_mut()) {
            ('\\', _) => {
                letters.next();
            }
            ('*', Some((start, count))) if *start + *count == at => *count += 1,
            ('*', _) => found.push((at, 1)),
            _ => {}
        }
    }
    found
}

/// Before a word; before a quotation mark or a bracket only where a word could begin.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    let parted = before.is_none_or(char::is_whitespace);
    let stands_off = parted || before.is_some_and(|c| "([{“‘«\"'–—-/".contains(c));
    let word = after.is_some_and(char::is_alphanumeric);
    let quoted = after.is_some_and(|c| "([“‘«\"'\\&+-–#".contains(c));
    stands_off && word || parted && quoted
}

/// After a word or the mark that closes it; a single star only where the word ends.
fn closes(before: Option<char>, after: Option<char>, count: usize) -> bool {
    let word = before.is_some_and(char::is_alphanumeric);
    let closed = before.is_some_and(|c| !c.is_whitespace() && !"([{“‘«*".contains(c));
    let ends = after.is_none_or(|c| !c.is_alphanumeric());
    let figures = |c: Option<char>| c.is_some_and(char::is_numeric);
    let within = count > 1 && word && !(figures(before) && figures(after));
    closed && (ends || within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_in_sums_and_note_marks_are_letters() {
        for text in [
            "50*3/2*4",
            "(*)",
            "Sở A (*) và Sở B (**)",
            "2 * 3 * 4",
            "a*b*c",
            "2**3",
            "(*, **)",
            "\"*\" và \"*\"",
            "Sở A* và Sở B*",
            "*Ghi chú: 5*3",
            "* a, * b",
            "*) a *) b",
        ] {
            let found = meant(text);
            assert!(
                !found.text.replace("\\*", "").contains('*'),
                "{}",
                found.text
            );
            assert_eq!(found.text.replace("\\*", "*"), text);
            assert_eq!(found.unpaired, [0; 0], "{text}");
        }
    }

    #[test]
    fn stars_around_words_are_emphasis() {
        for text in [
            "**Điều 1.** Công bố",
            "(*các sở*)",
            "là *nghiêng*.",
            "**a**b",
            "*“a”*",
            "***a** b*",
            "**a *b***",
            "**a**, *b* và **c**",
        ] {
            assert_eq!(meant(text).text, text);
        }
    }

    #[test]
    fn what_has_no_counterpart_is_told() {
        let unpaired = |text: &str| meant(text).unpaired;
        assert_eq!(unpaired("**Điều 1. Công bố"), [0]);
        assert_eq!(unpaired("Điều 1.** Công bố"), ["Điều 1.".len()]);
        assert_eq!(unpaired("**a*"), [0]);
        assert_eq!(unpaired("**Điều 1.**Công bố"), [0]);
    }

    #[test]
    fn places_lead_back() {
        let found = meant("ă_b*c");
        assert_eq!(found.text, "ă\\_b\\*c");
        assert_eq!(found.places, [0, 1, 2, 2, 3, 4, 4, 5]);
    }
}
