//! Files as people and attackers send them: each ends in sentences with a place, never in a panic,
//! and never in half a record.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use indigo_exchange::{ExchangeError, Incoming, Limits, Source};
use indigo_model::{Problem, Severity};
use indigo_standard::Standard;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

const FUNDS: &str = "Fund ID,Organisation ID - (Value)\r\n";

fn open(path: &Path) -> Result<Source, ExchangeError> {
    let standard = Arc::new(Standard::builtin().unwrap());
    Source::open(&standard, &[path.to_owned()], &Limits::default())
}

fn file(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// The errors of a file, with their places.
fn errors(name: &str, bytes: &[u8]) -> Vec<String> {
    let (_folder, path) = file(name, bytes);
    errors_of(&path)
}

fn errors_of(path: &Path) -> Vec<String> {
    let source = open(path).unwrap();
    let mut found: Vec<Problem> = source.problems().to_vec();
    if found
        .iter()
        .all(|problem| problem.severity != Severity::Error)
    {
        source
            .for_each(&mut |incoming: Incoming| {
                found.extend(incoming.problems);
                Ok::<_, ExchangeError>(())
            })
            .unwrap();
    }
    found
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(ToString::to_string)
        .collect()
}

/// Checks that there is one error, and that it names these.
fn one_error(found: &[String], words: &[&str]) {
    assert_eq!(found.len(), 1, "{found:#?}");
    for word in words {
        assert!(found[0].contains(word), "{word:?} is not in {}", found[0]);
    }
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let text = format!("\u{feff}{FUNDS}INDIGO-FUND-0001,INDIGO-ORG-0001\r\n");
    assert_eq!(
        errors("funds_organisations.csv", text.as_bytes()),
        Vec::<String>::new()
    );
}

#[test]
fn letters_in_latin_1_are_named_with_their_row() {
    let mut bytes = FUNDS.as_bytes().to_vec();
    bytes.extend(b"INDIGO-FUND-0001,Caf\xe9\r\n");
    one_error(
        &errors("funds_organisations.csv", &bytes),
        &["row 2", "UTF-8"],
    );
}

#[test]
fn a_nul_byte_is_named_with_its_row() {
    let text = format!("{FUNDS}INDIGO-FUND-0001,a\0b\r\n");
    one_error(
        &errors("funds_organisations.csv", text.as_bytes()),
        &["row 2"],
    );
}

#[test]
fn rows_with_too_few_or_too_many_cells_are_named() {
    let text = format!("{FUNDS}INDIGO-FUND-0001\r\nINDIGO-FUND-0001,a,b\r\n");
    let found = errors("funds_organisations.csv", text.as_bytes());
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found[0].contains("row 2") && found[1].contains("row 3"),
        "{found:#?}"
    );
}

#[test]
fn a_quote_that_never_ends_is_named() {
    let text = format!("{FUNDS}INDIGO-FUND-0001,\"a\r\n");
    assert_eq!(errors("funds_organisations.csv", text.as_bytes()).len(), 1);
}

#[test]
fn headers_that_fit_nothing_are_named() {
    assert_eq!(errors("something.csv", b"a,b\r\n1,2\r\n").len(), 1);
    assert_eq!(errors("empty.csv", b"").len(), 1);
}

#[test]
fn a_record_twice_in_a_main_file_is_an_error() {
    let standard = Standard::builtin().unwrap();
    let fund = standard.get("fund").unwrap();
    let titles: Vec<&str> = fund
        .fields
        .iter()
        .filter(|field| !field.is_status())
        .map(|field| field.title.as_str())
        .collect();
    let blank = ",".repeat(titles.len());
    let text = format!("ID,{}\r\nF1{blank}\r\nF1{blank}\r\n", titles.join(","));
    one_error(&errors("funds.csv", text.as_bytes()), &["row 3", "F1"]);
}

#[test]
fn json_lines_that_are_none_are_named_with_their_line() {
    let good = r#"{"type": "fund", "id": "F1", "data": {}}"#;
    one_error(
        &errors("a.jsonl", format!("{good}\n{{oops\n").as_bytes()),
        &["line 2"],
    );
    one_error(
        &errors("a.jsonl", format!("{good}\n{good}\n").as_bytes()),
        &["F1"],
    );
    one_error(
        &errors("a.jsonl", br#"{"type": "planet", "id": "P1", "data": {}}"#),
        &["planet"],
    );
    one_error(&errors("a.jsonl", br#"{"type": "fund", "data": {}}"#), &[]);
}

#[test]
fn json_nested_very_deep_is_refused() {
    let deep = format!(
        r#"{{"type": "fund", "id": "F1", "data": {}{}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    one_error(&errors("a.jsonl", deep.as_bytes()), &["line 1"]);
}

fn archive(entries: &[(&str, &[u8])]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.zip");
    let mut writer = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, bytes) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap();
    (folder, path)
}

#[test]
fn names_that_lead_out_of_an_archive_are_refused() {
    let (folder, path) = archive(&[("../../evil.csv", b"a,b\r\n")]);
    one_error(&errors_of(&path), &["evil.csv"]);
    assert!(!folder.path().join("../../evil.csv").exists());
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let zeros = vec![b' '; 100 << 20];
    let (_folder, path) = archive(&[("funds_organisations.csv", &zeros)]);
    assert!(fs::metadata(&path).unwrap().len() < 1 << 20);
    assert_eq!(errors_of(&path).len(), 1);
}

#[test]
fn what_is_no_archive_is_said_to_be_none() {
    let (_folder, path) = file("in.zip", b"this is no zip");
    match open(&path) {
        Ok(source) => assert!(
            source
                .problems()
                .iter()
                .any(|problem| problem.severity == Severity::Error)
        ),
        Err(error) => assert!(error.to_string().contains("in.zip"), "{error}"),
    }
}

#[test]
fn a_path_that_is_not_there_is_said() {
    let error = open(Path::new("nowhere/at/all")).err().unwrap().to_string();
    assert!(error.contains("nowhere/at/all"), "{error}");
}
