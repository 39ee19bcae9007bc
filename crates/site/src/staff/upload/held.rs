//! What was uploaded and is not proposed yet: kept in memory, for a while, for whoever sent it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use indigo_registry::{UploadedChange, Uploads};

use crate::error::request_id;

/// How long an upload is kept.
pub(crate) const KEPT_MINUTES: u64 = 30;
/// Uploads of one person that are kept; an older one makes room.
const MOST_OF_ONE: usize = 10;
/// Bytes of all uploads that are kept, about.
const MOST_BYTES: usize = 64 << 20;
/// Findings that are kept of an upload; all are counted.
const MOST_FINDINGS: usize = 1_000;

/// An upload as its sender goes on with it.
pub(super) struct Upload {
    pub(super) uploads: Uploads,
    /// Why, in the words of the sender.
    pub(super) comment: String,
    /// Where they have it from.
    pub(super) source: String,
    /// The proposal of theirs that this is to stand in the place of.
    pub(super) replaces: Option<String>,
    /// Where another file can be sent.
    pub(super) place: String,
    /// For each workbook the proposal that it has become.
    pub(super) proposed: Vec<Option<String>>,
}

struct Entry {
    name: String,
    actor: String,
    since: Instant,
    size_bytes: usize,
    upload: Arc<Mutex<Upload>>,
}

/// All uploads that are kept.
#[derive(Default)]
pub(crate) struct Held(Mutex<VecDeque<Entry>>);

impl Held {
    /// Keeps an upload; gives the name that its sender finds it by.
    pub(super) fn put(&self, actor: &str, mut upload: Upload) -> String {
        // What would change is in the items, as the sender may see it.
        upload.uploads.report.records = Vec::new();
        upload.uploads.report.findings.truncate(MOST_FINDINGS);
        let size_bytes = size(&upload);
        let name = request_id();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        forget_old(&mut all);
        let is_theirs = |entry: &Entry| entry.actor == actor;
        while all.iter().filter(|entry| is_theirs(entry)).count() >= MOST_OF_ONE {
            if let Some(oldest) = all.iter().position(is_theirs) {
                all.remove(oldest);
            }
        }
        let held = |all: &VecDeque<Entry>| all.iter().map(|entry| entry.size_bytes).sum::<usize>();
        while !all.is_empty() && held(&all) + size_bytes > MOST_BYTES {
            all.pop_front();
        }
        all.push_back(Entry {
            name: name.clone(),
            actor: actor.to_owned(),
            since: Instant::now(),
            size_bytes,
            upload: Arc::new(Mutex::new(upload)),
        });
        name
    }

    /// Somebody's upload, when it is still kept.
    pub(super) fn find(&self, actor: &str, name: &str) -> Option<Arc<Mutex<Upload>>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        forget_old(&mut all);
        let found = all
            .iter()
            .find(|entry| entry.name == name && entry.actor == actor)?;
        Some(Arc::clone(&found.upload))
    }
}

fn forget_old(all: &mut VecDeque<Entry>) {
    let most = Duration::from_secs(KEPT_MINUTES * 60);
    while all
        .front()
        .is_some_and(|oldest| oldest.since.elapsed() > most)
    {
        all.pop_front();
    }
}

/// About how much memory an upload takes: each value stands in it a few times.
fn size(upload: &Upload) -> usize {
    const OF_A_FINDING: usize = 1_000;
    const OF_AN_ITEM: usize = 400;
    let of_change = |change: &UploadedChange| {
        4 * change.data.to_string().len() + OF_AN_ITEM * change.items.len()
    };
    let changes = upload
        .uploads
        .workbooks
        .iter()
        .filter_map(|one| one.change.as_ref());
    changes.map(of_change).sum::<usize>() + OF_A_FINDING * upload.uploads.report.findings.len()
}

#[cfg(test)]
mod tests {
    use indigo_registry::CheckReport;

    use super::*;

    fn upload(comment: &str) -> Upload {
        Upload {
            uploads: Uploads {
                workbooks: Vec::new(),
                report: CheckReport::default(),
            },
            comment: comment.to_owned(),
            source: String::new(),
            replaces: None,
            place: "/upload".to_owned(),
            proposed: Vec::new(),
        }
    }

    #[test]
    fn uploads_are_found_by_their_sender_alone_and_the_oldest_make_room() {
        let held = Held::default();
        let first = held.put("user:ada", upload("first"));
        let other = held.put("user:max", upload("other"));
        let found = held.find("user:ada", &first).unwrap();
        assert_eq!(found.lock().unwrap().comment, "first");
        assert!(held.find("user:max", &first).is_none());
        assert!(held.find("user:ada", "unknown").is_none());
        for number in 0..MOST_OF_ONE {
            held.put("user:ada", upload(&number.to_string()));
        }
        assert!(held.find("user:ada", &first).is_none());
        assert!(held.find("user:max", &other).is_some());
        assert_eq!(held.0.lock().unwrap().len(), MOST_OF_ONE + 1);
    }
}
