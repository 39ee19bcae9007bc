use serde_json::{Value, json};

use crate::{Card, samples::projected};

fn card(data: Value) -> Card {
    projected(data).card
}

#[test]
fn a_card_holds_what_the_profile_asks_for() {
    let card = card(json!({
        "name": {"value": " Ridge way "}, "surface": {"value": " Rock "}, "opened": {"value": "2019-05"},
        "stage": {"value": "Open at last", "status": "PUBLIC"},
        "length": {
            "exact": {"value": " ", "status": "PUBLIC"}, "min": {"value": 1e1, "status": "PUBLIC"}
        },
        "guide": {"status": "PUBLIC", "access": {"wheelchair": {"value": "Yes"}, "pram": {"value": " YES"}}},
        "seasons": {"summer": "yes", "winter": "NO"},
        "stops": [
            {"status": "PUBLIC", "place": {"value": "Hill"}, "next": {"value": "W-2"}},
            {"status": "PUBLIC", "place": {"value": "Dale"}, "next": {"value": "W-3, W-2"}},
            {"status": "PUBLIC", "place": {"value": "Hill "}}, {"status": "PRIVATE", "place": {"value": "Cave"}, "next": {"value": "W-4"}}
        ]
    }));
    let found = serde_json::to_value(&card).unwrap();
    assert_eq!(
        found,
        json!({
            "name": "Ridge way",
            "facets": {
                "surface": ["Rock"], "year": ["2019"], "place": ["Hill", "Dale"],
                "season": ["Summer"], "access": ["Wheelchair", "pram"]
            },
            "values": {"length": "10.0", "stage": "Open"},
            "counts": {"stops": 3, "friends": 0},
            "parties": {"onward": ["W-2", "W-3"]},
            "numbers": {"length_km": 10.0}
        })
    );
}

#[test]
fn what_is_hidden_or_missing_leaves_no_trace() {
    let empty = card(json!({}));
    assert_eq!(empty.name, "W-1");
    assert!(empty.facets.is_empty() && empty.values.is_empty() && empty.numbers.is_empty());
    let hidden = card(json!({
        "name": {"value": "Secret", "status": "PRIVATE"}, "opened": {"value": "soon"},
        "stage": {"value": "Open", "status": "PRIVATE"}, "length": {"exact": {"value": 5}},
        "friends": ["row"], "stops": [{"status": "PRIVATE"}]
    }));
    assert_eq!(hidden, empty);
}

#[test]
fn a_number_typed_as_text_is_shown_but_not_counted_with() {
    let card = card(json!({"length": {
        "exact": {"value": "12", "status": "PUBLIC"}, "min": {"value": 7, "status": "PUBLIC"}
    }}));
    assert_eq!(card.values["length"], "12");
    assert!((card.numbers["length_km"] - 7.0).abs() < f64::EPSILON);
}
