//! `/api/v2/proposals…`: bringing proposals, following them, deciding.

mod ask;
mod comment;
mod create;
mod decide;
mod list;
mod show;
mod sight;
mod view;
mod withdraw;

pub(super) use ask::post as ask;
pub(super) use comment::post as comment;
pub(super) use create::post as create;
pub(super) use decide::post as decide;
pub(super) use list::get as list;
pub(super) use show::get as show;
pub(super) use withdraw::post as withdraw;

/// The address of a proposal.
fn href(name: &str) -> String {
    format!("/api/v2/proposals/{}", crate::url::encode(name))
}
