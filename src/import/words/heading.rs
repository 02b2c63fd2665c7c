//! What the words of a header mean.

use rust_decimal::Decimal;

use super::{has, is_mark, starts};
use crate::values::{decimal, spaced};

/// What a column's heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Word {
    Position,
    Name,
    Rank,
    Tier,
    Note,
    Percent,
    SelfScore,
    Appraised,
    Bonus,
    Penalty,
    Total,
    Points,
}

impl Word {
    /// Whether it says how points were measured, and not what for.
    pub(in crate::import) const fn is_measure(self) -> bool {
        matches!(
            self,
            Self::SelfScore
                | Self::Appraised
                | Self::Bonus
                | Self::Penalty
                | Self::Total
                | Self::Points
                | Self::Percent
        )
    }
}

/// How a heading is compared with a word.
enum How {
    /// The whole of it.
    Is,
    /// Its beginning.
    Starts,
    /// Anywhere, as whole words.
    Has,
}
use How::{Has, Is, Starts};

/// From the most telling: the first that fits counts.
#[rustfmt::skip]
const WORDS: &[(Word, How, &[&str])] = &[
    (Word::Position, Is, &["stt", "tt", "s.tt", "stt.", "số tt", "số thứ tự", "thứ tự", "#", "no", "no."]),
    (Word::Note, Starts, &["ghi chú", "lý do", "nhận xét", "giải trình"]),
    (Word::Rank, Has, &["xếp hạng", "vị thứ", "thứ hạng", "xếp thứ", "thứ bậc", "hạng", "vị trí"]),
    (Word::Tier, Has, &["xếp loại", "phân loại", "danh hiệu", "xếp mức", "mức xếp"]),
    (Word::Tier, Is, &["mức", "mức độ", "loại", "mức đánh giá", "kết quả đánh giá", "kết quả phân hạng"]),
    // numbers that are nobody's points
    (Word::Percent, Starts, &[
        "tỷ lệ", "tỉ lệ", "phần trăm", "%", "điểm tối đa", "tối đa", "điểm chuẩn", "thang điểm", "hệ số",
        "trọng số", "chênh lệch", "so với", "tăng", "giảm", "biến động", "mã", "số điện thoại",
        "điện thoại", "dân số", "năm thành lập",
    ]),
    (Word::SelfScore, Has, &["tự chấm", "tự đánh giá", "tự đg", "tự cho", "tự xác định", "điểm tự"]),
    (Word::SelfScore, Is, &["tc", "tđg"]),
    (Word::Penalty, Has, &["điểm trừ", "bị trừ", "trừ điểm"]),
    (Word::Penalty, Is, &["trừ"]),
    (Word::Bonus, Has, &["điểm thưởng", "điểm cộng", "thưởng điểm", "cộng điểm"]),
    (Word::Bonus, Is, &["thưởng", "cộng thêm"]),
    (Word::Total, Starts, &["tổng"]),
    (Word::Total, Has, &[
        "tổng điểm", "tổng cộng", "điểm tổng", "tổng số điểm", "điểm cuối cùng", "điểm chung cuộc",
    ]),
    (Word::Total, Is, &["cộng", "kết quả", "chỉ số", "điểm chỉ số"]),
    (Word::Appraised, Has, &["thẩm định", "hội đồng", "chính thức", "phúc tra"]),
    (Word::Appraised, Is, &["tđ", "điểm đánh giá", "điểm chấm", "đánh giá"]),
    (Word::Points, Is, &["điểm", "điểm số", "số điểm", "điểm đạt", "điểm đạt được", "điểm (điểm)", "score"]),
    (Word::Name, Starts, &[
        "tên cơ quan", "tên đơn vị", "cơ quan", "đơn vị", "tên xã", "tên phường", "địa phương",
        "tên huyện", "xã, phường", "xã/phường", "sở, ban", "sở, ngành", "các sở", "các đơn vị",
        "các cơ quan", "tên sở", "đối tượng", "huyện, thành phố", "tên",
    ]),
];

