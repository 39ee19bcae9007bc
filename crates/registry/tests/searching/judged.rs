//! Relevance over the judged queries and the real export, on both databases.

use std::{fs, path::Path};

use indigo_registry::{Reader, Registry, SearchAsked};
use serde_json::Value;

use crate::support::{both, import, shared};

/// The mean reciprocal rank that is promised for queries as they are meant …
const PROMISED: f64 = 0.85;
/// … and with typing errors.
const PROMISED_WITH_ERRORS: f64 = 0.75;

struct Judged {
    query: String,
    typos: Vec<String>,
    record_type: Option<String>,
    expected: Vec<String>,
}

fn judged() -> Vec<Judged> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../search/tests/judged.json");
    let all: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let texts = |value: &Value| -> Vec<String> {
        let all = value.as_array().into_iter().flatten();
        all.map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    all.iter()
        .map(|one| Judged {
            query: one["q"].as_str().unwrap().to_owned(),
            typos: texts(&one["typo"]),
            record_type: one["type"].as_str().map(str::to_owned),
            expected: texts(&one["expected"]),
        })
        .collect()
}

fn results(registry: &Registry, query: &str, record_type: Option<&str>) -> Vec<String> {
    let asked = SearchAsked::new(record_type, query, 200);
    let found = registry.search(&asked).unwrap();
    found
        .hits
        .into_iter()
        .map(|hit| format!("{}/{}", hit.record_type, hit.id))
        .collect()
}

/// One over the place of the first record that was expected; 0 without one.
fn reciprocal_rank(results: &[String], expected: &[String]) -> f64 {
    let place = results.iter().position(|one| expected.contains(one));
    place.map_or(0.0, |place| {
        1.0 / (f64::from(u32::try_from(place).unwrap()) + 1.0)
    })
}

fn mean(all: &[f64]) -> f64 {
    all.iter().sum::<f64>() / f64::from(u32::try_from(all.len()).unwrap())
}

#[test]
fn the_judged_queries_find_what_is_expected_and_the_same_on_both_databases() {
    let Some(export) = shared("data/indigo/2025-05") else {
        return;
    };
    let judged = judged();
    assert!(judged.len() >= 40, "{}", judged.len());
    let mut first: Option<Vec<Vec<String>>> = None;
    for (name, one) in both() {
        import(&one.registry, std::slice::from_ref(&export));
        let mut all = Vec::new();
        let (mut meant, mut typed) = (Vec::new(), Vec::new());
        for one_query in &judged {
            let variants = std::iter::once(&one_query.query).chain(&one_query.typos);
            for (number, query) in variants.enumerate() {
                let found = results(&one.registry, query, one_query.record_type.as_deref());
                let rank = reciprocal_rank(&found, &one_query.expected);
                let (kind, ranks) = if number == 0 {
                    ("", &mut meant)
                } else {
                    (" (with errors)", &mut typed)
                };
                ranks.push(rank);
                if rank < 1.0 {
                    eprintln!(
                        "{rank:.2}{kind} \"{query}\": {} found, first {:?}; expected {:?}",
                        found.len(),
                        &found[..found.len().min(3)],
                        one_query.expected
                    );
                }
                all.push(found);
            }
        }
        eprintln!(
            "{name}: mean reciprocal rank {:.3} over {} queries, {:.3} over {} with typing errors",
            mean(&meant),
            meant.len(),
            mean(&typed),
            typed.len()
        );
        assert!(mean(&meant) >= PROMISED, "{}", mean(&meant));
        assert!(mean(&typed) >= PROMISED_WITH_ERRORS, "{}", mean(&typed));
        match &first {
            None => first = Some(all),
            Some(first) => assert_eq!(first, &all, "{name}: other results or another order"),
        }
    }
}
