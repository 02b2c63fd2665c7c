//! The words for what is wrong with a file's YAML.

/// Message, words at the caret, remedy.
pub(super) type Words = (&'static str, &'static str, &'static str);

pub(super) const COLON: Words = (
    "dấu `:` đứng sai chỗ",
    "chỗ này không thể mở đầu một khóa",
    "nếu `: ` là một phần của câu thì đặt cả câu trong dấu nháy \"...\"; nếu là khóa khác thì viết xuống dòng riêng",
);
pub(super) const COLON_SPACE: Words = (
    "thiếu dấu cách sau dấu `:`",
    "sau dấu này phải có dấu cách",
    "viết `khóa: giá trị`, có dấu cách sau dấu `:`",
);
pub(super) const COLON_OTHER: Words = (
    "sau khóa phải là dấu `:`",
    "ở đây là một dấu khác",
    "thay bằng dấu `:` thường, rồi đến dấu cách: `khóa: giá trị`",
);
pub(super) const KEY: Words = (
    "thiếu dấu `:` sau khóa",
    "dòng này chưa thành `khóa: giá trị`",
    "viết `khóa: giá trị` (sau dấu `:` có dấu cách); nếu là phần tiếp của câu trên thì thụt vào sâu hơn",
);
pub(super) const STRAY: Words = (
    "dòng này không phải là `khóa: giá trị`",
    "không thuộc về phần nào",
    "nếu là phần tiếp của câu trên thì thụt vào sâu hơn; nếu là phần tử của danh sách thì mở đầu bằng `- `; nếu là ghi chú thì mở đầu bằng `# `; nếu là khóa thì thêm dấu `:`",
);
pub(super) const NOTE: Words = (
    "dòng ghi chú hoặc dòng kẻ thiếu dấu `#`",
    "dòng này không phải là `khóa: giá trị`",
    "mở đầu dòng này bằng `# `, hoặc bỏ nó",
);
pub(super) const INDENT: Words = (
    "thụt vào không đều",
    "dòng này không thẳng hàng với phần nào ở trên",
    "các khóa cùng nhóm phải thụt vào bằng nhau, bằng dấu cách",
);
pub(super) const DEEPER: Words = (
    "dòng này thụt vào sâu hơn dòng trên",
    "sâu hơn dòng trên",
    "các khóa cùng nhóm phải thẳng hàng: sửa độ thụt vào của một trong hai dòng; nếu dòng dưới là phần con thì bỏ giá trị ở dòng trên; nếu cả hai dòng là một câu thì đặt cả câu trong dấu nháy \"...\"",
);
pub(super) const ODD_SPACE: Words = (
    "có dấu cách lạ hoặc ký tự ẩn",
    "ở đây không phải là dấu cách thường",
    "xóa khoảng trống này rồi gõ lại bằng phím cách; ký tự như thế thường theo vào khi chép từ Word hoặc trang web",
);
pub(super) const ODD_BREAK: Words = (
    "có ký tự xuống dòng lạ",
    "ở đây không phải là một lần xuống dòng thường",
    "xóa ký tự này rồi xuống dòng bằng phím Enter; ký tự như thế thường theo vào khi chép từ Word hoặc trang web",
);
pub(super) const TAB: Words = (
    "thụt vào bằng phím Tab",
    "ở đây có dấu Tab",
    "thay dấu Tab bằng dấu cách",
);
pub(super) const BRACKET: Words = (
    "dấu ngoặc `[` hoặc `{` mở mà không đóng đúng",
    "ngoặc mở ở đây",
    "đóng đủ ngoặc; nếu ngoặc là một phần của câu thì đặt cả câu trong dấu nháy \"...\"",
);
pub(super) const CLOSED: Words = (
    "dấu đóng ngoặc không có dấu mở",
    "ngoặc này chưa mở ở đâu",
    "bỏ dấu này, hoặc thêm dấu mở ngoặc; nếu ngoặc là một phần của câu thì đặt cả câu trong dấu nháy \"...\"",
);
pub(super) const AFTER_BRACKET: Words = (
    "có chữ thừa sau dấu đóng ngoặc",
    "ngoặc đã đóng ở trước chỗ này",
    "nếu ngoặc là một phần của câu thì đặt cả câu trong dấu nháy \"...\"",
);
pub(super) const QUOTE: Words = (
    "dấu nháy mở mà không đóng",
    "nháy mở ở đây",
    "đóng nháy ở cuối giá trị, hoặc bỏ dấu nháy mở",
);
pub(super) const QUOTED_TEXT: Words = (
    QUOTE.0,
    QUOTE.1,
    "đóng nháy ở cuối giá trị, hoặc bỏ dấu nháy mở (Excel hay thêm dấu `'` ở đầu ô)",
);
pub(super) const QUOTED_NUMBER: Words = (
    "dấu nháy đứng trước một số",
    "nháy mở mà không đóng",
    "bỏ dấu nháy này (Excel hay thêm nó vào trước số), chỉ viết số: `88,5`",
);
pub(super) const AFTER_QUOTE: Words = (
    "có chữ thừa sau dấu nháy đóng",
    "nháy đã đóng ở trước chỗ này",
    "đặt cả giá trị trong một cặp nháy; dấu nháy bên trong cặp '...' viết đôi (''), bên trong cặp \"...\" thì thêm \\ phía trước (\\\")",
);
pub(super) const CURLY: Words = (
    "dấu nháy cong không giữ được cả câu",
    "YAML chỉ biết dấu nháy thẳng",
    "thêm một cặp nháy thẳng '...' quanh cả giá trị, hoặc thay hai dấu nháy cong bằng nháy thẳng",
);
pub(super) const ESCAPE: Words = (
    "ký hiệu sau dấu `\\` không có nghĩa",
    "không hiểu ký hiệu này",
    "dùng dấu nháy đơn '...' để dấu `\\` in ra như đã gõ, hoặc viết `\\\\`",
);
pub(super) const BLOCK_TEXT: Words = (
    "đoạn văn sau `|` hoặc `>` viết chưa đúng",
    "ở đây",
    "xuống dòng ngay sau `|` hoặc `>-`, rồi thụt mọi dòng của đoạn văn vào bằng dấu cách, bằng nhau; nếu dấu này là lời văn thì đặt cả câu trong dấu nháy \"...\"",
);
pub(super) const BLOCK_BROKEN: Words = (
    "đoạn văn sau `|` hoặc `>` bị đứt",
    "dòng này thụt vào chưa đủ, hoặc ít hơn dòng đầu của đoạn",
    "thụt mọi dòng của đoạn văn vào bằng nhau, sâu hơn dòng có khóa; nếu dòng này là một khóa mới thì viết `khóa: giá trị`, thẳng hàng với các khóa cùng nhóm",
);
pub(super) const CHARACTER: Words = (
    "giá trị mở đầu bằng một ký hiệu dành riêng của YAML",
    "ký hiệu này không mở đầu một giá trị được",
    "đặt cả giá trị trong dấu nháy \"...\"; nếu cả dòng là ghi chú thì mở đầu dòng bằng `# `",
);
pub(super) const COMMA: Words = (
    "số thiếu chữ số 0 trước dấu phẩy",
    "một số không mở đầu bằng dấu phẩy",
    "viết đủ phần nguyên: `0,5`",
);
pub(super) const LIST: Words = (
    "dấu gạch đầu dòng `- ` đứng sai chỗ",
    "chỗ này không thể là phần tử của danh sách",
    "các phần tử của một danh sách mở đầu bằng `- `, thẳng hàng với nhau, nằm dưới dòng có khóa; dấu `-` để tỏ ý không có giá trị thì bỏ cả dòng",
);
pub(super) const DASH_SPACE: Words = (
    "thiếu dấu cách sau dấu gạch đầu dòng",
    "sau dấu `-` phải có dấu cách",
    "viết `- ` (dấu gạch, rồi dấu cách) trước phần tử",
);
pub(super) const BULLET: Words = (
    "phần tử của danh sách mở đầu bằng dấu khác dấu `-`",
    "ở đây phải là dấu gạch nối",
    "thay bằng `- ` (dấu gạch nối, rồi dấu cách)",
);
pub(super) const DEEP: Words = (
    "các phần lồng nhau quá sâu",
    "đến đây đã vượt giới hạn",
    "hồ sơ không cần lồng sâu như vậy; xem lại các dấu ngoặc và độ thụt vào",
);
pub(super) const DIRECTIVE: Words = (
    "dòng mở đầu bằng `%`, hoặc dấu `---`, `...` đứng sai chỗ",
    "ở đây",
    "bỏ dòng này; nếu là lời văn thì đặt cả câu trong dấu nháy \"...\"",
);
pub(super) const TAG: Words = (
    "dấu `!`, `&` hoặc `*` mở đầu một giá trị",
    "YAML hiểu dấu này theo nghĩa riêng",
    "nếu là lời văn thì đặt cả câu trong dấu nháy \"...\"",
);
pub(super) const END: Words = (
    "hồ sơ kết thúc giữa chừng",
    "chưa viết hết",
    "xem lại phần cuối tệp: có thể thiếu dấu đóng ngoặc hoặc đóng nháy",
);
pub(super) const COMMENT: Words = (
    "dấu `#` đứng sai chỗ",
    "ghi chú bắt đầu ở đây",
    "viết ghi chú ở dòng riêng; trước dấu `#` có dấu cách",
);
pub(super) const MARK: Words = (
    "có dấu ẩn đầu tệp (BOM) nằm giữa hồ sơ",
    "ký tự ẩn ở đây",
    "xóa ký tự ẩn này, hoặc lưu lại tệp bằng UTF-8",
);
pub(super) const OTHER: Words = (
    "không đọc được YAML từ chỗ này",
    "ở đây",
    "so với hồ sơ mẫu (`quyetdinh init`): khóa, dấu `:`, độ thụt vào, dấu nháy",
);
