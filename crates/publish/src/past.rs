//! What everybody may see of a record as it was: of an earlier version, what was public then and
//! is public now.

use indexmap::IndexMap;
use indigo_model::{Object, Value, items};
use indigo_standard::TypeStandard;

use crate::{Card, Others, PublishError, card, joins::join, project::shown_to_all};

/// The key under which a row carries the sources that it cites, where they can be compared as any
/// other value. No schema has it.
const ROW_SOURCES: &str = "\u{0}row_sources";

/// What everybody sees of a version of a record, before joins, with the sources that its rows cite.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown(Value);

/// A record as it was, made ready for pages, lists and files.
#[derive(Debug, Clone, PartialEq)]
pub struct PastProjection {
    /// The public data with the joins.
    pub data: Value,
    /// Published row, such as `/investments/0`, → the text of `source_ids` that was taken out of it.
    pub row_sources: IndexMap<String, String>,
    /// What lists show of the record.
    pub card: Card,
}

/// What everybody sees of a version; `None` when the record is not public in it.
///
/// # Errors
/// As [`crate::project()`].
pub fn shown(
    one: &TypeStandard,
    exists: bool,
    data: &Value,
) -> Result<Option<Shown>, PublishError> {
    let Some(filtered) = shown_to_all(one, exists, data)? else {
        return Ok(None);
    };
    let mut shown = Value::Object(filtered.data);
    for (at, sources) in filtered.row_sources {
        if let Some(Value::Object(row)) = shown.pointer_mut(&at) {
            row.insert(ROW_SOURCES.to_owned(), Value::String(sources));
        }
    }
    Ok(Some(Shown(shown)))
}

impl Shown {
    /// Of `then`, an earlier version, what may be seen now that this is public: the values in
    /// places where a public value stands now.
    #[must_use]
    pub fn as_it_was(&self, then: &Self) -> Self {
        Self(items::as_it_was(&self.0, &then.0))
    }

    /// Made ready, with joins as `others` stand now: names change with the records that have them.
    #[must_use]
    pub fn projected(self, one: &TypeStandard, id: &str, others: &dyn Others) -> PastProjection {
        let mut row_sources = IndexMap::new();
        let mut data = self.0;
        take_sources(&mut data, &mut String::new(), &mut row_sources);
        let mut shown = match data {
            Value::Object(shown) => shown,
            _ => Object::new(),
        };
        join(one, id, &mut shown, others);
        let data = Value::Object(shown);
        PastProjection {
            card: card::build(one, id, &data, others),
            data,
            row_sources,
        }
    }
}

/// Takes the sources out of rows again. The depth is that of what the filter let through, which is
/// that of the schema.
fn take_sources(value: &mut Value, at: &mut String, found: &mut IndexMap<String, String>) {
    let length = at.len();
    match value {
        Value::Object(object) => {
            if let Some(Value::String(sources)) = object.shift_remove(ROW_SOURCES) {
                found.insert(at.clone(), sources);
            }
            for (key, value) in object {
                at.push('/');
                at.push_str(key);
                take_sources(value, at, found);
                at.truncate(length);
            }
        }
        Value::Array(rows) => {
            for (number, row) in rows.iter_mut().enumerate() {
                at.push('/');
                at.push_str(&number.to_string());
                take_sources(row, at, found);
                at.truncate(length);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
