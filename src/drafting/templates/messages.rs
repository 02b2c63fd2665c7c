//! What Tera 2 can say, in Vietnamese. Tera gives words only, so they are told apart by their pattern; a message
//! that is not listed is not shown.

/// Words of a syntax error: a pattern of Tera's, where `{}` stands for anything, and what it means; `{0}` is the
/// first of these, and so on.
const SYNTAX: [(&str, &str); 43] = [
    (
        "Found {} but expected one of: {}",
        "gặp {0}, cần một giá trị: tên biến, số, hoặc chữ trong nháy",
    ),
    (
        "Found {} but expected `...`, a string, an integer or a bool.",
        "gặp {0}, cần chữ trong nháy hoặc số",
    ),
    (
        "Found `<` but expected identifier after it{}",
        "sau dấu `<` cần một giá trị để so sánh",
    ),
    (
        "Found {} but expected `/` or `>`",
        "gặp {0}, cần `/` hoặc `>`",
    ),
    (
        "Found integer but expected identifier.",
        "gặp số nguyên, cần một tên (phần tử của danh sách viết `[0]`, không viết `.0`)",
    ),
    (
        "Found float but expected identifier.",
        "gặp số thập phân, cần một tên (phần tử của danh sách viết `[0]`, không viết `.0`)",
    ),
    ("Found {} but expected {}.", "gặp {0}, cần {1}"),
    (
        "Found {} but was expecting {}",
        "gặp {0}, cần `elif`, `else` hoặc `endif`",
    ),
    (
        "Expected \"string\" or {} but found {}",
        "gặp {1}, cần chữ trong nháy hoặc `{biểu thức}`",
    ),
    (
        "Found invalid field of `loop`: {}. Only {}",
        "`loop` không có `{0}`; chỉ có `index`, `index0`, `first`, `last`, `length`",
    ),
    ("Unexpected end of input", "mẫu kết thúc giữa chừng"),
    (
        "Unexpected character",
        "có ký tự không dùng được trong lệnh",
    ),
    (
        "unexpected end of string",
        "chữ trong nháy kết thúc giữa chừng",
    ),
    (
        "unexpected escape character",
        "ký hiệu sau dấu `\\` không có nghĩa",
    ),
    (
        "unexpected end of raw block",
        "phần `raw` chưa có `{% endraw %}`",
    ),
    (
        "String opened with `{}` is missing its closing `{}`",
        "dấu nháy `{0}` mở ra mà không đóng",
    ),
    (
        "Closing comment tag `{}` not found",
        "ghi chú chưa được đóng bằng `{0}`",
    ),
    ("Invalid float", "số viết sai"),
    ("Invalid Integer", "số viết sai hoặc quá lớn"),
    (
        "Identifiers can only have up to {} nested brackets.",
        "quá {0} cặp ngoặc vuông lồng nhau",
    ),
    (
        "Arrays can have a maximum of {} dimensions.",
        "danh sách lồng nhau quá {0} tầng",
    ),
    (
        "The template nesting is too deep",
        "các lệnh lồng nhau quá sâu",
    ),
    ("The expression {}", "biểu thức quá phức tạp"),
    (
        "Keyword argument `{}` is defined more than once",
        "tham số `{0}` viết hai lần",
    ),
    (
        "Component argument `{}` is defined more than once",
        "tham số `{0}` viết hai lần",
    ),
    (
        "Function calls are only allowed at the first element of a chain",
        "chỉ gọi hàm được ở đầu, không gọi sau dấu `.`",
    ),
    (
        "`-` and `not` cannot be used consecutively.",
        "`-` và `not` không đứng liền nhau được",
    ),
    (
        "`not` is only valid here as part of `not in`",
        "ở đây `not` chỉ dùng được trong `not in`",
    ),
    (
        "`{}` is not allowed after `~`",
        "sau dấu `~` không dùng được `{0}`",
    ),
    (
        "{} is a reserved keyword of Tera, {}",
        "`{0}` là từ dành riêng, không đặt làm tên được",
    ),
    ("Unclosed component '{}'", "`{0}` chưa được đóng"),
    (
        "Closing tag '{}' doesn't match opening tag '{}'",
        "`{0}` không khớp với `{1}` đã mở",
    ),
    (
        "{} was named `{}` in the opening tag, found `{}` as name in the end tag",
        "phần mở tên là `{1}`, phần đóng lại viết `{2}`",
    ),
    (
        "Template already contains a block named `{}`",
        "phần `block` tên `{0}` đã có ở trên",
    ),
    (
        "Template already contains a component named `{}`",
        "`component` tên `{0}` đã có ở trên",
    ),
    (
        "Template is already extending `{}`",
        "mẫu đã `extends` từ `{0}`",
    ),
    (
        "`extends` needs to be the first tag of the template",
        "`extends` phải là lệnh đầu tiên của mẫu",
    ),
    (
        "`extends` cannot be nested in other tags.",
        "`extends` không đặt trong lệnh khác được",
    ),
    (
        "Blocks cannot be written inside a {}.",
        "`block` không đặt trong {0} được",
    ),
    (
        "`{}` cannot be used inside a {}",
        "`{0}` không dùng trong {1} được",
    ),
    (
        "{} can only be used in a for loop",
        "`{0}` chỉ dùng được trong vòng `for`",
    ),
    (
        "Invalid syntax for `set`: {}",
        "lệnh `set` viết là `{% set tên = giá trị %}`",
    ),
    (
        "This content would be ignored: {}",
        "mẫu có `extends` chỉ chứa được các phần `block`; lời văn ngoài đó không in ra",
    ),
];

