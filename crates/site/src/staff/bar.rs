//! What stands at the top of every page for people who are signed in.

use indigo_model::Action;

use super::desk::Desk;

/// A way to another page.
pub(crate) struct Way {
    pub(crate) href: &'static str,
    pub(crate) title: &'static str,
    pub(crate) is_current: bool,
}

/// Name, ways to other pages, and the token of forms.
pub(crate) struct Bar {
    pub(crate) name: String,
    pub(crate) role: &'static str,
    pub(crate) ways: Vec<Way>,
    /// Notices that were not seen.
    pub(crate) unseen: i64,
    /// The token for forms.
    pub(crate) csrf: String,
}

/// Address, title, and what it needs. The one at the root of a place is current under it.
const WAYS: [(&str, &str, Action); 6] = [
    ("/account", "Your account", Action::ManageOwnAccount),
    ("/proposals", "Your proposals", Action::SeeOwnProposals),
    ("/upload", "Upload", Action::Propose),
    ("/moderate", "Queue", Action::SeeProposals),
    ("/records", "Records", Action::SeeHistory),
    ("/admin", "Administration", Action::ManageAccounts),
];

impl Bar {
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let person = desk.person();
        let path = match desk.asked.path() {
            // Whoever sees those of others comes from the queue.
            path if path.starts_with("/proposals/")
                && person.may_somewhere(Action::SeeProposals) =>
            {
                "/moderate"
            }
            // Whoever sees no records but in forms is there to propose.
            path if path.starts_with("/records/") && !person.may_somewhere(Action::SeeHistory) => {
                "/proposals"
            }
            path => path,
        };
        let unseen = desk
            .registry
            .unseen_notices(person)
            .unwrap_or_else(|error| {
                tracing::warn!("notices could not be counted: {error}");
                0
            });
        Self {
            name: person.account.name.clone(),
            role: person.account.role.title(),
            ways: WAYS
                .into_iter()
                .filter(|(_, _, action)| person.may_somewhere(*action))
                .map(|(href, title, _)| Way {
                    is_current: path
                        .strip_prefix(href)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
                    href,
                    title,
                })
                .collect(),
            unseen,
            csrf: desk.who.csrf().expose().to_owned(),
        }
    }
}
