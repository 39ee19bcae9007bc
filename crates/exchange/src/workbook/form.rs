//! What a workbook that came back says.

use std::sync::Arc;

use indigo_model::{Object, Place, Problem, RecordKey, Value, pointer as pointers};

use super::{
    View,
    cell::CellName,
    layout::{Direction, Keys, pointer},
    value::Said,
};

/// Whether a workbook is ours or an official form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// Made by Indigo; recognised by its stamp.
    Own,
    /// An official INDIGO form; recognised by its version cell and what stands in its cells.
    Official {
        /// The form: `v018`, `S1`, `public-v019`.
        form: String,
    },
}

/// A workbook that was read.
#[derive(Debug, Clone)]
pub struct Form {
    /// Ours, or which official form.
    pub kind: FormKind,
    /// The record type: `project`.
    pub record_type: String,
    /// The version of the standard that our own workbook was made with.
    pub standard_version: Option<String>,
    /// Which data the workbook shows, and so what an empty cell means.
    pub view: View,
    /// The record that the workbook says it is of; none for a blank one.
    pub record_id: Option<String>,
    /// The version of the record that our own workbook was filled from.
    pub record_version: Option<u64>,
    /// When that which everybody saw of the record had last changed (RFC 3339), for our own
    /// workbook of it.
    pub record_as_of: Option<String>,
    pub(super) file: Arc<str>,
    pub(super) singles: Vec<Single>,
    pub(super) lists: Vec<FormList>,
    pub(super) agnostic: Vec<String>,
}

/// A cell that holds a value outside lists.
#[derive(Debug, Clone)]
pub(super) struct Single {
    pub(super) keys: Keys,
    pub(super) said: Said,
    pub(super) sheet: Arc<str>,
    pub(super) cell: CellName,
}

/// The rows of a list.
#[derive(Debug, Clone)]
pub(super) struct FormList {
    pub(super) keys: Keys,
    pub(super) sheet: Arc<str>,
    pub(super) direction: Direction,
    /// The columns (or rows) of the fields, with their keys in a row of the record.
    pub(super) fields: Vec<FormField>,
    pub(super) items: Vec<Item>,
}

/// A field of the rows of a list.
#[derive(Debug, Clone)]
pub(super) struct FormField {
    pub(super) at: u32,
    pub(super) keys: Keys,
    /// Where former forms have put the value into records.
    pub(super) former: Option<Keys>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) at: u32,
    /// One for each field.
    pub(super) said: Vec<Said>,
}

impl Item {
    /// Whether a cell of the row says something.
    pub(super) fn says_something(&self) -> bool {
        self.said.iter().any(|said| matches!(said, Said::Value(_)))
    }
}

/// Where a value of the record stands in the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlace {
    /// JSON pointer of the value in [`Form::values`].
    pub pointer: String,
    /// The sheet.
    pub sheet: String,
    /// The cell, such as `C5`.
    pub cell: String,
}

impl Form {
    /// All that the workbook says, as an object in the shape of the record's data.
    ///
    /// Values of empty cells are null, lists have the rows that are filled, and what the workbook
    /// has no sheet for is not there. Merged into a record by the rules of the present system this
    /// does what that system did; [`Form::lay_over`] does better, because it changes nothing that
    /// nobody changed.
    #[must_use]
    pub fn values(&self) -> Value {
        let mut root = Object::new();
        for single in &self.singles {
            if let Some(value) = value_of(&single.said) {
                pointers::set(&mut root, &single.keys, value);
            }
        }
        for group in &self.agnostic {
            make_agnostic(&mut root, group);
        }
        for list in &self.lists {
            let rows = list.items.iter().map(|item| {
                let mut row = Object::new();
                for (field, said) in list.fields.iter().zip(&item.said) {
                    if let Some(value) = value_of(said) {
                        pointers::set(&mut row, &field.keys, value);
                    }
                }
                Value::Object(row)
            });
            let rows = Value::Array(rows.collect());
            pointers::set(&mut root, &list.keys, rows);
        }
        Value::Object(root)
    }

