//! Faults that were found and mended, each named after what it was.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{fs, io::Read, os::unix::fs::MetadataExt as _, path::PathBuf};

use indigo_model::{Problem, RecordKey};
use indigo_registry::{
    Download, Format, ImportOptions, ImportSummary, PasswordState, Reader, Registry, RegistryError,
    SearchAsked, Settings,
};
use serde_json::{Value, json};
use support::{Installation, both, sqlite};

fn fund(id: &str, name: &str) -> Value {
    json!({"type": "fund", "id": id, "data": {"status": "PUBLIC", "name": {"value": name}}})
}

/// Writes a file beside the data, and imports it.
fn take(one: &Installation, name: &str, content: &str) -> ImportSummary {
    let file = one.folder.path().join(name);
    fs::write(&file, content).unwrap();
    support::import(&one.registry, &[file])
}

fn lines(records: &[Value]) -> String {
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    lines.join("\n")
}

fn of_code<'a>(summary: &'a ImportSummary, code: &str) -> Vec<&'a Problem> {
    let all = summary.problems.first.iter();
    all.filter(|problem| problem.code == code).collect()
}

#[test]
fn opening_what_is_not_there_makes_nothing_and_another_standard_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        data: folder.path().join("none"),
        ..Settings::default()
    };
    let error = Registry::open_existing(settings.clone()).unwrap_err();
    assert!(matches!(error, RegistryError::NoData { .. }), "{error}");
    assert!(!settings.data.exists());

    let registry = Registry::open(settings.clone()).unwrap();
    let position = registry.position().unwrap();
    let schemas = folder.path().join("schemas");
    fs::create_dir(&schemas).unwrap();
    fs::write(
        schemas.join("walking_route.json"),
        r#"{"type": "object", "properties": {"name": {"title": "Name", "type": "string"}}}"#,
    )
    .unwrap();
    let other = Settings {
        standard: Some(schemas),
        ..settings.clone()
    };
    let opened = Registry::open_existing(other).unwrap();
    assert!(matches!(
        opened.check_rules(),
        Err(RegistryError::OtherStandard)
    ));
    assert_eq!(
        registry.position().unwrap(),
        position,
        "nothing was made anew"
    );
    Registry::open_existing(settings)
        .unwrap()
        .check_rules()
        .unwrap();
}

#[test]
fn a_smaller_backup_restored_under_a_reader_leaves_nothing_in_its_catalogue_on_both_databases() {
    for (name, one) in both() {
        take(&one, "a.jsonl", &lines(&[fund("F1", "One")]));
        let backup = one.folder.path().join("backup.sqlite");
        one.registry.backup(&backup).unwrap();
        take(&one, "b.jsonl", &lines(&[fund("F2", "Two")]));
        assert_eq!(one.registry.catalogue().unwrap().entries("fund").len(), 2);
        // Another process restores it.
        let restorer = Registry::open(one.settings.clone()).unwrap();
        restorer.restore(&backup).unwrap();
        let catalogue = one.registry.catalogue().unwrap();
        let ids: Vec<&str> = catalogue
            .entries("fund")
            .iter()
            .map(|entry| entry.id.as_str())
            .collect();
        assert_eq!(ids, ["F1"], "{name}");
    }
}

#[test]
fn a_backup_with_one_changed_byte_is_refused() {
    let one = sqlite();
    take(&one, "a.jsonl", &lines(&[fund("F1", "Somebody's fund")]));
    let backup = one.folder.path().join("backup.sqlite");
    one.registry.backup(&backup).unwrap();
    let whole = fs::read(&backup).unwrap();
    let word = b"Somebody's fund";
    let places: Vec<usize> = (0..whole.len() - word.len())
        .filter(|at| whole[*at..].starts_with(word))
        .collect();
    assert!(!places.is_empty());
    let damaged = one.folder.path().join("damaged.sqlite");
    let mut refused = 0;
    for at in places {
        let mut bytes = whole.clone();
        bytes[at] = b'X';
        fs::write(&damaged, bytes).unwrap();
        // Where it is not in the ledger, it is made anew and harmless.
        if let Err(error) = one.registry.restore(&damaged) {
            refused += 1;
            assert!(error.to_string().contains("is damaged"), "{error}");
        }
        assert!(
            one.registry
                .search(&SearchAsked::new(None, "somebody", 9))
                .unwrap()
                .hits
                .len()
                == 1
        );
        assert_eq!(one.registry.verify(&mut |_, _| {}).unwrap().differences, []);
    }
    assert!(refused > 0);
    // The pages themselves.
    let mut bytes = whole.clone();
    for byte in &mut bytes[4096..4196] {
        *byte ^= 0xff;
    }
    fs::write(&damaged, bytes).unwrap();
    let error = one.registry.restore(&damaged).unwrap_err();
    assert!(error.to_string().contains("is damaged"), "{error}");
    assert_eq!(one.registry.record_count().unwrap(), 1);
    one.registry.restore(&backup).unwrap();
}

