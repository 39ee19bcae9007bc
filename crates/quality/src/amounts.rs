//! Numbers and money as records hold them.

use indigo_model::{Value, pointer};

/// The number that a value is; texts are none, however they look.
pub(crate) fn number(value: &Value) -> Option<f64> {
    value
        .as_number()?
        .as_f64()
        .filter(|number| number.is_finite())
}

/// The number at a pointer.
pub(crate) fn number_at(root: &Value, at: &str) -> Option<f64> {
    number(pointer::get(root, at)?)
}

/// A number for sentences: no more than two decimals, thousands apart.
pub(crate) fn in_words(number: f64) -> String {
    let rounded = format!("{:.2}", number.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, "00"));
    let mut said = String::new();
    if number < 0.0 {
        said.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            said.push(',');
        }
        said.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        said.push('.');
        said.push_str(decimals);
    }
    said
}

/// The numbers that stand in a text, thousands separators taken out; not parts of words or dates.
pub(crate) fn numbers_in(text: &str) -> Vec<f64> {
    text.split(|sign: char| sign.is_whitespace() || "();:/".contains(sign))
        .filter_map(|part| {
            let part = part.trim_matches(|sign: char| ".,!?\"'".contains(sign));
            let part = part.strip_suffix('%').unwrap_or(part);
            let fine = part.starts_with(|sign: char| sign.is_ascii_digit())
                && part
                    .chars()
                    .all(|sign| sign.is_ascii_digit() || ".,".contains(sign));
            fine.then(|| part.replace(',', "").parse().ok()).flatten()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_with_thousands_apart() {
        assert_eq!(in_words(1_234_567.5), "1,234,567.5");
        assert_eq!(in_words(-12.0), "-12");
        assert_eq!(in_words(0.333_3), "0.33");
    }

    #[test]
    fn numbers_are_found_in_text() {
        assert_eq!(
            numbers_in("Actual was 12.8% (96), of 1,200."),
            [12.8, 96.0, 1200.0]
        );
        assert!(numbers_in("none, as of 2018-13 in B2").is_empty());
    }
}
