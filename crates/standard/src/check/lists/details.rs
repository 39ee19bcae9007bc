//! `indigo.list.details`: the table over the rows of many records.

use super::super::Sheet;
use crate::{DetailLatest, DetailOnly};

/// Names of views that every list has.
const VIEWS: [&str; 3] = ["list", "table", "map"];
/// What follows from a pointer that leads nowhere.
const EMPTY: &str = "the column would be empty";

pub(super) fn check(sheet: &mut Sheet<'_>) {
    let Some(spec) = &sheet.one.profile.list.details else {
        return;
    };
    let place = "/indigo/list/details";
    let why = "the table would stay empty";
    if VIEWS.contains(&spec.name.as_str()) {
        sheet.error(
            "name_taken",
            &format!("{place}/name"),
            format!("Every list has a view \"{}\" already.", spec.name),
        );
    }
    if !sheet.list(&format!("{place}/rows"), &spec.rows, why) {
        return;
    }
    for (at, head) in spec.heads.iter().enumerate() {
        let place = format!("{place}/heads/{at}");
        for pointer in [Some(&head.at), head.currency.as_ref()]
            .into_iter()
            .flatten()
        {
            sheet.field(&place, pointer, "nothing would be said of a record");
        }
    }
    for (at, total) in spec.totals.iter().enumerate() {
        let place = format!("{place}/totals/{at}");
        for field in [&total.sum.amount, &total.sum.currency] {
            sheet.in_rows(&place, &total.list, field, EMPTY);
        }
        rows_that_count(
            sheet,
            &place,
            &total.list,
            total.only.as_ref(),
            total.latest_of.as_ref(),
        );
    }
    for (at, column) in spec.columns.iter().enumerate() {
        let place = format!("{place}/columns/{at}");
        let list = column.list.as_ref().unwrap_or(&spec.rows);
        if column.list.is_some() != column.by.is_some()
            || column.parts.is_empty() == column.sum.is_none()
        {
            sheet.error(
                "column_unclear",
                &place,
                format!(
                    "The column \"{}\" needs list and by together or neither, and either parts or sum.",
                    column.title
                ),
            );
        }
        let sum = column
            .sum
            .iter()
            .flat_map(|sum| [&sum.amount, &sum.currency]);
        let parts = column
            .parts
            .iter()
            .flat_map(|part| [Some(&part.at), part.currency.as_ref()])
            .flatten();
        for field in column.by.iter().chain(sum).chain(parts) {
            sheet.in_rows(&place, list, field, EMPTY);
        }
        rows_that_count(
            sheet,
            &place,
            list,
            column.only.as_ref(),
            column.latest_of.as_ref(),
        );
    }
}

/// Which rows of a list count.
fn rows_that_count(
    sheet: &mut Sheet<'_>,
    place: &str,
    list: &str,
    only: Option<&DetailOnly>,
    latest: Option<&DetailLatest>,
) {
    if let Some(only) = only {
        sheet.in_rows(&format!("{place}/only"), list, &only.at, EMPTY);
        if only.is.is_some() != only.is_none_of.is_empty() {
            sheet.error(
                "column_unclear",
                &format!("{place}/only"),
                "It needs either is or isNoneOf: otherwise it is not plain which rows count."
                    .to_owned(),
            );
        }
    }
    if let Some(latest) = latest {
        let place = format!("{place}/latestOf");
        sheet.in_rows(&place, list, &latest.by, EMPTY);
        sheet.list(
            &place,
            &latest.list,
            "it would not be known which is the latest",
        );
    }
}
