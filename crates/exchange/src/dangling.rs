//! References inside a record to rows that are not there.

use std::collections::{HashMap, HashSet};

use indigo_model::{Place, Problem, Value, pointer};
use indigo_standard::{Field, RowList, RowsReference, TypeStandard};

/// A reference to a row that the record does not have.
pub(crate) struct Dangling<'a> {
    /// The list and the row of it that refers; `None` for a field outside lists.
    pub(crate) row: Option<(&'a RowList, usize)>,
    pub(crate) field: &'a Field,
    id: String,
    /// The title of the list referred to.
    target: &'a str,
    /// An id of that list that differs only in capitals or blanks.
    alike: Option<String>,
}

impl Dangling<'_> {
    pub(crate) fn problem(&self, place: Place) -> Problem {
        let mut message = format!(
            "\"{}\" is not the id of a row of {} of this record.",
            self.id, self.target
        );
        match &self.alike {
            Some(alike) => {
                message += &format!(" There is \"{alike}\": enter that, if it is meant.");
            }
            None => message += " Correct the id, or add the row.",
        }
        Problem::warning("row_reference_dangling", message, place)
    }
}

/// Every reference to a row that is not there, in schema order.
pub(crate) fn dangling<'a>(one: &'a TypeStandard, data: &Value) -> Vec<Dangling<'a>> {
    let mut targets: HashMap<(&str, &str), HashSet<String>> = HashMap::new();
    let mut found = Vec::new();
    let outside = one.fields.iter().map(|field| (None, field));
    let inside = one
        .lists
        .iter()
        .flat_map(|list| list.fields.iter().map(move |field| (Some(list), field)));
    for (list, field) in outside.chain(inside) {
        let Some(reference) = &field.leaf.rows else {
            continue;
        };
        let Some(target) = one.list(&reference.list) else {
            continue;
        };
        let ids = targets
            .entry((&reference.list, &reference.key))
            .or_insert_with(|| ids_of(target, reference, data));
        let mut check = |row: Option<(&'a RowList, usize)>, value: Option<&Value>| {
            for id in parts(reference, value) {
                if !ids.contains(id) {
                    let alike = ids.iter().filter(|known| alike(known, id)).min();
                    found.push(Dangling {
                        row,
                        field,
                        id: id.to_owned(),
                        target: &target.title,
                        alike: alike.cloned(),
                    });
                }
            }
        };
        match list {
            None => check(None, pointer::at(data, &field.keys)),
            Some(list) => {
                let rows = pointer::at(data, &list.keys).and_then(Value::as_array);
                for (index, row) in rows.into_iter().flatten().enumerate() {
                    check(Some((list, index)), pointer::at(row, &field.keys));
                }
            }
        }
    }
    found
}

fn ids_of(target: &RowList, reference: &RowsReference, data: &Value) -> HashSet<String> {
    let rows = pointer::at(data, &target.keys).and_then(Value::as_array);
    rows.into_iter()
        .flatten()
        .filter_map(|row| {
            let id = pointer::get(row, &reference.key)?;
            let id = id.get("value").unwrap_or(id).as_str()?.trim();
            (!id.is_empty()).then(|| id.to_owned())
        })
        .collect()
}

/// The ids in a value.
fn parts<'v>(reference: &RowsReference, value: Option<&'v Value>) -> impl Iterator<Item = &'v str> {
    let text = value.and_then(Value::as_str).unwrap_or_default();
    let parts: Vec<&str> = match &reference.separator {
        Some(separator) => text.split(separator.as_str()).collect(),
        None => vec![text],
    };
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn alike(known: &str, id: &str) -> bool {
    let folded = |text: &str| -> String {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    folded(known) == folded(id)
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;
    use serde_json::json;

    use super::*;

    #[test]
    fn says_what_is_not_there_and_what_is_alike() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let data = json!({
            "stage_development": {"source_ids": "source1, sourc13,"},
            "sources": [{"id": "source1"}],
            "outcome_payment_plans": [{"id": {"value": "plan1"}}],
            "outcome_payments": [{"outcome_payment_plan_id": {"value": "Plan 1"}}],
        });
        let told: Vec<_> = dangling(one, &data)
            .iter()
            .map(|found| found.problem(Place::default()).message)
            .collect();
        assert_eq!(
            told,
            [
                "\"sourc13\" is not the id of a row of Sources of this record. Correct the id, or add the row.",
                "\"Plan 1\" is not the id of a row of Outcome Payment Plans of this record. There is \"plan1\": enter that, if it is meant."
            ]
        );
    }
}
