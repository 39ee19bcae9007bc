//! Lays what tables say of a record over what is already known of it, so that nothing is lost.
//!
//! Tables are public exports, or made like them: what is not public is not in them, and statuses
//! and the sources of rows have no columns that count. So an empty cell or a missing row says
//! something only where the public would have seen a value.

mod extra;
mod fields;
pub(crate) mod matching;
pub(crate) mod rows;
pub(crate) mod shown;

use indigo_model::{Object, Problem, Status, Value};
use indigo_standard::{RowList, TypeStandard};

use crate::{dangling::dangling, read::TableRecord};

/// A record after tables were laid over it.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The data of the record. When the tables say nothing new these are the data it had.
    pub data: Value,
    /// What could not be taken as it is meant, and references to rows that the record has not.
    pub problems: Vec<Problem>,
    /// List → for each of its rows the row of the file that it is.
    file_rows: Vec<(String, Vec<Option<usize>>)>,
}

impl Applied {
    /// Which row of the file a row of the data is; `None` for rows that the file does not have.
    #[must_use]
    pub fn file_row(&self, list: &str, row: usize) -> Option<usize> {
        let (_, rows) = self.file_rows.iter().find(|(known, _)| known == list)?;
        *rows.get(row)?
    }
}

/// Lays a table record over the data that the record has (`None` when it is new).
///
/// `status` is what new blocks, new rows and new records are marked with; existing ones keep
/// theirs. A cell sets its value; an empty cell takes away a value that the public sees. The rows
/// of a file become the public rows of its list, in their order; rows that the public does not see
/// stay. What the file has no column for stays in the rows that are found again: by their id, by
/// their content, then by likeness.
#[must_use]
pub fn apply(
    one: &TypeStandard,
    existing: Option<&Value>,
    table: &TableRecord,
    status: Status,
) -> Applied {
    let mut data = existing
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let word = word(status);
    let mut problems = Vec::new();
    let mut file_rows = Vec::new();
    if one.field("/status").is_some() && Status::of(&data) == Status::Missing {
        data.insert("status".to_owned(), Value::from(word));
    }
    if let Some(main) = &table.main {
        fields::apply(one, &mut data, table, main, word, &mut problems);
    }
    for part in &table.lists {
        let list = &one.lists[part.list];
        let rows = rows::apply(one, list, &mut data, table, part, word, &mut problems);
        file_rows.push((list.pointer.clone(), rows));
    }
    if let Some(main) = &table.main {
        extra::apply(one, &mut data, table, main, word, &mut problems);
    }
    let mut applied = Applied {
        data: Value::Object(data),
        problems,
        file_rows,
    };
    let dangling = dangling_problems(one, table, &applied);
    applied.problems.extend(dangling);
    applied
}

/// References of the file's cells to rows that the record does not have.
fn dangling_problems(one: &TypeStandard, table: &TableRecord, applied: &Applied) -> Vec<Problem> {
    dangling(one, &applied.data)
        .into_iter()
        .filter_map(|found| {
            let field = &found.field.pointer;
            let place = match found.row {
                None => {
                    let place = table.place(one, None, field);
                    place.column.is_some().then_some(place)?
                }
                Some((list, row)) => {
                    let in_file = applied.file_row(&list.pointer, row)?;
                    let mut place = table.place(one, Some((&list.pointer, in_file)), field);
                    place.pointer = Some(format!("{}/{row}{field}", list.pointer));
                    place
                }
            };
            Some(found.problem(place))
        })
        .collect()
}

/// The word that marks a status.
pub(crate) fn word(status: Status) -> &'static str {
    match status {
        Status::Public => "PUBLIC",
        Status::Disputed => "DISPUTED",
        Status::Sandbox => "SANDBOX",
        Status::Private | Status::Missing | Status::Unknown => "PRIVATE",
    }
}

/// Sets a value and marks the blocks on the way that were not there before; false when something
/// that is no object stands in the way.
pub(crate) fn set(
    root: &mut Object,
    keys: &[String],
    value: Value,
    blocks: &[Vec<String>],
    word: &str,
) -> bool {
    let unmarked: Vec<&Vec<String>> = blocks
        .iter()
        .filter(|block| keys.starts_with(block) && is_new(root, block))
        .collect();
    if !indigo_model::pointer::set(root, keys, value) {
        return false;
    }
    for block in unmarked {
        if let Some(block) = indigo_model::pointer::object_mut(root, block) {
            block.insert("status".to_owned(), Value::from(word));
        }
    }
    true
}

/// Whether a block is not there, or holds nothing and no status.
fn is_new(root: &Object, block: &[String]) -> bool {
    let mut object = root;
    for key in block {
        match object.get(key) {
            None | Some(Value::Null) => return true,
            Some(Value::Object(inner)) => object = inner,
            Some(_) => return false,
        }
    }
    Status::of(object) == Status::Missing && object.values().all(is_nothing)
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_nothing),
        Value::Object(object) => object.values().all(is_nothing),
        _ => false,
    }
}

/// A new row from its values.
fn new_row<'a>(
    list: &RowList,
    values: impl Iterator<Item = (&'a [String], Value)>,
    word: &str,
) -> Value {
    let mut row = Object::new();
    for (keys, value) in values {
        set(&mut row, keys, value, &list.inner_blocks, word);
    }
    if list.has_status {
        row.insert("status".to_owned(), Value::from(word));
    }
    Value::Object(row)
}
