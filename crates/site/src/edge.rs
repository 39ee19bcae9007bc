//! The outermost layer: kept answers, `ETag` and 304, `HEAD`, security headers.
//!
//! Only an answer that its handler marked with [`Keep`] is kept; so an error, a download or sandbox
//! data can never be.

mod counted;

use std::{
    hash::{DefaultHasher, Hasher},
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    body::{Body, HttpBody as _, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use bytes::Bytes;

use crate::{
    api,
    cache::{Encoding, Entry, Key},
    headers::secure,
    site::{App, Site},
    staff,
};

/// What the parameter with a secret is called, in part; however it is written.
const PASSWORD: &str = "password";

/// Mark of an answer that depends on nothing but the address and the ledger position.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keep;

/// Answers from the cache, or asks the routes and keeps what they say may be kept.
pub(crate) async fn edge(State(site): State<App>, mut request: Request, next: Next) -> Response {
    let head = request.method() == Method::HEAD;
    if head {
        // The routes answer as to GET; the body is left out here.
        *request.method_mut() = Method::GET;
    }
    if request.method() != Method::GET {
        let mut response = next.run(request).await;
        secure(response.headers_mut());
        return response;
    }
    let is_of_api = api::v2::is_place(request.uri().path());
    let is_own = staff::is_place(request.uri().path())
        || (is_of_api && api::v2::has_token(request.headers()));
    if is_own
        || (is_of_api && api::v2::wants_lines(request.headers()))
        || request
            .uri()
            .query()
            .is_some_and(|query| query.contains(PASSWORD))
    {
        // Neither looked up nor kept: it is somebody's own, depends on more than the address, or has
        // a password in its address, which must not lie in the cache's keys.
        let mut response = worked_out(&site, is_own, request, next).await;
        secure(response.headers_mut());
        if head {
            leave_body_out(&mut response);
        }
        return response;
    }
    let encoding = Encoding::accepted(request.headers());
    let key = Key {
        encoding,
        target: request
            .uri()
            .path_and_query()
            .map_or_else(String::new, ToString::to_string),
    };
    // Asked before anything is rendered: what is rendered is of this position or a newer one.
    let position = site.positions.newest().await.map(of_today);
    if let Some(entry) = position.and_then(|newest| site.cache.get(&key, newest)) {
        return entry.answer(request.headers(), head);
    }
    request
        .headers_mut()
        .insert(header::ACCEPT_ENCODING, encoding.header());
    let asked = request.headers().clone();
    // What is kept is given away for nothing; all else is counted.
    let (response, left) = match counted::count(&site, &request) {
        Ok(left) => (next.run(request).await, left),
        Err(refused) => (*refused, None),
    };
    let is_own = response.headers().contains_key(header::SET_COOKIE)
        || response.extensions().get::<staff::page::Own>().is_some();
    if response.extensions().get::<Keep>().is_some() && !is_own {
        match entry(response, position.unwrap_or_default()).await {
            Ok(entry) => {
                let entry = Arc::new(entry);
                let mut answer = entry.answer(&asked, head);
                say(&site, &mut answer, left);
                keep(&site, key, position, entry);
                answer
            }
            Err(mut response) => {
                secure(response.headers_mut());
                response
            }
        }
    } else {
        let mut response = response;
        say(&site, &mut response, left);
        secure(response.headers_mut());
        if head {
            leave_body_out(&mut response);
        }
        response
    }
}

/// Asks the routes for what is not kept, unless too much was asked for.
async fn worked_out(site: &Site, is_own: bool, request: Request, next: Next) -> Response {
    // What is somebody's own is counted elsewhere.
    let counted = match is_own {
        true => Ok(None),
        false => counted::count(site, &request),
    };
    match counted {
        Err(refused) => *refused,
        Ok(left) => {
            let mut response = next.run(request).await;
            say(site, &mut response, left);
            response
        }
    }
}

/// Says how many answers are left to somebody; never in what is kept for others.
fn say(site: &Site, response: &mut Response, left: Option<u32>) {
    if let Some(left) = left {
        site.visitors.say(response.headers_mut(), left);
    }
}

/// The position with the day: what a page says of a date that has passed changes with both.
fn of_today(position: i64) -> i64 {
    const DAY_S: u64 = 86_400;
    const DAYS: i64 = 1 << 20;
    let day = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() / DAY_S);
    position
        .wrapping_mul(DAYS)
        .wrapping_add(i64::try_from(day).unwrap_or_default() % DAYS)
}

/// Takes the body off and says how long it would have been, as far as that is known.
fn leave_body_out(response: &mut Response) {
    let length = response.body().size_hint().exact();
    if let Some(length) = length
        && !response.headers().contains_key(header::CONTENT_LENGTH)
    {
        response
            .headers_mut()
            .insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    *response.body_mut() = Body::empty();
}

fn keep(site: &Site, key: Key, position: Option<i64>, entry: Arc<Entry>) {
    if position.is_some() {
        site.cache.insert(key, entry);
    }
}

/// The whole answer as an entry, with all its headers.
async fn entry(response: Response, position: i64) -> Result<Entry, Response> {
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        let mut broken = Response::new(Body::empty());
        *broken.status_mut() = axum::http::StatusCode::INTERNAL_SERVER_ERROR;
        return Err(broken);
    };
    secure(&mut parts.headers);
    parts.headers.insert(header::ETAG, etag(&body));
    let depends_on_token = parts
        .headers
        .get_all(header::VARY)
        .iter()
        .any(|vary| vary == "Authorization");
    parts.headers.insert(
        header::VARY,
        HeaderValue::from_static(match depends_on_token {
            true => "Accept, Accept-Encoding, Authorization",
            false => "Accept-Encoding",
        }),
    );
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    Ok(Entry::new(position, parts.headers, body))
}

/// A weak tag: it says that two bodies are the same for a reader, and it is quick to make.
fn etag(body: &Bytes) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    hasher.write(body);
    HeaderValue::from_str(&format!("W/\"{:x}-{:x}\"", body.len(), hasher.finish()))
        .unwrap_or_else(|_| HeaderValue::from_static("W/\"0\""))
}
