//! `/quality`: figures of the public data, and of nothing else.

use crate::{installation::Installation, lint::faults};

#[tokio::test(flavor = "multi_thread")]
async fn the_page_and_the_table_say_what_figures_rest_on() {
    let app = Installation::demo();
    let page = app.get("/quality").await.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    for wanted in [
        "public records",
        "href=\"/quality.csv\"",
        "Usable, with gaps",
        "<meter",
        "Field by field",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    let csv = app.get("/quality.csv").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.header("access-control-allow-origin"), "*");
    let text = csv.text();
    for wanted in [
        "grade,project,Good",
        "priority,project,1",
        "field,project,/name/value",
        "check,,",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in\n{text}");
    }
    let record = app.get("/projects/INDIGO-POJ-0198").await.text();
    assert!(record.contains("Quality of the data: <strong>"), "{record}");
    assert!(record.contains("href=\"/quality\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_private_changes_no_figure() {
    let app = Installation::demo();
    let pages = ["/quality", "/quality.csv", "/projects/INDIGO-POJ-0198"];
    let mut before = Vec::new();
    for address in pages {
        before.push(app.get(address).await.text());
    }
    // A private record full of faults, which also names public ones.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("private.jsonl");
    std::fs::write(
        &path,
        r#"{"type": "project", "id": "INDIGO-POJ-9990", "exists": true, "data": {"status": "PRIVATE", "name": {"value": "Chances"}, "outcome_funds": [{"id": "INDIGO-FUND-0012", "status": "PUBLIC"}], "investments": [{"id": "x", "organisation_id": {"value": "nobody"}}]}}"#,
    )
    .unwrap();
    let summary = app
        .registry
        .import(
            &[path],
            &indigo_registry::ImportOptions::default(),
            &mut |_| {},
        )
        .unwrap();
    assert!(summary.accepted);
    for (address, before) in pages.iter().zip(before) {
        assert_eq!(app.get(address).await.text(), before, "{address}");
    }
}
