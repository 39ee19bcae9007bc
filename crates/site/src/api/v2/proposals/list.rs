//! `GET /api/v2/proposals`: the own proposals, or all that somebody may see.

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::{Action, May, role};
use indigo_registry::{ProposalSummary, QueueFilter};
use serde_json::{Value, json};

use super::{
    super::{
        answer::{self, Done},
        call::{Call, Caller},
        fault::ApiFault,
        finding::Finding,
        parameters::Parameters,
        record::plain,
    },
    sight::Sight,
    view,
};
use crate::{request::Asked, site::App, staff::names::Names, url::encode};

/// How many a page has, where nothing else is asked for, and at most.
const PAGE: usize = 50;
const LARGEST_PAGE: usize = 100;

/// How far a list can be paged through.
const LARGEST_OFFSET: usize = 1_000_000;

/// How many are looked through for those that were granted to somebody.
const LOOKED_THROUGH: usize = 5_000;

/// The states that can be asked for.
const STATES: [&str; 9] = [
    "any",
    "open",
    "changes_asked",
    "approved",
    "partly_approved",
    "rejected",
    "withdrawn",
    "superseded",
    "purged",
];

pub(in super::super) async fn get(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
) -> Response {
    answer::from(site, asked, caller, list).await
}

fn list(call: &Call<'_>) -> Done {
    let known = ["whose", "state", "type", "id", "limit", "offset"];
    let mut parameters = Parameters::of(call.asked, &known);
    let whose = parameters.word("whose", &["own", "all"]).unwrap_or("own");
    let state = parameters.word("state", &STATES);
    let limit = parameters.number("limit", LARGEST_PAGE).unwrap_or(PAGE);
    let offset = parameters.number("offset", LARGEST_OFFSET).unwrap_or(0);
    let (record_type, id) = (parameters.text("type"), parameters.text("id"));
    parameters.finish()?;
    for (name, value) in [("type", record_type), ("id", id)] {
        if value.is_some_and(|value| plain(value).is_none()) {
            let said = "This cannot be the name of anything.";
            let fault = Finding::of_parameter(name, "value_not_known", said);
            return Err(ApiFault::Unfit(vec![fault]));
        }
    }
    let person = call.person()?;
    let filter = QueueFilter {
        record_type: record_type.map(str::to_owned),
        id: id.map(str::to_owned),
        proposer: (whose == "own").then(|| person.actor()),
        state: Some(state.unwrap_or("any").to_owned()),
        ..QueueFilter::default()
    };
    if whose == "all" && !person.may_somewhere(Action::SeeProposals) {
        return Err(ApiFault::not_allowed(person, &[Action::SeeProposals]));
    }
    let (found, total) = if whose == "all" {
        all(call, &filter, limit, offset)?
    } else {
        call.allow(Action::SeeOwnProposals, None)?;
        page(call, &filter, limit, offset)?
    };
    let names = Names::of(call.registry);
    let shown = found.len();
    let proposals = found
        .iter()
        .map(|one| {
            let sight = Sight::of(person, &one.key, &one.proposer);
            view::summary(call, &names, one, sight).map(Value::Object)
        })
        .collect::<Result<Vec<Value>, ApiFault>>()?;
    let next = offset + shown;
    let value = json!({
        "proposals": proposals,
        "total": total,
        "next": (shown > 0 && next < total).then(|| next_href(call.asked, next)),
    });
    Ok(answer::body(StatusCode::OK, &value))
}

fn page(
    call: &Call<'_>,
    filter: &QueueFilter,
    limit: usize,
    offset: usize,
) -> Result<(Vec<ProposalSummary>, usize), ApiFault> {
    let queue = call.registry.queue(filter, limit, offset)?;
    let total = usize::try_from(queue.total).unwrap_or_default();
    Ok((queue.proposals, total))
}

/// All proposals that somebody may see; of a data steward, those on what was granted to them.
fn all(
    call: &Call<'_>,
    filter: &QueueFilter,
    limit: usize,
    offset: usize,
) -> Result<(Vec<ProposalSummary>, usize), ApiFault> {
    let person = call.person()?;
    if role::may(person.account.role, Action::SeeProposals) == May::Yes {
        return page(call, filter, limit, offset);
    }
    let mut found = call.registry.queue(filter, LOOKED_THROUGH, 0)?.proposals;
    found.retain(|one| person.may(Action::SeeProposals, Some(&one.key)));
    let total = found.len();
    Ok((found.into_iter().skip(offset).take(limit).collect(), total))
}

/// The address of the next page.
fn next_href(asked: &Asked, offset: usize) -> String {
    let mut href = "/api/v2/proposals?".to_owned();
    for (name, value) in asked.parameters() {
        if name != "offset" {
            href.push_str(&format!("{}={}&", encode(name), encode(value)));
        }
    }
    href + &format!("offset={offset}")
}
