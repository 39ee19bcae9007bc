//! Places in a record that stay the same when rows move.

use std::collections::HashMap;

use crate::{Value, changes::row_id};

use super::content_digest;

/// How a row of a list is told from the others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RowToken {
    /// By its id, which no other row of the list has.
    Id(String),
    /// By what it holds, and the how-manieth with that content it is, from 1.
    Content(String, usize),
}

/// One step from the root of a record to a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into an object.
    Key(String),
    /// Into a list.
    Row(RowToken),
}

/// Steps as text: `/outcome_metrics/[outcomemetric1]/target/value`.
///
/// A row with an id is written `[id]`, one without `[=digest]`, or `[=digest.2]` for the second of
/// the same content. In keys and ids `~` is written `~0` and `/` is written `~1`, a key's leading
/// `[` as `~2` and an id's leading `=` as `~3`.
#[must_use]
pub fn key_of(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        text.push('/');
        match step {
            Step::Key(key) => match key.strip_prefix('[') {
                Some(rest) => {
                    text.push_str("~2");
                    text.push_str(&escaped(rest));
                }
                None => text.push_str(&escaped(key)),
            },
            Step::Row(token) => {
                text.push('[');
                match token {
                    RowToken::Id(id) => match id.strip_prefix('=') {
                        Some(rest) => {
                            text.push_str("~3");
                            text.push_str(&escaped(rest));
                        }
                        None => text.push_str(&escaped(id)),
                    },
                    RowToken::Content(digest, 1) => {
                        text.push('=');
                        text.push_str(digest);
                    }
                    RowToken::Content(digest, nth) => {
                        text.push_str(&format!("={digest}.{nth}"));
                    }
                }
                text.push(']');
            }
        }
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('~', "~0").replace('/', "~1")
}

/// Whether a selector means the item of that key: the key itself, anything that the item is in
/// (`/investments/[i1]`, `/investments`), or the empty text for everything.
#[must_use]
pub fn selects(selector: &str, key: &str) -> bool {
    selector.is_empty()
        || key
            .strip_prefix(selector)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The tokens of the rows of a list, in order.
pub(crate) fn tokens(rows: &[Value]) -> Vec<RowToken> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for id in rows.iter().filter_map(row_id) {
        *ids.entry(id).or_default() += 1;
    }
    let mut contents: HashMap<String, usize> = HashMap::new();
    rows.iter()
        .map(|row| match row_id(row) {
            Some(id) if ids.get(id) == Some(&1) => RowToken::Id(id.to_owned()),
            _ => {
                let digest = content_digest(row);
                let nth = contents.entry(digest.clone()).or_default();
                *nth += 1;
                RowToken::Content(digest, *nth)
            }
        })
        .collect()
}

/// Where the row of that token is in a list. Of rows with the same content the last is taken when
/// there are fewer than the token counts: they cannot be told apart.
pub(crate) fn row_at(rows: &[Value], token: &RowToken) -> Option<usize> {
    match token {
        RowToken::Id(id) => {
            let mut found = rows
                .iter()
                .enumerate()
                .filter(|(_, row)| row_id(row) == Some(id))
                .map(|(at, _)| at);
            let first = found.next()?;
            found.next().is_none().then_some(first)
        }
        RowToken::Content(digest, nth) => rows
            .iter()
            .enumerate()
            .filter(|(_, row)| content_digest(row) == *digest)
            .map(|(at, _)| at)
            .take(*nth)
            .last(),
    }
}

/// How many rows of a list hold that content.
pub(crate) fn count_of(rows: &[Value], digest: &str) -> usize {
    rows.iter()
        .filter(|row| content_digest(row) == digest)
        .count()
}

/// What stands at the end of some steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Found<'a> {
    /// A value, or nothing.
    Value(Option<&'a Value>),
    /// A row on the way (of that many steps) is not there.
    NoRow(usize),
    /// Something that is no object or list is in the way.
    Blocked(&'a Value),
}

/// Goes some steps from the root.
pub(crate) fn look<'a>(root: &'a Value, steps: &[Step]) -> Found<'a> {
    let mut value = Some(root);
    for (at, step) in steps.iter().enumerate() {
        match (step, value) {
            (Step::Key(_), None | Some(Value::Null)) => value = None,
            (Step::Key(key), Some(Value::Object(object))) => value = object.get(key),
            (Step::Row(_), None | Some(Value::Null)) => return Found::NoRow(at + 1),
            (Step::Row(token), Some(Value::Array(rows))) => match row_at(rows, token) {
                Some(row) => value = rows.get(row),
                None => return Found::NoRow(at + 1),
            },
            (_, Some(other)) => return Found::Blocked(other),
        }
    }
    Found::Value(value)
}

/// The value at the end of some steps, when there is one.
#[must_use]
pub fn value_at<'a>(root: &'a Value, steps: &[Step]) -> Option<&'a Value> {
    match look(root, steps) {
        Found::Value(value) => value.filter(|value| !value.is_null()),
        Found::NoRow(_) | Found::Blocked(_) => None,
    }
}

/// Steps as the parts that titles are found by: the outermost list, the id of its row (when it has
/// one), and the pointer of the value inside the innermost row (or from the root, outside lists).
#[must_use]
pub fn parts_of(steps: &[Step]) -> (Option<String>, Option<&str>, String) {
    let is_row = |step: &Step| matches!(step, Step::Row(_));
    let list = steps.iter().position(is_row).map(|at| key_of(&steps[..at]));
    let row = steps.iter().find_map(|step| match step {
        Step::Row(RowToken::Id(id)) => Some(id.as_str()),
        _ => None,
    });
    let start = steps.iter().rposition(is_row).map_or(0, |at| at + 1);
    (list, row, key_of(&steps[start..]))
}
