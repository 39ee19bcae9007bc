//! Getting in and out: what people who are not signed in can reach.

pub(crate) mod code;
pub(crate) mod forgot;
pub(crate) mod link;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod threshold;

use indigo_model::Action;

use super::{
    resume,
    table::{Entry, Needs, get, post},
};

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    use Needs::{Nothing, To};
    vec![
        get("/sign-in", Nothing, sign_in::get),
        post("/sign-in", Nothing, sign_in::post),
        get("/sign-in/code", Nothing, code::get),
        post("/sign-in/code", Nothing, code::post),
        get(resume::PATH, Nothing, resume::get),
        post(resume::PATH, Nothing, resume::post).with_room(resume::ROOM_BYTES),
        post("/sign-out", To(Action::ManageOwnAccount), sign_out::post),
        get("/forgot-password", Nothing, forgot::get),
        post("/forgot-password", Nothing, forgot::post),
        get("/sign-in/reset/{link}", Nothing, link::reset),
        post("/sign-in/reset/{link}", Nothing, link::set_anew),
        get("/sign-in/invitation/{link}", Nothing, link::invitation),
        post("/sign-in/invitation/{link}", Nothing, link::accept),
    ]
}

/// The address of the sign-in page that leads to `next` afterwards.
pub(super) fn sign_in_href(next: &str) -> String {
    if next == super::next::HOME {
        "/sign-in".to_owned()
    } else {
        format!("/sign-in?next={}", crate::url::encode(next))
    }
}
