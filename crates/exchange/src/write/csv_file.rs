//! One CSV file in the dialect of the old downloads: comma, CRLF, quotes only where needed.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};
use indigo_model::{Value, pointer};
use indigo_publish::cell;
use indigo_standard::{Field, TypeStandard};

use crate::{
    columns::{Column, Table, TableKind},
    gathered::gathered,
};

/// A table that is being written.
pub(super) struct CsvFile<'a, W: Write> {
    one: &'a TypeStandard,
    table: Table,
    writer: Writer<W>,
}

impl<'a, W: Write> CsvFile<'a, W> {
    /// Begins the file with its header row.
    pub(super) fn new(one: &'a TypeStandard, table: Table, out: W) -> io::Result<Self> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(out);
        writer.write_record(&table.headers).map_err(io_error)?;
        Ok(Self { one, table, writer })
    }

    /// Adds the row of a record, or the rows of its list.
    pub(super) fn add(&mut self, id: &str, data: &Value) -> io::Result<()> {
        match self.table.kind {
            TableKind::Rows(list) => {
                let list = &self.one.lists[list];
                let rows = pointer::at(data, &list.keys).and_then(Value::as_array);
                for row in rows.into_iter().flatten() {
                    self.write(id, row, &list.fields)?;
                }
                Ok(())
            }
            _ => self.write(id, data, &self.one.fields),
        }
    }

    fn write(&mut self, id: &str, object: &Value, fields: &[Field]) -> io::Result<()> {
        for column in &self.table.columns {
            let text = match column {
                Column::Id => id.to_owned(),
                Column::Unknown => String::new(),
                Column::Field(index) => cell::text(pointer::at(object, &fields[*index].keys)),
                Column::Extra(index) => {
                    let extra = &self.one.profile.downloads.list_extra[*index];
                    gathered(&mut pointer::rows(object, &extra.list), &extra.field)
                }
            };
            self.writer.write_field(text).map_err(io_error)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(io_error)
    }

    /// Ends the file.
    pub(super) fn finish(self) -> io::Result<W> {
        self.writer
            .into_inner()
            .map_err(|error| io::Error::other(error.to_string()))
    }
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // All rows have the length of the header.
        other => io::Error::other(format!("{other:?}")),
    }
}
