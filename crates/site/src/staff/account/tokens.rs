//! `/account/tokens`: keys for programs that act for the person.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::{Scope, Secret};
use indigo_registry::{
    RegistryError,
    accounts::{AccountFault, TokenSeen},
};

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        faults::Faults,
        form::Posted,
        page::{self, Done},
        signed_in::SignedIn,
        when::when,
    },
};

/// How long tokens last, in days, as they are offered.
const DAYS: [u32; 4] = [7, 30, 90, 366];

/// What tokens may be used for, in words.
const SCOPES: [(Scope, &str); 3] = [
    (
        Scope::ReadPrivate,
        "Read what is not public, as far as you may see it",
    ),
    (
        Scope::Propose,
        "Propose changes and new records in your name",
    ),
    (
        Scope::Decide,
        "Decide on proposals in your name, as far as you may (to read them, together with read-private)",
    ),
];

/// A token as the page lists it.
struct Line {
    seen: TokenSeen,
    scopes: String,
}

#[derive(Template)]
#[template(path = "staff/tokens.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    said: Option<&'static str>,
    /// The one that was just made.
    made: Option<(Secret, String)>,
    tokens: Vec<Line>,
    name: String,
    scopes: Vec<(&'static str, &'static str, bool)>,
    days: Vec<(u32, bool)>,
}

fn view<'a>(
    desk: &Desk<'a>,
    faults: Faults,
    typed: Option<&Posted>,
    made: Option<(Secret, String)>,
) -> Result<View<'a>, RegistryError> {
    let (frame, bar) = desk.around("API tokens");
    let chosen = |word: &str| typed.is_some_and(|typed| typed.all("scope").any(|one| one == word));
    let days = typed.map_or("90", |typed| typed.text("days"));
    let line = |seen: TokenSeen| {
        let scopes: Vec<&str> = seen.scopes.iter().map(|scope| scope.as_str()).collect();
        Line {
            scopes: scopes.join(", "),
            seen,
        }
    };
    Ok(View {
        frame,
        bar,
        faults,
        said: desk.said(&[
            (
                "ended",
                "That token is ended; programs cannot use it any more.",
            ),
            ("gone", "That token was over already."),
        ]),
        made,
        tokens: desk
            .registry
            .tokens(desk.person())?
            .into_iter()
            .map(line)
            .collect(),
        name: typed.map_or("", |typed| typed.text("name")).to_owned(),
        scopes: SCOPES
            .iter()
            .map(|(scope, words)| (scope.as_str(), *words, chosen(scope.as_str())))
            .collect(),
        days: DAYS
            .iter()
            .map(|number| (*number, number.to_string() == days))
            .collect(),
    })
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        page::html(&view(desk, Faults::default(), None, None)?)
    })
    .await
}

pub(crate) async fn make(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| make_one(desk, &posted)).await
}

fn make_one(desk: &Desk<'_>, posted: &Posted) -> Done {
    let scopes: Vec<Scope> = posted.all("scope").filter_map(Scope::parse).collect();
    let days = posted.text("days").parse().unwrap_or(0);
    let name = posted.text("name");
    let done = desk
        .registry
        .create_token(desk.person(), name, &scopes, days, desk.address());
    let (field, text) = match done {
        Ok((token, seen)) => {
            let made = Some((token, when(&seen.expires)));
            let mut response = page::html(&view(desk, Faults::default(), None, made)?)?;
            *response.status_mut() = StatusCode::CREATED;
            return Ok(response);
        }
        Err(RegistryError::Account(fault @ AccountFault::BadName)) => ("name", fault.to_string()),
        Err(RegistryError::Account(fault @ AccountFault::BadToken(_))) => {
            let field = if scopes.is_empty() { "scope" } else { "days" };
            (field, fault.to_string())
        }
        Err(error) => return Err(error.into()),
    };
    page::unfit(&view(desk, Faults::one(field, text), Some(posted), None)?)
}

pub(crate) async fn end(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let token = posted.text("token");
        let is_ended = desk
            .registry
            .end_token(desk.person(), token, desk.address())?;
        page::to(if is_ended {
            "/account/tokens?done=ended"
        } else {
            "/account/tokens?done=gone"
        })
    })
    .await
}
