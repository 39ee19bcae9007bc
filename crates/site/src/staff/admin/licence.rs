//! `/admin/licence`: on which terms the data are given away.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::{LICENCES, Licence, RegistryError, Terms};

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

/// What stands for no licence, and for one that is not in the list.
const NONE: &str = "none";
const OTHER: &str = "other";

#[derive(Template)]
#[template(path = "staff/licence.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    said: Option<&'static str>,
    now: String,
    was_set: bool,
    choices: Vec<Choice>,
    name: String,
    url: String,
    publisher: String,
}

/// A licence that can be chosen.
struct Choice {
    value: &'static str,
    label: String,
    is_chosen: bool,
}

fn view<'a>(
    desk: &Desk<'a>,
    faults: Faults,
    typed: Option<(&str, Terms)>,
) -> Result<View<'a>, RegistryError> {
    let (frame, bar) = desk.around("Licence");
    let now = desk.registry.kept_terms()?;
    let was_set = desk.registry.terms_were_set()?;
    let now_said = now.licence_said();
    let (chosen, terms) = match typed {
        Some((chosen, terms)) => (chosen.to_owned(), terms),
        None => {
            let chosen = match &now.licence {
                None => NONE.to_owned(),
                Some(licence) => licence.spdx.clone().unwrap_or_else(|| OTHER.to_owned()),
            };
            (chosen, now)
        }
    };
    let choice = |value: &'static str, label: String| Choice {
        is_chosen: chosen == value,
        value,
        label,
    };
    let mut choices: Vec<Choice> = LICENCES
        .iter()
        .map(|(spdx, name, _)| choice(spdx, format!("{name} ({spdx})")))
        .collect();
    choices.push(choice(OTHER, "Another one, named below".to_owned()));
    choices.push(choice(NONE, "No licence is set".to_owned()));
    let other = terms.licence.filter(|licence| licence.spdx.is_none());
    let (name, url) = other.map_or_else(Default::default, |one| (one.name, one.url));
    Ok(View {
        frame,
        bar,
        faults,
        said: desk.said(&[(
            "saved",
            "The terms are saved. Pages and new files say them.",
        )]),
        now: now_said,
        was_set,
        choices,
        name,
        url,
        publisher: terms.publisher.unwrap_or_default(),
    })
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        page::html(&view(desk, Faults::default(), None)?)
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
    let chosen = posted.text("licence");
    let mut faults = Faults::default();
    let licence = match chosen {
        NONE => None,
        OTHER => Some(Licence {
            spdx: None,
            name: posted.text("name").to_owned(),
            url: posted.text("url").to_owned(),
        }),
        spdx => {
            let found = Licence::of_spdx(spdx);
            if found.is_none() {
                faults.add("licence", "Choose one of the licences, or that none is set");
            }
            found
        }
    };
    let publisher = posted.text("publisher");
    let terms = Terms {
        licence,
        publisher: (!publisher.is_empty()).then(|| publisher.to_owned()),
    };
    if faults.is_empty() {
        match desk.registry.set_terms(&terms) {
            Ok(()) => return page::to("/admin/licence?done=saved"),
            Err(RegistryError::Terms(text)) => {
                let field = if text.contains("publisher") {
                    "publisher"
                } else if text.contains("address") {
                    "url"
                } else {
                    "name"
                };
                faults.add(field, text);
            }
            Err(error) => return Err(error.into()),
        }
    }
    page::unfit(&view(desk, faults, Some((chosen, terms)))?)
}
