//! A reader in memory.

use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
};

use indexmap::IndexMap;
use indigo_model::{Record, Value};
use indigo_publish::{Others, Projection, api_json, filtered, project};
use indigo_registry::{
    Catalogue, CheckFile, CheckLimits, CheckReport, Download, DownloadFile, Entry, Hit, Mention,
    PublicRecord, QualityDay, ReadError, Reader, SearchAsked, SearchFound, check_files,
};
use indigo_standard::Standard;

/// Words that nobody means, and what is found in their place.
pub(crate) const MISSPELT: (&str, &str) = ("childrenn", "children");

/// A time at which everything changed last.
pub(crate) const UPDATED: &str = "2026-11-20T09:30:00Z";

/// A reader in memory.
pub(crate) struct Fake {
    standard: Arc<Standard>,
    pub(crate) position: AtomicI64,
    /// How many records were read so far.
    pub(crate) reads: AtomicUsize,
    /// Type → id → what is public, `None` for what is not.
    pub(crate) records: IndexMap<String, BTreeMap<String, Option<PublicRecord>>>,
    pub(crate) catalogue: Arc<Catalogue>,
    mentions: Vec<(String, String, Mention)>,
    texts: Vec<(Hit, String)>,
    /// Type and id → sandbox data, for the password `letmein`.
    pub(crate) sandboxes: BTreeMap<(String, String), Vec<(String, String)>>,
    /// Figures on quality, day by day.
    pub(crate) quality_days: Vec<QualityDay>,
    /// Nothing can be read.
    pub(crate) broken: bool,
}

impl Fake {
    /// A reader without records.
    pub(crate) fn empty() -> Self {
        Self::of(&[])
    }

    /// A reader of these records as they are published.
    pub(crate) fn of(records: &[Record]) -> Self {
        let standard = Arc::new(Standard::builtin().unwrap());
        let mut fake = Self {
            position: AtomicI64::new(1),
            reads: AtomicUsize::new(0),
            records: standard
                .types()
                .map(|one| (one.id.clone(), BTreeMap::new()))
                .collect(),
            catalogue: Arc::default(),
            mentions: Vec::new(),
            texts: Vec::new(),
            sandboxes: BTreeMap::new(),
            quality_days: Vec::new(),
            broken: false,
            standard,
        };
        let others = Stored {
            standard: &Standard::builtin().unwrap(),
            records,
        };
        let mut entries: IndexMap<String, Vec<Entry>> = IndexMap::new();
        for record in records {
            let one = others.standard.get(&record.key.record_type).unwrap();
            let (id, data) = (&record.key.id, &record.data);
            let projection = project(one, id, record.exists, data, &[], &others).unwrap();
            let shown = projection.public.then(|| public_record(id, &projection));
            fake.records[&one.id].insert(id.clone(), shown);
            if !projection.public {
                continue;
            }
            for reference in projection.references.iter().filter(|one| one.public) {
                let mention = Mention {
                    record_type: one.id.clone(),
                    id: id.clone(),
                    list: reference.list.clone(),
                    field: reference.field.clone(),
                };
                fake.mentions
                    .push((reference.record_type.clone(), reference.id.clone(), mention));
            }
            let hit = Hit::new(one.id.clone(), id.clone());
            fake.texts.push((
                hit,
                format!("{id} {}", api_json::text(&projection.data)).to_lowercase(),
            ));
            entries.entry(one.id.clone()).or_default().push(Entry {
                id: id.clone(),
                updated: UPDATED.to_owned(),
                card: projection.card,
            });
        }
        for entries in entries.values_mut() {
            entries.sort_by(|a, b| a.id.cmp(&b.id));
        }
        fake.catalogue = Arc::new(Catalogue {
            position: 1,
            types: entries,
        });
        fake
    }

    /// Something was written.
    pub(crate) fn moves(&self) {
        self.position.fetch_add(1, Ordering::SeqCst);
    }

    fn works(&self) -> Result<(), ReadError> {
        if self.broken {
            Err(ReadError::Store(
                "the disk is gone: secret detail".to_owned(),
            ))
        } else {
            Ok(())
        }
    }
}

fn public_record(id: &str, projection: &Projection) -> PublicRecord {
    PublicRecord {
        id: id.to_owned(),
        api_text: api_json::text(&projection.data),
        row_sources: projection.row_sources.clone(),
        flags: Vec::new(),
        updated: UPDATED.to_owned(),
    }
}

fn tempfile_beside(path: &std::path::Path) -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    path.with_extension(format!("{}-{number}", std::process::id()))
}

