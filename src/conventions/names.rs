//! Capital letters in agencies' names (NĐ 30/2020 PL II, II.2 and III.1).
//!
//! The rules say what is certain and keep silent elsewhere: the words for an agency's kind, function
//! and field begin with a capital, a unit's kind (`huyện`) does not, every syllable of the unit's
//! name does.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::syllables::{capital, is_capital, lower};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{Dossier, Fact, Facts, Key, Text};

/// Names of provincial agencies, written as they should be.
const KNOWN: [&str; 27] = [
    "Sở Công Thương",
    "Sở Dân tộc và Tôn giáo",
    "Sở Du lịch",
    "Sở Giáo dục và Đào tạo",
    "Sở Giao thông vận tải",
    "Sở Kế hoạch và Đầu tư",
    "Sở Khoa học và Công nghệ",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Ngoại vụ",
    "Sở Nội vụ",
    "Sở Nông nghiệp và Môi trường",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Quy hoạch - Kiến trúc",
    "Sở Tài chính",
    "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông",
    "Sở Tư pháp",
    "Sở Văn hóa và Thể thao",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Xây dựng",
    "Sở Y tế",
    "Ban Dân tộc",
    "Thanh tra tỉnh",
    "Thanh tra thành phố",
    "Văn phòng UBND tỉnh",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Công an tỉnh",
];
/// The same by their small letters.
static KNOWN_IN_SMALL: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| KNOWN.map(|name| (name.to_lowercase(), name)).into());
/// Words for an agency's kind after which its function begins with a capital.
const KINDS: [&[&str]; 7] = [
    &["trung", "tâm"],
    &["chi", "cục"],
    &["sở"],
    &["ban"],
    &["cục"],
    &["phòng"],
    &["quỹ"],
];
/// Kinds whose names list fields, each with a capital: `Phòng Văn hóa và Thông tin`. Of the others
/// that is not certain (`Trung tâm Xúc tiến đầu tư, thương mại và du lịch`).
const KINDS_OF_FIELDS: [&[&str]; 2] = [&["sở"], &["phòng"]];
/// How a people's committee or council begins.
const COUNCILS: [&[&str]; 4] = [
    &["ubnd"],
    &["hđnd"],
    &["ủy", "ban", "nhân", "dân"],
    &["hội", "đồng", "nhân", "dân"],
];
/// Words that no unit's name holds in lower case.
const CONNECTIVES: [&str; 6] = ["và", "các", "của", "có", "trên", "thuộc"];
/// Kinds of administrative units.
const UNITS: [&[&str]; 9] = [
    &["thành", "phố"],
    &["thị", "xã"],
    &["thị", "trấn"],
    &["đặc", "khu"],
    &["tỉnh"],
    &["huyện"],
    &["quận"],
    &["phường"],
    &["xã"],
];
/// Family names: a unit of three syllables that begins with one is named after a person, and then
/// its kind has a capital too (PL II, II.2.b).
const FAMILIES: [&str; 22] = [
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
    "hồ", "ngô", "dương", "lý", "tô", "đinh", "mạc", "tôn", "trưng", "triệu",
];

pub(super) fn review(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let agencies = dossier.blocks.iter().flat_map(|block| &block.agencies);
    let recipients = dossier.recipients.iter();
    let mut names: Vec<&Text> = agencies
        .map(|agency| &agency.name)
        .chain(recipients.filter(|name| opens_with_kind(name)))
        .collect();
    names.extend(dossier.submission.iter().map(|own| &own.body));
    let keys_at = |path| dossier.set.at(path).map(Key::keys).unwrap_or_default();
    own_names(&dossier.set.keys, &dossier.facts, &mut names);
    for block in &dossier.blocks {
        own_names(keys_at("khoi"), &block.facts, &mut names);
        for agency in &block.agencies {
            own_names(keys_at("khoi.co_quan"), &agency.facts, &mut names);
        }
    }
    for name in names {
        if let Some(right) = corrected(name).filter(|right| *right != **name) {
            diagnostics.push(wrong_capitals(name, &right));
        }
    }
}

