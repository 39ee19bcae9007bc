//! Sums of money that never mix currencies and say what they rest on.

use indexmap::IndexMap;
use indigo_model::{Value, pointer};

use crate::{
    facts::{
        Piece, Shown,
        money::{in_words, with_currency},
        number::written_f64,
    },
    words::count,
};

/// Amounts added up, each currency by itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sums {
    by_currency: IndexMap<String, f64>,
    /// How many amounts are in it …
    pub(crate) known: usize,
    /// … of how many rows or records …
    pub(crate) all: usize,
    /// … and how many of them by the least of a range, where no exact amount is known.
    pub(crate) by_least: usize,
}

impl Sums {
    /// Adds the amount in the object at a pointer: exact, or else the least of a range.
    pub(crate) fn add_at(&mut self, place: &Value, at: &str) {
        let number = |end: &str| {
            pointer::get(place, &format!("{at}/amount{end}/value")).and_then(Value::as_f64)
        };
        let currency = pointer::text(place, &format!("{at}/currency/value"));
        match number("").or_else(|| number("/exact")) {
            Some(amount) => self.add(Some(amount), currency),
            None => {
                let least = number("/min");
                self.by_least += usize::from(least.is_some());
                self.add(least, currency);
            }
        }
    }

    /// Adds an amount; one that is not known counts only among all.
    pub(crate) fn add(&mut self, amount: Option<f64>, currency: Option<&str>) {
        self.all += 1;
        if let Some(amount) = amount.filter(|amount| amount.is_finite()) {
            self.known += 1;
            let currency = currency.map(str::trim).unwrap_or_default();
            *self.by_currency.entry(currency.to_owned()).or_default() += amount;
        }
    }

    /// Adds another sum.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (currency, amount) in &other.by_currency {
            *self.by_currency.entry(currency.clone()).or_default() += amount;
        }
        self.known += other.known;
        self.all += other.all;
        self.by_least += other.by_least;
    }

    /// The sum, when all of it is in one currency that is known.
    pub(crate) fn only(&self) -> Option<(&str, f64)> {
        match self.by_currency.iter().next() {
            Some((currency, amount)) if self.by_currency.len() == 1 && !currency.is_empty() => {
                Some((currency, *amount))
            }
            _ => None,
        }
    }

    /// Whether both are in one currency, the same, and further apart than rounding explains.
    pub(crate) fn differs_from(&self, other: &Self) -> bool {
        match (self.only(), other.only()) {
            (Some((currency, sum)), Some((others, total))) => {
                currency == others && (sum - total).abs() > total.abs().max(1.0) * 0.005
            }
            _ => false,
        }
    }

    /// The sum in one currency.
    pub(crate) fn of(&self, currency: &str) -> Option<f64> {
        self.by_currency.get(currency).copied()
    }

    /// The sums, exact; nothing where nothing is known.
    pub(crate) fn exact(&self) -> Option<Shown> {
        self.shown(|amount, currency| {
            Piece::Number(with_currency(&written_f64(amount), currency), None)
        })
    }

    /// The sums in words of a few letters, exact on hover.
    pub(crate) fn in_words(&self) -> Option<Shown> {
        self.shown(|amount, currency| {
            let exact = with_currency(&written_f64(amount), currency);
            let words = in_words(amount, currency);
            let hover = Some(exact).filter(|exact| *exact != words);
            Piece::Number(words, hover)
        })
    }

    fn shown(&self, piece: impl Fn(f64, Option<&str>) -> Piece) -> Option<Shown> {
        if self.known == 0 {
            return None;
        }
        let mut pieces = Vec::new();
        for (currency, amount) in &self.by_currency {
            if !pieces.is_empty() {
                pieces.push(Piece::Text(" and ".to_owned()));
            }
            let currency = Some(currency.as_str()).filter(|code| !code.is_empty());
            pieces.push(piece(*amount, currency));
            if currency.is_none() {
                pieces.push(Piece::Aside("currency not known".to_owned()));
            }
        }
        Some(Shown {
            zero: self.by_currency.values().all(|amount| *amount == 0.0),
            long: false,
            ..Shown::of(pieces)
        })
    }

    /// "known for 3 of 4", with how many by the least of a range.
    pub(crate) fn rests_on(&self) -> String {
        let mut said = format!("known for {} of {}", count(self.known), count(self.all));
        if self.by_least > 0 {
            said.push_str(&format!(
                ", {} of them by the least of a range",
                count(self.by_least)
            ));
        }
        said
    }
}

/// A share of a whole in whole per cent; nothing of nothing.
pub(crate) fn per_cent(part: f64, whole: f64) -> Option<String> {
    (whole > 0.0 && part.is_finite()).then(|| {
        let share = part / whole * 100.0;
        if share > 0.0 && share < 1.0 {
            "less than 1\u{a0}%".to_owned()
        } else {
            format!("{share:.0}\u{a0}%")
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn currencies_are_never_mixed_and_what_is_missing_is_counted() {
        let mut sums = Sums::default();
        for row in [
            json!({"money": {"amount": {"exact": {"value": 1000}, "min": {"value": 1}},
                             "currency": {"value": "GBP"}}}),
            json!({"money": {"amount": {"min": {"value": 500}}, "currency": {"value": "GBP "}}}),
            json!({"money": {"amount": {"value": 7}, "currency": {"value": "EUR"}}}),
            json!({"money": {"amount": {"value": "about 5"}}}),
        ] {
            sums.add_at(&row, "/money");
        }
        assert_eq!(sums.exact().unwrap().plain(), "£1,500 and €7");
        assert_eq!(
            sums.rests_on(),
            "known for 3 of 4, 1 of them by the least of a range"
        );
        assert_eq!(sums.only(), None);
        assert_eq!(sums.of("GBP"), Some(1500.0));
        assert_eq!(Sums::default().exact(), None);
    }

    #[test]
    fn shares_are_whole_per_cent() {
        assert_eq!(per_cent(1.0, 3.0).unwrap(), "33\u{a0}%");
        assert_eq!(per_cent(0.001, 3.0).unwrap(), "less than 1\u{a0}%");
        assert_eq!(per_cent(0.0, 3.0).unwrap(), "0\u{a0}%");
        assert_eq!(per_cent(1.0, 0.0), None);
    }
}
