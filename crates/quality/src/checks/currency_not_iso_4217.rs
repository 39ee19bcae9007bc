//! A currency that is not a code of ISO 4217.

use indigo_standard::values;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "currency_not_iso_4217",
    title: "Currency that is not a code of ISO 4217",
    why: "\"Russian rubles\", \"Swedish\" and \"GBP \" cannot be converted or added up. There are no false alarms.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"outcome_pricings": [{"currency": {"value": "RUB"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_pricings": [{"currency": {"value": "Russian rubles"}}]}"#,
    ),
    test: Test::Record(run),
};

/// What people write for a currency, in small letters, and its code.
const MEANT: [(&str, &str); 24] = [
    ("us dollar", "USD"),
    ("usd", "USD"),
    ("nz dollar", "NZD"),
    ("new zealand dollar", "NZD"),
    ("australian dollar", "AUD"),
    ("canadian dollar", "CAD"),
    ("pound", "GBP"),
    ("british pound", "GBP"),
    ("sterling", "GBP"),
    ("pound sterling", "GBP"),
    ("euro", "EUR"),
    ("russian ruble", "RUB"),
    ("japanese yen", "JPY"),
    ("yen", "JPY"),
    ("israeli new shekel", "ILS"),
    ("south korean won", "KRW"),
    ("south african rand", "ZAR"),
    ("swiss franc", "CHF"),
    ("swedish", "SEK"),
    ("swedish krona", "SEK"),
    ("danish krone", "DKK"),
    ("norwegian krone", "NOK"),
    ("indian rupee", "INR"),
    ("kenyan shilling", "KES"),
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        if !values::is_currency(cell.field) || values::is_currency_code(text) {
            continue;
        }
        let mend = match code(text) {
            Some(code) => format!("Enter {code}, if that is meant."),
            None => "Enter the three capital letters of the currency, such as GBP.".to_owned(),
        };
        findings.add(
            Finding::at(
                cell.pointer(),
                format!(
                    "\"{}\" holds \"{text}\", which is not a currency code of ISO 4217.",
                    cell.title()
                ),
                mend,
            )
            .value(cell.shown())
            .priority(cell.field.priority),
        );
    }
}

/// The code that is probably meant.
fn code(text: &str) -> Option<String> {
    let trimmed = text.trim();
    let upper = trimmed.to_uppercase();
    if values::is_currency_code(&upper) {
        return Some(upper);
    }
    let lower = trimmed.to_lowercase();
    let single = lower.trim_end_matches('s');
    MEANT
        .iter()
        .find(|(said, _)| *said == lower || *said == single)
        .map(|(_, code)| (*code).to_owned())
}
