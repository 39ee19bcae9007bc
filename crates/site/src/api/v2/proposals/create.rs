//! `POST /api/v2/proposals`: proposes one or several edits as one event.

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use indigo_model::RecordKey;
use indigo_registry::{Answered, ApiAnswer, Once, Origin, Submission};
use serde_json::{Value, json};

use super::{
    super::{
        answer::{self, Done},
        call::{Call, Caller},
        edits::{Around, Prepared, key_of, prepare},
        fault::ApiFault,
        finding::Finding,
        parameters::Parameters,
        record::plain,
        sent::{Sent, checked_key},
        shape::Members,
    },
    href,
};
use crate::{error::json as json_body, request::Asked, site::App};

/// The most edits in a request.
const MOST_EDITS: usize = 100;

/// The longest comment and source.
const LONGEST_WORDS: usize = 10_000;

/// Says that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

pub(in super::super) async fn post(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
    sent: Sent,
) -> Response {
    answer::in_turn(site, asked, caller, move |call| create(call, &sent)).await
}

/// A request as it was sent.
struct Request<'a> {
    comment: &'a str,
    source: &'a str,
    supersedes: Option<&'a str>,
    edits: &'a [Value],
}

fn create(call: &Call<'_>, sent: &Sent) -> Done {
    let mut parameters = Parameters::of(call.asked, &["dry_run"]);
    let dry_run = parameters.word("dry_run", &["true", "false"]) == Some("true");
    parameters.finish()?;
    let mut faults = Vec::new();
    let key = checked_key(sent).unwrap_or_else(|fault| {
        faults.push(*fault);
        None
    });
    let once = key.filter(|_| !dry_run).map(|key| Once {
        key,
        request_digest: sent.digest.clone(),
    });
    if let Some(once) = &once
        && let Some(before) = call.registry.answered_before(call.person()?, once)?
    {
        return respond(before);
    }
    let request = read(&sent.value, &mut faults);
    let prepared = match &request {
        Some(request) => prepare_all(call, request, sent, &mut faults)?,
        None => Vec::new(),
    };
    let Some(request) = request.filter(|_| faults.is_empty()) else {
        return Err(ApiFault::Unfit(faults));
    };
    if dry_run || prepared.iter().all(|one| one.edit.is_none()) {
        let made = Vec::new();
        let mut value = told(&prepared, &made);
        value["dry_run"] = json!(dry_run);
        return Ok(answer::body(StatusCode::OK, &value));
    }
    let submission = Submission {
        actor: call.person()?.actor(),
        comment: request.comment.to_owned(),
        source: request.source.to_owned(),
        origin: Origin::Api,
        supersedes: request.supersedes.map(str::to_owned),
        edits: prepared.iter().filter_map(|one| one.edit.clone()).collect(),
    };
    let answer = |made: &[(RecordKey, String)]| {
        let mut value = told(&prepared, made);
        value["dry_run"] = json!(false);
        ApiAnswer {
            status: StatusCode::CREATED.as_u16(),
            location: match made {
                [(_, name)] => href(name),
                _ => "/api/v2/proposals".to_owned(),
            },
            body: value.to_string(),
        }
    };
    let person = call.person()?;
    respond(
        call.registry
            .submit_once(person, submission, once.as_ref(), answer)?,
    )
}

fn read<'a>(value: &'a Value, faults: &mut Vec<Finding>) -> Option<Request<'a>> {
    let known = ["comment", "source", "supersedes", "edits"];
    let mut members = Members::of(value, "", &known, faults)?;
    Some(Request {
        comment: members
            .needed_text("comment", LONGEST_WORDS)
            .unwrap_or_default(),
        source: members.text("source", LONGEST_WORDS).unwrap_or_default(),
        supersedes: members.text("supersedes", 200),
        edits: members.needed_list("edits", MOST_EDITS),
    })
}