/// Words of an error met while filling in.
const RENDERING: [(&str, &str); 49] = [
    ("The result is too large", "kết quả quá dài"),
    ("Cannot divide by 0", "phép chia cho 0"),
    (
        "Cannot compare `{}` with `{}`",
        "không so sánh được {0} với {1}",
    ),
    (
        "Math operations can only be done on numbers, found `{}`",
        "phép tính chỉ dùng được với số, ở đây là {0}",
    ),
    (
        "Only numbers can be used in arithmetic. This is a `{}`",
        "phép tính chỉ dùng được với số, ở đây là {0}",
    ),
    (
        "`+` requires both operands to be numbers, found `{}` and `{}`",
        "phép `+` chỉ cộng được số với số, ở đây là {0} và {1}; nối chữ dùng `~`",
    ),
    (
        "Only numbers can be negated. This is a `{}`",
        "dấu trừ chỉ đặt trước số được, ở đây là {0}",
    ),
    (
        "Value `{}` is a float; {}",
        "phép hỏi này chỉ dùng được với số nguyên, ở đây là {0}",
    ),
    (
        "Value `{}` is not a container; {}",
        "phép hỏi này chỉ dùng được với danh sách, chữ hoặc nhóm khóa",
    ),
    ("Cannot negate {}", "dấu trừ chỉ đặt trước số được"),
    ("Unable to perform {}", "phép tính cho kết quả quá lớn"),
    ("Operand `{}` is out of range {}", "số {0} quá lớn để tính"),
    ("Exponent {} is out of range {}", "số mũ {0} quá lớn"),
    (
        "Value `{}` is out of range for `{}`",
        "số {0} không dùng được ở đây: âm hoặc quá lớn",
    ),
    ("Number `{}` is out of range for {}", "số {0} quá lớn"),
    (
        "Iteration not possible on type `{}`",
        "`for` chỉ lặp được qua danh sách hoặc nhóm khóa, ở đây là {0}",
    ),
    (
        "Key/value iteration is not possible on type `{}`, only on maps.",
        "`for khóa, giá trị in ...` chỉ lặp được qua nhóm khóa, ở đây là {0}",
    ),
    (
        "`in` cannot be used on a container of type `{}`. {}",
        "`in` chỉ dùng được với danh sách, chữ hoặc nhóm khóa, ở đây là {0}",
    ),
    (
        "Map keys must be strings, integers, or bools, got `{}`.",
        "trong ngoặc vuông phải là tên khóa, ở đây là {0}",
    ),
    (
        "Not a valid key type",
        "giá trị này không làm tên khóa được",
    ),
    (
        "{} index must be an integer, got `{}`.",
        "trong ngoặc vuông phải là số thứ tự, ở đây là {1}",
    ),
    (
        "Slice {} must be an integer, got `{}`",
        "số thứ tự trong `[từ:đến]` phải là số nguyên, ở đây là {1}",
    ),
    (
        "Slicing step cannot be 0",
        "bước trong `[từ:đến:bước]` không thể là 0",
    ),
    (
        "Slicing can only be used on arrays or strings, not on `{}`.",
        "`[từ:đến]` chỉ dùng được với danh sách hoặc chữ, ở đây là {0}",
    ),
    (
        "Spread operator requires {}, found `{}`",
        "dấu `...` không dùng được với {1}",
    ),
    ("Missing keyword argument `{}`", "thiếu tham số `{0}`"),
    (
        "super() called outside of a block",
        "`super()` chỉ gọi được trong một phần `block`",
    ),
    (
        "Tried to use super() in the top level block",
        "`super()` gọi ở phần `block` không có mẫu gốc",
    ),
    (
        "Value of type {} has no length",
        "{0} không đếm độ dài được",
    ),
    (
        "Value of type {} cannot be reversed",
        "{0} không đảo ngược được",
    ),
    (
        "Value of type {} cannot be converted to {}",
        "{0} không đổi thành số được",
    ),
    (
        "The string `{}` cannot be converted to {}",
        "chữ `{0}` không đổi thành số được",
    ),
    (
        "The float {} cannot be converted to an int {}",
        "số {0} không đổi thành số nguyên được",
    ),
    (
        "This filter can only be used on a number, received `{}`.",
        "bộ lọc này chỉ nhận số, ở đây là {0}",
    ),
    (
        "pluralize filter requires an integer, got `{}`",
        "bộ lọc này chỉ nhận số nguyên, ở đây là {0}",
    ),
    (
        "Cannot sort: `{}` and `{}` are not comparable",
        "không xếp thứ tự được {0} với {1}",
    ),
    (
        "Value at index {} (a {}) does not have an attribute at path: {}",
        "phần tử thứ {0} (tính từ 0) không có khóa `{2}`",
    ),
    (
        "Map does not have a key {} and no default values were defined",
        "nhóm khóa không có `{0}`",
    ),
    (
        "Invalid argument for `method`: {}",
        "tham số `method` chỉ nhận `ceil` hoặc `floor`",
    ),
    (
        "int filter `base` must be between 2 and 36, got {}",
        "tham số `base` phải từ 2 đến 36",
    ),
    (
        "The `indentation` argument {}",
        "tham số `indentation` phải là đúng một ký tự",
    ),
    (
        "Function `range` was called with a `start` {}",
        "`range`: `start` lớn hơn `end`",
    ),
    (
        "Function `range` was called with a `step_by` {}",
        "`range`: `step_by` không thể là 0",
    ),
    ("Function `range` {}", "`range` tạo quá nhiều phần tử"),
    (
        "Unknown argument(s) {} in component call{}",
        "`component` không có tham số {0}",
    ),
    (
        "Component argument `{}` (type: `{}`) does not match expected type: `{}`",
        "tham số `{0}` cần {2}, ở đây là {1}",
    ),
    ("Argument `{}`{} missing.", "thiếu tham số `{0}`"),
    (
        "Implicit argument `{}`{} not found in context or passed directly.",
        "thiếu tham số `{0}`",
    ),
    (
        "Maximum render recursion depth for components exceeded.",
        "`component` gọi lại chính nó mãi",
    ),
];

