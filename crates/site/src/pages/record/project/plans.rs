//! Payments over time: what each plan foresaw and what was paid.
//!
//! A later plan repeats what an earlier one foresaw and what was paid before it, so plans are never
//! added up. What was paid is compared with what a plan foresaw up to the same date, which is fair,
//! and with the whole of it, which is not until the contract is over.

use indexmap::IndexMap;
use indigo_model::{PartialDate, Value, changes::row_id, pointer};

use crate::pages::record::sums::Sums;

/// What is said of a row of payments.
const TYPE: &str = "/type/value";
/// The plan that a payment stands in.
const PLAN: &str = "/outcome_payment_plan_id/value";

/// The payments that were made, each once.
///
/// Where they stand under several plans, a later plan may repeat those of an earlier one: then the
/// ones that stand in no plan count, or else those of the last plan.
pub(super) fn actual(data: &Value) -> Vec<&Value> {
    let rows: Vec<&Value> = pointer::rows(data, "/outcome_payments")
        .filter(|row| pointer::text(row, TYPE) == Some("Actual"))
        .collect();
    let mut plans: Vec<Option<&str>> = Vec::new();
    for row in &rows {
        let plan = pointer::text(row, PLAN);
        if !plans.contains(&plan) {
            plans.push(plan);
        }
    }
    if plans.len() <= 1 {
        return rows;
    }
    let wanted = if plans.contains(&None) {
        None
    } else {
        let last = pointer::rows(data, "/outcome_payment_plans")
            .filter_map(row_id)
            .filter(|id| plans.contains(&Some(id)))
            .last();
        last.or_else(|| plans.iter().copied().flatten().last())
    };
    rows.into_iter()
        .filter(|row| pointer::text(row, PLAN) == wanted)
        .collect()
}

/// The payments of which it is not said whether they were planned or made.
pub(super) fn unsaid(data: &Value) -> impl Iterator<Item = &Value> {
    pointer::rows(data, "/outcome_payments")
        .filter(|row| !matches!(pointer::text(row, TYPE), Some("Planned" | "Actual")))
}

/// Amounts by the end of the period that they are for, in order of time.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Course {
    /// What it is of: the id of a plan, or nothing for what was paid.
    pub(super) plan: Option<String>,
    /// The end of each period, as it is written, and what was due or paid in it.
    pub(super) steps: Vec<Step>,
}

/// What was due or paid in a period.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub(super) until: PartialDate,
    pub(super) written: String,
    pub(super) amount: f64,
}

impl Course {
    /// All of it.
    pub(super) fn whole(&self) -> f64 {
        self.steps.iter().map(|step| step.amount).sum()
    }

    /// What was due or paid in periods that end by a date.
    pub(super) fn up_to(&self, date: PartialDate) -> f64 {
        self.steps
            .iter()
            .filter(|step| step.until <= date)
            .map(|step| step.amount)
            .sum()
    }

    /// The end of the last period.
    pub(super) fn last(&self) -> Option<&Step> {
        self.steps.last()
    }

    fn of(plan: Option<&str>, rows: &[&Value], currency: &str) -> Self {
        let mut by_end: IndexMap<PartialDate, Step> = IndexMap::new();
        for row in rows {
            if pointer::text(row, "/money/currency/value") != Some(currency) {
                continue;
            }
            let written = pointer::text(row, "/period/end_date/value")
                .or_else(|| pointer::text(row, "/period/start_date/value"));
            let amount = pointer::get(row, "/money/amount/value").and_then(Value::as_f64);
            if let (Some(written), Some(amount)) = (written, amount)
                && let Some(until) = PartialDate::parse(written)
            {
                by_end
                    .entry(until)
                    .or_insert_with(|| Step {
                        until,
                        written: written.to_owned(),
                        amount: 0.0,
                    })
                    .amount += amount;
            }
        }
        let mut steps: Vec<Step> = by_end.into_values().collect();
        steps.sort_by_key(|step| step.until);
        Self {
            plan: plan.map(str::to_owned),
            steps,
        }
    }
}

/// The plans of a contract in their order and what was paid, in the currency of most payments.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Courses {
    pub(super) currency: String,
    pub(super) plans: Vec<Course>,
    pub(super) actual: Course,
    /// Payments that are left out: in another currency, without an amount or without a date.
    pub(super) left_out: usize,
    /// How much of what was paid is noted as paid because of Covid, whatever the outcomes were.
    pub(super) covid: Sums,
}

