//! Two files line by line.

use std::collections::{HashMap, HashSet};

use super::Edit;
use super::lines::{Line, lines};
use crate::docx_reader::WordFile;
use crate::redline::{align, likeness};

/// Every line that differs, in the order of the text: figures first.
#[must_use]
pub fn compare(expected: &WordFile, found: &WordFile) -> Vec<Edit> {
    let (expected, found) = (lines(expected), lines(found));
    let (paired, expected, found) = rows_of_one_name(&expected, &found);
    let mut edits = moved(&paired);
    for pair in paired {
        let own = sides(Some(pair.expected), Some(pair.found)).into_iter();
        edits.extend(own.map(|edit| (pair.at, edit)));
    }
    let alike = |one: &(usize, &Line), other: &(usize, &Line)| match (&one.1.row, &other.1.row) {
        (Some(_), Some(_)) | (None, None) => {
            let (one, other) = (&one.1.text, &other.1.text);
            likeness(one, other).max(shared_words(one, other))
        }
        _ => 0.0,
    };
    let key = |(_, line): &(usize, &Line)| (line.row.is_some(), line.text.clone());
    let mut at = 0;
    for change in align(&expected, &found, key, alike) {
        let (one, other) = change.sides();
        // what was added follows what it stands behind
        at = one.map_or(at, |(at, _)| *at);
        let own = sides(one.map(|(_, line)| *line), other.map(|(_, line)| *line));
        edits.extend(own.into_iter().map(|edit| (at, edit)));
    }
    edits.sort_by_key(|(at, edit)| (!edit.is_figure, *at));
    edits.into_iter().map(|(_, edit)| edit).collect()
}

/// Lines and their places in the file.
type Numbered<'a> = Vec<(usize, &'a Line)>;

/// A row that one table has under one name in both files.
struct Pair<'a> {
    /// Its place in the file as it would be written.
    at: usize,
    expected: &'a Line,
    /// Its place in the file that was found.
    now_at: usize,
    found: &'a Line,
}

/// The rows that stand elsewhere in their table: what is left when the longest run in the right order is taken out.
fn moved(pairs: &[Pair<'_>]) -> Vec<(usize, Edit)> {
    let places: Vec<usize> = pairs.iter().map(|pair| pair.now_at).collect();
    let kept = longest_rising(&places);
    let name = |line: &Line| {
        line.row
            .as_ref()
            .map_or(String::new(), |row| row.name.clone())
    };
    let moved = pairs
        .iter()
        .enumerate()
        .filter(|(at, _)| !kept.contains(at));
    let edits = moved.map(|(at, pair)| {
        let before = at.checked_sub(1).and_then(|before| pairs.get(before));
        let mut above: Vec<&Pair<'_>> = pairs.iter().collect();
        above.retain(|other| other.now_at < pair.now_at && other.found.place == pair.found.place);
        let now_before = above.into_iter().max_by_key(|other| other.now_at);
        let after = |line: Option<String>| match line {
            Some(line) => format!("đứng sau dòng “{line}”"),
            None => "đứng đầu bảng".to_owned(),
        };
        let before = before.filter(|before| before.expected.place == pair.expected.place);
        let edit = Edit {
            place: format!("{}, dòng “{}”", pair.expected.place, name(pair.expected)),
            is_figure: true,
            expected: Some(after(before.map(|before| name(before.expected)))),
            found: Some(after(now_before.map(|before| name(before.found)))),
            origin: None,
        };
        (pair.at, edit)
    });
    edits.collect()
}

/// Which of these numbers, by place, make the longest row in which each is larger than the one before.
fn longest_rising(numbers: &[usize]) -> HashSet<usize> {
    // for each length, where the row ends that ends lowest; and before each number, the one it follows
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|&end| numbers[end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut rising = HashSet::new();
    let mut at = ends.last().copied();
    while let Some(place) = at {
        rising.insert(place);
        at = before[place];
    }
    rising
}

/// The rows that one table has under one name in both files, whatever their order; and the other lines.
fn rows_of_one_name<'a>(
    expected: &'a [Line],
    found: &'a [Line],
) -> (Vec<Pair<'a>>, Numbered<'a>, Numbered<'a>) {
    let name = |line: &'a Line| Some((line.place.as_str(), line.row.as_ref()?.name.as_str()));
    let named = |lines: &'a [Line]| {
        let mut rows: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (at, line) in lines.iter().enumerate() {
            if let Some(name) = name(line) {
                rows.entry(name).or_default().push(at);
            }
        }
        rows
    };
    let (one, other) = (named(expected), named(found));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (name, rows) in &one {
        if let ([row], Some([twin])) = (rows.as_slice(), other.get(name).map(Vec::as_slice)) {
            pairs.push((*row, *twin));
        }
    }
    let rest = |lines: &'a [Line], taken: HashSet<usize>| -> Numbered<'a> {
        let lines = lines.iter().enumerate();
        lines.filter(|(at, _)| !taken.contains(at)).collect()
    };
    pairs.sort_unstable();
    let rows = pairs.iter().map(|&(at, now_at)| Pair {
        at,
        expected: &expected[at],
        now_at,
        found: &found[now_at],
    });
    (
        rows.collect(),
        rest(expected, pairs.iter().map(|pair| pair.0).collect()),
        rest(found, pairs.iter().map(|pair| pair.1).collect()),
    )
}

