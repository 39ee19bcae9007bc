//! Amounts as whole numbers of a small part, so that their sum is right to the last digit.

/// Digits after the point that are kept.
const PLACES: usize = 18;
/// How many parts make a hundredth.
const HUNDREDTH: u128 = 10_u128.pow(16);

/// An amount, or a sum of amounts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Exact(i128);

impl Exact {
    /// A decimal number that was read as floating point, by the fewest digits that give it back.
    pub(super) fn of(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{value}");
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.as_str()),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let part: String = part
            .chars()
            .chain(std::iter::repeat('0'))
            .take(PLACES)
            .collect();
        let number: i128 = format!("{whole}{part}").parse().ok()?;
        Some(Self(sign * number))
    }

    /// Both together.
    pub(super) fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    pub(super) fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The nearest floating-point number.
    pub(super) fn nearest(self) -> f64 {
        let digits = format!("{:0>width$}", self.0.unsigned_abs(), width = PLACES + 1);
        let (whole, part) = digits.split_at(digits.len() - PLACES);
        format!("{}{whole}.{part}", self.sign())
            .parse()
            .unwrap_or_default()
    }

    /// With the two decimals that money has, or none where it is whole: `1500`, `0.30`.
    pub(super) fn in_hundredths(self) -> String {
        let hundredths = self.0.unsigned_abs().saturating_add(HUNDREDTH / 2) / HUNDREDTH;
        let (whole, part) = (hundredths / 100, hundredths % 100);
        let sign = if hundredths == 0 { "" } else { self.sign() };
        if part == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part:02}")
        }
    }

    fn sign(self) -> &'static str {
        if self.0 < 0 { "-" } else { "" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_and_two_tenths_are_three_tenths() {
        let sum = |values: &[f64]| {
            values
                .iter()
                .filter_map(|value| Exact::of(*value))
                .fold(Exact::default(), Exact::plus)
        };
        assert_eq!(sum(&[0.1, 0.2]).nearest(), 0.3);
        assert_eq!(sum(&[0.1, 0.2]).in_hundredths(), "0.30");
        assert_eq!(sum(&[-0.1, -1500.0]).in_hundredths(), "-1500.10");
        assert_eq!(sum(&[22_297_916.666_666_66]).in_hundredths(), "22297916.67");
        assert_eq!(sum(&[-0.001]).in_hundredths(), "0");
        assert_eq!(sum(&[1e9, -1e9]), Exact::default());
        assert!(sum(&[]).is_zero());
        assert_eq!(Exact::of(f64::NAN), None);
        assert_eq!(Exact::of(1e300), None);
    }
}