/// The courses of a contract's payments; nothing where none has an amount, a currency and a date.
pub(super) fn courses(data: &Value) -> Option<Courses> {
    let all: Vec<&Value> = pointer::rows(data, "/outcome_payments").collect();
    let mut currencies: IndexMap<&str, usize> = IndexMap::new();
    for row in &all {
        if let Some(currency) = pointer::text(row, "/money/currency/value") {
            *currencies.entry(currency).or_default() += 1;
        }
    }
    // The first of those that occur most often.
    let most = currencies.values().copied().max()?;
    let (currency, _) = currencies.into_iter().find(|(_, rows)| *rows == most)?;
    let mut plan_ids: Vec<&str> = pointer::rows(data, "/outcome_payment_plans")
        .filter_map(row_id)
        .collect();
    for row in &all {
        if let Some(plan) = pointer::text(row, PLAN)
            && !plan_ids.contains(&plan)
        {
            plan_ids.push(plan);
        }
    }
    let planned = |plan: &str| -> Vec<&Value> {
        all.iter()
            .copied()
            .filter(|row| {
                pointer::text(row, TYPE) == Some("Planned")
                    && pointer::text(row, PLAN) == Some(plan)
            })
            .collect()
    };
    let mut counted = 0;
    let mut course = |plan: Option<&str>, rows: &[&Value]| {
        counted += rows.iter().filter(|row| is_usable(row, currency)).count();
        Course::of(plan, rows, currency)
    };
    let plans: Vec<Course> = plan_ids
        .iter()
        .map(|plan| course(Some(plan), &planned(plan)))
        .filter(|course| !course.steps.is_empty())
        .collect();
    let made = actual(data);
    let paid = course(None, &made);
    if plans.is_empty() && paid.steps.is_empty() {
        return None;
    }
    let mut covid = Sums::default();
    for row in made {
        let note = pointer::text(row, "/notes").unwrap_or_default();
        if note.to_lowercase().contains("covid") {
            covid.add_at(row, "/money");
        }
    }
    Some(Courses {
        currency: currency.to_owned(),
        plans,
        actual: paid,
        left_out: all.len() - counted,
        covid,
    })
}

fn is_usable(row: &Value, currency: &str) -> bool {
    pointer::text(row, "/money/currency/value") == Some(currency)
        && pointer::get(row, "/money/amount/value").is_some_and(Value::is_number)
        && ["/period/end_date/value", "/period/start_date/value"]
            .iter()
            .find_map(|at| pointer::text(row, at))
            .and_then(PartialDate::parse)
            .is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn payment(plan: Option<&str>, kind: &str, end: &str, amount: f64, note: &str) -> Value {
        json!({"outcome_payment_plan_id": {"value": plan}, "type": {"value": kind},
               "period": {"end_date": {"value": end}}, "notes": note,
               "money": {"currency": {"value": "GBP"}, "amount": {"value": amount}}})
    }

    #[test]
    fn what_was_paid_is_compared_with_a_plan_up_to_the_same_date() {
        let data = json!({
        "outcome_payment_plans": [{"id": {"value": "plan1"}}, {"id": {"value": "plan2"}}],
        "outcome_payments": [
            payment(Some("plan1"), "Planned", "2021-06", 100.0, ""),
            payment(Some("plan1"), "Planned", "2021-03", 50.0, ""),
            payment(Some("plan1"), "Planned", "2022-03", 200.0, ""),
            payment(Some("plan2"), "Planned", "2021-03", 40.0, ""),
            payment(None, "Actual", "2021-03", 30.0, "covid claim payment"),
            payment(None, "Actual", "2021-06", 60.0, ""),
            payment(None, "Actual", "someday", 60.0, ""),
        ]});
        let told = courses(&data).unwrap();
        assert_eq!(told.currency, "GBP");
        assert_eq!(told.plans.len(), 2);
        assert_eq!(told.plans[0].whole(), 350.0);
        let until = told.actual.last().unwrap().until;
        assert_eq!(told.actual.whole(), 90.0);
        assert_eq!(told.plans[0].up_to(until), 150.0);
        assert_eq!(told.plans[0].steps[0].written, "2021-03");
        assert_eq!(told.left_out, 1);
        assert_eq!(told.covid.of("GBP"), Some(30.0));
        assert_eq!(courses(&json!({})), None);
    }

    #[test]
    fn payments_that_a_later_plan_repeats_count_once() {
        let under = |plan: Option<&str>, amount| payment(plan, "Actual", "2021", amount, "");
        let amounts = |rows: Vec<Value>| -> Vec<f64> {
            let data = json!({
                "outcome_payment_plans": [{"id": "plan1"}, {"id": "plan2"}],
                "outcome_payments": rows});
            actual(&data)
                .iter()
                .filter_map(|row| pointer::get(row, "/money/amount/value")?.as_f64())
                .collect()
        };
        assert_eq!(
            amounts(vec![under(Some("plan1"), 1.0), under(Some("plan1"), 2.0)]),
            [1.0, 2.0]
        );
        assert_eq!(
            amounts(vec![under(Some("plan1"), 1.0), under(Some("plan2"), 2.0)]),
            [2.0]
        );
        assert_eq!(
            amounts(vec![under(Some("plan2"), 1.0), under(None, 2.0)]),
            [2.0]
        );
    }
}
