//! Every fault of a file, with the sentence that people are told.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{fs, io::Write};

use indigo_exchange::{Limits, Source};
use support::*;
use zip::{CompressionMethod, write::SimpleFileOptions};

const FUND_ROWS: &str = "Fund ID,Organisation ID - (Value)\r\n";
const SOURCE_ROWS: &str = "Organisation ID,Id,URL\r\n";
const ORGANISATIONS: &str = "ID,Name\r\n";

/// What is told about a folder of files, but for columns that are missing.
fn about<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Vec<String> {
    let folder = folder(files);
    let source = open(&standard(), &[folder.path()]);
    let found = told(source.problems());
    let _ = records(&source);
    found
        .into_iter()
        .filter(|line| !line.contains("[columns_missing]"))
        .collect()
}

fn fund_rows(rows: &[u8]) -> Vec<String> {
    let mut bytes = FUND_ROWS.as_bytes().to_vec();
    bytes.extend(rows);
    about(&[("rows.csv", bytes)])
}

#[test]
fn form_of_rows() {
    for (rows, sentence) in [
        (
            &b"F1,caf\xe9\r\n"[..],
            "error: rows.csv, row 2: The row is not UTF-8 text; it looks like Latin-1 or Windows-1252. Save the file as \"CSV UTF-8\" and try again. [not_utf8]",
        ),
        (
            b"F1,a\0b\r\n",
            "error: rows.csv, row 2: The row holds a character of code 0 (NUL), which is no text. Remove it; the file may be damaged. [nul_character]",
        ),
        (
            b"F1\r\n",
            "error: rows.csv, row 2, F1: The row has 1 cell, the header has 2. Add what is missing; an empty cell needs its comma too. [cells_too_few]",
        ),
        (
            b"F1,\"a\r\n\"\r\nF1,a,b\r\n",
            "error: rows.csv, row 3, F1: The row has 3 cells, the header has 2. A cell with a comma in it must be in quotes. [cells_too_many]",
        ),
        (
            b"F1,\"say \"yes\" again\"\r\n",
            "error: rows.csv, row 2, column \"Organisation ID - (Value)\": There is text after a closing quote. A quote inside a cell is written twice, as in \"say \"\"yes\"\" again\". [quote_inside]",
        ),
        (
            b"F1,a\r\nF2,\"open\r\nF3,b\r\n",
            "error: rows.csv, row 3, column \"Organisation ID - (Value)\": A quote is opened here and not closed before the end of the file. Close it, or write a quote inside a cell twice. [quote_not_closed]",
        ),
        (
            b",INDIGO-ORG-0001\r\n",
            "error: rows.csv, row 2, column \"Fund ID\": The row has no id, so it is not known which record it belongs to. Enter the id, or remove the row. [id_blank]",
        ),
        (
            b"F1\t,a\r\n",
            "error: rows.csv, row 2, column \"Fund ID\", F1\t: The id \"F1\\t\" has a blank or a tab before or after it. Remove it. [record_id_with_blanks]",
        ),
    ] {
        assert_eq!(fund_rows(rows), [sentence]);
    }
    // Rows of nothing but commas and empty lines say nothing.
    assert_eq!(fund_rows(b"F1,a\r\n,\r\n\r\nF1,b\r\n"), [""; 0]);
}

#[test]
fn rows_and_cells_beyond_the_limit() {
    let mut bytes = FUND_ROWS.as_bytes().to_vec();
    bytes.extend(b"F1,");
    bytes.extend(vec![b'x'; 17 << 20]);
    assert_eq!(
        about(&[("rows.csv", bytes)]),
        [
            "error: rows.csv, row 2: The row is longer than 16 MiB. A quote may be missing its end; otherwise shorten the row. Nothing after it was read. [row_too_long]"
        ]
    );
}

#[test]
fn files_that_are_no_tables() {
    assert_eq!(
        about(&[
            ("empty.csv", &b""[..]),
            ("lines.csv", b"\r\n\r\n"),
            ("commas.csv", b",,,\r\n1,2,3,4\r\n"),
            ("utf16.csv", b"\xff\xfeI\0D\0"),
            ("other.csv", b"Year,Rate\r\n2020,1.5\r\n"),
        ]),
        [
            "error: commas.csv: The file has no header row: its first row is empty. [header_missing]",
            "error: empty.csv: The file is empty. [file_empty]",
            "error: lines.csv: The file has no header row: its first row is empty. [header_missing]",
            "error: other.csv: The header row is not that of any table. It begins with \"Year\", \"Rate\". [file_not_recognised]",
            "error: utf16.csv, row 1: The file is UTF-16 text. Save it as \"CSV UTF-8\" and try again. [utf16]",
        ]
    );
}

