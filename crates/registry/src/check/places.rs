//! Where in a file a value of a record stands.

use indigo_exchange::{Applied, Incoming, workbook::Laid};
use indigo_model::{Place, pointer};
use indigo_standard::{RowList, TypeStandard};

/// The file that a record came from.
pub(super) enum Places<'a> {
    /// Rows of tables.
    Table {
        incoming: &'a Incoming,
        applied: &'a Applied,
    },
    /// A record as JSON.
    Whole(&'a Incoming),
    /// A workbook.
    Workbook(&'a Laid),
}

impl Places<'_> {
    /// The place of a value or a row of the record `id`; without a file when the value does not
    /// come from one.
    pub(super) fn place_of(&self, one: &TypeStandard, id: &str, at: &str) -> Place {
        match self {
            Self::Whole(incoming) => incoming.place_of(one, None, at),
            Self::Table { incoming, applied } => {
                let found = match row_of(one, at) {
                    None => {
                        let exact = incoming.place_of(one, None, at);
                        let value = || incoming.place_of(one, None, &format!("{at}/value"));
                        [exact, value()]
                            .into_iter()
                            .find(|place| place.column.is_some())
                    }
                    Some((list, row, field)) => applied
                        .file_row(&list.pointer, row)
                        .map(|row| incoming.place_of(one, Some((&list.pointer, row)), field)),
                };
                Place {
                    pointer: Some(at.to_owned()),
                    ..found.unwrap_or_else(|| only_record(id))
                }
            }
            Self::Workbook(laid) => {
                let value = format!("{at}/value");
                let found = laid.place_of(at).or_else(|| laid.place_of(&value));
                let found = found.or_else(|| {
                    // A row stands where its first field stands.
                    let (list, _, field) = row_of(one, at)?;
                    let first = |field: &indigo_standard::Field| {
                        laid.place_of(&format!("{at}{}", field.pointer))
                    };
                    field
                        .is_empty()
                        .then(|| list.fields.iter().find_map(first))
                        .flatten()
                });
                Place {
                    pointer: Some(at.to_owned()),
                    record: Some(id.to_owned()).filter(|id| !id.is_empty()),
                    ..found.cloned().unwrap_or_default()
                }
            }
        }
    }
}

fn only_record(id: &str) -> Place {
    Place {
        record: Some(id.to_owned()),
        ..Place::default()
    }
}

/// The list, the row and the pointer inside it that a pointer leads to.
pub(super) fn row_of<'s, 'p>(
    one: &'s TypeStandard,
    at: &'p str,
) -> Option<(&'s RowList, usize, &'p str)> {
    one.lists.iter().find_map(|list| {
        let rest = at.strip_prefix(list.pointer.as_str())?.strip_prefix('/')?;
        let end = rest.find('/').unwrap_or(rest.len());
        let row = rest[..end].parse().ok()?;
        Some((list, row, &rest[end..]))
    })
}

/// The words for a place in a record, from the standard's own titles.
pub(super) fn title_of(one: &TypeStandard, at: &str) -> String {
    let plain = |at: &str| {
        let words: Vec<String> = pointer::split(at)
            .filter(|key| *key != "value")
            .map(|key| key.replace('_', " "))
            .collect();
        words.join(" - ")
    };
    let short = indigo_quality::document::short_title;
    match row_of(one, at) {
        Some((list, row, field)) => {
            let said = list.field(field).map_or_else(|| plain(field), short);
            format!("{}, row {}: {said}", list.title, row + 1)
        }
        None => one.field(at).map_or_else(|| plain(at), short),
    }
}
