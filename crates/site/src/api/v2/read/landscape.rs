//! `GET /api/v2/landscape`: the figures across projects, of any day and selection.

use axum::{extract::State, response::Response};

use super::{
    super::{answer, call::Caller, fault::ApiFault},
    asked::plain_parameters,
    faults::{Faults, nearest},
};
use crate::{
    error::{self, SiteError},
    pages::landscape::document,
    request::Asked,
    site::{App, Site},
};

/// The parameters, besides the filters of the list of projects.
const KNOWN: [&str; 4] = ["as_of", "compare", "about", "q"];

pub(in crate::api::v2) async fn get(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
) -> Response {
    answer::read(site, asked, caller, true, build).await
}

pub(super) fn build(site: &Site, asked: &Asked) -> answer::Done {
    let mut faults = Faults::default();
    plain_parameters(asked, &mut faults);
    let filters: Vec<&str> = site
        .standard()
        .get("project")
        .map(|one| &one.profile.list.filters)
        .into_iter()
        .flatten()
        .map(|filter| filter.name.as_str())
        .collect();
    for (name, _) in asked.parameters() {
        let known = KNOWN.into_iter().chain(filters.iter().copied());
        if !known.clone().any(|known| known == name) {
            faults.unknown(
                name,
                "parameter_unknown",
                "There is no such parameter.",
                nearest(name, known),
            );
        }
    }
    faults.finish()?;
    match document(site, asked) {
        Ok(value) => Ok(error::json(value.to_string())),
        Err(SiteError::Unclear { said }) => {
            let mut faults = Faults::default();
            faults.add("as_of", "value_not_known", said);
            faults.finish()?;
            Err(ApiFault::Broken("a fault was lost".to_owned()))
        }
        Err(SiteError::NotFound) => Err(ApiFault::NotFound(
            "There are no projects in this installation.".to_owned(),
        )),
        Err(error) => Err(ApiFault::Broken(error.to_string())),
    }
}
