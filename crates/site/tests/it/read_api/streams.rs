//! Streams: the same records, one a line.

use axum::http::Method;
use serde_json::Value;

use super::library::{body, ids, public};
use crate::{app::App, demo::demo};

const LINES: &str = "application/x-ndjson";

#[tokio::test]
async fn a_stream_has_every_record_as_it_is_by_itself() {
    let app = App::of(demo());
    for (record_type, records) in [("project", 40), ("organisation", 250), ("fund", 8)] {
        let answer = app
            .get(&format!("/api/v2/records/{record_type}.jsonl"))
            .await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), LINES);
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let text = answer.text();
        assert!(text.ends_with('\n'));
        let lines: Vec<&str> = text.lines().collect();
        let public = public(&app, record_type);
        assert_eq!(lines.len(), public.len());
        assert!(lines.len() >= records, "{record_type} {}", lines.len());
        for (line, (id, _)) in lines.iter().zip(&public) {
            let address = format!("/api/v2/records/{record_type}/{id}?view=public");
            assert_eq!(*line, app.get(&address).await.text(), "{id}");
        }
    }
}

#[tokio::test]
async fn a_stream_takes_the_conditions_of_the_list() {
    let app = App::of(demo());
    for query in [
        "where.stage_development=Complete",
        "country=GB&include=provenance&fields=name",
        "q=the",
        "changed_since=2027-01-01",
        "where.name=nothing",
    ] {
        let stream = app
            .get(&format!("/api/v2/records/project.jsonl?{query}"))
            .await;
        let lines: Vec<Value> = stream
            .text()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let list = body(
            &app,
            &format!("/api/v2/records/project?limit=1000&sort=id&{query}"),
        )
        .await;
        assert_eq!(list["records"], Value::Array(lines), "{query}");
        let _ = ids(&list);
    }
}

#[tokio::test]
async fn lines_can_be_asked_for_by_name() {
    let app = App::of(demo());
    let address = "/api/v2/records/fund";
    let list = app.get(address).await;
    assert_eq!(list.header("content-type"), "application/json");
    let lines = app.ask(Method::GET, address, &[("accept", LINES)]).await;
    assert_eq!(lines.header("content-type"), LINES);
    assert_eq!(lines.body, app.get("/api/v2/records/fund.jsonl").await.body);
    // What is kept for the one is not given to the other.
    assert_eq!(app.get(address).await.body, list.body);
    let head = app
        .ask(Method::HEAD, "/api/v2/records/fund.jsonl", &[])
        .await;
    assert_eq!(head.status, 200);
    assert!(head.body.is_empty());
}

#[tokio::test]
async fn a_stream_that_cannot_be_read_is_a_problem() {
    let mut fake = demo();
    fake.broken = true;
    let answer = App::of(fake).get("/api/v2/records/fund.jsonl").await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert!(!answer.text().contains("secret"));
}
