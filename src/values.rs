//! Single values as people type them: texts, numbers, dates.

mod date;
mod folding;
mod number;
mod text;

pub use date::{NotADate, PartialDate, day_text, in_figures, month_text, parse_date, read_date};
pub use folding::{folded, folded_words};
pub use number::{
    NotANumber, comma, decimal, is_digits, may_be_thousands, parse_number, whole, with_comma,
    with_point,
};
pub use text::{did_you_mean, markdown, nearest, one_line, spaced, without_closing_mark};
