//! What a file would change of a published record, value by value.

use indigo_model::{Value, changes_between};
use indigo_standard::TypeStandard;

use super::{
    places::{Places, title_of},
    report::CheckChange,
};

/// Changes of one record that are listed; more are counted.
const LISTED: usize = 500;
/// The longest value that is shown, in letters.
const LETTERS: usize = 400;

/// The changes from what is published to what the file says, and how many there are in all.
///
/// Statuses and sandboxes are left out: nobody who is not signed in sees those that are there.
pub(super) fn changes(
    one: &TypeStandard,
    id: &str,
    base: &Value,
    after: &Value,
    places: &Places<'_>,
) -> (Vec<CheckChange>, usize) {
    let all = changes_between(&comparable(base), &comparable(after));
    let count = all.len();
    let listed = all.into_iter().take(LISTED).map(|change| CheckChange {
        title: title_of(one, &change.pointer),
        before: change.before.as_ref().map(shown),
        // A row that goes has its place in the published record.
        place: match change.after {
            Some(_) => places.place_of(one, id, &change.pointer),
            None => indigo_model::Place {
                record: Some(id.to_owned()),
                pointer: Some(change.pointer.clone()),
                ..indigo_model::Place::default()
            },
        },
        after: change.after.as_ref().map(shown),
    });
    (listed.collect(), count)
}

/// The data without statuses, sandboxes, and what says nothing.
fn comparable(value: &Value) -> Value {
    match value {
        Value::Object(object) => Value::Object(
            object
                .iter()
                .filter(|(key, value)| {
                    let is_blank = value.as_str().is_some_and(|text| text.trim().is_empty());
                    !(matches!(key.as_str(), "status" | "sandboxes") || value.is_null() || is_blank)
                })
                .map(|(key, value)| (key.clone(), comparable(value)))
                .collect(),
        ),
        Value::Array(rows) => Value::Array(rows.iter().map(comparable).collect()),
        other => other.clone(),
    }
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.chars().count() <= LETTERS {
        text
    } else {
        text.chars().take(LETTERS - 1).chain(['…']).collect()
    }
}
