//! Sums that are right to the last digit.
//!
//! Amounts are decimal texts that were read as floating-point numbers; added as such, their sum
//! would depend on the order. Here each is its shortest decimal text again, and whole numbers are
//! added.

/// Digits after the point that are kept.
const PLACES: usize = 18;

/// A decimal number, as a whole number of its smallest part.
pub(crate) fn exact(value: f64) -> Option<i128> {
    if !value.is_finite() {
        return None;
    }
    // Without an exponent, in the fewest digits that give the same number.
    let text = format!("{value}");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part: String = part
        .chars()
        .chain("0".repeat(PLACES).chars())
        .take(PLACES)
        .collect();
    let number: i128 = format!("{whole}{part}").parse().ok()?;
    Some(sign * number)
}

/// The number as floating point, the nearest there is.
pub(crate) fn plain(number: i128) -> f64 {
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = PLACES + 1);
    let (whole, part) = digits.split_at(digits.len() - PLACES);
    format!("{sign}{whole}.{part}").parse().unwrap_or_default()
}

/// The sum of some values; what is no number is left out.
pub(crate) fn sum(values: &[f64]) -> f64 {
    let total = values
        .iter()
        .filter_map(|value| exact(*value))
        .fold(0_i128, i128::saturating_add);
    plain(total)
}

/// The value in the middle; of an even number of values, the mean of the two in the middle.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted: Vec<i128> = values.iter().filter_map(|value| exact(*value)).collect();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(plain(upper));
    }
    let lower = *sorted.get(middle.checked_sub(1)?)?;
    Some(plain(lower.saturating_add(upper) / 2))
}

/// The mean.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    let count = u32::try_from(values.len())
        .ok()
        .filter(|count| *count > 0)?;
    Some(sum(values) / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_depend_on_the_order() {
        let values = [0.1, 0.2, 0.3, 1e9, 533_666.668_5, -0.6];
        let mut turned = values;
        turned.reverse();
        assert_eq!(sum(&values), 1_000_533_666.668_5);
        assert_eq!(sum(&values).to_bits(), sum(&turned).to_bits());
        assert_eq!(sum(&[]), 0.0);
        assert_eq!(sum(&[f64::NAN, f64::INFINITY, 2.0]), 2.0);
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0]), Some(3.0));
        assert_eq!(median(&[9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[1.0, 2.0, 4.0, 0.5]), Some(1.5));
        assert_eq!(mean(&[1.0, 2.0]), Some(1.5));
        assert_eq!(mean(&[]), None);
    }
}
