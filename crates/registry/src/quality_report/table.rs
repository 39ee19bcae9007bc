//! The figures of quality as one long table, for `/quality.csv`.

use indigo_quality::Checks;
use indigo_standard::Standard;

use super::QualityReport;
use crate::check::csv_cell;

/// The headers.
const COLUMNS: [&str; 8] = [
    "figure", "type", "key", "title", "priority", "count", "of", "rule",
];

impl QualityReport {
    /// Every figure as a row: what it is, of which type, how many of how many, and by which rule.
    #[must_use]
    pub fn csv(&self, standard: &Standard) -> String {
        let mut out = COLUMNS.join(",") + "\r\n";
        let mut row = |cells: [String; 8]| {
            out.push_str(&cells.map(|cell| csv_cell(&cell)).join(","));
            out.push_str("\r\n");
        };
        let text = str::to_owned;
        let number = |number: usize| number.to_string();
        let priority = |priority: Option<u8>| {
            priority
                .map(|priority| priority.to_string())
                .unwrap_or_default()
        };
        for (record_type, figures) in self.in_order(standard) {
            let of = figures.records;
            for (grade, count) in &figures.grades {
                row([
                    text("grade"),
                    text(record_type),
                    text(grade.words()),
                    text(grade.words()),
                    String::new(),
                    number(*count),
                    number(of),
                    text("public records with this grade, of all public records"),
                ]);
            }
            for share in &figures.shares {
                row([
                    text("priority"),
                    text(record_type),
                    priority(share.priority),
                    share.priority.map_or_else(
                        || text("Without a priority"),
                        |priority| format!("Priority {priority}"),
                    ),
                    priority(share.priority),
                    number(share.filled),
                    number(share.asked),
                    text(
                        "filled fields and lists, of those that are asked for, over all public records",
                    ),
                ]);
            }
            for field in &figures.fields {
                let rule = if field.pointer.contains("/*") {
                    "rows with a value, of all public rows"
                } else {
                    "public records with a value or a row, of all public records"
                };
                row([
                    text("field"),
                    text(record_type),
                    field.pointer.clone(),
                    field.title.clone(),
                    priority(field.priority),
                    number(field.filled),
                    number(field.of),
                    text(rule),
                ]);
            }
        }
        let all: usize = self.records.iter().map(|(_, count)| count).sum();
        for (code, count) in &self.figures.records {
            let title = Checks::named(code).map_or(code.as_str(), |check| check.title);
            row([
                text("check"),
                String::new(),
                code.clone(),
                text(title),
                String::new(),
                number(*count),
                number(all),
                text("public records in which the check finds something, of all public records"),
            ]);
        }
        for stale in &self.figures.stale {
            row([
                text("stale"),
                stale.key.record_type.clone(),
                stale.key.id.clone(),
                stale.name.clone().unwrap_or_default(),
                String::new(),
                number(1),
                number(all),
                stale.message.clone(),
            ]);
        }
        out
    }

    /// The figures of each type that has public records, in the order of the standard.
    pub fn in_order<'a>(
        &'a self,
        standard: &'a Standard,
    ) -> impl Iterator<Item = (&'a str, &'a indigo_quality::TypeFigures)> {
        standard
            .types()
            .filter_map(|one| Some((one.id.as_str(), self.figures.types.get(&one.id)?)))
    }
}
