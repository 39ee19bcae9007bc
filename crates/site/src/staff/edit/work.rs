//! A record in the hands of its writer: what they began on, and what they have made of it.

use indigo_model::{Action, Object, RecordKey, Value};
use indigo_registry::{DraftAbout, Seen, Written};
use indigo_standard::TypeStandard;

use crate::{
    layout::{Body, Table},
    staff::{desk::Desk, fault::StaffFault},
};

/// What the id of a draft for a new record begins with, until it gets a real one.
const NEW: &str = "new-";

/// Whether a draft is for a new record.
pub(super) fn is_new(key: &RecordKey) -> bool {
    key.id.starts_with(NEW)
}

/// A key for the draft of a new record.
pub(crate) fn new_key(record_type: &str, name: &str) -> RecordKey {
    RecordKey::new(record_type, format!("{NEW}{name}"))
}

/// A record in the hands of its writer.
pub(super) struct Work<'a> {
    pub(super) one: &'a TypeStandard,
    pub(super) key: RecordKey,
    /// What they began on.
    pub(super) seen: Seen,
    /// Whether somebody else has changed what they may see of the record since.
    is_overtaken: bool,
    /// The record as they would have it.
    pub(super) data: Value,
    pub(super) about: DraftAbout,
    /// The revision of the draft; nothing when there is none.
    pub(super) stamp: String,
    /// When it was last saved.
    pub(super) saved: String,
}

impl<'a> Work<'a> {
    /// The record that the address names: the draft, or what they may see of it.
    pub(super) fn open(desk: &Desk<'a>) -> Result<Self, StaffFault> {
        let key = RecordKey::new(desk.asked.segment(1), desk.asked.segment(2));
        let one = desk
            .site
            .standard()
            .get(&key.record_type)
            .ok_or_else(StaffFault::not_found)?;
        let action = if is_new(&key) {
            Action::CreateRecord
        } else {
            Action::Propose
        };
        if !desk.person().may(action, Some(&key)) {
            return Err(StaffFault::NotAllowed);
        }
        let draft = desk.registry.draft(&desk.person().actor(), &key)?;
        let began_on = draft.as_ref().map(|draft| draft.base_version);
        let seen = if is_new(&key) {
            nothing(&key)
        } else {
            let supersedes = draft.as_ref().and_then(|one| one.about.supersedes.as_ref());
            let found = desk.registry.seen_by(desk.person(), &key, began_on)?;
            match (found, supersedes) {
                (Some(seen), _) => seen,
                // A record that is only proposed so far is the proposer's to see.
                (None, Some(edit)) if began_on == Some(0) => desk
                    .registry
                    .written_in(desk.person(), edit)?
                    .map(|(seen, _)| seen)
                    .ok_or_else(StaffFault::not_found)?,
                (None, _) => return Err(StaffFault::not_found()),
            }
        };
        let now = if is_new(&key) || draft.is_none() {
            None
        } else {
            desk.registry.seen_by(desk.person(), &key, None)?
        };
        // Who sees a part is told of changes of that part only.
        let is_overtaken = now.is_some_and(|now| {
            now.version > seen.version && (seen.is_whole || now.data != seen.data)
        });
        let (data, about, stamp, saved) = match draft {
            Some(draft) => (draft.data, draft.about, draft.revision, draft.updated),
            None => (
                seen.data.clone(),
                DraftAbout::default(),
                String::new(),
                String::new(),
            ),
        };
        Ok(Self {
            one,
            key,
            seen,
            is_overtaken,
            data,
            about,
            stamp,
            saved,
        })
    }

    pub(super) fn is_new(&self) -> bool {
        is_new(&self.key)
    }

    /// Whether somebody else has changed the record since it was begun.
    pub(super) fn is_overtaken(&self) -> bool {
        self.is_overtaken
    }

    /// Keeps the draft; gives its revision.
    pub(super) fn keep(&self, desk: &Desk<'_>) -> Result<String, StaffFault> {
        let actor = desk.person().actor();
        desk.registry.save_draft(
            &actor,
            &self.key,
            Some(self.seen.version),
            &self.data,
            &self.about,
        )?;
        let draft = desk.registry.draft(&actor, &self.key)?;
        Ok(draft.map_or_else(String::new, |draft| draft.revision))
    }

    /// What is to be proposed.
    pub(super) fn written(&self) -> Written {
        let mut key = self.key.clone();
        if self.is_new() {
            key.id.clear();
        }
        Written {
            key,
            base_version: self.seen.version,
            data: self.data.clone(),
            comment: self.about.comment.clone(),
            source: self.about.source.clone(),
            origin: self.about.origin,
            supersedes: self.about.supersedes.clone(),
        }
    }

    /// The layout of a list, by its pointer.
    pub(super) fn table(&self, desk: &Desk<'a>, list: &str) -> Option<&'a Table> {
        let layout = desk.site.layout(&self.one.id)?;
        let section = layout.sections.iter().find(|one| one.pointer == list)?;
        match &section.body {
            Body::Rows(table) => Some(table),
            Body::Facts(_) => None,
        }
    }

    /// What to call the record.
    pub(super) fn name(&self) -> String {
        let words = &self.one.profile.words;
        match self.one.name_of(&self.data) {
            Some(name) => name.to_owned(),
            None if self.is_new() => format!("New {}", words.title.to_lowercase()),
            None => self.key.id.clone(),
        }
    }
}

fn nothing(key: &RecordKey) -> Seen {
    Seen {
        key: key.clone(),
        version: 0,
        exists: false,
        is_whole: true,
        data: Value::Object(Object::new()),
    }
}
