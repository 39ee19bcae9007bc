//! Releases never change, hold what was public and nothing else, and are made whole or not at all.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use indigo_model::RecordKey;
use indigo_registry::{
    DATA_SET_FILES, Download, Licence, NO_LICENCE, Reader, Registry, RegistryError, Release,
    ReleaseFault, ReleasedRecord, TakeAway, Terms,
};
use serde_json::{Value, json};
use support::{Installation, bytes, import, shared, sqlite};

/// Every file of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

fn folders(one: &Installation) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(one.folder.path().join("releases"))
        .map(|entries| {
            entries
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}

fn project(id: &str, name: &str, rest: &Value) -> Value {
    let mut data = json!({
        "status": "PUBLIC",
        "name": {"value": name},
        "stage_development": {"status": "PUBLIC", "value": "Implementation"},
    });
    for (key, value) in rest.as_object().unwrap() {
        data[key] = value.clone();
    }
    json!({"type": "project", "id": id, "exists": true, "data": data})
}

fn take(one: &Installation, records: &[Value]) {
    let path = one.folder.path().join("records.jsonl");
    let lines: Vec<String> = records.iter().map(ToString::to_string).collect();
    fs::write(&path, lines.join("\n")).unwrap();
    import(&one.registry, &[path]);
}

/// Two projects and an organisation, with things that only staff see.
fn start(one: &Installation, secret: &str) {
    take(
        one,
        &[
            project(
                "A-1",
                "Homes",
                &json!({
                    "delivery_locations": [
                        {"location_name": {"value": "North"}, "location_country": {"value": "GB"},
                         "lat_lng": {"lat": {"value": 54.5}, "lng": {"value": -1.5}},
                         "source_ids": "source1", "status": "PUBLIC"},
                        {"location_name": {"value": secret}, "status": "PRIVATE",
                         "lat_lng": {"lat": {"value": 1.5}, "lng": {"value": 1.5}}},
                    ],
                    "investments": [
                        {"id": "investment1", "organisation_id": {"value": "O-1"}, "status": "PUBLIC"},
                    ],
                }),
            ),
            project("ZQX-2", "=cmd()", &json!({})),
            json!({"type": "project", "id": "ZQX-9", "exists": true,
                   "data": {"status": "PRIVATE", "name": {"value": secret}}}),
            json!({"type": "organisation", "id": "O-1", "exists": true,
                   "data": {"status": "PUBLIC", "name": {"value": "Bridge"}}}),
        ],
    );
}

fn made(one: &Installation, version: &str) -> Release {
    one.registry.create_release(version, "", "Ada").unwrap()
}

fn place(one: &Installation, name: &str) -> PathBuf {
    one.folder.path().join("releases").join(name)
}

fn fault(result: Result<Release, RegistryError>) -> ReleaseFault {
    match result {
        Err(RegistryError::Release(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_release_holds_what_is_public_in_every_format_and_never_changes() {
    let one = sqlite();
    start(&one, "hush-hush");
    one.registry.known_as("https://data.example.org/");
    one.registry
        .set_terms(&Terms {
            licence: Licence::of_spdx("CC-BY-4.0"),
            publisher: Some("Example Lab".to_owned()),
        })
        .unwrap();
    let release = made(&one, "2025-05");
    let found = files(&place(&one, "2025-05"));
    for name in DATA_SET_FILES {
        assert!(found.contains_key(name), "{name}");
    }
    let names: Vec<&String> = found.keys().collect();
    let said: Vec<&String> = release.files.iter().map(|file| &file.name).collect();
    assert_eq!(names, said);
    for (name, content) in &found {
        let text = String::from_utf8_lossy(content);
        assert!(!text.contains("hush-hush"), "{name}");
        assert!(!text.contains("ZQX-9"), "{name}");
    }
    let text = |name: &str| String::from_utf8_lossy(&found[name]).into_owned();
    assert!(text("projects.csv").starts_with("id,name,"));
    let places = text("projects_delivery_locations.csv");
    assert!(places.contains("A-1,1,"), "{places}");
    assert!(places.contains("source1"), "{places}");
    let points: Value = serde_json::from_str(&text("places.geojson")).unwrap();
    assert_eq!(points["features"].as_array().unwrap().len(), 1);
    let properties = &points["features"][0]["properties"];
    assert_eq!(properties["stage"], "Implementation");
    assert_eq!(properties["href"], "https://data.example.org/projects/A-1");
    for name in [
        "LICENSE.txt",
        "README.md",
        "CITATION.cff",
        "datapackage.json",
        "datacite.json",
    ] {
        assert!(
            text(name).contains("https://creativecommons.org/licenses/by/4.0/")
                || text(name).contains("CC-BY-4.0"),
            "{name}"
        );
        assert!(text(name).contains("Example Lab"), "{name}");
    }
    let package: Value = serde_json::from_str(&text("datapackage.json")).unwrap();
    let investments = package["resources"]
        .as_array()
        .unwrap()
        .iter()
        .find(|resource| resource["path"] == "projects_investments.csv")
        .unwrap();
    let keys = investments["schema"]["foreignKeys"].to_string();
    assert!(keys.contains("organisations"), "{keys}");

    // What comes later changes nothing of it.
    take(&one, &[project("ZQX-2", "Another name", &json!({}))]);
    one.registry.set_terms(&Terms::default()).unwrap();
    assert_eq!(files(&place(&one, "2025-05")), found);
    assert_eq!(
        fault(one.registry.create_release("2025-05", "", "Ada")),
        ReleaseFault::Exists("2025-05".to_owned())
    );
    assert_eq!(folders(&one), ["2025-05"]);
    let second = made(&one, "2025-06");
    let log = one.registry.release_changes(&second).unwrap().unwrap();
    assert_eq!(log.previous.as_deref(), Some("2025-05"));
    assert!(log.added.is_empty() && log.withdrawn.is_empty());
    assert_eq!(log.changed.len(), 1);
    assert_eq!(log.changed[0].record, "project/ZQX-2");
    assert_eq!(log.changed[0].fields, ["name"]);
    let readme = fs::read_to_string(place(&one, "2025-06").join("README.md")).unwrap();
    assert!(readme.contains(NO_LICENCE), "{readme}");
    let verified = one.registry.verify(&mut |_, _| {}).unwrap();
    assert_eq!(verified.differences, []);
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let make = |secret: &str| {
        let one = sqlite();
        start(&one, secret);
        made(&one, "1");
        let downloads: Vec<Vec<u8>> = DATA_SET_FILES
            .iter()
            .map(|name| bytes(&one.registry, &Download::DataSet((*name).to_owned())))
            .collect();
        (files(&place(&one, "1")), downloads)
    };
    let ((one, downloads), (other, other_downloads)) = (make("hush-hush"), make("another secret"));
    for (name, content) in &one {
        assert!(other[name] == *content, "{name}");
    }
    assert!(downloads == other_downloads);
}

#[test]
fn a_record_is_taken_out_of_every_file_and_a_trace_stays() {
    let one = sqlite();
    start(&one, "hush-hush");
    let before = made(&one, "2025-05");
    let key = RecordKey::new("project", "ZQX-2");
    let out = |key: &RecordKey, reason: &str| {
        one.registry
            .take_out_of_release("2025-05", key, reason, "Ada")
    };
    assert_eq!(fault(out(&key, " ")), ReleaseFault::NoReason);
    let nobody = RecordKey::new("project", "ZQX-9");
    assert!(matches!(
        fault(out(&nobody, "x")),
        ReleaseFault::NoRecord { .. }
    ));
    assert_eq!(one.registry.releases_with(&key).unwrap(), ["2025-05"]);
    assert!(one.registry.releases_with(&nobody).unwrap().is_empty());
    let after = out(&key, "A person asked for it.").unwrap();
    assert!(one.registry.releases_with(&key).unwrap().is_empty());
    let names = folders(&one);
    assert!(
        names.len() == 1 && names[0].starts_with("2025-05~1-"),
        "{names:?}"
    );
    let found = files(&place(&one, &names[0]));
    for (name, content) in &found {
        let text = String::from_utf8_lossy(content);
        assert!(!text.contains("=cmd()"), "{name}");
        let tells = ["README.md", "places.geojson", "indigo.sqlite"].contains(&name.as_str())
            || name.ends_with(".parquet")
            || name.ends_with(".zip")
            || name.ends_with(".xlsx");
        assert!(tells || !text.contains("ZQX-2"), "{name}");
    }
    let readme = String::from_utf8_lossy(&found["README.md"]).into_owned();
    assert!(readme.contains("the record ZQX-2 was taken out because: A person asked for it."));
    assert_eq!(after.taken_out[0].files_before, before.files);
    let folder_names = names;
    let names = |release: &Release| -> Vec<String> {
        release.files.iter().map(|file| file.name.clone()).collect()
    };
    assert_eq!(names(&before), names(&after));
    let reader: &dyn Reader = &one.registry;
    let record = |id: &str| reader.released_record(&after, "project", id).unwrap();
    assert!(matches!(record("A-1"), Some(ReleasedRecord::There(_))));
    assert!(matches!(record("ZQX-2"), Some(ReleasedRecord::TakenOut(_))));
    assert!(record("ZQX-9").is_none());
    assert!(matches!(
        fault(out(&key, "again")),
        ReleaseFault::TakenOutBefore { .. }
    ));
    // Where the end was cut short, what holds the record goes with the next start.
    fs::create_dir_all(place(&one, "2025-05")).unwrap();
    fs::write(place(&one, "2025-05").join("records.jsonl"), "ZQX-2").unwrap();
    drop(Registry::open(one.settings.clone()).unwrap());
    assert_eq!(folders(&one), folder_names);
    // What nobody touched is as it was.
    let pipelines = |release: &Release| release.file("pipelines.csv").cloned();
    assert_eq!(pipelines(&before), pipelines(&after));
    assert_eq!(one.registry.verify(&mut |_, _| {}).unwrap().differences, []);
}

#[test]
fn what_is_not_public_now_is_named_for_those_who_decide() {
    let one = sqlite();
    start(&one, "hush-hush");
    made(&one, "2025-05");
    assert_eq!(one.registry.released_not_public_now().unwrap(), []);
    take(
        &one,
        &[json!({"type": "project", "id": "ZQX-2", "exists": true,
                 "data": {"status": "PRIVATE", "name": {"value": "Homes"}}})],
    );
    assert_eq!(
        one.registry.released_not_public_now().unwrap(),
        [("2025-05".to_owned(), RecordKey::new("project", "ZQX-2"))]
    );
}

#[test]
fn a_file_that_was_changed_or_lost_is_found_and_nothing_is_made_from_it() {
    let one = sqlite();
    start(&one, "hush-hush");
    let release = made(&one, "2025-05");
    fs::write(place(&one, "2025-05").join("projects.csv"), "id\r\n").unwrap();
    fs::remove_file(place(&one, "2025-05").join("indigo.xlsx")).unwrap();
    fs::write(place(&one, "2025-05").join("records.jsonl"), "").unwrap();
    let found = one.registry.verify(&mut |_, _| {}).unwrap();
    let told: Vec<String> = found
        .differences
        .iter()
        .map(|one| one.what.clone())
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    let reader: &dyn Reader = &one.registry;
    assert!(
        reader
            .release_file(&release, "indigo.xlsx")
            .unwrap()
            .is_none()
    );
    assert!(
        reader
            .release_file(&release, "../records.jsonl")
            .unwrap()
            .is_none()
    );
    let key = RecordKey::new("project", "A-1");
    let result = one
        .registry
        .take_out_of_release("2025-05", &key, "x", "Ada");
    assert!(matches!(fault(result), ReleaseFault::Files { .. }));
    assert_eq!(folders(&one), ["2025-05"]);
}

#[test]
fn where_a_release_cannot_be_written_nothing_of_it_is_there() {
    let one = sqlite();
    start(&one, "hush-hush");
    // A file stands where the folder of releases belongs.
    fs::write(one.folder.path().join("releases"), "").unwrap();
    assert!(one.registry.create_release("2025-05", "", "Ada").is_err());
    assert_eq!(one.registry.release_list().unwrap(), []);
    fs::remove_file(one.folder.path().join("releases")).unwrap();
    // What a release that was ended half way left behind is no obstacle.
    fs::create_dir_all(place(&one, ".making-2025-05")).unwrap();
    fs::write(place(&one, ".making-2025-05").join("records.jsonl"), "x").unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(2 * 24 * 60 * 60);
    let left_over = fs::File::open(place(&one, ".making-2025-05")).unwrap();
    left_over.set_modified(long_ago).unwrap();
    // What another process makes just now is left alone.
    fs::create_dir_all(place(&one, ".making-2025-05-other")).unwrap();
    fs::create_dir_all(place(&one, "2025-05")).unwrap();
    fs::write(place(&one, "2025-05").join("left.txt"), "x").unwrap();
    let release = made(&one, "2025-05");
    assert!(release.file("left.txt").is_none());
    assert!(!place(&one, "2025-05").join("left.txt").exists());
    assert_eq!(folders(&one), [".making-2025-05-other", "2025-05"]);
}

#[test]
fn two_who_take_out_at_the_same_time_bring_nothing_back() {
    let one = sqlite();
    start(&one, "hush-hush");
    made(&one, "2025-05");
    let other = Registry::open(one.settings.clone()).unwrap();
    let keys = ["ZQX-2", "A-1"].map(|id| RecordKey::new("project", id));
    let both = [(&one.registry, &keys[0]), (&other, &keys[1])];
    std::thread::scope(|scope| {
        for (registry, key) in both {
            scope.spawn(move || registry.take_out_of_release("2025-05", key, "asked", "Ada"));
        }
    });
    for (registry, key) in both {
        // Whoever was too late does it again.
        let _ = registry.take_out_of_release("2025-05", key, "asked", "Ada");
        assert!(registry.releases_with(key).unwrap().is_empty());
    }
    assert_eq!(one.registry.release("2025-05").unwrap().taken_out.len(), 2);
    assert_eq!(folders(&one).len(), 1);
    assert_eq!(one.registry.verify(&mut |_, _| {}).unwrap().differences, []);
}

#[test]
fn releases_are_in_backups_as_rows_and_their_folder_is_copied_apart() {
    let one = sqlite();
    start(&one, "hush-hush");
    let release = made(&one, "2025-05");
    one.registry
        .set_release_doi("2025-05", Some("https://doi.org/10.1234/abc"))
        .unwrap();
    let backup = one.folder.path().join("backup.sqlite");
    one.registry.backup(&backup).unwrap();
    let other = sqlite();
    other.registry.restore(&backup).unwrap();
    let restored = other.registry.release("2025-05").unwrap();
    assert_eq!(restored.doi.as_deref(), Some("10.1234/abc"));
    assert_eq!(restored.files, release.files);
    let found = other.registry.verify(&mut |_, _| {}).unwrap();
    assert_eq!(found.difference_count, release.files.len() as u64);
    // The next release cannot be compared with one whose files are not there, and says so.
    let next = made(&other, "2025-06");
    assert!(
        other
            .registry
            .release_changes(&next)
            .unwrap()
            .unwrap()
            .is_unknown
    );
}

#[test]
fn a_selection_is_taken_away_in_its_order_and_without_formulas() {
    let one = sqlite();
    start(&one, "hush-hush");
    let reader: &dyn Reader = &one.registry;
    let ids = ["ZQX-2", "ZQX-9", "A-1", "A-404"].map(str::to_owned);
    let given = |form: TakeAway| reader.take_away("project", &ids, form, None).unwrap();
    for form in TakeAway::ALL {
        let content = given(form);
        assert_eq!(content, given(form));
        assert!(!String::from_utf8_lossy(&content).contains("hush-hush"));
        assert_eq!(TakeAway::parse(form.ending()), Some(form));
    }
    let csv = String::from_utf8(given(TakeAway::Csv)).unwrap();
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 3, "{csv}");
    assert!(rows[1].starts_with("ZQX-2,'=cmd(),"), "{csv}");
    let bodies: Value = serde_json::from_slice(&given(TakeAway::Json)).unwrap();
    assert_eq!(bodies[0]["project"]["id"], "ZQX-2");
    assert_eq!(bodies[1]["project"]["data"]["name"]["value"], "Homes");
    assert_eq!(bodies.as_array().unwrap().len(), 2);
    let points: Value = serde_json::from_slice(&given(TakeAway::GeoJson)).unwrap();
    assert_eq!(
        points["features"][0]["geometry"]["coordinates"],
        json!([-1.5, 54.5])
    );
    let none = reader
        .take_away("project", &[], TakeAway::Json, None)
        .unwrap();
    assert_eq!(none, b"[]\n");
}

#[test]
fn the_real_export_is_released_and_every_table_has_the_rows_of_its_csv() {
    let Some(export) = shared("data/indigo/2025-05") else {
        return;
    };
    let one = sqlite();
    import(&one.registry, &[export]);
    let started = std::time::Instant::now();
    let release = made(&one, "2025-05");
    // The promise is for a build with all optimisations; this one has few.
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
    let folder = place(&one, "2025-05");
    for file in release
        .files
        .iter()
        .filter(|file| file.name.ends_with(".csv"))
    {
        let Some(table) = file.name.strip_suffix(".csv") else {
            continue;
        };
        if ["dictionary", "codelists"].contains(&table) {
            continue;
        }
        let rows = support::cells(&folder.join(&file.name)).len() as u64 - 1;
        let database = folder.join("indigo.sqlite");
        assert_eq!(
            indigo_exchange::count_rows(&database, table).unwrap(),
            rows,
            "{table}"
        );
        if table.contains('_')
            && table != "assessment_resources"
            && table != "joining_up_initiatives"
        {
            let view = format!("{table}_named");
            assert_eq!(
                indigo_exchange::count_rows(&database, &view).unwrap(),
                rows,
                "{view}"
            );
        }
    }
    let projects = support::cells(&folder.join("projects.csv")).len();
    assert_eq!(projects, 320);
    // For trying the tools of others on it: `tests/tools/check_release.py`.
    if let Some(keep) = std::env::var_os("INDIGO_TEST_KEEP_RELEASE") {
        let keep = PathBuf::from(keep);
        fs::create_dir_all(&keep).unwrap();
        for (name, content) in files(&folder) {
            fs::write(keep.join(name), content).unwrap();
        }
    }
}
