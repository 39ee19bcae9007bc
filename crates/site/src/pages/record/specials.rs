//! The sections of a page that are made for the readers of its type.
//!
//! The only place that asks one type after another; each says nothing of a record of another type.

use super::{
    Page, assessment_resource,
    block::Special,
    figures, fund, joining_up_initiative,
    mentions::{RoleView, mentions, roles},
    organisation, pipeline, project, similar,
    view::Figure,
};
use crate::{error::SiteError, facts::sources::SourceBook};

/// What is made for the readers of a type.
pub(super) struct Specials {
    pub(super) specials: Vec<Special>,
    /// The figures at the top, what matters most first.
    pub(super) figures: Vec<Figure>,
    /// Where else the record is named, as far as no section says it.
    pub(super) roles: Vec<RoleView>,
}

pub(super) fn specials(page: &Page<'_>, book: &SourceBook) -> Result<Specials, SiteError> {
    let mentions = mentions(page)?;
    if let Some(told) = organisation::told(page, &mentions)? {
        return Ok(told);
    }
    if let Some(told) = fund::told(page, &mentions)? {
        return Ok(told);
    }
    let mut specials = project::specials(page, book)
        .or_else(|| pipeline::specials(page))
        .or_else(|| assessment_resource::specials(page))
        .or_else(|| joining_up_initiative::specials(page))
        .unwrap_or_default();
    let likeness = project::likeness(page)
        .or_else(|| pipeline::likeness(page))
        .or_else(|| assessment_resource::likeness(page));
    if let Some(likeness) = likeness {
        specials.extend(similar::special(page, &likeness));
    }
    Ok(Specials {
        specials,
        figures: figures::figures(page),
        roles: roles(page, &mentions),
    })
}
