//! Laws over random records: what is written is read back, and a public export laid over the
//! record that it was made of changes nothing of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use indigo_model::{Object, Status, Value, pointer};
use indigo_standard::{Field, Kind, Node, Standard, TypeStandard, ValueType};
use proptest::prelude::*;
use serde_json::json;
use support::*;

/// Small random choices from one number, so that a fault is told by that number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.roll(from.len() as u64);
        &from[usize::try_from(at).unwrap()]
    }

    fn status(&mut self) -> Option<Value> {
        let words = ["PUBLIC", "PUBLIC", " public", "PRIVATE", "SANDBOX", "", "?"];
        match self.roll(9) {
            0 => None,
            1 => Some(Value::Null),
            _ => Some(json!(self.pick(&words))),
        }
    }

    fn leaf(&mut self, field_like: &Field) -> Value {
        let texts = [
            "a",
            "b, c",
            "say \"yes\"",
            "line\r\nline",
            "line\nline",
            " ",
            "é€😀",
            "007",
            "12",
            "1,000",
            "=U33",
            "s1",
            "Poverty",
            "Completed ",
            "Early stage, but",
            "YES",
            "GB",
        ];
        let numbers = [
            "0",
            "12",
            "-3",
            "2500.50",
            "1e5",
            "1E-7",
            "1.0",
            "123456789012345678901234567890",
        ];
        match self.roll(12) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!({"a": [1]}),
            3 => json!(""),
            4..=6 if field_like.leaf.value_type == ValueType::Number => {
                let number: &str = self.pick::<&str>(&numbers);
                serde_json::from_str(number).unwrap()
            }
            _ => json!(self.pick(&texts)),
        }
    }

    fn object(
        &mut self,
        one: &TypeStandard,
        nodes: &[Node],
        fields: &[Field],
        keys: &[String],
    ) -> Value {
        let mut object = Object::new();
        for node in nodes {
            if self.roll(3) == 0 {
                continue;
            }
            let mut below = keys.to_vec();
            below.push(node.key.clone());
            let value = match &node.kind {
                _ if self.roll(30) == 0 => {
                    self.pick(&[Value::Null, json!("odd"), json!([1])]).clone()
                }
                Kind::Leaf(_) if node.key == "status" => match self.status() {
                    Some(status) => status,
                    None => continue,
                },
                Kind::Leaf(_) => match fields.iter().find(|field| field.keys == below) {
                    Some(field) => self.leaf(field),
                    None => continue,
                },
                Kind::Group { children } => self.object(one, children, fields, &below),
                Kind::List { children, .. } => {
                    let Some(list) = one.lists.iter().find(|list| list.keys == below) else {
                        continue;
                    };
                    let rows =
                        (0..self.roll(4)).map(|_| self.object(one, children, &list.fields, &[]));
                    rows.collect()
                }
            };
            object.insert(node.key.clone(), value);
        }
        if self.roll(6) == 0 {
            object.insert("unknown".to_owned(), json!({"value": 1.50}));
        }
        // A status also where the schema has none.
        if self.roll(12) == 0
            && let Some(status) = self.status()
        {
            object.insert("status".to_owned(), status);
        }
        Value::Object(object)
    }
}

fn random(standard: &Standard, seed: u64) -> Records {
    let mut dice = Dice(seed);
    let mut records = Records::default();
    for one in standard.types() {
        let all = records.0.entry(one.id.clone()).or_default();
        for number in 0..2 {
            let mut data = dice.object(one, &one.nodes, &one.fields, &[]);
            let root = data.as_object_mut().unwrap();
            root.insert("status".to_owned(), json!("PUBLIC"));
            all.insert(format!("{}{number}", one.profile.id_prefix), data);
        }
    }
    records
}

/// Every list that is something else than rows goes: a file cannot say that.
fn without_odd_lists(one: &TypeStandard, data: &mut Value) {
    for list in &one.lists {
        if pointer::at(data, &list.keys).is_some_and(|rows| !rows.is_array() && !rows.is_null()) {
            pointer::set(data.as_object_mut().unwrap(), &list.keys, Value::Null);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_public_export_changes_nothing_of_its_own_records(seed: u64) {
        let standard = standard();
        let types: Vec<&TypeStandard> = standard.types().collect();
        let mut kept = random(&standard, seed);
        let out = bundle(&types, &Public(&standard, &kept));
        let source = open(&standard, &[out.path()]);
        prop_assert_eq!(told(source.problems()), Vec::<String>::new());
        let before = kept.clone();
        kept.take(&standard, &source, Status::Public);
        for (record_type, records) in &before.0 {
            for (id, data) in records {
                let after = kept.get(record_type, id).unwrap();
                prop_assert_eq!(after.to_string(), data.to_string(), "{} {}", record_type, id);
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back(seed: u64) {
        let standard = standard();
        let types: Vec<&TypeStandard> = standard.types().collect();
        let mut kept = random(&standard, seed);
        for one in &types {
            for data in kept.0.get_mut(&one.id).unwrap().values_mut() {
                without_odd_lists(one, data);
            }
        }
        let out = bundle(&types, &Public(&standard, &kept));
        let source = open(&standard, &[out.path()]);
        let mut fresh = Records::default();
        fresh.take(&standard, &source, Status::Public);
        let again = bundle(&types, &Public(&standard, &fresh));
        for (name, path) in csv_files(out.path()) {
            prop_assert_eq!(cells(&again.path().join(&name)), cells(&path), "{}", name);
        }
        // Once more, as somebody who sends the same files to a private installation.
        let mut private = Records::default();
        private.take(&standard, &source, Status::Private);
        let before = private.clone();
        private.take(&standard, &source, Status::Private);
        prop_assert!(private == before);
    }
}
