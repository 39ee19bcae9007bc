//! A table as CSV, its columns named with dots.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use csv::{Terminator, Writer, WriterBuilder};

use crate::{
    ExchangeError,
    tables::{Cell, DataTable},
};

/// A CSV file that is being written, row by row.
pub struct FlatCsv<W: Write> {
    writer: Writer<W>,
    is_guarded: bool,
}

impl<W: Write> FlatCsv<W> {
    /// Begins the file with its header row. A guarded file is one that is opened in spreadsheet
    /// programs: its texts are put so that none is taken for a formula ([`guarded`]).
    ///
    /// # Errors
    /// When `out` does not take it.
    pub fn new(table: &DataTable, out: W, is_guarded: bool) -> Result<Self, ExchangeError> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(out);
        let names = table.columns.iter().map(|column| column.name.as_str());
        writer.write_record(names).map_err(output)?;
        Ok(Self { writer, is_guarded })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When the file does not take it.
    pub fn add(&mut self, cells: &[Cell<'_>]) -> Result<(), ExchangeError> {
        for cell in cells {
            let text = match cell {
                Cell::Text(text) if self.is_guarded => guarded(text),
                other => Cow::Borrowed(other.as_text()),
            };
            self.writer.write_field(text.as_bytes()).map_err(output)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(output)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When it does not take the rest.
    pub fn finish(self) -> Result<W, ExchangeError> {
        self.writer
            .into_inner()
            .map_err(|error| ExchangeError::Output(io::Error::other(error.to_string())))
    }
}

/// A text with an apostrophe before it when a spreadsheet program would take it for a formula.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    let is_number = text.parse::<f64>().is_ok();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn output(error: csv::Error) -> ExchangeError {
    ExchangeError::Output(match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // All rows have the length of the header.
        other => io::Error::other(format!("{other:?}")),
    })
}
