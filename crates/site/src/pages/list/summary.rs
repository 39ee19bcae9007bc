//! The first sheet of a selection's workbook: a row for each record, in the words of the list's
//! table and with names in the place of ids.

use indigo_exchange::workbook::TableCell;
use indigo_model::{Value, pointer};
use indigo_registry::{Entry, PublicRecord};
use indigo_standard::{FilterSpec, NumberColumn, TypeStandard};

use super::{
    row::{in_rows, results_said},
    said::value_shown,
    selection::Selection,
};
use crate::{frame::record_href, site::Site};

/// What comes between several values in one cell.
const BETWEEN: &str = "; ";

/// The columns of a selection's first sheet.
pub(super) struct Summary<'a> {
    site: &'a Site,
    selection: &'a Selection<'a>,
    /// What stands before the addresses of records.
    base: String,
    columns: Vec<(String, Column<'a>)>,
}

/// What a column holds.
enum Column<'a> {
    Address,
    Filter(&'a FilterSpec),
    /// A value of the card, as it is stored.
    Stored(&'a str),
    Party(&'a str),
    /// An amount or a number, that is stored as a text.
    Amount(&'a str),
    /// The least or the most of a range.
    Bound(String),
    Number(&'a str),
    NamedIn(&'a str),
    Results,
}

impl<'a> Summary<'a> {
    /// The columns for a selection; `base` is the address of the site.
    pub(super) fn of(site: &'a Site, selection: &'a Selection<'a>, base: String) -> Self {
        let one = selection.one;
        let spec = &one.profile.list;
        let mut columns: Vec<(String, Column<'a>)> = Vec::new();
        let mut add = |title: &str, column| columns.push((title.to_owned(), column));
        for filter in in_rows(spec).filter(|filter| !filter.quality) {
            add(&filter.title, Column::Filter(filter));
        }
        for (name, title) in [("start", "Start"), ("end", "End")] {
            if spec.values.contains_key(name) {
                add(title, Column::Stored(name));
            }
        }
        for party in &spec.parties {
            add(&party.title, Column::Party(&party.name));
        }
        for number in &spec.numbers {
            if let Some(own) = &number.own {
                // In its own currency, so without the one that it is sorted by.
                let title = number.title.split(" (").next().unwrap_or(&number.title);
                add(title, Column::Amount(&own.amount));
                add(&format!("{title}: currency"), Column::Stored(&own.currency));
                for (said, at) in bounds(one, number) {
                    add(&format!("{title}: {said}"), Column::Bound(at));
                }
            }
            add(&number.title, Column::Number(&number.name));
        }
        for number in &spec.named_in {
            add(&number.title, Column::NamedIn(&number.name));
        }
        if spec.counts.contains_key("results") {
            add("Results", Column::Results);
        }
        add("Page", Column::Address);
        Self {
            site,
            selection,
            base,
            columns,
        }
    }

    /// The titles of the columns.
    pub(super) fn headers(&self) -> Vec<String> {
        let words = &self.selection.one.profile.words;
        let titles = self.columns.iter().map(|(title, _)| title.clone());
        [words.id_column.clone(), words.title.clone()]
            .into_iter()
            .chain(titles)
            .collect()
    }

    /// The row of a record.
    pub(super) fn row(&self, record: &PublicRecord) -> Vec<TableCell> {
        let one = self.selection.one;
        let catalogue = &self.selection.index.catalogue;
        let entries = catalogue.entries(&one.id);
        let place = entries.binary_search_by(|entry| entry.id.as_str().cmp(&record.id));
        // It may have become public since the catalogue was read.
        let known = place
            .ok()
            .and_then(|place| Some((place, entries.get(place)?)));
        let name = known.map_or_else(String::new, |(_, entry)| entry.card.name.clone());
        let mut cells = vec![TableCell::Text(record.id.clone()), TableCell::Text(name)];
        let data = record.data();
        let columns = self.columns.iter();
        cells.extend(columns.map(|(_, column)| {
            let cell = known.and_then(|(place, entry)| self.cell(column, place, entry, &data));
            cell.unwrap_or_else(|| TableCell::Text(String::new()))
        }));
        cells
    }

    fn cell(
        &self,
        column: &Column<'_>,
        place: usize,
        entry: &Entry,
        data: &Value,
    ) -> Option<TableCell> {
        let (one, card) = (self.selection.one, &entry.card);
        let value = |name: &str| card.values.get(name).map(|text| text.trim());
        Some(match column {
            Column::Address => {
                let href = record_href(one, &entry.id);
                TableCell::Text(format!("{}{href}", self.base))
            }
            Column::Filter(filter) => {
                let values = card.facets.get(&filter.name)?.iter();
                joined(values.map(|value| value_shown(self.site, filter, value)))
            }
            Column::Stored(name) => TableCell::Text(value(name)?.to_owned()),
            Column::Party(name) => {
                let catalogue = &self.selection.index.catalogue;
                let mut parties = one.profile.list.parties.iter();
                let party = parties.find(|party| party.name == **name)?;
                let ids = card.parties.get(&party.name)?.iter();
                // Who is not public counts as nobody.
                let named = ids.filter_map(|id| catalogue.entry(&party.record_type, id));
                joined(named.map(|entry| entry.card.name.clone()))
            }
            Column::Amount(name) => number_or_text(value(name)?),
            Column::Bound(at) => match pointer::get(data, at)? {
                Value::Number(number) => TableCell::Number(number.as_f64()?),
                Value::String(text) => number_or_text(text.trim()),
                _ => return None,
            },
            Column::Number(name) => TableCell::Number(*card.numbers.get(*name)?),
            Column::NamedIn(name) => {
                let of_type = self.selection.index.of_type(&one.id)?;
                let number = of_type.named_in.get(*name)?.get(place)?;
                TableCell::Number(f64::from(*number))
            }
            Column::Results => TableCell::Text(results_said(card)?),
        })
    }
}

/// Where the least and the most of an amount are that may be a range: beside its exact value.
fn bounds(one: &TypeStandard, number: &NumberColumn) -> Vec<(&'static str, String)> {
    let own = number.own.as_ref();
    let tried = own.and_then(|own| one.profile.list.values.get(&own.amount));
    let mut tried = tried.into_iter().flatten();
    let Some(amount) = tried.find_map(|at| at.strip_suffix("/exact/value")) else {
        return Vec::new();
    };
    [("at least", "min"), ("at most", "max")]
        .into_iter()
        .map(|(said, key)| (said, format!("{amount}/{key}/value")))
        .filter(|(_, at)| one.field(at).is_some())
        .collect()
}

fn joined(said: impl Iterator<Item = String>) -> TableCell {
    TableCell::Text(said.collect::<Vec<_>>().join(BETWEEN))
}

fn number_or_text(text: &str) -> TableCell {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => TableCell::Number(number),
        _ => TableCell::Text(text.to_owned()),
    }
}
