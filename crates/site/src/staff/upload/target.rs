//! What an upload is for: any record, the one of the page, or that of a proposal to be replaced.

use indigo_model::{Action, RecordKey, pointer};

use super::upload_href;
use crate::{
    error::SiteError,
    staff::{desk::Desk, fault::StaffFault},
};

/// What an upload is for.
pub(super) struct Target {
    /// The record, when it is for one.
    pub(super) key: Option<RecordKey>,
    /// What the record is called, as far as they may see it.
    pub(super) name: Option<String>,
    /// Whether everybody sees the record.
    pub(super) is_public: bool,
    /// Whether they may see all of it.
    pub(super) is_whole: bool,
    /// The proposal of theirs that is to be replaced.
    pub(super) replaces: Option<String>,
}

impl Target {
    /// From the address and the proposal that is named beside it; a record that they may not see
    /// is answered as if there were none.
    pub(super) fn of(desk: &Desk<'_>, replaces: Option<&str>) -> Result<Self, StaffFault> {
        let mut target = Self {
            key: None,
            name: None,
            is_public: false,
            is_whole: false,
            replaces: None,
        };
        if let Some(edit) = replaces.filter(|edit| !edit.is_empty()) {
            let summary = desk
                .registry
                .proposal(edit)?
                .map(|view| view.summary)
                .filter(|summary| summary.is_open && summary.proposer == desk.person().actor())
                .ok_or_else(StaffFault::not_found)?;
            target.see(desk, &summary.key)?;
            target.key = Some(summary.key);
            target.replaces = Some(edit.to_owned());
        } else if desk.asked.segment(0) == "records" {
            let key = RecordKey::new(desk.asked.segment(1), desk.asked.segment(2));
            if desk.site.standard().get(&key.record_type).is_none() || !target.see(desk, &key)? {
                return Err(StaffFault::not_found());
            }
            target.key = Some(key);
        }
        Ok(target)
    }

    /// Looks at the record; false when there is nothing of it that they may see.
    fn see(&mut self, desk: &Desk<'_>, key: &RecordKey) -> Result<bool, StaffFault> {
        if !desk.person().may(Action::Propose, Some(key)) {
            return Err(StaffFault::NotAllowed);
        }
        let Some(seen) = desk.registry.seen_by(desk.person(), key, None)? else {
            return Ok(false);
        };
        let public = desk.site.reader.record(&key.record_type, &key.id);
        self.is_public = public.map_err(SiteError::from)?.is_some();
        self.is_whole = seen.is_whole;
        self.name = desk
            .site
            .standard()
            .get(&key.record_type)
            .and_then(|one| pointer::text(&seen.data, &one.profile.name_pointer))
            .map(str::to_owned);
        Ok(true)
    }

    /// Where files for it are sent.
    pub(super) fn href(&self) -> String {
        match &self.key {
            Some(key) if self.replaces.is_none() => upload_href(key),
            _ => "/upload".to_owned(),
        }
    }
}
