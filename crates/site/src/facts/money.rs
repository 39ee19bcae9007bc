//! Amounts of money: exact in tables, in words of a few letters in sentences.

use indigo_model::{Value, pointer};

use super::{
    Piece, Shown,
    number::{NOT_A_NUMBER, Written, written},
};
use crate::{
    layout::{Amount, Slot},
    words::thousands,
};

/// Currencies whose sign everybody knows; all others are written with their code.
const SIGNS: [(&str, &str); 6] = [
    ("GBP", "£"),
    ("EUR", "€"),
    ("USD", "US$"),
    ("JPY", "¥"),
    ("INR", "₹"),
    ("BRL", "R$"),
];

/// A written amount with its currency: `£2,100,000`, `ZAR 1,500`, `1,500 (currency not known)`.
pub(crate) fn with_currency(amount: &str, currency: Option<&str>) -> String {
    let Some(currency) = currency.map(str::trim).filter(|code| !code.is_empty()) else {
        return amount.to_owned();
    };
    let (sign, amount) = match amount.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", amount),
    };
    if let Some((_, symbol)) = SIGNS.iter().find(|(code, _)| *code == currency) {
        format!("{sign}{symbol}{amount}")
    } else if currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        format!("{currency}\u{a0}{sign}{amount}")
    } else {
        // A currency in words, as some data have it.
        format!("{sign}{amount} {currency}")
    }
}

/// An amount for sentences and headline figures: `£2.1 million`, `£850,000`.
pub(crate) fn in_words(amount: f64, currency: Option<&str>) -> String {
    with_currency(&large(amount), currency)
}

/// A large number in words of a few letters: `2.1 million`, `850,000`.
pub(crate) fn large(amount: f64) -> String {
    let (sign, size) = if amount < 0.0 {
        ("-", -amount)
    } else {
        ("", amount)
    };
    let scaled = |unit: f64| {
        let scaled = size / unit;
        let text = if scaled >= 100.0 {
            format!("{scaled:.0}")
        } else {
            format!("{scaled:.1}")
        };
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    let words = if size >= 999_500_000.0 {
        format!("{}\u{a0}billion", scaled(1e9))
    } else if size >= 999_500.0 {
        format!("{}\u{a0}million", scaled(1e6))
    } else if size >= 1_000.0 || size.fract() == 0.0 {
        thousands(&format!("{size:.0}"))
    } else {
        format!("{size:.2}")
    };
    format!("{sign}{words}")
}

/// An amount of a record (exact, or from the least to the most) with its currency.
pub(crate) fn shown(data: &Value, amount: &Amount, currency: Option<&str>) -> Option<Shown> {
    let part = |slot: &Option<Slot>| {
        let slot = slot.as_ref()?;
        one(pointer::at(data, &slot.keys)?, currency)
    };
    let exact = part(&amount.exact);
    if exact.is_some() {
        return exact;
    }
    let range = |before: &str, mut value: Shown| {
        value.pieces.insert(0, Piece::Text(format!("{before} ")));
        value
    };
    match (part(&amount.min), part(&amount.max)) {
        (None, None) => None,
        (Some(min), None) => Some(range("at least", min)),
        (None, Some(max)) => Some(range("at most", max)),
        (Some(mut min), Some(max)) => {
            min.pieces.push(Piece::Text(" to ".to_owned()));
            min.pieces.extend(max.pieces);
            min.zero = false;
            Some(min)
        }
    }
}

/// A single amount; text is shown as it came.
pub(crate) fn one(value: &Value, currency: Option<&str>) -> Option<Shown> {
    let number = match value {
        Value::Number(number) => Some(number.clone()),
        // A plain number kept as text, as the field for the highest price is.
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let Some(number) = number else {
        return super::number::received(value, NOT_A_NUMBER);
    };
    let Written { short, exact, zero } = written(&number);
    Some(Shown {
        zero,
        ..Shown::one(Piece::Number(
            with_currency(&short, currency),
            exact.map(|exact| with_currency(&exact, currency)),
        ))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn amounts_carry_their_currency() {
        assert_eq!(with_currency("2,100,000", Some("GBP")), "£2,100,000");
        assert_eq!(with_currency("-5", Some("USD ")), "-US$5");
        assert_eq!(with_currency("5", Some("ZAR")), "ZAR\u{a0}5");
        assert_eq!(with_currency("5", Some("Swiss Francs")), "5 Swiss Francs");
        assert_eq!(with_currency("5", None), "5");
    }

    #[test]
    fn large_amounts_are_said_in_words() {
        let said = |amount| in_words(amount, Some("GBP")).replace('\u{a0}', " ");
        assert_eq!(said(2_106_000.0), "£2.1 million");
        assert_eq!(said(2_000_000.0), "£2 million");
        assert_eq!(said(850_000.0), "£850,000");
        assert_eq!(said(999_999.0), "£1 million");
        assert_eq!(said(764_400_000.0), "£764 million");
        assert_eq!(said(1_250_000_000.0), "£1.2 billion");
        assert_eq!(said(999.5), "£999.50");
        assert_eq!(said(0.0), "£0");
    }

    #[test]
    fn amounts_that_are_no_numbers_are_shown_as_they_came() {
        assert_eq!(
            one(&json!("$500"), Some("USD")).unwrap().pieces,
            [Piece::AsReceived("$500".into(), NOT_A_NUMBER)]
        );
        assert_eq!(one(&json!("1500"), Some("GBP")).unwrap().plain(), "£1,500");
        assert!(one(&json!(0), None).unwrap().zero);
    }
}
