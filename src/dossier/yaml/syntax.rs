//! What the YAML parser complains about, in Vietnamese.

use granit_parser::{ErrorKind, ScanError};

use super::span_of;
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
    let (message, label, remedy) = words(error.kind());
    let at = if message == TAB.0 {
        tab_from(text, marked)
    } else {
        marked
    };
    Diagnostic::error("HS001", message)
        .at(span_of(source, at..at), label)
        .with_note("đây là lỗi cách viết YAML; sửa xong mới kiểm tra được phần còn lại")
        .with_remedy(remedy)
}

/// The parser marks where the text that the tab broke off began; the tab comes after it.
fn tab_from(text: &str, marked: usize) -> usize {
    let rest = text.get(marked..).unwrap_or("");
    marked + rest.find('\t').unwrap_or(0)
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
