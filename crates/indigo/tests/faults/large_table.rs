//! Tables of hundreds of megabytes.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use super::installation::Installation;

/// Megabytes; `cargo xtask test` asks for 500.
fn megabytes() -> usize {
    std::env::var("INDIGO_TEST_LARGE_CSV_MB")
        .ok()
        .and_then(|size| size.parse().ok())
        .unwrap_or(50)
}

/// More than a reader that holds one row at a time needs, and far less than the file.
const MOST_MEMORY_BYTES: u64 = 150 << 20;

#[test]
fn a_large_table_with_a_fault_at_its_end() {
    let place = Installation::with_records();
    let before = place.records();
    let file = place.beside("organisations.csv");
    write(&file, |out| {
        writeln!(out, "ID,Name,Description\r").unwrap();
        let text = "lorem ipsum ".repeat(8_000);
        for number in 0..megabytes() * 1_000_000 / text.len() {
            writeln!(out, "INDIGO-ORG-{number:05},Organisation {number},{text}\r").unwrap();
        }
        writeln!(out, "INDIGO-ORG-99999,a row too short\r").unwrap();
    });
    let said = place.import(&file);
    said.ended(1, &["INDIGO-ORG-99999", "2 cells", "nothing was imported"]);
    assert!(
        said.peak_bytes < MOST_MEMORY_BYTES,
        "{} bytes of memory",
        said.peak_bytes
    );
    assert_eq!(place.records(), before);
    place.assert_intact();
}

#[test]
fn a_large_table_that_is_one_cell() {
    let place = Installation::with_records();
    let before = place.records();
    let file = place.beside("organisations.csv");
    write(&file, |out| {
        write!(out, "ID,Name\r\nINDIGO-ORG-0001,\"").unwrap();
        let line = format!("{}\r\n", "x".repeat(998));
        for _ in 0..megabytes() * 1000 {
            out.write_all(line.as_bytes()).unwrap();
        }
    });
    let said = place.import(&file);
    said.ended(1, &["row 2", "longer than", "nothing was imported"]);
    assert!(
        said.peak_bytes < MOST_MEMORY_BYTES,
        "{} bytes of memory",
        said.peak_bytes
    );
    assert_eq!(place.records(), before);
    place.assert_intact();
}

fn write(file: &Path, fill: impl FnOnce(&mut BufWriter<File>)) {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file).unwrap());
    fill(&mut out);
    out.flush().unwrap();
}
