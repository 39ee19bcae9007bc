//! A record for staff: its past, who said what, and the ways to undo.

mod bring_back;
mod compare;
mod find;
mod happened;
mod purge;
mod revert;
mod show;
mod status;
mod undo;
mod values;
mod withdraw;

use indigo_model::{Action, RecordKey};

use super::{
    desk::Desk,
    fault::StaffFault,
    table::{Entry, Needs, get, post},
};

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    let to = Needs::To;
    vec![
        get("/records", to(Action::SeeHistory), find::get),
        get("/records/{type}/{id}", to(Action::SeeHistory), show::get),
        get(
            "/records/{type}/{id}/compare",
            to(Action::SeeHistory),
            compare::get,
        ),
        get(
            "/records/{type}/{id}/values",
            to(Action::SeeHistory),
            values::get,
        ),
        post(
            "/records/{type}/{id}/revert",
            to(Action::Revert),
            revert::post,
        ),
        post("/records/{type}/{id}/undo", to(Action::Revert), undo::post),
        post(
            "/records/{type}/{id}/status",
            to(Action::RestrictAtOnce),
            status::post,
        ),
        post(
            "/records/{type}/{id}/withdraw",
            to(Action::Revert),
            withdraw::post,
        ),
        post(
            "/records/{type}/{id}/bring-back",
            to(Action::Revert),
            bring_back::post,
        ),
        post("/records/{type}/{id}/purge", to(Action::Purge), purge::post),
    ]
}

/// The address of a record's page for staff.
pub(crate) fn record_page_href(key: &RecordKey) -> String {
    format!(
        "/records/{}/{}",
        crate::url::encode(&key.record_type),
        crate::url::encode(&key.id)
    )
}

/// The record that the address names, if they may do that with it.
fn record(desk: &Desk<'_>, action: Action) -> Result<RecordKey, StaffFault> {
    let key = RecordKey::new(desk.asked.segment(1), desk.asked.segment(2));
    if !desk.person().may(action, Some(&key)) {
        return Err(StaffFault::NotAllowed);
    }
    if desk.registry.record_state(&key)?.is_none() {
        return Err(StaffFault::not_found());
    }
    Ok(key)
}