/// The names among a set's facts.
fn own_names<'a>(keys: &[Key], facts: &'a Facts, names: &mut Vec<&'a Text>) {
    for key in keys {
        if let Some(fact) = facts.get(&key.name) {
            names_in(key, fact, names);
        }
    }
}

fn names_in<'a>(key: &Key, fact: &'a Fact, names: &mut Vec<&'a Text>) {
    match fact {
        Fact::Text(text) if key.is_name => names.push(text),
        Fact::Group(inner) => own_names(key.kind.keys(), inner, names),
        Fact::List(facts) => facts.iter().for_each(|fact| names_in(key, fact, names)),
        _ => {}
    }
}

fn wrong_capitals(name: &Text, right: &str) -> Diagnostic {
    let changes: Vec<String> = name
        .split(' ')
        .zip(right.split(' '))
        .filter(|(typed, right)| typed != right)
        .map(|(typed, right)| format!("`{}` phải là `{}`", bare(typed), bare(right)))
        .collect();
    Diagnostic::warning("TT003", format!("tên `{}` viết hoa chưa đúng", **name))
        .at(name.span, changes.join(", "))
        .with_note("Nghị định 30/2020/NĐ-CP, Phụ lục II: viết hoa chữ cái đầu của từ chỉ loại hình, chức năng, lĩnh vực của cơ quan và mọi âm tiết của tên riêng; danh từ chung chỉ đơn vị hành chính viết thường")
        .with_remedy(format!("viết `{right}`"))
}

fn bare(word: &str) -> &str {
    word.trim_end_matches([',', ';', '.', ')'])
}

/// The name as it should be written, as far as that is certain.
fn corrected(name: &str) -> Option<String> {
    let small = name.to_lowercase();
    if let Some(known) = KNOWN_IN_SMALL.get(&small) {
        return Some((*known).to_owned());
    }
    let small: Vec<&str> = small.split(' ').collect();
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let first = words.first_mut()?;
    *first = match *small.first()? {
        "ubnd" | "hđnd" => first.to_uppercase(),
        _ => capital(first),
    };
    if let Some(length) = prefix(&COUNCILS, &small) {
        correct_council(&mut words, &small, length);
    } else if let Some(length) = prefix(&KINDS, &small) {
        correct_agency(&mut words, &small, length);
    }
    Some(words.join(" "))
}

/// `UBND Huyện mộc Châu` -> `UBND huyện Mộc Châu`; `small` are the same words in small letters.
fn correct_council(words: &mut [String], small: &[&str], length: usize) {
    let Some(unit) = prefix(&UNITS, &small[length..]) else {
        return;
    };
    let (kind, name) = words[length..].split_at_mut(unit);
    if name.iter().any(|word| CONNECTIVES.contains(&word.as_str())) {
        return; // several units, not a name: `UBND thành phố và các xã`
    }
    let name_end = name
        .iter()
        .position(|word| word.starts_with('('))
        .unwrap_or(name.len());
    for word in &mut name[..name_end] {
        if is_capital(word) == Some(false) {
            *word = capital(word);
        }
    }
    let (kind_in_small, name_in_small) = small[length..][..unit + name_end].split_at(unit);
    if !may_be_capital(kind_in_small, name_in_small)
        && let Some(first) = kind.first_mut()
    {
        *first = lower(first);
    }
}

/// Whether a unit's kind may have a capital: `Quận 1`, `Phường Điện Biên Phủ`, `Huyện Trần Văn
/// Thời`, `Thành phố Hồ Chí Minh` (PL II, II.2.b and c).
fn may_be_capital(kind: &[&str], name: &[&str]) -> bool {
    let Some(first) = name.first() else {
        return false;
    };
    let urban = matches!(kind.first(), Some(&("phường" | "quận")));
    let person = name.len() >= 3 && FAMILIES.contains(first);
    let event = *first == "điện" && name.len() == 3;
    urban || person || event || first.starts_with(|c: char| c.is_ascii_digit())
}

