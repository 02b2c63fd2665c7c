//! Two files line by line.

use super::Edit;
use super::lines::{Line, lines};
use crate::docx_reader::WordFile;
use crate::redline::{Change, align, likeness};

/// Every line that differs, in the order of the text: figures first.
#[must_use]
pub fn compare(expected: &WordFile, found: &WordFile) -> Vec<Edit> {
    let (expected, found) = (lines(expected), lines(found));
    let alike = |one: &Line, other: &Line| match (&one.row, &other.row) {
        (Some(one), Some(other)) if one.name == other.name => 1.0,
        (Some(_), Some(_)) | (None, None) => likeness(&one.text, &other.text),
        _ => 0.0,
    };
    let aligned = align(&expected, &found, |line| (line.row.is_some(), &line.text), alike);
    let mut edits: Vec<Edit> = aligned.into_iter().flat_map(edits).collect();
    edits.sort_by_key(|edit| !edit.is_figure);
    edits
}

fn edits(change: Change<&Line>) -> Vec<Edit> {
    let (expected, found) = change.sides();
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
        if !head.is_empty() {
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
        // an agency's row that came or went
        _ => line.row.is_some(),
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
fn differ_in_figures(one: &str, other: &str) -> bool {
    let figures = |text: &str| -> Vec<String> {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '/' | '%');
        let parts = text.split(|c| !is_part(c));
        let figures = parts.map(|part| part.trim_matches(['.', ',', '/']).to_owned());
        figures.filter(|part| !part.is_empty()).collect()
    };
    figures(one) != figures(other)
}
