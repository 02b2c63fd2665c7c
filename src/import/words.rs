//! What words of a header, a row or a cell mean.

/// What a column's heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
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
    pub(super) const fn is_measure(self) -> bool {
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
const WORDS: &[(Word, How, &[&str])] = &[
    (
        Word::Position,
        Is,
        &[
            "stt",
            "tt",
            "s.tt",
            "stt.",
            "số tt",
            "số thứ tự",
            "thứ tự",
            "#",
            "no",
            "no.",
        ],
    ),
    (
        Word::Note,
        Starts,
        &["ghi chú", "lý do", "nhận xét", "giải trình"],
    ),
    (
        Word::Rank,
        Has,
        &[
            "xếp hạng",
            "vị thứ",
            "thứ hạng",
            "xếp thứ",
            "thứ bậc",
            "hạng",
            "vị trí",
        ],
    ),
    (
        Word::Tier,
        Has,
        &["xếp loại", "phân loại", "danh hiệu", "xếp mức", "mức xếp"],
    ),
    (
        Word::Tier,
        Is,
        &[
            "mức",
            "mức độ",
            "loại",
            "mức đánh giá",
            "kết quả đánh giá",
            "kết quả phân hạng",
        ],
    ),
    // numbers that are nobody's points
    (
        Word::Percent,
        Starts,
        &[
            "tỷ lệ",
            "tỉ lệ",
            "phần trăm",
            "%",
            "điểm tối đa",
            "tối đa",
            "điểm chuẩn",
            "thang điểm",
            "hệ số",
            "trọng số",
            "chênh lệch",
            "so với",
            "tăng",
            "giảm",
            "biến động",
            "mã",
            "số điện thoại",
            "điện thoại",
            "dân số",
            "năm thành lập",
        ],
    ),
    (
        Word::SelfScore,
        Has,
        &[
            "tự chấm",
            "tự đánh giá",
            "tự đg",
            "tự cho",
            "tự xác định",
            "điểm tự",
        ],
    ),
    (Word::SelfScore, Is, &["tc", "tđg"]),
    (Word::Penalty, Has, &["điểm trừ", "bị trừ", "trừ điểm"]),
    (Word::Penalty, Is, &["trừ"]),
    (
        Word::Bonus,
        Has,
        &["điểm thưởng", "điểm cộng", "thưởng điểm", "cộng điểm"],
    ),
    (Word::Bonus, Is, &["thưởng", "cộng thêm"]),
    (Word::Total, Starts, &["tổng"]),
    (
        Word::Total,
        Has,
        &[
            "tổng điểm",
            "tổng cộng",
            "điểm tổng",
            "tổng số điểm",
            "điểm cuối cùng",
            "điểm chung cuộc",
        ],
    ),
    (
        Word::Total,
        Is,
        &["cộng", "kết quả", "chỉ số", "điểm chỉ số"],
    ),
    (
        Word::Appraised,
        Has,
        &["thẩm định", "hội đồng", "chính thức", "phúc tra"],
    ),
    (
        Word::Appraised,
        Is,
        &["tđ", "điểm đánh giá", "điểm chấm", "đánh giá"],
    ),
    (
        Word::Points,
        Is,
        &[
            "điểm",
            "điểm số",
            "số điểm",
            "điểm đạt",
            "điểm đạt được",
            "điểm (điểm)",
            "score",
        ],
    ),
    (
        Word::Name,
        Starts,
        &[
            "tên cơ quan",
            "tên đơn vị",
            "cơ quan",
            "đơn vị",
            "tên xã",
            "tên phường",
            "địa phương",
            "tên huyện",
            "xã, phường",
            "xã/phường",
            "sở, ban",
            "sở, ngành",
            "các sở",
            "các đơn vị",
            "các cơ quan",
            "tên sở",
            "đối tượng",
            "huyện, thành phố",
            "tên",
        ],
    ),
];

/// Headings of names that are names of bodies, and stand alone.
const BODIES: [&str; 14] = [
    "ubnd",
    "ubnd cấp xã",
    "ubnd cấp huyện",
    "ubnd xã, phường",
    "ubnd các xã, phường",
    "ubnd xã",
    "xã",
    "phường",
    "sở",
    "sở, ban, ngành",
    "huyện",
    "trường",
    "bệnh viện",
    "phòng, ban",
];
/// Longer texts are sentences.
const LONGEST_HEADING: usize = 120;
/// What begins like the heading of names, and is none.
const NO_NAMES: [&str; 6] = [
    "đơn vị tính",
    "đơn vị lập",
    "đơn vị báo cáo",
    "đơn vị:",
    "cơ quan:",
    "tên tôi",
];

/// What a heading says, if that is known.
pub(super) fn word(heading: &str) -> Option<Word> {
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
        && (NO_NAMES.iter().any(|start| text.starts_with(start)) || text.chars().count() > 60);
    (!no_name).then_some(found)
}

fn starts(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn has(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// A heading without what stands in parentheses.
pub(super) fn without_parentheses(text: &str) -> String {
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
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.trim_end_matches([':', ',', ';']).to_owned()
}

/// Whether a heading names points in general, so that what stands under it are columns of their own.
pub(super) fn is_general(heading: &str) -> bool {
    let text = without_parentheses(&heading.to_lowercase());
    let general = [
        "điểm thành phần",
        "điểm các tiêu chí",
        "các tiêu chí",
        "tiêu chí",
        "nội dung đánh giá",
        "nội dung",
        "chỉ số thành phần",
        "các chỉ số",
        "các lĩnh vực",
        "lĩnh vực",
        "điểm các lĩnh vực",
        "điểm các nội dung",
        "điểm chi tiết",
        "trong đó",
    ];
    general.contains(&text.as_str())
        || matches!(word(&text), Some(Word::Points | Word::Appraised))
        || text == "kết quả"
}

/// A number of points that a heading gives as the most there is: `Hạ tầng số (30 điểm)`, `TTHC (25)`.
pub(super) fn maximum(heading: &str) -> Option<rust_decimal::Decimal> {
    let (_, rest) = heading.rsplit_once('(')?;
    let inside = rest.split(')').next()?.to_lowercase();
    let inside = inside
        .replace("tối đa", "")
        .replace("điểm", "")
        .replace('đ', "");
    let number = crate::values::decimal(inside.trim().trim_matches([':', ' '])).ok()?;
    (number > rust_decimal::Decimal::ZERO).then_some(number)
}

/// What a row of no agency is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Summary {
    Mean,
    Maximum,
    Other,
}

/// A row that sums up or says how much there is to get.
pub(super) fn summary(text: &str) -> Option<Summary> {
    let text = text.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| starts(&text, word));
    if begins(&[
        "trung bình",
        "điểm trung bình",
        "bình quân",
        "điểm bình quân",
        "điểm tb",
        "tb",
        "giá trị trung bình",
    ]) {
        Some(Summary::Mean)
    } else if begins(&[
        "điểm tối đa",
        "tối đa",
        "thang điểm",
        "điểm chuẩn",
        "điểm tối đa theo bộ chỉ số",
    ]) {
        Some(Summary::Maximum)
    } else if begins(&[
        "tổng cộng",
        "tổng số",
        "cộng",
        "tổng",
        "tổng điểm",
        "cao nhất",
        "thấp nhất",
        "điểm cao nhất",
        "điểm thấp nhất",
        "max",
        "min",
        "tỷ lệ",
        "số lượng",
        "trung vị",
        "điểm trung vị",
    ]) {
        Some(Summary::Other)
    } else {
        None
    }
}

/// A row that opens notes or signatures.
pub(super) fn is_note(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "ghi chú",
        "lưu ý",
        "chú thích",
        "người lập",
        "người tổng hợp",
        "nơi nhận",
        "(ký",
        "lãnh đạo",
        "thủ trưởng",
        "xác nhận",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}

/// A heading that parts agencies by what they scored, not by what they are.
pub(super) fn is_tier_heading(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_start_matches(|letter: char| {
        letter.is_ascii_alphanumeric() && letter != 'm' && letter != 'l' && letter != 'x'
    });
    let text = text.trim_start_matches(['.', ')', ' ', '-']);
    ["mức ", "xếp loại", "loại ", "xếp mức"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// Whether a text stands for points that there are none of: `-`, `x`, `KĐG`.
pub(super) fn is_mark(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    matches!(
        text.as_str(),
        "-" | "–"
            | "—"
            | "--"
            | "x"
            | "/"
            | "\\"
            | "…"
            | "..."
            | "*"
            | "kđg"
            | "kad"
            | "kcđ"
            | "kxđ"
            | "kxh"
            | "kct"
            | "k"
            | "ko"
            | "n/a"
            | "na"
            | "không"
            | "không đánh giá"
            | "không áp dụng"
            | "không chấm"
            | "không có"
            | "không xếp hạng"
            | "không xếp loại"
            | "chưa đánh giá"
            | "không phát sinh"
    )
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