/// `Sở nông nghiệp và phát triển nông thôn` -> `Sở Nông nghiệp và Phát triển nông thôn`.
fn correct_agency(words: &mut [String], small: &[&str], length: usize) {
    let lists_fields = prefix(&KINDS_OF_FIELDS, small).is_some();
    let mut opens = true;
    for index in length..words.len() {
        let unit = prefix(&UNITS, &small[index..]).is_some();
        if (unit && index > length) || words[index].starts_with('(') {
            return;
        }
        let connects = matches!(words[index].as_str(), "các" | "của" | "-" | "và" | "&");
        if opens && !unit && !connects && is_capital(&words[index]) == Some(false) {
            words[index] = capital(&words[index]);
        }
        let next_field =
            matches!(words[index].as_str(), "và" | "-" | "&") || words[index].ends_with(',');
        opens = lists_fields && next_field;
    }
}

fn opens_with_kind(name: &str) -> bool {
    let small = name.to_lowercase();
    let words: Vec<&str> = small.split(' ').collect();
    prefix(&COUNCILS, &words).is_some() || prefix(&KINDS, &words).is_some()
}

/// How many words the phrase takes that the words, in small letters, begin with.
fn prefix(phrases: &[&[&str]], words: &[&str]) -> Option<usize> {
    let phrase = phrases.iter().find(|phrase| words.starts_with(phrase))?;
    Some(phrase.len())
}

#[cfg(test)]
mod tests {
    use super::corrected;

    #[test]
    fn corrects_what_the_rules_are_certain_of() {
        for (typed, right) in [
            ("Sở Công thương", "Sở Công Thương"),
            ("sở Y tế", "Sở Y tế"),
            ("SỞ Y TẾ", "Sở Y tế"),
            ("Sở Y Tế", "Sở Y tế"),
            (
                "Sở Nông nghiệp và phát triển nông thôn",
                "Sở Nông nghiệp và Phát triển nông thôn",
            ),
            (
                "Ban quản lý các khu công nghiệp tỉnh",
                "Ban Quản lý các khu công nghiệp tỉnh",
            ),
            ("Trung tâm thông tin tỉnh", "Trung tâm Thông tin tỉnh"),
            ("Phòng Văn hóa và thông tin", "Phòng Văn hóa và Thông tin"),
            (
                "Sở Văn hóa, thể thao và gia đình",
                "Sở Văn hóa, Thể thao và Gia đình",
            ),
            ("UBND Huyện Mộc Châu", "UBND huyện Mộc Châu"),
            ("UBND huyện Mộc châu", "UBND huyện Mộc Châu"),
            ("ubnd Thành phố Sơn La", "UBND thành phố Sơn La"),
            ("Ủy ban nhân dân Xã mường Bú", "Ủy ban nhân dân xã Mường Bú"),
            ("UBND Huyện Mai Sơn", "UBND huyện Mai Sơn"),
        ] {
            assert_eq!(corrected(typed).as_deref(), Some(right));
        }
    }

    #[test]
    fn is_silent_where_the_rules_leave_room() {
        for name in [
            "Ban Quản lý Khu kinh tế tỉnh",
            "Ban Quản lý khu kinh tế và các khu công nghiệp",
            "Thanh tra tỉnh",
            "Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh",
            "UBND tỉnh",
            "UBND Quận 1",
            "UBND Phường Điện Biên Phủ",
            "UBND phường Điện Biên Phủ",
            "UBND Thành phố Hồ Chí Minh",
            "UBND huyện Cư M'gar",
            "UBND thành phố Phan Rang - Tháp Chàm",
            "Sở An toàn thực phẩm",
            "Trung tâm Khuyến nông & Giống cây trồng",
            "Bảo hiểm xã hội tỉnh",
            "Trung tâm Xúc tiến đầu tư, thương mại và du lịch",
            "UBND huyện và thành phố",
            "Viện kiểm sát nhân dân tỉnh",
            "Phòng Lao động - Thương binh và Xã hội huyện Mộc Châu",
        ] {
            assert_eq!(corrected(name).as_deref(), Some(name));
        }
    }
}
