//! Names of sheets.

use std::collections::BTreeSet;

use rust_xlsxwriter::utility::quote_sheet_name;

use crate::values::spaced;

/// Letters that Excel takes at most.
const LONGEST: usize = 31;

/// Names that Excel takes, no two alike.
pub(super) fn sheet_names<'a>(wanted: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    wanted
        .map(|name| {
            let plain = |letter: char| match letter {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => ' ',
                letter => letter,
            };
            let base: String = name.chars().map(plain).collect();
            let base = spaced(&base);
            let mut number = 1;
            loop {
                let end = if number == 1 {
                    String::new()
                } else {
                    format!(" {number}")
                };
                let room = LONGEST - end.chars().count();
                let name: String = base.chars().take(room).collect();
                let name = format!("{}{end}", name.trim()).trim().to_owned();
                if !name.is_empty() && taken.insert(name.to_lowercase()) {
                    return name;
                }
                number += 1;
            }
        })
        .collect()
}

/// The name as formulas write it before `!`.
pub(super) fn quoted(name: &str) -> String {
    let quoted = quote_sheet_name(name);
    // quoted in any case: a name such as `A1` is a cell otherwise
    match quoted.starts_with('\'') {
        true => quoted,
        false => format!("'{quoted}'"),
    }
}

#[cfg(test)]
mod tests {
    use super::sheet_names;

    #[test]
    fn names_are_such_as_excel_takes() {
        let long = "cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh";
        let names = sheet_names([long, long, "a/b", "", "A B"].into_iter());
        assert!(
            names
                .iter()
                .all(|name| name.chars().count() <= 31 && !name.is_empty())
        );
        assert_eq!(&names[1][names[1].len() - 2..], " 2");
        assert_eq!(names[2..], ["a b", "2", "A B 2"]);
    }
}