fn prepare_all(
    call: &Call<'_>,
    request: &Request<'_>,
    sent: &Sent,
    faults: &mut Vec<Finding>,
) -> Result<Vec<Prepared>, ApiFault> {
    let keys: Vec<Option<RecordKey>> = request.edits.iter().map(key_of).collect();
    for (at, key) in keys.iter().enumerate() {
        if key.is_some() && keys[..at].contains(key) {
            let said = "The record is named by an edit before. Put both into one.";
            faults.push(Finding::at(format!("/edits/{at}/id"), "record_twice", said));
        }
    }
    let former = former(call, request, &keys, faults)?;
    let if_match = if_match(request, sent, faults);
    let around = Around {
        if_match: if_match.as_deref(),
        former: former.as_ref(),
    };
    let mut prepared = Vec::new();
    for (at, edit) in request.edits.iter().enumerate() {
        let pointer = format!("/edits/{at}");
        prepared.extend(prepare(call, edit, &pointer, &around, faults)?);
    }
    Ok(prepared)
}

/// The record of the proposal that the request is to stand in the place of, if it is the caller's
/// own and open.
fn former(
    call: &Call<'_>,
    request: &Request<'_>,
    keys: &[Option<RecordKey>],
    faults: &mut Vec<Finding>,
) -> Result<Option<RecordKey>, ApiFault> {
    let Some(name) = request.supersedes else {
        return Ok(None);
    };
    let actor = call.person()?.actor();
    let found = match plain(name) {
        Some(name) => call.registry.proposal(name)?,
        None => None,
    };
    let own = found
        .map(|view| view.summary)
        .filter(|summary| summary.proposer == actor && summary.is_open);
    let Some(own) = own else {
        let said = "You have no open proposal of this name.";
        faults.push(Finding::at("/supersedes", "proposal_unknown", said));
        return Ok(None);
    };
    if keys != [Some(own.key.clone())] {
        let said = format!(
            "What stands in the place of a proposal is one edit on the same record: {} {}.",
            own.key.record_type, own.key.id
        );
        faults.push(Finding::at("/edits", "other_record", said));
        return Ok(None);
    }
    Ok(Some(own.key))
}

/// The version in `If-Match`, which can be about one edit only.
fn if_match(request: &Request<'_>, sent: &Sent, faults: &mut Vec<Finding>) -> Option<String> {
    let header = sent.if_match.as_deref()?;
    let mut refuse = |said: &str| {
        faults.push(Finding::of_header("If-Match", "if_match_not_usable", said));
        None
    };
    if request.edits.len() != 1 {
        return refuse("The header is about one edit. With several, send base_version with each.");
    }
    let version = header
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|version| !version.is_empty() && !version.contains('"') && version.len() <= 60);
    match version {
        Some(version) => Some(version.to_owned()),
        None => refuse("Send one version as ETag gave it, in quotation marks."),
    }
}

/// What was made, or would be.
fn told(prepared: &[Prepared], made: &[(RecordKey, String)]) -> Value {
    let mut made = made.iter();
    let proposals: Vec<Value> = prepared
        .iter()
        .map(|one| {
            let done = one.edit.as_ref().and_then(|_| made.next());
            let id = done.map_or(&one.key.id, |(key, _)| &key.id);
            json!({
                "proposal": done.map(|(_, name)| name),
                "href": done.map(|(_, name)| href(name)),
                "type": one.key.record_type,
                "id": Some(id).filter(|id| !id.is_empty()),
                "items": one.items,
                "findings": one.findings,
            })
        })
        .collect();
    json!({ "proposals": proposals })
}

fn respond(answered: Answered) -> Done {
    let (answer, is_replayed) = match answered {
        Answered::Now(answer) => (answer, false),
        Answered::Before(answer) => (answer, true),
        Answered::Otherwise => {
            return Err(ApiFault::Unfit(vec![Finding::of_header(
                "Idempotency-Key",
                "key_used_otherwise",
                "The key came before with another request. Take a new key for a new request.",
            )]));
        }
    };
    let mut response = json_body(answer.body);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    if let Ok(location) = HeaderValue::from_str(&answer.location)
        && !answer.location.is_empty()
    {
        headers.insert(header::LOCATION, location);
    }
    if is_replayed {
        headers.insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}
