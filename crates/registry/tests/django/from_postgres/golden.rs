//! Sequences of events that the first system has played, with what it held after each.

use std::fs;

use indigo_model::{RecordKey, Value};
use indigo_registry::Reader;
use serde_json::json;

use super::{intact, taken_over};
use crate::{
    old::{Edit, Old},
    support::{shared, sqlite},
};

/// An edit whose fate is not yet known.
struct Waiting {
    name: String,
    data: Value,
    mode: String,
    brought: i32,
}

fn places(step: &Value) -> Vec<usize> {
    let places = step["pending"].as_array().unwrap().iter();
    places
        .map(|place| usize::try_from(place.as_u64().unwrap()).unwrap())
        .collect()
}

/// Plays one sequence into a record of its own; gives what it held at the end.
fn play(old: &mut Old, record: i32, name: &str, steps: &[Value]) -> Value {
    let mut waiting: Vec<Waiting> = Vec::new();
    let mut before = json!({});
    for (at, told) in steps.iter().enumerate() {
        // What failed was undone, and left nothing behind.
        if !told["error"].is_null() {
            continue;
        }
        let step = &told["step"];
        let event = old.event(
            &format!("{name} {at}"),
            &format!("2022-01-01 00:00:{at:02}Z"),
            None,
            "",
        );
        let mut put = |one: &Waiting, approved, refused| {
            old.edit(&Edit {
                name: &one.name,
                record,
                mode: &one.mode,
                data: one.data.clone(),
                brought: one.brought,
                approved,
                refused,
            });
        };
        match step["op"].as_str().unwrap() {
            "data" => {
                let one = Waiting {
                    name: format!("{name} {at}"),
                    data: step["data"].clone(),
                    mode: step["mode"].as_str().unwrap().to_owned(),
                    brought: event,
                };
                if step["approved"] == true {
                    put(&one, Some(event), None);
                } else {
                    waiting.push(one);
                }
            }
            op => {
                let mut chosen = places(step);
                for &place in &chosen {
                    let is_yes = op == "approve";
                    put(
                        &waiting[place],
                        is_yes.then_some(event),
                        (!is_yes).then_some(event),
                    );
                }
                chosen.sort_unstable();
                for place in chosen.into_iter().rev() {
                    waiting.remove(place);
                }
            }
        }
        if told["exists"] == true && (told["data"] != before || at == 0) {
            old.snapshot(record, event, &told["data"]);
        }
        before = told["data"].clone();
    }
    for one in &waiting {
        old.edit(&Edit {
            name: &one.name,
            record,
            mode: &one.mode,
            data: one.data.clone(),
            brought: one.brought,
            approved: None,
            refused: None,
        });
    }
    before
}

#[test]
fn sequences_of_the_first_system_give_what_it_held() {
    let Some(folder) = shared("data/golden/ferret") else {
        return;
    };
    let Some(mut old) = Old::empty(true) else {
        return;
    };
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let (mut wanted, mut waiting) = (Vec::new(), 0);
    for (number, path) in (1..).zip(&paths) {
        let steps: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let last = steps.last().unwrap();
        let id = format!("INDIGO-POJ-{number:04}");
        let shown = (last["exists"] == true).then_some(&last["data"]);
        let record = old.record(1, &id, shown);
        let name = path.file_stem().unwrap().to_string_lossy();
        play(&mut old, record, &name, &steps);
        waiting += last["pending"].as_u64().unwrap();
        wanted.push((id, shown.cloned()));
    }
    assert_eq!(wanted.len(), 6);
    let one = sqlite();
    let summary = taken_over(&one, &old.url);
    assert!(summary.snapshots > 10, "{}", summary.snapshots);
    assert_eq!(summary.edits.open, waiting);
    for code in [
        "record_differs",
        "snapshot_differs",
        "existence_differs",
        "edit_does_not_fit",
    ] {
        assert!(
            !summary.problems.counts.contains_key(code),
            "{:#?}",
            summary.problems.first
        );
    }
    assert_eq!(one.registry.ids("project").unwrap().len(), 6);
    for (id, data) in wanted {
        assert_eq!(
            one.registry
                .data_of(&RecordKey::new("project", &id))
                .unwrap(),
            data,
            "{id}"
        );
    }
    intact(&one.registry);
}

#[test]
fn what_an_event_approves_is_applied_in_the_order_in_which_it_was_written() {
    let Some(mut old) = Old::empty(true) else {
        return;
    };
    let shown = json!({"name": {"value": "third"}, "notes": {"value": "second"}});
    let record = old.record(3, "INDIGO-FUND-0001", Some(&shown));
    let first = old.event("first", "2022-01-01 00:00:00Z", None, "");
    let second = old.event("second", "2022-01-02 00:00:00Z", None, "");
    for (name, data, brought) in [
        (
            "one",
            json!({"name": {"value": "first"}, "notes": {"value": "first"}}),
            first,
        ),
        (
            "two",
            json!({"name": {"value": "second"}, "notes": {"value": "second"}}),
            first,
        ),
        ("three", json!({"name": {"value": "third"}}), second),
    ] {
        old.edit(&Edit {
            name,
            record,
            mode: "MERGE",
            data,
            brought,
            approved: Some(second),
            refused: None,
        });
    }
    old.snapshot(record, second, &shown);
    let one = sqlite();
    let summary = taken_over(&one, &old.url);
    assert_eq!(summary.put_right, [""; 0]);
    assert_eq!((summary.versions, summary.snapshots), (3, 1));
    assert_eq!(summary.problems.counts.get("snapshot_differs"), None);
    intact(&one.registry);
}
