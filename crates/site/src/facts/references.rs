//! Ids of records and of rows as links with names.

use std::collections::HashSet;

use indigo_model::changes::row_id;
use indigo_model::{Value, pointer};
use indigo_registry::Catalogue;
use indigo_standard::{Standard, TypeStandard};

use super::{Piece, Shown};
use crate::{frame::record_href, words::shortened};

/// How much of a row's description stands for it.
const ROW_LETTERS: usize = 90;

/// One id, or several separated by commas, as links to public records.
pub(crate) fn records(
    standard: &Standard,
    catalogue: &Catalogue,
    text: &str,
    of: Option<&str>,
) -> Option<Shown> {
    let ids: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .collect();
    let mut pieces = Vec::with_capacity(ids.len() * 2);
    for id in ids {
        if !pieces.is_empty() {
            pieces.push(Piece::Text(", ".to_owned()));
        }
        let one = of
            .and_then(|name| standard.get(name))
            .or_else(|| type_of(standard, id));
        let entry = one.and_then(|one| Some((one, catalogue.entry(&one.id, id)?)));
        pieces.push(match entry {
            Some((one, entry)) => Piece::Link {
                href: record_href(one, &entry.id),
                text: entry.card.name.clone(),
            },
            None => Piece::NotPublic(id.to_owned()),
        });
    }
    (!pieces.is_empty()).then(|| Shown::of(pieces))
}

/// Whether a text is nothing but ids of records.
pub(crate) fn are_ids(standard: &Standard, text: &str) -> bool {
    let mut ids = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .peekable();
    ids.peek().is_some() && ids.all(|id| type_of(standard, id).is_some())
}

/// The type that an id belongs to, by its prefix and digits after it.
fn type_of<'a>(standard: &'a Standard, id: &str) -> Option<&'a TypeStandard> {
    standard.types().find(|one| {
        id.strip_prefix(one.profile.id_prefix.as_str())
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The ids of the elements of the rows of a list, in order: `outcome_metrics-outcomemetric3` by the
/// row's own id, so that an address still leads there when rows have moved; `outcome_metrics.3`,
/// counted from 1, for rows without an id and for the second of an id.
pub(crate) fn row_anchors(data: &Value, list: &str) -> Vec<String> {
    let list_anchor = anchor(list);
    let mut taken = HashSet::new();
    pointer::rows(data, list)
        .enumerate()
        .map(|(place, row)| {
            row_id(row)
                .map(|id| format!("{list_anchor}-{}", anchor(id)))
                .filter(|by_id| taken.insert(by_id.clone()))
                .unwrap_or_else(|| counted_anchor(list, place))
        })
        .collect()
}

/// The id of a row by its place, counted from 1: `outcome_metrics.3`.
pub(crate) fn counted_anchor(list: &str, place: usize) -> String {
    format!("{}.{}", anchor(list), place + 1)
}

/// A pointer as the id of an element: `/dates/notes` becomes `dates.notes`.
pub(crate) fn anchor(pointer: &str) -> String {
    let words: Vec<&str> = pointer
        .split('/')
        .filter(|key| !key.is_empty() && *key != "*")
        .collect();
    words
        .join(".")
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || "._-".contains(letter) {
                letter
            } else {
                '-'
            }
        })
        .collect()
}

/// One id of a row, or several, as links to the rows of a list in this record.
pub(crate) fn rows(data: &Value, list: &str, text: &str, separator: Option<&str>) -> Option<Shown> {
    let ids: Vec<&str> = match separator {
        Some(separator) => text.split(separator).collect(),
        None => vec![text],
    };
    let anchors = row_anchors(data, list);
    let mut pieces = Vec::new();
    for id in ids.into_iter().map(str::trim).filter(|id| !id.is_empty()) {
        if !pieces.is_empty() {
            pieces.push(Piece::Text(", ".to_owned()));
        }
        let found = pointer::rows(data, list)
            .enumerate()
            .find(|(_, row)| row_id(row) == Some(id));
        pieces.push(match found {
            Some((place, row)) => Piece::Link {
                href: format!("#{}", anchors.get(place).map_or(list, String::as_str)),
                text: row_name(row).unwrap_or_else(|| id.to_owned()),
            },
            None => Piece::Dangling(id.to_owned()),
        });
    }
    (!pieces.is_empty()).then(|| Shown::of(pieces))
}

/// What a row says it is about, shortened.
pub(crate) fn row_name(row: &Value) -> Option<String> {
    ["/definition/value", "/title/value", "/name/value"]
        .iter()
        .find_map(|at| pointer::text(row, at))
        .map(|text| shortened(text, ROW_LETTERS))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_keep_their_place_in_the_page_when_they_move() {
        let data = json!({"outcome_metrics": [
            {"id": "metric 1"}, {"id": {"value": "m/2"}}, {}, {"id": "metric-1"}]});
        assert_eq!(
            row_anchors(&data, "/outcome_metrics"),
            [
                "outcome_metrics-metric-1",
                "outcome_metrics-m.2",
                "outcome_metrics.3",
                "outcome_metrics.4"
            ]
        );
        assert!(row_anchors(&data, "/results").is_empty());
    }
}
