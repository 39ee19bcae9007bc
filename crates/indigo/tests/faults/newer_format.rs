//! A database that a newer version has written.

use std::fs;

use super::installation::{Installation, demo};

#[test]
fn a_database_from_a_newer_version_is_left_alone() {
    let place = Installation::with_records();
    let file = place.data().join("indigo.sqlite");
    let known = format(&file);
    set_format(&file, 999);
    let before = fs::read(&file).unwrap();
    let input = demo("");
    let out = place.beside("out");
    let (input, out) = (input.to_str().unwrap(), out.to_str().unwrap());
    for arguments in [
        &["import", input][..],
        &["verify"],
        &["serve", "--listen", "127.0.0.1:0"],
        &["export", out, "--format", "csv"],
        &["backup", out],
        &["sandbox", "list"],
    ] {
        place.run(arguments).ended(2, &["newer", "999"]);
    }
    assert_eq!(
        fs::read(&file).unwrap(),
        before,
        "not a byte of it was changed"
    );
    set_format(&file, known);
    place.assert_intact();
}

/// The number that stands.
fn format(file: &std::path::Path) -> i64 {
    rusqlite::Connection::open(file)
        .unwrap()
        .query_row("select format from indigo_format", [], |row| row.get(0))
        .unwrap()
}

/// Changes the number in place.
fn set_format(file: &std::path::Path, format: i64) {
    let database = rusqlite::Connection::open(file).unwrap();
    database
        .execute("update indigo_format set format = ?1", [format])
        .unwrap();
    // What was written has to be in the file itself, for comparing.
    database
        .query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))
        .unwrap();
}
