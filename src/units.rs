//! Newtypes for the lengths the layout rules speak of.
//!
//! The decree gives millimetres and points; WordprocessingML wants twips (1/20 pt) and half-points;
//! DrawingML wants EMU. Conversions live here and nowhere else.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Length in PostScript points (1/72 inch).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Pt(pub f32);

/// Length in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Mm(pub f32);

impl Mm {
    /// The same length in points.
    #[must_use]
    pub const fn pt(self) -> Pt {
        Pt(self.0 * 72.0 / 25.4)
    }

    /// The same length in twips (1/20 pt), rounded to the nearest.
    #[must_use]
    pub fn twips(self) -> i32 {
        self.pt().twips()
    }

    /// The same length in English Metric Units (1/12,700 pt), rounded to the nearest.
    #[must_use]
    pub fn emu(self) -> i64 {
        self.pt().emu()
    }
}

impl Pt {
    /// So many twips (1/20 pt).
    #[must_use]
    pub const fn of_twips(twips: i32) -> Self {
        Self(twips as f32 / 20.0)
    }

    /// The same length in twips (1/20 pt), rounded to the nearest.
    #[must_use]
    pub fn twips(self) -> i32 {
        (self.0 * 20.0).round() as i32
    }

    /// The same length in half-points, the unit of `w:sz`.
    #[must_use]
    pub fn half_points(self) -> u32 {
        (self.0 * 2.0).round().max(0.0) as u32
    }

    /// The same length in eighths of a point, the unit of a border's `w:sz`.
    #[must_use]
    pub fn eighths(self) -> u32 {
        (self.0 * 8.0).round().max(0.0) as u32
    }

    /// The same length in English Metric Units (1/12,700 pt).
    #[must_use]
    pub fn emu(self) -> i64 {
        (f64::from(self.0) * 12_700.0).round() as i64
    }

    /// The larger of two lengths.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
}

impl Add for Pt {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Pt {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Pt {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Pt {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Pt {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f32> for Pt {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f32> for Pt {
    type Output = Self;
    fn div(self, divisor: f32) -> Self {
        Self(self.0 / divisor)
    }
}

impl std::iter::Sum for Pt {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self(0.0), Add::add)
    }
}
