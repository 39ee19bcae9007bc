//! Workbooks that come back: sent, looked at, proposed; and whole ones to take away.
//!
//! What a workbook says is kept for a while in memory, for the person who sent it and nobody else,
//! until it is proposed or forgotten; the file itself is not.

mod form;
mod held;
mod propose;
mod receive;
mod review;
mod target;
mod whole;

use indigo_model::{Action, RecordKey};

use super::table::{Entry, Needs, get, post};

pub(crate) use held::Held;
pub(crate) use receive::MOST_BYTES;

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    let to = Needs::To;
    vec![
        get("/upload", to(Action::Propose), form::get),
        post("/upload", to(Action::Propose), receive::post).with_room(MOST_BYTES),
        get("/upload/{upload}", to(Action::Propose), review::get),
        post("/upload/{upload}", to(Action::Propose), propose::post),
        get(
            "/records/{type}/{id}/upload",
            to(Action::Propose),
            form::get,
        ),
        post(
            "/records/{type}/{id}/upload",
            to(Action::Propose),
            receive::post,
        )
        .with_room(MOST_BYTES),
        get(
            "/records/{type}/{id}/workbook.xlsx",
            to(Action::SeePrivate),
            whole::get,
        ),
    ]
}

/// The address where workbooks of a record are taken.
pub(crate) fn upload_href(key: &RecordKey) -> String {
    format!("{}/upload", super::records::record_page_href(key))
}
