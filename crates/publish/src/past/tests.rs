use serde_json::json;

use super::*;
use crate::samples::{Known, public, route, standard};

fn shown_of(data: Value) -> Shown {
    shown(route(&standard()), true, &public(data))
        .unwrap()
        .unwrap()
}

#[test]
fn only_what_was_public_then_and_is_now_is_shown() {
    let now = shown_of(json!({
        "name": {"value": "New"},
        "stage": {"value": "Open", "status": "PUBLIC"},
        "guide": {"value": "G", "status": "PRIVATE"},
        "stops": [
            {"id": "a", "status": "PUBLIC", "source_ids": "s2", "keeper": {"value": "O-1"}},
            {"id": "b", "status": "PRIVATE"},
            {"id": "c", "status": "PUBLIC", "source_ids": "s3"}
        ]
    }));
    let then = shown_of(json!({
        "name": {"value": "Old"},
        "stage": {"value": "secret then", "status": "PRIVATE"},
        "guide": {"value": "taken back since", "status": "PUBLIC"},
        "stops": [
            {"id": "b", "status": "PUBLIC", "keeper": {"value": "O-1"}},
            {"id": "c", "status": "PRIVATE", "source_ids": "s9"},
            {"id": "a", "status": "PUBLIC", "source_ids": "s1"}
        ]
    }));
    let standard = standard();
    let past = now
        .as_it_was(&then)
        .projected(route(&standard), "W-1", &Known::new());
    assert_eq!(past.data["name"]["value"], "Old");
    assert_eq!(past.data["id"], "W-1");
    assert_eq!(past.card.name, "Old");
    assert_eq!(past.data["stops"].as_array().unwrap().len(), 1);
    assert_eq!(past.data["stops"][0]["id"], "a");
    assert_eq!(past.row_sources.get("/stops/0").unwrap(), "s1");
    let text = past.data.to_string();
    for hidden in ["secret", "taken back", "O-1\"", "row_sources"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
}

#[test]
fn the_newest_version_is_as_it_is_published() {
    let data = json!({
        "name": {"value": "N"},
        "stops": [{"id": "a", "status": "PUBLIC", "source_ids": "s2", "keeper": {"value": "O-1"}}]
    });
    let standard = standard();
    let now = shown_of(data.clone());
    let past = now
        .as_it_was(&now)
        .projected(route(&standard), "W-1", &Known::new());
    let published = crate::samples::projected(data);
    assert_eq!(past.data, published.data);
    assert_eq!(past.row_sources, published.row_sources);
    assert_eq!(past.card, published.card);
}
