//! Pages for people with an account: signing in, the own account, administration, moderation.
//!
//! Every route stands in a table with the [`Action`](indigo_model::Action) that it needs, and the
//! guard in front of it asks for it: a handler is never reached by somebody who may not, nor by a
//! form that another site has sent. Answers are never kept and never compressed.

pub(crate) mod account;
pub(crate) mod admin;
pub(crate) mod bar;
pub(crate) mod cookies;
pub(crate) mod desk;
pub(crate) mod door;
pub(crate) mod edit;
pub(crate) mod fault;
pub(crate) mod faults;
pub(crate) mod form;
pub(crate) mod guard;
pub(crate) mod moderate;
pub(crate) mod names;
pub(crate) mod next;
pub(crate) mod origin;
pub(crate) mod page;
pub(crate) mod proposals;
pub(crate) mod qr;
pub(crate) mod records;
pub(crate) mod remark;
pub(crate) mod resume;
pub(crate) mod routes;
pub(crate) mod signed_in;
pub(crate) mod state;
pub(crate) mod table;
pub(crate) mod upload;
pub(crate) mod visit;
pub(crate) mod when;

/// Where pages of this kind begin; nothing under them is looked up in the kept answers.
const PLACES: [&str; 9] = [
    "/account",
    "/admin",
    "/forgot-password",
    "/moderate",
    "/proposals",
    "/records",
    "/sign-in",
    "/sign-out",
    "/upload",
];

/// Whether a path leads to pages for people with an account.
pub(crate) fn is_place(path: &str) -> bool {
    PLACES.iter().any(|place| {
        path.strip_prefix(place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// A path as it may stand in a log: what follows the address of a mailed link is a secret.
pub(crate) fn path_for_log(path: &str) -> &str {
    use indigo_registry::accounts::LinkKind;
    [
        LinkKind::Reset,
        LinkKind::Invite,
        LinkKind::Confirm,
        LinkKind::Correction,
    ]
    .into_iter()
    .map(LinkKind::path)
    .find(|place| path.starts_with(place))
    .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_whole_segments() {
        for (path, expected) in [
            ("/account", true),
            ("/account/tokens", true),
            ("/accounts", false),
            ("/sign-in", true),
            ("/sign-in/reset/abc", true),
            ("/projects", false),
            ("/", false),
        ] {
            assert_eq!(is_place(path), expected, "{path}");
        }
    }

    #[test]
    fn the_secret_of_a_link_is_left_out_of_logs() {
        for (path, expected) in [
            ("/sign-in/reset/abc", "/sign-in/reset/"),
            ("/sign-in/invitation/abc", "/sign-in/invitation/"),
            ("/confirm/abc", "/confirm/"),
            ("/projects/INDIGO-POJ-0001", "/projects/INDIGO-POJ-0001"),
        ] {
            assert_eq!(path_for_log(path), expected);
        }
    }
}
