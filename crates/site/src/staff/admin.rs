//! Administration: `/admin` and what lies under it.

pub(crate) mod audit;
pub(crate) mod change_user;
pub(crate) mod licence;
pub(crate) mod mail;
pub(crate) mod menu;
pub(crate) mod new_user;
pub(crate) mod releases;
pub(crate) mod sandboxes;
pub(crate) mod user;
pub(crate) mod users;

use indigo_model::Action;

use super::table::{Entry, Needs, get, post};

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    let accounts = Needs::To(Action::ManageAccounts);
    let sandboxes = Needs::To(Action::ManageSandboxes);
    let releases = Needs::To(Action::ManageReleases);
    let mail = Needs::To(Action::SeeMail);
    vec![
        get("/admin", accounts, menu::get),
        get("/admin/users", accounts, users::get),
        get("/admin/users/new", accounts, new_user::get),
        post("/admin/users/new", accounts, new_user::post),
        get("/admin/users/{id}", accounts, user::get),
        post("/admin/users/{id}/role", accounts, change_user::role),
        post("/admin/users/{id}/grant", accounts, change_user::grant),
        post("/admin/users/{id}/revoke", accounts, change_user::revoke),
        post("/admin/users/{id}/disable", accounts, change_user::disable),
        post("/admin/users/{id}/enable", accounts, change_user::enable),
        post("/admin/users/{id}/invite", accounts, change_user::invite),
        post(
            "/admin/users/{id}/sign-out",
            accounts,
            change_user::sign_out,
        ),
        post(
            "/admin/users/{id}/clear-second-factor",
            accounts,
            change_user::clear_second_factor,
        ),
        get("/admin/audit", Needs::To(Action::SeeAuditLog), audit::get),
        get("/admin/mail", mail, mail::list),
        get("/admin/mail/{number}", mail, mail::one),
        post("/admin/mail/{number}/again", mail, mail::again),
        get("/admin/sandboxes", sandboxes, sandboxes::get),
        post("/admin/sandboxes", sandboxes, sandboxes::post),
        get("/admin/licence", releases, licence::get),
        post("/admin/licence", releases, licence::post),
        get("/admin/releases", releases, releases::get),
        post("/admin/releases", releases, releases::create),
        post("/admin/releases/take-out", releases, releases::take_out),
        post("/admin/releases/doi", releases, releases::doi),
    ]
}
