//! Single values as people type them: texts, numbers, dates.

mod date;
mod folding;
mod number;
mod text;

pub(crate) use date::in_figures;
pub(crate) use date::{NotADate, day_text, month_text, read_date};
pub use date::{PartialDate, parse_date};
pub(crate) use folding::{folded, folded_words};
pub(crate) use number::{
    NotANumber, comma, decimal, may_be_thousands, parse_number, whole, with_comma,
};
pub(crate) use number::{is_digits, with_point};
pub(crate) use text::{did_you_mean, markdown, nearest, without_closing_mark};
pub(crate) use text::{one_line, spaced};
