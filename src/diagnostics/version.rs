//! Versions of this program.

/// A version of this program: major, minor and patch number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u16, pub u16, pub u16);

impl Version {
    /// The version that was the first to hold a narrative, a template and a table to what they print.
    pub const V0_2: Self = Self(0, 2, 0);
    /// The version that was the first to hold templates to what they may do.
    pub const V0_3: Self = Self(0, 3, 0);

    /// From `0.1.0`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(|part| part.parse().ok());
        let version = Self(numbers.next()??, numbers.next()??, numbers.next()??);
        numbers.next().is_none().then_some(version)
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions() {
        assert_eq!(Version::parse("0.12.3"), Some(Version(0, 12, 3)));
        for wrong in ["", "1.2", "1.2.3.4", "a.b.c"] {
            assert_eq!(Version::parse(wrong), None);
        }
    }
}
