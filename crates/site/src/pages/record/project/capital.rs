//! What investors committed: one amount, or a range of which both ends or one are known.

use indigo_model::{Value, pointer};

use super::figures::amount_shown;
use crate::{
    facts::{Piece, Shown},
    pages::record::{Page, view::Figure},
};

/// Where it is.
const COMMITMENT: &str = "/overall_project_finance/total_investment_commitment";

/// The key figure of it: in the currency of the record, with the US dollars that it gives beside.
pub(super) fn figure(page: &Page<'_>) -> Figure {
    let currency = pointer::text(page.data, &format!("{COMMITMENT}/currency/value"));
    let in_usd = amount(page.data, "amount_usd", Some("USD"));
    let (value, note) = match amount(page.data, "amount", currency) {
        Some(own) if currency == Some("USD") => (Some(own), None),
        Some(own) => (Some(own), in_usd.map(|usd| usd.plain())),
        None => (in_usd, None),
    };
    Figure {
        label: "Capital committed".to_owned(),
        href: Some(page.explained(COMMITMENT)),
        value,
        note,
    }
}

/// The amount as it is known: exact, from the least to the most, or one end of it.
fn amount(data: &Value, key: &str, currency: Option<&str>) -> Option<Shown> {
    let part = |part: &str| {
        let value = pointer::get(data, &format!("{COMMITMENT}/{key}/{part}/value"))?;
        match value {
            Value::String(text) => amount_shown(text, currency),
            Value::Number(number) => amount_shown(&number.to_string(), currency),
            _ => None,
        }
    };
    let at = |before: &str, mut end: Shown| {
        end.pieces.insert(0, Piece::Text(format!("{before} ")));
        end
    };
    part("exact").or_else(|| match (part("min"), part("max")) {
        (None, None) => None,
        (Some(least), None) => Some(at("at least", least)),
        (None, Some(most)) => Some(at("at most", most)),
        (Some(least), Some(most)) => Some(range(least, most)),
    })
}

/// "£3.5 to £5.9 million", "£659,101 to £2.4 million".
fn range(mut least: Shown, mut most: Shown) -> Shown {
    if least == most {
        return least;
    }
    if let ([Piece::Number(from, from_exactly)], [Piece::Number(to, to_exactly)]) =
        (least.pieces.as_mut_slice(), most.pieces.as_mut_slice())
    {
        if from == to {
            // Apart by less than the words tell.
            for (words, exactly) in [(from, from_exactly), (to, to_exactly)] {
                if let Some(exactly) = exactly.take() {
                    *words = exactly;
                }
            }
        } else if let (Some((number, unit)), Some((_, same))) =
            (from.rsplit_once('\u{a0}'), to.rsplit_once('\u{a0}'))
            && unit == same
            && unit.starts_with(char::is_lowercase)
        {
            *from = number.to_owned();
        }
    }
    let mut pieces = least.pieces;
    pieces.push(Piece::Text(" to ".to_owned()));
    pieces.extend(most.pieces);
    Shown::of(pieces)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(amount_of: &Value) -> Option<String> {
        let data = json!({"overall_project_finance": {"total_investment_commitment": {
            "amount": amount_of
        }}});
        amount(&data, "amount", Some("GBP")).map(|shown| shown.plain().replace('\u{a0}', " "))
    }

    #[test]
    fn a_range_of_capital_is_not_shown_as_one_sum() {
        for (given, expected) in [
            (json!({"exact": {"value": 3_469_613}}), Some("£3.5 million")),
            (
                json!({"min": {"value": 3_469_613}, "max": {"value": 5_875_970}}),
                Some("£3.5 to £5.9 million"),
            ),
            (
                json!({"min": {"value": 659_101}, "max": {"value": 2_357_570}}),
                Some("£659,101 to £2.4 million"),
            ),
            (
                json!({"min": {"value": 3_469_613}, "max": {"value": 3_480_000}}),
                Some("£3,469,613 to £3,480,000"),
            ),
            (
                json!({"min": {"value": 500_000}, "max": {"value": 500_000}}),
                Some("£500,000"),
            ),
            (
                json!({"min": {"value": 659_101}}),
                Some("at least £659,101"),
            ),
            (json!({"max": {"value": 659_101}}), Some("at most £659,101")),
            (
                json!({"exact": {"value": 7}, "min": {"value": 5}, "max": {"value": 9}}),
                Some("£7"),
            ),
            (json!({"min": {"value": null}}), None),
            (json!({}), None),
        ] {
            assert_eq!(said(&given).as_deref(), expected, "{given}");
        }
    }
}
