//! A view of a list: the rows of each record chosen, with what other rows of the record say of
//! them, as the type asks for under `indigo.list.details`.

mod cell;
mod csv;

use indigo_model::{Value, changes::row_id, pointer};
use indigo_registry::Entry;
use indigo_standard::{DetailColumn, DetailSpec};

pub(super) use csv::csv;

use self::cell::{Length, Money};
use super::selection::Selection;
use crate::{
    error::SiteError,
    facts::{Shown, money, number, references, text},
    frame::{on_day, record_href},
    site::Site,
    words::{counted, shortened},
};

/// How much of a text a cell shows.
const LETTERS: usize = 140;
/// How many rows of another list a cell shows.
const ROWS: usize = 4;

/// The rows of the records of a page.
pub(crate) struct DetailView<'a> {
    pub(crate) lead: &'a str,
    pub(crate) columns: Vec<&'a str>,
    pub(crate) records: Vec<DetailRecord>,
    pub(crate) csv_href: String,
}

/// A record with its rows.
pub(crate) struct DetailRecord {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) id: String,
    /// What is said of the record as a whole.
    pub(crate) heads: Vec<(String, Shown)>,
    pub(crate) rows: Vec<DetailRow>,
    /// "No metric is known."
    pub(crate) none: Option<String>,
}

/// A row of a record.
pub(crate) struct DetailRow {
    /// Its place on the record's page; none for what belongs to no row.
    pub(crate) href: Option<String>,
    pub(crate) cells: Vec<Option<Shown>>,
}

/// The view over the records of a page.
pub(super) fn view<'a>(
    site: &Site,
    selection: &Selection<'a>,
    spec: &'a DetailSpec,
    entries: &[&Entry],
) -> Result<DetailView<'a>, SiteError> {
    let mut records = Vec::with_capacity(entries.len());
    for entry in entries {
        // It may have become private since the catalogue was read.
        if let Some(record) =
            site.record_at(&selection.one.id, &entry.id, selection.day.as_ref())?
        {
            records.push(shown(selection, spec, entry, &record.data()));
        }
    }
    Ok(DetailView {
        lead: &spec.lead,
        columns: spec
            .columns
            .iter()
            .map(|column| column.title.as_str())
            .collect(),
        records,
        csv_href: selection.list.beside("details.csv"),
    })
}

fn shown(
    selection: &Selection<'_>,
    spec: &DetailSpec,
    entry: &Entry,
    data: &Value,
) -> DetailRecord {
    let href = on_day(
        &record_href(selection.one, &entry.id),
        selection.day.as_ref(),
    );
    let anchors = references::row_anchors(data, &spec.rows);
    let rows: Vec<DetailRow> = lines(spec, data)
        .map(|line| DetailRow {
            href: line
                .place
                .and_then(|place| Some(format!("{href}#{}", anchors.get(place)?))),
            cells: spec
                .columns
                .iter()
                .enumerate()
                .map(|(at, column)| match (line.row, at) {
                    (None, 0) => text::of(&spec.rest),
                    _ => cell(column, &line, data),
                })
                .collect(),
        })
        .collect();
    DetailRecord {
        heads: spec
            .heads
            .iter()
            .filter_map(|head| {
                let currency = head
                    .currency
                    .as_deref()
                    .and_then(|at| pointer::text(data, at));
                let value = pointer::get(data, &head.at)?;
                let shown = match head.currency {
                    Some(_) => money::one(value, currency),
                    None => number::shown(value).or_else(|| text::shown(value)),
                };
                Some((head.title.clone(), shown?))
            })
            .collect(),
        none: rows
            .is_empty()
            .then(|| {
                format!(
                    "{} known.",
                    counted(0, &spec.row, &format!("{} are", spec.many))
                )
            })
            .map(|said| crate::words::capital_first(&said)),
        name: entry.card.name.clone(),
        id: entry.id.clone(),
        href,
        rows,
    }
}

/// A row of the record, or what belongs to none.
struct Line<'a> {
    place: Option<usize>,
    row: Option<&'a Value>,
    /// The ids of all rows, to tell what belongs to none of them.
    ids: Vec<&'a str>,
}

/// The rows of a record, and at the end what belongs to none of them, if there is any.
fn lines<'a>(spec: &'a DetailSpec, data: &'a Value) -> impl Iterator<Item = Line<'a>> {
    let rows: Vec<&Value> = pointer::rows(data, &spec.rows).collect();
    let ids: Vec<&str> = rows.iter().filter_map(|row| row_id(row)).collect();
    let of_rows = rows.into_iter().enumerate().map(|(place, row)| Line {
        place: Some(place),
        row: Some(row),
        ids: Vec::new(),
    });
    let rest = Line {
        place: None,
        row: None,
        ids,
    };
    let has_rest = spec
        .columns
        .iter()
        .any(|column| column.list.is_some() && belonging(column, &rest, data).next().is_some());
    of_rows.chain(has_rest.then_some(rest))
}

/// The rows of a column's list that belong to a line.
fn belonging<'a>(
    column: &'a DetailColumn,
    line: &'a Line<'_>,
    data: &'a Value,
) -> impl Iterator<Item = &'a Value> {
    let list = column.list.as_deref().unwrap_or_default();
    let id = line.row.and_then(row_id);
    pointer::rows(data, list).filter(move |row| {
        let by = column.by.as_deref().and_then(|at| pointer::text(row, at));
        let belongs = match (line.row, by.map(str::trim)) {
            (Some(_), by) => by.is_some() && by == id,
            (None, Some(by)) => !line.ids.contains(&by),
            (None, None) => true,
        };
        belongs
            && column
                .only
                .as_ref()
                .is_none_or(|only| pointer::text(row, &only.at).map(str::trim) == Some(&only.is))
    })
}

fn cell(column: &DetailColumn, line: &Line<'_>, data: &Value) -> Option<Shown> {
    if column.list.is_none() {
        return cell::parts(&column.parts, line.row?, Length::Short);
    }
    if let Some(sum) = &column.sum {
        let rows = belonging(column, line, data).collect::<Vec<_>>();
        return Money::added(sum, &rows).shown(sum);
    }
    let mut said = belonging(column, line, data)
        .filter_map(|row| cell::parts(&column.parts, row, Length::Short))
        .collect::<Vec<_>>();
    let more = said.len().saturating_sub(ROWS + 1);
    if more > 0 {
        said.truncate(ROWS + 1);
        said.extend(text::of(&format!("and {more} more")));
    }
    cell::joined(said)
}

/// A text as a cell shows it.
fn short(text: &str) -> String {
    shortened(text, LETTERS)
}
