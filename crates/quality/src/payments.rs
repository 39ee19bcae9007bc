//! Outcome payments of a project: plans, what was paid, and the most that may be paid.
//!
//! A plan is a set of rows with one plan id; later plans repeat what was paid, so plans are never
//! added up. What was paid has no plan id, or, in records with one plan, that plan's.

use indigo_model::{PartialDate, pointer};

use crate::{Subject, amounts, dates};

/// Where the most that may be paid stands.
pub(crate) const CAP: &str =
    "/overall_project_finance/maximum_potential_outcome_payment_v2/amount/value";
const CAP_CURRENCY: &str =
    "/overall_project_finance/maximum_potential_outcome_payment_v2/currency/value";

/// What the rows of a plan come to, or all rows of what was paid.
pub(crate) struct Total {
    /// Id of the plan; empty for what was paid without one.
    pub(crate) plan: String,
    pub(crate) amount: f64,
    /// The one currency of all rows; `None` when there are several or none.
    pub(crate) currency: Option<String>,
    /// Pointers of the amounts.
    pub(crate) places: Vec<String>,
}

/// The most that may be paid, with its currency.
pub(crate) fn cap(subject: &Subject<'_>) -> Option<(f64, Option<String>)> {
    let amount = amounts::number_at(subject.data, CAP).filter(|cap| *cap > 0.0)?;
    Some((amount, subject.text(CAP_CURRENCY).map(str::to_owned)))
}

/// What each plan comes to, in the order of the plans' rows.
pub(crate) fn plans(subject: &Subject<'_>) -> Vec<Total> {
    let mut found: Vec<Total> = Vec::new();
    let mut planned: Vec<String> = Vec::new();
    for (index, plan, kind) in rows(subject) {
        if plan.is_empty() || kind == "Actual" && !holds_planned(subject, plan) {
            continue;
        }
        if !planned.iter().any(|known| known == plan) {
            planned.push(plan.to_owned());
            found.push(Total::new(plan));
        }
        if let Some(total) = found.iter_mut().find(|total| total.plan == plan) {
            total.add(subject, index);
        }
    }
    found
}

/// What was paid: the rows "Actual" without a plan, or else those of plans that hold nothing else.
pub(crate) fn paid(subject: &Subject<'_>) -> Option<Total> {
    let mut total = Total::new("");
    let mut within = Total::new("");
    for (index, plan, kind) in rows(subject) {
        if kind == "Actual" && plan.is_empty() {
            total.add(subject, index);
        } else if kind == "Actual" && !holds_planned(subject, plan) {
            within.add(subject, index);
        }
    }
    [total, within]
        .into_iter()
        .find(|total| !total.places.is_empty())
}

/// The plan that came into force last: by the start of its period, or else the last in the list.
pub(crate) fn last_plan(subject: &Subject<'_>) -> Option<Total> {
    let start = |id: &str| -> Option<PartialDate> {
        subject
            .rows("/outcome_payment_plans")
            .iter()
            .find(|row| pointer::text(row, "/id/value") == Some(id))
            .and_then(|row| dates::date_at(row, "/period/start_date/value"))
    };
    plans(subject)
        .into_iter()
        .enumerate()
        .max_by_key(|(index, total)| (start(&total.plan), *index))
        .map(|(_, total)| total)
}

impl Total {
    fn new(plan: &str) -> Self {
        Self {
            plan: plan.to_owned(),
            amount: 0.0,
            currency: None,
            places: Vec::new(),
        }
    }

    fn add(&mut self, subject: &Subject<'_>, index: usize) {
        let Some(row) = subject.rows("/outcome_payments").get(index) else {
            return;
        };
        let Some(amount) = amounts::number_at(row, "/money/amount/value") else {
            return;
        };
        let currency = pointer::text(row, "/money/currency/value");
        if self.places.is_empty() {
            self.currency = currency.map(str::to_owned);
        } else if self.currency.as_deref() != currency {
            self.currency = None;
        }
        self.amount += amount;
        self.places
            .push(format!("/outcome_payments/{index}/money/amount/value"));
    }

    /// Whether it can be compared with an amount in another currency field.
    pub(crate) fn comparable(&self, currency: Option<&str>) -> bool {
        self.currency.is_some() && self.currency.as_deref() == currency
    }
}

/// Number, plan id and type of each payment.
fn rows<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
    subject
        .rows("/outcome_payments")
        .iter()
        .enumerate()
        .map(|(index, row)| {
            (
                index,
                pointer::text(row, "/outcome_payment_plan_id/value").unwrap_or_default(),
                pointer::text(row, "/type/value").unwrap_or_default(),
            )
        })
}

fn holds_planned(subject: &Subject<'_>, plan: &str) -> bool {
    rows(subject).any(|(_, of, kind)| of == plan && kind == "Planned")
}
