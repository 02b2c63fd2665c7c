//! The standings as CSV.

use super::fill::block_report;
use super::report::ResultReport;
use crate::dossier::Dossier;
use crate::scoring::Standings;

/// The columns of the CSV.
const COLUMNS: [&str; 16] = [
    "khoi",
    "stt",
    "co_quan",
    "diem",
    "diem_in",
    "hang",
    "muc",
    "hang_chung",
    "ty_le",
    "diem_cham",
    "toi_da",
    "diem_thuong",
    "diem_tru",
    "hang_nam_truoc",
    "diem_nam_truoc",
    "ly_do",
];

/// The standings as CSV (RFC 4180, UTF-8 with its mark so that Excel reads the letters): one line
/// an agency, those that are not ranked last; scores exact with a point and as printed.
#[must_use]
pub fn csv(dossier: &Dossier, standings: &Standings) -> String {
    let mut text = format!("\u{feff}{}\r\n", COLUMNS.join(","));
    for block in &standings.blocks {
        let report = block_report(dossier, block);
        for row in &report.rows {
            let ranks = (Some(row.position), Some(row.rank), row.rank_across);
            let reason = row.result.tier_reason.unwrap_or_default();
            let line = csv_line(report.id, row.name, ranks, Some(&row.result), reason);
            text.push_str(&line);
        }
        for other in &report.others {
            let ranks = (None, None, None);
            let line = csv_line(
                report.id,
                other.name,
                ranks,
                other.result.as_ref(),
                other.reason,
            );
            text.push_str(&line);
        }
    }
    text
}

fn csv_line(
    block: &str,
    name: &str,
    (position, rank, across): (Option<usize>, Option<usize>, Option<usize>),
    result: Option<&ResultReport<'_>>,
    reason: &str,
) -> String {
    let number = |number: Option<usize>| number.map_or_else(String::new, |one| one.to_string());
    let of = |give: &dyn Fn(&ResultReport<'_>) -> String| result.map_or_else(String::new, give);
    let before = |result: &ResultReport<'_>| result.last_year.as_ref().and_then(|one| one.rank);
    let score_then = |result: &ResultReport<'_>| {
        let then = result.last_year.as_ref()?.score.as_ref()?;
        Some(then.printed.to_owned())
    };
    let fields: [String; COLUMNS.len()] = [
        block.to_owned(),
        number(position),
        name.to_owned(),
        of(&|result| result.score.clone()),
        of(&|result| result.printed.to_owned()),
        number(rank),
        of(&|result| result.tier.unwrap_or_default().to_owned()),
        number(across),
        of(&|result| result.percent.clone()),
        of(&|result| result.points.clone()),
        of(&|result| result.applicable.clone()),
        of(&|result| result.bonus.clone().unwrap_or_default()),
        of(&|result| result.penalty.clone().unwrap_or_default()),
        of(&|result| before(result).map_or_else(String::new, |rank| rank.to_string())),
        of(&|result| score_then(result).unwrap_or_default()),
        reason.to_owned(),
    ];
    format!("{}\r\n", fields.map(|field| csv_field(&field)).join(","))
}

/// Quoted where it must be.
fn csv_field(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::csv_field;

    #[test]
    fn quotes_what_would_break_a_line() {
        assert_eq!(csv_field("Sở Xây dựng"), "Sở Xây dựng");
        assert_eq!(csv_field("89,1"), "\"89,1\"");
        assert_eq!(csv_field("a \"b\""), "\"a \"\"b\"\"\"");
    }
}
