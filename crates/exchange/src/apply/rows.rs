//! Rows of a list's table: they become the public rows of the list.

use std::collections::HashMap;

use indigo_model::{Object, Problem, Value, changes::same_text, pointer};
use indigo_publish::cell;
use indigo_standard::{RowList, TypeStandard};

use super::{
    matching::{RowColumn, match_rows},
    new_row, set, shown,
};
use crate::{
    columns::Column,
    read::{
        TableRecord,
        table::{ListRows, TableRow},
    },
    value::from_cell,
};

/// Lays the rows over the list; gives for each row that the list then has the row of the file.
pub(super) fn apply(
    one: &TypeStandard,
    list: &RowList,
    data: &mut Object,
    table: &TableRecord,
    part: &ListRows,
    word: &str,
    problems: &mut Vec<Problem>,
) -> Vec<Option<usize>> {
    let in_the_way = |said: &str| {
        let mut place = table.place(one, Some((&list.pointer, 0)), "");
        place.column = None;
        place.pointer = Some(list.pointer.clone());
        Problem::warning("value_in_the_way", said, place)
    };
    let nothing = Vec::new();
    let existing = match shown::at(data, &list.keys) {
        Some(Value::Array(rows)) => rows,
        None | Some(Value::Null) => &nothing,
        Some(_) if part.rows.is_empty() => return Vec::new(),
        Some(_) => {
            problems.push(in_the_way(
                "The record holds something else than rows here; the rows of the file take its place.",
            ));
            &nothing
        }
    };
    let parents = &list.keys[..list.keys.len() - 1];
    let list_is_shown = shown::is_shown(&one.blocks, data, parents);
    let is_shown: Vec<bool> = existing
        .iter()
        .map(|row| list_is_shown && shown::row_is_shown(list, row))
        .collect();
    let columns: Vec<RowColumn<'_>> = part
        .layout
        .columns
        .iter()
        .enumerate()
        .filter_map(|(cell, column)| match column {
            Column::Field(index) => Some(RowColumn {
                cell,
                field: &list.fields[*index],
            }),
            _ => None,
        })
        .collect();
    let found = match_rows(&columns, existing, &is_shown, false, &part.rows);
    let mut rows = Vec::with_capacity(existing.len().max(part.rows.len()));
    let mut file_rows = Vec::with_capacity(rows.capacity());
    let mut stays = stays(&found, &is_shown);
    let mut keep = |after: Option<usize>, rows: &mut Vec<Value>, file_rows: &mut Vec<_>| {
        for row in stays.remove(&after).unwrap_or_default() {
            rows.push(existing[row].clone());
            file_rows.push(None);
        }
    };
    keep(None, &mut rows, &mut file_rows);
    for (at, row) in part.rows.iter().enumerate() {
        rows.push(match found[at] {
            Some(before) => updated(list, &existing[before], &columns, row, word),
            None => new(list, &columns, row, word),
        });
        file_rows.push(Some(at));
        keep(found[at], &mut rows, &mut file_rows);
    }
    let changed = rows != *existing;
    if changed && !pointer::set(data, &list.keys, Value::Array(rows)) {
        problems.push(in_the_way(
            "The rows cannot be put here, because the record holds a text, a number or a list where a group of values should be. Correct the record first.",
        ));
        return Vec::new();
    }
    file_rows
}

/// The rows that stay although the file does not have them, by the row that they come after: the
/// nearest before them that the file has.
pub(crate) fn stays(
    found: &[Option<usize>],
    is_shown: &[bool],
) -> HashMap<Option<usize>, Vec<usize>> {
    let mut in_file = vec![false; is_shown.len()];
    for row in found.iter().flatten() {
        in_file[*row] = true;
    }
    let mut stays: HashMap<_, Vec<usize>> = HashMap::new();
    let mut after = None;
    for row in 0..is_shown.len() {
        if in_file[row] {
            after = Some(row);
        } else if !is_shown[row] {
            stays.entry(after).or_default().push(row);
        }
    }
    stays
}

fn new(list: &RowList, columns: &[RowColumn<'_>], row: &TableRow, word: &str) -> Value {
    let values = columns.iter().filter_map(|column| {
        let value = from_cell(column.field, &row.cells[column.cell])?;
        Some((column.field.keys.as_slice(), value))
    });
    new_row(list, values, word)
}

/// A row with the cells of the file; what the file has no column for stays.
fn updated(
    list: &RowList,
    existing: &Value,
    columns: &[RowColumn<'_>],
    row: &TableRow,
    word: &str,
) -> Value {
    let mut data = existing.as_object().cloned().unwrap_or_default();
    let mut changed = false;
    for column in columns {
        let (cell, field) = (&row.cells[column.cell], column.field);
        // Exports leave these empty, whatever the row holds.
        let stripped = cell.is_empty() && (field.is_source_ids() || field.is_sandboxes());
        if stripped
            || same_text(cell, &shown::row_text(&data, field))
            || same_text(cell, &cell::text(shown::at(&data, &field.keys)))
        {
            continue;
        }
        let value = from_cell(field, cell).unwrap_or(Value::Null);
        let blocks = if value.is_null() {
            &[][..]
        } else {
            &list.inner_blocks
        };
        changed |= set(&mut data, &field.keys, value, blocks, word);
    }
    if changed {
        Value::Object(data)
    } else {
        existing.clone()
    }
}
