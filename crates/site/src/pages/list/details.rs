//! A view of a list: the rows of each record chosen, with what other rows of the record say of
//! them, as the type asks for under `indigo.list.details`.

mod cell;
mod counting;
mod csv;
mod exact;

use indigo_model::{Value, pointer};
use indigo_registry::Entry;
use indigo_standard::{DetailPart, DetailSpec, DetailSum};

pub(super) use csv::{MOST, csv};

use self::{
    cell::{Length, Money},
    counting::{Counting, Line, Table, Under},
};
use super::selection::Selection;
use crate::{
    error::SiteError,
    facts::{Shown, money, number, references, text},
    frame::{on_day, record_href},
    site::Site,
    words::{count, counted, shortened},
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
    /// The columns in which nothing is known on this page, and which it does not have.
    pub(crate) left_out: Option<String>,
    pub(crate) csv_href: String,
    /// How many records one such file holds, where more are chosen.
    pub(crate) csv_most: Option<String>,
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
    pub(crate) cells: Vec<DetailCell>,
}

/// What stands in a cell.
pub(crate) enum DetailCell {
    /// A value.
    Known(Shown),
    /// Nothing is known.
    NotKnown,
    /// It is no question here: what belongs to no row has no value of a row.
    NotAsked,
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
    let used: Vec<bool> = spec
        .columns
        .iter()
        .enumerate()
        .map(|(at, _)| {
            let mut rows = records.iter().flat_map(|record| &record.rows);
            at == 0 || rows.any(|row| matches!(row.cells.get(at), Some(DetailCell::Known(_))))
        })
        .collect();
    let titles = |wanted: bool| {
        let columns = spec.columns.iter().zip(&used);
        columns.filter(move |(_, used)| **used == wanted)
    };
    // That there is no rare thing is nothing that anybody misses.
    let left_out: Vec<&str> = titles(false)
        .filter(|(column, _)| !column.rare)
        .map(|(column, _)| column.title.as_str())
        .collect();
    let columns = titles(true)
        .map(|(column, _)| column.title.as_str())
        .collect();
    for row in records.iter_mut().flat_map(|record| &mut record.rows) {
        let mut is_used = used.iter();
        row.cells.retain(|_| is_used.next() == Some(&true));
    }
    let all = selection.chosen.entries.len();
    Ok(DetailView {
        lead: &spec.lead,
        columns,
        left_out: (!left_out.is_empty()).then(|| left_out.join(", ")),
        records,
        csv_href: selection.list.beside("details.csv"),
        csv_most: (all > MOST).then(|| count(MOST)),
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
    let table = Table::of(spec, data);
    let rows: Vec<DetailRow> = table
        .lines()
        .into_iter()
        .map(|line| DetailRow {
            href: line
                .place
                .and_then(|place| Some(format!("{href}#{}", anchors.get(place)?))),
            cells: (0..spec.columns.len())
                .map(|at| cell(spec, &table, at, &line))
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
            .chain(spec.totals.iter().filter_map(|total| {
                let counting = Counting::of(
                    data,
                    &total.list,
                    total.only.as_ref(),
                    total.latest_of.as_ref(),
                );
                let money = Money::added(&total.sum, &counting.rows);
                let shown = money.shown(&total.sum, counting.under.as_ref())?;
                Some((total.title.clone(), shown))
            }))
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

fn cell(spec: &DetailSpec, table: &Table<'_>, at: usize, line: &Line<'_>) -> DetailCell {
    let column = &spec.columns[at];
    let shown = match (&column.list, line.row) {
        (None, Some(row)) => cell::parts(&column.parts, row, Length::Short),
        (None, None) if at == 0 => text::of(&spec.rest),
        (None, None) => return DetailCell::NotAsked,
        (Some(_), _) => of_rows(
            column.sum.as_ref(),
            &column.parts,
            table.belonging(at, line).as_slice(),
            table.under(at),
        ),
    };
    shown.map_or(DetailCell::NotKnown, DetailCell::Known)
}

/// What rows of another list come to: a sum, or one after the other.
fn of_rows(
    sum: Option<&DetailSum>,
    parts: &[DetailPart],
    rows: &[&Value],
    under: Option<&Under<'_>>,
) -> Option<Shown> {
    if let Some(sum) = sum {
        return Money::added(sum, rows).shown(sum, under);
    }
    let mut said = rows
        .iter()
        .filter_map(|row| cell::parts(parts, row, Length::Short))
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
