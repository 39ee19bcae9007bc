//! The demo records, read once.

use std::{fs, path::Path, sync::LazyLock};

use indigo_model::Record;

use crate::fake::Fake;

static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/records");
    let mut records = Vec::new();
    for of_type in fs::read_dir(folder).unwrap() {
        for file in fs::read_dir(of_type.unwrap().path()).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            records.push(serde_json::from_str(&text).unwrap());
        }
    }
    records
});

/// The demo records.
pub(crate) fn records() -> &'static [Record] {
    &RECORDS
}

/// A reader of the demo records.
pub(crate) fn demo() -> Fake {
    Fake::of(&RECORDS)
}
