//! The money of a contract: what was put up, what can be paid, what was paid, what it may return.

use indigo_model::{Value, pointer};

use crate::{
    facts::{Piece, Shown, sources::SourceBook},
    pages::record::{
        Page,
        block::{Block, Fact, Special},
        sums::{Sums, per_cent},
    },
    words::counted,
};

/// The id of the section.
pub(super) const ANCHOR: &str = "on-money";

/// Where the finances of a contract as a whole are.
const FINANCE: &str = "/overall_project_finance";

/// Facts that are asked of every contract, so that it is said when they are not known.
const ALWAYS: [(&str, &str); 2] = [
    (
        "Capital committed by investors",
        "/total_investment_commitment",
    ),
    (
        "Most that can be paid for outcomes",
        "/maximum_potential_outcome_payment_v2",
    ),
];

/// Facts that are shown where they are known.
const FURTHER: [(&str, &str); 7] = [
    (
        "Paid in all, as stated",
        "/overall_project_finance/total_outcome_payments_made",
    ),
    (
        "Funds invested so far",
        "/investment_details/total_funds_invested/latest",
    ),
    (
        "As of",
        "/investment_details/total_funds_invested/latest/date",
    ),
    (
        "Repaid to investors",
        "/overall_project_finance/investor_repayment",
    ),
    (
        "Rate of return aimed at",
        "/investment_details/internal_rate_of_return/target",
    ),
    (
        "Latest rate of return",
        "/investment_details/internal_rate_of_return/latest",
    ),
    (
        "Who contracts with whom",
        "/overall_project_finance/configuration_contracting_parties",
    ),
];

pub(super) fn special(page: &Page<'_>, book: &SourceBook) -> Option<Special> {
    let mut facts: Vec<Fact> = ALWAYS
        .iter()
        .map(|(label, at)| Fact::plain(*label, page.fact(&format!("{FINANCE}{at}"))))
        .collect();
    let unsaid = unsaid(page.data);
    let paid_is_known = paid(page.data).known > 0;
    if paid_is_known || unsaid.known == 0 {
        facts.push(Fact {
            label: "Paid for outcomes, by the payments recorded".to_owned(),
            note: paid_note(page.data),
            value: paid(page.data).exact(),
        });
    }
    if unsaid.known > 0 {
        facts.push(Fact {
            label: if paid_is_known {
                "Further payments recorded"
            } else {
                "Payments for outcomes, as recorded"
            }
            .to_owned(),
            note: Some(in_payments(&unsaid) + "."),
            value: unsaid_shown(page.data),
        });
    }
    let loss = page.fact(&format!("{FINANCE}/maximum_potential_loss"));
    facts.push(Fact::plain("Largest loss of investors", loss));
    facts.push(Fact::plain(
        "Largest return of investors",
        largest_return(page),
    ));
    if facts.iter().all(|fact| fact.value.is_none())
        && FURTHER.iter().all(|(_, at)| page.fact(at).is_none())
    {
        return None;
    }
    for (label, at) in FURTHER {
        if let Some(value) = page.fact(at) {
            facts.push(Fact::plain(label, Some(value)));
        }
    }
    Some(Special {
        anchor: ANCHOR,
        title: "Money".to_owned(),
        marks: page.marks_at(book, FINANCE),
        blocks: vec![Block::Facts(facts)],
    })
}

fn largest_return(page: &Page<'_>) -> Option<Shown> {
    let mut shown = page.fact(&format!("{FINANCE}/maximum_potential_return"))?;
    if let Some(kind) = page.fact(&format!("{FINANCE}/maximum_potential_return_type")) {
        shown.pieces.push(Piece::Aside(kind.plain()));
    }
    Some(shown)
}

/// What was paid, by the payments that are recorded as made.
pub(crate) fn paid(data: &Value) -> Sums {
    let mut sums = Sums::default();
    for payment in super::plans::actual(data) {
        sums.add_at(payment, "/money");
    }
    sums
}

