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

/// The payments of a contract; nothing where fewer than two dates are known.
pub(super) fn drawing(page: &Page<'_>) -> Option<Drawing> {
    let courses = courses(page.data)?;
    let mut series: Vec<Series> = courses
        .plans
        .iter()
        .map(|plan| {
            let name = plan_name(page, plan.plan.as_deref()).plain();
            line(format!("Planned: {name}"), plan, &courses.currency)
        })
        .collect();
    if !courses.actual.steps.is_empty() {
        series.push(line("Paid".to_owned(), &courses.actual, &courses.currency));
    }
    let most = series.iter().map(|one| one.points.len()).max()?;
    if most < 2 {
        return None;
    }
    let chart = Lines {
        caption: Caption::new("payments", "Payments added up over time")
            .described("Each line is the sum of all payments up to a date: as each plan foresaw them, and as they were made. Plans take each other's place; they are not added up.")
            .sourced("payments of this record")
            .noted(format!("in {}, by the end of the period paid for", courses.currency)),
        label: "End of period".to_owned(),
        measure: format!("{} in all", courses.currency),
        are_steps: true,
        series,
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
