//! What the YAML parser complains about, in Vietnamese.

use granit_parser::{ErrorKind, ScanError};

use super::node::span_of;
use super::problems::REMEDY;
use crate::characters;
use crate::diagnostics::{Diagnostic, SourceId};

/// Message, words at the caret, remedy.
type Words = (&'static str, &'static str, &'static str);

const COLON: Words = (
    "dấu `:` đứng sai chỗ",
    "chỗ này không thể mở đầu một khóa",
    "nếu `: ` là một phần của câu thì đặt cả câu trong dấu nháy \"...\"; nếu là khóa thì xem lại độ thụt vào của dòng này và dòng trên",
);
const INDENT: Words = (
    "thụt vào không đều",
    "dòng này không thẳng hàng với phần nào ở trên",
    "các khóa cùng nhóm phải thụt vào bằng nhau, bằng dấu cách",
);
const TAB: Words = (
    "thụt vào bằng phím Tab",
    "ở đây có dấu Tab",
    "thay dấu Tab bằng dấu cách",
);
const BRACKET: Words = (
    "dấu ngoặc `[ ]` hoặc `{ }` không khớp",
    "chờ dấu `,` hoặc dấu đóng ngoặc",
    "đóng đủ ngoặc; nếu ngoặc là một phần của câu thì đặt cả câu trong dấu nháy \"...\"",
);
const QUOTE: Words = (
    "dấu nháy chưa đóng, hoặc có chữ thừa sau dấu nháy đóng",
    "nháy mở hoặc đóng không đúng",
    "viết đủ cặp nháy; dấu nháy bên trong câu viết đôi ('') hoặc thêm \\ phía trước (\\\")",
);
const ESCAPE: Words = (
    "ký hiệu sau dấu `\\` không có nghĩa",
    "không hiểu ký hiệu này",
    "dùng dấu nháy đơn '...' để dấu `\\` in ra như đã gõ, hoặc viết `\\\\`",
);
const BLOCK_TEXT: Words = (
    "đoạn văn sau `|` hoặc `>` viết chưa đúng",
    "ở đây",
    "xuống dòng ngay sau `|` hoặc `>-`, rồi thụt mọi dòng của đoạn văn vào bằng dấu cách, bằng nhau",
);
const CHARACTER: Words = (
    "giá trị mở đầu bằng một ký hiệu dành riêng của YAML",
    "ký hiệu này không mở đầu một giá trị được",
    "đặt cả giá trị trong dấu nháy \"...\"",
);
const LIST: Words = (
    "dấu gạch đầu dòng `- ` đứng sai chỗ",
    "chỗ này không thể là phần tử của danh sách",
    "các phần tử của một danh sách mở đầu bằng `- `, thẳng hàng với nhau, nằm dưới dòng có khóa",
);
const KEY: Words = (
    "thiếu dấu `:` sau khóa",
    "dòng này chưa thành `khóa: giá trị`",
    "viết `khóa: giá trị` (sau dấu `:` có dấu cách); nếu là phần tiếp của câu trên thì thụt vào sâu hơn",
);
const DEEP: Words = (
    "các phần lồng nhau quá sâu",
    "đến đây đã vượt giới hạn",
    "hồ sơ không cần lồng sâu như vậy; xem lại các dấu ngoặc và độ thụt vào",
);
const DIRECTIVE: Words = (
    "dòng mở đầu bằng `%`, hoặc dấu `---`, `...` đứng sai chỗ",
    "ở đây",
    "bỏ dòng này; nếu là lời văn thì đặt cả câu trong dấu nháy \"...\"",
);
const TAG: Words = (
    "dấu `!` hoặc `&` mở đầu một giá trị",
    "YAML hiểu dấu này theo nghĩa riêng",
    "nếu là lời văn thì đặt cả câu trong dấu nháy \"...\"",
);
const END: Words = (
    "hồ sơ kết thúc giữa chừng",
    "chưa viết hết",
    "xem lại phần cuối tệp: có thể thiếu dấu đóng ngoặc hoặc đóng nháy",
);
const COMMENT: Words = (
    "dấu `#` đứng sai chỗ",
    "ghi chú bắt đầu ở đây",
    "viết ghi chú ở dòng riêng; trước dấu `#` có dấu cách",
);
const MARK: Words = (
    "có dấu ẩn đầu tệp (BOM) nằm giữa hồ sơ",
    "ký tự ẩn ở đây",
    "xóa ký tự ẩn này, hoặc lưu lại tệp bằng UTF-8",
);
const OTHER: Words = (
    "không đọc được YAML từ chỗ này",
    "ở đây",
    "so với hồ sơ mẫu (`quyetdinh init`): khóa, dấu `:`, độ thụt vào, dấu nháy",
);

/// The diagnostic for a syntax error.
pub(super) fn explain(error: &ScanError, source: SourceId, text: &str) -> Diagnostic {
    let marked = error.marker().byte_offset().unwrap_or(0).min(text.len());
    if let Some(problem) = control_character(source, marked, text) {
        return problem;
    }
    let (words, at) = place(words(error.kind()), marked, text);
    let (message, label, remedy) = words;
    let mut diagnostic = Diagnostic::error("HS001", message).at(span_of(source, at..at), label);
    let opening = match message {
        _ if message == BRACKET.0 => open_bracket(text, at).map(|open| (open, "ngoặc mở ở đây")),
        _ if message == QUOTE.0 => open_quote(text, at).map(|open| (open, "nháy mở ở đây")),
        _ => None,
    };
    if let Some((open, label)) = opening {
        diagnostic = diagnostic.with_related(span_of(source, open..open + 1), label);
    }
    diagnostic
        .with_note("đây là lỗi cách viết YAML; sửa xong mới kiểm tra được phần còn lại")
        .with_remedy(remedy)
}

/// The parser stops at a control character, or at the beginning of the text that holds it.
fn control_character(source: SourceId, marked: usize, text: &str) -> Option<Diagnostic> {
    let mut letters = text.get(marked..)?.char_indices();
    let refused = |letter: char| letter.is_control() && characters::refused(letter).is_some();
    let (at, letter) = letters.find(|(_, letter)| refused(*letter))?;
    let start = marked + at;
    let place = span_of(source, start..start + letter.len_utf8());
    let problem = Diagnostic::unprintable("HS014", letter).at(place, "ký tự này");
    Some(problem.with_remedy(REMEDY))
}

/// The parser stops where it cannot go on, which may lie after what is wrong.
fn place(words: Words, marked: usize, text: &str) -> (Words, usize) {
    let (before, after) = text.split_at_checked(marked).unwrap_or((text, ""));
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = &before[line_start..];
    if words == TAB {
        let here = line.find('\t').map(|at| line_start + at);
        return (
            TAB,
            here.or_else(|| after.find('\t').map(|at| marked + at))
                .unwrap_or(marked),
        );
    }
    if words == ESCAPE {
        return (ESCAPE, after.find('\\').map_or(marked, |at| marked + at));
    }
    if words == COLON
        && !line.trim().contains(' ')
        && let Some(start) = line_without_colon(&before[..line_start])
    {
        return (KEY, start);
    }
    (words, marked)
}

/// Where the last line begins, if it ought to be `key: value` but has no colon.
fn line_without_colon(before: &str) -> Option<usize> {
    let line = before.lines().next_back()?;
    let bare = line.trim();
    let start = before.trim_end().len() - bare.len();
    let wanting = !bare.is_empty() && !bare.contains(':') && !bare.starts_with(['-', '#']);
    wanting.then_some(start)
}

/// The nearest bracket before `end` that is not closed there.
fn open_bracket(text: &str, end: usize) -> Option<usize> {
    let mut closed = 0_usize;
    for (at, c) in text.get(..end)?.char_indices().rev() {
        match c {
            ']' | '}' => closed += 1,
            '[' | '{' if closed == 0 => return Some(at),
            '[' | '{' => closed -= 1,
            _ => {}
        }
    }
    None
}

/// The quotation mark that opened the text which ended before `end`.
fn open_quote(text: &str, end: usize) -> Option<usize> {
    let before = text.get(..end)?;
    let close = before.rfind(['"', '\''])?;
    let mark = before[close..].chars().next()?;
    before[..close].rfind(mark)
}

fn words(kind: &ErrorKind) -> Words {
    use ErrorKind as E;
    match kind {
        E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::InvalidMappingValueWhitespace
        | E::FlowMappingValueAdjacentCollection
        | E::MappingKeyNotAllowed => COLON,
        E::InvalidIndentation | E::ExpectedBlockMappingKey | E::InvalidFlowScalarIndent => INDENT,
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => TAB,
        E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::MisplacedFlowCollectionEnd
        | E::MismatchedFlowCollectionEnd { .. }
        | E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::BlockEntryInFlowCollection => BRACKET,
        E::UnclosedQuotedScalar
        | E::InvalidTrailingSingleQuotedScalar
        | E::InvalidTrailingDoubleQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar => QUOTE,
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => ESCAPE,
        E::InvalidBlockScalarHeader | E::InvalidBlockScalarIndent | E::ZeroBlockScalarIndent => {
            BLOCK_TEXT
        }
        E::UnexpectedCharacter { .. } | E::PlainScalarStartsWithDashFlowIndicator => CHARACTER,
        E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockEntryWhitespace
        | E::ExpectedBlockSequenceEntry => LIST,
        E::SimpleKeyExpected | E::InvalidSimpleKey => KEY,
        E::RecursionLimitExceeded => DEEP,
        other => rare_words(other),
    }
}

fn rare_words(kind: &ErrorKind) -> Words {
    use ErrorKind as E;
    match kind {
        E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::DuplicateTagDirective
        | E::ExpectedDocumentStart
        | E::MissingDocumentEndBeforeDirective
        | E::InvalidDocumentEnd
        | E::InvalidDirectiveTerminator
        | E::MissingYamlVersionSeparator
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. }
        | E::YamlVersionTooLong
        | E::MissingYamlVersion
        | E::InvalidTagDirectiveTerminator
        | E::ExpectedTagDirectiveBang => DIRECTIVE,
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8
        | E::MissingAnchorOrAliasName => TAG,
        E::UnexpectedEof | E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping => END,
        E::CommentInterceptedScalar | E::CommentNotSeparated => COMMENT,
        E::BomInsideDocument => MARK,
        _ => OTHER,
    }
}
