//! From a handler's work to an answer.

use std::sync::Arc;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::Value;

use super::{
    call::{Call, Caller},
    fault::ApiFault,
};
use crate::{
    answer,
    error::json,
    headers::open_to_all,
    request::Asked,
    site::{App, Site},
    staff::page,
};

/// What a handler gives: a response, or why there is none.
pub(super) type Done = Result<Response, ApiFault>;

/// Runs a handler's work off the async threads.
pub(super) async fn from(
    site: App,
    asked: Asked,
    caller: Caller,
    work: impl FnOnce(&Call<'_>) -> Done + Send + 'static,
) -> Response {
    let is_for_all = caller.person.is_none();
    let worker = (Arc::clone(&site), asked.clone());
    let done = tokio::task::spawn_blocking(move || {
        let (site, asked) = worker;
        let registry = site.staff.as_deref().ok_or_else(nothing)?;
        work(&Call {
            site: &site,
            registry,
            asked: &asked,
            caller: &caller,
        })
    });
    let response = match done.await {
        Ok(Ok(response)) => response,
        Ok(Err(fault)) => fault.answer(Some(&asked)),
        Err(_) => ApiFault::Broken("the work stopped half way".to_owned()).answer(Some(&asked)),
    };
    if is_for_all {
        open(response)
    } else {
        closed(response)
    }
}

/// Runs the work of a handler that only reads what is public; what it gives is kept for everybody
/// who asks without a token.
pub(super) async fn read(
    site: App,
    asked: Asked,
    caller: Caller,
    is_heavy: bool,
    work: impl FnOnce(&Site, &Asked) -> Done + Send + 'static,
) -> Response {
    let is_for_all = caller.is_nobody();
    let turns = Arc::clone(&site);
    let turn = match is_heavy {
        true => turns.api_turns.acquire().await.ok(),
        false => None,
    };
    let worker = asked.clone();
    let done = tokio::task::spawn_blocking(move || work(&site, &worker)).await;
    drop(turn);
    let response = match done {
        Ok(Ok(response)) => answer::kept(response),
        Ok(Err(fault)) => fault.answer(Some(&asked)),
        Err(_) => ApiFault::Broken("the work stopped half way".to_owned()).answer(Some(&asked)),
    };
    if is_for_all {
        open(response)
    } else {
        closed(response)
    }
}

/// As [`from`], for what takes long: a few at a time, so that threads are left to readers.
pub(super) async fn in_turn(
    site: App,
    asked: Asked,
    caller: Caller,
    work: impl FnOnce(&Call<'_>) -> Done + Send + 'static,
) -> Response {
    let turns = Arc::clone(&site);
    let Ok(_turn) = turns.api_turns.acquire().await else {
        return closed(ApiFault::Broken("there are no turns".to_owned()).answer(Some(&asked)));
    };
    from(site, asked, caller, work).await
}

/// A body.
pub(super) fn body(status: StatusCode, value: &Value) -> Response {
    let mut response = json(value.to_string());
    *response.status_mut() = status;
    response
}

/// The fault of an installation that has no accounts.
pub(super) fn nothing() -> ApiFault {
    ApiFault::NotFound("There is nothing at this address.".to_owned())
}

/// Marks an answer as somebody's own: nobody keeps it, and pages of other sites cannot read it.
pub(super) fn closed(response: Response) -> Response {
    let mut response = page::own(response);
    vary(&mut response);
    response
}

/// Marks an answer as one for everybody.
pub(super) fn open(mut response: Response) -> Response {
    vary(&mut response);
    readable(response.headers_mut());
    response
}

/// Lets pages of any other site read an answer, with the headers that answers have.
pub(super) fn readable(headers: &mut HeaderMap) {
    open_to_all(headers);
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(
            "Content-Disposition, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id",
        ),
    );
}

fn vary(response: &mut Response) {
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("Authorization"));
}
