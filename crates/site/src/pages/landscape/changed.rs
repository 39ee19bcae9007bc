//! Which projects make a figure another one than on the day compared with.

use indigo_insight::{Changed, Compared, Unit};

use super::{seen::Seen, shown::value};
use crate::{
    frame::{on_day, record_href},
    words::counted,
};

/// How many projects are named for a figure; the rest is counted.
const NAMED: usize = 20;

/// The projects that changed a figure, those that changed it most first.
pub(super) struct ChangedBy {
    /// What the figure is called.
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
    /// How many others there are, in words.
    pub(super) more: String,
}

/// A project with its amount on both days.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) adds: String,
}

/// The projects of both days whose amounts differ, for each figure that has any.
pub(super) fn changed_by(seen: &Seen<'_>, compared: &Compared) -> Vec<ChangedBy> {
    compared
        .figures
        .iter()
        .filter_map(|figure| {
            let of_figure: Vec<&Changed> = compared
                .changed
                .iter()
                .filter(|changed| changed.key == figure.key)
                .collect();
            let more = match of_figure.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(
                    "And {}, which changed it by less; all are in the CSV and JSON.",
                    counted(more, "other project", "other projects")
                ),
            };
            (!of_figure.is_empty()).then(|| ChangedBy {
                title: figure.title.clone(),
                rows: of_figure
                    .into_iter()
                    .take(NAMED)
                    .map(|changed| row(seen, changed))
                    .collect(),
                more,
            })
        })
        .collect()
}

fn row(seen: &Seen<'_>, changed: &Changed) -> Row {
    let entry = seen.picked.index.catalogue.entry(&seen.one.id, &changed.id);
    let name = entry.map_or(changed.id.as_str(), |entry| entry.card.name.as_str());
    Row {
        href: on_day(&record_href(seen.one, &changed.id), seen.day.as_ref()),
        name: name.to_owned(),
        before: said(changed.unit, changed.before),
        after: said(changed.unit, changed.after),
        adds: match changed.adds() {
            more if more > 0.0 => format!("+{}", value(changed.unit, more)),
            less => value(changed.unit, less),
        },
    }
}

fn said(unit: Unit, amount: Option<f64>) -> String {
    amount.map_or_else(|| "not known".to_owned(), |amount| value(unit, amount))
}
