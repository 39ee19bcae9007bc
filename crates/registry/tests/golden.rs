//! The invented golden records of the present system: event sequences, CSV files, archives.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{collections::BTreeMap, fs, path::Path};

use indigo_model::{Mode, RecordKey, Value};
use indigo_registry::{Decision, Download, Format, Outcome, Proposal, Registry};
use support::{bytes, cells, csv_files, import, shared, sqlite};

/// The golden records, with the sandboxes that they were made with.
fn golden(folder: &Path) -> support::Installation {
    let one = sqlite();
    one.registry.add_sandbox("alpha", "Alpha").unwrap();
    one.registry.add_sandbox("beta", "Beta").unwrap();
    import(&one.registry, &[folder.join("records")]);
    one
}

/// The cells that differ on purpose: the table "Differences of CSV files" of the page on
/// compatibility, as file, row id (first cell), column.
fn listed() -> BTreeMap<(String, String, String), String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/COMPATIBILITY.md");
    let text = fs::read_to_string(page).unwrap();
    let section = text
        .split("## Differences of CSV files on purpose")
        .nth(1)
        .unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let parts: Vec<String> = line
                .split(" | ")
                .map(|part| part.trim_matches(['|', ' ', '`']).to_owned())
                .collect();
            (
                (parts[0].clone(), parts[1].clone(), parts[2].clone()),
                parts[3].clone(),
            )
        })
        .collect()
}

/// Compares a CSV file with the golden one; gives what differs as (file, id, column).
fn differences(name: &str, ours: &Path, theirs: &Path) -> Vec<(String, String, String)> {
    let (mut ours, theirs) = (cells(ours), cells(theirs));
    // The golden files were made with version 4.0.0 of the standard; 4.1.0 added one column.
    let added = ours[0]
        .iter()
        .position(|header| header.ends_with("- Early Childhood Education - (Value)"));
    if let Some(column) = added {
        for row in &mut ours {
            row.remove(column);
        }
    }
    let mut found = Vec::new();
    if ours[0] != theirs[0] {
        found.push((name.to_owned(), "headers".to_owned(), String::new()));
    }
    let rows = |cells: &[Vec<String>]| {
        let mut rows: BTreeMap<(String, usize), Vec<String>> = BTreeMap::new();
        for row in &cells[1..] {
            let place = rows.keys().filter(|(id, _)| *id == row[0]).count();
            rows.insert((row[0].clone(), place), row.clone());
        }
        rows
    };
    let (ours_rows, theirs_rows) = (rows(&ours), rows(&theirs));
    for (key, row) in &theirs_rows {
        match ours_rows.get(key) {
            None => found.push((
                name.to_owned(),
                format!("{} row {}", key.0, key.1 + 1),
                "row".to_owned(),
            )),
            Some(mine) => {
                for (column, (a, b)) in mine.iter().zip(row).enumerate() {
                    if a != b {
                        found.push((name.to_owned(), key.0.clone(), theirs[0][column].clone()));
                    }
                }
            }
        }
    }
    for key in ours_rows
        .keys()
        .filter(|key| !theirs_rows.contains_key(key))
    {
        found.push((
            name.to_owned(),
            format!("{} row {}", key.0, key.1 + 1),
            "row".to_owned(),
        ));
    }
    found
}

#[test]
fn csv_files_differ_only_where_it_is_listed() {
    let Some(folder) = shared("data/golden") else {
        return;
    };
    let one = golden(&folder);
    let out = one.folder.path().join("out");
    one.registry.export(&out, Format::Csv, false).unwrap();
    let ours = csv_files(&out);
    let mut found = Vec::new();
    for archive in [
        "all_public_data_file_per_data_type_csv.contents",
        "pipeline_public_data_file_per_data_type_csv.contents",
    ] {
        for (name, theirs) in csv_files(&folder.join("archives").join(archive)) {
            found.extend(differences(&name, &ours[&name], &theirs));
        }
    }
    for (file, download) in [
        ("project_download.csv", Download::List("project".to_owned())),
        (
            "project_download_social_investment_prototype.csv",
            Download::PrototypeList,
        ),
        (
            "organisation_download.csv",
            Download::List("organisation".to_owned()),
        ),
        ("fund_download.csv", Download::List("fund".to_owned())),
        (
            "pipeline_download.csv",
            Download::List("pipeline".to_owned()),
        ),
    ] {
        let ours = one.folder.path().join(file);
        fs::write(&ours, bytes(&one.registry, &download)).unwrap();
        found.extend(differences(file, &ours, &folder.join("csv").join(file)));
    }
    found.sort();
    found.dedup();
    let mut wanted: Vec<_> = listed().into_keys().collect();
    wanted.sort();
    assert_eq!(found, wanted);
}

