//! The ids that rows of a record have, and the cells that refer to them.

use indigo_model::{Value, pointer};
use indigo_standard::{RowList, TypeStandard};

use crate::{Cell, Subject};

/// Where the rows of a list hold their id: `/id` or `/id/value`; `None` for lists without ids.
pub(crate) fn id_field(list: &RowList) -> Option<&str> {
    ["/id/value", "/id"].into_iter().find(|at| {
        list.field(at)
            .is_some_and(|field| field.leaf.references.is_none())
    })
}

/// The lists whose rows have an id that other rows or fields may name.
pub(crate) fn lists_with_ids(one: &TypeStandard) -> impl Iterator<Item = (&RowList, &str)> {
    one.lists.iter().filter_map(|list| {
        let links = &one.profile.publication.references;
        let at = id_field(list)?;
        // The id of a fund's row is the fund's.
        let foreign = links
            .iter()
            .any(|link| link.list == list.pointer && link.field == at);
        (!foreign).then_some((list, at))
    })
}

/// The id of a row as text; numbers count as their text.
pub(crate) fn id_of(row: &Value, at: &str) -> Option<String> {
    match pointer::get(row, at)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The ids of a list's rows, trimmed, blank ones left out.
pub(crate) fn ids(subject: &Subject<'_>, list: &str) -> Vec<String> {
    let Some(at) = subject.standard.list(list).and_then(id_field) else {
        return Vec::new();
    };
    subject
        .rows(list)
        .iter()
        .filter_map(|row| id_of(row, at))
        .map(|id| id.trim().to_owned())
        .filter(|id| !id.is_empty())
        .collect()
}

/// Whether a cell cites sources, in a declared place or in one that only looks so.
pub(crate) fn cites_sources(cell: &Cell<'_>) -> bool {
    let declared = cell
        .field
        .leaf
        .rows
        .as_ref()
        .is_some_and(|rows| rows.list == "/sources");
    declared
        || cell.field.is_source_ids()
        || cell
            .field
            .keys
            .first()
            .is_some_and(|key| key == "evaluation_documents_source_ids")
}

/// The ids in a text that may hold several.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}