#[test]
fn a_missing_last_event_is_noticed() {
    let one = sqlite();
    take(&one, "a.jsonl", &lines(&[fund("F1", "One")]));
    let database = rusqlite::Connection::open(one.folder.path().join("indigo.sqlite")).unwrap();
    database
        .execute_batch("pragma foreign_keys = off; delete from event")
        .unwrap();
    let found = one.registry.verify(&mut |_, _| {}).unwrap();
    let told: Vec<&str> = found
        .differences
        .iter()
        .map(|one| one.what.as_str())
        .collect();
    assert!(
        told.contains(&"1 edits are of events that are missing"),
        "{told:?}"
    );
}

#[test]
fn downloads_are_of_this_database_and_their_tag_is_of_their_bytes() {
    let one = sqlite();
    take(&one, "a.jsonl", &lines(&[fund("F1", "One")]));
    let list = Download::List("fund".to_owned());
    let mut first = one.registry.download(&list).unwrap();
    assert_eq!(first.digest.len(), 64);
    assert!(one.registry.built_download(&list).unwrap().is_some());

    // The file of what was public can still be read when something public changes.
    take(&one, "b.jsonl", &lines(&[fund("F3", "Three")]));
    assert!(one.registry.built_download(&list).unwrap().is_none());
    let second = one.registry.download(&list).unwrap();
    assert_ne!(second.digest, first.digest);
    let mut text = String::new();
    first.file.read_to_string(&mut text).unwrap();
    assert!(text.contains("One"), "{text}");
    assert_eq!(text.len() as u64, first.size_bytes);

    // Another database in the same folder, as far as this one.
    let revision = one.registry.position().unwrap();
    let settings = Settings {
        database: Some(one.folder.path().join("other.sqlite").display().to_string()),
        ..one.settings.clone()
    };
    let other = Registry::open(settings).unwrap();
    let mut number = 0;
    while other.position().unwrap() < revision {
        number += 1;
        other
            .add_sandbox(&format!("s{number}"), "Only a write")
            .unwrap();
    }
    assert_eq!(other.position().unwrap(), revision);
    let mut text = String::new();
    let mut theirs = other.download(&list).unwrap();
    theirs.file.read_to_string(&mut text).unwrap();
    assert!(!text.contains("One"), "{text}");
    let folders = fs::read_dir(one.folder.path().join("downloads")).unwrap();
    assert_eq!(folders.count(), 1, "all others are removed");
}

#[test]
fn a_private_change_leaves_downloads_as_they_are_and_a_public_one_makes_them_anew() {
    for (name, one) in both() {
        let kinds = [
            Download::List("fund".to_owned()),
            Download::JsonLines,
            Download::DataSet("csv.zip".to_owned()),
        ];
        // Which files they are: a file that is built anew is another one.
        let files = || {
            kinds
                .iter()
                .map(|kind| one.registry.download(kind).unwrap().file)
                .map(|file| file.metadata().unwrap())
                .map(|about| (about.ino(), about.modified().unwrap()))
                .collect::<Vec<_>>()
        };
        let mut hushed = json!({"status": "PUBLIC", "name": {"value": "One"},
            "stage_development": {"status": "PRIVATE", "value": "Hush"}});
        let take = |file: &str, id: &str, data: &Value| {
            let record = json!({"type": "fund", "id": id, "data": data});
            let revision = one.registry.position().unwrap();
            let summary = take(&one, file, &record.to_string());
            assert!(summary.accepted, "{name} {file}");
            assert!(one.registry.position().unwrap() > revision, "{name} {file}");
        };
        take("a.jsonl", "F1", &hushed);
        let first = files();

        take(
            "b.jsonl",
            "F2",
            &json!({"status": "PRIVATE", "name": {"value": "Hush"}}),
        );
        hushed["stage_development"]["value"] = json!("Hush twice");
        take("c.jsonl", "F1", &hushed);
        assert_eq!(files(), first, "{name}: nothing public has changed");
        assert!(one.registry.built_download(&kinds[0]).unwrap().is_some());

        let mut later = hushed.clone();
        later["name"]["value"] = json!("Two");
        take("e.jsonl", "F1", &later);
        let changed = files();
        assert!(
            changed.iter().all(|file| !first.contains(file)),
            "{name}: {changed:?} {first:?}"
        );
        later["status"] = json!("PRIVATE");
        take("f.jsonl", "F1", &later);
        let gone = files();
        assert!(
            gone.iter().all(|file| !changed.contains(file)),
            "{name}: {gone:?} {changed:?}"
        );
    }
}

