//! Cells of the main table: the values outside lists.

use indigo_model::{Object, Problem, Value, changes::same_text};
use indigo_publish::cell;
use indigo_standard::TypeStandard;

use super::{set, shown};
use crate::{
    columns::Column,
    read::{TableRecord, table::MainRow},
    value::from_cell,
};

pub(super) fn apply(
    one: &TypeStandard,
    data: &mut Object,
    table: &TableRecord,
    main: &MainRow,
    word: &str,
    problems: &mut Vec<Problem>,
) {
    for (column, cell) in main.layout.columns.iter().zip(&main.cells) {
        let Column::Field(index) = column else {
            continue;
        };
        let field = &one.fields[*index];
        let shown = shown::text(one, data, field);
        // Equal to what is shown, or to what is there although it is not shown: nothing new.
        if same_text(cell, &shown) || same_text(cell, &cell::text(shown::at(data, &field.keys))) {
            continue;
        }
        let value = from_cell(field, cell).unwrap_or(Value::Null);
        let blocks = if value.is_null() {
            &[][..]
        } else {
            &one.blocks
        };
        if !set(data, &field.keys, value, blocks, word) {
            problems.push(Problem::warning(
                "value_in_the_way",
                "The value cannot be put here, because the record holds a text, a number or a list where a group of values should be. Correct the record first.",
                table.place(one, None, &field.pointer),
            ));
        }
    }
}
