use serde_json::json;

use crate::samples::seen;

#[test]
fn old_words_are_replaced_once_and_to_the_letter() {
    for (from, to) in [
        ("Mud ", "Earth"),
        ("Dirt", "Earth"),
        ("Mud", "Mud"),
        ("Earth", "Ground"),
    ] {
        assert_eq!(
            seen(json!({"surface": {"value": from}}))["surface"]["value"],
            json!(to)
        );
    }
    assert_eq!(
        seen(json!({"surface": {"value": 1}}))["surface"]["value"],
        json!(1)
    );
    assert_eq!(
        seen(json!({"surface": {}})),
        json!({"status": null, "surface": {}})
    );
}

#[test]
fn no_replacement_makes_anything_public() {
    assert_eq!(
        seen(json!({"guide": {"status": "OPEN"}}))["guide"],
        json!(null)
    );
}

#[test]
fn only_the_leading_phrase_of_a_stage_is_published() {
    for (from, to) in [
        (json!("Planned for 2030"), json!("Planned")),
        (json!("  Open"), json!("Open")),
        (json!(" Closed "), json!(" Closed ")),
        (json!(""), json!("")),
        (json!(null), json!(null)),
        (json!(3), json!(3)),
    ] {
        let data = seen(json!({"stage": {"value": from, "status": "PUBLIC"}}));
        assert_eq!(data["stage"]["value"], to);
    }
    let hidden = seen(json!({"stage": {"value": "Open", "status": "PRIVATE"}}));
    assert_eq!(hidden["stage"], json!(null));
}

#[test]
fn what_serves_whatever_the_choice_is_under_every_choice() {
    assert_eq!(
        seen(json!({"seasons": {"agnostic": "YES", "summer": "NO"}}))["seasons"],
        json!({"agnostic": "YES", "summer": "YES", "winter": "YES", "more": {"rain": "YES"}})
    );
    for other in [json!("yes"), json!("NO"), json!(null)] {
        let seasons = json!({"agnostic": other, "summer": "NO"});
        assert_eq!(seen(json!({"seasons": seasons}))["seasons"], seasons);
    }
    let hidden = seen(json!({"seasons": {"agnostic": "YES", "status": "PRIVATE"}}));
    assert_eq!(hidden["seasons"], json!(null));
}
