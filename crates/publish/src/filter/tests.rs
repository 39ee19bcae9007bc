use serde_json::json;

use crate::{
    public_record,
    samples::{projected, public, route, seen, standard},
};

#[test]
fn unknown_keys_stay_inside_at_any_depth() {
    let data = seen(json!({
        "name": {"value": "n", "inner": 1}, "extra": {"value": "x"}, "id": "typed",
        "length": {"notes": "l", "extra": "x"},
        "stops": [{"status": "PUBLIC", "place": {"value": "p", "x": 1}, "x": 2}],
        "friends": [{"x": 1}]
    }));
    assert_eq!(
        data,
        json!({
            "name": {"value": "n"}, "status": null, "length": {"notes": "l"},
            "stops": [{"place": {"value": "p"}}], "friends": [{}]
        })
    );
}

#[test]
fn blocks_are_private_unless_marked() {
    for status in [json!("PUBLIC"), json!(" public\n"), json!("Public")] {
        let data = seen(json!({"stage": {"value": "x", "status": status}}));
        assert_eq!(data["stage"], json!({"value": "x", "status": null}));
    }
    let words = ["", " ", "PRIVATE", "DISPUTED", "SANDBOX", "PUBLISHED"];
    let odd = [
        json!(null),
        json!(true),
        json!(1),
        json!(["PUBLIC"]),
        json!({"value": "PUBLIC"}),
    ];
    for status in words.iter().map(|word| json!(word)).chain(odd) {
        let data = seen(json!({"stage": {"value": "x", "status": status}}));
        assert_eq!(data, json!({"status": null, "stage": null}), "{status}");
    }
    let data = seen(json!({"stage": {"value": "x"}, "guide": null}));
    assert_eq!(data, json!({"status": null, "stage": null, "guide": null}));
}

#[test]
fn blocks_in_blocks_are_judged_each() {
    let guide = |outer: &str, inner: &str| {
        let phone = json!({"value": "1", "status": inner});
        let guide = json!({"status": outer, "source_ids": "s", "phone": phone});
        seen(json!({"guide": guide}))["guide"].clone()
    };
    assert_eq!(guide("PRIVATE", "PUBLIC"), json!(null));
    assert_eq!(
        guide("PUBLIC", "PRIVATE"),
        json!({"status": null, "source_ids": "s", "phone": null})
    );
    assert_eq!(
        guide("PUBLIC", "PUBLIC")["phone"],
        json!({"value": "1", "status": null})
    );
}

#[test]
fn blocks_lose_their_sandboxes_when_there_are_any() {
    for (sandboxes, expected) in [
        (json!("alpha"), json!(null)),
        (json!(""), json!("")),
        (json!(null), json!(null)),
        (json!(0), json!(0)),
        (json!(["alpha"]), json!(null)),
    ] {
        let data = seen(json!({"stage": {"status": "PUBLIC", "sandboxes": sandboxes}}));
        assert_eq!(
            data["stage"],
            json!({"status": null, "sandboxes": expected})
        );
    }
}

#[test]
fn rows_are_left_out_unless_marked() {
    let data = seen(json!({"stops": [
        {"id": "a"}, {"id": "b", "status": "PRIVATE"}, {"id": "c", "status": ""}, null, "text", [],
        {"id": "d", "status": "public ", "source_ids": "s", "sandboxes": "alpha"},
        {"id": "e", "status": "SANDBOX", "sandboxes": "alpha"}, {"id": "f", "status": "PUBLIC"}
    ]}));
    assert_eq!(data["stops"], json!([{"id": "d"}, {"id": "f"}]));
}

#[test]
fn sources_of_shown_rows_are_kept_beside() {
    let projection = projected(json!({
        "stops": [
            {"status": "PRIVATE", "source_ids": "no"}, {"status": "PUBLIC", "source_ids": " "},
            {"status": "PUBLIC", "source_ids": "s1, s2", "photos": [
                {"status": "PRIVATE", "source_ids": "no"}, {"status": "PUBLIC", "source_ids": "s3"}
            ]},
            {"status": "PUBLIC", "source_ids": 7}
        ],
        "costs": [{"status": "PUBLIC", "source_ids": "stays"}],
        "purses": [{"status": "PUBLIC", "source_ids": "the schema knows none here"}]
    }));
    let sources: Vec<_> = projection.row_sources.iter().collect();
    let expected = [("/stops/1/photos/0", "s3"), ("/stops/1", "s1, s2")];
    let expected = expected.map(|(row, text)| (row.to_owned(), text.to_owned()));
    assert_eq!(
        sources,
        expected.iter().map(|(a, b)| (a, b)).collect::<Vec<_>>()
    );
}

#[test]
fn some_lists_keep_the_keys_of_their_rows() {
    let data = seen(json!({"costs": [
        {"status": "public ", "source_ids": "s", "amount": 1},
        {"status": null, "amount": 2}, {"status": "PRIVATE", "amount": 3}
    ]}));
    assert_eq!(
        data["costs"],
        json!([{"status": "public ", "source_ids": "s", "amount": 1}])
    );
}

