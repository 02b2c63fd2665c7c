//! Single values as people type them: texts, numbers, dates.

mod date;
mod folding;
mod number;
mod text;

pub use date::{NotADate, PartialDate, day_text, month_text, parse_date, read_date};
pub use folding::{folded, folded_words};
pub use number::{NotANumber, comma, decimal, may_be_thousands, parse_number, whole, with_comma};
pub use text::{did_you_mean, markdown, nearest, one_line, without_closing_mark};
