//! `GET /app/api1/{type}`: every record of a type that was ever named, with whether it is public.

use axum::{extract::State, response::Response};

use indigo_publish::envelope;

use crate::{
    answer::{self, Built},
    error::{SiteError, json},
    headers::open_to_all,
    request::Asked,
    site::{App, Site},
};

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    let mut response = answer::from(site, asked, build).await;
    open_to_all(response.headers_mut());
    response
}

fn build(site: &Site, asked: &Asked) -> Built {
    let one = site
        .standard()
        .get(asked.segment(2))
        .ok_or(SiteError::NotFound)?;
    let ids = site.reader.ids(&one.id)?;
    Ok(answer::kept(json(envelope::list(one.plural(), &ids))))
}
