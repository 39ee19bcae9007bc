//! What can be taken away of the records that an address of a list chooses.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};

use super::{details, selection::Selection};
use crate::{
    answer,
    error::SiteError,
    headers::open_to_all,
    request::Asked,
    site::App,
};

/// A file to take away.
pub(crate) struct TakeLink {
    pub(crate) title: &'static str,
    pub(crate) href: String,
}

/// The files that there are of a selection.
pub(super) fn links(selection: &Selection<'_>) -> Vec<TakeLink> {
    let spec = &selection.one.profile.list;
    let mut links = Vec::new();
    if spec.details.is_some() {
        links.push(TakeLink {
            title: "Rows as CSV",
            href: selection.list.beside("details.csv"),
        });
    }
    links
}

/// `GET /{list}/details.csv`: the rows of the records chosen, as the view of details shows them.
pub(crate) async fn details(State(site): State<App>, asked: Asked) -> Response {
    let _turn = site.builds.acquire().await;
    let mut response = answer::from(std::sync::Arc::clone(&site), asked, |site, asked| {
        let selection = Selection::of(site, asked)?;
        let details = &selection.one.profile.list.details;
        let spec = details.as_ref().ok_or(SiteError::NotFound)?;
        let text = details::csv(site, &selection, spec)?;
        let name = format!("{}-{}.csv", selection.one.profile.words.path, spec.name);
        let mut response = answer::kept(answer::typed("text/csv; charset=utf-8", text));
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
        }
        Ok(response)
    })
    .await;
    open_to_all(response.headers_mut());
    response
}