#[test]
fn cells_of_rows_are_as_public_as_the_row() {
    let cell = |status: serde_json::Value| {
        let currency = json!({"value": "GBP", "status": status});
        let row = json!({"status": "PUBLIC", "price": {"currency": currency, "amount": 1}});
        seen(json!({"stops": [row]}))["stops"][0]["price"]["currency"].clone()
    };
    for status in [json!(null), json!(""), json!("PUBLIC"), json!("public ")] {
        assert_eq!(
            cell(status.clone()),
            json!({"value": "GBP", "status": status})
        );
    }
    for status in [
        json!("PRIVATE"),
        json!("DISPUTED"),
        json!("SANDBOX"),
        json!("?"),
        json!(1),
    ] {
        assert_eq!(cell(status), json!(null));
    }
}

#[test]
fn a_status_that_the_schema_does_not_know_hides_but_is_not_shown() {
    for status in [json!(null), json!(" "), json!("PUBLIC")] {
        let data = seen(json!({
            "name": {"value": "n", "status": status}, "friends": [{"source_ids": "s", "status": status}]
        }));
        assert_eq!(
            data,
            json!({"status": null, "name": {"value": "n"}, "friends": [{"source_ids": "s"}]})
        );
    }
    for status in [json!("PRIVATE"), json!("SANDBOX"), json!("?"), json!({})] {
        let data = seen(json!({
            "length": {"status": status, "exact": {"value": 1, "status": "PUBLIC"}},
            "stops": [{"status": "PUBLIC", "price": {"status": status}, "signs": [{"status": status}]}],
            "friends": [{"status": status}, {}]
        }));
        assert_eq!(
            data,
            json!({
                "status": null, "length": null,
                "stops": [{"price": null, "signs": []}], "friends": [{}]
            })
        );
    }
}

#[test]
fn structure_in_the_wrong_place_is_not_shown() {
    let data = seen(json!({
        "name": {"value": {"secret": 1}}, "surface": {"value": ["secret"]}, "opened": "2020",
        "length": ["secret"], "stage": "PUBLIC", "stops": {"status": "PUBLIC"}, "costs": "x",
        "friends": ["x", null, [], {"who": 1}], "purses": [], "seasons": 5
    }));
    assert_eq!(
        data,
        json!({
            "status": null, "name": {"value": null}, "surface": {"value": null}, "opened": null,
            "length": null, "stage": null, "stops": null, "costs": null,
            "friends": [null, null, null, {"who": null}], "purses": [], "seasons": null
        })
    );
}

#[test]
fn single_values_of_the_wrong_kind_stay() {
    let data = json!({
        "name": {"value": 5}, "surface": {"value": true},
        "length": {"exact": {"value": "about 7", "status": "PUBLIC"}}, "stops": null
    });
    let shown = seen(data);
    assert_eq!(shown["name"]["value"], json!(5));
    assert_eq!(shown["surface"]["value"], json!(true));
    assert_eq!(shown["length"]["exact"]["value"], json!("about 7"));
    assert_eq!(shown["stops"], json!(null));
}

#[test]
fn values_that_are_never_public_are_null_where_their_group_is() {
    assert_eq!(
        seen(json!({"codes": {"new": {"value": "n"}}})),
        json!({"status": null, "codes": {"new": {"value": "n"}, "old": null}})
    );
    assert_eq!(
        seen(json!({"codes": {"old": {"value": "secret"}}}))["codes"],
        json!({"old": null})
    );
    for codes in [json!(null), json!([]), json!({"status": "PRIVATE"})] {
        assert_eq!(seen(json!({"codes": codes}))["codes"], json!(null));
    }
}

#[test]
fn the_public_record_keeps_its_stored_form() {
    let standard = standard();
    let record = public(json!({
        "name": {"value": "n", "status": "PUBLIC"}, "extra": 1, "organisations": [1],
        "surface": {"value": "Mud "}, "codes": {"old": {"value": "secret"}, "new": {"value": "c"}},
        "stage": {"value": "Open (soon)", "status": "public ", "sandboxes": "alpha"},
        "guide": {"status": "PRIVATE", "author": {"value": "secret"}},
        "stops": [
            {"status": "PRIVATE", "id": "secret"},
            {"status": "PUBLIC", "id": "a", "source_ids": "s", "sandboxes": "alpha"}
        ],
        "purses": [{"status": "PUBLIC", "id": "F-1", "fund": {"name": "secret"}}]
    }));
    assert_eq!(
        public_record(route(&standard), true, &record).unwrap(),
        json!({
            "name": {"value": "n"}, "status": "PUBLIC", "surface": {"value": "Mud "},
            "codes": {"new": {"value": "c"}},
            "stage": {"value": "Open (soon)", "status": "public ", "sandboxes": null},
            "guide": null, "stops": [{"status": "PUBLIC", "id": "a", "source_ids": "s"}],
            "purses": [{"status": "PUBLIC", "id": "F-1", "fund": null}]
        })
    );
    assert_eq!(public_record(route(&standard), false, &record), None);
    assert_eq!(
        public_record(route(&standard), true, &json!({"status": "?"})),
        None
    );
    assert_eq!(public_record(route(&standard), true, &json!([])), None);
}
