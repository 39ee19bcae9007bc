use serde_json::json;

use super::*;
use crate::samples::{Known, projected, public, route, standard};

fn whole(exists: bool, data: &Value) -> Result<Projection, PublishError> {
    project(route(&standard()), "W-1", exists, data, &[], &Known::new())
}

#[test]
fn a_record_is_public_when_it_exists_and_says_so() {
    for status in ["PUBLIC", "public", " Public\n"] {
        assert!(
            whole(true, &json!({"status": status})).unwrap().public,
            "{status}"
        );
    }
    let odd = [
        json!("PRIVATE"),
        json!("SANDBOX"),
        json!("publik"),
        json!(null),
        json!(1),
        json!(["PUBLIC"]),
    ];
    for status in odd {
        let projection = whole(true, &json!({"status": status, "name": {"value": "n"}})).unwrap();
        assert!(!projection.public, "{status}");
        assert_eq!(projection.data, json!({}));
        assert_eq!(projection.card, Card::default());
    }
    assert!(!whole(true, &json!({})).unwrap().public);
    assert!(!whole(false, &public(json!({}))).unwrap().public);
}

#[test]
fn data_that_are_no_record_are_an_error() {
    for (data, found) in [
        (json!(null), "null"),
        (json!(true), "true or false"),
        (json!(1), "a number"),
        (json!("PUBLIC"), "text"),
        (json!([]), "a list"),
    ] {
        assert_eq!(whole(true, &data), Err(PublishError::NotAnObject { found }));
        assert!(!whole(false, &data).unwrap().public);
    }
    let error = filtered(route(&standard()), true, &json!([])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the data of a record must be a JSON object, but it is a list"
    );
}

#[test]
fn sandboxes_that_see_more_get_data_of_their_own() {
    let projection = projected(json!({
        "stage": {"value": "Open soon", "status": " Sandbox ", "sandboxes": "alpha , beta"},
        "guide": {"status": "SANDBOX", "sandboxes": null},
        "stops": [
            {"id": "a", "status": "SANDBOX", "sandboxes": "alpha", "source_ids": "s", "keeper": {"value": "O-1"},
             "price": {"currency": {"value": "GBP", "status": "SANDBOX", "sandboxes": "beta"}}},
            {"id": "b", "status": "PUBLIC",
             "price": {"currency": {"value": "GBP", "status": "SANDBOX", "sandboxes": "beta"}}},
            {"id": "c", "status": "PRIVATE", "sandboxes": "alpha"}
        ]
    }));
    assert_eq!(
        projection.data,
        json!({
            "id": "W-1", "status": null, "stage": null, "guide": null,
            "stops": [{"id": "b", "price": {"currency": null}}], "organisations": []
        })
    );
    let sandboxes: Vec<_> = projection.sandboxes.keys().collect();
    assert_eq!(sandboxes, ["alpha", "beta"]);
    let alpha = &projection.sandboxes["alpha"];
    assert_eq!(
        alpha["stage"],
        json!({"value": "Open", "status": null, "sandboxes": null})
    );
    assert_eq!(
        alpha["stops"],
        json!([
            {"id": "a", "keeper": {"value": "O-1"}, "price": {"currency": null},
             "organisation_names": {"keeper": {"value": "One"}}},
            {"id": "b", "price": {"currency": null}}
        ])
    );
    assert_eq!(alpha["organisations"][0]["id"], json!("O-1"));
    let beta = &projection.sandboxes["beta"];
    assert_eq!(
        beta["stops"],
        json!([{"id": "b", "price": {"currency": {"value": "GBP", "status": "SANDBOX"}}}])
    );
    assert!(projection.row_sources.is_empty());
    assert!(
        projection
            .references
            .iter()
            .all(|reference| !reference.public)
    );
}

#[test]
fn sandboxes_that_see_no_more_get_nothing() {
    let projection =
        projected(json!({"stage": {"value": "x", "status": "SANDBOX", "sandboxes": "gamma"}}));
    assert!(projection.sandboxes.is_empty());
    let private =
        json!({"status": "PRIVATE", "stage": {"status": "SANDBOX", "sandboxes": "alpha"}});
    let standard = standard();
    let sandboxes = ["alpha".to_owned()];
    let projection = project(
        route(&standard),
        "W-1",
        true,
        &private,
        &sandboxes,
        &Known::new(),
    );
    assert!(projection.unwrap().sandboxes.is_empty());
    // A type that has no sandboxes shows nothing to them.
    let fund =
        json!({"status": "PUBLIC", "documents": [{"status": "SANDBOX", "sandboxes": "alpha"}]});
    let one = standard.get("fund").unwrap();
    let projection = project(one, "F-1", true, &fund, &sandboxes, &Known::new());
    assert!(projection.unwrap().sandboxes.is_empty());
}

#[test]
fn a_type_may_keep_its_root_status() {
    let standard = standard();
    let one = standard.get("assessment_resource").unwrap();
    let data = json!({"status": "Public ", "x": 1, "who": {"status": "PRIVATE"}, "type": {"status": "PUBLIC"}});
    assert_eq!(
        filtered(one, true, &data).unwrap().unwrap(),
        json!({"status": "Public ", "who": null, "type": {}})
    );
}

#[test]
fn deep_data_do_not_matter() {
    let deep = || (0..100_000).fold(json!("secret"), |inner, _| Value::Array(vec![inner]));
    let mut data = public(json!({"name": {}}));
    data["name"]["value"] = deep();
    data["extra"] = deep();
    let projection = whole(true, &data).unwrap();
    assert_eq!(projection.data["name"], json!({"value": null}));
    // Taken apart level by level: dropping it at once would need more stack than there is.
    for mut value in [data["name"]["value"].take(), data["extra"].take()] {
        while let Value::Array(mut inner) = value {
            value = inner.pop().unwrap();
        }
    }
}
