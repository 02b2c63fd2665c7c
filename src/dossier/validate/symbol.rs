//! Ký hiệu: `QĐ-UBND`, capitals and hyphens (NĐ 30/2020 PL I, C8).

use super::super::facts::{Text, is_known};
use crate::diagnostics::{Diagnostic, Version};

/// Abbreviations with small letters that bodies bear by law.
const WITH_SMALL: [&str; 1] = ["TTg"];

/// `of` abbreviates the kind of document: `QĐ`, `TTr`.
pub(super) fn check(symbol: &Text, of: &str) -> Option<Diagnostic> {
    if !is_known(symbol) || is_regular(symbol, of) {
        return None;
    }
    let problem = Diagnostic::error("HS058", format!("ký hiệu `{}` không đúng dạng", **symbol))
        .at(symbol.span, what_is_wrong(symbol, of))
        .with_note("Nghị định 30/2020/NĐ-CP, Phụ lục I: ký hiệu gồm chữ viết tắt tên loại văn bản và chữ viết tắt tên cơ quan; dấu `/` sau số do chương trình in")
        .since(Version::V0_3);
    let likely = likely(symbol, of);
    Some(if is_regular(&likely, of) {
        problem.with_remedy(format!("viết `ky_hieu: {likely}`"))
    } else {
        problem.with_remedy(format!(
            "viết như trên văn bản của cơ quan, ví dụ `ky_hieu: {of}-UBND`"
        ))
    })
}

fn what_is_wrong(symbol: &str, of: &str) -> String {
    let starts_with_number = symbol.starts_with(|c: char| c.is_ascii_digit());
    match symbol.split_once('-') {
        _ if starts_with_number => "số không viết ở đây".to_owned(),
        Some((kind, _)) if !kind.starts_with(of) && kind.chars().all(char::is_alphabetic) => {
            format!("phải mở đầu bằng `{of}-`")
        }
        _ => "chữ hoa, nối bằng dấu `-`, không có dấu cách".to_owned(),
    }
}

fn is_regular(symbol: &str, of: &str) -> bool {
    let Some(rest) = symbol.strip_prefix(of) else {
        return false;
    };
    let parts: Vec<&str> = rest.split('-').collect();
    let is_part = |part: &&str| {
        let is_letter = |letter: char| letter.is_alphabetic() && letter.is_uppercase();
        let is_plain = part
            .chars()
            .all(|letter| is_letter(letter) || letter.is_ascii_digit());
        is_plain || WITH_SMALL.contains(part)
    };
    let has_words = |part: &&str| !part.is_empty();
    parts.len() >= 2 && parts.iter().all(is_part) && parts.iter().skip(1).all(has_words)
}

/// What was likely meant.
fn likely(symbol: &str, of: &str) -> String {
    let dashes = symbol.replace(['–', '—', '‑', '−', '_'], "-");
    let plain: String = dashes.split_whitespace().collect();
    let plain = plain.trim_matches(['/', '.', '-', ';', ',']).to_uppercase();
    let bare = |text: &str| text.to_uppercase().replace('Đ', "D");
    match plain.split_once('-') {
        Some((kind, rest)) if bare(kind) == bare(of) => format!("{of}-{rest}"),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_regular, likely};

    #[test]
    fn regular_symbols() {
        for symbol in [
            "QĐ-UBND",
            "QĐ-SNV",
            "QĐ-TTg",
            "QĐ-STTTT",
            "QĐ-BCĐ389",
            "QĐ-UBND-HC",
        ] {
            assert!(is_regular(symbol, "QĐ"), "{symbol}");
        }
        for (symbol, meant) in [
            ("/QĐ-UBND", "QĐ-UBND"),
            ("qđ-ubnd", "QĐ-UBND"),
            ("QD-UBND", "QĐ-UBND"),
            ("QĐ - UBND", "QĐ-UBND"),
            ("QĐ–UBND", "QĐ-UBND"),
        ] {
            assert!(!is_regular(symbol, "QĐ"), "{symbol}");
            assert_eq!(likely(symbol, "QĐ"), meant);
        }
        assert!(is_regular("TTr-SNV", "TTr") && !is_regular("QĐ-SNV", "TTr"));
        assert_eq!(likely("/TTR – SNV", "TTr"), "TTr-SNV");
    }
}
