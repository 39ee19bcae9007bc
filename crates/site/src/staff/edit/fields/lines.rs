//! A list of a form: each row of it in one line.

use indigo_model::{Value, changes::row_id, pointer};
use indigo_standard::{Field as Known, Node};

use super::{
    super::{
        fault_of::fault_of, reference::References, rows::segment_of, summary::summary, work::Work,
    },
    Form, id_of,
    piece::{Line, List, Piece},
};
use crate::words::sentence_case;

impl Form<'_, '_> {
    pub(super) fn rows(&self, node: &Node, found: &mut Vec<Piece>) {
        let Some(list) = self.work.one.list(&node.pointer) else {
            return;
        };
        let rows: Vec<&Value> = pointer::rows(&self.work.data, &list.pointer).collect();
        let former: Vec<&Value> = pointer::rows(&self.work.seen.data, &list.pointer).collect();
        let before_of = |row: &Value| before_of(&former, row);
        let gone = former
            .iter()
            .filter(|old| {
                !rows.iter().any(|row| match row_id(old) {
                    Some(id) => row_id(row) == Some(id),
                    None => row == *old,
                })
            })
            .count();
        let count = rows.len();
        let lines = rows
            .iter()
            .enumerate()
            .map(|(number, row)| {
                let before = before_of(row);
                Line {
                    number,
                    row_id: row_id(row).unwrap_or_default().to_owned(),
                    said: summary(self.work, self.references, list, row),
                    mark: match before {
                        None if self.work.seen.version > 0 => "new",
                        Some(before) if before != *row => "changed",
                        _ => "",
                    },
                    faults: row_faults(
                        self.work,
                        self.references,
                        &list.pointer,
                        &list.fields,
                        row,
                        before,
                    ),
                    is_first: number == 0,
                    is_last: number + 1 == count,
                }
            })
            .collect();
        found.push(Piece::List(Box::new(List {
            id: id_of(&list.pointer),
            title: sentence_case(&list.title),
            hint: list.description.clone().unwrap_or_default(),
            rows: lines,
            gone,
            segment: segment_of(list),
        })));
    }
}

/// A row as it was before: the one of the same id, or the very same.
pub(in crate::staff::edit) fn before_of<'v>(
    former: &[&'v Value],
    row: &Value,
) -> Option<&'v Value> {
    former
        .iter()
        .find(|old| match row_id(row) {
            Some(id) => row_id(old) == Some(id),
            None => **old == row,
        })
        .copied()
}

/// How many values of a row are faulty.
pub(in crate::staff::edit) fn row_faults(
    work: &Work<'_>,
    references: &References<'_, '_>,
    list: &str,
    fields: &[Known],
    row: &Value,
    before: Option<&Value>,
) -> usize {
    if before == Some(row) {
        return 0;
    }
    fields
        .iter()
        .filter(|field| {
            let now = pointer::at(row, &field.keys);
            let was = before.and_then(|row| pointer::at(row, &field.keys));
            fault_of(work, references, Some(list), field, now, was).is_some()
        })
        .count()
}
