//! Our copy of the first system's quality report against what it gave.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use indigo_model::Value;
use indigo_quality::{
    KnownRecord, KnownRecords,
    first_report::{FillCounts, FirstReport, counts},
};
use support::{json, shared, standard};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Every record that the first system had, whether it existed or was only named.
fn world(records: &Path) -> KnownRecords {
    let mut known = KnownRecords::default();
    for folder in files(records) {
        for file in files(&folder) {
            let outline = KnownRecord {
                name: None,
                public: false,
            };
            known.add_outline(&stem(&folder), &stem(&file), outline);
        }
    }
    known
}

fn sorted(issues: &Value) -> Vec<String> {
    let mut all: Vec<String> = issues
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| {
            format!(
                "{} {} {} {}",
                issue["type"], issue["path"], issue["priority"], issue["value"]
            )
        })
        .collect();
    all.sort();
    all
}

#[test]
fn every_report_has_the_same_issues_and_counts() {
    let Some(golden) = shared("data/golden") else {
        return;
    };
    let standard = standard();
    let world = world(&golden.join("records"));
    let mut compared = 0;
    for (folder, record_type) in [
        ("project", "project"),
        ("pipeline", "pipeline"),
        ("extra", "project"),
    ] {
        let report = FirstReport::new(standard.get(record_type).unwrap()).unwrap();
        for file in files(&golden.join("dqr").join(folder)) {
            let wanted = json(&file);
            let data = if folder == "extra" {
                wanted["data"].clone()
            } else {
                let record = golden
                    .join("records")
                    .join(folder)
                    .join(file.file_name().unwrap());
                json(&record)["data"].clone()
            };
            let issues = report.issues(&data, &world);
            let found = counts(&issues);
            let found_json = serde_json::to_value(&issues).unwrap();
            assert_eq!(
                sorted(&found_json),
                sorted(&wanted["errors"]),
                "{}",
                file.display()
            );
            for (priority, count) in found.iter().enumerate() {
                assert_eq!(
                    wanted["counts"][priority.to_string()],
                    Value::from(*count),
                    "{} priority {priority}",
                    file.display()
                );
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 32);
}

#[test]
fn the_report_over_all_projects_has_the_same_counts() {
    let Some(golden) = shared("data/golden") else {
        return;
    };
    let standard = standard();
    let mut found = FillCounts::new(standard.get("project").unwrap());
    let mut projects = 0;
    for file in files(&golden.join("api/project")) {
        let name = stem(&file);
        let body = json(&file);
        // The first system could not count with a null list.
        let left_out = name == "INDIGO-POJ-0030";
        if !name.starts_with("INDIGO-POJ-") || name.contains(".sandbox") || left_out {
            continue;
        }
        let data = &body["project"]["data"];
        assert!(data.is_object(), "{name}");
        found.add(data);
        projects += 1;
    }
    let wanted = json(&golden.join("dqr/all_projects.json"));
    let counts = |part: &str, with: &str| -> BTreeMap<String, Value> {
        wanted[part]
            .as_array()
            .unwrap()
            .iter()
            .map(|count| {
                (
                    count["key"].as_str().unwrap().to_owned(),
                    count[with].clone(),
                )
            })
            .collect()
    };
    let ours = |counts: &[indigo_quality::first_report::FillCount]| -> BTreeMap<String, Value> {
        counts
            .iter()
            .map(|count| (count.key.clone(), Value::from(count.with)))
            .collect()
    };
    assert_eq!(projects, 17);
    assert_eq!(
        ours(&found.single),
        counts("single", "count_public_projects_with_public_value")
    );
    assert_eq!(
        ours(&found.list),
        counts(
            "list",
            "count_public_projects_with_at_least_one_public_value"
        )
    );
}
