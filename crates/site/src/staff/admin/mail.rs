//! `/admin/mail`: what went out, what waits, what was given up.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::accounts::MailEntry;

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        fault::StaffFault,
        page::{self, Done},
        signed_in::SignedIn,
    },
};

/// How many are shown at a time.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "staff/mail.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    said: Option<&'static str>,
    mails: Vec<MailEntry>,
    /// The address of older ones.
    older: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/mail_one.html")]
struct One<'a> {
    frame: Frame<'a>,
    bar: Bar,
    mail: MailEntry,
    /// As it stands in its file, the link included.
    written: Option<String>,
}

/// A state in words.
fn state(mail: &MailEntry) -> &'static str {
    match mail.state.as_str() {
        "queued" if mail.attempts == 0 => "waits",
        "queued" => "is tried again",
        "sent" => "sent",
        "written" => "written to the folder",
        _ => "given up",
    }
}

pub(crate) async fn list(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let mails = desk.registry.mail_list(desk.by(), desk.before(), SHOWN)?;
        let older = mails
            .last()
            .filter(|_| mails.len() == SHOWN)
            .map(|last| format!("/admin/mail?before={}", last.number));
        let (frame, bar) = desk.around("Mail");
        page::html(&View {
            frame,
            bar,
            said: desk.said(&[("again", "The message is in the queue once more.")]),
            mails,
            older,
        })
    })
    .await
}

fn number(desk: &Desk<'_>) -> Result<i64, StaffFault> {
    desk.asked
        .segment(2)
        .parse()
        .map_err(|_| StaffFault::not_found())
}

pub(crate) async fn one(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, show).await
}

fn show(desk: &Desk<'_>) -> Done {
    let number = number(desk)?;
    let before = Some(number.saturating_add(1));
    let mail = desk.registry.mail_list(desk.by(), before, 1)?.pop();
    let mail = mail
        .filter(|mail| mail.number == number)
        .ok_or_else(StaffFault::not_found)?;
    let written = desk.registry.written_mail(desk.by(), number)?;
    let (frame, bar) = desk.around(&mail.subject);
    page::html(&One {
        frame,
        bar,
        mail,
        written,
    })
}

pub(crate) async fn again(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        desk.registry.send_again(desk.by(), number(desk)?)?;
        page::to("/admin/mail?done=again")
    })
    .await
}