    /// Every value of [`Form::values`] with its sheet and cell, in the order of the workbook.
    pub fn cells(&self) -> impl Iterator<Item = CellPlace> {
        let place = |pointer: String, sheet: &str, cell: CellName| CellPlace {
            pointer,
            sheet: sheet.to_owned(),
            cell: cell.to_string(),
        };
        let singles = self
            .singles
            .iter()
            .filter(|single| single.said != Said::Unreadable)
            .map(move |single| place(pointer(&single.keys), &single.sheet, single.cell));
        let rows = self.lists.iter().flat_map(move |list| {
            let items = list.items.iter().enumerate();
            items.flat_map(move |(row, item)| {
                let fields = list.fields.iter().zip(&item.said);
                fields
                    .filter(|(_, said)| **said != Said::Unreadable)
                    .map(move |(field, _)| {
                        let at = format!("{}/{row}{}", pointer(&list.keys), pointer(&field.keys));
                        place(at, &list.sheet, list.direction.cell(item.at, field.at))
                    })
            })
        });
        singles.chain(rows)
    }

    /// What is wrong when the workbook is sent for a record: another type, another record, or made
    /// from another version than the record has now (`version`).
    #[must_use]
    pub fn against(&self, key: &RecordKey, version: Option<u64>) -> Vec<Problem> {
        let place = Place {
            file: Some(self.file.to_string()),
            ..Place::default()
        };
        if self.record_type != key.record_type {
            return vec![Problem::error(
                "workbook_of_other_type",
                format!(
                    "The workbook is for a record of the type {}, and {} is of the type {}. Send it for the record that it is of.",
                    self.record_type, key.id, key.record_type
                ),
                place,
            )];
        }
        let mut found = Vec::new();
        match self.record_id.as_deref() {
            None => found.push(Problem::warning(
                "workbook_names_no_record",
                format!(
                    "The workbook does not say which record it is of. Make sure that it is {}.",
                    key.id
                ),
                place.clone(),
            )),
            Some(id) if id != key.id => found.push(Problem::error(
                "workbook_of_other_record",
                format!(
                    "The workbook is of {id}, not of {}. Send it for the record that it is of.",
                    key.id
                ),
                place.clone(),
            )),
            Some(_) => {}
        }
        if let (Some(then), Some(now)) = (self.record_version, version) {
            if then < now {
                found.push(Problem::warning(
                    "workbook_of_older_version",
                    format!("The workbook was made from version {then} of the record, which is now at version {now}. Only what was changed in the workbook counts as a change; what has changed in the record since stays, unless both changed the same."),
                    place,
                ));
            } else if then > now {
                found.push(Problem::warning(
                    "workbook_of_newer_version",
                    format!("The workbook was made from version {then} of the record, but there are only {now} here. It may come from another installation."),
                    place,
                ));
            }
        }
        found
    }
}

/// Null for an empty cell; none for one that cannot be read.
fn value_of(said: &Said) -> Option<Value> {
    match said {
        Said::Nothing => Some(Value::Null),
        Said::Value(value) => Some(value.clone()),
        Said::Unreadable => None,
    }
}

/// Where a group says `agnostic: YES`, every flag of it that is there becomes YES.
fn make_agnostic(root: &mut Object, group: &str) {
    let keys: Vec<&str> = pointers::split(group).collect();
    if let Some(group) = pointers::object_mut(root, &keys)
        && group.get("agnostic").is_some_and(|said| said == "YES")
    {
        for (key, flag) in group.iter_mut() {
            if !is_no_flag(key) {
                *flag = Value::from("YES");
            }
        }
    }
}

/// Keys of a group of flags that are none.
pub(super) fn is_no_flag(key: &str) -> bool {
    matches!(key, "status" | "sandboxes" | "source_ids" | "notes")
}
