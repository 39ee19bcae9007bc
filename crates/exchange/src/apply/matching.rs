//! Finds the rows of a file among the rows that a record has.

use std::collections::{HashMap, VecDeque};

use indigo_model::{Object, Value, changes::row_id};
use indigo_publish::cell;
use indigo_standard::Field;

use super::shown;
use crate::{read::table::TableRow, value::is_row_id};

/// Beyond so many comparisons of rows, rows that changed are taken for new ones.
const MOST_COMPARISONS: usize = 250_000;

/// A column of the file that holds a field of the rows.
pub(crate) struct RowColumn<'a> {
    /// Its place among the cells.
    pub(crate) cell: usize,
    pub(crate) field: &'a Field,
}

impl RowColumn<'_> {
    /// Whether the column says what the row is. What it cites and who may see it says nothing:
    /// exports leave these cells empty.
    fn is_content(&self) -> bool {
        !self.field.is_source_ids() && !self.field.is_sandboxes()
    }
}

/// For each row of the file the row that it is; `shown` says which rows the file could show, and
/// `whole` whether it shows them as they are, not as the public sees them.
pub(crate) fn match_rows(
    columns: &[RowColumn<'_>],
    existing: &[Value],
    shown: &[bool],
    whole: bool,
    file: &[TableRow],
) -> Vec<Option<usize>> {
    let mut matching = Matching {
        found: vec![None; file.len()],
        taken: vec![false; existing.len()],
    };
    let content: Vec<_> = columns
        .iter()
        .filter(|column| column.is_content())
        .collect();
    let in_file: Vec<Vec<String>> = file
        .iter()
        .map(|row| {
            content
                .iter()
                .map(|column| unified(&row.cells[column.cell]))
                .collect()
        })
        .collect();
    let texts = |text: &dyn Fn(&Object, &Field) -> String| -> Vec<Vec<String>> {
        existing
            .iter()
            .map(|row| {
                let row = row.as_object();
                content
                    .iter()
                    .map(|column| {
                        row.map(|row| unified(&text(row, column.field)))
                            .unwrap_or_default()
                    })
                    .collect()
            })
            .collect()
    };
    let stored = texts(&|row, field| cell::text(shown::at(row, &field.keys)));
    let public = if whole {
        stored.clone()
    } else {
        texts(&shown::row_text)
    };
    // An export of the record itself has its rows as they are; rows that look the same keep their
    // places then, whatever they hold that is not shown.
    let in_order: Vec<usize> = (0..existing.len()).filter(|row| shown[*row]).collect();
    if in_order.iter().map(|row| &public[*row]).eq(&in_file) {
        return in_order.into_iter().map(Some).collect();
    }
    by_id(columns, existing, shown, file, &mut matching);
    by_content(&in_file, &public, |row| shown[row], &mut matching);
    by_content(&in_file, &stored, |row| shown[row], &mut matching);
    by_content(
        &in_file,
        &stored,
        |row| !shown[row] && existing[row].is_object(),
        &mut matching,
    );
    let id = content.iter().position(|column| is_row_id(column.field));
    by_likeness(&in_file, &public, id, shown, &mut matching);
    matching.found
}

struct Matching {
    /// Row of the file → row of the record.
    found: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Matching {
    fn pair(&mut self, in_file: usize, row: usize) {
        self.found[in_file] = Some(row);
        self.taken[row] = true;
    }
}

/// Pairs rows of the same id, where it is the only one on both sides; shown rows come first.
fn by_id(
    columns: &[RowColumn<'_>],
    existing: &[Value],
    shown: &[bool],
    file: &[TableRow],
    matching: &mut Matching,
) {
    let Some(column) = columns.iter().find(|column| is_row_id(column.field)) else {
        return;
    };
    let in_file = unique(
        file.iter()
            .enumerate()
            .map(|(at, row)| (row.cells[column.cell].trim(), at)),
    );
    let ids = |wanted: bool| {
        let rows = existing.iter().enumerate();
        unique(
            rows.filter(move |(at, _)| shown[*at] == wanted)
                .filter_map(|(at, row)| Some((row_id(row)?, at))),
        )
    };
    let (public, hidden) = (ids(true), ids(false));
    for (id, at) in in_file {
        let Some(at) = at else { continue };
        let row = match public.get(id) {
            Some(row) => *row,
            None => hidden.get(id).copied().flatten(),
        };
        if let Some(row) = row {
            matching.pair(at, row);
        }
    }
}

/// Id → its row, or nothing when several have it. Blank ids are none.
fn unique<'a>(rows: impl Iterator<Item = (&'a str, usize)>) -> HashMap<&'a str, Option<usize>> {
    let mut found = HashMap::new();
    for (id, at) in rows.filter(|(id, _)| !id.is_empty()) {
        found
            .entry(id)
            .and_modify(|only| *only = None)
            .or_insert(Some(at));
    }
    found
}

/// Pairs rows of the same content, in their order.
fn by_content(
    in_file: &[Vec<String>],
    rows: &[Vec<String>],
    usable: impl Fn(usize) -> bool,
    matching: &mut Matching,
) {
    let mut known: HashMap<&[String], VecDeque<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if usable(at) && !matching.taken[at] {
            known.entry(row).or_default().push_back(at);
        }
    }
    for (at, row) in in_file.iter().enumerate() {
        if matching.found[at].is_none()
            && let Some(same) = known.get_mut(row.as_slice()).and_then(VecDeque::pop_front)
        {
            matching.pair(at, same);
        }
    }
}

/// Pairs what is left with the shown row that has the most filled cells in common, when these are
/// at least half of what either has.
fn by_likeness(
    in_file: &[Vec<String>],
    rows: &[Vec<String>],
    id: Option<usize>,
    shown: &[bool],
    matching: &mut Matching,
) {
    let left = |found: &[Option<usize>]| found.iter().filter(|row| row.is_none()).count();
    let free = (0..rows.len())
        .filter(|row| shown[*row] && !matching.taken[*row])
        .count();
    if left(&matching.found) * free > MOST_COMPARISONS {
        return;
    }
    let filled = |row: &[String]| row.iter().filter(|text| !text.is_empty()).count();
    for (at, wanted) in in_file.iter().enumerate() {
        if matching.found[at].is_some() {
            continue;
        }
        let mut best: Option<(usize, usize)> = None;
        for (row, texts) in rows.iter().enumerate() {
            // Two ids that differ are two rows.
            let other = id.is_some_and(|id| {
                let (a, b) = (texts[id].trim(), wanted[id].trim());
                !a.is_empty() && !b.is_empty() && a != b
            });
            if !shown[row] || matching.taken[row] || other {
                continue;
            }
            let common = texts
                .iter()
                .zip(wanted)
                .filter(|(a, b)| !a.is_empty() && a == b)
                .count();
            let enough = common > 0 && common * 2 >= filled(texts).max(filled(wanted));
            if enough && best.is_none_or(|(most, _)| common > most) {
                best = Some((common, row));
            }
        }
        if let Some((_, row)) = best {
            matching.pair(at, row);
        }
    }
}

/// A text with its line ends as LF.
fn unified(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n")
    } else {
        text.to_owned()
    }
}
