//! The second reading of a table: the rows of one record after the other.

use super::{
    super::{
        csv_rows::{RowFault, Rows},
        input::Window,
        table::TableRow,
    },
    TableFile,
};
use crate::{ExchangeError, Limits};

/// Reads a file's rows for one record after the other.
pub(super) struct Cursor<'a> {
    pub(super) file: &'a TableFile,
    rows: Rows<Window>,
    next: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(file: &'a TableFile, limits: &Limits) -> Result<Self, ExchangeError> {
        Ok(Self {
            file,
            rows: Rows::new(file.input.open()?, limits.row_bytes),
            next: 0,
        })
    }

    /// The rows of a record; records must be asked for in order.
    pub(super) fn rows_of(
        &mut self,
        record: u32,
        id: &str,
    ) -> Result<Vec<TableRow>, ExchangeError> {
        let mut found = Vec::new();
        let file = self.file;
        let changed = || ExchangeError::Changed {
            file: file.input.name.to_string(),
        };
        let unreadable = |error| file.input.unreadable(error);
        while let Some(run) = file.runs.get(self.next).filter(|run| run.record == record) {
            self.next += 1;
            self.rows
                .seek_to(run.offset, run.number)
                .map_err(unreadable)?;
            for _ in 0..run.count {
                loop {
                    let result: Option<Result<(), RowFault>> =
                        self.rows.next().map_err(unreadable)?;
                    if result != Some(Ok(())) {
                        return Err(changed());
                    }
                    if !self.rows.row().is_blank() {
                        break;
                    }
                }
                let row = self.rows.row();
                if row.cell(file.layout.id) != id || row.len() != file.layout.columns.len() {
                    return Err(changed());
                }
                found.push(TableRow {
                    number: row.number,
                    cells: row.cells().map(str::to_owned).collect(),
                });
            }
        }
        Ok(found)
    }
}
