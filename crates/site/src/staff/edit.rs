//! The web form: a record, or a new one, is written as a draft, which becomes a proposal.
//!
//! What is typed is kept in the draft as it was typed, faults and all; pages are made from the
//! draft and what it was begun on, so that nothing hangs on a browser that stays open.

mod again;
mod begin;
mod content;
mod fault_of;
mod fields;
mod forget;
mod keep;
mod kind;
mod names;
mod number;
mod options;
mod propose;
mod reference;
mod review;
mod row;
mod rows;
mod show;
mod summary;
mod take;
mod work;

use indigo_model::{Action, RecordKey};
use indigo_registry::Draft;

use super::table::{Entry, Needs, get, post};
use crate::site::Site;

/// Room for the fields of a record.
const ROOM_BYTES: usize = 4 << 20;

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    let to = Needs::To;
    vec![
        get("/records/{type}/new", to(Action::CreateRecord), begin::get),
        get("/records/names/{type}", to(Action::Propose), names::get),
        get("/records/{type}/{id}/edit", to(Action::Propose), show::get),
        post("/records/{type}/{id}/edit", to(Action::Propose), keep::post).with_room(ROOM_BYTES),
        get(
            "/records/{type}/{id}/edit/review",
            to(Action::Propose),
            review::get,
        ),
        post(
            "/records/{type}/{id}/edit/review",
            to(Action::Propose),
            propose::post,
        ),
        post(
            "/records/{type}/{id}/edit/forget",
            to(Action::EditOwnDraft),
            forget::post,
        ),
        get(
            "/records/{type}/{id}/edit/{list}/{row}",
            to(Action::Propose),
            row::get,
        ),
        post(
            "/records/{type}/{id}/edit/{list}/{row}",
            to(Action::Propose),
            row::post,
        )
        .with_room(ROOM_BYTES),
        post(
            "/proposals/{edit}/edit",
            to(Action::SeeOwnProposals),
            again::post,
        ),
    ]
}

pub(crate) use work::new_key;

/// The address of the form for a record.
pub(crate) fn edit_href(key: &RecordKey) -> String {
    format!("{}/edit", super::records::record_page_href(key))
}

/// Codes that are offered for a currency; any of ISO 4217 can be typed.
const CURRENCIES: [&str; 16] = [
    "GBP", "USD", "EUR", "AUD", "CAD", "CHF", "COP", "DKK", "INR", "JPY", "KRW", "NZD", "SEK",
    "SLE", "UGX", "ZAR",
];

/// What is chosen of several, in one line.
fn chosen(options: &[options::Choice]) -> String {
    let names: Vec<&str> = options
        .iter()
        .filter(|option| option.is_chosen)
        .map(|option| option.label.split(": ").next().unwrap_or(&option.label))
        .collect();
    names.join(", ")
}

/// A draft in a list of one's own.
pub(crate) struct DraftLine {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) saved: String,
}

impl DraftLine {
    pub(crate) fn of(site: &Site, draft: &Draft) -> Self {
        let one = site.standard().get(&draft.key.record_type);
        let title = one.map_or(draft.key.record_type.as_str(), |one| {
            one.profile.words.title.as_str()
        });
        let is_new = work::is_new(&draft.key);
        let name = one.and_then(|one| one.name_of(&draft.data));
        Self {
            href: edit_href(&draft.key),
            name: match name {
                Some(name) => name.to_owned(),
                None => format!("{title} without a name yet"),
            },
            id: if is_new {
                format!("new {}", title.to_lowercase())
            } else {
                draft.key.id.clone()
            },
            saved: super::when::when(&draft.updated),
        }
    }
}
