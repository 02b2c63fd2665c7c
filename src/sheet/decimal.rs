//! Binary doubles as the decimals people typed.

use rust_decimal::Decimal;

/// The decimal of 15 significant digits that a double stands for: 57.699999999999996 is 57.7, as every spreadsheet
/// shows it. `None` for what is no number or beyond 28 digits.
pub(super) fn of_double(value: f64) -> Option<Decimal> {
    if !value.is_finite() {
        return None;
    }
    let text = format!("{value:.14e}");
    let (mantissa, exponent) = text.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    if !(-28..=27).contains(&exponent) {
        return (value.abs() < 1e-15).then_some(Decimal::ZERO);
    }
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let kept = i32::try_from(digits.len().max(1)).ok()?;
    let mantissa: i128 = if digits.is_empty() {
        0
    } else {
        digits.parse().ok()?
    };
    let scale = kept - 1 - exponent;
    let signed = if value.is_sign_negative() {
        -mantissa
    } else {
        mantissa
    };
    if scale >= 0 {
        Decimal::try_from_i128_with_scale(signed, u32::try_from(scale).ok()?).ok()
    } else {
        let power = 10_i128.checked_pow(u32::try_from(-scale).ok()?)?;
        Decimal::try_from_i128_with_scale(signed.checked_mul(power)?, 0).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::of_double;

    #[test]
    fn a_double_counts_for_its_fifteen_digits() {
        for (double, decimal) in [
            (57.699_999_999_999_996, "57.7"),
            (0.1 + 0.2, "0.3"),
            (84.96, "84.96"),
            (0.0, "0"),
            (-1.5, "-1.5"),
            (1e20, "100000000000000000000"),
            (81.666_666_666_666_67, "81.6666666666667"),
            (1e-40, "0"),
        ] {
            assert_eq!(
                of_double(double).map(|d| d.to_string()).as_deref(),
                Some(decimal)
            );
        }
        assert_eq!(of_double(f64::NAN), None);
        assert_eq!(of_double(1e300), None);
    }
}
