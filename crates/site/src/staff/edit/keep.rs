//! `POST /records/{type}/{id}/edit`: keeps what was typed, and does what the button says.

use axum::{extract::State, response::Response};
use indigo_model::Value;

use super::{
    edit_href,
    fields::id_of,
    reference::References,
    rows::{Change, list_at, stem},
    show,
    take::take,
    work::Work,
};
use crate::{
    answer,
    request::Asked,
    site::App,
    staff::{
        desk::Desk,
        form::Posted,
        page::{self, Done},
        signed_in::SignedIn,
    },
};

/// What is said when the draft was saved from another window since the page was made.
pub(super) const OTHER_WINDOW: &str = "Your draft was changed in another window since this page was made. What you typed here is below, on top of that, and is not saved yet: look through it and save again";

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| keep(desk, &posted)).await
}

fn keep(desk: &Desk<'_>, posted: &Posted) -> Done {
    let _turn = desk.site.writing.lock();
    let mut work = Work::open(desk)?;
    let references = References::of(desk)?;
    let mut data = work.data.clone();
    take(
        &work,
        &references,
        None,
        &work.one.fields,
        None,
        posted,
        &mut data,
    );
    let is_changed = data != work.data;
    let is_from_before = posted.text("stamp") != work.stamp;
    work.data = data;
    let wish = posted.text("do");
    // A button of a row means the row that stood there when the page was made.
    let is_about_row = wish.matches(' ').count() > 1;
    if is_from_before && (is_changed || is_about_row) {
        if wish == "keep" {
            return told(None);
        }
        return show::answer(desk, &work, Some(OTHER_WINDOW));
    }
    let (wish, place) = wish.split_once(' ').unwrap_or((wish, ""));
    let href = edit_href(&work.key);
    let (list, number) = match place.rsplit_once(' ') {
        Some((list, number)) => (list, number.parse::<usize>().ok()),
        None => (place, None),
    };
    let list = list_at(work.one, list);
    let mut to = format!("{href}?done=saved");
    match (wish, list, number) {
        ("keep", ..) => {
            let stamp = if is_changed || !work.stamp.is_empty() {
                Some(work.keep(desk)?)
            } else {
                None
            };
            return told(stamp.as_deref());
        }
        ("review", ..) => to = format!("{href}/review"),
        ("add", Some(_), _) => to = format!("{href}/{}/new", crate::url::encode(place)),
        ("edit", Some(list), Some(number)) => {
            let segment = super::rows::segment_of(list);
            to = format!("{href}/{}/{number}", crate::url::encode(&segment));
        }
        (word, Some(list), Some(number)) => {
            if let Some(change) = Change::parse(word) {
                let table = work.table(desk, &list.pointer);
                let own = table.and_then(|table| table.id.clone());
                let begins = own
                    .as_deref()
                    .map(|keys| stem(work.one, list, keys, &work.data));
                let own_id = own.as_deref().zip(begins.as_deref());
                let mut data: Value = work.data.clone();
                let found = change.on(&mut data, list, number, own_id);
                work.data = data;
                let segment = crate::url::encode(&super::rows::segment_of(list));
                let at = id_of(&list.pointer);
                to = match (change, found) {
                    (Change::Copy, Some(number)) => format!("{href}/{segment}/{number}"),
                    (Change::Remove, Some(_)) => format!("{href}?done=removed#{at}"),
                    (_, Some(number)) => format!("{href}?done=moved#{at}.{number}"),
                    (_, None) => format!("{href}#{at}"),
                };
            }
        }
        _ => {}
    }
    // Looking at a row, or going on with nothing changed, makes no draft.
    let leaves_no_trace =
        ["add", "edit", "review"].contains(&wish) && !is_changed && work.stamp.is_empty();
    if !leaves_no_trace {
        work.keep(desk)?;
    }
    page::to(&to)
}

/// What the script of the page is told: when the draft was saved, or nothing.
fn told(stamp: Option<&str>) -> Done {
    let body = serde_json::json!({ "stamp": stamp });
    Ok(answer::typed("application/json", body.to_string()))
}
