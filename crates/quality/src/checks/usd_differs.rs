//! An amount in US dollars that does not come from the amount and the year's rate.

use indigo_model::PartialDate;

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    amounts::{in_words, number_at},
    dates::date_at,
    facts::units_per_usd,
    money,
};

/// How far off an amount may be: rates are revised, and some use the rate of the month.
const TOLERANCE: f64 = 0.05;
/// Where the year of a type stands whose rate is used, the first that is there.
const YEARS: [&str; 2] = [
    "/dates/start_date_of_service_provision/value",
    "/dates/launch_date/value",
];

pub(super) const CHECK: Check = Check {
    code: "usd_differs",
    title: "US dollars that do not follow from the amount",
    why: "Amounts in US dollars are worked out at the World Bank's average rate of the year in which the service (or the fund) starts. More than five per cent off is a slip, a rate of another year, or a product where a quotient was meant. A record may say in its notes that another rate was agreed.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["project", "fund"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"dates": {"start_date_of_service_provision": {"value": "2018-10"}}, "outcome_payments": [{"money": {"currency": {"value": "GBP"}, "amount": {"value": 1000}, "amount_usd": {"value": 1334}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"dates": {"start_date_of_service_provision": {"value": "2018-10"}}, "outcome_payments": [{"money": {"currency": {"value": "GBP"}, "amount": {"value": 1000}, "amount_usd": {"value": 749.53}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let year: Option<PartialDate> = YEARS.iter().find_map(|at| date_at(subject.data, at));
    for money in money::amounts_of_money(subject) {
        let (Some(currency), Some(usd_at)) = (money.currency, money.usd_at(subject)) else {
            continue;
        };
        let Some(usd) = number_at(money.cell.root, &usd_at) else {
            continue;
        };
        let year = match (currency, year) {
            ("USD", _) => 0,
            (_, Some(date)) => date.year,
            (_, None) => continue,
        };
        let Some(rate) = units_per_usd(currency, year) else {
            continue;
        };
        let right = money.amount / rate;
        if near(usd, right, TOLERANCE) {
            continue;
        }
        let why = if currency == "USD" {
            "it is in US dollars already".to_owned()
        } else if was_multiplied(usd, money.amount, currency) {
            "the amount seems to have been multiplied by a rate instead of divided".to_owned()
        } else if let Some(other) = years_known().find(|other| {
            units_per_usd(currency, *other)
                .is_some_and(|rate| near(usd, money.amount / rate, 0.005))
        }) {
            format!("the rate is that of {other}, and the year is {year}")
        } else if near(usd, money.amount, 0.001) {
            "the amount was not converted".to_owned()
        } else {
            format!("one US dollar was {rate} {currency} in {year}")
        };
        findings.add(
            Finding::at(
                money.cell.base() + &usd_at,
                format!(
                    "{} {currency} are {} US dollars and not {}: {why}.",
                    in_words(money.amount),
                    in_words(right),
                    in_words(usd)
                ),
                format!(
                    "Enter {}, or leave it empty to have it worked out.",
                    in_words(right)
                ),
            )
            .with([money.cell.pointer(), money.currency_pointer()])
            .value(usd)
            .priority(money.cell.field.priority),
        );
    }
}

/// Whether two amounts are the same within a share of the second.
fn near(one: f64, other: f64, share: f64) -> bool {
    (one - other).abs() <= other.abs() * share + 0.01
}

/// The years of which there may be a rate.
fn years_known() -> std::ops::RangeInclusive<u16> {
    2008..=2030
}

/// Whether an amount in US dollars is the amount times the rate of a year, and no other mistake.
fn was_multiplied(usd: f64, amount: f64, currency: &str) -> bool {
    years_known().any(|year| {
        units_per_usd(currency, year).is_some_and(|rate| {
            // Close to 1, a product and a quotient cannot be told apart.
            (rate - 1.0).abs() > 0.05 && near(usd, amount * rate, 0.01)
        })
    })
}
