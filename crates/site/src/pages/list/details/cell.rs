//! What stands in a cell: values one after the other, or amounts added up.

use indigo_model::{Value, pointer};
use indigo_standard::{DetailPart, DetailSum};

use super::{counting::Under, exact::Exact};
use crate::{
    facts::{Piece, Shown, money, number, text},
    words::counted,
};

/// How much of a text is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// As much as a cell of a page has room for.
    Short,
    /// All of it.
    Whole,
}

/// The values of a row, with commas between.
pub(super) fn parts(parts: &[DetailPart], row: &Value, length: Length) -> Option<Shown> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut zero = false;
    for part in parts {
        let Some(shown) = part_shown(part, row, length) else {
            continue;
        };
        if !pieces.is_empty() {
            pieces.push(Piece::Text(", ".to_owned()));
        }
        zero |= shown.zero;
        if let Some(before) = &part.before {
            pieces.push(Piece::Text(format!("{before} ")));
        }
        pieces.extend(shown.pieces);
        if let Some(after) = &part.after {
            pieces.push(Piece::Text(format!(" {after}")));
        }
    }
    (!pieces.is_empty()).then(|| Shown {
        zero,
        ..Shown::of(pieces)
    })
}

pub(super) fn part_shown(part: &DetailPart, row: &Value, length: Length) -> Option<Shown> {
    let value = pointer::get(row, &part.at)?;
    if let Some(currency) = &part.currency {
        return money::one(value, pointer::text(row, currency));
    }
    match value {
        Value::String(said) => {
            let said = said.trim();
            let is_number = !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit());
            match said.parse::<serde_json::Number>() {
                Ok(plain) if is_number => number::shown(&Value::Number(plain)),
                _ if length == Length::Short => text::of(&super::short(said)),
                _ => text::of(said),
            }
        }
        value => number::shown(value),
    }
}

/// Several values with a stroke between, so that rows can be told apart.
pub(super) fn joined(said: Vec<Shown>) -> Option<Shown> {
    let mut pieces = Vec::new();
    let mut zero = false;
    for shown in said {
        if !pieces.is_empty() {
            pieces.push(Piece::Text("; ".to_owned()));
        }
        zero |= shown.zero;
        pieces.extend(shown.pieces);
    }
    (!pieces.is_empty()).then(|| Shown {
        zero,
        ..Shown::of(pieces)
    })
}

/// Amounts added up, each currency for itself.
pub(super) struct Money {
    /// Currency (empty where none is given), sum, number of amounts; in order of first sight.
    pub(super) sums: Vec<(String, Exact, usize)>,
}

impl Money {
    /// The sums over rows; a row without an amount does not count.
    pub(super) fn added(spec: &DetailSum, rows: &[&Value]) -> Self {
        let mut sums: Vec<(String, Exact, usize)> = Vec::new();
        for row in rows {
            let amount = match pointer::get(row, &spec.amount) {
                Some(Value::Number(number)) => number.as_f64(),
                Some(Value::String(text)) => text.trim().parse().ok(),
                _ => None,
            };
            let Some(amount) = amount.and_then(Exact::of) else {
                continue;
            };
            let currency = pointer::text(row, &spec.currency)
                .unwrap_or_default()
                .trim();
            match sums.iter_mut().find(|(known, _, _)| known == currency) {
                Some((_, sum, number)) => {
                    *sum = sum.plus(amount);
                    *number += 1;
                }
                None => sums.push((currency.to_owned(), amount, 1)),
            }
        }
        Self { sums }
    }

    /// "£1,200,000 in 12 payments, by plan3, the latest of 3".
    pub(super) fn shown(&self, spec: &DetailSum, under: Option<&Under<'_>>) -> Option<Shown> {
        let mut shown = joined(
            self.sums
                .iter()
                .map(|(currency, sum, number)| {
                    let currency = Some(currency.as_str()).filter(|code| !code.is_empty());
                    let amount = number::written_f64(sum.nearest());
                    Shown {
                        zero: sum.is_zero(),
                        ..Shown::of(vec![
                            Piece::Number(money::with_currency(&amount, currency), None),
                            Piece::Text(format!(" in {}", counted(*number, &spec.one, &spec.many))),
                        ])
                    }
                })
                .collect(),
        )?;
        if let Some(under) = under {
            shown
                .pieces
                .push(Piece::Text(format!(", {}", under.said())));
        }
        Some(shown)
    }

    /// The sums as plain numbers, and their currencies.
    pub(super) fn plain(&self) -> (String, String, String) {
        let each = |said: &dyn Fn(&(String, Exact, usize)) -> String| {
            self.sums.iter().map(said).collect::<Vec<_>>().join("; ")
        };
        (
            each(&|(_, sum, _)| sum.in_hundredths()),
            each(&|(currency, _, _)| currency.clone()),
            each(&|(_, _, number)| number.to_string()),
        )
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn amounts_are_added_up_each_currency_for_itself() {
        let spec: DetailSum = serde_json::from_value(json!({
            "amount": "/amount", "currency": "/currency", "one": "payment", "many": "payments"
        }))
        .unwrap();
        let rows = [
            json!({"amount": 0.1, "currency": "GBP"}),
            json!({"amount": 0.2, "currency": "GBP "}),
            json!({"amount": "5", "currency": "EUR"}),
            json!({"amount": "much", "currency": "EUR"}),
            json!({"currency": "EUR"}),
        ];
        let money = Money::added(&spec, &rows.iter().collect::<Vec<_>>());
        let shown = money.shown(&spec, None).unwrap().plain();
        assert_eq!(shown, "£0.3 in 2 payments; €5 in 1 payment");
        let (sums, currencies, numbers) = money.plain();
        assert_eq!(
            (sums.as_str(), currencies.as_str()),
            ("0.30; 5", "GBP; EUR")
        );
        assert_eq!(numbers, "2; 1");
    }
}
