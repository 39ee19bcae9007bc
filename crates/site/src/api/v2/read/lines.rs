//! `GET /api/v2/records/{type}.jsonl`: all records that pass, one a line, in order of id.
//!
//! They are read a page at a time while they are sent, so that neither their number nor a slow
//! reader costs memory or a thread. Each page is of one state of the database.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use indigo_registry::{PublicRecord, ReadError};
use tokio::sync::mpsc;

use super::{
    super::{answer, call::Caller, fault::ApiFault},
    LINES,
    asked::ReadAsked,
    body, closed, select,
    stream::Pages,
    view::{PAGE, View, record_at, type_of},
};
use crate::{
    request::{AS_OF, Asked},
    site::{App, Site},
};

/// How the address of a stream ends.
pub(super) const ENDING: &str = ".jsonl";

/// Pages that wait to be sent.
const AHEAD: usize = 2;

/// What is to be sent.
struct Plan {
    record_type: String,
    read: ReadAsked,
    /// The ids that pass; nothing when all do.
    ids: Option<Vec<String>>,
}

pub(super) async fn get(site: App, asked: Asked, caller: Caller) -> Response {
    let worker = Arc::clone(&site);
    let of_worker = asked.clone();
    let is_for_all = caller.is_nobody();
    let finish = move |response: Response| match is_for_all {
        true => answer::open(response),
        false => answer::closed(response),
    };
    let past = match asked.parameter(AS_OF) {
        Some(_) => site.reading.turn_of_the_past().await,
        None => None,
    };
    let Ok(turn) = site.api_turns.acquire().await else {
        return finish(ApiFault::Broken("there are no turns".to_owned()).answer(Some(&asked)));
    };
    let planned = tokio::task::spawn_blocking(move || plan(&worker, &of_worker)).await;
    drop((turn, past));
    let plan = match planned {
        Ok(Ok(plan)) => plan,
        Ok(Err(fault)) => return finish(fault.answer(Some(&asked))),
        Err(_) => {
            let fault = ApiFault::Broken("the work stopped half way".to_owned());
            return finish(fault.answer(Some(&asked)));
        }
    };
    let name = format!("attachment; filename=\"{}{ENDING}\"", plan.record_type);
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::spawn(send(site, plan, sender));
    let mut response = Body::from_stream(Pages(receiver)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(LINES));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    finish(response)
}

fn plan(site: &Site, asked: &Asked) -> Result<Plan, ApiFault> {
    let name = asked.segment(3);
    let one = type_of(site, name.strip_suffix(ENDING).unwrap_or(name))?;
    let fields = site.reading.fields(one);
    let read = ReadAsked::read(site, one, &fields, asked, true)?;
    let view = View::at(site, one, read.day.clone())?;
    closed::refuse(&view, &fields, &read)?;
    let is_narrowed = read.day.is_some()
        || read.words.is_some()
        || read.since.is_some()
        || !read.conditions.is_empty()
        || read.chosen.iter().any(|values| !values.is_empty());
    let ids = if is_narrowed {
        let mut places = select::select(&view, &fields, &read)?.places;
        places.sort_unstable();
        let entries = view.entries();
        Some(
            places
                .into_iter()
                .map(|place| entries[place].id.clone())
                .collect(),
        )
    } else {
        None
    };
    Ok(Plan {
        record_type: view.one.id.clone(),
        read,
        ids,
    })
}

/// Reads and sends page after page until there is no more, or nobody takes it.
async fn send(site: App, plan: Plan, sender: mpsc::Sender<Result<Bytes, ReadError>>) {
    let plan = Arc::new(plan);
    let mut at = Place::default();
    loop {
        let (site, of_plan) = (Arc::clone(&site), Arc::clone(&plan));
        let page = tokio::task::spawn_blocking(move || page(&site, &of_plan, at)).await;
        let Ok(page) = page else { return };
        match page {
            Ok(None) => return,
            Ok(Some((text, next))) => {
                at = next;
                if sender.send(Ok(text)).await.is_err() {
                    return;
                }
            }
            Err(error) => {
                tracing::error!(error = %error, "a stream of records broke off");
                // The answer ends without its last chunk, so that nobody takes it for whole.
                let _ = sender.send(Err(error)).await;
                return;
            }
        }
    }
}

/// How far a stream has come.
#[derive(Debug, Default)]
struct Place {
    after: String,
    number: usize,
}

fn page(site: &Site, plan: &Plan, at: Place) -> Result<Option<(Bytes, Place)>, ReadError> {
    let Some(one) = site.standard().get(&plan.record_type) else {
        return Ok(None);
    };
    let (records, next): (Vec<PublicRecord>, Place) = match &plan.ids {
        None => {
            let records = site.reader.published_after(&one.id, &at.after, PAGE)?;
            let Some(last) = records.last() else {
                return Ok(None);
            };
            let after = last.id.clone();
            (records, Place { after, ..at })
        }
        Some(ids) => {
            let part = ids.get(at.number..).unwrap_or_default();
            if part.is_empty() {
                return Ok(None);
            }
            let mut records = Vec::new();
            for id in part.iter().take(PAGE) {
                // It may have become private since.
                let day = plan.read.day.as_ref();
                records.extend(record_at(site, &one.id, id, day)?);
            }
            let number = at.number + PAGE;
            (records, Place { number, ..at })
        }
    };
    let length: usize = records
        .iter()
        .map(|record| record.api_text.len() + 200)
        .sum();
    let mut out = String::with_capacity(length);
    for record in &records {
        let picks = plan.read.picks.as_ref();
        body::record(&mut out, one, record, picks, plan.read.include.provenance);
        out.push('\n');
    }
    Ok(Some((Bytes::from(out), next)))
}
