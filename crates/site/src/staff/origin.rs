//! Whether a form was sent from a page of this site, as far as the browser says.

use axum::http::{HeaderMap, header};

use crate::site::Site;

/// Where browsers say how the page that sends relates to us.
const FETCH_SITE: &str = "sec-fetch-site";

/// Whether nothing says that another site sent it. Old browsers say nothing; the token in the form
/// is asked for in any case.
pub(crate) fn is_ours(site: &Site, headers: &HeaderMap) -> bool {
    let text = |value: &axum::http::HeaderValue| value.to_str().map(str::to_owned).ok();
    if let Some(from) = headers.get(FETCH_SITE)
        && text(from).as_deref() != Some("same-origin")
    {
        return false;
    }
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let Some(origin) = text(origin) else {
        return false;
    };
    if site
        .config
        .base_url
        .as_deref()
        .is_some_and(|base| base.eq_ignore_ascii_case(&origin))
    {
        return true;
    }
    let host = headers.get(header::HOST).and_then(text);
    let asked = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    host.is_some_and(|host| asked.is_some_and(|asked| asked.eq_ignore_ascii_case(&host)))
}

/// Whether the browser says that a page of ours sent it: silence is not enough.
///
/// Without the token of a session there is nothing else to tell a form of ours from one that
/// another site has filled in.
pub(crate) fn is_surely_ours(site: &Site, headers: &HeaderMap) -> bool {
    let says_something = headers.contains_key(FETCH_SITE) || headers.contains_key(header::ORIGIN);
    says_something && is_ours(site, headers)
}
