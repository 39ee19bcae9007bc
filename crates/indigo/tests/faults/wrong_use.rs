//! Commands given where there is nothing, in the wrong words, or to somebody who stops listening.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::Stdio,
};

use super::installation::{Installation, demo};

#[test]
fn commands_that_only_look_make_nothing() {
    let place = Installation::empty();
    let out = place.beside("out");
    let out = out.to_str().unwrap();
    for arguments in [
        &["verify"][..],
        &["export", out, "--format", "csv"],
        &["backup", out],
        &["sandbox", "list"],
        &["history", "INDIGO-FUND-0001"],
    ] {
        place
            .run(arguments)
            .ended(2, &["There is no Indigo data in", "--data"]);
    }
    let input = demo("fund");
    place
        .run(&["import", "--dry-run", input.to_str().unwrap()])
        .ended(0, &["10 new", "nothing was kept"]);
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 0);
}

#[test]
fn another_standard_than_the_published_one_is_told_and_changes_nothing() {
    let place = Installation::with_records();
    let schemas = place.beside("schemas");
    fs::create_dir(&schemas).unwrap();
    let schema =
        r#"{"type": "object", "properties": {"name": {"title": "Name", "type": "string"}}}"#;
    fs::write(schemas.join("walking_route.json"), schema).unwrap();
    let (schemas, out) = (schemas.to_str().unwrap(), place.beside("out"));
    let out = out.to_str().unwrap();
    for arguments in [
        &["verify"][..],
        &["export", out, "--format", "csv"],
        &["sandbox", "list"],
    ] {
        let arguments = [&["--standard", schemas], arguments].concat();
        place.run(&arguments).ended(2, &["another standard"]);
    }
    place
        .run(&["--standard", schemas, "backup", out])
        .ended(0, &[]);
    place.assert_intact();
}

#[test]
fn a_reader_who_stops_after_one_line_ends_the_command_quietly() {
    let place = Installation::empty();
    let mut child = place
        .command(&["standard", "show", "project"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::with_capacity(16, child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[test]
fn a_cause_is_told_once_and_misuse_is_answered_in_json() {
    let place = Installation::empty();
    let said = place.run(&["import", "/nonexistent"]);
    said.ended(2, &["/nonexistent"]);
    assert_eq!(said.err.matches("No such file").count(), 1, "{said:?}");
    let place = Installation::empty();
    for arguments in [
        &["import", "--json"][..],
        &["--json", "nothing"],
        &["--json", "verify"],
    ] {
        let said = place.run(arguments);
        assert_eq!(said.status, Some(2), "{said:?}");
        let answer: serde_json::Value = serde_json::from_str(&said.err).unwrap();
        assert!(answer["error"].is_string(), "{said:?}");
    }
}

#[test]
fn a_record_is_told_with_its_history() {
    let place = Installation::with_records();
    let list = place.run(&[
        "export",
        "--format",
        "jsonl",
        place.beside("o").to_str().unwrap(),
    ]);
    list.ended(0, &[]);
    let text = fs::read_to_string(place.beside("o").join("records.jsonl")).unwrap();
    let record: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let id = record["id"].as_str().unwrap();
    for name in [id.to_owned(), format!("fund/{id}")] {
        place.run(&["history", &name]).ended(
            0,
            &[
                "Version 1",
                "import by command line",
                "/name/value: nothing →",
            ],
        );
        let said = place.run(&["--json", "history", &name]);
        let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(answer["versions"][0]["version"], 1);
    }
    place
        .run(&["history", "project/none"])
        .ended(2, &["there is no record \"project/none\""]);
}

#[test]
fn a_damaged_database_file_is_told_with_what_to_do() {
    let place = Installation::with_records();
    let file = place.data().join("indigo.sqlite");
    let mut bytes = fs::read(&file).unwrap();
    bytes[4096..].fill(0xaa);
    fs::write(&file, bytes).unwrap();
    let said = place.run(&["verify"]);
    assert!(matches!(said.status, Some(1 | 2)), "{said:#?}");
    let told = format!("{}{}", said.out, said.err).to_lowercase();
    assert!(told.contains("restore a backup"), "{said:#?}");
}

#[test]
fn a_dump_of_the_first_system_is_told_how_to_be_loaded() {
    let place = Installation::empty();
    let (text, archive) = (place.beside("old.sql"), place.beside("old.dump"));
    fs::write(&text, "create table x (y int);").unwrap();
    fs::write(&archive, b"PGDMP\x01\x0e").unwrap();
    for (file, program) in [(text, "psql"), (archive, "pg_restore")] {
        let file = file.to_str().unwrap();
        let said = place.run(&["import", "--django-dump", file]);
        said.ended(2, &["createdb indigo_old", program, file, "postgres://"]);
    }
    for wrong in [
        &["import", "--django-dump", "eve:s3cret@db/old"][..],
        &[
            "import",
            "--django-dump",
            "postgres://eve:s3cret@127.0.0.1:1/old",
        ],
        &[
            "import",
            "--dry-run",
            "--django-dump",
            "postgres://127.0.0.1:1/old?user=eve&password=s3cret",
        ],
        &[
            "--json",
            "import",
            "--django-dump",
            "postgres://eve:s3cret@127.0.0.1:1/old",
        ],
        &[
            "import",
            "--status",
            "private",
            "--django-dump",
            "postgres://eve:s3cret@127.0.0.1:1/old",
        ],
        &[
            "import",
            "folder",
            "--django-dump",
            "postgres://eve:s3cret@127.0.0.1:1/old",
        ],
    ] {
        let said = place.run(wrong);
        said.ended(2, &[]);
        assert!(!format!("{said:?}").contains("s3cret"), "{said:?}");
    }
}
