//! `GET /proposals/{edit}/preview`: what the public would see if all of it were accepted.

use askama::Template;
use axum::{extract::State, response::Response};
use indexmap::IndexMap;
use indigo_model::{Action, RecordKey, Value, items::leaves};
use indigo_registry::label_at;

use super::{proposal_href, sight::proposal};
use crate::{
    changed::Changed,
    frame::Frame,
    request::Asked,
    site::{App, Site},
    staff::{bar::Bar, desk::Desk, fault::StaffFault, page, signed_in::SignedIn},
};

#[derive(Template)]
#[template(path = "staff/preview.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    href: String,
    title: String,
    becomes_public: bool,
    stops_being_public: bool,
    is_public: bool,
    conflicts: usize,
    with_conflicts: bool,
    changes: Vec<(String, Changed)>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| page::html(&view(desk)?)).await
}

fn view<'a>(desk: &Desk<'a>) -> Result<View<'a>, StaffFault> {
    let (proposal, sight) = proposal(desk)?;
    let key = &proposal.summary.key;
    // What is private now can become public by it.
    if !sight.is_whole || !desk.person().may(Action::SeePrivate, Some(key)) {
        return Err(StaffFault::NotAllowed);
    }
    let with_conflicts = desk.asked.parameter("conflicts") == Some("yes");
    let all = [String::new()];
    let preview = desk
        .registry
        .preview(&proposal.summary.edit, &all, with_conflicts)?;
    let title = proposal
        .summary
        .name
        .clone()
        .unwrap_or_else(|| key.id.clone());
    let (frame, bar) = desk.around(&format!("What the public would see of {title}"));
    Ok(View {
        frame,
        bar,
        href: proposal_href(&proposal.summary.edit),
        title,
        becomes_public: preview.becomes_public,
        stops_being_public: preview.stops_being_public,
        is_public: preview.then.is_some(),
        conflicts: preview.conflicts.len(),
        with_conflicts,
        changes: changes(
            desk.site,
            key,
            preview.now.as_deref(),
            preview.then.as_deref(),
        ),
    })
}

/// What differs between two bodies of the API, joins included.
fn changes(
    site: &Site,
    key: &RecordKey,
    now: Option<&str>,
    then: Option<&str>,
) -> Vec<(String, Changed)> {
    let one = site.standard().get(&key.record_type);
    let data = |body: Option<&str>| -> Value {
        let body: Value = body
            .and_then(|body| serde_json::from_str(body).ok())
            .unwrap_or_default();
        let word = one.map_or(key.record_type.as_str(), |one| &one.profile.words.one);
        body.get(word)
            .and_then(|record| record.get("data"))
            .cloned()
            .unwrap_or_default()
    };
    let (now, then) = (data(now), data(then));
    let mut found: IndexMap<String, (String, Option<Value>, Option<Value>)> = IndexMap::new();
    for (is_then, data) in [(false, &now), (true, &then)] {
        for leaf in leaves(data) {
            let label = label_at(one, &leaf.steps);
            let entry = found.entry(leaf.key).or_insert((label, None, None));
            let value = Some(leaf.value.clone());
            if is_then {
                entry.2 = value;
            } else {
                entry.1 = value;
            }
        }
    }
    found
        .into_values()
        .filter(|(_, now, then)| now != then)
        .map(|(label, now, then)| (label, Changed::of(now.as_ref(), then.as_ref())))
        .collect()
}
