//! CSV files as they come out of other programs, or out of accidents.

use std::fs;

use super::installation::Installation;

/// A file that is refused: why it is, its bytes, and what the program says.
type Refused = (&'static str, &'static [u8], &'static [&'static str]);

const REFUSED: [Refused; 9] = [
    (
        "latin-1",
        b"ID,Name\r\nINDIGO-ORG-0001,Caf\xe9\r\n",
        &["row 2", "not UTF-8"],
    ),
    (
        "nul",
        b"ID,Name\r\nINDIGO-ORG-0001,So\0mebody\r\n",
        &["row 2", "NUL"],
    ),
    (
        "utf-16",
        b"\xff\xfeI\0D\0,\0N\0a\0m\0e\0\r\0\n\0",
        &["UTF-16"],
    ),
    (
        "too-few-cells",
        b"ID,Name,Country\r\nINDIGO-ORG-0001,One,GB\r\nINDIGO-ORG-0002,Two\r\n",
        &["row 3", "INDIGO-ORG-0002", "2 cells", "header has 3"],
    ),
    (
        "too-many-cells",
        b"ID,Name\r\nINDIGO-ORG-0001,Some,body\r\n",
        &["row 2", "3 cells", "header has 2"],
    ),
    (
        "open-quote",
        b"ID,Name\r\nINDIGO-ORG-0001,\"Somebody\r\n",
        &["row 2", "quote"],
    ),
    ("no-id", b"ID,Name\r\n,Somebody\r\n", &["row 2", "no id"]),
    ("empty", b"", &["is empty"]),
    ("only-nul", &[0; 4096], &["nothing was imported"]),
];

#[test]
fn damaged_tables_are_refused_with_their_place() {
    let place = Installation::with_records();
    let before = place.records();
    for (name, bytes, words) in REFUSED {
        let folder = place.beside(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("organisations.csv"), bytes).unwrap();
        let said = place.import(&folder);
        said.ended(1, words);
        said.ended(1, &["organisations.csv", "nothing was imported"]);
    }
    assert_eq!(place.records(), before);
    place.assert_intact();
}

#[test]
fn a_table_with_a_byte_order_mark_is_read_as_without() {
    let plain = Installation::with_records();
    let marked = Installation::with_records();
    for (place, mark) in [(&plain, ""), (&marked, "\u{feff}")] {
        let file = place.beside("organisations.csv");
        fs::write(&file, format!("{mark}ID,Name\r\nINDIGO-ORG-0001,Café\r\n")).unwrap();
        place.import(&file).ended(0, &["1 new"]);
        place.assert_intact();
    }
    assert_eq!(plain.records(), marked.records());
}
