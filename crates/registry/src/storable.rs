//! What a record cannot hold: what has no place in its type, whoever sends it.
//!
//! A value that breaks the standard in another way (a word outside a codelist, an impossible date)
//! can be stored; the quality checks tell of it. What was there before is not held against whoever
//! sends it back unchanged.

use std::collections::HashSet;

use indigo_model::{Place, Problem, Value};
use indigo_standard::{Kind, Node, TypeStandard};

/// The most rows of a list.
const MOST_ROWS: usize = 2_000;

/// The most problems that are told.
const TOLD: usize = 100;

/// The most letters of a key or text that a sentence repeats.
const SHOWN: usize = 60;

/// What cannot be stored of `data`, unless the same stands in `seen` already; each with its JSON
/// pointer. Rows count as the same whatever their number.
#[must_use]
pub fn not_storable(one: &TypeStandard, seen: &Value, data: &Value) -> Vec<Problem> {
    let mut before = Walk::default();
    before.root(one, seen);
    let known: HashSet<(String, String)> = before.found.into_iter().map(|found| found.0).collect();
    let mut walk = Walk::default();
    walk.root(one, data);
    walk.found
        .into_iter()
        .filter(|(place, _)| !known.contains(place))
        .map(|(_, problem)| problem)
        .take(TOLD)
        .collect()
}

#[derive(Default)]
struct Walk {
    /// Code and place with `*` for rows → the problem.
    found: Vec<((String, String), Problem)>,
}

/// Where a value is: with numbers for rows, and with `*`.
#[derive(Clone)]
struct At {
    pointer: String,
    place: String,
}

impl At {
    fn key(&self, key: &str) -> Self {
        let key = key.replace('~', "~0").replace('/', "~1");
        Self {
            pointer: format!("{}/{key}", self.pointer),
            place: format!("{}/{key}", self.place),
        }
    }

    fn row(&self, number: usize) -> Self {
        Self {
            pointer: format!("{}/{number}", self.pointer),
            place: format!("{}/*", self.place),
        }
    }
}

impl Walk {
    fn root(&mut self, one: &TypeStandard, data: &Value) {
        let at = At {
            pointer: String::new(),
            place: String::new(),
        };
        if data.is_object() {
            self.keys(&one.nodes, data, &at);
        } else {
            self.add(
                "record_not_an_object",
                &at,
                format!("A record is an object; this is {}.", kind(data)),
            );
        }
    }

    fn keys(&mut self, nodes: &[Node], value: &Value, at: &At) {
        for (key, value) in value.as_object().into_iter().flatten() {
            let at = at.key(key);
            match nodes.iter().find(|node| node.key == *key) {
                Some(node) => self.value(node, value, &at),
                None => self.add(
                    "key_not_in_standard",
                    &at,
                    format!(
                        "The standard has no \"{}\" here. Look it up in the data dictionary, or leave it out.",
                        short(key)
                    ),
                ),
            }
        }
    }

    fn value(&mut self, node: &Node, value: &Value, at: &At) {
        match (&node.kind, value) {
            (_, Value::Null) => {}
            (Kind::Group { children }, Value::Object(_)) => self.keys(children, value, at),
            (Kind::Group { .. }, _) => self.wrong(at, "an object", value),
            (Kind::List { children, .. }, Value::Array(rows)) => {
                if rows.len() > MOST_ROWS {
                    let said = format!(
                        "There are {} rows; a list takes at most {MOST_ROWS}.",
                        rows.len()
                    );
                    return self.add("too_many_rows", at, said);
                }
                for (number, row) in rows.iter().enumerate() {
                    let at = at.row(number);
                    if row.is_object() {
                        self.keys(children, row, &at);
                    } else {
                        self.wrong(&at, "an object, the row,", row);
                    }
                }
            }
            (Kind::List { .. }, _) => self.wrong(at, "a list of rows", value),
            (Kind::Leaf(_), Value::String(text)) if text.contains('\0') => self.add(
                "null_character",
                at,
                "The text has a character in it that cannot be stored (U+0000). Take it out."
                    .to_owned(),
            ),
            (Kind::Leaf(_), Value::String(_) | Value::Number(_)) => {}
            (Kind::Leaf(_), _) => self.wrong(at, "a text or a number", value),
        }
    }

    fn wrong(&mut self, at: &At, wanted: &str, found: &Value) {
        let said = format!("Here {wanted} is expected; this is {}.", kind(found));
        self.add("wrong_shape", at, said);
    }

    fn add(&mut self, code: &str, at: &At, message: String) {
        // Far more than is told is not looked for: what was known before is left out of it.
        if self.found.len() < TOLD * 100 {
            let place = Place {
                pointer: Some(at.pointer.clone()),
                ..Place::default()
            };
            self.found.push((
                (code.to_owned(), at.place.clone()),
                Problem::error(code, message, place),
            ));
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        text.to_owned()
    } else {
        text.chars().take(SHOWN - 1).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;
    use serde_json::json;

    use super::*;

    fn found(seen: &Value, data: &Value) -> Vec<(String, String)> {
        let standard = Standard::load(None).unwrap();
        not_storable(standard.get("project").unwrap(), seen, data)
            .into_iter()
            .map(|problem| (problem.code, problem.place.pointer.unwrap()))
            .collect()
    }

    #[test]
    fn what_has_no_place_is_said_where_it_is() {
        let data = json!({
            "name": {"value": "a", "valeu": "b"},
            "a/b": 1,
            "dates": [],
            "investments": [{"id": "i1", "notes": {"x": 1}}, 7],
            "sources": {},
            "stage_development": {"value": true},
            "changes_to_project_due_to_covid19": {"value": "x\u{0}y"},
        });
        let expected = [
            ("key_not_in_standard", "/name/valeu"),
            ("key_not_in_standard", "/a~1b"),
            ("wrong_shape", "/dates"),
            ("wrong_shape", "/investments/0/notes"),
            ("wrong_shape", "/investments/1"),
            ("wrong_shape", "/sources"),
            ("wrong_shape", "/stage_development/value"),
            ("null_character", "/changes_to_project_due_to_covid19/value"),
        ]
        .map(|(code, pointer)| (code.to_owned(), pointer.to_owned()));
        assert_eq!(found(&json!({}), &data), expected);
        let many = vec![json!({}); MOST_ROWS + 1];
        assert_eq!(
            found(&json!({}), &json!({"sources": many}))[0].0,
            "too_many_rows"
        );
        assert_eq!(
            found(&json!({}), &json!([1]))[0],
            ("record_not_an_object".to_owned(), String::new())
        );
    }

    #[test]
    fn what_breaks_the_standard_otherwise_can_be_stored() {
        let data = json!({
            "name": {"value": 7},
            "dates": null,
            "stage_development": {"value": "No such stage", "status": "NO SUCH STATUS"},
        });
        assert_eq!(found(&json!({}), &data), []);
    }

    #[test]
    fn what_was_there_before_may_be_sent_back() {
        let seen = json!({"investments": [{"id": "i1", "old_key": 1}], "dates": "2020"});
        let data = json!({"investments": [{"id": "i0"}, {"id": "i1", "old_key": 1, "new_key": 1}], "dates": "2020"});
        assert_eq!(
            found(&seen, &data),
            [(
                "key_not_in_standard".to_owned(),
                "/investments/1/new_key".to_owned()
            )]
        );
    }
}
