//! `POST /proposals/{edit}/edit`: an own proposal that is not decided becomes a draft again.

use axum::{extract::State, http::StatusCode, response::Response};

use super::edit_href;
use crate::{
    request::Asked,
    site::App,
    staff::{fault::StaffFault, page, signed_in::SignedIn},
};

pub(crate) async fn post(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let edit = desk.asked.segment(1).to_owned();
        let view = desk
            .registry
            .proposal(&edit)?
            .filter(|view| view.summary.proposer == desk.person().actor())
            .ok_or_else(StaffFault::not_found)?;
        let said = |text: &str| StaffFault::Said {
            status: StatusCode::CONFLICT,
            text: text.to_owned(),
        };
        if !view.summary.is_open {
            return Err(said("The proposal is decided, so it cannot be changed. Make another one"));
        }
        let (seen, data) = desk
            .registry
            .written_in(desk.person(), &edit)?
            .ok_or_else(|| said("What the proposal changes is not public any more, so it cannot be changed here. Ask a moderator"))?;
        let about = indigo_registry::DraftAbout {
            supersedes: Some(edit),
            comment: view.summary.comment,
            source: view.summary.source,
            ..indigo_registry::DraftAbout::default()
        };
        let actor = desk.person().actor();
        if let Some(draft) = desk.registry.draft(&actor, &seen.key)? {
            // What they have begun is not overwritten: it is theirs to finish or to throw away.
            let is_of_this = draft.about.supersedes == about.supersedes;
            let done = if is_of_this { "" } else { "?done=other" };
            return page::to(&format!("{}{done}", edit_href(&seen.key)));
        }
        desk.registry
            .save_draft(&actor, &seen.key, Some(seen.version), &data, &about)?;
        page::to(&edit_href(&seen.key))
    })
    .await
}
