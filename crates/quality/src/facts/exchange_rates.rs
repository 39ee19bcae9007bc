//! Yearly exchange rates, for the rule that US dollars are worked out at the start year's rate.

use std::{collections::HashMap, sync::LazyLock};

/// Currency to year to rate.
static RATES: LazyLock<HashMap<&'static str, HashMap<u16, f64>>> = LazyLock::new(|| {
    let mut rates: HashMap<&str, HashMap<u16, f64>> = HashMap::new();
    for row in super::rows(include_str!("../../data/exchange-rates.csv")) {
        if let [currency, year, rate] = row.as_slice()
            && let (Ok(year), Ok(rate)) = (year.parse(), rate.parse())
        {
            rates.entry(currency).or_default().insert(year, rate);
        }
    }
    rates
});

/// How many units of a currency (ISO 4217) one US dollar was worth on average in a year.
#[must_use]
pub fn units_per_usd(currency: &str, year: u16) -> Option<f64> {
    if currency == "USD" {
        return Some(1.0);
    }
    RATES.get(currency)?.get(&year).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert!(RATES.len() > 40);
        assert_eq!(units_per_usd("GBP", 2018), Some(0.749_532));
        assert_eq!(units_per_usd("USD", 1900), Some(1.0));
        assert_eq!(units_per_usd("GBP", 1900), None);
    }
}
