//! `GET /records/{type}/{id}/edit/review`: what is to be proposed, before it is.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::{Action, ItemState};
use indigo_registry::{FindingSeverity, ItemView, record_findings};

use super::{edit_href, reference::References, show::faults_of, work::Work};
use crate::{
    error::SiteError,
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        fault::StaffFault,
        faults::Faults,
        names::Names,
        page::{self, Done},
        proposals::{Group, groups, text_of},
        remark::Remark,
        signed_in::SignedIn,
    },
};

/// Findings that are shown; more would not be read.
const MOST: usize = 40;

/// A place that somebody else has changed meanwhile.
struct Clash {
    number: usize,
    key: String,
    label: String,
    before: String,
    theirs: String,
    mine: String,
}

#[derive(Template)]
#[template(path = "staff/edit_review.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    href: String,
    name: String,
    type_title: String,
    is_overtaken: bool,
    supersedes: bool,
    may_accept: bool,
    clashes: Vec<Clash>,
    groups: Vec<Group>,
    count: usize,
    about_changes: Vec<Remark>,
    others: Vec<Remark>,
    comment: String,
    source: String,
    stamp: String,
    /// What stands now, as this page shows it.
    now: String,
    /// Something else than the reason keeps it from being proposed.
    is_blocked: bool,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let work = Work::open(desk)?;
        let references = References::of(desk)?;
        let faults = faults_of(&work, &references);
        answer(desk, &work, faults)
    })
    .await
}

/// The page, with what keeps it from being proposed.
pub(super) fn answer(desk: &Desk<'_>, work: &Work<'_>, faults: Faults) -> Done {
    let items = desk
        .registry
        .written_items(desk.person(), &work.written())?;
    let clashes = items
        .iter()
        .filter(|item| item.state == ItemState::Conflict)
        .enumerate()
        .map(|(number, item)| clash(number, item))
        .collect();
    let (about_changes, others) = remarks(desk, &References::of(desk)?, work, &items)?;
    let names = Names::of(desk.registry);
    let name = work.name();
    let (frame, bar) = desk.around(&format!("Review – {name}"));
    let has_faults = !faults.is_empty();
    let is_blocked = faults.iter().any(|fault| fault.field != "comment");
    let view = View {
        frame,
        bar,
        href: edit_href(&work.key),
        name,
        type_title: work.one.profile.words.title.clone(),
        is_overtaken: work.is_overtaken(),
        supersedes: work.about.supersedes.is_some(),
        may_accept: !work.is_overtaken()
            && work.about.supersedes.is_none()
            && desk.person().may(Action::Decide, Some(&work.key)),
        clashes,
        count: items.len(),
        groups: groups(Some(work.one), &items, &names),
        about_changes,
        others,
        stamp: work.stamp.clone(),
        now: now_of(desk, work)?,
        is_blocked,
        comment: work.about.comment.clone(),
        source: work.about.source.clone(),
        faults,
    };
    if has_faults {
        page::unfit(&view)
    } else {
        page::html(&view)
    }
}

/// What stands now, in a word that changes with what they may see of it.
pub(super) fn now_of(desk: &Desk<'_>, work: &Work<'_>) -> Result<String, StaffFault> {
    if work.is_new() {
        return Ok(String::new());
    }
    let now = desk.registry.seen_by(desk.person(), &work.key, None)?;
    Ok(now.map_or_else(String::new, |now| now.version_name()))
}

fn clash(number: usize, item: &ItemView) -> Clash {
    let said = |value: Option<&indigo_model::Value>| match value.and_then(text_of) {
        Some(text) => text,
        None => "nothing".to_owned(),
    };
    Clash {
        number,
        key: item.key.clone(),
        label: item.label.clone(),
        before: said(item.before.as_ref()),
        theirs: said(item.now.as_ref()),
        mine: said(item.after.as_ref()),
    }
}

/// What the checks say: of what is changed, and of the rest.
fn remarks(
    desk: &Desk<'_>,
    references: &References<'_, '_>,
    work: &Work<'_>,
    items: &[ItemView],
) -> Result<(Vec<Remark>, Vec<Remark>), SiteError> {
    let found = record_findings(
        desk.site.reader.as_ref(),
        work.one,
        &work.key.id,
        &work.data,
        work.seen.is_whole,
    )?;
    let changed: Vec<String> = items
        .iter()
        .flat_map(|item| [Some(item.key.clone()), item.row.clone()])
        .flatten()
        .collect();
    let (mut about, mut others) = (Vec::new(), Vec::new());
    for finding in found {
        if finding.severity == FindingSeverity::Hint {
            continue;
        }
        // Their own new records are known to them, and to whoever decides.
        if finding
            .value
            .as_deref()
            .is_some_and(|id| references.is_own_new(id))
        {
            continue;
        }
        let place = with_row_ids(work, &finding.pointer);
        let is_about = changed
            .iter()
            .any(|key| key.starts_with(&place) || place.starts_with(key.as_str()))
            && !place.is_empty();
        let list = if is_about || work.seen.version == 0 {
            &mut about
        } else {
            &mut others
        };
        if list.len() < MOST {
            list.push(Remark::from(finding));
        }
    }
    Ok((about, others))
}

/// A JSON pointer with ids of rows for their numbers, as the keys of items have them.
fn with_row_ids(work: &Work<'_>, pointer: &str) -> String {
    let mut at = &work.data;
    let mut place = String::new();
    for part in indigo_model::pointer::split(pointer) {
        place.push('/');
        match at {
            indigo_model::Value::Array(rows) => {
                let row = part
                    .parse::<usize>()
                    .ok()
                    .and_then(|number| rows.get(number));
                let Some(row) = row else {
                    place.push_str(part);
                    return place;
                };
                match indigo_model::changes::row_id(row) {
                    Some(id) => place.push_str(&format!("[{id}]")),
                    None => place.push_str(part),
                }
                at = row;
            }
            _ => {
                place.push_str(part);
                match at.get(part) {
                    Some(value) => at = value,
                    None => return place,
                }
            }
        }
    }
    place
}
