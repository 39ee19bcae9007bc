//! Which other records a record names, and whether it does so in public.

use indexmap::IndexMap;
use indigo_model::{Object, Value, pointer};
use indigo_standard::{Field, TypeStandard};

use crate::project::shown_to_all;

/// A record of another type that a record names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The list that the row is in, such as `/investments`; empty for a field outside lists.
    pub list: String,
    /// The field of the row, such as `/organisation_id/value`.
    pub field: String,
    /// The type of the record named.
    pub record_type: String,
    /// Its id as it stands there, trimmed; there may be no such record.
    pub id: String,
    /// Whether it stands in a published row of a public record.
    pub public: bool,
}

/// All references of a record, also those that the public does not see; each list, field, type and
/// id once: first those that it sees, then the others, each in the order of the schema and the rows.
///
/// A record that does not exist, or whose data are no object, has none.
#[must_use]
pub fn references(one: &TypeStandard, exists: bool, data: &Value) -> Vec<Reference> {
    let shown = shown_to_all(one, exists, data).ok().flatten();
    gather(one, exists, data, shown.map(|shown| shown.data).as_ref())
}

/// The same, given what the public sees of the record.
pub(crate) fn gather(
    one: &TypeStandard,
    exists: bool,
    data: &Value,
    shown: Option<&Object>,
) -> Vec<Reference> {
    let Some(data) = data.as_object().filter(|_| exists) else {
        return Vec::new();
    };
    // The public ones first, so that not even their order tells of the others.
    let mut found: IndexMap<Reference, bool> = IndexMap::new();
    for (object, public) in shown
        .map(|shown| (shown, true))
        .into_iter()
        .chain([(data, false)])
    {
        for place in places(one) {
            place.read(object, |reference| {
                found.entry(reference).or_insert(public);
            });
        }
    }
    found
        .into_iter()
        .map(|(reference, public)| Reference {
            public,
            ..reference
        })
        .collect()
}

/// The ids in a value: one, or several when the field says what separates them.
pub(crate) fn ids<'a>(
    value: Option<&'a Value>,
    separator: Option<&'a str>,
) -> impl Iterator<Item = &'a str> {
    let text = value.and_then(Value::as_str).unwrap_or_default();
    let parts: Box<dyn Iterator<Item = &str>> = match separator.filter(|part| !part.is_empty()) {
        Some(separator) => Box::new(text.split(separator)),
        None => Box::new(std::iter::once(text)),
    };
    parts.map(str::trim).filter(|id| !id.is_empty())
}

/// A place in records of a type where ids of other records stand.
pub(crate) struct Place<'a> {
    pub(crate) list: &'a str,
    pub(crate) field: &'a str,
    pub(crate) record_type: &'a str,
    pub(crate) separator: Option<&'a str>,
}

pub(crate) fn places(one: &TypeStandard) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    for field in &one.fields {
        places.extend(marked("", field));
    }
    for list in &one.lists {
        for field in &list.fields {
            places.extend(marked(&list.pointer, field));
        }
    }
    for reference in &one.profile.publication.references {
        places.push(Place {
            list: &reference.list,
            field: &reference.field,
            record_type: &reference.record_type,
            separator: None,
        });
    }
    places
}

fn marked<'a>(list: &'a str, field: &'a Field) -> Option<Place<'a>> {
    let reference = field.leaf.references.as_ref()?;
    Some(Place {
        list,
        field: &field.pointer,
        record_type: &reference.record_type,
        separator: reference.separator.as_deref(),
    })
}

impl Place<'_> {
    fn read(&self, data: &Object, mut found: impl FnMut(Reference)) {
        let mut say = |row: &Object| {
            for id in ids(at(row, self.field), self.separator) {
                found(Reference {
                    list: self.list.to_owned(),
                    field: self.field.to_owned(),
                    record_type: self.record_type.to_owned(),
                    id: id.to_owned(),
                    // Told apart by the caller; it must not make two of one.
                    public: false,
                });
            }
        };
        if self.list.is_empty() {
            say(data);
        } else {
            let rows = at(data, self.list).and_then(Value::as_array);
            for row in rows.into_iter().flatten().filter_map(Value::as_object) {
                say(row);
            }
        }
    }
}

/// The value at a pointer below an object.
pub(crate) fn at<'a>(object: &'a Object, pointer: &str) -> Option<&'a Value> {
    let mut keys = pointer::split(pointer);
    let first = object.get(keys.next()?)?;
    keys.try_fold(first, |value, key| value.as_object()?.get(key))
}

#[cfg(test)]
mod tests;
