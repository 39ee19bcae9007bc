//! `GET /records/{type}/{id}`: how a record stands, what happened to it, and the ways to undo.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::{Action, RecordKey, Status, pointer};
use indigo_registry::{QueueFilter, RecordState};

use super::{
    happened::{Happened, happened},
    record, record_page_href,
};
use crate::{
    error::SiteError,
    frame::{Frame, record_href},
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        fault::StaffFault,
        faults::Faults,
        form::Posted,
        names::Names,
        page::{self, Done},
        proposals::proposal_href,
        signed_in::SignedIn,
        when::when,
    },
};

/// Values that are named before they become public again.
const LABELS: usize = 20;

/// Events on the page, the newest.
const EVENTS: usize = 100;

#[derive(Template)]
#[template(path = "staff/record.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    done: Option<String>,
    again: Option<Again>,
    href: String,
    id: String,
    name: String,
    type_title: String,
    public_href: Option<String>,
    /// How it stands, in sentences.
    standing: Vec<String>,
    status: String,
    statuses: Vec<(&'static str, &'static str, bool)>,
    exists: bool,
    is_purged: bool,
    may_revert: bool,
    may_restrict: bool,
    may_purge: bool,
    /// The releases that hold it.
    released: Vec<String>,
    versions: Vec<(i64, String)>,
    open: Vec<(String, String)>,
    events: Vec<Happened>,
    earlier: usize,
}

/// What would be public again by what was asked for, and the form to ask for it once more.
pub(super) struct Again {
    /// Last part of the form's address.
    verb: &'static str,
    /// What was asked for, as the beginning of a sentence.
    what: String,
    labels: Vec<String>,
    more: usize,
    /// What was sent, to be sent again.
    fields: Vec<(&'static str, String)>,
}

impl Again {
    pub(super) fn of(
        verb: &'static str,
        what: String,
        mut labels: Vec<String>,
        posted: &Posted,
    ) -> Self {
        let more = labels.len().saturating_sub(LABELS);
        labels.truncate(LABELS);
        Self {
            verb,
            what,
            labels,
            more,
            fields: ["version", "event", "reason"]
                .into_iter()
                .map(|name| (name, posted.text(name).to_owned()))
                .filter(|(_, value)| !value.is_empty())
                .collect(),
        }
    }
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        answer(desk, Faults::default(), StatusCode::OK)
    })
    .await
}

/// The page as it stands, with what is wrong with a form that was sent.
pub(super) fn answer(desk: &Desk<'_>, faults: Faults, status: StatusCode) -> Done {
    let mut response = page::html(&view(desk, faults)?)?;
    *response.status_mut() = status;
    Ok(response)
}

/// The page with what would become public again, which somebody has to say is meant.
pub(super) fn ask_again(desk: &Desk<'_>, again: Again) -> Done {
    let text = "This would make public again what was hidden since. Nothing was done yet";
    let mut view = view(desk, Faults::one("sure", text))?;
    view.again = Some(again);
    page::unfit(&view)
}

fn view<'a>(desk: &Desk<'a>, faults: Faults) -> Result<View<'a>, StaffFault> {
    let key = record(desk, Action::SeeHistory)?;
    let state = desk
        .registry
        .record_state(&key)?
        .ok_or_else(StaffFault::not_found)?;
    let one = desk.site.standard().get(&key.record_type);
    let names = Names::of(desk.registry);
    let data = desk.registry.data_of(&key)?.unwrap_or_default();
    let name = one
        .and_then(|one| pointer::text(&data, &one.profile.name_pointer))
        .unwrap_or(&key.id)
        .to_owned();
    let status = data.as_object().map_or(Status::Private, Status::of);
    let word = match status {
        Status::Public => "PUBLIC",
        Status::Private => "PRIVATE",
        Status::Disputed => "DISPUTED",
        Status::Sandbox | Status::Missing | Status::Unknown => "NOT SET",
    };
    let public = desk
        .site
        .reader
        .record(&key.record_type, &key.id)
        .map_err(SiteError::from)?;
    let versions = desk
        .registry
        .versions(&key)?
        .into_iter()
        .filter(|version| !version.purged)
        .map(|version| {
            let said = format!("Version {}, {}", version.version, when(&version.created));
            (version.version, said)
        })
        .rev()
        .collect();
    let filter = QueueFilter {
        record_type: Some(key.record_type.clone()),
        id: Some(key.id.clone()),
        ..QueueFilter::default()
    };
    let open = desk
        .registry
        .queue(&filter, 50, 0)?
        .proposals
        .into_iter()
        .map(|one| {
            let said = format!("{}, {}", names.name(&one.proposer), when(&one.created));
            (proposal_href(&one.edit), said)
        })
        .collect();
    let timeline = desk.registry.timeline(&key)?;
    let earlier = timeline.len().saturating_sub(EVENTS);
    let events = timeline
        .into_iter()
        .skip(earlier)
        .map(|event| happened(one, event, &names))
        .rev()
        .collect();
    let may = |action| desk.person().may(action, Some(&key));
    let is_purged = state.purged.is_some();
    let released = if is_purged || may(Action::Purge) {
        desk.registry.releases_with(&key)?
    } else {
        Vec::new()
    };
    let mut said = standing(&state, public.is_some(), &names);
    if is_purged {
        said.extend(still_released(&released, &key));
    }
    let (frame, bar) = desk.around(&format!("{name}: record and its past"));
    Ok(View {
        frame,
        bar,
        faults,
        done: done(desk, &key),
        again: None,
        href: record_page_href(&key),
        name,
        type_title: one.map_or_else(
            || key.record_type.clone(),
            |one| one.profile.words.title.clone(),
        ),
        public_href: one
            .filter(|_| public.is_some())
            .map(|one| record_href(one, &key.id)),
        standing: said,
        statuses: [
            ("PRIVATE", "Private"),
            ("DISPUTED", "Disputed"),
            ("PUBLIC", "Public"),
        ]
        .into_iter()
        .filter(|(other, _)| *other != word)
        .map(|(value, words)| (value, words, value != "PUBLIC" || may(Action::Decide)))
        .collect(),
        status: crate::words::capital_first(&word.to_lowercase()),
        exists: state.exists,
        is_purged,
        may_revert: may(Action::Revert),
        may_restrict: may(Action::RestrictAtOnce),
        may_purge: may(Action::Purge),
        released,
        versions,
        open,
        events,
        earlier,
        id: key.id,
    })
}

