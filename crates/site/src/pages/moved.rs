//! Where the address of a merged record leads.

use axum::{
    http::{StatusCode, header},
    response::IntoResponse,
};
use indigo_standard::TypeStandard;

use crate::{answer::Built, error::SiteError, frame::record_href, site::Site};

/// The answer for a record that is not public: to the one that stands in its place, if it was
/// merged into one that is public; else that there is none.
pub(crate) fn kept_instead(site: &Site, one: &TypeStandard, id: &str, below: &str) -> Built {
    let kept = site.reader.redirect(&one.id, id)?;
    let place = kept.and_then(|kept| {
        let one = site.standard().get(&kept.record_type)?;
        Some(record_href(one, &kept.id))
    });
    match place {
        // Not kept: a kept answer has the status 200.
        Some(place) => Ok((
            StatusCode::MOVED_PERMANENTLY,
            [(header::LOCATION, format!("{place}{below}"))],
        )
            .into_response()),
        None => Err(SiteError::NoRecord {
            record_type: one.id.clone(),
            id: id.to_owned(),
        }),
    }
}
