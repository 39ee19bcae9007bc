//! The records that both systems were given.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use indigo_model::{Record, Value};
use indigo_publish::{Others, filtered};
use indigo_standard::Standard;

pub(crate) struct Records {
    pub(crate) standard: Standard,
    /// Type → id → record.
    pub(crate) types: BTreeMap<String, BTreeMap<String, Record>>,
}

impl Records {
    pub(crate) fn read(folder: &Path) -> Self {
        let standard = Standard::builtin().unwrap();
        let mut types = BTreeMap::new();
        for one in standard.types() {
            let records: &mut BTreeMap<_, _> = types.entry(one.id.clone()).or_default();
            for entry in fs::read_dir(folder.join(&one.id)).unwrap() {
                let text = fs::read_to_string(entry.unwrap().path()).unwrap();
                let record: Record = serde_json::from_str(&text).unwrap();
                records.insert(record.key.id.clone(), record);
            }
        }
        Self { standard, types }
    }
}

impl Others for Records {
    fn public_data(&self, record_type: &str, id: &str) -> Option<Arc<Value>> {
        let record = self.types.get(record_type)?.get(id)?;
        let one = self.standard.get(record_type)?;
        filtered(one, record.exists, &record.data)
            .unwrap()
            .map(Arc::new)
    }

    fn exists(&self, record_type: &str, id: &str) -> bool {
        self.types
            .get(record_type)
            .is_some_and(|records| records.contains_key(id))
    }
}
