//! The table of intended differences in `docs/COMPATIBILITY.md`.

use std::{fs, path::Path};

use super::differences::Difference;

const HEADING: &str = "## Differences of /app/api1/ bodies on purpose";

/// The rows of the table.
pub(crate) fn table() -> Vec<Difference> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/COMPATIBILITY.md");
    let page = fs::read_to_string(path).unwrap();
    let (_, section) = page.split_once(HEADING).expect(HEADING);
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [file, pointer, was, is, why] = cells[..] else {
            panic!("not five cells: {line}");
        };
        assert!(!why.is_empty(), "no reason: {line}");
        let text = |cell: &str| cell.trim_matches('`').to_owned();
        Difference {
            file: text(file),
            pointer: text(pointer),
            was: text(was),
            is: text(is),
        }
    })
    .collect()
}
