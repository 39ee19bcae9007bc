//! Numbers as the old system gives them back.
//!
//! It read a number as an integer of any size or as a 64-bit float, and stored it in a decimal
//! column; what came out again is what these rules give.

use serde_json::Number;

/// A number's text.
///
/// A token without `.`, `e` or `E` is an integer and stays as it is. Anything else is a 64-bit
/// float in its shortest digits: positional with at least one decimal from 0.0001 on (`1.0`,
/// `2500.5`), below that with an exponent of at least two digits (`1e-07`), and from 1e16 on as an
/// integer padded with zeros. Minus zero is zero. A token that no float can hold stays as it is.
#[must_use]
pub fn number_text(number: &Number) -> String {
    let token = number.to_string();
    if !token.contains(['.', 'e', 'E']) {
        return if token == "-0" { "0".to_owned() } else { token };
    }
    match token.parse::<f64>() {
        Ok(value) if value.is_finite() => float_text(value),
        _ => token,
    }
}

fn float_text(value: f64) -> String {
    if value == 0.0 {
        return "0.0".to_owned();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let shortest = format!("{:e}", value.abs());
    // `{:e}` always writes an exponent; without one the number would be its own digits.
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let digits = mantissa.replace('.', "");
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or_default();
    match exponent {
        16.. => format!("{sign}{digits:0<width$}", width = places + 1),
        0..16 => {
            let padded = format!("{digits:0<width$}", width = places + 1);
            let (whole, part) = padded.split_at(places + 1);
            let part = if part.is_empty() { "0" } else { part };
            format!("{sign}{whole}.{part}")
        }
        -4..0 => format!("{sign}0.{zeros}{digits}", zeros = "0".repeat(places - 1)),
        _ => format!("{sign}{mantissa}e-{places:02}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_float_reads_back_as_itself(value in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL) {
            let text = number_text(&Number::from_f64(value).unwrap());
            prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits());
        }
    }

    #[test]
    fn tokens_become_what_the_old_system_gave() {
        for (token, expected) in [
            ("1", "1"),
            ("-7", "-7"),
            ("-0", "0"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
            ("1.0", "1.0"),
            ("1.10", "1.1"),
            ("2500.5", "2500.5"),
            ("-2500.50", "-2500.5"),
            ("0.0", "0.0"),
            ("-0.0", "0.0"),
            ("1e-400", "0.0"),
            ("0.0001", "0.0001"),
            ("0.00012", "0.00012"),
            ("0.00001", "1e-05"),
            ("0.0000001", "1e-07"),
            ("-1.5E-10", "-1.5e-10"),
            ("5e-324", "5e-324"),
            ("1e5", "100000.0"),
            ("1E+5", "100000.0"),
            ("123456.789e2", "12345678.9"),
            ("9999999999999998.0", "9999999999999998.0"),
            ("1e15", "1000000000000000.0"),
            ("1e16", "10000000000000000"),
            ("1.5e16", "15000000000000000"),
            ("12345678901234567.0", "12345678901234568"),
            ("1e22", "10000000000000000000000"),
            ("0.3333333333333333", "0.3333333333333333"),
            ("1234567.891", "1234567.891"),
            ("1e400", "1e+400"),
        ] {
            let number: Number = serde_json::from_str(token).unwrap();
            assert_eq!(number_text(&number), expected, "{token}");
        }
        let large: Number = serde_json::from_str("1.5e300").unwrap();
        assert_eq!(number_text(&large), format!("15{}", "0".repeat(299)));
    }

    #[test]
    fn floats_made_in_code_follow_the_same_rules() {
        let number = Number::from_f64(1e16).unwrap();
        assert_eq!(number_text(&number), "10000000000000000");
        assert_eq!(number_text(&Number::from(12u8)), "12");
    }
}
