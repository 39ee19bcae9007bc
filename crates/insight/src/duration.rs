//! How long services run, in months.

use indigo_model::PartialDate;
use indigo_publish::Card;

/// Where the months come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    StatedActual,
    StatedAnticipated,
    DatesActual,
    DatesAnticipated,
}

/// The months of service: as stated (actual, else anticipated), else from the month of the start
/// to the month of the end (actual, else anticipated), when both are known to the month and the
/// end is later.
pub(crate) fn duration(card: &Card) -> Option<(f64, From)> {
    let stated = [
        ("duration_actual_months", From::StatedActual),
        ("duration_planned_months", From::StatedAnticipated),
    ];
    for (name, from) in stated {
        if let Some(months) = card.numbers.get(name) {
            return Some((*months, from));
        }
    }
    let start = month(card, "service_start")?;
    let ends = [
        ("end_actual", From::DatesActual),
        ("end_planned", From::DatesAnticipated),
    ];
    ends.into_iter().find_map(|(name, from)| {
        let months = month(card, name)? - start;
        (months > 0).then(|| (f64::from(months), from))
    })
}

/// Months since the year 0; `None` for a date that is not known to the month.
fn month(card: &Card, name: &str) -> Option<i32> {
    let date = PartialDate::parse(card.values.get(name)?.trim())?;
    Some(i32::from(date.year) * 12 + i32::from(date.month?) - 1)
}
