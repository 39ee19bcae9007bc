//! Builds a card as the type's profile asks for.

use indigo_model::{PartialDate, Value, pointer};
use indigo_quality::Grades;
use indigo_standard::{FilterSpec, Kind, Node, PlacesSpec, TypeStandard};

use super::{Card, CardPlace, world::PublicWorld};
use crate::{Others, cell};

/// The card of a public record, from its public data with the joins; of `others` it rests on
/// nothing but which are public.
pub(crate) fn build(one: &TypeStandard, id: &str, data: &Value, others: &dyn Others) -> Card {
    let spec = &one.profile.list;
    let mut card = Card {
        name: one.name_of(data).unwrap_or(id).to_owned(),
        ..Card::default()
    };
    for filter in spec.filters.iter().filter(|filter| filter.is_in_card()) {
        let values = facet(one, filter, data);
        if !values.is_empty() {
            card.facets.insert(filter.name.clone(), values);
        }
    }
    for (name, pointers) in &spec.values {
        let value = pointers.iter().find_map(|at| shown(pointer::get(data, at)));
        if let Some(value) = value {
            card.values.insert(name.clone(), value);
        }
    }
    for (name, list) in &spec.counts {
        let rows = pointer::rows(data, list).filter(|row| row.is_object());
        let count = u64::try_from(rows.count()).unwrap_or(u64::MAX);
        card.counts.insert(name.clone(), count);
    }
    for (name, value) in &spec.distinct {
        let different = ids(data, &value.list, &value.field).len();
        let different = u64::try_from(different).unwrap_or(u64::MAX);
        card.counts.insert(name.clone(), different);
    }
    for party in &spec.parties {
        let ids = ids(data, &party.list, &party.field);
        if !ids.is_empty() {
            card.parties.insert(party.name.clone(), ids);
        }
    }
    for column in &spec.numbers {
        let mut numbers = column.pointers.iter().filter_map(|at| number(data, at));
        if let Some(number) = numbers.next() {
            card.numbers.insert(column.name.clone(), number);
        }
    }
    if let Some(spec) = &spec.places {
        card.places = places(data, spec);
    }
    if spec.filters.iter().any(|filter| filter.quality) {
        card.grades = Grades::of(one, id, data, &PublicWorld::of(one, data, others));
    }
    card
}

/// The places with coordinates that a map can show, each once.
fn places(data: &Value, spec: &PlacesSpec) -> Vec<CardPlace> {
    let mut places: Vec<CardPlace> = Vec::new();
    for row in pointer::rows(data, &spec.list) {
        let text = |at: &str| pointer::text(row, at).unwrap_or_default().trim().to_owned();
        let (Some(lat), Some(lng)) = (number(row, &spec.lat), number(row, &spec.lng)) else {
            continue;
        };
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lng) {
            continue;
        }
        let place = CardPlace {
            name: text(&spec.name),
            country: text(&spec.country),
            lat,
            lng,
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

fn facet(one: &TypeStandard, filter: &FilterSpec, data: &Value) -> Vec<String> {
    let mut values = Vec::new();
    let mut add = |value: Option<String>| {
        let value = if filter.year {
            value.and_then(|value| year(&value))
        } else {
            value
        };
        let Some(value) = value else { return };
        let separator = filter.separator.as_deref().unwrap_or("\u{0}");
        for value in value.split(separator).map(str::trim) {
            if !value.is_empty() && !values.iter().any(|known| known == value) {
                values.push(value.to_owned());
            }
        }
    };
    if let Some(at) = &filter.pointer {
        add(shown(pointer::get(data, at)));
    }
    if let (Some(list), Some(field)) = (&filter.list, &filter.field) {
        for row in pointer::rows(data, list) {
            add(shown(pointer::get(row, field)));
        }
    }
    if let Some(group) = &filter.flags {
        for flag in children(&one.nodes, group) {
            let at = match flag.kind {
                Kind::Leaf(_) => flag.pointer.clone(),
                _ => format!("{}/value", flag.pointer),
            };
            let is_set =
                pointer::text(data, &at).is_some_and(|text| text.eq_ignore_ascii_case("yes"));
            if is_set {
                let title = if flag.title.is_empty() {
                    &flag.key
                } else {
                    &flag.title
                };
                add(Some(title.clone()));
            }
        }
    }
    values
}

/// The ids that the rows of a list hold, each once; some cells hold several with commas between.
fn ids(data: &Value, list: &str, field: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for row in pointer::rows(data, list) {
        let text = pointer::text(row, field).unwrap_or_default();
        for id in text.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            if !ids.iter().any(|known| known == id) {
                ids.push(id.to_owned());
            }
        }
    }
    ids
}

/// The text of a value that is a number or a text that is not blank.
fn shown(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if text.trim().is_empty() => None,
        value @ (Value::String(_) | Value::Number(_)) => Some(cell::text(Some(value))),
        _ => None,
    }
}

fn number(data: &Value, at: &str) -> Option<f64> {
    match pointer::get(data, at)? {
        Value::Number(number) => number.as_f64().filter(|number| number.is_finite()),
        _ => None,
    }
}

fn year(text: &str) -> Option<String> {
    let date = PartialDate::parse(text.trim())?;
    Some(format!("{:04}", date.year))
}

/// The children of the group at a pointer of the schema.
fn children<'a>(nodes: &'a [Node], group: &str) -> &'a [Node] {
    pointer::split(group)
        .try_fold(nodes, |nodes, key| {
            match &nodes.iter().find(|node| node.key == key)?.kind {
                Kind::Group { children } => Some(children.as_slice()),
                _ => None,
            }
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