#[test]
fn records_and_their_rows() {
    let organisations = format!("{ORGANISATIONS}O1,One\r\nO2,Two\r\nO1,Again\r\n");
    let sources = format!("{SOURCE_ROWS}O1,s1,\r\nO3,s1,\r\n");
    assert_eq!(
        about(&[
            ("organisations.csv", organisations.as_str()),
            ("organisations_sources.csv", &sources)
        ]),
        [
            "error: organisations.csv, row 4, column \"ID\", O1: The id is already in row 2. Each record has one row; remove or renumber the other. [id_doubled]",
            "error: organisations_sources.csv, row 3, column \"Organisation ID\", O3: The row refers to a record that is not in organisations.csv. Add the record there, or remove the row. [record_not_in_main]",
        ]
    );
    // Rows of the main table that cannot be read are told once, not again for each of their rows.
    let faulty = format!("{ORGANISATIONS}O1,\"a\"b\"\r\n");
    assert_eq!(
        about(&[
            ("organisations.csv", faulty.as_str()),
            ("organisations_sources.csv", &sources)
        ]),
        [
            "error: organisations.csv, row 2, column \"Name\": There is text after a closing quote. A quote inside a cell is written twice, as in \"say \"\"yes\"\" again\". [quote_inside]"
        ]
    );
    // Without the main table rows stand for themselves.
    assert_eq!(about(&[("organisations_sources.csv", &sources)]), [""; 0]);
    assert_eq!(
        about(&[
            (
                "organisations.csv",
                organisations.replace("O1,Again", "O3,Three").as_str()
            ),
            ("organisations (1).csv", "ID,Name\r\nO9,Nine\r\n"),
            (
                "records.jsonl",
                r#"{"type": "organisation", "id": "O2", "data": {}}"#
            ),
        ]),
        [
            "error: organisations.csv: The file is the same table as organisations (1).csv. Send one of the two, or put their rows into one. [table_doubled]",
        ],
        "the second table is not read, so nothing in it is doubled"
    );
    assert_eq!(
        about(&[
            ("organisations.csv", "ID,Name\r\nO2,Two\r\n"),
            (
                "records.jsonl",
                r#"{"type": "organisation", "id": "O2", "data": {}}"#
            ),
        ]),
        [
            "error: records.jsonl, line 1, O2: The record is also in organisations.csv, row 2. Remove one of the two. [record_doubled]",
        ]
    );
}

