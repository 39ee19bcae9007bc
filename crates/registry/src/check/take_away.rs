//! Findings as files to take away.

use indigo_exchange::{
    ExchangeError, guarded,
    workbook::{TableCell, TableSheet, write_tables},
};

use super::CheckFinding;

/// The headers of a table of findings.
const COLUMNS: [&str; 14] = [
    "severity", "aspect", "check", "file", "sheet", "cell", "row", "column", "record", "pointer",
    "value", "message", "mend", "priority",
];

/// Findings as CSV. A text that a spreadsheet program would take for a formula gets an apostrophe
/// before it.
#[must_use]
pub fn findings_csv(findings: &[CheckFinding]) -> String {
    let mut out = COLUMNS.join(",") + "\r\n";
    for finding in findings {
        let cells = cells(finding).map(|cell| csv_cell(&cell));
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// Findings as a workbook; texts are texts, whatever they begin with.
///
/// # Errors
/// When there are more findings than a sheet has rows.
pub fn findings_xlsx(findings: &[CheckFinding]) -> Result<Vec<u8>, ExchangeError> {
    let row = |finding: &CheckFinding| {
        let cells = cells(finding).into_iter().map(TableCell::Text);
        let mut cells: Vec<TableCell> = cells.collect();
        if let Some(priority) = finding.priority {
            cells[COLUMNS.len() - 1] = TableCell::Number(f64::from(priority));
        }
        cells
    };
    write_tables(&[TableSheet {
        name: "Findings".to_owned(),
        headers: COLUMNS.map(str::to_owned).to_vec(),
        rows: findings.iter().map(row).collect(),
        ..TableSheet::default()
    }])
}

fn cells(finding: &CheckFinding) -> [String; 14] {
    let place = &finding.place;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        finding.severity.to_string(),
        finding.aspect.to_string(),
        finding.code.clone(),
        text(&place.file),
        text(&place.sheet),
        text(&place.cell),
        place.row.map(|row| row.to_string()).unwrap_or_default(),
        text(&place.column),
        text(&place.record),
        text(&place.pointer),
        text(&finding.value),
        finding.message.clone(),
        finding.mend.clone(),
        finding
            .priority
            .map(|priority| priority.to_string())
            .unwrap_or_default(),
    ]
}

/// A cell with quotes where they are needed.
pub(crate) fn csv_cell(text: &str) -> String {
    let text = guarded(text);
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_no_formula() {
        for (text, cell) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-12.5", "-12.5"),
            ("-1+2", "'-1+2"),
        ] {
            assert_eq!(csv_cell(text), cell);
        }
    }
}
