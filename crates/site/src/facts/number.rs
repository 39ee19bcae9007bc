//! Numbers with thousands separators, without losing a digit that matters.

use indigo_model::Value;

use super::{Piece, Shown};
use crate::words::thousands;

/// Why a text stands where a number is expected.
pub(crate) const NOT_A_NUMBER: &str = "not a number";

/// How a number is written: exactly, and rounded to at most two decimals when it has more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// With thousands separators, at most two decimals.
    pub(crate) short: String,
    /// With all decimals, when that is more.
    pub(crate) exact: Option<String>,
    /// It is zero.
    pub(crate) zero: bool,
}

/// A JSON number as it is written; the digits are those of the data.
pub(crate) fn written(number: &serde_json::Number) -> Written {
    let text = number.to_string();
    let value = number.as_f64();
    let zero = value == Some(0.0);
    let Some((sign, whole, decimals)) = parts(&text) else {
        // An exponent: rare, shown as it is.
        return Written {
            short: text,
            exact: None,
            zero,
        };
    };
    let grouped = |decimals: &str| {
        let whole = thousands(whole);
        if decimals.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{decimals}")
        }
    };
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() <= 2 {
        return Written {
            short: grouped(decimals),
            exact: None,
            zero,
        };
    }
    let exact = grouped(decimals);
    // Small numbers keep their digits: 0.0035 must not become 0.
    let rounded = value.filter(|value| value.abs() >= 1.0).map(|value| {
        let rounded = format!("{value:.2}");
        match parts(&rounded) {
            Some((sign, whole, decimals)) => {
                let decimals = decimals.trim_end_matches('0');
                let point = if decimals.is_empty() { "" } else { "." };
                format!("{sign}{}{point}{decimals}", thousands(whole))
            }
            None => rounded,
        }
    });
    match rounded {
        Some(short) => Written {
            short,
            exact: Some(exact),
            zero,
        },
        None => Written {
            short: exact,
            exact: None,
            zero,
        },
    }
}

/// A number that was worked out, with at most two decimals: `1,544,674.61`.
pub(crate) fn written_f64(number: f64) -> String {
    serde_json::Number::from_f64(number).map_or_else(
        || number.to_string(),
        |number| {
            let short = written(&number).short;
            // Whole numbers come as `5.0`.
            short
                .strip_suffix(".0")
                .map_or(short.clone(), str::to_owned)
        },
    )
}

/// Sign, whole digits and decimals of a plain decimal text.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, decimals) = rest.split_once('.').unwrap_or((rest, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (!whole.is_empty() && digits(whole) && digits(decimals)).then_some((sign, whole, decimals))
}

/// A number as a fact; text where a number is expected is shown as it came.
pub(crate) fn shown(value: &Value) -> Option<Shown> {
    match value {
        Value::Number(number) => {
            let Written { short, exact, zero } = written(number);
            Some(Shown {
                zero,
                ..Shown::one(Piece::Number(short, exact))
            })
        }
        other => received(other, NOT_A_NUMBER),
    }
}

/// A number without separators, for coordinates.
pub(crate) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// A value as it came, with what is wrong with it.
pub(crate) fn received(value: &Value, why: &'static str) -> Option<Shown> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) if text.trim().is_empty() => return None,
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    Some(Shown::one(Piece::AsReceived(text, why)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn short(number: &str) -> String {
        let Value::Number(number) = serde_json::from_str(number).unwrap() else {
            panic!("not a number");
        };
        let written = written(&number);
        match written.exact {
            Some(exact) => format!("{} [{exact}]", written.short),
            None => written.short,
        }
    }

    #[test]
    fn numbers_keep_what_matters() {
        assert_eq!(short("0"), "0");
        assert_eq!(short("1234567"), "1,234,567");
        assert_eq!(short("-1234.50"), "-1,234.5");
        assert_eq!(short("1544674.6125"), "1,544,674.61 [1,544,674.6125]");
        assert_eq!(short("999.999"), "1,000 [999.999]");
        assert_eq!(short("0.0035"), "0.0035");
        assert_eq!(short("1e22"), "1e+22");
        assert_eq!(
            short("12345678901234567890123"),
            "12,345,678,901,234,567,890,123"
        );
    }

    #[test]
    fn sums_are_written_like_numbers() {
        assert_eq!(written_f64(1500.0), "1,500");
        assert_eq!(written_f64(0.1 + 0.2), "0.30000000000000004");
        assert_eq!(written_f64(1000.1 + 0.2), "1,000.3");
        assert_eq!(written_f64(f64::NAN), "NaN");
    }

    #[test]
    fn text_is_shown_as_it_came() {
        assert_eq!(
            shown(&json!(" =U33 ")).unwrap().pieces,
            [Piece::AsReceived("=U33".into(), NOT_A_NUMBER)]
        );
        assert_eq!(shown(&json!("")), None);
        assert_eq!(shown(&json!(null)), None);
        assert!(shown(&json!(0)).unwrap().zero);
        assert!(shown(&json!(0.0)).unwrap().zero);
    }
}
