//! Columns of list downloads that gather values of rows, such as the countries of a project.
//!
//! They are used only where nothing better is known: the table of the list itself, or the rows
//! that the record has.

use indigo_model::{Object, Problem, Value, pointer};
use indigo_standard::{ExtraColumn, Field, RowList, TypeStandard};

use super::{new_row, shown};
use crate::{
    columns::Column,
    gathered::{SEPARATOR, gathered},
    read::{TableRecord, table::MainRow},
    value::from_cell,
};

/// A filled cell of such a column.
struct Cell<'a> {
    column: &'a ExtraColumn,
    field: &'a Field,
    text: &'a str,
}

pub(super) fn apply(
    one: &TypeStandard,
    data: &mut Object,
    table: &TableRecord,
    main: &MainRow,
    word: &str,
    problems: &mut Vec<Problem>,
) {
    for (index, list) in one.lists.iter().enumerate() {
        if table.lists.iter().any(|part| part.list == index) {
            continue;
        }
        let cells: Vec<Cell<'_>> = main
            .layout
            .columns
            .iter()
            .zip(&main.cells)
            .filter_map(|(column, text)| match column {
                Column::Extra(index) if !text.is_empty() => {
                    let column = &one.profile.downloads.list_extra[*index];
                    let field = list.field(&column.field)?;
                    (column.list == list.pointer).then_some(Cell {
                        column,
                        field,
                        text,
                    })
                }
                _ => None,
            })
            .collect();
        if !cells.is_empty() {
            of_list(list, data, table, &cells, word, problems);
        }
    }
}

fn of_list(
    list: &RowList,
    data: &mut Object,
    table: &TableRecord,
    cells: &[Cell<'_>],
    word: &str,
    problems: &mut Vec<Problem>,
) {
    let place = |cell: &Cell<'_>| {
        let mut place = table.first_place();
        place.column = Some(cell.column.title.clone());
        place.pointer = Some(list.pointer.clone());
        place
    };
    let existing = match shown::at(data, &list.keys) {
        Some(Value::Array(rows)) => rows.as_slice(),
        _ => &[],
    };
    if !existing.is_empty() {
        let shown: Vec<&Value> = existing
            .iter()
            .filter(|row| shown::row_is_shown(list, row))
            .collect();
        for cell in cells {
            let is_known = |rows: &mut dyn Iterator<Item = &Value>| {
                same_parts(&gathered(rows, &cell.field.pointer), cell.text)
            };
            if !is_known(&mut shown.iter().copied()) && !is_known(&mut existing.iter()) {
                problems.push(Problem::note(
                    "gathered_column_not_used",
                    format!(
                        "The record has rows of {} that say something else than \"{}\"; they stay as they are. Send the table of these rows to change them.",
                        list.title, cell.text
                    ),
                    place(cell),
                ));
            }
        }
        return;
    }
    let (coded, whole): (Vec<&Cell<'_>>, Vec<&Cell<'_>>) = cells
        .iter()
        .partition(|cell| cell.field.leaf.codelist.is_some());
    let parts: Vec<Vec<&str>> = coded.iter().map(|cell| codes(cell)).collect();
    let mut rows: Vec<Vec<(&Field, String)>> = Vec::new();
    if parts.iter().all(|parts| parts.len() == 1) {
        rows.push(
            cells
                .iter()
                .map(|cell| (cell.field, cell.text.to_owned()))
                .collect(),
        );
    } else {
        if let Some(first) = whole.first() {
            rows.push(
                whole
                    .iter()
                    .map(|cell| (cell.field, cell.text.to_owned()))
                    .collect(),
            );
            problems.push(Problem::note(
                "gathered_column_split",
                format!(
                    "The file does not say which of these goes with which value of \"{}\"; they were taken as rows of their own. Send the table of {} to say it.",
                    coded.first().map_or("", |cell| cell.column.title.as_str()),
                    list.title
                ),
                place(first),
            ));
        }
        for (cell, parts) in coded.iter().zip(&parts) {
            rows.extend(
                parts
                    .iter()
                    .map(|part| vec![(cell.field, (*part).to_owned())]),
            );
        }
    }
    let rows = rows
        .iter()
        .map(|row| {
            let values = row
                .iter()
                .filter_map(|(field, text)| Some((field.keys.as_slice(), from_cell(field, text)?)));
            new_row(list, values, word)
        })
        .collect();
    if !pointer::set(data, &list.keys, Value::Array(rows)) {
        let said = "The rows cannot be put here, because the record holds something else. Correct the record first.";
        problems.push(Problem::warning("value_in_the_way", said, place(&cells[0])));
    }
}

/// The codes in a cell; one, when the codelist knows the whole text.
fn codes<'a>(cell: &Cell<'a>) -> Vec<&'a str> {
    let list = cell.field.leaf.codelist.as_ref();
    if list.is_some_and(|list| list.contains(cell.text)) {
        return vec![cell.text];
    }
    cell.text.split(SEPARATOR).collect()
}

/// Whether two gathered texts are the same, in any order: the old system wrote them at random.
fn same_parts(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let text = text.replace("\r\n", "\n");
        let mut parts: Vec<String> = text.split(SEPARATOR).map(str::to_owned).collect();
        parts.sort_unstable();
        parts
    };
    sorted(a) == sorted(b)
}
