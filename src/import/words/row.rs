//! What the first words of a row that is no agency mean.

use super::starts;

/// What a row of no agency is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Summary {
    Mean,
    Maximum,
    Other,
}

/// Words that such rows begin with.
#[rustfmt::skip]
const SUMMARIES: [(Summary, &[&str]); 3] = [
    (Summary::Mean, &[
        "trung bình", "điểm trung bình", "bình quân", "điểm bình quân", "điểm tb", "tb",
        "giá trị trung bình",
    ]),
    (Summary::Maximum, &[
        "điểm tối đa", "tối đa", "thang điểm", "điểm chuẩn", "điểm tối đa theo bộ chỉ số",
    ]),
    (Summary::Other, &[
        "tổng cộng", "tổng số", "cộng", "tổng", "tổng điểm", "cao nhất", "thấp nhất", "điểm cao nhất",
        "điểm thấp nhất", "max", "min", "tỷ lệ", "số lượng", "trung vị", "điểm trung vị",
    ]),
];
/// Words that notes and signatures begin with.
#[rustfmt::skip]
const NOTES: &[&str] = &[
    "ghi chú", "lưu ý", "chú thích", "người lập", "người tổng hợp", "nơi nhận", "(ký", "lãnh đạo",
    "thủ trưởng", "xác nhận",
];
/// Words that headings of tiers begin with.
#[rustfmt::skip]
const TIERS: &[&str] = &[
    "mức ", "xếp loại", "loại ", "xếp mức",
];

/// A row that sums up or says how much there is to get.
pub(in crate::import) fn summary(text: &str) -> Option<Summary> {
    let text = text.to_lowercase();
    let found = SUMMARIES
        .iter()
        .find(|(_, words)| words.iter().any(|word| starts(&text, word)));
    found.map(|(summary, _)| *summary)
}

/// A row that opens notes or signatures.
pub(in crate::import) fn is_note(text: &str) -> bool {
    let text = text.to_lowercase();
    NOTES.iter().any(|word| text.starts_with(word))
}

/// A heading that parts agencies by what they scored, not by what they are.
pub(in crate::import) fn is_tier_heading(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_start_matches(|letter: char| {
        letter.is_ascii_alphanumeric() && letter != 'm' && letter != 'l' && letter != 'x'
    });
    let text = text.trim_start_matches(['.', ')', ' ', '-']);
    TIERS.iter().any(|word| text.starts_with(word))
}
