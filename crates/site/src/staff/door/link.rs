//! `/sign-in/reset/{link}` and `/sign-in/invitation/{link}`: where mailed links lead. Both let
//! somebody set a password.
//!
//! Looking at the page uses nothing up: programs that check mail follow links too.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Secret;
use indigo_registry::{
    RegistryError,
    accounts::{AccountFault, LinkKind, LinkSeen},
};

use super::threshold::{self, Porch, Threshold};
use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        cookies::Cookie,
        faults::Faults,
        form::Posted,
        page::{self, Done},
    },
};

#[derive(Template)]
#[template(path = "staff/link.html")]
struct View<'a> {
    frame: Frame<'a>,
    csrf: String,
    faults: Faults,
    is_invitation: bool,
    /// Whose link it is; `None` when it is over.
    seen: Option<LinkSeen>,
}

pub(crate) async fn reset(state: State<App>, asked: Asked, came: Threshold) -> Response {
    look(LinkKind::Reset, state, asked, came).await
}

pub(crate) async fn invitation(state: State<App>, asked: Asked, came: Threshold) -> Response {
    look(LinkKind::Invite, state, asked, came).await
}

pub(crate) async fn set_anew(
    state: State<App>,
    asked: Asked,
    came: Threshold,
    posted: Posted,
) -> Response {
    set(LinkKind::Reset, state, asked, came, posted).await
}

pub(crate) async fn accept(
    state: State<App>,
    asked: Asked,
    came: Threshold,
    posted: Posted,
) -> Response {
    set(LinkKind::Invite, state, asked, came, posted).await
}

async fn look(kind: LinkKind, State(site): State<App>, asked: Asked, came: Threshold) -> Response {
    threshold::from(site, asked, came, move |porch| {
        show(porch, kind, Faults::default())
    })
    .await
}

fn show(porch: &Porch<'_>, kind: LinkKind, faults: Faults) -> Done {
    let link = Secret::from(porch.asked.last_segment());
    let seen = porch.registry.look_at_link(kind, &link)?;
    let is_invitation = kind == LinkKind::Invite;
    let status = match (&seen, faults.is_empty()) {
        (None, _) => StatusCode::NOT_FOUND,
        (Some(_), true) => StatusCode::OK,
        (Some(_), false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let title = match (&seen, is_invitation) {
        (None, _) => "This link is over",
        (Some(_), true) => "Welcome to Indigo",
        (Some(_), false) => "Set a new password",
    };
    let view = View {
        frame: porch.frame(title),
        csrf: porch.csrf(),
        faults,
        is_invitation,
        seen,
    };
    threshold::with_status(status, page::html(&view))
}

async fn set(
    kind: LinkKind,
    State(site): State<App>,
    asked: Asked,
    came: Threshold,
    posted: Posted,
) -> Response {
    threshold::slowly(site, asked, came, move |porch| take(porch, kind, &posted)).await
}

fn take(porch: &Porch<'_>, kind: LinkKind, posted: &Posted) -> Done {
    let link = Secret::from(porch.asked.last_segment());
    let (password, repeated) = (posted.secret("password"), posted.secret("repeated"));
    if password != repeated {
        let faults = Faults::one("repeated", "The two passwords differ. Type them once more");
        return show(porch, kind, faults);
    }
    let visitor = porch.came.visit.visitor();
    match porch
        .registry
        .set_password_by_link(kind, &link, &password, visitor)
    {
        Ok(_) => {
            let mut response = page::to("/sign-in?done=password")?;
            // All sessions are over; the browser need not keep the name of one.
            Cookie::Session.take_back(porch.site, response.headers_mut());
            Ok(response)
        }
        Err(RegistryError::Account(AccountFault::WeakPassword(why))) => {
            show(porch, kind, Faults::one("password", why))
        }
        Err(RegistryError::Account(AccountFault::LinkOver)) => show(porch, kind, Faults::default()),
        Err(error) => Err(error.into()),
    }
}
