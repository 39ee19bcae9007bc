//! `/admin/sandboxes`: adds and names sandboxes.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::RegistryError;

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
        signed_in::SignedIn,
    },
};

/// Longest title, in characters.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "staff/sandboxes.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    said: Option<&'static str>,
    sandboxes: Vec<(String, String)>,
    typed_id: &'a str,
    typed_title: &'a str,
}

fn view<'a>(
    desk: &Desk<'a>,
    faults: Faults,
    (id, title): (&'a str, &'a str),
) -> Result<View<'a>, RegistryError> {
    let (frame, bar) = desk.around("Sandboxes");
    Ok(View {
        frame,
        bar,
        faults,
        said: desk.said(&[("saved", "The sandbox is saved.")]),
        sandboxes: desk.registry.sandbox_list()?,
        typed_id: id,
        typed_title: title,
    })
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        page::html(&view(desk, Faults::default(), ("", ""))?)
    })
    .await
}

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| save(desk, &posted)).await
}

fn save(desk: &Desk<'_>, posted: &Posted) -> Done {
    let (id, title) = (posted.text("id"), posted.text("title"));
    let mut faults = Faults::default();
    if title.is_empty() || title.chars().count() > LONGEST {
        faults.add("title", "Type a title of at most 200 characters");
    }
    if faults.is_empty() {
        match desk.registry.add_sandbox(id, title) {
            Ok(()) => return page::to("/admin/sandboxes?done=saved"),
            Err(RegistryError::Use(text)) => faults.add("id", text),
            Err(error) => return Err(error.into()),
        }
    }
    page::unfit(&view(desk, faults, (id, title))?)
}
