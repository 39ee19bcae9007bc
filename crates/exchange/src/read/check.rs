//! What is doubtful about the values of one record: told, never a reason to refuse it.

use std::collections::{HashMap, HashSet};

use indigo_model::{Problem, Value, pointer};
use indigo_standard::{Field, RowList, TypeStandard};

use super::table::{ListRows, TableRecord};
use crate::{
    columns::Column,
    dangling::dangling,
    value::{SEVERAL_IDS, doubts, from_cell, is_row_id},
};
use indigo_model::Place;

/// Doubts about a record from tables. What it refers to can be judged only when it is applied.
pub(crate) fn table(one: &TypeStandard, record: &TableRecord) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(main) = &record.main {
        for (column, cell) in main.layout.columns.iter().zip(&main.cells) {
            if let Column::Field(index) = column {
                let field = &one.fields[*index];
                value(
                    one,
                    None,
                    field,
                    from_cell(field, cell).as_ref(),
                    &mut problems,
                    || record.place(one, None, &field.pointer),
                );
            }
        }
    }
    for part in &record.lists {
        let list = &one.lists[part.list];
        for (at, row) in part.rows.iter().enumerate() {
            for (column, cell) in part.layout.columns.iter().zip(&row.cells) {
                if let Column::Field(index) = column {
                    let field = &list.fields[*index];
                    value(
                        one,
                        Some(list),
                        field,
                        from_cell(field, cell).as_ref(),
                        &mut problems,
                        || record.place(one, Some((&list.pointer, at)), &field.pointer),
                    );
                }
            }
        }
        doubled_rows(one, record, part, &mut problems);
    }
    told_once(problems)
}

/// Doubts about a record from JSON.
pub(crate) fn whole(one: &TypeStandard, data: &Value, place: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    let at = |pointer: String| Place {
        pointer: Some(pointer),
        ..place.clone()
    };
    for field in &one.fields {
        let found = pointer::at(data, &field.keys);
        value(one, None, field, found, &mut problems, || {
            at(field.pointer.clone())
        });
    }
    for list in &one.lists {
        let rows = pointer::at(data, &list.keys).and_then(Value::as_array);
        for (index, row) in rows.into_iter().flatten().enumerate() {
            for field in &list.fields {
                let found = pointer::at(row, &field.keys);
                value(one, Some(list), field, found, &mut problems, || {
                    at(format!("{}/{index}{}", list.pointer, field.pointer))
                });
            }
        }
    }
    for found in dangling(one, data) {
        let row = found
            .row
            .map(|(list, row)| format!("{}/{row}", list.pointer));
        problems.push(found.problem(at(row.unwrap_or_default() + &found.field.pointer)));
    }
    told_once(problems)
}

/// Joined ids stand in many rows of a record: each text is told once for a column, with the number
/// of its rows.
fn told_once(problems: Vec<Problem>) -> Vec<Problem> {
    let mut first: HashMap<(Option<String>, String, String), (usize, u64)> = HashMap::new();
    let mut kept: Vec<Problem> = Vec::with_capacity(problems.len());
    for problem in problems {
        if problem.code != SEVERAL_IDS {
            kept.push(problem);
            continue;
        }
        let column = problem
            .place
            .pointer
            .iter()
            .flat_map(|pointer| pointer.split('/'));
        let column: Vec<&str> = column
            .filter(|key| key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_digit()))
            .collect();
        let key = (
            problem.place.file.clone(),
            column.join("/"),
            problem.message.clone(),
        );
        if let Some((_, rows)) = first.get_mut(&key) {
            *rows += 1;
        } else {
            first.insert(key, (kept.len(), 1));
            kept.push(problem);
        }
    }
    for (at, rows) in first.into_values().filter(|(_, rows)| *rows > 1) {
        kept[at].message += &format!(" It stands in {rows} rows of this record.");
    }
    kept
}

fn value(
    one: &TypeStandard,
    list: Option<&RowList>,
    field: &Field,
    value: Option<&Value>,
    problems: &mut Vec<Problem>,
    place: impl Fn() -> Place,
) {
    let Some(value) = value else { return };
    for doubt in doubts(one, list, field, value) {
        problems.push(Problem::new(
            doubt.severity,
            doubt.code,
            doubt.message,
            place(),
        ));
    }
}

/// Rows that are the same, rows with the id of another, and rows without the id that others need.
fn doubled_rows(
    one: &TypeStandard,
    record: &TableRecord,
    part: &ListRows,
    problems: &mut Vec<Problem>,
) {
    let list = &one.lists[part.list];
    let id = part
        .layout
        .columns
        .iter()
        .enumerate()
        .find_map(|(at, column)| match column {
            Column::Field(index) => {
                is_row_id(&list.fields[*index]).then(|| (at, &list.fields[*index]))
            }
            _ => None,
        });
    let referred_to = id.is_some() && is_referred_to(one, list);
    let mut rows = HashMap::new();
    let mut ids: HashMap<&str, u64> = HashMap::new();
    let mut whole_row = HashSet::new();
    for (at, row) in part.rows.iter().enumerate() {
        if let Some(number) = rows.insert(&row.cells, row.number) {
            let mut place = record.place(one, Some((&list.pointer, at)), "");
            place.column = None;
            problems.push(Problem::note(
                "row_doubled",
                format!("The row is the same as row {number}. Remove it, unless both are meant."),
                place,
            ));
            whole_row.insert(at);
        }
        let Some((column, field)) = id else { continue };
        let text = row.cells[column].trim();
        let place = || record.place(one, Some((&list.pointer, at)), &field.pointer);
        if text.is_empty() {
            if referred_to {
                problems.push(Problem::note(
                    "row_without_id",
                    "The row has no id, so that nothing can refer to it. Enter one, if something is to.",
                    place(),
                ));
            }
        } else if let Some(number) = ids.insert(text, row.number)
            && !whole_row.contains(&at)
        {
            problems.push(Problem::warning(
                "row_id_doubled",
                format!("The id \"{text}\" is also that of row {number}, so that what refers to it can mean either. Give each row its own."),
                place(),
            ));
        }
    }
}

/// Whether something in the record may hold ids of the list's rows.
fn is_referred_to(one: &TypeStandard, list: &RowList) -> bool {
    one.fields
        .iter()
        .chain(one.lists.iter().flat_map(|other| &other.fields))
        .filter_map(|field| field.leaf.rows.as_ref())
        .any(|reference| reference.list == list.pointer)
}
