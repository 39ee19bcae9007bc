//! The table behind a plot: every number that is drawn stands in it.

use crate::href;

/// One cell: what is shown, and the exact number where it is one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// What a person reads.
    pub text: String,
    /// The exact number, for sums and for the CSV.
    pub number: Option<f64>,
}

impl Cell {
    /// A cell with words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            number: None,
        }
    }

    /// A cell with a number that is shown as it is, with thousands separators.
    #[must_use]
    pub fn number(number: f64) -> Self {
        Self::shown(number, "")
    }

    /// A cell with a number that is shown as `text`, or as it is when `text` is empty.
    #[must_use]
    pub fn shown(number: f64, text: &str) -> Self {
        let text = if text.is_empty() {
            crate::number::said(number)
        } else {
            text.to_owned()
        };
        Self {
            text,
            number: number.is_finite().then_some(number),
        }
    }
}

/// One row, with the address of the records behind it if there is one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Where a click leads; only addresses of this site and of the web are taken.
    pub href: Option<String>,
}

impl Row {
    /// A row that leads nowhere.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, href: None }
    }

    /// A row that leads to the records behind it, if the address is one that may be linked to.
    #[must_use]
    pub fn linked(cells: Vec<Cell>, to: Option<&String>) -> Self {
        Self {
            cells,
            href: to.and_then(|to| href::safe(to)).map(str::to_owned),
        }
    }
}

/// A table: the same data as the plot, for reading, for machines and for checking.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The heads of the columns; the first column names the row.
    pub columns: Vec<String>,
    /// The rows, in the order of the plot.
    pub rows: Vec<Row>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[&str]) -> Self {
        Self {
            columns: columns.iter().map(|&name| name.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// The sum of the numbers in a column, counted from 0.
    #[must_use]
    pub fn sum(&self, column: usize) -> f64 {
        self.rows
            .iter()
            .filter_map(|row| row.cells.get(column)?.number)
            .sum()
    }

    /// Whether a column holds numbers, and nothing else but cells without any.
    #[must_use]
    pub fn is_numeric(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.cells.get(column));
        let has_some = cells.clone().any(|cell| cell.number.is_some());
        has_some && cells.all(|cell| cell.number.is_some() || cell.text.is_empty())
    }

    /// The table as CSV (RFC 4180): exact numbers, and text as it is.
    ///
    /// Text that a spreadsheet would take for a formula gets an apostrophe in front.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut csv = String::new();
        line(&mut csv, self.columns.iter().map(|name| quoted(name)));
        for row in &self.rows {
            line(
                &mut csv,
                row.cells.iter().map(|cell| {
                    cell.number
                        .map_or_else(|| quoted(&cell.text), |number| number.to_string())
                }),
            );
        }
        csv
    }
}

fn line(csv: &mut String, fields: impl Iterator<Item = String>) {
    for (index, field) in fields.enumerate() {
        if index > 0 {
            csv.push(',');
        }
        csv.push_str(&field);
    }
    csv.push_str("\r\n");
}

fn quoted(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}