#[test]
fn records_as_json() {
    let deep = format!("{{\"a\": {}1{}}}", "[".repeat(200), "]".repeat(200));
    for (line, sentence) in [
        (
            "{\"type\": oops}",
            ": The text is not JSON: expected value (character 10 of the line). [json_not_valid]",
        ),
        (
            deep.as_str(),
            ": The record is nested deeper than 127 levels. Such a record cannot be taken. [json_too_deep]",
        ),
        (
            "[1]",
            ": A record is one JSON object with the keys type, id, exists and data. [json_not_a_record]",
        ),
        (
            r#"{"id": "F1", "data": {}}"#,
            ", F1: The record has no \"type\". A record is one JSON object with the keys type, id, exists and data. [json_type_missing]",
        ),
        (
            r#"{"type": "fund", "data": {}}"#,
            ": The record has no \"id\". A record is one JSON object with the keys type, id, exists and data. [json_id_missing]",
        ),
        (
            r#"{"type": "fund", "id": " ", "data": {}}"#,
            ": The record's id is blank. Enter it. [id_blank]",
        ),
        (
            r#"{"type": "fund", "id": 7, "data": {}}"#,
            ": The record's id must be text. [json_id_missing]",
        ),
        (
            r#"{"type": "fund", "id": "F1 ", "data": {}}"#,
            ": The id \"F1 \" has a blank or a tab before or after it. Remove it. [record_id_with_blanks]",
        ),
        (
            r#"{"type": "funds", "id": "F1", "data": {}}"#,
            ", F1: \"funds\" is no record type. The types are project, organisation, fund, pipeline, assessment_resource, joining_up_initiative. [json_type_unknown]",
        ),
        (
            r#"{"type": "fund", "id": "F1", "exists": "yes", "data": {}}"#,
            ", F1: \"exists\" must be true or false. [json_exists_not_yes_or_no]",
        ),
        (
            r#"{"type": "fund", "id": "F1", "data": []}"#,
            ", F1: \"data\" must be there and hold an object. [json_data_missing]",
        ),
        (
            r#"{"type": "fund", "id": "F1"}"#,
            ", F1: \"data\" must be there and hold an object. [json_data_missing]",
        ),
        (
            r#"{"type": "fund", "id": "F1", "data": {"a": ["b\u0000"]}}"#,
            ", F1, /a/0: A text holds a character of code 0 (NUL), which is no text. Remove it. [nul_character]",
        ),
    ] {
        assert_eq!(
            about(&[("a.jsonl", format!("\n{line}\n"))]),
            [format!("error: a.jsonl, line 2{sentence}")]
        );
    }
    let one = r#"{"type": "fund", "id": "F1", "exists": false, "note": 1}"#;
    assert_eq!(
        about(&[("a.jsonl", format!("{one}\n{one}\n"))]),
        [
            "warning: a.jsonl, line 1, F1: The key \"note\" beside type, id, exists and data is not read. [json_key_not_read]",
            "warning: a.jsonl, line 2, F1: The key \"note\" beside type, id, exists and data is not read. [json_key_not_read]",
            "error: a.jsonl, line 2, F1: The record is also in a.jsonl, line 1. Remove one of the two. [record_doubled]",
        ]
    );
    assert_eq!(
        about(&[(
            "fund/F1.json",
            &b"{\n\"type\": \"fund\",\n\"id\": \xff}"[..]
        )]),
        [
            "error: fund/F1.json: The record is not UTF-8 text. Save the file as UTF-8 and try again. [not_utf8]"
        ]
    );
    assert_eq!(
        about(&[("fund/F1.json", "{\n\"type\": \"fund\",\n\"id\": ?}")]),
        [
            "error: fund/F1.json, line 3: The text is not JSON: expected value (character 7 of the line). [json_not_valid]"
        ]
    );
    let folder = folder(&[("a.jsonl", one)]);
    let limits = Limits {
        json_bytes: 20,
        ..Limits::default()
    };
    let source = Source::open(&standard(), &[folder.path().to_owned()], &limits).unwrap();
    assert_eq!(
        told(source.problems()),
        [
            "error: a.jsonl, line 1: The record is longer than 20 bytes. Nothing after it in the file was read. [json_too_long]"
        ]
    );
}

#[test]
fn what_else_is_in_a_folder() {
    assert_eq!(
        about(&[
            ("readme.txt", "x"),
            ("datapackage.json", "{}"),
            (".DS_Store", "x"),
            ("listings/projects.csv", "x"),
            ("fund/notes.txt", "x"),
            (
                "fund/F1.json",
                r#"{"type": "fund", "id": "F1", "data": {}}"#
            ),
        ]),
        [
            "note: datapackage.json: The file was not read: it is neither a table (.csv) nor records (.jsonl, or .json in a folder named after their type). [file_left_out]",
            "note: fund/notes.txt: The file was not read: it is neither a table (.csv) nor records (.jsonl, or .json in a folder named after their type). [file_left_out]",
            "note: listings: The folder was not read: only folders named after a record type are, for records as .json files. [folder_left_out]",
            "note: readme.txt: The file was not read: it is neither a table (.csv) nor records (.jsonl, or .json in a folder named after their type). [file_left_out]",
        ]
    );
    let folder = folder(&[("in/x.docx", "x")]);
    let path = folder.path().join("in/x.docx");
    let source = open(&standard(), &[&path]);
    assert_eq!(
        told(source.problems()),
        [
            "error: x.docx: Files of this kind are not read. Send .csv, .json, .jsonl or a .zip of such. [file_kind_unknown]"
        ]
    );
    assert_eq!(source.record_count(), 0);
}

/// What is told about an archive of these entries.
fn about_archive(entries: &[(&str, &[u8])], limits: &Limits) -> Vec<String> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    about_bytes(&writer.finish().unwrap().into_inner(), limits)
}

fn about_bytes(bytes: &[u8], limits: &Limits) -> Vec<String> {
    let folder = folder(&[("in.zip", bytes)]);
    let path = folder.path().join("in.zip");
    let source = Source::open(&standard(), &[path], limits).unwrap();
    told(source.problems())
}

