//! The key figures of a contract.

use indigo_model::{Value, pointer};
use indigo_registry::Entry;

use crate::{
    facts::{Piece, Shown, money, number},
    pages::record::{
        Page,
        figures::{large_number, rows_counted},
        view::Figure,
    },
    words::count,
};

use super::{capital, metric::score, money as money_facts, sentence};

/// What was reached so far, beside what was to be reached.
const REACHED: &str =
    "/service_and_beneficiaries/actual_number_service_users_or_beneficiaries_total/value";
/// What was to be reached.
const TARGETED: &str =
    "/service_and_beneficiaries/targeted_number_service_users_or_beneficiaries_total/value";

pub(super) fn figures(page: &Page<'_>, entry: &Entry) -> Vec<Figure> {
    let card = &entry.card;
    let value = |name: &str| card.values.get(name).map(String::as_str);
    let usd = |name: &str| {
        let amount = *card.numbers.get(name)?;
        Some(money::in_words(amount, Some("USD")))
    };
    let rows = |name: &str| card.counts.get(name).copied().unwrap_or_default();
    let of_money = |label: &str, amount: Option<&str>, currency: Option<&str>, in_usd| Figure {
        label: label.to_owned(),
        href: None,
        value: amount.and_then(|amount| amount_shown(amount, currency)),
        note: Option::<String>::filter(in_usd, |_| currency.map(str::trim) != Some("USD")),
    };
    let is_over = sentence::is_over(page.data);
    let mut cap = of_money(
        if is_over {
            "Most that could be paid"
        } else {
            "Most that can be paid"
        },
        value("cap"),
        value("currency"),
        usd("cap_usd"),
    );
    if let Some(share) = money_facts::paid_of_cap(page.data) {
        let so_far = if is_over { "" } else { " so far" };
        let paid = format!("{share} of it paid{so_far}");
        cap.note = Some(match cap.note.take() {
            Some(usd) => format!("{usd}; {paid}"),
            None => paid,
        });
    }
    let unsaid = money_facts::unsaid(page.data);
    if let (Some(amount), 0) = (unsaid.in_words(), money_facts::paid(page.data).known) {
        if cap.value.is_none() {
            cap.label = "Payments recorded".to_owned();
            cap.value = Some(amount);
            cap.note = Some(money_facts::UNSAID.to_owned());
        } else {
            let said = format!("payments of {}, {}", amount.plain(), money_facts::UNSAID);
            cap.note = Some(match cap.note.take() {
                Some(note) => format!("{note}; {said}"),
                None => said,
            });
        }
    }
    vec![
        cap,
        Figure {
            label: if is_over {
                "People who were to be reached".to_owned()
            } else {
                "People to be reached".to_owned()
            },
            href: None,
            value: pointer::get(page.data, TARGETED).and_then(people),
            note: pointer::get(page.data, REACHED)
                .and_then(people)
                .map(|reached| match is_over {
                    true => format!("{} reached", reached.plain()),
                    false => format!("{} reached so far", reached.plain()),
                }),
        },
        reached(page.data),
        capital::figure(page),
        Figure {
            label: "Outcome metrics".to_owned(),
            href: None,
            value: rows_counted(rows("metrics")),
            note: None,
        },
        Figure {
            label: "Results".to_owned(),
            href: None,
            value: rows_counted(rows("results")),
            note: None,
        },
    ]
}

/// How many metrics have reached their targets, as far as that can be told.
fn reached(data: &Value) -> Figure {
    let score = score(data);
    let label = "Metrics at or above their target".to_owned();
    if score.compared == 0 {
        let note = match (score.metrics, score.results) {
            (0, 0) => None,
            (_, 0) => Some("no results are recorded".to_owned()),
            _ => Some("no metric has a result and a target that compare".to_owned()),
        };
        return Figure {
            label,
            href: None,
            value: None,
            note,
        };
    }
    let kind = match score.by_final {
        0 => "interim results",
        all if all == score.compared => "final results",
        _ => "some results are interim",
    };
    if score.compared < score.metrics {
        // How few can be compared comes first, or else "1 of 1" would stand for 21 metrics.
        let reached = match (score.compared, score.reached) {
            (1, 0) => "it was not reached".to_owned(),
            (1, _) => "it was reached".to_owned(),
            (_, some) => format!(
                "{} of these {} reached",
                count(some),
                if some == 1 { "was" } else { "were" }
            ),
        };
        return Figure {
            label: "Metrics that can be compared with their target".to_owned(),
            href: None,
            value: Some(Shown::one(Piece::Text(format!(
                "{} of {}",
                count(score.compared),
                count(score.metrics)
            )))),
            note: Some(format!("{reached}; {kind}")),
        };
    }
    Figure {
        label,
        href: None,
        value: Some(Shown {
            zero: score.reached == 0,
            ..Shown::one(Piece::Text(format!(
                "{} of {}",
                count(score.reached),
                count(score.compared)
            )))
        }),
        note: Some(kind.to_owned()),
    }
}

fn people(value: &Value) -> Option<Shown> {
    match value.as_f64() {
        Some(people) => Some(large_number(people)),
        None => number::shown(value),
    }
}

/// An amount in words of a few letters with the exact one on hover; as received when it is none.
pub(super) fn amount_shown(text: &str, currency: Option<&str>) -> Option<Shown> {
    let exact = money::one(&Value::String(text.to_owned()), currency)?;
    let (Ok(amount), [Piece::Number(short, long)]) =
        (text.trim().parse::<f64>(), exact.pieces.as_slice())
    else {
        return Some(exact);
    };
    let words = money::in_words(amount, currency);
    let hover = long.as_ref().unwrap_or(short);
    Some(Shown {
        zero: exact.zero,
        ..Shown::one(Piece::Number(
            words.clone(),
            Some(hover.clone()).filter(|hover| *hover != words),
        ))
    })
}
