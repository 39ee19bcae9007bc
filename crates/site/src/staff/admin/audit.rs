//! `GET /admin/audit`: who did what to accounts.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::{
    RegistryError,
    accounts::{AccountFault, AuditEntry},
};

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{bar::Bar, faults::Faults, page, signed_in::SignedIn},
    url::encode,
};

/// How many lines are shown at a time.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "staff/audit.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    account: &'a str,
    entries: Vec<AuditEntry>,
    /// The address of older lines.
    older: Option<String>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let account = desk.asked.parameter("account");
        let found = desk
            .registry
            .audit_log(desk.by(), desk.before(), account, SHOWN);
        let (entries, faults) = match found {
            Ok(entries) => (entries, Faults::default()),
            Err(RegistryError::Account(fault @ AccountFault::UnknownAccount(_))) => {
                (Vec::new(), Faults::one("account", fault.to_string()))
            }
            Err(error) => return Err(error.into()),
        };
        let account = account.unwrap_or_default();
        let older = entries
            .last()
            .filter(|_| entries.len() == SHOWN)
            .map(|last| {
                format!(
                    "/admin/audit?before={}&account={}",
                    last.number,
                    encode(account)
                )
            });
        let (frame, bar) = desk.around("Audit log");
        page::html(&View {
            frame,
            bar,
            faults,
            account,
            entries,
            older,
        })
    })
    .await
}
