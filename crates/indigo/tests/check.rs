//! `indigo check` as it is typed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn check(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_indigo"));
    for name in ["INDIGO_DATA", "INDIGO_DATABASE", "INDIGO_STANDARD"] {
        command.env_remove(name);
    }
    command.arg("--data").arg(data).arg("check").args(arguments);
    command.output().unwrap()
}

#[test]
fn the_status_says_what_was_found_and_no_data_folder_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let good = path(
        "good.json",
        r#"{"type": "organisation", "id": "O-1", "exists": true, "data": {"status": "PUBLIC", "name": {"value": "Bridge"}}}"#,
    );
    let bad = path(
        "bad.json",
        r#"{"type": "organisation", "id": "O-1", "exists": true, "data": {"status": "PUBLIC"}}"#,
    );
    let said = check(&data, &[&good]);
    let text = String::from_utf8(said.stdout).unwrap();
    assert_eq!(said.status.code(), Some(0), "{text}");
    assert!(text.contains("nothing was compared"), "{text}");
    let said = check(&data, &["--json", &bad]);
    assert_eq!(said.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(report["findings"][0]["severity"], "error");
    assert_eq!(report["compared"], false);
    assert!(!data.exists());
    assert_eq!(check(&data, &[]).status.code(), Some(2));
    assert_eq!(check(&data, &["nowhere.csv"]).status.code(), Some(2));
    let folder = folder.path().to_string_lossy().into_owned();
    let said = check(&data, &[&folder]);
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&said.stderr).contains("is a folder"));
}
