//! The Tờ trình, as templates see it.

use serde_json::{Value, json};

use super::facts::markdown;
use super::{number_text, signatory, text, texts, with_number_and_date};
use crate::diagnostics::Sources;
use crate::document::Meaning;
use crate::dossier::{Dossier, Proposal, Submission};
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
        "noi_nhan": own.recipients.iter().filter(|to| !is_printed(to)).map(text).collect::<Vec<_>>(),
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

/// What every Tờ trình's recipients begin with (C28).
fn is_printed(recipient: &str) -> bool {
    recipient.to_lowercase().starts_with("như trên")
}

/// The Tờ trình as the decision cites it before its date: with room for a number, a day, a month that are not known yet.
pub(super) fn cited(dossier: &Dossier, proposal: &Proposal, own: &Submission) -> String {
    let typed = proposal.document.as_ref();
    let numbered = typed.filter(|_| dossier.submission_number().is_some());
    let mut cited = numbered.map_or_else(
        || format!("Tờ trình số {}/{}", Meaning::Number.blank(), *own.symbol),
        text,
    );
    let (day, month) = (Meaning::Day.blank(), Meaning::Month.blank());
    match proposal.date.as_ref().map(|date| date.value) {
        // what is known of the date follows
        Some(PartialDate::Day(_)) => {}
        Some(PartialDate::Month(..)) => cited.push_str(&format!(" ngày {day}")),
        Some(PartialDate::Year(_)) => cited.push_str(&format!(" ngày {day} tháng {month}")),
        None => {
            let year = dossier.document.date.value.year();
            cited.push_str(&format!(" ngày {day} tháng {month} năm {year}"));
        }
    }
    cited
}

/// Letters of a body's name in capitals that one line of the letterhead takes.
const LINE: usize = 22;

/// The name in as many lines as it takes, of like length.
fn in_lines(name: &str) -> Vec<String> {
    let length = |text: &str| text.chars().count();
    let count = length(name).div_ceil(LINE).max(1);
    let (mut lines, mut rest) = (Vec::new(), name);
    for left in (2..=count).rev() {
        let wanted = length(rest) / left;
        // `và` opens a line, it closes none
        let breaks = rest.match_indices(' ').map(|(at, _)| at);
        let breaks = breaks.filter(|at| !rest[..*at].ends_with(" và"));
        let Some(at) = breaks.min_by_key(|at| length(&rest[..*at]).abs_diff(wanted)) else {
            break;
        };
        lines.push(rest[..at].to_owned());
        rest = &rest[at + 1..];
    }
    lines.push(rest.to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::in_lines;

    #[test]
    fn long_names_take_two_lines_of_like_length() {
        assert_eq!(in_lines("Sở Nội vụ"), ["Sở Nội vụ"]);
        let lines = in_lines("Sở Thông tin và Truyền thông");
        assert_eq!(lines, ["Sở Thông tin", "và Truyền thông"]);
        let lines = in_lines("Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh Mẫu");
        assert_eq!(
            lines,
            [
                "Ban Quản lý Khu kinh",
                "tế và các khu công",
                "nghiệp tỉnh Mẫu"
            ]
        );
    }
}