#[test]
fn stored_json_that_cannot_be_read_is_named_and_never_taken_as_empty() {
    let one = sqlite();
    take(&one, "a.jsonl", &lines(&[fund("F1", "One")]));
    let database = rusqlite::Connection::open(one.folder.path().join("indigo.sqlite")).unwrap();
    for column in ["data", "flags", "row_sources", "card"] {
        let before: String = database
            .query_row(&format!("select {column} from published"), [], |row| {
                row.get(0)
            })
            .unwrap();
        let set = |text: &str| {
            let sql = format!("update published set {column} = ?1");
            database.execute(&sql, [text]).unwrap();
        };
        set("{\"value\":");
        // Opened anew, as nothing of it is in memory then.
        let opened = Registry::open_existing(one.settings.clone()).unwrap();
        let error = match column {
            "card" => opened.catalogue().unwrap_err(),
            _ => opened.record("fund", "F1").unwrap_err(),
        };
        let said = error.to_string();
        let named = format!("{column} of fund/F1 in the table published");
        assert!(said.contains(&named), "{column}: {said}");
        if column == "data" {
            let asked = SearchAsked {
                words: "one".to_owned(),
                limit: 5,
                ..SearchAsked::default()
            };
            let said = opened.search(&asked).unwrap_err().to_string();
            assert!(said.contains(&named), "{said}");
            let mut each = |_: &str, _: &indigo_model::Value| Ok(());
            let said = opened
                .each_public("fund", &mut each)
                .unwrap_err()
                .to_string();
            assert!(said.contains(&named), "{said}");
        }
        set(&before);
    }
}

#[test]
fn rows_that_a_shorter_list_file_takes_away_are_told() {
    let one = sqlite();
    let standard = one.registry.standard();
    let id = &standard
        .get("organisation")
        .unwrap()
        .profile
        .words
        .id_column;
    let rows = |ids: &[&str]| {
        ids.iter().fold(format!("{id},Id,URL\r\n"), |text, row| {
            format!("{text}O1,{row},https://example.org/{row}\r\n")
        })
    };
    let known = json!({"type": "organisation", "id": "O1", "data": {"status": "PUBLIC"}});
    take(&one, "a.jsonl", &known.to_string());
    let first = take(&one, "organisations_sources.csv", &rows(&["a", "b", "c"]));
    assert_eq!(of_code(&first, "rows_removed").len(), 0);
    let second = take(&one, "organisations_sources.csv", &rows(&["a"]));
    let told = of_code(&second, "rows_removed");
    assert_eq!(told.len(), 1);
    assert!(
        told[0]
            .message
            .starts_with("organisation: rows removed: 2 in 1 record: O1 (2 of sources)"),
        "{}",
        told[0]
    );
    let told = &second.types["organisation"];
    assert_eq!(told.rows_removed, 2);
    assert_eq!(told.changed_records[0].id, "O1");
    assert_eq!(told.changed_records[0].values, told.values);
    assert_eq!(first.types["organisation"].new_records, []);
}

#[test]
fn columns_that_new_records_do_not_have_are_a_warning() {
    let one = sqlite();
    let summary = take(&one, "organisations.csv", "ID,Name\r\nO1,One\r\nO2,Two\r\n");
    let told = of_code(&summary, "columns_empty_in_new_records");
    assert_eq!(told.len(), 1, "{:?}", summary.problems.first);
    assert!(
        told[0]
            .message
            .contains("are empty in the 2 new records that it brings"),
        "{}",
        told[0]
    );
    let again = take(&one, "organisations.csv", "ID,Name\r\nO1,Other\r\n");
    assert_eq!(of_code(&again, "columns_empty_in_new_records").len(), 0);
}

#[test]
fn ids_joined_in_one_cell_are_looked_for_one_by_one_and_told_once() {
    let one = sqlite();
    let row = || json!({"status": "PUBLIC", "organisation_id": {"value": "O1, O2"}});
    let record = json!({"type": "project", "id": "P1", "data": {"status": "PUBLIC", "investments": [row(), row(), row()]}});
    let known = json!({"type": "organisation", "id": "O1", "data": {"status": "PUBLIC"}});
    let summary = take(&one, "a.jsonl", &lines(&[record, known]));
    let several = of_code(&summary, "several_ids_in_one_cell");
    assert_eq!(several.len(), 1);
    assert!(
        several[0].message.contains("3 rows of this record"),
        "{}",
        several[0]
    );
    let unknown = of_code(&summary, "reference_to_unknown_record");
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert!(
        unknown[0]
            .message
            .starts_with("There is no organisation \"O2\"."),
        "{}",
        unknown[0]
    );
    assert!(unknown[0].message.contains("3 rows"), "{}", unknown[0]);
}

