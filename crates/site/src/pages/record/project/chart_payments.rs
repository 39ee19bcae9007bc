//! Payments added up over time: a line for each plan, one for what was paid.

use indigo_charts::{Caption, Drawing, Lines, Point, Series, year_of};

use super::{
    payments::plan_name,
    plans::{Course, courses},
};
use crate::{
    facts::{money::with_currency, number::written_f64},
    pages::record::Page,
};

/// More plans than this are not drawn: lines that nobody can tell apart tell nothing.
const MOST_PLANS: usize = 3;

/// The payments of a contract; nothing where fewer than two dates are known.
pub(super) fn drawing(page: &Page<'_>) -> Option<Drawing> {
    let courses = courses(page.data)?;
    // What was paid first, so that it has the same look on every page.
    let mut series: Vec<Series> = Vec::new();
    if !courses.actual.steps.is_empty() {
        series.push(line("Paid".to_owned(), &courses.actual, &courses.currency));
    }
    let mut in_table = Vec::new();
    let plans = courses.plans.len();
    for (place, plan) in courses.plans.iter().enumerate() {
        let name = plan_name(page, plan.plan.as_deref()).plain();
        let one = line(format!("Planned: {name}"), plan, &courses.currency);
        if plans > MOST_PLANS && place > 0 && place + 1 < plans {
            in_table.push(one);
        } else {
            series.push(one);
        }
    }
    let mut note = format!("in {}, by the end of the period paid for", courses.currency);
    if !in_table.is_empty() {
        note.push_str(&format!(
            "; the first and the latest of {plans} plans are drawn, the table has all"
        ));
    }
    let most = series.iter().map(|one| one.points.len()).max()?;
    if most < 2 {
        return None;
    }
    let chart = Lines {
        caption: Caption::new("payments", "Payments added up over time")
            .described("Each line is the sum of all payments up to a date: as each plan foresaw them, and as they were made. Plans take each other's place; they are not added up.")
            .sourced("payments of this record")
            .noted(note),
        label: "End of period".to_owned(),
        measure: format!("{} in all", courses.currency),
        are_steps: true,
        series,
        in_table,
    };
    Some(chart.draw())
}

fn line(label: String, course: &Course, currency: &str) -> Series {
    let mut sum = 0.0;
    let points = course
        .steps
        .iter()
        .map(|step| {
            sum += step.amount;
            Point {
                x: year_of(
                    i32::from(step.until.year),
                    step.until.month.map(u32::from),
                    step.until.day.map(u32::from),
                ),
                label: step.until.in_words(),
                y: sum,
                shown: with_currency(&written_f64(sum), Some(currency)),
            }
        })
        .collect();
    Series { label, points }
}
