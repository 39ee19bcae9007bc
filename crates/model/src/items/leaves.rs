//! Every single value of a record with its place.

use super::{Step, key_of, path::tokens};
use crate::Value;

/// A single value of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf<'a> {
    /// Its place as text, rows by their ids: `/sources/[source1]/name/value`.
    pub key: String,
    /// Its place.
    pub steps: Vec<Step>,
    /// The value: text, number, or yes/no.
    pub value: &'a Value,
}

/// All single values of a record in their order; nulls and empty structures are left out.
#[must_use]
pub fn leaves(record: &Value) -> Vec<Leaf<'_>> {
    let mut found = Vec::new();
    walk(record, &mut Vec::new(), &mut found);
    found
}

fn walk<'a>(value: &'a Value, steps: &mut Vec<Step>, found: &mut Vec<Leaf<'a>>) {
    match value {
        Value::Null => {}
        Value::Object(object) => {
            for (key, value) in object {
                steps.push(Step::Key(key.clone()));
                walk(value, steps, found);
                steps.pop();
            }
        }
        Value::Array(rows) => {
            for (token, row) in tokens(rows).into_iter().zip(rows) {
                steps.push(Step::Row(token));
                walk(row, steps, found);
                steps.pop();
            }
        }
        value => found.push(Leaf {
            key: key_of(steps),
            steps: steps.clone(),
            value,
        }),
    }
}
