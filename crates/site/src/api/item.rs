//! `GET /app/api1/{type}/{id}`: one public record.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};

use indigo_publish::envelope;

use crate::{
    answer::{self, Built},
    error::{SiteError, json},
    headers::open_to_all,
    request::Asked,
    site::{App, Site},
};

/// The one parameter of the API.
const PASSWORD: &str = "sandbox_data_password";

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
    let id = asked.segment(3);
    let missing = || SiteError::NoRecord {
        record_type: one.id.clone(),
        id: id.to_owned(),
    };
    let record = site.reader.record(&one.id, id)?.ok_or_else(missing)?;
    let password = asked
        .parameters()
        .iter()
        .find(|(name, _)| name == PASSWORD)
        .map(|(_, password)| password.as_str());
    let sandboxes = match password {
        Some(password) if one.profile.publication.sandboxes && !password.is_empty() => {
            site.reader.sandboxes(&one.id, id, password)?
        }
        _ => None,
    };
    let body = envelope::item(
        &one.profile.words.one,
        &record.id,
        &record.api_text,
        &record.flags,
        sandboxes.as_deref(),
    );
    if password.is_some() {
        // Neither kept here nor anywhere on the way, whether the password was right or not.
        let mut response = json(body);
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return Ok(response);
    }
    Ok(answer::kept(json(body)))
}
