//! No private byte leaves: changing what is not public changes nothing that comes out.
//!
//! Records are made at random from the schema, each in two forms that agree in what the rules make
//! public and in nothing else. The rules are written down a second time, in `privacy::pair`, from
//! the side of somebody who enters data; the filter knows nothing of them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod privacy {
    pub(crate) mod choices;
    pub(crate) mod ids;
    pub(crate) mod known;
    pub(crate) mod pair;
    pub(crate) mod secret;
    pub(crate) mod status;
}

use std::path::Path;

use indigo_model::Value;
use indigo_publish::{Projection, Reference, api_json, project, public_record};
use indigo_quality::Grade;
use indigo_standard::{Field, Kind, Node, Standard, TypeStandard, ValueType};
use privacy::{
    choices::Choices,
    known::Known,
    pair::{Pair, pair},
    status::Eyes,
};
use proptest::{
    collection::vec,
    prelude::{ProptestConfig, any},
    strategy::{Strategy, ValueTree},
    test_runner::{TestCaseError, TestError, TestRunner},
};

const SANDBOX: &str = "alpha";

/// The built-in types, and one that uses every rule.
fn standard() -> Standard {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/standard");
    Standard::load_dir(&folder).unwrap()
}

/// What to choose for the record, and what for the places where its two forms differ.
fn strategy() -> impl Strategy<Value = (Vec<u8>, Vec<u8>)> {
    (vec(any::<u8>(), 0..8000), vec(any::<u8>(), 0..4000))
}

fn made(one: &TypeStandard, eyes: Eyes, (choices, scrambles): &(Vec<u8>, Vec<u8>)) -> Pair {
    pair(one, eyes, Choices::new(choices), Choices::new(scrambles))
}

/// Runs a law over random records of every type.
fn for_every_type(eyes: Eyes, law: impl Fn(&TypeStandard, &Pair) -> Result<(), String>) {
    for one in standard().types() {
        let config = ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let result = TestRunner::new(config).run(&strategy(), |bytes| {
            law(one, &made(one, eyes, &bytes)).map_err(TestCaseError::fail)
        });
        if let Err(TestError::Fail(why, bytes)) = result {
            let Pair { a, b, .. } = made(one, eyes, &bytes);
            panic!("{}: {why}\nrecord:  {a}\nchanged: {b}", one.id);
        }
    }
}

/// Fails with the first place where two texts differ.
fn same(a: &str, b: &str) -> Result<(), String> {
    let mut letters = a
        .char_indices()
        .zip(b.chars().chain(std::iter::repeat('\0')));
    let place = letters
        .find(|((_, a), b)| a != b)
        .map(|((place, _), _)| place);
    let Some(place) = place.or_else(|| (a.len() < b.len()).then_some(a.len())) else {
        return Ok(());
    };
    let around = |text: &str| -> String {
        let before = text[..place].chars().rev().take(60).collect::<String>();
        let before: String = before.chars().rev().collect();
        format!(
            "{before}»{}",
            text[place..].chars().take(60).collect::<String>()
        )
    };
    Err(format!("{}\n is not\n{}", around(a), around(b)))
}

fn projected(one: &TypeStandard, data: &Value) -> Projection {
    let sandboxes = [SANDBOX.to_owned(), "beta".to_owned()];
    project(one, "X-1", true, data, &sandboxes, &Known).unwrap()
}

/// Everything that the public gets of a record, as one text.
fn public_side(one: &TypeStandard, data: &Value) -> String {
    let projection = projected(one, data);
    let references: Vec<&Reference> = projection
        .references
        .iter()
        .filter(|reference| reference.public)
        .collect();
    format!(
        "data {}\nin stored order {}\nrow sources {:?}\ncard {:?}\nreferences {references:?}",
        api_json::text(&projection.data),
        projection.data,
        projection.row_sources,
        projection.card,
    )
}

/// The record as it stands in JSON Lines; nothing when it is not public.
fn stored_side(one: &TypeStandard, data: &Value) -> String {
    public_record(one, true, data)
        .unwrap_or_default()
        .to_string()
}

fn no_secret(text: &str) -> Result<(), String> {
    match text.find("secret") {
        Some(place) => Err(format!("a secret leaves: {}", &text[place..])),
        None => Ok(()),
    }
}

#[test]
fn what_is_not_public_changes_nothing() {
    for_every_type(Eyes::Public, |one, made| {
        let seen = public_side(one, &made.a);
        no_secret(&seen)?;
        same(&seen, &public_side(one, &made.b))?;
        let stored = stored_side(one, &made.a);
        no_secret(&stored)?;
        if made.same_words {
            same(&stored, &stored_side(one, &made.b))?;
        }
        Ok(())
    });
}

