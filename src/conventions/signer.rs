//! The signer's name stands without title or rank (NĐ 30/2020 PL I, C20).

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{Dossier, Text};

/// Academic titles, degrees, honours and ranks, as they stand before a name, in lower case.
const TITLES: [&str; 36] = [
    "pgs.ts",
    "gs.ts",
    "pgs",
    "gs",
    "tskh",
    "ts",
    "ths",
    "th.s",
    "ncs",
    "cn",
    "ks",
    "kts",
    "bs",
    "bsckii",
    "bscki",
    "bs.ckii",
    "bs.cki",
    "ds",
    "ls",
    "ngưt",
    "ngnd",
    "nsưt",
    "nsnd",
    "giáo sư",
    "phó giáo sư",
    "tiến sĩ",
    "thạc sĩ",
    "cử nhân",
    "kỹ sư",
    "kiến trúc sư",
    "bác sĩ",
    "dược sĩ",
    "luật sư",
    "ông",
    "bà",
    "đồng chí",
];
/// Ranks of the armed forces, which make two words.
const RANKS: [&str; 4] = ["đại", "thượng", "trung", "thiếu"];
const GRADES: [&str; 3] = ["tướng", "tá", "úy"];

pub(super) fn review(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let of_submission = dossier.submission.iter().map(|own| &own.signatory);
    for signatory in std::iter::once(&dossier.signatory).chain(of_submission) {
        diagnostics.push_all(titled(&signatory.name));
    }
}

fn titled(name: &Text) -> Option<Diagnostic> {
    let title = title_of(name)?;
    let bare = name[title.len()..].trim_start_matches(['.', ',', ' ']);
    Some(
        Diagnostic::warning("TT001", format!("họ tên người ký có `{title}` đứng trước"))
            .at(name.span, "chỉ ghi họ và tên")
            .with_note("Nghị định 30/2020/NĐ-CP, Phụ lục I: trước họ tên người ký không ghi học hàm, học vị và danh hiệu khác; quân hàm chỉ ghi ở văn bản của lực lượng vũ trang")
            .with_note("công cụ ký số tìm chỗ ký theo họ tên")
            .with_remedy(format!("viết `ho_ten: {bare}`")),
    )
}

/// The title a name begins with, as typed.
fn title_of(name: &str) -> Option<&str> {
    let lower = name.to_lowercase();
    // Lower case keeps each letter's length for Vietnamese; if not, there is nothing to cut.
    if lower.len() != name.len() {
        return None;
    }
    let ends_here = |rest: &str| rest.starts_with(['.', ' ', ',']);
    let titles = TITLES.iter().map(|title| (*title).to_owned());
    let ranks = RANKS
        .iter()
        .flat_map(|rank| GRADES.map(|grade| format!("{rank} {grade}")));
    titles
        .chain(ranks)
        .filter(|title| lower.strip_prefix(title.as_str()).is_some_and(ends_here))
        .map(|title| title.len())
        .max()
        .and_then(|length| name.get(..length))
}

#[cfg(test)]
mod tests {
    use super::title_of;

    #[test]
    fn finds_titles_and_leaves_names_alone() {
        assert_eq!(title_of("PGS.TS. Nguyễn Văn A"), Some("PGS.TS"));
        assert_eq!(title_of("ThS Trần Thị B"), Some("ThS"));
        assert_eq!(title_of("Tiến sĩ Lê C"), Some("Tiến sĩ"));
        assert_eq!(title_of("Đại tá Phạm D"), Some("Đại tá"));
        assert_eq!(title_of("Đặng Ngọc Hậu"), None);
        assert_eq!(title_of("Tsu Văn A"), None);
        assert_eq!(title_of("Trung Văn A"), None);
    }
}
