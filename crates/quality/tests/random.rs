//! Whatever a record holds, no check panics, and every finding can be read.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::sync::LazyLock;

use indigo_model::{Object, Value};
use indigo_quality::{
    Badge, Checks, Completeness, DataSet, Figures, KnownRecords, Subject, View,
    first_report::FirstReport,
};
use indigo_standard::{Kind, Node, Standard};
use proptest::prelude::*;
use support::day;

static STANDARD: LazyLock<Standard> = LazyLock::new(|| Standard::builtin().unwrap());

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(serde_json::from_str::<Value>("1e999").unwrap()),
        "\\PC{0,12}".prop_map(Value::from),
        prop_oneof![
            Just("=U33"),
            Just("$"),
            Just("2018-13"),
            Just("2018-00-00"),
            Just("-1"),
            Just("€"),
            Just("INDIGO-ORG-0001,INDIGO-ORG-0002"),
            Just("INDIGO-"),
            Just("goal"),
            Just("Goal é"),
            Just("http://"),
            Just("https://é"),
            Just("@"),
            Just("Q9 - 99999"),
            Just("Q4 - 65535"),
            Just("Complete"),
            Just("Implementation"),
            Just("Current"),
            Just("GBP"),
            Just("2018"),
            Just("plan1"),
            Just("Planned"),
            Just("Actual"),
            Just("outcomemetric1"),
            Just("PUBLIC"),
            Just("GB"),
            Just("9999"),
            Just("0000"),
            Just("ocds-"),
            Just("ocds-éééééé-1"),
            Just("Other"),
        ]
        .prop_map(Value::from),
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-z_~/]{0,6}", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A record that mostly has the shape of its type, from a row of choices.
fn shaped(nodes: &[Node], choices: &mut impl Iterator<Item = (u8, Value)>) -> Value {
    let mut object = Object::new();
    for node in nodes {
        let Some((choice, value)) = choices.next() else {
            break;
        };
        let value = match (&node.kind, choice % 8) {
            (_, 0) => continue,
            (_, 1) => value,
            (Kind::Group { children }, _) => shaped(children, choices),
            (Kind::List { children, .. }, many) => {
                let rows = (0..many % 3).map(|_| shaped(children, choices));
                Value::from(rows.collect::<Vec<_>>())
            }
            (Kind::Leaf(_), _) => value,
        };
        object.insert(node.key.clone(), value);
    }
    Value::Object(object)
}

fn run(record_type: &str, data: &Value) {
    let one = STANDARD.get(record_type).unwrap();
    let mut world = KnownRecords::default();
    world.knows_all("organisation");
    world.add(one, "INDIGO-POJ-0001", data, false);
    for view in [View::Whole, View::Public] {
        let subject = Subject::new(
            one,
            "INDIGO-POJ-0001",
            data,
            &world,
            day("2026-11-24"),
            view,
        );
        let findings = Checks::all().findings(&subject);
        for finding in &findings {
            assert!(!finding.message.is_empty() && !finding.check.is_empty());
        }
        let completeness = Completeness::of(&subject);
        assert!(!Badge::of(&completeness, &findings).reasons.is_empty());
        let mut figures = Figures::default();
        figures.add(&subject, &findings);
    }
    let mut set = DataSet::default();
    set.add(one, "INDIGO-POJ-0001", data);
    set.add(one, "INDIGO-POJ-0002", data);
    let _ = set.findings(&Checks::all());
    let _ = FirstReport::new(one).unwrap().issues(data, &world);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_on_any_json(data in any_json()) {
        for one in ["project", "organisation", "fund", "pipeline"] {
            run(one, &data);
        }
    }

    #[test]
    fn nothing_panics_on_records_of_the_right_shape(
        choices in prop::collection::vec((any::<u8>(), leaf()), 40..400),
    ) {
        for one in STANDARD.types() {
            let data = shaped(&one.nodes, &mut choices.iter().cloned().cycle().take(3000));
            run(&one.id, &data);
        }
    }
}
