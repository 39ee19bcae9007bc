//! Everything that is derived from one record, in one go.

use indexmap::IndexMap;
use indigo_model::{Object, Status, Value};
use indigo_standard::TypeStandard;

use crate::{
    Card, Others, PublishError, Reference, card,
    filter::{Filtered, View, filter},
    joins::join,
    references::gather,
    rewrite::rewrite,
};

/// What the public sees of a record, and what is found and counted by it.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// Whether the record is public at all.
    pub public: bool,
    /// The public data with the joins; an empty object when the record is not public.
    pub data: Value,
    /// Sandbox id → data with the joins, for each sandbox that sees more than the public.
    pub sandboxes: IndexMap<String, Value>,
    /// Published row, such as `/investments/0`, → the text of `source_ids` that was taken out of it.
    pub row_sources: IndexMap<String, String>,
    /// All references to other records, also those that the public does not see.
    pub references: Vec<Reference>,
    /// What lists show of the record.
    pub card: Card,
}

/// Projects a record as `others` stand now; `sandboxes` are the ids of all sandboxes.
///
/// # Errors
/// When the data of an existing record cannot be read as a record. Nothing of it is public then.
pub fn project(
    one: &TypeStandard,
    id: &str,
    exists: bool,
    data: &Value,
    sandboxes: &[String],
    others: &dyn Others,
) -> Result<Projection, PublishError> {
    let Some(record) = public_object(exists, data)? else {
        return Ok(Projection {
            public: false,
            data: Value::Object(Object::new()),
            sandboxes: IndexMap::new(),
            row_sources: IndexMap::new(),
            references: gather(one, exists, data, None),
            card: Card::default(),
        });
    };
    let Filtered {
        data: mut shown,
        row_sources,
    } = seen(one, record, View::Public);
    let references = gather(one, exists, data, Some(&shown));
    let mut in_sandboxes = IndexMap::new();
    if one.profile.publication.sandboxes {
        for sandbox in sandboxes {
            let mut more = seen(one, record, View::Sandbox(sandbox)).data;
            if more != shown {
                join(one, id, &mut more, others);
                in_sandboxes.insert(sandbox.clone(), Value::Object(more));
            }
        }
    }
    join(one, id, &mut shown, others);
    let data = Value::Object(shown);
    Ok(Projection {
        public: true,
        card: card::build(one, id, &data, others),
        data,
        sandboxes: in_sandboxes,
        row_sources,
        references,
    })
}

/// What other records may see of a record: its public data before joins; `None` when it is not
/// public.
///
/// # Errors
/// As [`project`].
pub fn filtered(
    one: &TypeStandard,
    exists: bool,
    data: &Value,
) -> Result<Option<Value>, PublishError> {
    let shown = shown_to_all(one, exists, data)?;
    Ok(shown.map(|shown| Value::Object(shown.data)))
}

/// The public part of a record as it is stored, for JSON Lines; `None` when it is not public.
///
/// What the filter hides is gone (null in the place of a block, as in the public data), and so is
/// what is never public; statuses, the sources of rows and old words stay. Another installation
/// that takes it in shows the same.
#[must_use]
pub fn public_record(one: &TypeStandard, exists: bool, data: &Value) -> Option<Value> {
    let record = public_object(exists, data).ok()??;
    Some(Value::Object(filter(one, record, View::Stored).data))
}

/// What everybody sees of a record before joins; `None` when it is not public.
pub(crate) fn shown_to_all(
    one: &TypeStandard,
    exists: bool,
    data: &Value,
) -> Result<Option<Filtered>, PublishError> {
    let record = public_object(exists, data)?;
    Ok(record.map(|record| seen(one, record, View::Public)))
}

fn seen(one: &TypeStandard, record: &Object, view: View<'_>) -> Filtered {
    let mut shown = filter(one, record, view);
    rewrite(one, &mut shown.data);
    shown
}

/// The data of a public record.
fn public_object(exists: bool, data: &Value) -> Result<Option<&Object>, PublishError> {
    if !exists {
        return Ok(None);
    }
    let found = match data {
        Value::Object(object) => {
            return Ok(Some(object).filter(|object| Status::of(object) == Status::Public));
        }
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
    };
    Err(PublishError::NotAnObject { found })
}

#[cfg(test)]
mod tests;
