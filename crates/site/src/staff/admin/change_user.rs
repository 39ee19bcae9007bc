//! `POST /admin/users/{id}/…`: what an administrator does to an account, one handler an action.

use axum::{extract::State, response::Response};
use indigo_model::{Grant, RecordKey, Role};
use indigo_registry::{Reader as _, RegistryError, accounts::AccountFault};

use super::user::show;
use crate::{
    request::Asked,
    site::App,
    staff::{
        desk::Desk,
        faults::Faults,
        form::Posted,
        page::{self, Done},
        signed_in::SignedIn,
    },
};

/// Does it to the account in the address, and shows its page with a word on what was done.
async fn act(
    (site, asked, who, posted): (App, Asked, SignedIn, Posted),
    field: &'static str,
    act: impl FnOnce(&Desk<'_>, &str, &Posted) -> Result<&'static str, RegistryError> + Send + 'static,
) -> Response {
    page::from(site, asked, who, move |desk| -> Done {
        let account = desk.asked.segment(2);
        match act(desk, account, &posted) {
            Ok(done) => page::to(&format!(
                "/admin/users/{}?done={done}",
                crate::url::encode(account)
            )),
            Err(RegistryError::Account(
                fault @ (AccountFault::LastAdministrator | AccountFault::BadRole(_)),
            )) => show(desk, Faults::one(field, fault.to_string())),
            Err(error @ (RegistryError::UnknownType(_) | RegistryError::UnknownRecord(_))) => {
                show(desk, Faults::one(field, error.to_string()))
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}

pub(crate) async fn role(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    act(
        (site, asked, who, posted),
        "role",
        |desk, account, posted| {
            let word = posted.text("role");
            let role = Role::parse(word).ok_or_else(|| AccountFault::BadRole(word.to_owned()))?;
            desk.registry.change_role(desk.by(), account, role)?;
            Ok("role")
        },
    )
    .await
}

/// The grant that a form names: a type, and a record of it or all.
fn grant_of(posted: &Posted) -> Grant {
    Grant {
        record_type: posted.text("type").to_owned(),
        id: Some(posted.text("record").to_owned()).filter(|id| !id.is_empty()),
    }
}

pub(crate) async fn grant(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    act(
        (site, asked, who, posted),
        "record",
        |desk, account, posted| {
            let grant = grant_of(posted);
            if let Some(id) = &grant.id {
                // A slip of the pen would grant nothing, and nobody would see it.
                let ids = desk.registry.ids(&grant.record_type).unwrap_or_default();
                if !ids.iter().any(|(known, _)| known == id) {
                    let key = RecordKey::new(&grant.record_type, id);
                    return Err(RegistryError::UnknownRecord(key));
                }
            }
            desk.registry.grant(desk.by(), account, &grant)?;
            Ok("granted")
        },
    )
    .await
}

pub(crate) async fn revoke(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    act(
        (site, asked, who, posted),
        "record",
        |desk, account, posted| {
            let Some(grant) = Grant::parse(posted.text("grant")) else {
                return Ok("none");
            };
            desk.registry.revoke(desk.by(), account, &grant)?;
            Ok("revoked")
        },
    )
    .await
}

pub(crate) async fn disable(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    act((site, asked, who, posted), "", |desk, account, _| {
        desk.registry.disable_account(desk.by(), account)?;
        Ok("disabled")
    })
    .await
}

pub(crate) async fn enable(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    act((site, asked, who, posted), "", |desk, account, _| {
        desk.registry.enable_account(desk.by(), account)?;
        Ok("enabled")
    })
    .await
}

pub(crate) async fn invite(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    act((site, asked, who, posted), "", |desk, account, _| {
        desk.registry.invite_again(desk.by(), account)?;
        Ok("invited")
    })
    .await
}

pub(crate) async fn sign_out(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    act((site, asked, who, posted), "", |desk, account, _| {
        desk.registry.sign_out_account(desk.by(), account)?;
        Ok("out")
    })
    .await
}

pub(crate) async fn clear_second_factor(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    act((site, asked, who, posted), "", |desk, account, _| {
        if !desk.registry.account(desk.by(), account)?.second_factor {
            return Ok("none");
        }
        desk.registry.clear_second_factor(desk.by(), account)?;
        Ok("factor")
    })
    .await
}