#[test]
fn what_a_sandbox_does_not_see_changes_nothing_for_it() {
    for_every_type(Eyes::Sandbox(SANDBOX), |one, made| {
        let seen = |data| {
            let more = projected(one, data).sandboxes.shift_remove(SANDBOX);
            more.unwrap_or_default().to_string()
        };
        no_secret(&seen(&made.a))?;
        same(&seen(&made.a), &seen(&made.b))?;
        same(&public_side(one, &made.a), &public_side(one, &made.b))
    });
}

#[test]
fn all_that_is_public_is_published() {
    for_every_type(Eyes::Public, |one, made| {
        let seen = public_side(one, &made.a);
        match made
            .shown
            .iter()
            .find(|marker| !seen.contains(marker.as_str()))
        {
            Some(marker) => Err(format!("{marker} is missing in {seen}")),
            None => Ok(()),
        }
    });
}

#[test]
fn a_public_record_taken_in_elsewhere_shows_the_same() {
    for_every_type(Eyes::Public, |one, made| {
        let Some(record) = public_record(one, true, &made.a) else {
            return Ok(());
        };
        same(&public_side(one, &made.a), &public_side(one, &record))?;
        same(&record.to_string(), &stored_side(one, &record))?;
        let there = projected(one, &record);
        if there.sandboxes.is_empty() && there.references.iter().all(|one| one.public) {
            return Ok(());
        }
        Err("there is more in it than the public may see".to_owned())
    });
}

/// Sets every value of a record, or of a row, that is asked for first or that `only` takes.
fn fill(one: &[Field], data: &mut Value, only: impl Fn(&Field) -> Option<Value>) {
    for field in one.iter().filter(|field| !field.is_status()) {
        if let (Some(value), Value::Object(object)) = (only(field), &mut *data) {
            indigo_model::pointer::set(object, &field.keys, value);
        }
    }
}

/// Says of every group that it is public.
fn published(data: &mut Value, nodes: &[Node]) {
    for node in nodes {
        if let (Kind::Group { children }, Some(Value::Object(_))) =
            (&node.kind, data.get(&node.key))
        {
            let group = &mut data[&node.key];
            published(group, children);
            if children.iter().any(|child| child.key == "status") {
                group["status"] = "PUBLIC".into();
            }
        }
    }
}

#[test]
fn a_grade_rests_on_nothing_that_is_private() {
    let standard = standard();
    let one = standard.get("project").unwrap();
    let mut record = serde_json::json!({});
    fill(&one.fields, &mut record, |field| {
        let text = match &field.leaf.codelist {
            _ if field.priority != Some(1) || field.leaf.references.is_some() => return None,
            Some(codes) => codes.values.keys().next().cloned().unwrap_or_default(),
            None if field.leaf.value_type == ValueType::Number => return Some(1.into()),
            // Dates would have to agree with the stage.
            None if field.leaf.is_date() => return None,
            None => match field.pointer.as_str() {
                at if at.ends_with("/currency/value") => "GBP",
                at if at.contains("_sdg_goal") => "8",
                at if at.contains("_sdg_target") => "8.5",
                at if at.ends_with("/source_ids") => return None,
                _ => "Some words",
            }
            .to_owned(),
        };
        Some(text.into())
    });
    record["name"] = serde_json::json!({"value": "A name"});
    published(&mut record, &one.nodes);
    record["status"] = "PUBLIC".into();
    let grade = |record: &Value| projected(one, record).card.grades.on("2026-11-24");
    let before = grade(&record);
    assert!(before.is_some() && before != Some(Grade::NeedsWork));
    // Rows full of texts in the place of numbers, and a name of nobody.
    let mut worse = |status: &str| {
        for list in one.lists.iter().filter(|list| list.keys.len() == 1) {
            let mut row = serde_json::json!({"status": status});
            fill(&list.fields, &mut row, |field| {
                let wrong =
                    field.leaf.value_type == ValueType::Number || field.leaf.references.is_some();
                wrong.then(|| "INDIGO-X-99999".into())
            });
            record[&list.keys[0]] = serde_json::json!([row]);
        }
        grade(&record)
    };
    assert_eq!(worse("PRIVATE"), before);
    assert_eq!(worse("SANDBOX"), before);
    assert_eq!(worse("PUBLIC"), Some(Grade::NeedsWork));
}

#[test]
fn the_records_made_hold_much_of_both_kinds() {
    let mut runner = TestRunner::deterministic();
    for one in standard().types() {
        let (mut shown, mut secrets, mut differing) = (0, 0, 0);
        for _ in 0..50 {
            let bytes = strategy().new_tree(&mut runner).unwrap().current();
            let made = made(one, Eyes::Public, &bytes);
            shown += made.shown.len();
            secrets += made.a.to_string().matches("secret").count();
            differing += usize::from(made.a != made.b);
        }
        println!(
            "{}: {shown} shown, {secrets} secret, {differing} of 50 differ",
            one.id
        );
        assert!(shown > 50 && secrets > 300 && differing > 40, "{}", one.id);
    }
}
