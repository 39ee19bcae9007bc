//! Real installations in two forms that agree in what is public.

use std::{fs, path::Path, sync::Arc};

use axum::{Router, http::Method};
use indigo_model::{Mode, Record, RecordKey, Value};
use indigo_registry::{
    Decision, ImportOptions, Outcome, Proposal, Reader as _, Registry, Settings,
};
use indigo_site::{SiteConfig, router};
use serde_json::json;
use tempfile::TempDir;

use crate::{
    app::{Answer, ask},
    privacy::{choices::Choices, hidden, ids::IDS, pair::pair, status::Eyes},
};

/// Which of the two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    First,
    Second,
}

/// A registry with the site over it.
pub(super) struct Installation {
    pub(super) registry: Arc<Registry>,
    router: Router,
    /// Ids of records, public or not, by type.
    pub(super) ids: Vec<(String, String)>,
    forms: [Vec<Record>; 2],
    folder: TempDir,
}

impl Installation {
    /// Random records of the built-in types, and of one that uses every rule of publication.
    pub(super) fn random(seed: u64) -> Self {
        let standard =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../publish/tests/fixtures/standard");
        let known = indigo_standard::Standard::load_dir(&standard).unwrap();
        let mut forms = [Vec::new(), Vec::new()];
        let mut random = Random(seed);
        for one in known.types() {
            for id in IDS
                .iter()
                .filter(|id| id.trim().len() == id.len() && id.len() == 3)
            {
                let (mut chosen, scrambled) = (random.bytes(8_000), random.bytes(4_000));
                // The stored form keeps the words by which a thing is public: the same in both.
                chosen[0] = 1;
                let two = pair(
                    one,
                    Eyes::Public,
                    Choices::new(&chosen),
                    Choices::new(&scrambled),
                );
                for (records, data) in forms.iter_mut().zip([two.a, two.b]) {
                    records.push(record(&one.id, id, data));
                }
            }
        }
        Self::open(Some(&standard), forms)
    }

    /// The demo records with private things in them.
    pub(super) fn demo() -> Self {
        let forms = [
            hidden::records("zzalphasecret", "INDIGO-ORG-0001", ""),
            hidden::records("zzbetaothersecret", "INDIGO-ORG-0003", ""),
        ];
        Self::open(None, forms)
    }

    fn open(standard: Option<&Path>, forms: [Vec<Record>; 2]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            data: folder.path().join("data"),
            database: None,
            standard: standard.map(Path::to_owned),
            sandbox_password: Some("letmein".to_owned()),
        };
        fs::create_dir(&settings.data).unwrap();
        let registry = Arc::new(Registry::open(settings).unwrap());
        registry.add_sandbox("alpha", "Alpha").unwrap();
        let config = SiteConfig {
            base_url: Some("https://indigo.example.org".to_owned()),
            demo: false,
            ..SiteConfig::default()
        };
        let ids = forms[0]
            .iter()
            .map(|record| (record.key.record_type.clone(), record.key.id.clone()))
            .collect();
        Self {
            router: router(Arc::clone(&registry) as _, config),
            registry,
            ids,
            forms,
            folder,
        }
    }

    fn records(&self, form: Form) -> &[Record] {
        &self.forms[form as usize]
    }

    /// Takes in all records in one form, as one event.
    pub(super) fn import(&self, form: Form) {
        let file = self.folder.path().join("in.jsonl");
        let lines: Vec<String> = self
            .records(form)
            .iter()
            .map(|record| serde_json::to_string(record).unwrap())
            .collect();
        fs::write(&file, lines.join("\n")).unwrap();
        let summary = self
            .registry
            .import(&[file], &ImportOptions::default(), &mut |_| {})
            .unwrap();
        assert!(summary.accepted, "{:?}", summary.problems.first);
        self.registry.keep_quality_day().unwrap();
        if self.registry.release_list().unwrap().is_empty() {
            self.registry.create_release("2025-05", "", "Ada").unwrap();
        }
    }

    /// The names of the files of the release.
    pub(super) fn release_files(&self) -> Vec<String> {
        let release = self.registry.release("2025-05").unwrap();
        release.files.into_iter().map(|file| file.name).collect()
    }

    /// Puts one form in the place of the other in every second record, one by one, as people do.
    pub(super) fn decide(&self, form: Form) {
        for record in self.records(form).iter().skip(1).step_by(2) {
            self.put(record.key.clone(), record.data.clone());
        }
        self.registry.keep_quality_day().unwrap();
    }

    /// Changes something that is public.
    pub(super) fn publish_a_new_name(&self, record_type: &str, id: &str, name: &str) {
        let key = RecordKey::new(record_type, id);
        let mut data = self.registry.data_of(&key).unwrap().unwrap();
        data["name"]["value"] = json!(name);
        self.put(key, data);
    }

    /// When each public record changed last for the public, to the second.
    pub(super) fn updated(&self) -> Vec<String> {
        let catalogue = self.registry.catalogue().unwrap();
        let entries = catalogue.types.values().flatten();
        entries
            .map(|entry| format!("{} {}", entry.id, entry.updated))
            .collect()
    }

    fn put(&self, key: RecordKey, data: Value) {
        let proposal = Proposal {
            key,
            mode: Mode::Replace,
            base_version: None,
            data,
        };
        let edits = self.registry.propose("a", "b", &[proposal]).unwrap();
        let outcome = self
            .registry
            .decide("a", "b", &edits[0], &Decision::Approve)
            .unwrap();
        assert_eq!(outcome, Outcome::Done);
    }

    pub(super) async fn get(&self, address: &str) -> Answer {
        ask(&self.router, Method::GET, address, &[]).await
    }
}

fn record(record_type: &str, id: &str, data: Value) -> Record {
    Record {
        key: RecordKey::new(record_type, id),
        exists: true,
        data,
    }
}

/// The day that dates of now are of.
pub(super) fn today() -> u64 {
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH).unwrap();
    since.as_secs() / 86_400
}

/// Bytes that look like any others, the same for a seed.
struct Random(u64);

impl Random {
    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count)
            .map(|_| {
                self.0 = self
                    .0
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                self.0.to_be_bytes()[0]
            })
            .collect()
    }
}