/// What a syntax error means.
pub(super) fn syntax(message: &str) -> String {
    said(&SYNTAX, message).unwrap_or_else(|| "không đọc được lệnh này".to_owned())
}

/// What an error of filling in means.
pub(super) fn rendering(message: &str) -> String {
    said(&RENDERING, message).unwrap_or_else(|| "không tính được giá trị này".to_owned())
}

fn said(table: &[(&str, &str)], message: &str) -> Option<String> {
    table.iter().find_map(|(pattern, words)| {
        let parts = parts(pattern, message)?;
        let fill = |words: String, (index, part): (usize, &&str)| {
            words.replace(&format!("{{{index}}}"), &word(part))
        };
        Some(parts.iter().enumerate().fold((*words).to_owned(), fill))
    })
}

/// What stands for each `{}` of the pattern, if the message is of its kind.
pub(super) fn parts<'a>(pattern: &str, message: &'a str) -> Option<Vec<&'a str>> {
    let mut fixed = pattern.split("{}").peekable();
    let mut rest = message.strip_prefix(fixed.next()?)?;
    let mut found = Vec::new();
    while let Some(text) = fixed.next() {
        let end = match fixed.peek() {
            Some(_) => rest.find(text)?,
            None => rest.len() - rest.ends_with(text).then_some(text.len())?,
        };
        found.push(rest.get(..end)?);
        rest = rest.get(end + text.len()..)?;
    }
    rest.is_empty().then_some(found)
}

/// A kind of value or of mark as Tera names it; any other word as it is.
pub(super) fn word(tera: &str) -> String {
    let known = match tera {
        "undefined" => "giá trị không có",
        "none" => "giá trị trống",
        "bool" => "đúng/sai (`true`, `false`)",
        "u64" | "i64" | "u128" | "i128" | "u32" | "i32" | "usize" | "integer" => "số nguyên",
        "f64" | "f32" | "float" => "số thập phân",
        "Number" | "number" => "số",
        "array" | "Vec<Value>" | "&[Value]" => "danh sách",
        "map/struct" | "Map" | "map" => "nhóm khóa",
        "string" | "&str" | "String" | "bytes" => "chữ",
        "identifier" => "một tên",
        "attribute name" => "tên khóa",
        "content" | "raw content" => "lời văn",
        "comment" => "ghi chú",
        "for loop" => "vòng `for`",
        "block" => "phần `block`",
        "if statement" => "lệnh `if`",
        "component definition" => "phần `component`",
        "filter section" => "phần `filter`",
        "`set` block" => "phần `set`",
        "%}" | "}}" | "(" | ")" | "," | "." | "..." | ":" | "</" | "=" | ">" | "?." | "?["
        | "[" | "]" | "{" | "|" | "}" | "else" | "endif" | "for" | "in" => {
            return format!("`{tera}`");
        }
        other => return other.to_owned(),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{parts, syntax};

    #[test]
    fn parts_are_taken_in_order() {
        let found = parts("Found {} but expected {}.", "Found `}}` but expected ).");
        assert_eq!(found, Some(vec!["`}}`", ")"]));
        assert_eq!(parts("Unknown {}", "Unknow x"), None);
        assert_eq!(parts("a {} b", "a x b c"), None);
    }

    #[test]
    fn what_is_not_known_is_not_shown() {
        assert_eq!(syntax("Something new in Tera"), "không đọc được lệnh này");
    }
}
