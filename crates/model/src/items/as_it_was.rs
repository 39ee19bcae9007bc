//! What stood before in the places of today.

use std::collections::HashMap;

use super::{
    forms,
    path::{RowToken, tokens},
};
use crate::Value;

/// The values of `then` in the places where `now` holds one, in the shape of `now`: nothing of
/// what was since taken out comes back, a row that was not there then is left out, and a place that
/// was empty then is null. Rows are told apart by their ids, else by what they hold.
///
/// An amount is one statement in up to three forms (exact, or from a minimum to a maximum). What it
/// was in another form is shown too, unless that would bring back what
/// was taken out: when today's figure is exact, or today's range contradicts it.
#[must_use]
pub fn as_it_was(now: &Value, then: &Value) -> Value {
    blend(now, Some(then))
}

fn blend(now: &Value, then: Option<&Value>) -> Value {
    match now {
        Value::Null => Value::Null,
        Value::Object(object) => {
            let before = then.and_then(Value::as_object);
            let kept = object.iter().map(|(key, value)| {
                let before = before.and_then(|before| before.get(key));
                (key.clone(), blend(value, before))
            });
            let mut kept = kept.collect();
            if let Some(before) = before {
                forms::put_back(object, before, &mut kept);
            }
            Value::Object(kept)
        }
        Value::Array(rows) => {
            let before = then
                .and_then(Value::as_array)
                .map_or(&[][..], Vec::as_slice);
            let before: HashMap<RowToken, &Value> =
                tokens(before).into_iter().zip(before).collect();
            let kept = tokens(rows)
                .into_iter()
                .zip(rows)
                .filter_map(|(token, row)| Some(blend(row, Some(*before.get(&token)?))));
            Value::Array(kept.collect())
        }
        _ => match then {
            Some(value @ (Value::Bool(_) | Value::Number(_) | Value::String(_))) => value.clone(),
            _ => Value::Null,
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn places_of_today_hold_what_stood_there() {
        let now = json!({
            "name": {"value": "New"},
            "capital": {"value": 12},
            "gone": null,
            "rows": [{"id": "a", "n": 2}, {"id": "b", "n": 3}, {"n": 9}],
        });
        let then = json!({
            "rows": [{"id": "b", "n": 1, "more": 5}, {"id": "c", "n": 4}, {"n": 9}],
            "name": {"value": "Old"},
            "gone": {"value": "was public once"},
            "other": 7,
        });
        assert_eq!(
            as_it_was(&now, &then),
            json!({
                "name": {"value": "Old"},
                "capital": {"value": null},
                "gone": null,
                "rows": [{"id": "b", "n": 1}, {"n": 9}],
            })
        );
        assert_eq!(as_it_was(&now, &now), now);
    }
}
