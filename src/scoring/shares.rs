//! Tỷ lệ: percentages of a block's agencies by tier.

use dashu_int::IBig;

use super::TierCount;
use super::exact::{Fraction, power_of_ten, round_half_up, sum, units_text, whole};
use crate::dossier::ShareRounding;

/// The shares of `counts` in percent with so many decimals.
///
/// By largest remainder they add up to exactly 100; among equal remainders the larger share is
/// raised first, then the better tier.
#[must_use]
pub(super) fn shares(counts: &[usize], decimals: u32, rounding: ShareRounding) -> Vec<TierCount> {
    let total: usize = counts.iter().sum();
    let exact: Vec<Fraction> = counts
        .iter()
        .map(|&count| {
            if total == 0 {
                Fraction::ZERO
            } else {
                whole(count * 100) / whole(total)
            }
        })
        .collect();
    let units = match rounding {
        ShareRounding::Each => exact.iter().map(|s| round_half_up(s, decimals)).collect(),
        ShareRounding::LargestRemainder => largest_remainder(&exact, decimals),
    };
    counts
        .iter()
        .zip(exact)
        .zip(units)
        .map(|((&count, exact_share), units)| TierCount {
            count,
            share: units_text(&units, decimals, '.'),
            exact_share,
        })
        .collect()
}

/// Rounds shares that add up to 100 so that they still do, in units of `10^-decimals` percent.
fn largest_remainder(exact: &[Fraction], decimals: u32) -> Vec<IBig> {
    let scale = Fraction::from(power_of_ten(decimals));
    let scaled: Vec<Fraction> = exact.iter().map(|share| share * &scale).collect();
    let mut units: Vec<IBig> = scaled.iter().map(Fraction::floor).collect();
    let sum = sum(&scaled);
    let missing = sum.floor() - units.iter().sum::<IBig>();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by(|&a, &b| {
        scaled[b]
            .fract()
            .cmp(&scaled[a].fract())
            .then_with(|| exact[b].cmp(&exact[a]))
            .then(a.cmp(&b))
    });
    // fewer units are missing than there are shares, since each share lost less than one
    for &index in order.iter().take(usize::try_from(missing).unwrap_or(0)) {
        units[index] += IBig::ONE;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(counts: &[usize], decimals: u32, rounding: ShareRounding) -> Vec<String> {
        shares(counts, decimals, rounding)
            .into_iter()
            .map(|tier| tier.share)
            .collect()
    }

    #[test]
    fn largest_remainder_adds_up() {
        use ShareRounding::LargestRemainder as Largest;
        assert_eq!(texts(&[7, 10, 3, 0], 0, Largest), ["35", "50", "15", "0"]);
        assert_eq!(texts(&[2, 9, 1, 0], 0, Largest), ["17", "75", "8", "0"]);
        assert_eq!(texts(&[1, 1, 1], 0, Largest), ["34", "33", "33"]);
        // equal remainders of one half: the larger share is raised
        assert_eq!(texts(&[1, 7], 0, Largest), ["12", "88"]);
        assert_eq!(texts(&[1, 1, 1], 2, Largest), ["33.34", "33.33", "33.33"]);
    }

    #[test]
    fn each_by_itself_may_miss_100() {
        assert_eq!(
            texts(&[1, 1, 1], 0, ShareRounding::Each),
            ["33", "33", "33"]
        );
        assert_eq!(texts(&[1, 7], 0, ShareRounding::Each), ["13", "88"]);
        assert_eq!(texts(&[0, 0], 0, ShareRounding::Each), ["0", "0"]);
    }
}
