//! `GET /robots.txt`: search engines are welcome, but not to every combination of filters.

use axum::{extract::State, response::Response};

use crate::{answer, site::App};

pub(crate) async fn get(State(site): State<App>) -> Response {
    let mut text =
        "User-agent: *\nDisallow: /*?\nDisallow: /search\nDisallow: /suggestions\n".to_owned();
    if let Some(base) = &site.config.base_url {
        text.push_str(&format!("\nSitemap: {base}/sitemap.xml\n"));
    }
    answer::kept(answer::typed("text/plain; charset=utf-8", text))
}
