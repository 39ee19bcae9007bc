//! Currencies by their codes.

use std::{collections::HashMap, sync::LazyLock};

use super::{CURRENCIES, read, said};

/// A currency, or something that is traded like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217, such as `GBP`.
    pub code: String,
    /// Its number with its zeros, such as `826`.
    pub number: String,
    /// Its English name.
    pub name: String,
    /// How many decimals an amount has; none for metals and test codes.
    pub minor_units: Option<u8>,
}

static ALL: LazyLock<Vec<Currency>> = LazyLock::new(|| {
    read(CURRENCIES, |row| {
        Some(Currency {
            code: said(row, 0)?,
            number: said(row, 1)?,
            name: said(row, 2)?,
            minor_units: said(row, 3).and_then(|units| units.parse().ok()),
        })
    })
});

static BY_CODE: LazyLock<HashMap<&'static str, &'static Currency>> =
    LazyLock::new(|| ALL.iter().map(|one| (one.code.as_str(), one)).collect());

/// Every currency, by code.
#[must_use]
pub fn currencies() -> &'static [Currency] {
    &ALL
}

/// The currency with this code, written in capitals.
#[must_use]
pub fn currency(code: &str) -> Option<&'static Currency> {
    BY_CODE.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_found_by_its_code() {
        assert_eq!(currency("JPY").unwrap().minor_units, Some(0));
        assert_eq!(currency("TND").unwrap().minor_units, Some(3));
        assert_eq!(currency("GBP").unwrap().name, "Pound Sterling");
        assert_eq!(currency("XAU").unwrap().minor_units, None);
        assert!(currency("Euro").is_none() && currency("eur").is_none());
    }

    #[test]
    fn codes_have_their_form() {
        for one in currencies() {
            assert!(
                one.code.len() == 3 && one.code.bytes().all(|byte| byte.is_ascii_uppercase()),
                "{one:?}"
            );
            assert!(
                one.number.len() == 3 && one.number.bytes().all(|byte| byte.is_ascii_digit()),
                "{one:?}"
            );
        }
    }
}