struct Stored<'a> {
    standard: &'a Standard,
    records: &'a [Record],
}

impl Stored<'_> {
    fn find(&self, record_type: &str, id: &str) -> Option<&Record> {
        let key = |record: &&Record| record.key.record_type == record_type && record.key.id == id;
        self.records.iter().find(key)
    }
}

impl Others for Stored<'_> {
    fn public_data(&self, record_type: &str, id: &str) -> Option<Arc<Value>> {
        let record = self.find(record_type, id)?;
        let one = self.standard.get(record_type)?;
        filtered(one, record.exists, &record.data)
            .unwrap()
            .map(Arc::new)
    }

    fn exists(&self, record_type: &str, id: &str) -> bool {
        self.find(record_type, id).is_some()
    }
}

impl Reader for Fake {
    fn standard(&self) -> &Standard {
        &self.standard
    }

    fn position(&self) -> Result<i64, ReadError> {
        self.works()?;
        Ok(self.position.load(Ordering::SeqCst))
    }

    fn catalogue(&self) -> Result<Arc<Catalogue>, ReadError> {
        self.works()?;
        Ok(Arc::clone(&self.catalogue))
    }

    fn ids(&self, record_type: &str) -> Result<Vec<(String, bool)>, ReadError> {
        self.works()?;
        let records = self.records.get(record_type).into_iter().flatten();
        Ok(records
            .map(|(id, record)| (id.clone(), record.is_some()))
            .collect())
    }

    fn record(&self, record_type: &str, id: &str) -> Result<Option<PublicRecord>, ReadError> {
        self.works()?;
        self.reads.fetch_add(1, Ordering::SeqCst);
        let found = self.records.get(record_type).and_then(|all| all.get(id));
        Ok(found.cloned().flatten())
    }

    fn sandboxes(
        &self,
        record_type: &str,
        id: &str,
        password: &str,
    ) -> Result<Option<Vec<(String, String)>>, ReadError> {
        let key = (record_type.to_owned(), id.to_owned());
        let known = self.sandboxes.get(&key).cloned().unwrap_or_default();
        Ok((password == "letmein").then_some(known))
    }

    fn mentions(&self, record_type: &str, id: &str) -> Result<Vec<Mention>, ReadError> {
        let named = self
            .mentions
            .iter()
            .filter(|(of_type, of_id, _)| of_type == record_type && of_id == id);
        Ok(named.map(|(_, _, mention)| mention.clone()).collect())
    }

    fn search(&self, asked: &SearchAsked) -> Result<SearchFound, ReadError> {
        self.works()?;
        let typed = asked.words.to_lowercase();
        let instead = (typed == MISSPELT.0).then(|| MISSPELT.1.to_owned());
        let words = instead.clone().unwrap_or(typed);
        let found: Vec<Hit> = self
            .texts
            .iter()
            .filter(|(hit, text)| {
                asked
                    .record_type
                    .as_ref()
                    .is_none_or(|wanted| hit.record_type == *wanted)
                    && words.split_whitespace().all(|word| text.contains(word))
            })
            .map(|(hit, _)| hit.clone())
            .collect();
        let of = |wanted: &str| found.iter().filter(|hit| hit.record_type == wanted).count();
        Ok(SearchFound {
            total: found.len(),
            by_type: self
                .standard
                .types()
                .map(|one| (one.id.clone(), of(&one.id)))
                .filter(|(_, count)| *count > 0)
                .collect(),
            hits: found.into_iter().take(asked.limit).collect(),
            instead,
            ..SearchFound::default()
        })
    }

    fn download(&self, download: &Download) -> Result<DownloadFile, ReadError> {
        self.works()?;
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        let name: String = format!("{download:?}")
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let path = folder.join(name);
        // Written aside, as tests that run at the same time write the same.
        let part = tempfile_beside(&path);
        let content = format!("content of {download:?}\n");
        fs::write(&part, &content).unwrap();
        fs::rename(&part, &path).unwrap();
        Ok(DownloadFile {
            file: fs::File::open(&path).unwrap(),
            size_bytes: content.len() as u64,
            digest: "0".repeat(64),
        })
    }

    fn quality_days(&self) -> Result<Vec<QualityDay>, ReadError> {
        self.works()?;
        Ok(self.quality_days.clone())
    }

    fn check(&self, files: &[CheckFile], limits: &CheckLimits) -> Result<CheckReport, ReadError> {
        check_files(&self.standard, Some(self), files, limits)
    }
}
