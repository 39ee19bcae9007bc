//! `GET /api/v2/landscape`: the figures across records, of any day and selection.

use axum::{extract::State, response::Response};

use super::{
    super::{answer, call::Caller, fault::ApiFault},
    asked::{self as of_address, plain_parameters},
    closed,
    faults::Faults,
};
use crate::{
    error::{self, SiteError},
    meant::nearest,
    pages::landscape::{document, of_type},
    request::Asked,
    site::{App, Site},
};

/// The parameters, besides the filters of the list.
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
    let one = of_type(site).ok_or_else(nothing)?;
    let specs = &one.profile.list.filters;
    let filters: Vec<&str> = specs.iter().map(|filter| filter.name.as_str()).collect();
    let mut chosen: Vec<Vec<String>> = vec![Vec::new(); filters.len()];
    let mut day = None;
    for (name, value) in asked.parameters() {
        match name.as_str() {
            "as_of" => day = of_address::day(name, value, &mut faults),
            "compare" => {
                of_address::day(name, value, &mut faults);
            }
            _ => {}
        }
        let value = value.trim();
        if let Some(place) = filters.iter().position(|filter| filter == name)
            && !value.is_empty()
        {
            chosen[place].push(value.to_owned());
        }
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
    // As on the page, a value counts as it is written.
    let mut faults = Faults::default();
    let index = site.index_at(day.as_ref())?;
    closed::of_filters(
        one,
        index.of_type(&one.id),
        &chosen,
        |a, b| a == b,
        &mut faults,
    );
    faults.finish()?;
    match document(site, asked) {
        Ok(value) => Ok(error::json(value.to_string())),
        Err(SiteError::Unclear { said }) => {
            let mut faults = Faults::default();
            faults.add("as_of", "value_not_known", said);
            faults.finish()?;
            Err(ApiFault::Broken("a fault was lost".to_owned()))
        }
        Err(SiteError::NotFound) => Err(nothing()),
        Err(error) => Err(ApiFault::Broken(error.to_string())),
    }
}

fn nothing() -> ApiFault {
    ApiFault::NotFound("There are no projects in this installation.".to_owned())
}
