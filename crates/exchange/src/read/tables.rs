//! The CSV files of one record type: checked once from end to end, then read record by record.

mod cursor;

use std::sync::Arc;

use indexmap::IndexSet;
use indigo_model::{Place, Problem, RecordKey};
use indigo_standard::TypeStandard;

use cursor::Cursor;

use super::{
    csv_rows::{Row, Rows},
    input::Input,
    problems::Problems,
    row_faults,
    table::{Layout, ListRows, MainRow, TableRecord},
};
use crate::{ExchangeError, Limits, columns::TableKind};

/// The CSV files of a type.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) main: Option<TableFile>,
    pub(crate) lists: Vec<TableFile>,
    /// Every record id of the files; a record's number in the runs is its place here.
    ids: IndexSet<Box<str>>,
}

/// A recognised CSV file.
#[derive(Debug)]
pub(crate) struct TableFile {
    pub(crate) input: Input,
    pub(crate) kind: TableKind,
    pub(crate) layout: Arc<Layout>,
    pub(crate) rows: u64,
    runs: Vec<Run>,
    /// Rows were left out because of their form, so that ids may be missing.
    incomplete: bool,
}

/// Rows of one record that follow each other in a file.
#[derive(Debug, Clone, Copy)]
struct Run {
    record: u32,
    count: u32,
    number: u64,
    offset: u64,
}

impl TableFile {
    pub(crate) fn new(input: Input, kind: TableKind, layout: Layout) -> Self {
        Self {
            input,
            kind,
            layout: Arc::new(layout),
            rows: 0,
            runs: Vec::new(),
            incomplete: false,
        }
    }

    fn place(&self, number: u64) -> Place {
        Place {
            file: Some(self.input.name.to_string()),
            row: Some(number),
            ..Place::default()
        }
    }

    fn id_place(&self, number: u64, id: Option<&str>) -> Place {
        Place {
            column: Some(self.layout.headers[self.layout.id].clone()),
            record: id.map(str::to_owned),
            ..self.place(number)
        }
    }
}

impl Tables {
    /// How many records the files speak of.
    pub(crate) fn record_count(&self) -> u64 {
        match &self.main {
            Some(main) => main.runs.len() as u64,
            None => self.ids.len() as u64,
        }
    }

