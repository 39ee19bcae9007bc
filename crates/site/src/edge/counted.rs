//! Who is counted for what has to be made for them: whoever asks the API without a token, and
//! whoever reads pages.

use std::net::IpAddr;

use axum::{extract::Request, response::Response};

use crate::{
    api::v2::{self, neighbourhood},
    pages::too_many,
    request::Asked,
    site::Site,
    staff::visit::Visit,
};

/// Files and short answers that everybody needs, and that cost nothing to give.
const CHEAP: [&str; 7] = [
    "/assets/",
    "/favicon.ico",
    "/favicon.svg",
    "/healthz",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemaps/",
];
/// The first API: a record of it is looked up, not made, and its programs know of no limit.
const FIRST_API: &str = "/app/api1/";

/// Counts a request for something that is not kept, and not somebody's own: how many are left where
/// that is said, or the answer when there were too many.
pub(super) fn count(site: &Site, request: &Request) -> Result<Option<u32>, Box<Response>> {
    let path = request.uri().path();
    if is_cheap(path) {
        return Ok(None);
    }
    let behind_proxy = site.config.behind_proxy;
    let visit = Visit::of(request.extensions(), request.headers(), behind_proxy);
    if v2::is_place(path) {
        return v2::count(site, &visit, request.uri());
    }
    // Who is on this machine runs it, or is a proxy that does not say for whom it asks: then all
    // readers together would be taken for one.
    match visit.address.parse::<IpAddr>() {
        Ok(address) if !address.is_loopback() => {}
        _ => return Ok(None),
    }
    let taken = site.readers.take(&neighbourhood(&visit.address), 1);
    taken.map(|_| None).map_err(|seconds| {
        let asked = Asked::of(request.uri(), request.headers());
        Box::new(too_many::answer(site, &asked, seconds))
    })
}

fn is_cheap(path: &str) -> bool {
    if let Some(of_first_api) = path.strip_prefix(FIRST_API) {
        return of_first_api.contains('/');
    }
    CHEAP.iter().any(|cheap| match cheap.ends_with('/') {
        true => path.starts_with(cheap),
        false => path == *cheap,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_nothing_is_not_counted() {
        for (path, expected) in [
            ("/healthz", true),
            ("/healthz/more", false),
            ("/assets/site.css", true),
            ("/sitemaps/1.xml", true),
            ("/app/api1/project/INDIGO-POJ-0001", true),
            ("/app/api1/project", false),
            ("/projects", false),
            ("/", false),
        ] {
            assert_eq!(is_cheap(path), expected, "{path}");
        }
    }
}
