//! `GET /records/{type}/{id}/values`: who said each value, who accepted it, when, from where.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::Action;

use super::{record, record_page_href};
use crate::{
    changed::plain,
    facts::dates,
    frame::Frame,
    request::Asked,
    site::App,
    staff::{bar::Bar, names::Names, page, proposals::proposal_href, signed_in::SignedIn},
};

#[derive(Template)]
#[template(path = "staff/values.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    href: String,
    id: String,
    rows: Vec<Said>,
}

/// A value with where it comes from.
struct Said {
    label: String,
    value: String,
    said_by: String,
    approved_by: String,
    day: String,
    version: i64,
    proposal: Option<String>,
    sources: String,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let key = record(desk, Action::SeeHistory)?;
        let names = Names::of(desk.registry);
        let rows = desk
            .registry
            .blame(&key)?
            .into_iter()
            .map(|one| {
                let sources: Vec<String> = [one.sources, one.proposal_source]
                    .into_iter()
                    .flatten()
                    .collect();
                Said {
                    label: one.label,
                    value: plain(&one.value),
                    said_by: names.name(&one.said_by),
                    approved_by: names.name(&one.approved_by),
                    day: dates::day_of(&one.created),
                    version: one.version,
                    proposal: one.proposal.map(|edit| proposal_href(&edit)),
                    sources: sources.join("; "),
                }
            })
            .collect();
        let (frame, bar) = desk.around(&format!("{}: who said each value", key.id));
        page::html(&View {
            frame,
            bar,
            href: record_page_href(&key),
            rows,
            id: key.id,
        })
    })
    .await
}
