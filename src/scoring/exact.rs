//! Exact arithmetic: fractions in, decimal strings out. The one place where figures are rounded.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use rust_decimal::Decimal;

/// Digits after the point that [`exact_text`] gives for a value whose decimals never end.
const ENDLESS_DIGITS: u32 = 24;

/// The decimal as a fraction, exactly.
#[must_use]
pub fn fraction(value: Decimal) -> BigRational {
    BigRational::new(BigInt::from(value.mantissa()), power_of_ten(value.scale()))
}

/// A whole number as a fraction.
#[must_use]
pub(super) fn whole(value: usize) -> BigRational {
    BigRational::from_integer(BigInt::from(value))
}

/// The value in units of `10^-decimals`, rounded half up (towards plus infinity on a tie).
#[must_use]
pub(super) fn round_half_up(value: &BigRational, decimals: u32) -> BigInt {
    let scaled = value * BigRational::from_integer(power_of_ten(decimals));
    let half = BigRational::new(BigInt::one(), BigInt::from(2));
    (scaled + half).floor().to_integer()
}

/// The value rounded half up, as a fraction again.
#[must_use]
pub fn rounded(value: &BigRational, decimals: u32) -> BigRational {
    BigRational::new(round_half_up(value, decimals), power_of_ten(decimals))
}

/// The value rounded half up to exactly so many decimals, with decimal comma: `80,7`.
#[must_use]
pub fn printed(value: &BigRational, decimals: u32) -> String {
    units_text(&round_half_up(value, decimals), decimals, ',')
}

/// `units` times `10^-decimals` with exactly so many decimals and this decimal mark.
#[must_use]
pub(super) fn units_text(units: &BigInt, decimals: u32, mark: char) -> String {
    let digits = units.abs().to_string();
    let decimals = decimals as usize;
    let padded = format!("{digits:0>width$}", width = decimals + 1);
    let (integer, fraction) = padded.split_at(padded.len() - decimals);
    let sign = if units.is_negative() { "-" } else { "" };
    if decimals == 0 {
        format!("{sign}{integer}")
    } else {
        format!("{sign}{integer}{mark}{fraction}")
    }
}

/// The value with all its decimals and a decimal point: `78.195`. A value whose decimals never end
/// is rounded half up to 24 of them.
#[must_use]
pub fn exact_text(value: &BigRational) -> String {
    match ending_decimals(value.denom()) {
        Some(decimals) => units_text(&round_half_up(value, decimals), decimals, '.'),
        None => units_text(&round_half_up(value, ENDLESS_DIGITS), ENDLESS_DIGITS, '.'),
    }
}

/// The value with as many decimals as it needs, at most `most`, and a decimal comma: `100`, `968,0`
/// becomes `968`. The second part says whether decimals were cut.
#[must_use]
pub(super) fn short_text(value: &BigRational, most: u32) -> (String, bool) {
    match ending_decimals(value.denom()) {
        Some(decimals) if decimals <= most => (printed(value, decimals), false),
        _ => (printed(value, most), true),
    }
}

/// How many decimals the value has, if they are at most so many.
#[must_use]
pub fn decimals(value: &BigRational, most: u32) -> Option<u32> {
    ending_decimals(value.denom()).filter(|decimals| *decimals <= most)
}

/// How many decimals a fraction with this denominator has, if they end.
fn ending_decimals(denominator: &BigInt) -> Option<u32> {
    let (rest, twos) = divide_out(denominator.clone(), 2);
    let (rest, fives) = divide_out(rest, 5);
    rest.is_one().then_some(twos.max(fives))
}

fn divide_out(mut value: BigInt, factor: u32) -> (BigInt, u32) {
    let mut times = 0;
    while !value.is_zero() && (&value % factor).is_zero() {
        value /= factor;
        times += 1;
    }
    (value, times)
}

fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> BigRational {
        fraction(text.parse().expect("a decimal"))
    }

    #[test]
    fn rounds_half_up() {
        assert_eq!(printed(&value("78.195"), 1), "78,2");
        assert_eq!(printed(&value("84.95"), 1), "85,0");
        assert_eq!(printed(&value("84.949999"), 1), "84,9");
        assert_eq!(printed(&value("0.05"), 1), "0,1");
        assert_eq!(printed(&value("99.5"), 0), "100");
        assert_eq!(printed(&value("0"), 2), "0,00");
    }

    #[test]
    fn gives_exact_decimals() {
        assert_eq!(exact_text(&value("78.195")), "78.195");
        assert_eq!(exact_text(&value("89.10")), "89.1");
        assert_eq!(exact_text(&value("100")), "100");
        assert_eq!(
            exact_text(&(value("968.0") / whole(12))),
            "80.666666666666666666666667"
        );
    }

    #[test]
    fn shortens() {
        assert_eq!(short_text(&value("968.0"), 3), ("968".to_owned(), false));
        assert_eq!(
            short_text(&(value("968") / whole(12)), 3),
            ("80,667".to_owned(), true)
        );
    }
}
