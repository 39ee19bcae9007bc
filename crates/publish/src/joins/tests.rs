use serde_json::json;

use crate::samples::projected;

#[test]
fn rows_get_the_names_of_public_records() {
    let data = projected(json!({
        "stops": [
            {"status": "PUBLIC", "keeper": {"value": " O-1 "}, "guests": {"value": "O-2, O-9"},
             "next": {"value": "W-2"}, "organisation_names": {"stored": 1}},
            {"status": "PUBLIC", "keeper": {"value": "O-2"}},
            {"status": "PUBLIC", "keeper": {"value": "O-3"}}, {"status": "PUBLIC", "keeper": {"value": 5}}
        ],
        "friends": [{"who": {"value": "O-9"}}]
    }))
    .data;
    let names = |row: usize| data["stops"][row].get("organisation_names").cloned();
    assert_eq!(names(0), Some(json!({"keeper": {"value": "One"}})));
    assert_eq!(names(1), Some(json!({"keeper": {"value": null}})));
    assert_eq!(names(2), None);
    assert_eq!(names(3), None);
    // A reference that the profile lists is a link, nothing is joined for it.
    assert!(data["stops"][0].get("walking_route_names").is_none());
    assert_eq!(data["friends"], json!([{"who": {"value": "O-9"}}]));
}

#[test]
fn records_named_in_shown_rows_are_listed_in_order_of_id() {
    let data = projected(json!({
        "organisations": "stored",
        "stops": [
            {"status": "PUBLIC", "guests": {"value": "O-2,O-3,O-9"}},
            {"status": "PRIVATE", "keeper": {"value": "O-1"}}
        ]
    }))
    .data;
    let nothing = json!({"value": null});
    let two = json!({
        "id": "O-2", "name": nothing, "contact": {"email": nothing}, "org-ids": {"company": nothing}
    });
    assert_eq!(data["organisations"], json!([two]));
    let data =
        projected(json!({"friends": [{"who": {"value": "O-2"}}, {"who": {"value": "O-1"}}]})).data;
    assert_eq!(data["organisations"][0]["id"], json!("O-1"));
    assert_eq!(
        data["organisations"][0]["contact"],
        json!({"email": {"value": "a@b"}})
    );
    assert_eq!(data["organisations"][1], two);
    assert_eq!(
        projected(json!({})).data,
        json!({"status": null, "id": "W-1", "organisations": []})
    );
}

#[test]
fn rows_with_the_id_of_a_fund_get_its_values() {
    let row = |id: serde_json::Value| json!({"status": "PUBLIC", "id": id, "fund": {"stored": 1}});
    let ids = [
        json!("F-1"),
        json!("F-2"),
        json!("F-9"),
        json!("F-1 "),
        json!(""),
        json!(1),
    ];
    let data = projected(json!({"purses": ids.map(row), "stops": [{"status": "PUBLIC"}]})).data;
    let funds: Vec<_> = data["purses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["fund"])
        .collect();
    assert_eq!(*funds[0], json!({"name": {"value": "Purse"}}));
    assert_eq!(*funds[1], json!({"name": {"value": null}}));
    assert!(funds[2..].iter().all(|fund| fund.is_null()), "{funds:?}");
    // The empty place is there only where one was.
    let data = projected(json!({"purses": [{"status": "PUBLIC", "id": "F-9"}]})).data;
    assert_eq!(data["purses"], json!([{"id": "F-9"}]));
}
