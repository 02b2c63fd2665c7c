//! JSON and CSV of another version: they may tell less than today's, but nothing else.

use std::collections::HashMap;

use serde_json::Value;

use super::{Disagreement, TODAY};

/// Keys whose value is no figure of the dossier's: how long the PDF is, is held against the PDF.
const OTHERWISE: [&str; 1] = ["pages"];

/// Every value of the file must be in today's.
pub(super) fn json(file: &str, own: &[u8], today: &[u8], found: &mut Vec<Disagreement>) {
    let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).ok();
    match (read(own), read(today)) {
        (Some(own), Some(today)) => value(file, "", &own, &today, found),
        _ => found.push(unreadable(file)),
    }
}

fn unreadable(file: &str) -> Disagreement {
    let told = Some("không đọc được".to_owned());
    Disagreement::new(file, "", told, (TODAY, Some("đọc được".to_owned())))
}

fn value(file: &str, place: &str, own: &Value, today: &Value, found: &mut Vec<Disagreement>) {
    match (own, today) {
        (Value::Object(own), Value::Object(today)) => {
            for (key, own) in own
                .iter()
                .filter(|(key, _)| !OTHERWISE.contains(&key.as_str()))
            {
                let today = today.get(key).unwrap_or(&Value::Null);
                value(file, &below(place, key), own, today, found);
            }
        }
        (Value::Array(own), Value::Array(today)) => {
            let count = own.len().max(today.len());
            for at in 0..count {
                let (own, today) = (own.get(at), today.get(at));
                let called = own
                    .or(today)
                    .map_or_else(String::new, |one| called(one, at));
                let of = |one: Option<&Value>| one.cloned().unwrap_or(Value::Null);
                value(file, &below(place, &called), &of(own), &of(today), found);
            }
        }
        (own, today) if own == today => {}
        _ => found.push(Disagreement::new(
            file,
            place,
            shown(own),
            (TODAY, shown(today)),
        )),
    }
}

fn below(place: &str, key: &str) -> String {
    match place {
        "" => key.to_owned(),
        place => format!("{place} > {key}"),
    }
}

/// An element by its name, else by its number.
fn called(element: &Value, at: usize) -> String {
    let name = ["name", "id", "ten", "ma"]
        .iter()
        .find_map(|key| element.get(key)?.as_str());
    name.map_or_else(|| (at + 1).to_string(), str::to_owned)
}

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Every cell of the file must be in the same row of today's, in the column of the same name.
pub(super) fn csv(file: &str, own: &[u8], today: &[u8], found: &mut Vec<Disagreement>) {
    let read = |bytes: &[u8]| std::str::from_utf8(bytes).ok().and_then(records);
    let (Some(own), Some(today)) = (read(own), read(today)) else {
        found.push(unreadable(file));
        return;
    };
    let columns = |records: &[Vec<String>]| records.first().cloned().unwrap_or_default();
    let of_today: HashMap<String, usize> = columns(&today).into_iter().zip(0..).collect();
    let heads = columns(&own);
    for row in 1..own.len().max(today.len()) {
        let cell = |records: &[Vec<String>], column: Option<usize>| {
            column.and_then(|column| records.get(row)?.get(column).cloned())
        };
        for (column, head) in heads.iter().enumerate() {
            let told = cell(&own, Some(column));
            let beside = cell(&today, of_today.get(head).copied());
            if told != beside {
                let place = format!("dòng {}, cột {head}", row + 1);
                found.push(Disagreement::new(file, place, told, (TODAY, beside)));
            }
        }
        if own
            .get(row)
            .is_some_and(|record| record.len() != heads.len())
        {
            let told = own.get(row).map(|record| record.join(","));
            found.push(Disagreement::new(
                file,
                format!("dòng {}", row + 1),
                told,
                (TODAY, None),
            ));
        }
    }
}

/// The records of a CSV (RFC 4180), its byte order mark left out; `None` if a quoted field does not end.
fn records(text: &str) -> Option<Vec<Vec<String>>> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field).trim_end_matches('\r').to_owned());
                records.push(std::mem::take(&mut record));
            }
            other => field.push(other),
        }
    }
    (!quoted && field.is_empty() && record.is_empty()).then_some(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(found: &[Disagreement]) -> Vec<&str> {
        found.iter().map(|one| one.place.as_str()).collect()
    }

    #[test]
    fn more_may_be_told_today_but_nothing_else() {
        let differences = |own: &str, today: &str| {
            let mut found = Vec::new();
            json("a.json", own.as_bytes(), today.as_bytes(), &mut found);
            told(&found).join("; ")
        };
        let own = r#"{"rows": [{"name": "A", "score": "1.5"}], "overall": null}"#;
        let more = r#"{"rows": [{"name": "A", "score": "1.5", "rank": 1}], "new": 2}"#;
        assert_eq!(differences(own, more), "");
        assert_eq!(
            differences(own, &more.replace("1.5", "1.6")),
            "rows > A > score"
        );
        assert_eq!(differences(own, r#"{"rows": []}"#), "rows > A");
        assert_eq!(differences(r#"{"rows": []}"#, more), "rows > A");
        assert_eq!(differences("{", more), "");
    }

    #[test]
    fn cells_are_found_by_their_columns_names() {
        let differences = |own: &str, today: &str| {
            let mut found = Vec::new();
            csv("a.csv", own.as_bytes(), today.as_bytes(), &mut found);
            told(&found).join("; ")
        };
        let own = "\u{feff}ten,diem\r\nA,\"1,5\"\r\n\"B \"\"b\"\"\",2\r\n";
        let more = "diem,hang,ten\r\n\"1,5\",1,A\r\n2,2,\"B \"\"b\"\"\"\r\n";
        assert_eq!(differences(own, more), "");
        assert_eq!(
            differences(own, &more.replace("1,5", "1,6")),
            "dòng 2, cột diem"
        );
        assert_eq!(
            differences("ten,diem\r\nA,\"1,5\"\r\n", more),
            "dòng 3, cột ten; dòng 3, cột diem"
        );
        assert_eq!(
            differences("ten,la\r\nA,1\r\nB,\r\n", "ten\r\nA\r\nB\r\n"),
            "dòng 2, cột la; dòng 3, cột la"
        );
    }
}
