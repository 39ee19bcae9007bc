//! A view of a list: a row for each record, to compare and to sort.

use indigo_registry::Entry;
use indigo_standard::{FilterSpec, TypeStandard};

use super::{
    row::{amount, in_rows, parties, people_said, results_said, several, years},
    selection::Selection,
};
use crate::{
    facts::{Shown, text},
    frame::{on_day, record_href},
    site::Site,
    words::count,
};

/// The table.
pub(crate) struct TableView {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<TableRow>,
}

/// A column.
pub(crate) struct Column {
    pub(crate) title: String,
    /// The list sorted by it.
    pub(crate) href: Option<String>,
    /// The list is sorted by it: `ascending` or `descending`.
    pub(crate) sorted: Option<&'static str>,
    pub(crate) is_number: bool,
}

/// A row.
pub(crate) struct TableRow {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) cells: Vec<(Option<Shown>, bool)>,
}

/// What a column shows.
enum Kind<'a> {
    Filter(&'a FilterSpec),
    Years,
    Party(&'a str),
    Amount(&'a str, &'a str),
    People,
    NamedIn(&'a str),
    Results,
}

/// The table over the records of a page.
pub(super) fn view(
    site: &Site,
    selection: &Selection<'_>,
    placed: &[(usize, &Entry)],
) -> TableView {
    let (columns, kinds): (Vec<Column>, Vec<Kind<'_>>) = columns(selection).into_iter().unzip();
    let named = column(selection, "Name".to_owned(), Some("name"), false);
    let rows = placed
        .iter()
        .map(|(place, entry)| TableRow {
            href: on_day(
                &record_href(selection.one, &entry.id),
                selection.day.as_ref(),
            ),
            name: entry.card.name.clone(),
            cells: kinds
                .iter()
                .zip(&columns)
                .map(|(kind, column)| {
                    (cell(site, selection, kind, *place, entry), column.is_number)
                })
                .collect(),
        })
        .collect();
    TableView {
        columns: std::iter::once(named).chain(columns).collect(),
        rows,
    }
}

fn columns<'a>(selection: &Selection<'a>) -> Vec<(Column, Kind<'a>)> {
    let spec = &selection.one.profile.list;
    let mut all: Vec<(Column, Kind<'a>)> = Vec::new();
    let mut add = |title: &str, sort: Option<&str>, is_number: bool, kind: Kind<'a>| {
        all.push((column(selection, title.to_owned(), sort, is_number), kind));
    };
    for filter in in_rows(spec).filter(|one| one.show.as_deref() != Some("sdg_goal")) {
        add(&filter.title, None, false, Kind::Filter(filter));
    }
    if spec.date.is_some() {
        add("Years", Some("newest"), false, Kind::Years);
    }
    for party in spec.parties.iter().filter(|party| party.in_row) {
        add(&party.title, None, false, Kind::Party(&party.title));
    }
    for number in spec.numbers.iter().filter(|number| number.sorts) {
        let Some(own) = &number.own else { continue };
        // In its own currency, so without the one that it is sorted by.
        let title = number.title.split(" (").next().unwrap_or(&number.title);
        add(
            title,
            Some(&number.name),
            true,
            Kind::Amount(&own.amount, &own.currency),
        );
    }
    if spec.values.contains_key("users") {
        add("People", Some("users_target"), true, Kind::People);
    }
    for number in &spec.named_in {
        add(
            &number.title,
            Some(&number.name),
            true,
            Kind::NamedIn(&number.name),
        );
    }
    if spec.counts.contains_key("results") {
        add("Results", None, false, Kind::Results);
    }
    all
}

fn column(selection: &Selection<'_>, title: String, sort: Option<&str>, is_number: bool) -> Column {
    let of_type = selection.index.of_type(&selection.one.id);
    let sort = sort.filter(|sort| of_type.is_some_and(|one| one.has_order(sort)));
    let used = selection.chosen.sort.as_str();
    Column {
        title,
        sorted: match sort {
            Some("name") if used == "name" => Some("ascending"),
            Some("newest") if used == "oldest" => Some("ascending"),
            Some(sort) if sort == used => Some("descending"),
            _ => None,
        },
        href: sort.map(|sort| {
            // The other way round, where there is one.
            let next = if sort == "newest" && used == "newest" {
                "oldest"
            } else {
                sort
            };
            selection.list.sorted(next)
        }),
        is_number,
    }
}

fn cell(
    site: &Site,
    selection: &Selection<'_>,
    kind: &Kind<'_>,
    place: usize,
    entry: &Entry,
) -> Option<Shown> {
    let card = &entry.card;
    let value = |name: &str| card.values.get(name).map(String::as_str);
    match kind {
        Kind::Filter(filter) => {
            let values = card.facets.get(&filter.name)?;
            text::of(&several(site, filter, values))
        }
        Kind::Years => text::of(&years(value("start"), value("end"))?),
        Kind::Party(title) => named(selection.one, selection, entry, title),
        Kind::Amount(amount_name, currency) => amount("", value(amount_name), value(currency)),
        Kind::People => text::of(&people_said(card)?.replace("\u{a0}people", "")),
        Kind::NamedIn(name) => {
            let of_type = selection.index.of_type(&selection.one.id)?;
            let number = of_type.named_in.get(*name)?.get(place).copied()?;
            text::of(&count(usize::try_from(number).unwrap_or(usize::MAX)))
        }
        Kind::Results => text::of(&results_said(card)?),
    }
}

fn named(
    one: &TypeStandard,
    selection: &Selection<'_>,
    entry: &Entry,
    title: &str,
) -> Option<Shown> {
    let all = parties(&selection.index.catalogue, one, entry);
    let (_, names) = all.into_iter().find(|(does, _)| does == title)?;
    text::of(&names)
}
