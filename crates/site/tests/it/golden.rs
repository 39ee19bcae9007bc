//! Every body that the old system gave is served byte for byte, when the data are the same.

use std::{
    fs,
    path::{Path, PathBuf},
};

use indigo_model::Value;
use indigo_publish::api_json;
use indigo_registry::PublicRecord;

use crate::{
    app::App,
    fake::{Fake, UPDATED},
};

#[tokio::test]
async fn old_bodies_are_served_byte_for_byte() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("INDIGO_TEST_SHARED").map_or_else(beside, PathBuf::from);
    let folder = shared.join("data/golden/api");
    if !folder.is_dir() {
        println!("left out: the shared data folder is not beside the project");
        return;
    }
    let mut fake = Fake::empty();
    let mut expected: Vec<(String, String)> = Vec::new();
    for of_type in fs::read_dir(&folder).unwrap() {
        let of_type = of_type.unwrap().path();
        let name = of_type.file_name().unwrap().to_string_lossy().into_owned();
        if of_type.is_dir() {
            for file in fs::read_dir(&of_type).unwrap() {
                let path = file.unwrap().path();
                let body = fs::read_to_string(&path).unwrap();
                let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
                expected.push(hold(&mut fake, &name, &stem, body));
            }
        }
    }
    assert!(expected.len() >= 58, "{}", expected.len());
    let app = App::of(fake);
    for (address, body) in expected {
        let answer = app.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.body, body, "{address}");
    }
}

/// Puts what a body holds into the reader; gives the address at which it is to come back.
fn hold(fake: &mut Fake, record_type: &str, stem: &str, body: String) -> (String, String) {
    let value: Value = serde_json::from_str(&body).unwrap();
    if stem == "_list" {
        let ids = value[format!("{record_type}s")].as_array().unwrap();
        for one in ids.iter().filter(|one| one["public"] == false) {
            let id = one["id"].as_str().unwrap().to_owned();
            fake.records[record_type].insert(id, None);
        }
        return (format!("/app/api1/{record_type}"), body);
    }
    let envelope = value[record_type].as_object().unwrap();
    let id = envelope["id"].as_str().unwrap().to_owned();
    let address = format!("/app/api1/{record_type}/{id}");
    if let Some(sandboxes) = envelope.get("sandboxes") {
        let data = sandboxes
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, data)| (name.clone(), api_json::text(data)))
            .collect();
        fake.sandboxes.insert((record_type.to_owned(), id), data);
        return (format!("{address}?sandbox_data_password=letmein"), body);
    }
    let flags = envelope
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), value.as_bool()?)))
        .collect();
    let record = PublicRecord {
        id: id.clone(),
        api_text: api_json::text(&envelope["data"]),
        row_sources: indexmap::IndexMap::new(),
        flags,
        updated: UPDATED.to_owned(),
    };
    fake.records[record_type].insert(id, Some(record));
    (address, body)
}
