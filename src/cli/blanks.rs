//! What is still to be filled in, told by part instead of as errors.

use super::Session;
use crate::diagnostics::{Sources, Span};
use crate::dossier::{self, BLANK_CODES, Blank, Input, Part};
use crate::drafting::BuiltIn;

/// How many blanks of one part are named.
const NAMED: usize = 20;

/// The list, if there are blanks; the errors that say the same are dropped.
pub(super) fn list(input: Input<'_>, session: &mut Session) -> Option<String> {
    let source = session.sources.add(input.name, input.text);
    let parts = dossier::blanks(source, input.text, &input.set.keys);
    let count: usize = parts.iter().map(|part| part.blanks.len()).sum();
    if count == 0 {
        return None;
    }
    session.diagnostics.drop_codes(&BLANK_CODES);
    let set = &input.set.name;
    let mut text = format!("{} (bộ mẫu {set}): còn phải điền {count} chỗ\n", input.name);
    if dossier::named_set(input.text).is_none() && *set == BuiltIn::DigitalGovernment.name() {
        let other = BuiltIn::FIRST.name();
        text.push_str(&format!(
            "Hồ sơ không ghi `bo_mau` nên đọc theo bộ mẫu {set}; xếp hạng khác thì thêm dòng `bo_mau: {other}`\n"
        ));
    }
    for part in &parts {
        text.push_str(&told(part, &session.sources));
    }
    text.push_str(&format!(
        "\nĐiền xong chạy lại: quyetdinh check {}\n",
        input.name
    ));
    Some(text)
}

fn told(part: &Part, sources: &Sources) -> String {
    let mut text = match &part.key {
        Some((key, meaning)) => format!("\n`{key}` ({meaning}):\n"),
        None => "\nĐầu hồ sơ:\n".to_owned(),
    };
    for Blank {
        place,
        path,
        meaning,
        example,
    } in part.blanks.iter().take(NAMED)
    {
        let example = match example.as_str() {
            "" => String::new(),
            example => format!("; ví dụ: {example}"),
        };
        let line = match place {
            Some(place) => format!("dòng {}", line(*place, sources)),
            None => "chưa có".to_owned(),
        };
        text.push_str(&format!("  {path} ({line}): {meaning}{example}\n"));
    }
    if let Some(more) = part
        .blanks
        .len()
        .checked_sub(NAMED)
        .filter(|more| *more > 0)
    {
        text.push_str(&format!("  ... và {more} chỗ khác\n"));
    }
    text
}

fn line(place: Span, sources: &Sources) -> usize {
    let text = sources.get(place.source).map_or("", |file| &file.text);
    let before = text.get(..place.start as usize).unwrap_or_default();
    before.matches('\n').count() + 1
}