    /// Whether the files speak of a record.
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The ids of the records that the files speak of.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(|id| &**id)
    }

    /// Where the files speak of a record first.
    pub(crate) fn place_of(&self, id: &str) -> Option<Place> {
        let record = u32::try_from(self.ids.get_index_of(id)?).ok()?;
        self.main.iter().chain(&self.lists).find_map(|file| {
            let at = file.runs.partition_point(|run| run.record < record);
            let run = file.runs.get(at).filter(|run| run.record == record)?;
            Some(file.id_place(run.number, Some(id)))
        })
    }

    /// Reads every file once, notes where each record's rows are, and says what is wrong.
    pub(crate) fn scan(
        &mut self,
        limits: &Limits,
        problems: &mut Problems,
    ) -> Result<(), ExchangeError> {
        if let Some(mut main) = self.main.take() {
            self.scan_file(&mut main, None, limits, problems)?;
            self.main = Some(main);
        }
        let main_name = self.main.as_ref().map(|main| main.input.name.to_string());
        let mut lists = std::mem::take(&mut self.lists);
        for list in &mut lists {
            self.scan_file(list, main_name.as_deref(), limits, problems)?;
        }
        self.lists = lists;
        self.lists.sort_by_key(|file| match file.kind {
            TableKind::Rows(list) => list,
            _ => 0,
        });
        Ok(())
    }

    fn scan_file(
        &mut self,
        file: &mut TableFile,
        main: Option<&str>,
        limits: &Limits,
        problems: &mut Problems,
    ) -> Result<(), ExchangeError> {
        let mut rows = Rows::new(file.input.open()?, limits.row_bytes);
        let mut header_seen = false;
        // Whether the last row went into the last run, so that the next may join it.
        let mut joins = false;
        while let Some(result) = rows.next().map_err(|error| file.input.unreadable(error))? {
            let row = rows.row();
            if !std::mem::replace(&mut header_seen, true) || (result.is_ok() && row.is_blank()) {
                continue;
            }
            file.rows += 1;
            let fine = match result {
                Err(fault) => {
                    problems.push(row_faults::of_form(fault, &file.layout, row, limits));
                    file.incomplete = true;
                    if fault.is_last() {
                        break;
                    }
                    false
                }
                Ok(()) => true,
            };
            let is_main = matches!(file.kind, TableKind::Main | TableKind::ListDownload);
            let record = if is_main {
                self.main_row(file, row, fine, problems)
            } else {
                self.list_row(file, row, fine, main, problems)
            };
            let Some(record) = record else {
                joins = false;
                continue;
            };
            match file.runs.last_mut() {
                Some(run) if joins && run.record == record && run.count < u32::MAX => {
                    run.count += 1;
                }
                _ => file.runs.push(Run {
                    record,
                    count: 1,
                    number: row.number,
                    offset: row.offset,
                }),
            }
            joins = true;
        }
        file.runs.sort_by_key(|run| run.record);
        file.runs.shrink_to_fit();
        Ok(())
    }

    /// Checks a row of the main table; gives the record's number when it can be read.
    fn main_row(
        &mut self,
        file: &TableFile,
        row: &Row,
        fine: bool,
        problems: &mut Problems,
    ) -> Option<u32> {
        let id = self.id_of(file, row, fine, problems);
        let full = fine && row_faults::cells_fit(&file.layout, row, problems);
        let id = id?;
        if let Some(before) = self.ids.get_index_of(id) {
            let number = file
                .runs
                .binary_search_by_key(&before, |run| run.record as usize)
                .map(|at| file.runs[at].number);
            let where_before = match number {
                Ok(number) => format!("in row {number}"),
                Err(_) => "in the file".to_owned(),
            };
            problems.push(Problem::error(
                "id_doubled",
                format!("The id is already {where_before}. Each record has one row; remove or renumber the other."),
                file.id_place(row.number, Some(id)),
            ));
            return None;
        }
        let record = self.insert(id);
        full.then_some(record)
    }

    /// Checks a row of a list's table; gives the record's number when it can be read.
    fn list_row(
        &mut self,
        file: &TableFile,
        row: &Row,
        fine: bool,
        main: Option<&str>,
        problems: &mut Problems,
    ) -> Option<u32> {
        let id = self.id_of(file, row, fine, problems);
        let full = fine && row_faults::cells_fit(&file.layout, row, problems);
        let id = id.filter(|_| full)?;
        match (self.ids.get_index_of(id), main) {
            (Some(record), _) => u32::try_from(record).ok(),
            (None, None) => Some(self.insert(id)),
            (None, Some(main)) => {
                // Rows of the main table that could not be read may be what is missing here.
                if !self.main_is_incomplete() {
                    problems.push(Problem::error(
                        "record_not_in_main",
                        format!("The row refers to a record that is not in {main}. Add the record there, or remove the row."),
                        file.id_place(row.number, Some(id)),
                    ));
                }
                None
            }
        }
    }

    fn main_is_incomplete(&self) -> bool {
        self.main.as_ref().is_some_and(|main| main.incomplete)
    }

    fn insert(&mut self, id: &str) -> u32 {
        let (record, _) = self.ids.insert_full(id.into());
        u32::try_from(record).unwrap_or(u32::MAX)
    }

    /// The record id of a row, when it has a usable one.
    fn id_of<'r>(
        &self,
        file: &TableFile,
        row: &'r Row,
        fine: bool,
        problems: &mut Problems,
    ) -> Option<&'r str> {
        let id = row.cell(file.layout.id);
        if id.trim().is_empty() {
            if fine {
                problems.push(Problem::error(
                    "id_blank",
                    "The row has no id, so it is not known which record it belongs to. Enter the id, or remove the row.",
                    file.id_place(row.number, None),
                ));
            }
            return None;
        }
        if id.trim() != id && fine {
            problems.push(Problem::error(
                "record_id_with_blanks",
                format!(
                    "The id \"{}\" has a blank or a tab before or after it. Remove it.",
                    id.escape_debug()
                ),
                file.id_place(row.number, Some(id)),
            ));
            return None;
        }
        Some(id)
    }

    /// Hands over the records one by one, in the order of the main table (of first mention when
    /// there is none).
    pub(crate) fn for_each<E: From<ExchangeError>>(
        &self,
        one: &TypeStandard,
        limits: &Limits,
        f: &mut dyn FnMut(TableRecord) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut main = self
            .main
            .as_ref()
            .map(|file| Cursor::new(file, limits))
            .transpose()?;
        let mut lists = self
            .lists
            .iter()
            .map(|file| Cursor::new(file, limits))
            .collect::<Result<Vec<_>, _>>()?;
        for (record, id) in (0u32..).zip(&self.ids) {
            let main = match &mut main {
                None => None,
                Some(cursor) => match cursor.rows_of(record, id)?.pop() {
                    // Its row is faulty; the fault was told while opening.
                    None => continue,
                    Some(row) => Some(MainRow {
                        layout: Arc::clone(&cursor.file.layout),
                        number: row.number,
                        cells: row.cells,
                    }),
                },
            };
            let mut parts = Vec::with_capacity(lists.len());
            for cursor in &mut lists {
                if let TableKind::Rows(list) = cursor.file.kind {
                    let rows = cursor.rows_of(record, id)?;
                    // Without the main table nothing is known of lists that are not mentioned.
                    if main.is_some() || !rows.is_empty() {
                        parts.push(ListRows {
                            list,
                            layout: Arc::clone(&cursor.file.layout),
                            rows,
                        });
                    }
                }
            }
            f(TableRecord {
                key: RecordKey::new(one.id.as_str(), &**id),
                main,
                lists: parts,
            })?;
        }
        Ok(())
    }
}
