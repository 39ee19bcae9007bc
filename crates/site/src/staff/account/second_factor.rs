//! `/account/second-factor`: codes of an app on a phone besides the password.
//!
//! The secret and the recovery codes are in the answer to a form and nowhere else: they are shown
//! once, and no address leads to them.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::Secret;
use indigo_registry::{
    RegistryError,
    accounts::{AccountFault, Enrolment},
};

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        faults::Faults,
        form::Posted,
        page::{self, Done},
        qr::{self, Picture},
        signed_in::SignedIn,
    },
};

#[derive(Template)]
#[template(path = "staff/second_factor.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    said: Option<&'static str>,
    is_on: bool,
    codes_left: i64,
}

#[derive(Template)]
#[template(path = "staff/enrol.html")]
struct Enrol<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    enrolment: Option<Enrolment>,
    picture: Option<Picture>,
}

#[derive(Template)]
#[template(path = "staff/codes.html")]
struct Codes<'a> {
    frame: Frame<'a>,
    bar: Bar,
    codes: Vec<Secret>,
    is_new: bool,
}

fn overview<'a>(desk: &Desk<'a>, faults: Faults) -> Result<View<'a>, RegistryError> {
    let (frame, bar) = desk.around("Second factor");
    Ok(View {
        frame,
        bar,
        faults,
        said: desk.said(&[("off", "The second factor is off.")]),
        is_on: desk.person().account.second_factor,
        codes_left: desk.registry.recovery_codes_left(desk.person())?,
    })
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        page::html(&overview(desk, Faults::default())?)
    })
    .await
}

pub(crate) async fn begin(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let enrolment = desk
            .registry
            .begin_second_factor(desk.person(), desk.address())?;
        page::html(&enrol(desk, Some(enrolment), Faults::default()))
    })
    .await
}

fn enrol<'a>(desk: &Desk<'a>, enrolment: Option<Enrolment>, faults: Faults) -> Enrol<'a> {
    let (frame, bar) = desk.around("Set up the second factor");
    Enrol {
        frame,
        bar,
        faults,
        picture: enrolment
            .as_ref()
            .and_then(|enrolment| qr::picture(enrolment.uri.expose())),
        enrolment,
    }
}

pub(crate) async fn confirm(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let code = posted.secret("code");
        match desk
            .registry
            .confirm_second_factor(desk.person(), &code, desk.address())
        {
            Ok(codes) => show_codes(desk, codes, true),
            Err(RegistryError::Account(
                fault @ (AccountFault::WrongCode | AccountFault::Wait { .. }),
            )) => page::unfit(&enrol(desk, None, Faults::one("code", fault.to_string()))),
            Err(error) => Err(error.into()),
        }
    })
    .await
}

fn show_codes(desk: &Desk<'_>, codes: Vec<Secret>, is_new: bool) -> Done {
    let (frame, bar) = desk.around("Your recovery codes");
    page::html(&Codes {
        frame,
        bar,
        codes,
        is_new,
    })
}

pub(crate) async fn codes(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::slowly(site, asked, who, move |desk| {
        let password = posted.secret("codes-password");
        let done = desk
            .registry
            .renew_recovery_codes(desk.person(), &password, desk.address());
        match done {
            Ok(codes) => show_codes(desk, codes, false),
            Err(error) => wrong_password(desk, "codes-password", error),
        }
    })
    .await
}

pub(crate) async fn end(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::slowly(site, asked, who, move |desk| {
        let password = posted.secret("end-password");
        let done = desk
            .registry
            .end_second_factor(desk.person(), &password, desk.address());
        match done {
            Ok(()) => page::to("/account/second-factor?done=off"),
            Err(error) => wrong_password(desk, "end-password", error),
        }
    })
    .await
}

fn wrong_password(desk: &Desk<'_>, field: &str, error: RegistryError) -> Done {
    match error {
        RegistryError::Account(
            fault @ (AccountFault::WrongPassword | AccountFault::Wait { .. }),
        ) => page::unfit(&overview(desk, Faults::one(field, fault.to_string()))?),
        error => Err(error.into()),
    }
}