#[test]
fn exists_false_over_a_record_is_told() {
    let one = sqlite();
    take(&one, "a.jsonl", &lines(&[fund("F1", "One")]));
    let gone = json!({"type": "fund", "id": "F1", "exists": false});
    let summary = take(&one, "b.jsonl", &gone.to_string());
    assert_eq!(of_code(&summary, "exists_false_not_taken").len(), 1);
    assert_eq!(summary.types["fund"].unchanged, 1);
    let named = json!({"type": "fund", "id": "F9", "exists": false});
    take(&one, "c.jsonl", &named.to_string());
    let again = take(&one, "c.jsonl", &named.to_string());
    assert_eq!(of_code(&again, "exists_false_not_taken").len(), 0);
}

#[test]
fn each_version_is_told_with_who_when_and_why() {
    let one = sqlite();
    take(&one, "a.jsonl", &lines(&[fund("F1", "One")]));
    let file = one.folder.path().join("b.jsonl");
    fs::write(&file, fund("F1", "Two").to_string()).unwrap();
    let options = ImportOptions {
        comment: "renamed".to_owned(),
        actor: "eva".to_owned(),
        ..ImportOptions::default()
    };
    one.registry.import(&[file], &options, &mut |_| {}).unwrap();
    let key = RecordKey::new("fund", "F1");
    let versions = one.registry.versions_told(&key).unwrap();
    assert_eq!(versions.len(), 2);
    let last = &versions[1];
    assert_eq!(
        (last.version, last.actor.as_str(), last.comment.as_str()),
        (2, "eva", "renamed")
    );
    assert!(last.created.ends_with('Z'));
    assert_eq!(last.changes[0].pointer, "/name/value");
    assert_eq!(last.changes[0].before, Some(json!("One")));
    assert_eq!(last.changes[0].after, Some(json!("Two")));
    assert_eq!(one.registry.keys_of_id("F1").unwrap(), [key]);
}

#[test]
fn a_sandbox_says_what_became_of_title_and_password() {
    let one = sqlite();
    let without = |password: Option<&str>| {
        Registry::open(Settings {
            sandbox_password: password.map(str::to_owned),
            ..one.settings.clone()
        })
        .unwrap()
    };
    let added = |password: Option<&str>, title: &str| {
        let added = without(password).add_sandbox("alpha", title).unwrap();
        (added.title_before, added.password)
    };
    let was = |title: &str| Some(title.to_owned());
    assert_eq!(added(None, "A"), (None, PasswordState::None));
    assert_eq!(added(Some("x"), "B"), (was("A"), PasswordState::Set));
    assert_eq!(added(None, "B"), (was("B"), PasswordState::Stays));
    assert_eq!(added(Some("x"), "B"), (was("B"), PasswordState::Same));
    assert_eq!(added(Some("y"), "B"), (was("B"), PasswordState::Replaced));
    assert!(without(Some("x")).sandbox_password_differs().unwrap());
    assert!(!without(Some("y")).sandbox_password_differs().unwrap());
    assert!(!without(None).sandbox_password_differs().unwrap());
}

#[test]
fn exports_are_whole_and_private_ones_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let one = sqlite();
    take(&one, "a.jsonl", &lines(&[fund("F1", "One")]));
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for out in ["out", "out.zip"] {
        let out = one.folder.path().join(out);
        for _ in 0..2 {
            one.registry.export(&out, Format::JsonLines, true).unwrap();
        }
        let file = if out.is_dir() {
            let names: Vec<_> = fs::read_dir(&out).unwrap().collect();
            assert_eq!(names.len(), 1, "nothing is left of what was written aside");
            out.join("records.jsonl")
        } else {
            out
        };
        assert_eq!(mode(file), 0o600);
    }
}

#[test]
fn telling_lists_otherwise_is_no_change_of_the_records() {
    let one = sqlite();
    take(
        &one,
        "funds.jsonl",
        &lines(&[fund("INDIGO-FUND-0001", "One")]),
    );
    let before = one.registry.catalogue().unwrap();
    let before = before.entry("fund", "INDIGO-FUND-0001").unwrap();
    assert!(before.card.grades.on("2026-11-24").is_some());
    let schemas = one.folder.path().join("schemas");
    fs::create_dir(&schemas).unwrap();
    let built_in = include_str!("../../../standard/fund.json");
    let mut schema: Value = serde_json::from_str(built_in).unwrap();
    let filters = schema["indigo"]["list"]["filters"].as_array_mut().unwrap();
    filters.retain(|filter| filter["name"] != "quality");
    fs::write(schemas.join("fund.json"), schema.to_string()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let again = Registry::open(Settings {
        standard: Some(schemas),
        ..one.settings.clone()
    })
    .unwrap();
    let after = again.catalogue().unwrap();
    let after = after.entry("fund", "INDIGO-FUND-0001").unwrap();
    assert!(after.card.grades.is_empty(), "made anew");
    assert_eq!(after.updated, before.updated);
}
