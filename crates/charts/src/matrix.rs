//! Amounts by two things at once, each written in its cell.

use crate::classes::Classes;
use crate::number::place;
use crate::sheet::{Anchor, LINE, Sheet, TEXT, escaped, index_f64};
use crate::{Caption, Cell, Drawing, Part, Row, Table, lettering};

/// A row of a matrix.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MatrixRow {
    /// What it stands for.
    pub label: String,
    /// One cell a column; nothing where nothing is known.
    pub cells: Vec<Option<Part>>,
}

/// Rows and columns, with the amounts tinted from little to much.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    /// The words around it.
    pub caption: Caption,
    /// What a row stands for.
    pub label: String,
    /// What a column stands for.
    pub across: String,
    /// What is measured.
    pub measure: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
}

impl Matrix {
    /// Draws the matrix.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut table = Table::new(&[&self.label]);
        table.columns.extend(self.columns.iter().cloned());
        for row in &self.rows {
            let mut cells = vec![Cell::text(&row.label)];
            for index in 0..self.columns.len() {
                let part = row.cells.get(index).and_then(Option::as_ref);
                cells.push(part.map_or_else(Cell::default, Part::cell));
            }
            table.rows.push(Row::new(cells));
        }
        if self.rows.is_empty() || self.columns.is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot(&mut wide);
        self.plot(&mut narrow);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn plot(&self, sheet: &mut Sheet) {
        let parts = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        let classes = Classes::new(parts.clone().map(|part| part.value));
        let widths = parts.map(|part| Sheet::measure(&part.cell().text));
        let widest = widths.fold(0.0, f64::max).min(110.0);
        let left = if sheet.is_narrow {
            0.0
        } else {
            let labels = self.rows.iter().map(|row| Sheet::measure(&row.label));
            labels.fold(40.0, f64::max).min(210.0) + 10.0
        };
        let least = (widest + 8.0).max(28.0);
        let room = sheet.width - left;
        // More columns than fit stand in further blocks beneath.
        let mut per_block = 1;
        while index_f64(per_block + 1) * least <= room && per_block < self.columns.len() {
            per_block += 1;
        }
        let cell = (room / index_f64(per_block)).min(if sheet.is_narrow { 110.0 } else { 120.0 });
        let across = format!(
            "{} by {} and {}",
            self.measure,
            lowered(&self.label),
            lowered(&self.across)
        );
        let head = Sheet::fit(&across, sheet.width, 2);
        sheet.texts("chart-soft", (0.0, 14.0), Anchor::Start, &head, &across);
        let mut y = crate::key::lines_height(head.lines.len()) + 6.0;
        let mut first = 0;
        while first < self.columns.len() {
            let last = (first + per_block).min(self.columns.len());
            y = self.block(sheet, &classes, (first, last), (left, cell), y);
            first = last;
        }
        sheet.height = y;
    }

    fn block(
        &self,
        sheet: &mut Sheet,
        classes: &Classes,
        (first, last): (usize, usize),
        (left, cell): (f64, f64),
        y: f64,
    ) -> f64 {
        let names = &self.columns[first..last];
        let mut y = heads(sheet, names, left, cell, y);
        for row in &self.rows {
            let mut high = 28.0;
            if sheet.is_narrow {
                let label = Sheet::fit(&row.label, sheet.width, 1);
                sheet.texts("", (0.0, y + 15.0), Anchor::Start, &label, &row.label);
                y += 20.0;
            } else {
                let label = Sheet::fit(&row.label, left - 10.0, 2);
                high = (crate::key::lines_height(label.lines.len()) + 4.0).max(28.0);
                let foot = y + high / 2.0 + 5.0 - 8.5 * index_f64(label.lines.len() - 1);
                sheet.texts("", (left - 10.0, foot), Anchor::End, &label, &row.label);
            }
            for (index, name) in names.iter().enumerate() {
                let x = left + cell * index_f64(index);
                let Some(part) = row.cells.get(first + index).and_then(Option::as_ref) else {
                    let middle = (x + cell / 2.0, y + high / 2.0 + 5.0);
                    sheet.text("chart-soft", middle.0, middle.1, Anchor::Middle, "–");
                    continue;
                };
                let text = part.cell().text;
                let says = format!("{}, {name}: {text}", row.label);
                let mark = sheet.open_mark(part.href.as_ref(), &says);
                let tint = classes.colour(part.value).unwrap_or(0);
                sheet.rect(
                    &format!("chart-t{tint}"),
                    x + 0.5,
                    y + 0.5,
                    cell - 1.0,
                    high - 1.0,
                );
                let shown = lettering::cut(&text, cell - 4.0, TEXT);
                sheet.text(
                    "",
                    x + cell / 2.0,
                    y + high / 2.0 + 5.0,
                    Anchor::Middle,
                    &shown,
                );
                sheet.close_mark(mark);
            }
            y += high + if sheet.is_narrow { 4.0 } else { 0.0 };
        }
        y + 14.0
    }
}

/// The names of columns: lying if they fit, or else standing.
fn heads(sheet: &mut Sheet, names: &[String], left: f64, cell: f64, y: f64) -> f64 {
    let lying: Vec<_> = names
        .iter()
        .map(|name| Sheet::fit(name, cell - 4.0, 2))
        .collect();
    let fits = lying
        .iter()
        .all(|label| !label.is_shortened && !label.lines.iter().any(|line| line.ends_with('-')));
    if fits {
        let most = lying
            .iter()
            .map(|label| label.lines.len())
            .max()
            .unwrap_or(1);
        let foot = y + LINE * index_f64(most);
        for (index, label) in lying.iter().enumerate() {
            let x = left + cell * (index_f64(index) + 0.5);
            let at = foot - LINE * index_f64(label.lines.len() - 1) - 4.0;
            sheet.texts("chart-soft", (x, at), Anchor::Middle, label, "");
        }
        return foot + 2.0;
    }
    let longest = names.iter().map(|name| Sheet::measure(name));
    let high = longest.fold(0.0, f64::max).min(150.0);
    let foot = y + high + 4.0;
    for (index, name) in names.iter().enumerate() {
        let x = left + cell * (index_f64(index) + 0.5) + 5.0;
        let shown = lettering::cut(name, 150.0, TEXT);
        sheet.body.push_str(&format!(
            r#"<text class="chart-soft" transform="translate({} {})rotate(-90)"><title>{}</title>{}</text>"#,
            place(x),
            place(foot),
            escaped(name),
            escaped(&shown)
        ));
    }
    foot + 6.0
}

/// A head of a column in the middle of a sentence; abbreviations stay as they are.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
