//! A table as a Parquet file: columns of numbers and texts, compressed with zstd.

use std::{io::Write, sync::Arc};

use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel},
    data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type},
    errors::ParquetError,
    file::{metadata::KeyValue, properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::Type,
};

use crate::{
    ExchangeError,
    tables::{Cell, ColumnKind, DataTable, TableFacts},
};

/// How many rows are kept in memory before they are written as a group.
const GROUP_ROWS: usize = 20_000;

/// A Parquet file that is being written, row by row.
pub struct ParquetFile<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    rows: usize,
}

/// The values of a column in the group that is being gathered.
struct Column {
    values: Values,
    /// 1 for a row that has a value, 0 for one that has none.
    there: Vec<i16>,
}

enum Values {
    Places(Vec<i64>),
    Numbers(Vec<f64>),
    Texts(Vec<ByteArray>),
}

impl<W: Write + Send> ParquetFile<W> {
    /// Begins the file; `said` is told in its metadata.
    ///
    /// # Errors
    /// When `out` does not take it.
    pub fn new(
        table: &DataTable,
        facts: &TableFacts,
        said: &[(String, String)],
        out: W,
    ) -> Result<Self, ExchangeError> {
        let kinds: Vec<ColumnKind> = (0..)
            .zip(&table.columns)
            .map(|(place, column)| facts.column(place).kind(column))
            .collect();
        let schema = schema(table, &kinds).map_err(failed)?;
        let said = said
            .iter()
            .map(|(key, value)| KeyValue::new(key.clone(), value.clone()))
            .collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(failed)?))
            .set_key_value_metadata(Some(said))
            .build();
        Ok(Self {
            writer: SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))
                .map_err(failed)?,
            columns: kinds.into_iter().map(Column::new).collect(),
            rows: 0,
        })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When the file does not take it.
    pub fn add(&mut self, cells: &[Cell<'_>]) -> Result<(), ExchangeError> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.add(cell);
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS {
            self.write_group()?;
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When it does not take the rest.
    pub fn finish(mut self) -> Result<W, ExchangeError> {
        self.write_group()?;
        self.writer.into_inner().map_err(failed)
    }

    fn write_group(&mut self) -> Result<(), ExchangeError> {
        if self.rows == 0 {
            return Ok(());
        }
        self.rows = 0;
        let columns = &mut self.columns;
        let writer = &mut self.writer;
        let mut write = || -> Result<(), ParquetError> {
            let mut group = writer.next_row_group()?;
            for column in columns.iter_mut() {
                let Some(mut out) = group.next_column()? else {
                    break;
                };
                let there = std::mem::take(&mut column.there);
                match &mut column.values {
                    Values::Places(values) => {
                        let values = std::mem::take(values);
                        out.typed::<Int64Type>().write_batch(&values, None, None)?;
                    }
                    Values::Numbers(values) => {
                        let values = std::mem::take(values);
                        out.typed::<DoubleType>()
                            .write_batch(&values, Some(&there), None)?;
                    }
                    Values::Texts(values) => {
                        let values = std::mem::take(values);
                        out.typed::<ByteArrayType>()
                            .write_batch(&values, Some(&there), None)?;
                    }
                }
                out.close()?;
            }
            group.close()?;
            Ok(())
        };
        write().map_err(failed)
    }
}

impl Column {
    fn new(kind: ColumnKind) -> Self {
        Self {
            values: match kind {
                ColumnKind::Place => Values::Places(Vec::new()),
                ColumnKind::Number => Values::Numbers(Vec::new()),
                ColumnKind::Id | ColumnKind::Text => Values::Texts(Vec::new()),
            },
            there: Vec::new(),
        }
    }

    fn add(&mut self, cell: &Cell<'_>) {
        let is_there = match (&mut self.values, cell) {
            (Values::Places(values), Cell::Number(number, _)) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the place of a row, which is counted"
                )]
                values.push(*number as i64);
                true
            }
            (Values::Numbers(values), Cell::Number(number, _)) => {
                values.push(*number);
                true
            }
            (Values::Texts(values), Cell::Text(_) | Cell::Number(..)) => {
                values.push(ByteArray::from(cell.as_text().as_bytes().to_vec()));
                true
            }
            // The facts say which columns have numbers alone.
            _ => false,
        };
        self.there.push(i16::from(is_there));
    }
}

fn schema(table: &DataTable, kinds: &[ColumnKind]) -> Result<Type, ParquetError> {
    let mut fields = Vec::with_capacity(kinds.len());
    for (column, kind) in table.columns.iter().zip(kinds) {
        let (physical, logical) = match kind {
            ColumnKind::Place => (Physical::INT64, None),
            ColumnKind::Number => (Physical::DOUBLE, None),
            ColumnKind::Id | ColumnKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let repetition = match kind {
            ColumnKind::Place => Repetition::REQUIRED,
            _ => Repetition::OPTIONAL,
        };
        let field = Type::primitive_type_builder(&column.name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()?;
        fields.push(Arc::new(field));
    }
    Type::group_type_builder(&table.name)
        .with_fields(fields)
        .build()
}

#[expect(clippy::needless_pass_by_value, reason = "given to map_err")]
fn failed(error: ParquetError) -> ExchangeError {
    ExchangeError::Output(std::io::Error::other(error.to_string()))
}
