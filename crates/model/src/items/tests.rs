//! The laws of items: keys are unique and stable, and taking all of them is applying the edit.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    Value,
    changes::{row_id, same},
};

fn keys(before: &Value, after: &Value) -> Vec<String> {
    change_items(before, after)
        .into_iter()
        .map(|item| item.key)
        .collect()
}

fn state(before: &Value, after: &Value, now: &Value) -> Vec<(String, ItemState)> {
    change_items(before, after)
        .into_iter()
        .map(|item| {
            let state = standing_of(&item, now).state;
            (item.key, state)
        })
        .collect()
}

#[test]
fn keys_name_rows_by_their_ids() {
    let before = json!({"name": {"value": "A"}, "rows": [{"id": "a", "n": 1}, {"id": "b", "n": 2}, {"id": "c/d"}]});
    let after = json!({"name": {"value": "B"}, "rows": [{"id": "new", "n": 0}, {"id": "c/d", "n": 1}, {"id": "a", "n": 2}]});
    assert_eq!(
        keys(&before, &after),
        [
            "/name/value",
            "/rows/[new]",
            "/rows/[c~1d]/n",
            "/rows/[a]/n",
            "/rows/[b]",
            "/rows/~order"
        ]
    );
}

#[test]
fn a_key_stays_when_rows_come_before_it() {
    let before = json!({"rows": [{"id": "a", "n": 1}]});
    let after = json!({"rows": [{"id": "a", "n": 2}]});
    let now = json!({"rows": [{"id": "x"}, {"id": "a", "n": 1}]});
    let items = change_items(&before, &after);
    assert_eq!(standing_of(&items[0], &now).state, ItemState::Clean);
    assert_eq!(
        accept_items(&now, &after, &items),
        json!({"rows": [{"id": "x"}, {"id": "a", "n": 2}]})
    );
}

#[test]
fn states_are_three_way() {
    let before =
        json!({"a": 1, "rows": [{"id": "r", "n": 1}, {"id": "s", "n": 1}], "loose": [{"v": 1}]});
    let after = json!({"a": 2, "rows": [{"id": "r", "n": 2}, {"id": "t"}], "loose": [{"v": 2}]});
    use ItemState::{AlreadySo, Clean, Conflict};
    let of = |now: &Value| {
        state(&before, &after, now)
            .into_iter()
            .map(|(_, state)| state)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&before), [Clean; 5]);
    assert_eq!(of(&after), [AlreadySo; 5]);
    let other =
        json!({"a": 3, "rows": [{"id": "t", "x": 1}, {"id": "s", "n": 9}], "loose": [{"v": 3}]});
    assert_eq!(of(&other), [Conflict; 5]);
}

#[test]
fn a_value_of_a_row_that_is_gone_brings_the_row_back() {
    let before = json!({"rows": [{"id": "r", "n": 1, "m": 1}]});
    let after = json!({"rows": [{"id": "r", "n": 2, "m": 1}]});
    let now = json!({"rows": []});
    let items = change_items(&before, &after);
    assert_eq!(standing_of(&items[0], &now).state, ItemState::Conflict);
    assert_eq!(accept_items(&now, &after, &items), after);
}

#[test]
fn taking_out_leaves_no_empty_objects() {
    let before = json!({"a": {"value": 1, "status": "PUBLIC"}, "b": 1});
    let after = json!({"b": 1});
    let items = change_items(&before, &after);
    assert_eq!(accept_items(&before, &after, &items), after);
}

#[test]
fn selectors_mean_what_they_are_the_beginning_of() {
    assert!(selects("", "/a/b"));
    assert!(selects("/rows/[a]", "/rows/[a]/n"));
    assert!(selects("/rows", "/rows/~order"));
    assert!(!selects("/rows/[a]/n", "/rows/[a]/name"));
}

