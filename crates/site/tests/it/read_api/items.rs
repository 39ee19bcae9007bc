//! A record, its fields, what it names and where it has it from.

use serde_json::{Value, json};

use super::library::{body, public};
use crate::{app::App, demo::demo};

const RECORD: &str = "/api/v2/records/project/INDIGO-POJ-0198?view=public";

#[tokio::test]
async fn a_record_is_what_the_first_api_gives_with_its_times() {
    let app = App::of(demo());
    let record = body(&app, RECORD).await;
    let old = body(&app, "/app/api1/project/INDIGO-POJ-0198").await;
    assert_eq!(record["data"], old["project"]["data"]);
    assert_eq!(record["type"], "project");
    assert_eq!(record["page"], "/projects/INDIGO-POJ-0198");
    assert_eq!(record["updated"], crate::fake::UPDATED);
    assert_eq!(record.get("provenance"), None);
}

#[tokio::test]
async fn fields_leave_the_rest_out() {
    let app = App::of(demo());
    let whole = body(&app, RECORD).await;
    let picked = body(
        &app,
        &format!("{RECORD}&fields=name,delivery_locations.location_country"),
    )
    .await;
    assert_eq!(picked["data"]["name"], whole["data"]["name"]);
    let keys: Vec<&String> = picked["data"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["name", "delivery_locations"]);
    for (row, of_whole) in picked["data"]["delivery_locations"]
        .as_array()
        .unwrap()
        .iter()
        .zip(whole["data"]["delivery_locations"].as_array().unwrap())
    {
        assert_eq!(row["id"], of_whole["id"]);
        assert_eq!(row["location_country"], of_whole["location_country"]);
        let keys = row.as_object().unwrap().keys();
        assert!(
            keys.into_iter()
                .all(|key| ["id", "location_country"].contains(&key.as_str()))
        );
    }
}

#[tokio::test]
async fn what_a_record_names_is_sent_along() {
    let app = App::of(demo());
    let record = body(&app, &format!("{RECORD}&include=organisations,funds")).await;
    let included = record["included"]["organisations"].as_object().unwrap();
    let joined = record["data"]["organisations"].as_array().unwrap();
    assert!(!joined.is_empty());
    for organisation in joined {
        let id = organisation["id"].as_str().unwrap();
        assert_eq!(included[id]["data"]["name"], organisation["name"], "{id}");
        assert_eq!(included[id]["type"], "organisation");
    }
    // In a list each is there once.
    let list = body(
        &app,
        "/api/v2/records/project?limit=1000&include=organisations&fields=name",
    )
    .await;
    let public = public(&app, "organisation");
    let included = list["included"]["organisations"].as_object().unwrap();
    assert!(included.len() > joined.len());
    assert!(
        included
            .keys()
            .all(|id| public.iter().any(|(known, _)| known == id))
    );
}

#[tokio::test]
async fn provenance_says_what_is_cited_where() {
    let app = App::of(demo());
    let record = body(&app, &format!("{RECORD}&include=provenance")).await;
    let provenance = &record["provenance"];
    assert_eq!(provenance["updated"], crate::fake::UPDATED);
    assert_eq!(provenance["history"], "/projects/INDIGO-POJ-0198/history");
    let sources: Vec<&Value> = provenance["sources"].as_array().unwrap().iter().collect();
    let known: Vec<&str> = sources
        .iter()
        .filter_map(|row| row["id"].as_str())
        .collect();
    let cited = provenance["cited"].as_object().unwrap();
    assert!(!cited.is_empty());
    for (pointer, ids) in cited {
        assert!(record["data"].pointer(pointer).is_some(), "{pointer}");
        let ids = ids.as_array().unwrap();
        assert!(
            ids.iter().all(|id| known.contains(&id.as_str().unwrap())),
            "{pointer} {ids:?} {known:?}"
        );
    }
    let stored = app.reader.records["project"]["INDIGO-POJ-0198"]
        .as_ref()
        .unwrap();
    for (row, ids) in &stored.row_sources {
        let expected: Vec<&str> = ids
            .split(',')
            .map(str::trim)
            .filter(|id| !id.is_empty())
            .collect();
        assert_eq!(cited[row], json!(expected), "{row}");
    }
}

#[tokio::test]
async fn what_is_not_public_is_not_there() {
    let mut fake = demo();
    fake.records["project"].insert("INDIGO-POJ-9990".to_owned(), None);
    let app = App::of(fake);
    let ask = async |id: &str| {
        app.get(&format!("/api/v2/records/project/{id}?view=public"))
            .await
    };
    let (hidden, unknown) = (ask("INDIGO-POJ-9990").await, ask("INDIGO-POJ-9991").await);
    assert_eq!(hidden.status, 404);
    assert_eq!(hidden, unknown);
    let changed = body(
        &app,
        "/api/v2/records/project?limit=1&changed_since=2026-11-20",
    )
    .await;
    let gone = ["INDIGO-POJ-0237", "INDIGO-POJ-9990"];
    assert_eq!(changed["gone"], json!(gone));
    assert_eq!(changed["total"], public(&app, "project").len());
    let later = body(
        &app,
        "/api/v2/records/project?changed_since=2026-11-20T09:30:01Z",
    )
    .await;
    assert_eq!(later["total"], 0);
    assert_eq!(later["gone"], json!(gone));
}
