//! `GET /api/v2/records/{type}/{id}?view=public`: a record as everybody sees it, joined to what it
//! names.

use axum::response::Response;

use super::{
    super::{answer, call::Caller, fault::ApiFault, record::plain},
    asked::{self as of_address, plain_parameters},
    body,
    faults::Faults,
    included::{Include, Included},
    sparse::Picks,
    view::{record_at, type_of},
};
use crate::{
    error::json,
    meant::nearest,
    request::Asked,
    site::{App, Site},
};

/// Whether this is asked for, and not the record as writers need it.
pub(in crate::api::v2) fn is_asked(asked: &Asked) -> bool {
    asked
        .parameters()
        .iter()
        .any(|(name, value)| name == "view" && value == "public")
}

pub(in crate::api::v2) async fn get(site: App, asked: Asked, caller: Caller) -> Response {
    answer::read(site, asked, caller, false, build).await
}

pub(super) fn build(site: &Site, asked: &Asked) -> answer::Done {
    let one = type_of(site, asked.segment(3))?;
    let fields = site.reading.fields(one);
    let mut faults = Faults::default();
    plain_parameters(asked, &mut faults);
    let (mut picks, mut include, mut day) = (None, Include::default(), None);
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in asked.parameters() {
        if seen.contains(&name.as_str()) {
            faults.add(name, "parameter_twice", "The parameter is there twice.");
        }
        seen.push(name);
        match name.as_str() {
            "view" => {}
            "as_of" => day = of_address::day(name, value, &mut faults),
            "fields" => picks = Some(Picks::read(one, &fields, value, &mut faults)),
            "include" => include = Include::read(one, site, value, false, &mut faults),
            _ => faults.unknown(
                name,
                "parameter_unknown",
                "There is no such parameter. There are: view, fields, include, as_of.",
                nearest(name, ["fields", "include", "as_of"].into_iter()),
            ),
        }
    }
    faults.finish()?;
    let missing = || ApiFault::NotFound("There is no such public record.".to_owned());
    let id = plain(asked.segment(4)).ok_or_else(missing)?;
    let record = record_at(site, &one.id, id, day.as_ref())?.ok_or_else(missing)?;
    let mut out = String::new();
    body::record(&mut out, one, &record, picks.as_ref(), include.provenance);
    if !include.types.is_empty() {
        let mut included = Included::default();
        included.add(site, one, &include, &record.data(), day.as_ref())?;
        out.pop();
        out.push_str(", \"included\": ");
        included.write(&mut out);
        out.push('}');
    }
    Ok(json(out))
}
