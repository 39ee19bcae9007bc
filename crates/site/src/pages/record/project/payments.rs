//! Payments planned and made, plan by plan.
//!
//! A later plan repeats what was paid under the plans before it, so plans are never added up;
//! inside a plan, planned and actual payments are added for each currency.

use indexmap::IndexMap;
use indigo_model::{Value, changes::row_id, pointer};

use super::{
    charts::{self, Chart},
    plans::{Course, Courses, courses},
};
use crate::{
    facts::{Piece, Shown, dates, money::with_currency, number::written_f64, references},
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Fact, Special},
        sums::per_cent,
    },
    words::{counted, small_first},
};

/// The id of the section.
pub(super) const ANCHOR: &str = "on-payments";

/// Payments of one plan and one kind.
#[derive(Default)]
struct Total {
    by_currency: IndexMap<String, f64>,
    payments: usize,
    /// Payments whose amount is missing or no number.
    unusable: usize,
}

pub(super) fn special(page: &Page<'_>) -> Option<Special> {
    let by_plan = by_plan(page)?;
    let mut blocks: Vec<Block> = charts::block(page, Chart::Payments).into_iter().collect();
    if let Some(courses) = courses(page.data) {
        let facts = compared(page, &courses);
        if !facts.is_empty() {
            blocks.push(Block::Facts(facts));
        }
        if let Some(hint) = hint(&courses) {
            blocks.push(Block::Hint(hint));
        }
    }
    blocks.push(Block::Table(by_plan));
    Some(Special {
        anchor: ANCHOR,
        title: "Payments over time".to_owned(),
        marks: Default::default(),
        blocks,
    })
}

/// What was paid, beside what the first and the last plan foresaw.
fn compared(page: &Page<'_>, courses: &Courses) -> Vec<Fact> {
    let Some(last) = courses.actual.last() else {
        return Vec::new();
    };
    let amount = |amount: f64| {
        Some(Shown::one(Piece::Number(
            with_currency(&written_f64(amount), Some(&courses.currency)),
            None,
        )))
    };
    let paid = courses.actual.whole();
    let until = last.until.in_words();
    let mut facts = vec![Fact {
        label: format!("Paid up to {until}"),
        value: amount(paid),
        note: courses.covid.exact().map(|covid| {
            format!(
                "Of it {} is noted as paid because of COVID-19.",
                covid.plain()
            )
        }),
    }];
    let mut plans: Vec<(&str, &Course)> = Vec::new();
    if let (Some(first), Some(latest)) = (courses.plans.first(), courses.plans.last()) {
        if courses.plans.len() > 1 {
            plans.push(("First plan", first));
        }
        plans.push((
            if courses.plans.len() > 1 {
                "Latest plan"
            } else {
                "The plan"
            },
            latest,
        ));
    }
    for (what, plan) in plans {
        let due = plan.up_to(last.until);
        let name = plan_name(page, plan.plan.as_deref()).plain();
        facts.push(Fact {
            label: format!("{what} ({name}), up to {until}"),
            value: amount(due),
            note: per_cent(paid, due).map(|share| format!("{share} of that was paid.")),
        });
        facts.push(Fact {
            label: format!("{what} ({name}), all of it"),
            value: amount(plan.whole()),
            note: per_cent(paid, plan.whole())
                .map(|share| format!("{share} of that was paid up to {until}.")),
        });
    }
    facts
}