/// Which part of the words two lines share, from a half on: short lines share few letters when a word changes.
fn shared_words(one: &str, other: &str) -> f64 {
    let words = |text: &'_ str| text.split(' ').map(str::to_owned).collect::<Vec<String>>();
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    let part = 2.0 * shared as f64 / (one.len() + other.len()).max(1) as f64;
    if part < 0.5 { 0.0 } else { part }
}

fn sides(expected: Option<&Line>, found: Option<&Line>) -> Vec<Edit> {
    let text = |line: Option<&Line>| line.map(|line| line.text.clone());
    match (expected, found) {
        (Some(one), Some(other)) if one.text == other.text => Vec::new(),
        (Some(one), Some(other)) if one.row.is_some() && other.row.is_some() => {
            cells(one, other).unwrap_or_else(|| vec![whole(one, text(expected), text(found))])
        }
        _ => {
            let shown = expected.or(found);
            let shown = shown.map(|line| whole(line, text(expected), text(found)));
            shown.into_iter().collect()
        }
    }
}

/// The cells of a row that differ; `None` if the rows have other columns.
fn cells(expected: &Line, found: &Line) -> Option<Vec<Edit>> {
    let (one, other) = (expected.row.as_ref()?, found.row.as_ref()?);
    let columns = |cells: &[(usize, String)]| cells.iter().map(|cell| cell.0).collect::<Vec<_>>();
    if columns(&one.cells) != columns(&other.cells) {
        return None;
    }
    let pairs = one.cells.iter().zip(&other.cells);
    let differing = pairs.filter(|((_, is), (_, other))| is != other);
    let edits = differing.map(|((column, is), (_, other))| {
        let mut place = format!("{}, dòng “{}”", expected.place, one.name);
        let head = one.head(*column);
        // one that spans the table stands in no column
        if !head.is_empty() && one.cells.len() > 1 {
            place.push_str(&format!(", cột “{head}”"));
        }
        Edit {
            place,
            is_figure: differ_in_figures(is, other),
            expected: Some(is.clone()),
            found: Some(other.clone()),
            origin: None,
        }
    });
    Some(edits.collect())
}

fn whole(line: &Line, expected: Option<String>, found: Option<String>) -> Edit {
    let is_figure = match (&expected, &found) {
        (Some(one), Some(other)) => differ_in_figures(one, other),
        // an agency's row that came or went, or a sentence with figures
        (one, other) => {
            let text = one.as_ref().or(other.as_ref());
            line.row.is_some() || text.is_some_and(|text| differ_in_figures(text, ""))
        }
    };
    let place = match &line.row {
        Some(cells) => format!("{}, dòng “{}”", line.place, cells.name),
        None => line.place.clone(),
    };
    Edit {
        place,
        is_figure,
        expected,
        found,
        origin: None,
    }
}

/// Whether the figures in the two texts are other ones.
#[must_use]
pub(crate) fn differ_in_figures(one: &str, other: &str) -> bool {
    let figures = |text: &str| -> Vec<String> {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '/' | '%');
        let parts = text.split(|c| !is_part(c));
        let figures = parts.map(|part| part.trim_matches(['.', ',', '/']).to_owned());
        figures.filter(|part| !part.is_empty()).collect()
    };
    figures(one) != figures(other)
}
