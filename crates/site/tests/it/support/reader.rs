//! A reader over records in files, projected as the registry does it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
};

use indexmap::IndexMap;
use indigo_model::{Record, Value};
use indigo_publish::{Others, Projection, api_json, filtered, project};
use indigo_registry::{Catalogue, Download, Entry, Hit, Mention, PublicRecord, ReadError, Reader};
use indigo_standard::Standard;

/// The password of every sandbox.
pub(crate) const PASSWORD: &str = "open sesame";
/// When everything changed last.
pub(crate) const UPDATED: &str = "2026-11-23T10:00:00Z";

/// A reader over records in memory.
pub(crate) struct Fake {
    standard: Standard,
    /// Type → id → what the public sees.
    pub(crate) types: IndexMap<String, BTreeMap<String, Seen>>,
    catalogue: Arc<Catalogue>,
    pub(crate) position: AtomicI64,
    /// How often anything but the position was asked.
    pub(crate) asked: AtomicUsize,
    pub(crate) broken: bool,
}

/// What is known of a record.
#[derive(Debug, Default, Clone)]
pub(crate) struct Seen {
    pub(crate) public: bool,
    pub(crate) api_text: String,
    pub(crate) flags: Vec<(String, bool)>,
    pub(crate) row_sources: IndexMap<String, String>,
    pub(crate) words: String,
    pub(crate) references: Vec<indigo_publish::Reference>,
    pub(crate) card: indigo_publish::Card,
}

struct Records<'a> {
    standard: &'a Standard,
    types: IndexMap<String, BTreeMap<String, Record>>,
}

impl Others for Records<'_> {
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

impl Fake {
    /// The demo records with more records given as type, id and data.
    pub(crate) fn demo(more: &[(&str, &str, Value)]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/records");
        let standard = Standard::builtin().unwrap();
        let mut types: IndexMap<String, BTreeMap<String, Record>> = IndexMap::new();
        for one in standard.types() {
            let records = types.entry(one.id.clone()).or_default();
            for entry in fs::read_dir(folder.join(&one.id)).unwrap() {
                let text = fs::read_to_string(entry.unwrap().path()).unwrap();
                let record: Record = serde_json::from_str(&text).unwrap();
                records.insert(record.key.id.clone(), record);
            }
            for (record_type, id, data) in more {
                if *record_type == one.id {
                    let record = serde_json::json!({
                        "type": record_type, "id": id, "exists": true, "data": data,
                    });
                    records.insert((*id).to_owned(), serde_json::from_value(record).unwrap());
                }
            }
        }
        let records = Records {
            standard: &standard,
            types,
        };
        let seen = records
            .types
            .iter()
            .map(|(name, of_type)| {
                let one = standard.get(name).unwrap();
                let seen = of_type
                    .iter()
                    .map(|(id, record)| {
                        let made =
                            project(one, id, record.exists, &record.data, &[], &records).unwrap();
                        (id.clone(), Seen::of(made))
                    })
                    .collect();
                (name.clone(), seen)
            })
            .collect();
        Self::of(seen)
    }

    /// A reader over what is seen already.
    pub(crate) fn of(types: IndexMap<String, BTreeMap<String, Seen>>) -> Self {
        let entries = |seen: &BTreeMap<String, Seen>| {
            seen.iter()
                .filter(|(_, seen)| seen.public)
                .map(|(id, seen)| Entry {
                    id: id.clone(),
                    updated: UPDATED.to_owned(),
                    card: seen.card.clone(),
                })
                .collect()
        };
        let catalogue = Catalogue {
            position: 1,
            types: types
                .iter()
                .map(|(name, seen)| (name.clone(), entries(seen)))
                .collect(),
        };
        Self {
            standard: Standard::builtin().unwrap(),
            types,
            catalogue: Arc::new(catalogue),
            position: AtomicI64::new(1),
            asked: AtomicUsize::new(0),
            broken: false,
        }
    }

    fn ask(&self) -> Result<(), ReadError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if self.broken {
            return Err(ReadError::Store("secret cause".to_owned()));
        }
        Ok(())
    }
}

impl Seen {
    fn of(made: Projection) -> Self {
        Self {
            public: made.public,
            api_text: api_json::text(&made.data),
            flags: Vec::new(),
            row_sources: made.row_sources,
            words: made.text.to_lowercase(),
            references: made.references,
            card: made.card,
        }
    }
}

impl Reader for Fake {
    fn standard(&self) -> &Standard {
        &self.standard
    }

    fn position(&self) -> Result<i64, ReadError> {
        Ok(self.position.load(Ordering::Relaxed))
    }

    fn catalogue(&self) -> Result<Arc<Catalogue>, ReadError> {
        self.ask()?;
        Ok(Arc::clone(&self.catalogue))
    }

    fn ids(&self, record_type: &str) -> Result<Vec<(String, bool)>, ReadError> {
        self.ask()?;
        let seen = self.types.get(record_type).into_iter().flatten();
        Ok(seen.map(|(id, seen)| (id.clone(), seen.public)).collect())
    }

    fn record(&self, record_type: &str, id: &str) -> Result<Option<PublicRecord>, ReadError> {
        self.ask()?;
        let seen = self.types.get(record_type).and_then(|seen| seen.get(id));
        Ok(seen.filter(|seen| seen.public).map(|seen| PublicRecord {
            id: id.to_owned(),
            api_text: seen.api_text.clone(),
            row_sources: seen.row_sources.clone(),
            flags: seen.flags.clone(),
            updated: UPDATED.to_owned(),
        }))
    }

    fn sandboxes(
        &self,
        _: &str,
        _: &str,
        password: &str,
    ) -> Result<Option<Vec<(String, String)>>, ReadError> {
        self.ask()?;
        let data = vec![("beta".to_owned(), "{\"only\": 1}".to_owned())];
        Ok((password == PASSWORD).then_some(data))
    }

    fn mentions(&self, record_type: &str, id: &str) -> Result<Vec<Mention>, ReadError> {
        self.ask()?;
        let mut mentions = Vec::new();
        for (from, seen) in &self.types {
            for (from_id, seen) in seen.iter().filter(|(_, seen)| seen.public) {
                let named = seen.references.iter().filter(|one| {
                    one.public && one.record_type == record_type && one.id == id
                });
                mentions.extend(named.map(|one| Mention {
                    record_type: from.clone(),
                    id: from_id.clone(),
                    list: one.list.clone(),
                    field: one.field.clone(),
                }));
            }
        }
        Ok(mentions)
    }

    fn search(
        &self,
        record_type: Option<&str>,
        words: &str,
        limit: usize,
    ) -> Result<Vec<Hit>, ReadError> {
        self.ask()?;
        let words = words.to_lowercase();
        let mut hits = Vec::new();
        for (name, seen) in &self.types {
            if record_type.is_some_and(|wanted| wanted != name) {
                continue;
            }
            for (id, seen) in seen.iter().filter(|(_, seen)| seen.public) {
                if words.split_whitespace().all(|word| seen.words.contains(word)) {
                    hits.push(Hit {
                        record_type: name.clone(),
                        id: id.clone(),
                    });
                }
            }
        }
        hits.truncate(limit);
        Ok(hits)
    }

    fn download(&self, download: &Download) -> Result<PathBuf, ReadError> {
        self.ask()?;
        let name: String = format!("{download:?}")
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, format!("{download:?}")).unwrap();
        Ok(path)
    }
}