/// What stands in payments of which it is not said whether they were planned or made.
pub(crate) fn unsaid(data: &Value) -> Sums {
    let mut sums = Sums::default();
    for payment in super::plans::unsaid(data) {
        sums.add_at(payment, "/money");
    }
    sums
}

/// What is to be known with such an amount.
pub(crate) const UNSAID: &str = "planned or actual not said";

/// "£2,742,943, planned or actual not said".
fn unsaid_shown(data: &Value) -> Option<Shown> {
    let mut shown = unsaid(data).exact()?;
    shown.pieces.push(Piece::Text(format!(", {UNSAID}")));
    Some(shown)
}

/// What was paid; where no payment is said to be made, what is recorded without saying so.
pub(crate) fn paid_or_unsaid(data: &Value) -> Option<Shown> {
    paid(data).exact().or_else(|| unsaid_shown(data))
}

/// The most that can be paid, with its currency.
pub(super) fn cap(data: &Value) -> Option<(&str, f64)> {
    let at = format!("{FINANCE}/maximum_potential_outcome_payment_v2");
    let amount = pointer::get(data, &format!("{at}/amount/value"))?.as_f64()?;
    let currency = pointer::text(data, &format!("{at}/currency/value"))?;
    Some((currency, amount))
}

/// How much of the most that can be paid was paid; nothing where the currencies differ.
pub(super) fn paid_of_cap(data: &Value) -> Option<String> {
    let (currency, cap) = cap(data)?;
    let paid = paid(data);
    let (paid_in, amount) = paid.only()?;
    (paid_in == currency)
        .then(|| per_cent(amount, cap))
        .flatten()
}

/// "In 3 payments, 1 of them without an amount".
pub(super) fn in_payments(sums: &Sums) -> String {
    let mut said = format!("In {}", counted(sums.all, "payment", "payments"));
    if sums.known < sums.all {
        said.push_str(&format!(
            ", {} of them without an amount",
            sums.all - sums.known
        ));
    }
    said
}

fn paid_note(data: &Value) -> Option<String> {
    let paid = paid(data);
    if paid.all == 0 {
        return None;
    }
    let mut said = in_payments(&paid);
    if let Some(share) = paid_of_cap(data) {
        said.push_str(&format!("; {share} of the most that can be paid"));
    }
    said.push('.');
    Some(said)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn contract(currency: &str) -> Value {
        json!({
            "overall_project_finance": {"maximum_potential_outcome_payment_v2":
                {"amount": {"value": 2000}, "currency": {"value": "GBP"}}},
            "outcome_payments": [
                {"type": {"value": "Planned"}, "money": {"amount": {"value": 9000}}},
                {"type": {"value": "Actual"}, "money":
                    {"amount": {"value": 500}, "currency": {"value": currency}}},
                {"type": {"value": "Actual"}, "money": {"currency": {"value": currency}}}]})
    }

    #[test]
    fn payments_without_a_type_are_shown_and_said_to_be_so() {
        let one = json!({"outcome_payments": [{"money":
            {"amount": {"value": 2_742_943}, "currency": {"value": "GBP"}}}]});
        assert_eq!(paid(&one).exact(), None);
        assert_eq!(
            paid_or_unsaid(&one).unwrap().plain(),
            "£2,742,943, planned or actual not said"
        );
        assert_eq!(unsaid(&contract("GBP")).all, 0);
        assert_eq!(paid_or_unsaid(&contract("GBP")).unwrap().plain(), "£500");
    }

    #[test]
    fn plans_are_not_payments_and_currencies_are_not_compared() {
        assert_eq!(paid(&contract("GBP")).exact().unwrap().plain(), "£500");
        assert_eq!(
            paid_note(&contract("GBP")).unwrap(),
            "In 2 payments, 1 of them without an amount; 25\u{a0}% of the most that can be paid."
        );
        assert_eq!(paid_of_cap(&contract("EUR")), None);
        assert_eq!(paid_note(&json!({})), None);
    }
}
