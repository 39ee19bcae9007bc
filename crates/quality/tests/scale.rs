//! A data set of many records goes through one record at a time.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use indigo_model::Value;
use indigo_quality::{Checks, DataSet, Figures, KnownRecords, Subject, Test, View};
use support::{day, standard};

#[test]
fn thirty_thousand_records_go_through_one_by_one() {
    const RECORDS: usize = 30_000;
    let standard = standard();
    let checks = Checks::all();
    let examples: Vec<(&str, Value)> = checks
        .chosen()
        .filter(|check| matches!(check.test, Test::Record(_)))
        .map(|check| {
            let data = serde_json::from_str(check.fails.data).unwrap();
            (check.fails.record_type, data)
        })
        .collect();
    let mut figures = Figures::default();
    let mut set = DataSet::default();
    let known = KnownRecords::default();
    for number in 0..RECORDS {
        let (record_type, data) = &examples[number % examples.len()];
        let one = standard.get(record_type).unwrap();
        let id = format!("{}{number:05}", one.profile.id_prefix);
        let subject = Subject::new(one, &id, data, &known, day("2026-11-24"), View::Whole);
        figures.add(&subject, &checks.findings(&subject));
        set.add(one, &id, data);
    }
    let organisation = standard.get("organisation").unwrap();
    for number in 0..RECORDS {
        let name = serde_json::json!({"name": {"value": format!("Organisation number {number}")}});
        set.add(organisation, &format!("INDIGO-ORG-{number:05}"), &name);
    }
    figures.add_compared(&set.findings(&checks));
    let records: usize = figures.types.values().map(|one| one.records).sum();
    assert_eq!(records, RECORDS);
    for check in checks.chosen() {
        let needs_others = !check.fails.others.is_empty();
        assert!(
            needs_others
                || !matches!(check.test, Test::Record(_))
                || figures.findings[check.code] > 0,
            "{}",
            check.code
        );
    }
}
