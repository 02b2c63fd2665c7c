//! The Tờ trình, as templates see it.

use serde_json::{Value, json};

use super::facts::markdown;
use super::{number_text, signatory, text, texts, with_number_and_date};
use crate::diagnostics::Sources;
use crate::document::Meaning;
use crate::dossier::{Dossier, Submission};
use crate::drafting::marks::wrap;
use crate::values::PartialDate;

/// Its number and date are those of the proposal.
pub(super) fn values(dossier: &Dossier, own: &Submission, sources: &Sources) -> Value {
    let issuer = &dossier.issuer;
    let superior = match own.superior.is_empty() {
        true => &issuer.lines,
        false => &own.superior,
    };
    let addressees = match own.addressees.is_empty() {
        true => vec![text(&issuer.authority_full)],
        false => texts(&own.addressees),
    };
    let subject = own.subject.as_ref().unwrap_or(&dossier.document.subject);
    let values = json!({
        "chu_quan": texts(superior),
        "co_quan": text(&own.body),
        "ten": match own.lines.is_empty() {
            true => in_lines(&own.body),
            false => texts(&own.lines),
        },
        "ky_hieu": text(&own.symbol),
        "kinh_gui": addressees,
        "trich_yeu": wrap(&Meaning::Subject, &text(subject)),
        "y_kien": own.remarks.as_ref().map(|remarks| markdown(remarks, sources)),
        "noi_nhan": texts(&own.recipients),
        "luu": text(&own.filing),
        "nguoi_ky": signatory(&own.signatory),
    });
    let proposal = dossier.proposal.as_ref();
    let number = dossier
        .submission_number()
        .map(|number| number_text(&number));
    let date = proposal.and_then(|proposal| proposal.date.as_ref());
    let date = date.map_or(
        PartialDate::Year(dossier.document.date.value.year()),
        |date| date.value,
    );
    with_number_and_date(values, number, date)
}

/// Letters of a body's name in capitals that one line of the letterhead takes.
const LINE: usize = 22;

/// The name in one line, or in two of like length.
fn in_lines(name: &str) -> Vec<String> {
    let length = |text: &str| text.chars().count();
    let breaks = name
        .match_indices(' ')
        .map(|(at, _)| (&name[..at], &name[at + 1..]));
    let best = breaks.min_by_key(|(first, second)| length(first).abs_diff(length(second)));
    match best.filter(|_| length(name) > LINE) {
        Some((first, second)) => vec![first.to_owned(), second.to_owned()],
        None => vec![name.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::in_lines;

    #[test]
    fn long_names_take_two_lines_of_like_length() {
        assert_eq!(in_lines("Sở Nội vụ"), ["Sở Nội vụ"]);
        let lines = in_lines("Sở Thông tin và Truyền thông");
        assert_eq!(lines, ["Sở Thông tin", "và Truyền thông"]);
    }
}
