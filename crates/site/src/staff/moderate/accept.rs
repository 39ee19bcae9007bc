//! `POST /moderate/accept`: accepts many proposals at once, each for itself.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_registry::RegistryError;

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        fault::StaffFault,
        faults::sentence,
        form::Posted,
        page::{self, Done},
        proposals::proposal_href,
        signed_in::SignedIn,
    },
};

/// How many are taken at once.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "staff/accepted.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    whole: usize,
    rows: Vec<Accepted>,
}

/// What came of one of them.
struct Accepted {
    href: String,
    name: String,
    id: String,
    said: String,
    is_whole: bool,
}

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| accept(desk, &posted)).await
}

fn accept(desk: &Desk<'_>, posted: &Posted) -> Done {
    let edits: Vec<String> = posted.all("edit").take(MOST).map(str::to_owned).collect();
    if edits.is_empty() {
        return Err(StaffFault::Said {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            text: "No proposal was chosen. Go back and tick the ones to accept".to_owned(),
        });
    }
    let actor = desk.person().actor();
    let outcomes = desk
        .registry
        .accept_many(&actor, posted.text("reason"), &edits);
    let mut rows = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        let summary = desk
            .registry
            .proposal(&outcome.edit)?
            .map(|view| view.summary);
        let (said, is_whole) = match &outcome.result {
            Ok(done) if done.conflicts.is_empty() => {
                if done.closed.as_deref() == Some("partly_approved") {
                    let said = "What was left is accepted; some of it was rejected before.";
                    (said.to_owned(), false)
                } else {
                    ("Accepted.".to_owned(), true)
                }
            }
            Ok(done) => {
                let labels: Vec<&str> = done
                    .conflicts
                    .iter()
                    .map(|item| item.label.as_str())
                    .collect();
                (
                    format!(
                        "{} accepted. Left open, as the record has changed there since: {}.",
                        done.accepted.len(),
                        labels.join("; ")
                    ),
                    false,
                )
            }
            Err(RegistryError::WaitsForProposer { .. }) => (
                "Left out: it waits for its proposer, who was asked for changes.".to_owned(),
                false,
            ),
            Err(error) => (format!("Not done. {}", sentence(&error.to_string())), false),
        };
        rows.push(Accepted {
            href: proposal_href(&outcome.edit),
            name: summary
                .as_ref()
                .and_then(|summary| summary.name.clone())
                .unwrap_or_else(|| outcome.edit.clone()),
            id: summary.map_or_else(String::new, |summary| summary.key.id),
            said,
            is_whole,
        });
    }
    let (frame, bar) = desk.around("Accepted proposals");
    page::html(&View {
        frame,
        bar,
        whole: rows.iter().filter(|row| row.is_whole).count(),
        rows,
    })
}