/// Headings of names that are names of bodies, and stand alone.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "ubnd", "ubnd cấp xã", "ubnd cấp huyện", "ubnd xã, phường", "ubnd các xã, phường", "ubnd xã", "xã",
    "phường", "sở", "sở, ban, ngành", "huyện", "trường", "bệnh viện", "phòng, ban",
];
/// What begins like the heading of names, and is none.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "đơn vị tính", "đơn vị lập", "đơn vị báo cáo", "đơn vị:", "cơ quan:", "tên tôi",
];
/// Headings of points in general.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "điểm thành phần", "điểm các tiêu chí", "các tiêu chí", "tiêu chí", "nội dung đánh giá", "nội dung",
    "chỉ số thành phần", "các chỉ số", "các lĩnh vực", "lĩnh vực", "điểm các lĩnh vực",
    "điểm các nội dung", "điểm chi tiết", "trong đó", "kết quả",
];
/// Longer texts are sentences.
const LONGEST_HEADING: usize = 120;
/// A longer one is no heading of names.
const LONGEST_NAME_HEADING: usize = 60;

/// What a heading says, if that is known.
pub(in crate::import) fn word(heading: &str) -> Option<Word> {
    let text = without_parentheses(&heading.to_lowercase());
    if text.is_empty() || text.chars().count() > LONGEST_HEADING || is_mark(&text) {
        return None;
    }
    let fits = |how: &How, word: &str| match how {
        Is => text == word,
        Starts => starts(&text, word),
        Has => has(&text, word),
    };
    let found = WORDS
        .iter()
        .find(|(_, how, words)| words.iter().any(|word| fits(how, word)));
    let body = || BODIES.contains(&text.as_str()).then_some(Word::Name);
    let found = found.map(|(word, ..)| *word).or_else(body)?;
    let no_name = found == Word::Name
        && (NO_NAMES.iter().any(|start| text.starts_with(start))
            || text.chars().count() > LONGEST_NAME_HEADING);
    (!no_name).then_some(found)
}

/// A heading without what stands in parentheses.
pub(in crate::import) fn without_parentheses(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0;
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    let plain = spaced(&plain);
    plain.trim_end_matches([':', ',', ';']).to_owned()
}

/// Whether a heading names points in general, so that what stands under it are columns of their own.
pub(in crate::import) fn is_general(heading: &str) -> bool {
    let text = without_parentheses(&heading.to_lowercase());
    GENERAL.contains(&text.as_str()) || matches!(word(&text), Some(Word::Points | Word::Appraised))
}

/// A number of points that a heading gives as the most there is: `Hạ tầng số (30 điểm)`, `TTHC (25)`.
pub(in crate::import) fn maximum(heading: &str) -> Option<Decimal> {
    let (_, rest) = heading.rsplit_once('(')?;
    let inside = rest.split(')').next()?.to_lowercase();
    let inside = inside
        .replace("tối đa", "")
        .replace("điểm", "")
        .replace('đ', "");
    let number = decimal(inside.trim().trim_matches([':', ' '])).ok()?;
    (number > Decimal::ZERO).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_by_their_words() {
        for (heading, wanted) in [
            ("STT", Some(Word::Position)),
            ("Tên cơ quan, đơn vị", Some(Word::Name)),
            ("Đơn vị tính: điểm", None),
            ("Điểm tự đánh giá", Some(Word::SelfScore)),
            ("Tổng điểm tự chấm", Some(Word::SelfScore)),
            ("Điểm thẩm định", Some(Word::Appraised)),
            ("Tổng điểm", Some(Word::Total)),
            ("Bị trừ", Some(Word::Penalty)),
            ("Xếp hạng năm 2025", Some(Word::Rank)),
            ("Vị thứ", Some(Word::Rank)),
            ("Xếp loại", Some(Word::Tier)),
            ("Điểm", Some(Word::Points)),
            ("Hạ tầng số (30 điểm)", None),
            ("Thể chế số", None),
            ("Tổ chức bộ máy", None),
        ] {
            assert_eq!(word(heading), wanted, "{heading}");
        }
        assert_eq!(maximum("Hạ tầng số (30 điểm)"), Some(30.into()));
        assert_eq!(maximum("TTHC (25)"), Some(25.into()));
        assert_eq!(maximum("Tỷ lệ (a/b)"), None);
    }
}
