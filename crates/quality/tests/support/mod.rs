//! What the tests of this crate share.
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "each test file uses another part of it"
)]
#![expect(clippy::print_stderr, reason = "what was left out is said")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use indigo_exchange::{Content, ExchangeError, Limits, Source, apply};
use indigo_model::{PartialDate, Status, Value};
use indigo_quality::{Check, Checks, DataSet, Finding, KnownRecords, Subject, Test, View};
use indigo_standard::Standard;

/// The data beside the project, when they are there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(path);
    if path.exists() {
        Some(path)
    } else {
        eprintln!("left out: the shared data folder is not beside the project");
        None
    }
}

pub(crate) fn standard() -> Arc<Standard> {
    Arc::new(Standard::builtin().unwrap())
}

/// A day long after the exports were made and before any date of theirs is checked against it.
pub(crate) fn day(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

/// What a check finds in one of its examples, with the ids of the records.
pub(crate) fn found(
    standard: &Standard,
    check: &'static Check,
    example: &indigo_quality::Example,
) -> Vec<(String, Finding)> {
    let data: Value = serde_json::from_str(example.data).unwrap();
    let others = if example.others.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(example.others).unwrap()
    };
    let one = standard.get(example.record_type).unwrap();
    let known = KnownRecords::from_json(standard, &others);
    let all = match check.test {
        Test::Record(_) => {
            let id = format!("{}0001", one.profile.id_prefix);
            let subject = Subject::new(one, &id, &data, &known, day("2026-11-24"), View::Whole);
            let findings = Checks::all().findings(&subject);
            findings
                .into_iter()
                .map(|found| (id.clone(), found))
                .collect()
        }
        Test::DataSet(_) => {
            let mut set = DataSet::default();
            for (id, data) in data.as_object().unwrap() {
                set.add(one, id, data);
            }
            set.findings(&Checks::all())
                .into_iter()
                .map(|(key, finding)| (key.id, finding))
                .collect::<Vec<_>>()
        }
    };
    all.into_iter()
        .filter(|(_, finding)| finding.check == check.code)
        .collect()
}

/// Records by type and id.
pub(crate) type Records = BTreeMap<String, BTreeMap<String, Value>>;

/// Reads an export as public records.
pub(crate) fn read_export(standard: &Arc<Standard>, paths: &[&Path]) -> Records {
    let mut records = Records::new();
    for path in paths {
        let paths = [(*path).to_owned()];
        let source = Source::open(standard, &paths, &Limits::default()).unwrap();
        source
            .for_each::<ExchangeError>(&mut |incoming| {
                let one = standard.get(&incoming.key.record_type).unwrap();
                let all = records.entry(incoming.key.record_type.clone()).or_default();
                let data = match &incoming.content {
                    Content::Whole(data) => data.clone(),
                    Content::Table(table) => {
                        apply(one, all.get(&incoming.key.id), table, Status::Public).data
                    }
                };
                all.insert(incoming.key.id, data);
                Ok(())
            })
            .unwrap();
    }
    records
}

/// What other records say, from records that are all public.
pub(crate) fn known(standard: &Standard, records: &Records) -> KnownRecords {
    let mut known = KnownRecords::default();
    for (record_type, all) in records {
        let one = standard.get(record_type).unwrap();
        for (id, data) in all {
            known.add(one, id, data, true);
        }
    }
    known
}

/// A JSON file.
pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}
