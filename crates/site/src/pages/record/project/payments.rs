//! Payments planned and made, plan by plan.
//!
//! A later plan repeats what was paid under the plans before it, so plans are never added up;
//! inside a plan, planned and actual payments are added for each currency.

use indexmap::IndexMap;
use indigo_model::{changes::row_id, pointer};

use super::{
    charts::{self, Chart},
    money::in_payments,
    plans::{Course, Courses, courses},
};
use crate::{
    facts::{Piece, Shown, dates, money::with_currency, number::written_f64, references},
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Fact, Special},
        sums::{Sums, per_cent},
    },
    words::{counted, small_first},
};

/// The id of the section.
pub(super) const ANCHOR: &str = "on-payments";

/// What the row of payments that were made and stand in no plan is called.
const ONLY_ACTUAL: &str = "Actual payments, which belong to no plan";

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
        let of_it = if what == "First plan" {
            format!("of {name}, which was replaced,")
        } else {
            "of that".to_owned()
        };
        facts.push(Fact {
            label: format!("{what} ({name}), up to {until}"),
            value: amount(due),
            note: per_cent(paid, due).map(|share| format!("{share} {of_it} was paid.")),
        });
        facts.push(Fact {
            label: format!("{what} ({name}), all of it"),
            value: amount(plan.whole()),
            note: per_cent(paid, plan.whole())
                .map(|share| format!("{share} {of_it} was paid up to {until}.")),
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
            "Left out here, as the amount, the currency, the date or whether it is planned or actual is missing or another: {}.",
            small_first(&counted(courses.left_out, "payment", "payments"))
        ));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

fn by_plan(page: &Page<'_>) -> Option<BlockTable> {
    let mut plans: IndexMap<Option<&str>, IndexMap<String, Sums>> = IndexMap::new();
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
        total.add_at(payment, "/money");
    }
    if payments == 0 {
        return None;
    }
    let others = |kinds: &IndexMap<String, Sums>| {
        let pieces: Vec<Piece> = kinds
            .iter()
            .filter(|(kind, _)| *kind != "Planned" && *kind != "Actual")
            .filter_map(|(_, total)| shown(total))
            .flat_map(|shown| shown.pieces)
            .collect();
        (!pieces.is_empty()).then(|| Shown::of(pieces))
    };
    let with_others = plans.values().any(|kinds| others(kinds).is_some());
    let rows = plans
        .iter()
        .map(|(plan, kinds)| {
            // That there are none is counted, not unknown.
            let none = || Shown::one(Piece::Aside("none recorded".to_owned()));
            let of_kind = |kind: &str| Some(kinds.get(kind).and_then(shown).unwrap_or_else(none));
            let only_actual = plan.is_none() && kinds.keys().all(|kind| kind == "Actual");
            let mut row = vec![
                Some(if only_actual {
                    Shown::one(Piece::Text(ONLY_ACTUAL.to_owned()))
                } else {
                    plan_name(page, *plan)
                }),
                period(page, *plan),
                of_kind("Planned"),
                of_kind("Actual"),
            ];
            if with_others {
                row.push(Some(others(kinds).unwrap_or_else(none)));
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

/// The sum of some payments, with how many they are.
fn shown(sums: &Sums) -> Option<Shown> {
    if sums.all == 0 {
        return None;
    }
    let mut shown = sums.exact().unwrap_or_else(|| Shown::of(Vec::new()));
    shown
        .pieces
        .push(Piece::Aside(small_first(&in_payments(sums))));
    shown.zero &= sums.known == sums.all;
    Some(shown)
}

/// What a plan is called.
pub(super) fn plan_name(page: &Page<'_>, plan: Option<&str>) -> Shown {
    let Some(id) = plan else {
        return Shown::one(Piece::Text("Payments that belong to no plan".to_owned()));
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