#[test]
fn archives() {
    let rows = format!("{FUND_ROWS}F1,\r\n");
    let limits = Limits::default();
    // Tables at any depth; what systems add and folders are passed over.
    assert_eq!(
        about_archive(
            &[
                ("a/b/rows.csv", rows.as_bytes()),
                ("__MACOSX/a/b/._rows.csv", b"\0"),
                ("a/.hidden.csv", b"x"),
                (
                    "a/fund/F1.json",
                    br#"{"type": "fund", "id": "F2", "data": {}}"#
                ),
                ("a/readme.md", b"x"),
            ],
            &limits
        ),
        [
            "note: in.zip/a/readme.md: The file was not read: it is neither a table (.csv) nor records (.jsonl, or .json in a folder named after their type). [file_left_out]"
        ]
    );
    for name in [
        "../rows.csv",
        "/rows.csv",
        "a\\..\\..\\rows.csv",
        "C:rows.csv",
    ] {
        assert_eq!(
            about_archive(&[(name, rows.as_bytes())], &limits),
            [format!(
                "error: in.zip: The archive has an entry \"{}\", whose name leads out of the archive. Such archives are not read. [archive_entry_unsafe]",
                name.escape_debug()
            )]
        );
    }
    let few = Limits {
        archive_entries: 1,
        archive_bytes: 40,
        ..Limits::default()
    };
    assert_eq!(
        about_archive(&[("a.csv", b"x"), ("b.csv", b"x")], &few),
        [
            "error: in.zip: The archive holds more than 1 entries. Send it in parts. [archive_too_many_entries]"
        ]
    );
    assert_eq!(
        about_archive(&[("a.csv", &[b'x'; 50])], &few),
        [
            "error: in.zip: The archive holds 50 bytes unpacked; at most 40 bytes are taken. Send it in parts. [archive_too_large]"
        ]
    );
    let bomb = about_archive(&[("a.csv", &vec![0; 65 << 20])], &limits);
    assert_eq!(bomb.len(), 1, "{bomb:?}");
    assert!(
        bomb[0].ends_with("KiB and would unpack to 65 MiB, more than 200 times as much. That is no honest archive of tables; send the files unpacked if it is. [archive_too_compressed]"),
        "{bomb:?}"
    );
    let none = about_bytes(b"this is no archive", &limits);
    assert_eq!(none.len(), 1);
    assert!(
        none[0].starts_with("error: in.zip: The file is not a zip archive, or it is damaged: "),
        "{none:?}"
    );
}

/// The bytes of an archive of one stored entry, changed.
fn tampered(change: impl Fn(&mut Vec<u8>)) -> Vec<String> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("rows.csv", stored).unwrap();
    writer.write_all(FUND_ROWS.as_bytes()).unwrap();
    let mut bytes = writer.finish().unwrap().into_inner();
    change(&mut bytes);
    about_bytes(&bytes, &Limits::default())
}

#[test]
fn damaged_and_locked_archives() {
    let find = |bytes: &[u8], what: &[u8]| {
        bytes
            .windows(what.len())
            .position(|part| part == what)
            .unwrap()
    };
    let damaged = tampered(|bytes| {
        let at = find(bytes, b"Fund ID");
        bytes[at] = b'X';
    });
    assert_eq!(
        damaged,
        [
            "error: in.zip/rows.csv: The entry cannot be unpacked: Invalid checksum. Pack the archive anew. [archive_entry_damaged]"
        ]
    );
    // The flag of encryption in the directory entry.
    let locked = tampered(|bytes| {
        let at = find(bytes, b"PK\x01\x02");
        bytes[at + 8] |= 1;
    });
    assert_eq!(
        locked,
        [
            "error: in.zip/rows.csv: The entry is encrypted. Send an archive without a password. [archive_encrypted]"
        ]
    );
    // Compressed by a method that is not known (12, bzip2).
    let strange = tampered(|bytes| {
        let at = find(bytes, b"PK\x01\x02");
        bytes[at + 10] = 12;
    });
    assert_eq!(
        strange,
        [
            "error: in.zip/rows.csv: The entry is compressed by a method other than deflate. Pack the archive anew. [archive_method_unknown]"
        ]
    );
    // Cut off anywhere, it is refused and nothing panics.
    for len in 0..100 {
        let cut = tampered(|bytes| bytes.truncate(len));
        assert_eq!(cut.len(), 1, "{len}: {cut:?}");
    }
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let folder = folder(&[("rows.csv", format!("{FUND_ROWS}F1,a\r\nF2,b\r\n"))]);
    let source = open(&standard(), &[folder.path()]);
    fs::write(
        folder.path().join("rows.csv"),
        format!("{FUND_ROWS}F1,a\r\nF9,b\r\n"),
    )
    .unwrap();
    let error = source
        .for_each::<indigo_exchange::ExchangeError>(&mut |_| Ok(()))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "rows.csv was changed while it was being read; start again"
    );
}
