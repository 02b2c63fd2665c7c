//! Single values: texts, numbers, dates, words of which there are a few.

use super::json::{Fields, Json};
use crate::dossier::Kind;

/// All types of JSON.
const TYPES: [&str; 6] = ["string", "number", "boolean", "null", "array", "object"];

/// What a kind of single values takes.
pub(super) fn scalar(kind: &Kind, needed: bool) -> Fields {
    match kind {
        Kind::Date | Kind::Milestone => {
            let year = [("multipleOf", 1), ("minimum", 1000), ("maximum", 9999)];
            let say = "Viết 24/12/2026 hoặc 2026-12-24; chưa rõ ngày thì viết 12/2026, chưa rõ cả tháng thì viết 2026";
            figures(&date(), &year, say, needed)
        }
        Kind::Number => {
            let say = "Viết bằng chữ số, phần lẻ sau dấu phẩy hoặc dấu chấm: 88,5";
            figures("-?[0-9]+([.,][0-9]+)?", &[], say, needed)
        }
        Kind::Amount => {
            let say = "Viết một số không âm bằng chữ số, phần lẻ sau dấu phẩy hoặc dấu chấm: 0,1";
            figures(
                "-?0+([.,]0+)?|[0-9]+([.,][0-9]+)?",
                &[("minimum", 0)],
                say,
                needed,
            )
        }
        Kind::Whole { least, most } => {
            let limits = [("multipleOf", 1), ("minimum", *least), ("maximum", *most)];
            let say = format!("Viết một số nguyên từ {least} đến {most}");
            figures("[0-9]{1,9}", &limits, &say, needed)
        }
        Kind::IssueNumber => {
            let limits = [("multipleOf", 1), ("minimum", 1), ("maximum", 999_999)];
            let say = "Viết như 3203, có thể thêm một chữ cái ở cuối; ký hiệu viết ở `ky_hieu`";
            let number = "(?=[0-9]{1,6}[A-Za-zÀ-ỹ]?\\s*$)0*[1-9][0-9]*[A-Za-zÀ-ỹ]?";
            figures(number, &limits, say, needed)
        }
        Kind::Wording(words) => {
            let own = vec![("enum".into(), Json::texts(words.iter().copied()))];
            let forms: Vec<String> = words.iter().map(|word| any_case(word)).collect();
            let forms = vec![
                ("type".into(), Json::text("string")),
                pattern(&forms.join("|"), needed),
            ];
            either([own, forms], (!needed).then_some("null"))
        }
        Kind::Choice(words) => choice(words, needed),
        _ => text(needed),
    }
}

/// Any text that is not blank, also one that YAML takes for a number or for `true`.
fn text(needed: bool) -> Fields {
    let mut fields: Fields = vec![("type".into(), Json::texts(["string", "number"]))];
    if needed {
        // as the reader: the dots of a form are no value
        fields.push(("pattern".into(), Json::text("[^\\s.…_]")));
    }
    fields.push(said("Viết một giá trị đơn (chữ hoặc số) sau dấu hai chấm"));
    let silent = ["boolean"].into_iter();
    either([fields], silent.chain((!needed).then_some("null")))
}

/// A text of that form, or a number within limits.
fn figures(form: &str, limits: &[(&str, u32)], say: &str, needed: bool) -> Fields {
    let mut fields: Fields = vec![
        ("type".into(), Json::texts(["string", "number"])),
        pattern(form, needed),
    ];
    let limits = limits.iter();
    fields.extend(limits.map(|(name, limit)| ((*name).to_owned(), Json::Number(*limit))));
    fields.push(said(say));
    either([fields], (!needed).then_some("null"))
}

fn choice(words: &[(&'static str, &'static str)], needed: bool) -> Fields {
    let value = |word: &str| match word {
        "true" => Json::Flag(true),
        "false" => Json::Flag(false),
        word => word.parse().map_or_else(|_| Json::text(word), Json::Number),
    };
    let values = words.iter().map(|(word, _)| value(word)).collect();
    let meanings = || Json::texts(words.iter().map(|(_, meaning)| *meaning));
    let own = vec![
        ("enum".into(), Json::List(values)),
        ("enumDescriptions".into(), meanings()),
        ("markdownEnumDescriptions".into(), meanings()),
    ];
    let quoted: Vec<&str> = (words.iter().map(|(word, _)| *word))
        .filter(|word| ["true", "false"].contains(word) || word.parse::<u32>().is_ok())
        .collect();
    let mut forms = vec![own];
    if !(quoted.is_empty() && needed) {
        forms.push(vec![
            ("type".into(), Json::text("string")),
            pattern(&quoted.join("|"), needed),
        ]);
    }
    either(forms, (!needed).then_some("null"))
}

/// One of these, or a value of a type that editors are not to propose.
fn either(
    forms: impl IntoIterator<Item = Fields>,
    silent: impl IntoIterator<Item = &'static str>,
) -> Fields {
    let silent: Vec<&str> = silent.into_iter().collect();
    let mut forms: Vec<Json> = forms.into_iter().map(Json::Object).collect();
    if !silent.is_empty() {
        let others = TYPES.into_iter().filter(|name| !silent.contains(name));
        let others = Json::Object(vec![("type".into(), Json::texts(others))]);
        forms.push(Json::Object(vec![("not".into(), others)]));
    }
    match forms.as_slice() {
        [Json::Object(only)] => only.clone(),
        _ => vec![("anyOf".into(), Json::List(forms))],
    }
}

/// A text of that form, blanks around it; a blank one where none is needed.
fn pattern(form: &str, needed: bool) -> (String, Json) {
    let form = match form {
        "" => "^\\s*$".to_owned(),
        form if needed => format!("^\\s*({form})\\s*$"),
        form => format!("^\\s*({form})?\\s*$"),
    };
    ("pattern".into(), Json::Text(form))
}

fn said(say: &str) -> (String, Json) {
    ("errorMessage".into(), Json::text(say))
}

/// The ways of writing a date.
fn date() -> String {
    let (day, month) = ("(0?[1-9]|[12][0-9]|3[01])", "(0?[1-9]|1[0-2])");
    let year = "[1-9][0-9]{3}";
    let word = any_case;
    let words = format!(
        "(({} +{day} +)?{} +{month} +)?{} +{year}",
        word("ngày"),
        word("tháng"),
        word("năm")
    );
    let slashes = format!("(({day} ?/ ?)?{month} ?/ ?)?{year}");
    format!("{slashes}|{year} ?- ?{month} ?- ?{day}|{words}")
}

/// Each letter small or capital.
fn any_case(word: &str) -> String {
    let pair = |letter: char| {
        let (small, large) = (letter.to_lowercase(), letter.to_uppercase());
        if letter.is_alphabetic() {
            format!("[{large}{small}]")
        } else {
            letter.to_string()
        }
    };
    word.chars().map(pair).collect()
}
