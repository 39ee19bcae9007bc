//! The files that the present system made of invented records, made again from its API answers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{collections::BTreeMap, fs, io::Cursor, path::Path};

use indigo_exchange::{
    ExchangeError, PublicData, ZipSink, write_bundle, write_list_csv, write_sqlite,
};
use indigo_model::{Value, pointer};
use rusqlite::{Connection, types::Value as SqlValue};
use support::*;

/// The bodies of the API, by type and id.
struct Bodies(BTreeMap<String, BTreeMap<String, Value>>);

impl Bodies {
    fn read(folder: &Path) -> Self {
        let mut types = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let Some(record_type) = path
                .is_dir()
                .then(|| path.file_name().unwrap().to_string_lossy().into_owned())
            else {
                continue;
            };
            let mut records = BTreeMap::new();
            for file in fs::read_dir(&path).unwrap() {
                let file = file.unwrap().path();
                let id = file.file_stem().unwrap().to_string_lossy().into_owned();
                if id == "_list" || id.ends_with(".sandbox") {
                    continue;
                }
                let body: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
                records.insert(id, body[record_type.as_str()]["data"].clone());
            }
            types.insert(record_type, records);
        }
        Self(types)
    }
}

impl PublicData for Bodies {
    fn for_each(
        &self,
        record_type: &str,
        f: &mut dyn FnMut(&str, &Value) -> Result<(), ExchangeError>,
    ) -> Result<(), ExchangeError> {
        self.0
            .get(record_type)
            .into_iter()
            .flatten()
            .try_for_each(|(id, data)| f(id, data))
    }
}

/// The cells of a file, without the column that came with standard 4.1.
fn of_4_0(path: &Path) -> Vec<Vec<String>> {
    let mut rows = cells(path);
    let newer = "Purpose and classifications - Policy sector - Early Childhood Education - (Value)";
    if let Some(at) = rows[0].iter().position(|title| title == newer) {
        for row in &mut rows {
            row.remove(at);
        }
    }
    rows
}

#[test]
fn list_downloads() {
    let Some(golden) = shared("data/golden") else {
        return;
    };
    let (standard, bodies) = (standard(), Bodies::read(&golden.join("api")));
    let prototype =
        |data: &Value| pointer::text(data, "/social_investment_prototype/value") == Some("YES");
    for (name, record_type, only) in [
        ("project_download", "project", None),
        (
            "project_download_social_investment_prototype",
            "project",
            Some(&prototype as &dyn Fn(&Value) -> bool),
        ),
        ("organisation_download", "organisation", None),
        ("fund_download", "fund", None),
        ("pipeline_download", "pipeline", None),
    ] {
        let mut out = Vec::new();
        write_list_csv(standard.get(record_type).unwrap(), &bodies, &mut out, only).unwrap();
        let wanted = golden.join(format!("csv/{name}.csv"));
        let ours = folder(&[("ours.csv", &out)]);
        assert_eq!(
            of_4_0(&ours.path().join("ours.csv")),
            cells(&wanted),
            "{name}"
        );
        // But for the newer column every byte is the same.
        if record_type != "pipeline" {
            assert_eq!(
                String::from_utf8(out).unwrap(),
                fs::read_to_string(&wanted).unwrap(),
                "{name}"
            );
        }
    }
}

#[test]
fn bundles() {
    let Some(golden) = shared("data/golden") else {
        return;
    };
    let (standard, bodies) = (standard(), Bodies::read(&golden.join("api")));
    for name in ["all", "pipeline"] {
        let types = types_of(&standard, name);
        let out = bundle(&types, &bodies);
        let file = if name == "all" {
            "all_public_data"
        } else {
            "pipeline_public_data"
        };
        let archive = golden.join(format!("archives/{file}_file_per_data_type_csv"));
        let originals = csv_files(Path::new(&format!("{}.contents", archive.display())));
        assert_eq!(csv_files(out.path()).len(), originals.len());
        for (name, path) in originals {
            let ours = out.path().join(&name);
            assert_eq!(of_4_0(&ours), cells(&path), "{name}");
            if name != "pipelines.csv" {
                assert_eq!(
                    fs::read_to_string(ours).unwrap(),
                    fs::read_to_string(path).unwrap(),
                    "{name}"
                );
            }
        }
        let pack = || {
            let mut sink = ZipSink::stored(Cursor::new(Vec::new()), "bundle.zip");
            write_bundle(&types, &bodies, &mut sink).unwrap();
            sink.finish().unwrap().into_inner()
        };
        assert!(pack() == pack(), "the bytes differ");
        let packed = zip::ZipArchive::new(Cursor::new(pack())).unwrap();
        let names: Vec<_> = packed
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        let listing = fs::read_to_string(format!("{}.zip.listing.txt", archive.display())).unwrap();
        assert_eq!(names, listing.lines().collect::<Vec<_>>());
    }
}

#[test]
fn sqlite() {
    let Some(golden) = shared("data/golden") else {
        return;
    };
    let (standard, bodies) = (standard(), Bodies::read(&golden.join("api")));
    let types: Vec<_> = standard
        .types()
        .filter(|one| one.profile.downloads.sqlite)
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.sqlite");
    write_sqlite(&types, &bodies, &path).unwrap();
    let error = write_sqlite(&types, &bodies, &path)
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        format!("cannot write {}: entity already exists", path.display())
    );
    let again = folder.path().join("again.sqlite");
    write_sqlite(&types, &bodies, &again).unwrap();
    assert!(
        fs::read(&path).unwrap() == fs::read(&again).unwrap(),
        "the bytes differ"
    );

    let ours = Connection::open(&path).unwrap();
    let theirs = Connection::open_in_memory().unwrap();
    let dump = golden.join("archives/all_public_data.sqlite.dump.sql");
    theirs
        .execute_batch(&fs::read_to_string(dump).unwrap())
        .unwrap();
    let rows = |connection: &Connection, query: &str| -> Vec<Vec<SqlValue>> {
        let mut statement = connection.prepare(query).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect());
        rows.unwrap().map(Result::unwrap).collect()
    };
    let tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name";
    let known = rows(&theirs, tables);
    assert_eq!(rows(&ours, tables), known);
    assert_eq!(known.len(), 29);
    for table in known {
        let SqlValue::Text(name) = &table[0] else {
            panic!()
        };
        let query = format!("SELECT * FROM \"{name}\" ORDER BY 1, rowid");
        assert_eq!(rows(&ours, &query), rows(&theirs, &query), "{name}");
    }
}