fn hint(courses: &Courses) -> Option<String> {
    let mut said = Vec::new();
    if !courses.plans.is_empty() {
        said.push("Each plan takes the place of the one before it.".to_owned());
    }
    if courses.left_out > 0 {
        said.push(format!(
            "Left out here, as the amount, the currency or the date is missing or another: {}.",
            small_first(&counted(courses.left_out, "payment", "payments"))
        ));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

fn by_plan(page: &Page<'_>) -> Option<BlockTable> {
    let mut plans: IndexMap<Option<&str>, IndexMap<String, Total>> = IndexMap::new();
    for plan in pointer::rows(page.data, "/outcome_payment_plans") {
        if let Some(id) = row_id(plan) {
            plans.entry(Some(id)).or_default();
        }
    }
    let mut payments = 0;
    for payment in pointer::rows(page.data, "/outcome_payments") {
        payments += 1;
        let plan = pointer::text(payment, "/outcome_payment_plan_id/value");
        let kind = pointer::text(payment, "/type/value").unwrap_or_default();
        let total = plans
            .entry(plan)
            .or_default()
            .entry(kind.to_owned())
            .or_default();
        total.add(payment);
    }
    if payments == 0 {
        return None;
    }
    let others = |kinds: &IndexMap<String, Total>| {
        let pieces: Vec<Piece> = kinds
            .iter()
            .filter(|(kind, _)| *kind != "Planned" && *kind != "Actual")
            .filter_map(|(_, total)| total.shown())
            .flat_map(|shown| shown.pieces)
            .collect();
        (!pieces.is_empty()).then(|| Shown::of(pieces))
    };
    let with_others = plans.values().any(|kinds| others(kinds).is_some());
    let rows = plans
        .iter()
        .map(|(plan, kinds)| {
            let shown = |kind: &str| kinds.get(kind).and_then(Total::shown);
            let mut row = vec![
                Some(plan_name(page, *plan)),
                period(page, *plan),
                shown("Planned"),
                shown("Actual"),
            ];
            if with_others {
                row.push(others(kinds));
            }
            BlockRow::plain(row)
        })
        .collect();
    let mut columns = vec!["Plan", "Period of the plan", "Planned", "Actual"];
    if with_others {
        columns.push("Neither is said");
    }
    Some(BlockTable {
        anchor: format!("{ANCHOR}-table"),
        title: "Planned and actual payments by plan".to_owned(),
        intro: Some("A later plan repeats what was paid under earlier ones, so the totals of plans must not be added up.".to_owned()),
        shut: false,
        columns: columns.into_iter().map(str::to_owned).collect(),
        rows,
    })
}

impl Total {
    fn add(&mut self, payment: &Value) {
        self.payments += 1;
        match pointer::get(payment, "/money/amount/value").and_then(Value::as_f64) {
            Some(amount) => {
                let currency = pointer::text(payment, "/money/currency/value");
                *self
                    .by_currency
                    .entry(currency.unwrap_or_default().to_owned())
                    .or_default() += amount;
            }
            None => self.unusable += 1,
        }
    }

    fn shown(&self) -> Option<Shown> {
        let mut pieces = Vec::new();
        for (currency, amount) in &self.by_currency {
            if !pieces.is_empty() {
                pieces.push(Piece::Text(" and ".to_owned()));
            }
            let currency = Some(currency.as_str()).filter(|code| !code.is_empty());
            pieces.push(Piece::Number(
                with_currency(&written_f64(*amount), currency),
                None,
            ));
            if currency.is_none() {
                pieces.push(Piece::Aside("currency not known".to_owned()));
            }
        }
        if self.payments == 0 {
            return None;
        }
        let mut said = format!("in {}", counted(self.payments, "payment", "payments"));
        if self.unusable > 0 {
            said.push_str(&format!(", {} of them without an amount", self.unusable));
        }
        pieces.push(Piece::Aside(said));
        Some(Shown {
            zero: self.by_currency.values().all(|amount| *amount == 0.0) && self.unusable == 0,
            ..Shown::of(pieces)
        })
    }
}

/// What a plan is called.
pub(super) fn plan_name(page: &Page<'_>, plan: Option<&str>) -> Shown {
    let Some(id) = plan else {
        return Shown::one(Piece::Text("Not in a plan".to_owned()));
    };
    references::rows(page.data, "/outcome_payment_plans", id, None)
        .unwrap_or_else(|| Shown::one(Piece::Text(id.to_owned())))
}

fn period(page: &Page<'_>, plan: Option<&str>) -> Option<Shown> {
    let plan = plan?;
    let row =
        pointer::rows(page.data, "/outcome_payment_plans").find(|row| row_id(row) == Some(plan))?;
    let date = |at: &str| dates::shown(pointer::get(row, at)?, true);
    dates::period(
        date("/period/start_date/value"),
        date("/period/end_date/value"),
    )
}
