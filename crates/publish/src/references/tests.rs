use serde_json::json;

use super::*;
use crate::samples::{public, route, standard};

fn told(exists: bool, data: &Value) -> Vec<String> {
    references(route(&standard()), exists, data)
        .iter()
        .map(|one| {
            let seen = if one.public { "seen" } else { "hidden" };
            format!(
                "{}{} {} {} {seen}",
                one.list, one.field, one.record_type, one.id
            )
        })
        .collect()
}

#[test]
fn every_reference_is_told_once_the_public_ones_first() {
    let data = json!({
        "owner": {"value": " O-1 "},
        "stops": [
            {"status": "PRIVATE", "keeper": {"value": "O-9"}, "guests": {"value": "O-1, O-7"}},
            {"status": "PUBLIC", "keeper": {"value": "O-2 "}, "guests": {"value": " O-1,, O-2 ,O-1"}},
            {"status": "PUBLIC", "keeper": {"value": "O-2"}, "next": {"value": "W-2,W-3"}},
            {"status": "PUBLIC", "keeper": {"value": 7}, "next": {"value": " "}},
            {"status": "PUBLIC", "keeper": {"value": "O-8", "status": "PRIVATE"}}, "O-5"
        ],
        "friends": [{"who": {"value": "O-1"}}],
        "purses": [{"id": "F-1", "status": "PUBLIC"}, {"id": "F-1", "status": "?"}]
    });
    let expected = [
        "/owner/value organisation O-1 seen",
        "/stops/next/value walking_route W-2,W-3 seen",
        "/stops/keeper/value organisation O-2 seen",
        "/stops/guests/value organisation O-1 seen",
        "/stops/guests/value organisation O-2 seen",
        "/friends/who/value organisation O-1 seen",
        "/purses/id fund F-1 seen",
        "/stops/keeper/value organisation O-9 hidden",
        "/stops/keeper/value organisation O-8 hidden",
        "/stops/guests/value organisation O-7 hidden",
    ];
    assert_eq!(told(true, &public(data.clone())), expected);
    // In a record that is not public nothing is seen.
    let private = told(true, &data);
    assert_eq!(private.len(), expected.len());
    assert!(
        private.iter().all(|one| one.ends_with("hidden")),
        "{private:?}"
    );
}

#[test]
fn no_record_no_references() {
    assert!(told(false, &public(json!({"owner": {"value": "O-1"}}))).is_empty());
    assert!(told(true, &json!("text")).is_empty());
}
