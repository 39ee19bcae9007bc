//! Payments planned and made, plan by plan.
//!
//! A later plan repeats what was paid under the plans before it, so plans are never added up;
//! inside a plan, planned and actual payments are added for each currency.

use indexmap::IndexMap;
use indigo_model::{Value, changes::row_id, pointer};

use crate::{
    facts::{Piece, Shown, dates, money::with_currency, number::written_f64, references},
    pages::record::{Page, view::Digest},
    words::counted,
};

/// Payments of one plan and one kind.
#[derive(Default)]
struct Total {
    by_currency: IndexMap<String, f64>,
    payments: usize,
    /// Payments whose amount is missing or no number.
    unusable: usize,
}

pub(super) fn digest(page: &Page<'_>) -> Option<Digest> {
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
                Some(name(page, *plan)),
                period(page, *plan),
                shown("Planned"),
                shown("Actual"),
            ];
            if with_others {
                row.push(others(kinds));
            }
            row
        })
        .collect();
    let mut columns = vec!["Plan", "Period of the plan", "Planned", "Actual"];
    if with_others {
        columns.push("Neither is said");
    }
    Some(Digest {
        title: "Planned and actual payments by plan".to_owned(),
        intro: "A later plan repeats what was paid under earlier ones, so the totals of plans must not be added up.".to_owned(),
        columns,
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

fn name(page: &Page<'_>, plan: Option<&str>) -> Shown {
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
