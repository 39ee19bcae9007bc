//! The other records as a check sees them: those that are public, and those that came along.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use indigo_model::RecordKey;
use indigo_quality::{KnownRecord, LinkedProject, World};

use crate::{Catalogue, Reader};

/// Public records through a reader, and records of the files that are checked.
pub(crate) struct PublishedWorld<'a> {
    published: Option<(&'a dyn Reader, Arc<Catalogue>)>,
    uploaded: HashMap<String, HashSet<String>>,
}

impl<'a> PublishedWorld<'a> {
    pub(crate) fn new(published: Option<(&'a dyn Reader, Arc<Catalogue>)>) -> Self {
        Self {
            published,
            uploaded: HashMap::new(),
        }
    }

    /// Takes in that a record is among the files.
    pub(crate) fn add(&mut self, key: &RecordKey) {
        let ids = self.uploaded.entry(key.record_type.clone()).or_default();
        ids.insert(key.id.clone());
    }
}

impl World for PublishedWorld<'_> {
    fn knows(&self, _: &str) -> bool {
        self.published.is_some()
    }

    fn record(&self, record_type: &str, id: &str) -> Option<KnownRecord> {
        let (_, catalogue) = self.published.as_ref()?;
        if let Some(entry) = catalogue.entry(record_type, id) {
            return Some(KnownRecord {
                name: Some(entry.card.name.clone()),
                public: true,
            });
        }
        let came_along = self.uploaded.get(record_type)?.contains(id);
        came_along.then_some(KnownRecord {
            name: None,
            public: true,
        })
    }

    fn projects_of_fund(&self, fund: &str) -> Option<Vec<LinkedProject>> {
        // Projects that come along may change which fund they name, and what it sums up.
        if self.uploaded.contains_key("project") {
            return None;
        }
        let (reader, _) = self.published.as_ref()?;
        let mut projects: Vec<LinkedProject> = Vec::new();
        // What cannot be read now is not known.
        for mention in reader.mentions("fund", fund).ok()? {
            let is_known = projects.iter().any(|known| known.id == mention.id);
            if mention.record_type == "project" && !is_known {
                let record = reader.record("project", &mention.id).ok()??;
                projects.push(LinkedProject::read(&record.id, &record.data()));
            }
        }
        Some(projects)
    }
}
