//! `indigo.list.details`: the table over the rows of many records.

use super::super::Sheet;

/// Names of views that every list has.
const VIEWS: [&str; 3] = ["list", "table", "map"];

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
        let only = column.only.iter().map(|only| &only.at);
        for field in column.by.iter().chain(sum).chain(parts).chain(only) {
            sheet.in_rows(&place, list, field, "the column would be empty");
        }
    }
}
