//! The API: the golden bodies through the router, byte for byte; methods and headers.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use axum::http::Method;
use indexmap::IndexMap;

use crate::support::{
    reader::{Fake, Seen},
    site::TestSite,
};

fn golden() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/golden/api");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("left out: the shared data folder is not beside the project");
    None
}

/// The data text and the flags of a body, cut out of it.
fn cut(body: &str) -> (String, Vec<(String, bool)>) {
    let from = body.find(", \"data\": ").unwrap() + ", \"data\": ".len();
    let mut values = serde_json::Deserializer::from_str(&body[from..]).into_iter::<serde_json::Value>();
    values.next().unwrap().unwrap();
    let to = from + values.byte_offset();
    let flags = body[to..]
        .trim_end_matches('}')
        .split(", \"")
        .filter_map(|flag| flag.split_once("\": "))
        .map(|(key, value)| (key.to_owned(), value == "true"))
        .collect();
    (body[from..to].to_owned(), flags)
}

#[tokio::test]
async fn golden_bodies_come_out_as_they_are() {
    let Some(folder) = golden() else { return };
    let mut types: IndexMap<String, BTreeMap<String, Seen>> = IndexMap::new();
    let mut bodies = Vec::new();
    for of_type in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        if !of_type.is_dir() {
            continue;
        }
        let name = of_type.file_name().unwrap().to_str().unwrap().to_owned();
        for file in fs::read_dir(&of_type).unwrap().map(|entry| entry.unwrap().path()) {
            let id = file.file_stem().unwrap().to_str().unwrap().to_owned();
            let body = fs::read_to_string(&file).unwrap();
            if id.contains('.') || !body.contains(", \"data\": ") {
                continue;
            }
            let (api_text, flags) = cut(&body);
            let seen = Seen {
                public: true,
                api_text,
                flags,
                ..Seen::default()
            };
            types.entry(name.clone()).or_default().insert(id.clone(), seen);
            bodies.push((format!("/app/api1/{name}/{id}"), body));
        }
    }
    assert!(bodies.len() > 20, "{} golden bodies", bodies.len());
    let site = TestSite::over(Fake::of(types));
    for (path, body) in bodies {
        let answer = site.get(&path).await;
        assert_eq!(answer.body, body, "{path}");
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("content-length"), body.len().to_string());
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
}

#[tokio::test]
async fn the_list_names_records_that_are_not_public() {
    let mut reader = Fake::demo(&[]);
    let hidden = Seen::default();
    reader.types["fund"].insert("INDIGO-FUND-0000".to_owned(), hidden);
    let site = TestSite::over(reader);
    let answer = site.get("/app/api1/fund").await;
    assert!(
        answer
            .body
            .starts_with("{\"funds\": [{\"id\": \"INDIGO-FUND-0000\", \"public\": false}, {")
    );
    let hidden = site.get("/app/api1/fund/INDIGO-FUND-0000").await;
    let never = site.get("/app/api1/fund/INDIGO-FUND-0001").await;
    assert_eq!(hidden.status.as_u16(), 404);
    assert_eq!(
        hidden.body.replace("INDIGO-FUND-0000", ""),
        never.body.replace("INDIGO-FUND-0001", "")
    );
}

#[tokio::test]
async fn other_methods_are_told_what_there_is() {
    let site = TestSite::demo();
    for path in ["/app/api1/project", "/app/api1/project/X", "/data/indigo.jsonl"] {
        let answer = site.ask(Method::OPTIONS, path, &[]).await;
        assert_eq!(answer.status.as_u16(), 200);
        assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let answer = site.ask(method, path, &[]).await;
            assert_eq!(answer.status.as_u16(), 405, "{path}");
            assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS");
            assert_eq!(answer.header("content-type"), "application/json");
        }
    }
}

#[tokio::test]
async fn who_asks_for_json_gets_errors_as_json() {
    let site = TestSite::demo();
    let headers = [("accept", "application/json")];
    let answer = site.ask(Method::GET, "/app/api1/project/X", &headers).await;
    assert_eq!(answer.status.as_u16(), 404);
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(answer.body.starts_with("{\"error\":"));
}
