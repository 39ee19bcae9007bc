//! What the checks would say of a record if a proposal were accepted, and do not say now.

use indigo_registry::{Finding, FindingSeverity, Origin, Written, record_findings};

use crate::{
    error::SiteError,
    staff::{desk::Desk, fault::StaffFault, remark::Remark},
};

/// Findings that are shown; more would not be read.
const MOST: usize = 20;

/// What the checks would say anew, errors first; nothing when what is proposed cannot be told.
pub(super) fn remarks(desk: &Desk<'_>, edit: &str) -> Result<Vec<Remark>, StaffFault> {
    let Some((seen, data)) = desk.registry.written_in(desk.person(), edit)? else {
        return Ok(Vec::new());
    };
    let Some(one) = desk.site.standard().get(&seen.key.record_type) else {
        return Ok(Vec::new());
    };
    let (now, then) = if seen.version == 0 {
        (None, data)
    } else {
        let written = Written {
            key: seen.key.clone(),
            base_version: seen.version,
            data,
            comment: String::new(),
            source: String::new(),
            origin: Origin::Form,
            supersedes: None,
        };
        let (now, then) = desk
            .registry
            .carried_over(desk.person(), &written, &|_| false)?;
        (Some(now.data), then)
    };
    let findings = |data| {
        record_findings(desk.site.reader.as_ref(), one, &seen.key.id, data, true)
            .map_err(SiteError::from)
    };
    let before = match &now {
        Some(now) => findings(now)?,
        None => Vec::new(),
    };
    let is_new = |found: &Finding| {
        !before
            .iter()
            .any(|one| one.check == found.check && one.message == found.message)
    };
    let mut found: Vec<Finding> = findings(&then)?
        .into_iter()
        .filter(|found| found.severity != FindingSeverity::Hint && is_new(found))
        .collect();
    found.sort_by_key(|found| found.severity != FindingSeverity::Error);
    found.truncate(MOST);
    Ok(found.into_iter().map(Remark::from).collect())
}
