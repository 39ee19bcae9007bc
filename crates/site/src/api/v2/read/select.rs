//! Which records pass, in which order, and how many have each value of a facet.

use std::sync::Arc;

use indigo_registry::{ReadError, SearchAsked};

use super::{
    asked::{ReadAsked, Sort},
    column::Column,
    condition::Cell,
    counts::{self, Counted},
    cursor::Key,
    fields::{Kind, Place, TypeFields},
    view::View,
};
use crate::fold::fold;

/// The records that pass.
pub(super) struct Selected {
    /// Their places in the catalogue, in order.
    pub(super) places: Vec<usize>,
    /// What each is sorted by; nothing for the order of a search.
    pub(super) keys: Option<Vec<Key>>,
    /// The counts that were asked for, in their order.
    pub(super) facets: Vec<Counted>,
    /// What was searched for in place of misspelt words.
    pub(super) instead: Option<String>,
}

/// Selects and sorts.
pub(super) fn select(
    view: &View<'_>,
    fields: &TypeFields,
    asked: &ReadAsked,
) -> Result<Selected, ReadError> {
    let entries = view.entries();
    let mut passes = vec![true; entries.len()];
    if let Some(since) = &asked.since {
        for (pass, entry) in passes.iter_mut().zip(entries) {
            *pass = entry.updated.as_str() >= since.as_str();
        }
    }
    let (hits, instead) = hits(view, asked)?;
    if let Some(hits) = &hits {
        let mut found = vec![false; entries.len()];
        for hit in hits {
            found[*hit] = true;
        }
        for (pass, found) in passes.iter_mut().zip(found) {
            *pass &= found;
        }
    }
    let wanted = asked.conditions.iter().flat_map(|one| &one.fields);
    let wanted: Vec<usize> = wanted.copied().collect();
    let columns = view.site.reading.columns(view, fields, &wanted)?;
    let mut columns = columns.iter();
    for condition in &asked.conditions {
        let of_one: Vec<&Arc<Column>> = columns.by_ref().take(condition.fields.len()).collect();
        for (place, pass) in passes.iter_mut().enumerate() {
            // Of a list or group the first value tells that there is something.
            let mut cells = of_one.iter().map(|column| column.of(place));
            let found = cells.find(|cells| !cells.is_empty());
            *pass = *pass && condition.test.passes(found.unwrap_or_default());
        }
    }
    let chosen = counts::choose(view, asked, &mut passes);
    let mut places: Vec<usize> = (0..entries.len()).filter(|place| passes[*place]).collect();
    let keys = match asked.sort {
        Sort::Best => {
            places = hits
                .unwrap_or_default()
                .into_iter()
                .filter(|place| passes[*place])
                .collect();
            None
        }
        Sort::By { field, descending } => Some(sort(view, fields, field, descending, &mut places)?),
    };
    Ok(Selected {
        places,
        keys,
        facets: chosen,
        instead,
    })
}

/// What the words find, best first.
fn hits(
    view: &View<'_>,
    asked: &ReadAsked,
) -> Result<(Option<Vec<usize>>, Option<String>), ReadError> {
    let Some(words) = &asked.words else {
        return Ok((None, None));
    };
    let most = view.entries().len();
    let found = view
        .site
        .reader
        .search(&SearchAsked::new(Some(&view.one.id), words, most))?;
    let places = found.hits.iter().filter_map(|hit| view.place(&hit.id));
    Ok((Some(places.collect()), found.instead))
}

fn sort(
    view: &View<'_>,
    fields: &TypeFields,
    field: usize,
    descending: bool,
    places: &mut Vec<usize>,
) -> Result<Vec<Key>, ReadError> {
    let named = &fields.all[field];
    let entries = view.entries();
    let mut keyed: Vec<(Key, usize)> = match named.place {
        Place::Id => places
            .iter()
            .map(|place| (Key::of_text(&entries[*place].id), *place))
            .collect(),
        Place::Updated => places
            .iter()
            .map(|place| (Key::of_text(&entries[*place].updated), *place))
            .collect(),
        _ if named.name == "name" => places
            .iter()
            .map(|place| (Key::of_text(&fold(&entries[*place].card.name)), *place))
            .collect(),
        _ => {
            let columns = view.site.reading.columns(view, fields, &[field])?;
            let column: &Arc<Column> = &columns[0];
            places
                .iter()
                .map(|place| (key(named.kind, column.of(*place), descending), *place))
                .collect()
        }
    };
    // What is the same stays in the order of ids, which is that of the places.
    keyed.sort_by(|(a, a_place), (b, b_place)| {
        a.compare(b, descending).then_with(|| a_place.cmp(b_place))
    });
    places.clear();
    Ok(keyed
        .into_iter()
        .map(|(key, place)| {
            places.push(place);
            key
        })
        .collect())
}

/// What a record is sorted by: the least of its values from the least on, else the greatest.
fn key(kind: Kind, cells: &[Cell], descending: bool) -> Key {
    let numbers = cells.iter().filter_map(|cell| match (kind, cell) {
        (Kind::Number, Cell::Number(number)) => Some(*number),
        (Kind::Date, Cell::Date(days)) => Some(f64::from(days.first)),
        _ => None,
    });
    let found = if descending {
        numbers.max_by(f64::total_cmp)
    } else {
        numbers.min_by(f64::total_cmp)
    };
    found.map_or(Key::Missing, Key::Number)
}
