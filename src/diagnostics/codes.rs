//! Every code with its title and when it comes, as one table.

const TABLE: &str = include_str!("codes.txt");

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// As printed in brackets.
    pub code: &'static str,
    /// A few words.
    pub title: &'static str,
    /// A clause that says when it comes.
    pub when: &'static str,
}

/// All of them, in the order of their codes.
pub fn codes() -> impl Iterator<Item = Code> {
    TABLE.lines().filter_map(|line| {
        let (code, rest) = line.split_once(" | ")?;
        let (title, when) = rest.split_once(" | ")?;
        Some(Code { code, title, when })
    })
}
