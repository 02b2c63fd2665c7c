//! Exact arithmetic: fractions in, decimal strings out. The one place where figures are rounded.

use std::borrow::Borrow;

use dashu_base::{DivEuclid, Gcd, Sign, UnsignedAbs};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// An exact value, reduced.
pub type Fraction = RBig;

/// Digits after the point that [`exact_text`] gives for a value whose decimals never end.
const ENDLESS_DIGITS: u32 = 24;

/// The decimal as a fraction, exactly.
#[must_use]
pub(crate) fn fraction(value: Decimal) -> Fraction {
    Fraction::from_parts(value.mantissa().into(), power_of_ten(value.scale()))
}

/// A whole number as a fraction.
#[must_use]
pub(super) fn whole(value: usize) -> Fraction {
    Fraction::from(value)
}

/// The sum, reduced once at the end.
#[must_use]
pub fn sum(values: impl IntoIterator<Item = impl Borrow<Fraction>>) -> Fraction {
    let (mut units, mut denominator) = (IBig::ZERO, UBig::ONE);
    for value in values {
        let value = value.borrow();
        if *value.denominator() == denominator {
            units += value.numerator();
            continue;
        }
        let common = (&denominator).gcd(value.denominator());
        let wider = value.denominator() / &common;
        units = units * &wider + value.numerator() * (&denominator / common);
        denominator *= wider;
    }
    Fraction::from_parts(units, denominator)
}

/// The sum of decimals, exactly: as a decimal, as long as one holds it.
#[must_use]
pub(super) fn sum_of(values: impl Iterator<Item = Decimal> + Clone) -> Fraction {
    let added = values.clone().try_fold(Decimal::ZERO, |sum, value| {
        let added = sum.checked_add(value)?;
        // one that does not hold all decimals drops the last
        (added.scale() == sum.scale().max(value.scale())).then_some(added)
    });
    added.map_or_else(|| sum(values.map(fraction)), fraction)
}

/// How far apart the values are.
#[must_use]
pub(super) fn apart(one: &Fraction, other: &Fraction) -> Fraction {
    match one < other {
        true => other - one,
        false => one - other,
    }
}

/// The value in units of `10^-decimals`, rounded half up (towards plus infinity on a tie).
#[must_use]
pub(super) fn round_half_up(value: &Fraction, decimals: u32) -> IBig {
    let twice: IBig = value.numerator() * power_of_ten(decimals) * 2;
    let denominator = IBig::from(value.denominator().clone());
    (twice + &denominator).div_euclid(denominator * 2)
}

/// The value rounded half up, as a fraction again.
#[must_use]
pub(crate) fn rounded(value: &Fraction, decimals: u32) -> Fraction {
    Fraction::from_parts(round_half_up(value, decimals), power_of_ten(decimals))
}

/// The value rounded half up to exactly so many decimals, with decimal comma: `80,7`.
#[must_use]
pub(crate) fn printed(value: &Fraction, decimals: u32) -> String {
    units_text(&round_half_up(value, decimals), decimals, ',')
}

/// `units` times `10^-decimals` with exactly so many decimals and this decimal mark.
#[must_use]
pub(super) fn units_text(units: &IBig, decimals: u32, mark: char) -> String {
    let width = decimals as usize + 1;
    let mut text = format!("{:0>width$}", units.unsigned_abs());
    if decimals > 0 {
        text.insert(text.len() - decimals as usize, mark);
    }
    if units.sign() == Sign::Negative {
        text.insert(0, '-');
    }
    text
}

/// The value with all its decimals and a decimal point: `78.195`. A value whose decimals never end
/// is rounded half up to 24 of them.
#[must_use]
pub fn exact_text(value: &Fraction) -> String {
    let decimals = ending_decimals(value.denominator()).unwrap_or(ENDLESS_DIGITS);
    units_text(&round_half_up(value, decimals), decimals, '.')
}

/// The value with as many decimals as it needs, at most `most`, and a decimal comma: `100`, `968,0`
/// becomes `968`. The second part says whether decimals were cut.
#[must_use]
pub(super) fn short_text(value: &Fraction, most: u32) -> (String, bool) {
    match decimals(value, most) {
        Some(decimals) => (printed(value, decimals), false),
        None => (printed(value, most), true),
    }
}

/// How many decimals the value has, if they are at most so many.
#[must_use]
pub(crate) fn decimals(value: &Fraction, most: u32) -> Option<u32> {
    ending_decimals(value.denominator()).filter(|decimals| *decimals <= most)
}

/// How many decimals a fraction with this denominator has, if they end.
fn ending_decimals(denominator: &UBig) -> Option<u32> {
    let (rest, twos) = divided_out(denominator.clone(), 2);
    let (rest, fives) = divided_out(rest, 5);
    rest.is_one().then_some(twos.max(fives))
}

fn divided_out(mut value: UBig, factor: u8) -> (UBig, u32) {
    let mut times = 0;
    while (&value % factor) == 0 {
        value /= factor;
        times += 1;
    }
    (value, times)
}

pub(super) fn power_of_ten(exponent: u32) -> UBig {
    let small = 10_u128.checked_pow(exponent).map(UBig::from);
    small.unwrap_or_else(|| UBig::from(10_u8).pow(exponent as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Fraction {
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
    fn sums() {
        let parts = ["1.5", "-0.25", "3", "0.125", "0"].map(value);
        assert_eq!(exact_text(&sum(&parts)), "4.375");
        let thirds = [whole(1) / whole(3), whole(1) / whole(6), value("0.5")];
        assert_eq!(sum(thirds), whole(1));
        assert_eq!(sum(Vec::<Fraction>::new()), Fraction::ZERO);
        for parts in [
            vec!["1.5", "-0.25", "3", "0.125"],
            vec![
                "79228162514264337593543950335",
                "79228162514264337593543950335",
            ],
            vec![
                "7922816251426433759354395033.5",
                "0.0000000000000000000000000001",
            ],
            vec!["-1.50", "1.5"],
            vec![],
        ] {
            let parts = parts
                .iter()
                .map(|part| part.parse::<Decimal>().expect("a decimal"));
            assert_eq!(sum_of(parts.clone()), sum(parts.map(fraction)));
        }
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
