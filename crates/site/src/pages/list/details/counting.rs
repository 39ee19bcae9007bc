//! Which rows of a record count in a column: those that hold what they have to, and of those that
//! stand under things that take each other's place, such as plans, those under the latest.

use indigo_model::{Value, changes::row_id, pointer};
use indigo_standard::{DetailLatest, DetailOnly, DetailSpec};

/// The rows that count.
pub(super) struct Counting<'a> {
    pub(super) rows: Vec<&'a Value>,
    pub(super) under: Option<Under<'a>>,
}

/// What the rows that count stand under.
pub(super) struct Under<'a> {
    /// The id of the latest.
    pub(super) id: &'a str,
    /// How many there are that rows stand under.
    pub(super) of: usize,
    /// Rows that stand under none and are left out.
    pub(super) left_out: usize,
    spec: &'a DetailLatest,
}

impl Under<'_> {
    /// "by plan3, the latest of 3".
    pub(super) fn said(&self) -> String {
        let mut said = format!("by {}", self.id);
        if self.of > 1 {
            said.push_str(&format!(", the latest of {}", self.of));
        }
        if self.left_out > 0 {
            said.push_str(&format!(
                ", without {} that {} under no {}",
                self.left_out,
                if self.left_out == 1 {
                    "stands"
                } else {
                    "stand"
                },
                self.spec.one
            ));
        }
        said
    }
}

impl<'a> Counting<'a> {
    /// The rows of a list that count.
    pub(super) fn of(
        data: &'a Value,
        list: &str,
        only: Option<&DetailOnly>,
        latest: Option<&'a DetailLatest>,
    ) -> Self {
        let mut rows: Vec<&Value> = pointer::rows(data, list)
            .filter(|row| only.is_none_or(|only| fits(row, only)))
            .collect();
        let under = latest.and_then(|spec| {
            let stands = |row: &'a Value| trimmed(row, &spec.by);
            let mut ids: Vec<&str> = pointer::rows(data, &spec.list).filter_map(row_id).collect();
            // Some name one that the list does not have.
            for id in rows.iter().filter_map(|row| stands(row)) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            ids.retain(|id| rows.iter().any(|row| stands(row) == Some(id)));
            let id = *ids.last()?;
            let left_out = rows.iter().filter(|row| stands(row).is_none()).count();
            rows.retain(|row| stands(row) == Some(id));
            Some(Under {
                id,
                of: ids.len(),
                left_out,
                spec,
            })
        });
        Self { rows, under }
    }
}

fn trimmed<'a>(row: &'a Value, at: &str) -> Option<&'a str> {
    pointer::text(row, at)
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

fn fits(row: &Value, only: &DetailOnly) -> bool {
    let said = trimmed(row, &only.at);
    match &only.is {
        Some(is) => said == Some(is),
        None => said.is_none_or(|said| only.is_none_of.iter().all(|not| not != said)),
    }
}

/// The rows of a record that a table shows, and what counts in each column.
pub(super) struct Table<'a> {
    spec: &'a DetailSpec,
    rows: Vec<&'a Value>,
    columns: Vec<Counting<'a>>,
}

/// A row of the record, or what belongs to none.
pub(super) struct Line<'a> {
    pub(super) place: Option<usize>,
    pub(super) row: Option<&'a Value>,
}

impl<'a> Table<'a> {
    pub(super) fn of(spec: &'a DetailSpec, data: &'a Value) -> Self {
        Self {
            rows: pointer::rows(data, &spec.rows).collect(),
            columns: spec
                .columns
                .iter()
                .map(|column| {
                    let list = column.list.as_deref().unwrap_or_default();
                    Counting::of(data, list, column.only.as_ref(), column.latest_of.as_ref())
                })
                .collect(),
            spec,
        }
    }

    /// The rows of the record, and at the end what belongs to none of them, if there is any.
    pub(super) fn lines(&self) -> Vec<Line<'a>> {
        let mut lines: Vec<Line<'a>> = self
            .rows
            .iter()
            .enumerate()
            .map(|(place, row)| Line {
                place: Some(place),
                row: Some(row),
            })
            .collect();
        let rest = Line {
            place: None,
            row: None,
        };
        let has_rest = (0..self.columns.len()).any(|column| {
            self.spec.columns[column].list.is_some() && !self.belonging(column, &rest).is_empty()
        });
        lines.extend(has_rest.then_some(rest));
        lines
    }

    /// The rows of a column's list that belong to a line.
    pub(super) fn belonging(&self, column: usize, line: &Line<'_>) -> Vec<&'a Value> {
        let (Some(counting), Some(spec)) =
            (self.columns.get(column), self.spec.columns.get(column))
        else {
            return Vec::new();
        };
        let by = |row: &'a Value| spec.by.as_deref().and_then(|at| trimmed(row, at));
        let is_known = |id: &str| self.rows.iter().any(|row| row_id(row) == Some(id));
        let id = line.row.and_then(row_id);
        let belongs = |row: &'a Value| match (line.row, by(row)) {
            (Some(_), by) => by.is_some() && by == id,
            (None, Some(by)) => !is_known(by),
            (None, None) => true,
        };
        let rows = counting.rows.iter().copied();
        rows.filter(|row| belongs(row)).collect()
    }

    /// What the rows that count in a column stand under.
    pub(super) fn under(&self, column: usize) -> Option<&Under<'a>> {
        self.columns.get(column)?.under.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn latest() -> DetailLatest {
        serde_json::from_value(
            json!({"list": "/plans", "by": "/plan", "one": "plan", "many": "plans"}),
        )
        .unwrap()
    }

    #[test]
    fn plans_that_take_each_others_place_are_never_added_up() {
        let only: DetailOnly =
            serde_json::from_value(json!({"at": "/type", "is": "Planned"})).unwrap();
        let data = json!({
            "plans": [{"id": {"value": "plan1"}}, {"id": {"value": "plan2"}}, {"id": {"value": "plan3"}}],
            "payments": [
                {"plan": "plan2", "type": "Planned", "amount": 7},
                {"plan": "plan1", "type": "Planned", "amount": 5},
                {"plan": "plan3", "type": "Actual", "amount": 3},
                {"type": "Planned", "amount": 1},
                {"type": "Actual", "amount": 2},
            ],
        });
        let latest = latest();
        let counting = Counting::of(&data, "/payments", Some(&only), Some(&latest));
        assert_eq!(counting.rows.len(), 1);
        assert_eq!(counting.rows[0]["amount"], 7);
        assert_eq!(
            counting.under.unwrap().said(),
            "by plan2, the latest of 2, without 1 that stands under no plan"
        );
        let without = Counting::of(&data, "/payments", Some(&only), None);
        assert_eq!(without.rows.len(), 3);
    }

    #[test]
    fn rows_under_nothing_count_where_none_stands_under_anything() {
        let data = json!({"payments": [{"amount": 1}, {"amount": 2, "plan": " "}]});
        let latest = latest();
        let counting = Counting::of(&data, "/payments", None, Some(&latest));
        assert_eq!(counting.rows.len(), 2);
        assert!(counting.under.is_none());
    }

    #[test]
    fn what_is_neither_of_some_values_is_found_too() {
        let only: DetailOnly =
            serde_json::from_value(json!({"at": "/type", "isNoneOf": ["Actual", "Planned"]}))
                .unwrap();
        let data =
            json!({"payments": [{"type": "Actual"}, {"type": "Planned "}, {"type": "Due"}, {}]});
        let counting = Counting::of(&data, "/payments", Some(&only), None);
        assert_eq!(counting.rows.len(), 2);
    }
}