/// Every row of every table of an SQLite file: table → rows as the kinds and texts of their values.
fn tables(database: &rusqlite::Connection) -> BTreeMap<String, (String, Vec<Vec<String>>)> {
    let mut statement = database
        .prepare("select name, sql from sqlite_master where type = 'table' order by name")
        .unwrap();
    let names: Vec<(String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut found = BTreeMap::new();
    for (name, sql) in names {
        let mut statement = database
            .prepare(&format!("select * from \"{name}\""))
            .unwrap();
        let columns = statement.column_count();
        let rows = statement
            .query_map([], |row| {
                (0..columns)
                    .map(|at| {
                        Ok(format!("{:?}", row.get_ref(at)?.data_type())
                            + &format!("{:?}", row.get::<_, rusqlite::types::Value>(at)?))
                    })
                    .collect()
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        found.insert(name, (sql, rows));
    }
    found
}

#[test]
fn the_sqlite_file_differs_only_where_it_is_listed() {
    let Some(folder) = shared("data/golden") else {
        return;
    };
    let one = golden(&folder);
    let ours = one.folder.path().join("ours.sqlite");
    fs::write(&ours, bytes(&one.registry, &Download::Sqlite)).unwrap();
    let ours = rusqlite::Connection::open(ours).unwrap();
    let theirs = rusqlite::Connection::open_in_memory().unwrap();
    let dump = fs::read_to_string(folder.join("archives/all_public_data.sqlite.dump.sql")).unwrap();
    theirs.execute_batch(&dump).unwrap();
    let (ours, theirs) = (tables(&ours), tables(&theirs));
    assert_eq!(ours.len(), 29);
    let mut differing = Vec::new();
    for (name, (sql, rows)) in &theirs {
        let (our_sql, our_rows) = &ours[name];
        assert_eq!(our_sql, sql, "{name}");
        for (at, row) in rows.iter().enumerate() {
            match our_rows.get(at) {
                None => differing.push(format!("{name} row {}", at + 1)),
                Some(mine) if mine != row => {
                    let cells = mine.iter().zip(row).filter(|(a, b)| a != b).count();
                    differing.push(format!("{name} {} {cells}", row[0]));
                }
                Some(_) => {}
            }
        }
        assert!(our_rows.len() <= rows.len(), "{name}");
    }
    // The same places as in the CSV files: ten policy sectors, one currency, one row of costs.
    let mut wanted: Vec<String> = (10..20)
        .map(|id| format!("project TextText(\"INDIGO-POJ-00{id}\") 1"))
        .collect();
    wanted.push("project_outcome_payment_commitments TextText(\"INDIGO-POJ-0002\") 1".to_owned());
    wanted.push("project_provider_side_cost row 6".to_owned());
    assert_eq!(differing, wanted);
}

/// The event sequences of the present system, played on our ledger.
#[test]
fn event_sequences_give_the_same_records() {
    let Some(folder) = shared("data/golden/ferret") else {
        return;
    };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let steps: Vec<Value> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let one = sqlite();
        let key = RecordKey::new("project", "INDIGO-POJ-0001");
        let mut pending: Vec<String> = Vec::new();
        for (at, told) in steps.iter().enumerate() {
            let said = format!("{} step {at}", path.file_name().unwrap().to_string_lossy());
            let failed = play(&one.registry, &key, &told["step"], &mut pending).is_err();
            assert_eq!(failed, !told["error"].is_null(), "{said}");
            let data = one.registry.data_of(&key).unwrap();
            assert_eq!(data.is_some(), told["exists"].as_bool().unwrap(), "{said}");
            assert_eq!(
                data.unwrap_or_else(|| serde_json::json!({})),
                told["data"],
                "{said}"
            );
            assert_eq!(
                pending.len() as u64,
                told["pending"].as_u64().unwrap(),
                "{said}"
            );
        }
        assert_eq!(one.registry.verify(&mut |_, _| {}).unwrap().differences, []);
    }
}

fn play(
    registry: &Registry,
    key: &RecordKey,
    step: &Value,
    pending: &mut Vec<String>,
) -> Result<(), indigo_registry::RegistryError> {
    // The present system knows no conflicts: a person who has seen one says "anyway".
    let decide = |edit: &str, decision: Decision| {
        registry
            .decide("user", "", edit, &decision)
            .map(|outcome| assert_eq!(outcome, Outcome::Done))
    };
    let take = |places: &Value, pending: &mut Vec<String>| {
        let places: Vec<usize> = places
            .as_array()
            .unwrap()
            .iter()
            .map(|place| usize::try_from(place.as_u64().unwrap()).unwrap())
            .collect();
        let taken: Vec<String> = places.iter().map(|&place| pending[place].clone()).collect();
        pending.retain(|edit| !taken.contains(edit));
        taken
    };
    match step["op"].as_str().unwrap() {
        "data" => {
            let proposal = Proposal {
                key: key.clone(),
                mode: Mode::parse(step["mode"].as_str().unwrap()).unwrap(),
                base_version: None,
                data: step["data"].clone(),
            };
            let edit = registry.propose("user", "", &[proposal])?.remove(0);
            if step["approved"] == true {
                let done = decide(&edit, Decision::ApproveAnyway);
                if done.is_err() {
                    decide(&edit, Decision::Reject)?;
                }
                done
            } else {
                pending.push(edit);
                Ok(())
            }
        }
        "approve" => take(&step["pending"], pending)
            .iter()
            .try_for_each(|edit| decide(edit, Decision::ApproveAnyway)),
        "reject" => take(&step["pending"], pending)
            .iter()
            .try_for_each(|edit| decide(edit, Decision::Reject)),
        other => panic!("unknown step {other}"),
    }
}