#[test]
fn equal_content_has_one_digest() {
    let a = json!({"b": "x\r\ny", "a": null, "c": {"d": []}});
    assert_eq!(content_digest(&a), content_digest(&json!({"b": "x\ny"})));
    assert_ne!(content_digest(&a), content_digest(&json!({"b": "xy"})));
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        (0..4_i64).prop_map(Value::from),
        "[ab]{0,2}".prop_map(Value::from),
    ]
}

fn row() -> impl Strategy<Value = Value> {
    let id = prop_oneof![
        3 => "[a-f]".prop_map(Some),
        1 => Just(None),
    ];
    (id, leaf(), leaf()).prop_map(|(id, n, m)| match id {
        Some(id) => json!({"id": id, "n": {"value": n}, "m": m}),
        None => json!({"n": {"value": n}, "m": m}),
    })
}

fn record() -> impl Strategy<Value = Value> {
    let list = || prop_oneof![4 => prop::collection::vec(row(), 0..6).prop_map(Value::from), 1 => Just(Value::Null)];
    let block = prop_oneof![
        4 => (leaf(), leaf()).prop_map(|(value, notes)| json!({"value": value, "notes": notes})),
        1 => leaf(),
    ];
    (leaf(), block, list(), list()).prop_map(|(name, block, rows, more)| {
        json!({"name": name, "block": block, "rows": rows, "deep": {"more": more}})
    })
}

/// The ids of the rows of a list that no other row has, in order.
fn ids(record: &Value) -> Vec<String> {
    let rows = record["rows"].as_array().cloned().unwrap_or_default();
    let all: Vec<&str> = rows.iter().filter_map(row_id).collect();
    all.iter()
        .filter(|id| all.iter().filter(|other| other == id).count() == 1)
        .map(|id| (*id).to_owned())
        .collect()
}

fn has_doubled_ids(record: &Value) -> bool {
    [&record["rows"], &record["deep"]["more"]]
        .into_iter()
        .any(|list| {
            let rows = list.as_array().cloned().unwrap_or_default();
            let ids: Vec<&str> = rows.iter().filter_map(row_id).collect();
            ids.iter().collect::<HashSet<_>>().len() < ids.len()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn taking_all_items_is_applying_the_edit(before in record(), after in record()) {
        let items = change_items(&before, &after);
        let made = accept_items(&before, &after, &items);
        prop_assert!(same(&made, &after) && same(&after, &made), "{made}");
        prop_assert_eq!(ids(&made), ids(&after));
    }

    #[test]
    fn taking_items_one_after_the_other_is_taking_them_together(before in record(), after in record()) {
        let items = change_items(&before, &after);
        let mut made = before.clone();
        for wanted in [false, true] {
            for item in items.iter().filter(|item| (item.kind == ItemKind::Order) == wanted) {
                made = accept_items(&made, &after, [item]);
            }
        }
        let rows_without_ids = items.iter().any(|item| item.key.contains("[="));
        prop_assert!(rows_without_ids || same(&made, &after), "{made}");
    }

    #[test]
    fn keys_are_unique_and_an_item_is_so_once_taken(before in record(), after in record()) {
        let items = change_items(&before, &after);
        let keys: HashSet<&str> = items.iter().map(|item| item.key.as_str()).collect();
        prop_assert_eq!(keys.len(), items.len());
        for item in items.iter().filter(|item| item.kind != ItemKind::Order) {
            prop_assert!(standing_of(item, &before).state != ItemState::Conflict, "{}", item.key);
            // Rows of the same content cannot be told apart: with one gone, another is still there.
            if item.key.contains("[=") || has_doubled_ids(&before) {
                continue;
            }
            let made = accept_items(&before, &after, [item]);
            prop_assert_eq!(standing_of(item, &made).state, ItemState::AlreadySo, "{}", &item.key);
        }
    }

    #[test]
    fn nothing_differs_from_itself(record in record()) {
        prop_assert_eq!(change_items(&record, &record).len(), 0);
    }
}