fn standing(state: &RecordState, is_public: bool, names: &Names<'_>) -> Vec<String> {
    let mut said = Vec::new();
    let because = |why: &str| {
        if why.trim().is_empty() {
            String::new()
        } else {
            format!(" Reason: {why}")
        }
    };
    if let Some((at, by, why)) = &state.purged {
        said.push(format!(
            "Purged by {} on {}; it takes nothing any more.{}",
            names.name(by),
            when(at),
            because(why)
        ));
    } else if let Some(kept) = &state.redirect {
        said.push(format!("Merged: {} stands in its place.", kept.id));
    } else if let Some((at, by, why)) = &state.withdrawn {
        said.push(format!(
            "Withdrawn by {} on {}; all of it is kept.{}",
            names.name(by),
            when(at),
            because(why)
        ));
    } else if !state.exists {
        said.push("Only named so far: nothing of it was accepted yet.".to_owned());
    } else if is_public {
        said.push("Everybody sees it.".to_owned());
    } else {
        said.push("Not public.".to_owned());
    }
    said
}

/// That releases hold what was erased, and what to do.
fn still_released(released: &[String], key: &RecordKey) -> Option<String> {
    let first = released.first()?;
    Some(format!(
        "These releases hold it, or their files are not on this server to look: {}. Take it out of each on /admin/releases, or with: indigo release withdraw-record {first} {} {} --reason \"…\"",
        released.join(", "),
        key.record_type,
        key.id
    ))
}

/// What the address says of what was done just before.
fn done(desk: &Desk<'_>, key: &RecordKey) -> Option<String> {
    let done = desk.asked.parameter("done")?;
    Some(match done {
        "reverted" => "The earlier version stands again.".to_owned(),
        "undone" | "not-undone" => undone(desk, key, done == "undone"),
        "status" => "The status is changed.".to_owned(),
        "withdrawn" => "The record is withdrawn.".to_owned(),
        "back" => "The record is back.".to_owned(),
        "purged" => "The record is erased.".to_owned(),
        _ => return None,
    })
}

/// What was undone, and what was left as it has changed again since.
fn undone(desk: &Desk<'_>, key: &RecordKey, anything: bool) -> String {
    let event = desk.asked.parameter("event").unwrap_or_default();
    let mut labels: Vec<String> = desk
        .registry
        .undo_leaves(key, event)
        .unwrap_or_default()
        .into_iter()
        .map(|item| item.label)
        .collect();
    labels.dedup();
    let more = labels.len().saturating_sub(LABELS);
    labels.truncate(LABELS);
    let mut left = labels.join("; ");
    if more > 0 {
        left.push_str(&format!("; and {more} more"));
    }
    match (anything, left.is_empty()) {
        (true, true) => "What that event changed is undone.".to_owned(),
        (true, false) => format!(
            "What that event changed is undone, except what has changed again since: {left}."
        ),
        (false, true) => {
            "Nothing was undone: the record holds nothing more of what that event changed."
                .to_owned()
        }
        (false, false) => {
            format!("Nothing was undone: all of it has changed again since. Left as it is: {left}.")
        }
    }
}
