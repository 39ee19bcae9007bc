//! The addresses of the system before this one: pages move, downloads stay.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    answer, downloads,
    error::SiteError,
    frame::{list_href, record_href},
    request::Asked,
    site::App,
    workbooks,
};

/// 301, as the old system answered; some programs know no other.
fn moved(to: &str) -> Response {
    (
        StatusCode::MOVED_PERMANENTLY,
        [(header::LOCATION, to.to_owned())],
    )
        .into_response()
}

/// `GET /app` and `/app/`.
pub(crate) async fn home() -> Response {
    moved("/")
}

/// `GET /data/dictionary`.
pub(crate) async fn dictionary() -> Response {
    moved("/data#dictionary")
}

/// `GET /app/{name}`: a list that moved, or a download.
pub(crate) async fn list_or_download(
    State(site): State<App>,
    headers: HeaderMap,
    asked: Asked,
) -> Response {
    let name = asked.segment(1);
    if let Some(one) = site.standard().get(name) {
        return moved(&list_href(one));
    }
    if name == "project_download_data_quality_report" {
        return answer::from(site, asked, |site, _| workbooks::first_quality(site)).await;
    }
    if name.ends_with("_download_blank_form") {
        return answer::from(site, asked, |site, asked| {
            workbooks::first_blank(site, asked.segment(1)).unwrap_or(Err(SiteError::NotFound))
        })
        .await;
    }
    downloads::given(site, asked, &headers).await
}

/// `GET /app/{type}/{id}`: a record that moved. Whether there is one is said at its new address.
pub(crate) async fn record(State(site): State<App>, asked: Asked) -> Response {
    let id = asked.segment(2);
    match site.standard().get(asked.segment(1)) {
        Some(one) if !id.is_empty() => moved(&record_href(one, id)),
        _ => answer::from(site, asked, |_, _| Err(SiteError::NotFound)).await,
    }
}

/// `GET /app/{type}/{id}/download_form`.
pub(crate) async fn form(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, workbooks::first_filled).await
}
