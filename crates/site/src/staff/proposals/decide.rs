//! `POST /proposals/{edit}/decide`: accepts and rejects items, rows, or all that is left.

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Action;
use indigo_registry::{ItemChoice, RegistryError, Verdict};

use super::{proposal_href, show, sight::proposal};
use crate::{
    request::Asked,
    site::App,
    staff::{
        desk::Desk,
        fault::StaffFault,
        faults::Faults,
        form::Posted,
        names::Names,
        page::{self, Done},
        signed_in::SignedIn,
        when::when,
    },
};

/// What the names of fields begin with.
pub(super) const CHOICE: &str = "item:";
pub(super) const REASON: &str = "reason:";

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| decide(desk, &posted)).await
}

fn decide(desk: &Desk<'_>, posted: &Posted) -> Done {
    let (view, sight) = proposal(desk)?;
    if !sight.may_decide || !desk.person().may(Action::Decide, Some(&view.summary.key)) {
        return Err(StaffFault::NotAllowed);
    }
    let edit = &view.summary.edit;
    let choices = choices(posted);
    let unfit = |field: &str, text: String, status| {
        show::again(desk, Faults::one(field, text), status, posted)
    };
    if choices.is_empty() {
        let text = "Choose at least one change to accept or reject".to_owned();
        return unfit("items", text, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let comment = posted.text("comment");
    if comment.is_empty() && choices.iter().any(needs_reason) {
        let text = "Say why something is rejected: the proposer is told".to_owned();
        return unfit("comment", text, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let actor = desk.person().actor();
    match desk.registry.decide_items(&actor, comment, edit, &choices) {
        Ok(outcome) => page::to(&format!(
            "{}?done=decided&accepted={}&rejected={}&left={}",
            proposal_href(edit),
            outcome.accepted.len(),
            outcome.rejected.len(),
            outcome.conflicts.len()
        )),
        Err(RegistryError::ItemsDecided { items, .. }) => {
            let names = Names::of(desk.registry);
            let mut said: Vec<String> = items
                .iter()
                .map(|(key, by, at)| {
                    let label = view
                        .items
                        .iter()
                        .find(|item| item.key == *key)
                        .map_or(key.as_str(), |item| item.label.as_str());
                    format!("{label}, by {} on {}", names.name(by), when(at))
                })
                .collect();
            said.dedup();
            let text = format!(
                "Somebody else has decided this in the meantime: {}. Nothing of what you chose was done. Below is how it stands now",
                said.join("; ")
            );
            unfit("", text, StatusCode::CONFLICT)
        }
        Err(RegistryError::AlreadyDecided { .. }) => {
            let text = "Somebody else has closed this proposal in the meantime. Nothing of what you chose was done. Below is how it stands now".to_owned();
            unfit("", text, StatusCode::CONFLICT)
        }
        Err(RegistryError::UnknownItems { .. }) => {
            let text = "The proposal does not ask for what you chose. Nothing was done".to_owned();
            unfit("", text, StatusCode::CONFLICT)
        }
        Err(error) => Err(error.into()),
    }
}

/// A rejection without a reason of its own.
fn needs_reason(choice: &ItemChoice) -> bool {
    choice.verdict == Verdict::Reject && choice.reason.is_empty()
}

/// What was chosen, the widest first: a choice about an item goes before one about its row, and
/// both go before the buttons for all that is left.
fn choices(posted: &Posted) -> Vec<ItemChoice> {
    let all = match posted.text("all") {
        "accept" => Some(Verdict::Accept),
        "reject" => Some(Verdict::Reject),
        _ => None,
    };
    let mut choices: Vec<ItemChoice> = posted
        .fields()
        .filter_map(|(name, value)| {
            let selector = name.strip_prefix(CHOICE)?;
            let verdict = match value {
                "accept" => Verdict::Accept,
                "anyway" => Verdict::AcceptAnyway,
                "reject" => Verdict::Reject,
                _ => return None,
            };
            let mut choice = ItemChoice::new(selector, verdict);
            posted
                .text(&format!("{REASON}{selector}"))
                .clone_into(&mut choice.reason);
            // The whole proposal is chosen by the buttons alone.
            (!selector.is_empty()).then_some(choice)
        })
        .chain(all.map(|verdict| ItemChoice::new("", verdict)))
        .collect();
    choices.sort_by_key(|choice| choice.selector.len());
    choices
}
