//! The tables of record types as one workbook: a readme, the columns, and a sheet for each table;
//! before them a sheet of another table, when there is one.

mod sheet;

use indigo_standard::TypeStandard;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use sheet::{DataSheet, SheetNames, fitting};

use crate::{
    ExchangeError,
    tables::{Cell, DataTable},
    workbook::{TableSheet, table_sheet},
};

/// What the first sheet of a workbook says.
#[derive(Debug, Clone, Default)]
pub struct Readme {
    /// The title of the workbook.
    pub title: String,
    /// What the data are of, when they were made, under which licence: a line each.
    pub lines: Vec<(String, String)>,
}

/// A workbook that is being written, table by table.
pub struct DataWorkbook {
    readme: Readme,
    /// The sheet before all others.
    before: Option<TableSheet>,
    names: SheetNames,
    done: Vec<DoneSheet>,
    columns: Vec<[String; 6]>,
    header: Format,
}

/// A sheet that is complete.
struct DoneSheet {
    sheet: Worksheet,
    name: String,
    table: String,
    title: String,
    rows: u32,
}

/// The sheets of one table that are being written.
pub struct OpenSheets {
    table: DataTable,
    sheets: Vec<DataSheet>,
}

impl DataWorkbook {
    /// Begins a workbook.
    #[must_use]
    pub fn new(readme: Readme) -> Self {
        Self {
            readme,
            before: None,
            names: SheetNames::with(["readme", "columns"]),
            done: Vec::new(),
            columns: Vec::new(),
            header: Format::new().set_bold(),
        }
    }

    /// Puts a sheet of a plain table before all others.
    pub fn begin_with(&mut self, mut sheet: TableSheet) {
        sheet.name = self.names.add(&sheet.name);
        self.before = Some(sheet);
    }

    /// Begins the sheet of a table.
    ///
    /// # Errors
    /// When a workbook cannot hold it.
    pub fn begin(
        &mut self,
        one: &TypeStandard,
        table: &DataTable,
    ) -> Result<OpenSheets, ExchangeError> {
        let sheet = DataSheet::new(self.names.add(&table.name), table, &self.header);
        for column in &table.columns {
            let leaf = table.leaf(one, column);
            let kind = match column.kind {
                crate::tables::ColumnKind::Number | crate::tables::ColumnKind::Place => "number",
                _ => "text",
            };
            self.columns.push([
                table.name.clone(),
                column.name.clone(),
                column.title.clone(),
                kind.to_owned(),
                leaf.and_then(|leaf| leaf.unit.clone()).unwrap_or_default(),
                column.description.clone().unwrap_or_default(),
            ]);
        }
        Ok(OpenSheets {
            table: table.clone(),
            sheets: vec![sheet.map_err(|error| broken(&error))?],
        })
    }

    /// Adds a row to a table. A table that is longer than a sheet goes on on the next.
    ///
    /// # Errors
    /// When a workbook cannot hold it.
    pub fn add(&mut self, open: &mut OpenSheets, cells: &[Cell<'_>]) -> Result<(), ExchangeError> {
        if open.sheets.last().is_none_or(DataSheet::is_full) {
            let name = self.names.add(&open.table.name);
            let next = DataSheet::new(name, &open.table, &self.header);
            open.sheets.push(next.map_err(|error| broken(&error))?);
        }
        match open.sheets.last_mut() {
            Some(sheet) => sheet.add(cells).map_err(|error| broken(&error)),
            None => Ok(()),
        }
    }

    /// Ends the sheets of a table.
    pub fn end(&mut self, open: OpenSheets) {
        for sheet in open.sheets {
            self.done.push(DoneSheet {
                name: sheet.name.clone(),
                table: open.table.name.clone(),
                title: open.table.title.clone(),
                rows: sheet.rows,
                sheet: sheet.sheet,
            });
        }
    }

    /// The workbook; the same bytes from the same data.
    ///
    /// # Errors
    /// When a workbook cannot hold it.
    pub fn finish(self) -> Result<Vec<u8>, ExchangeError> {
        self.made().map_err(|error| broken(&error))
    }

    fn made(self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new()
            .set_title(&self.readme.title)
            .set_creation_datetime(&made);
        workbook.set_properties(&properties);
        if let Some(before) = &self.before {
            workbook.push_worksheet(table_sheet(before, &self.header)?);
        }
        workbook.push_worksheet(self.readme()?);
        workbook.push_worksheet(self.about_columns()?);
        for done in self.done {
            workbook.push_worksheet(done.sheet);
        }
        workbook.save_to_buffer()
    }

    fn readme(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name("readme")?;
        sheet
            .set_column_width(0, 32)?
            .set_column_width(1, 60)?
            .set_column_width(2, 50)?;
        sheet.write_string_with_format(0, 0, &self.readme.title, &self.header)?;
        let mut row = 2;
        for (what, said) in &self.readme.lines {
            sheet.write_string(row, 0, fitting(what))?;
            sheet.write_string(row, 1, fitting(said))?;
            row += 1;
        }
        row += 1;
        for (column, title) in (0..).zip(["Sheet", "What is on it", "Table", "Rows"]) {
            sheet.write_string_with_format(row, column, title, &self.header)?;
        }
        if let Some(before) = &self.before {
            row += 1;
            sheet.write_string(row, 0, &before.name)?;
            sheet.write_string(
                row,
                1,
                "A row for each record, in words, with names for ids",
            )?;
            let rows = u32::try_from(before.rows.len()).unwrap_or(u32::MAX);
            sheet.write_number(row, 3, f64::from(rows))?;
        }
        for done in &self.done {
            row += 1;
            sheet.write_string(row, 0, &done.name)?;
            sheet.write_string(row, 1, fitting(&done.title))?;
            sheet.write_string(row, 2, &done.table)?;
            sheet.write_number(row, 3, f64::from(done.rows))?;
        }
        row += 2;
        sheet.write_string(
            row,
            0,
            "What each column means is on the sheet \"columns\". An empty cell means that nothing is published there.",
        )?;
        Ok(sheet)
    }

    fn about_columns(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name("columns")?;
        let heads = ["table", "column", "title", "type", "unit", "description"];
        for (column, (title, width)) in (0..).zip(heads.into_iter().zip([30, 40, 50, 10, 16, 80])) {
            sheet.set_column_width(column, width)?;
            sheet.write_string_with_format(0, column, title, &self.header)?;
        }
        for (row, cells) in (1..).zip(&self.columns) {
            for (column, text) in (0..).zip(cells) {
                if !text.is_empty() {
                    sheet.write_string(row, column, fitting(text))?;
                }
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(sheet)
    }
}

fn broken(error: &XlsxError) -> ExchangeError {
    ExchangeError::Workbook(error.to_string())
}
