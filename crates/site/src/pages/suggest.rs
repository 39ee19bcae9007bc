//! `/{list}/{id}/suggest`: suggesting the right value for a public fact, without an account.
//!
//! What it shows depends on the public record only. A place at which the public sees nothing is
//! answered like an address at which there is nothing, whether something private stands there.

use std::sync::Arc;

use askama::Template;
use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use indigo_model::RecordKey;
use indigo_registry::{CorrectionLimits, PublicValue, RegistryError, Suggestion};
use indigo_standard::TypeStandard;

use super::moved::kept_instead;
use crate::{
    answer::{self, Built},
    changed::plain,
    error::SiteError,
    facts::references::anchor,
    frame::{Frame, list_href, record_href},
    request::Asked,
    site::{App, Site},
    staff::{faults::Faults, origin, visit::Visit},
    words::shortened,
};

/// How much of a value the list of them shows.
const LISTED_LETTERS: usize = 200;

#[derive(Template)]
#[template(path = "suggest.html")]
struct View<'a> {
    frame: Frame<'a>,
    list_href: String,
    type_titles: &'a str,
    record_href: String,
    name: &'a str,
    id: &'a str,
    faults: Faults,
    step: Step,
    per_hour: i64,
    per_day: i64,
}

/// What the page is for.
enum Step {
    /// To choose a value: section titles with label, value and address of each.
    Choose(Vec<(String, String, String)>),
    /// To say what is right.
    Say {
        place: String,
        label: String,
        present: String,
        value: String,
        source: String,
        email: String,
    },
    /// The mail is on its way.
    Sent,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    place: String,
    value: String,
    source: String,
    email: String,
}

/// `GET`: the values of the record to choose from (`?in=` a section, `?at=` a fact or a row), or the
/// form for one (`?place=`).
pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        if site.staff.is_none() {
            return Err(SiteError::NotFound);
        }
        let subject = match subject(site, asked)? {
            Ok(subject) => subject,
            Err(elsewhere) => return Ok(elsewhere),
        };
        let step = if asked.parameter("done") == Some("sent") {
            Step::Sent
        } else {
            match asked.parameter("place") {
                Some(place) => say(&subject, place, None)?,
                None => match under(&subject, asked.parameter("at")).as_slice() {
                    [] => choose(site, &subject, asked.parameter("in")),
                    [only] => say(&subject, &only.place, None)?,
                    several => Step::Choose(choices(&subject, several)),
                },
            }
        };
        answer::page(&view(site, asked, &subject, step, Faults::default()))
    })
    .await
}

/// `POST`: takes the suggestion and puts the mail that confirms it in the queue.
pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    visit: Visit,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let is_ours = origin::is_ours(&site, &headers);
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    let keep = Arc::clone(&site);
    let mut response = answer::from(keep, asked, move |site, asked| {
        take(site, asked, &visit, &typed(fields), is_ours)
    })
    .await;
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn typed(fields: Vec<(String, String)>) -> Typed {
    let mut typed = Typed::default();
    for (name, value) in fields {
        match name.as_str() {
            "place" => typed.place = value,
            "value" => typed.value = value,
            "source" => typed.source = value,
            "email" => typed.email = value,
            _ => {}
        }
    }
    typed
}

fn take(site: &Site, asked: &Asked, visit: &Visit, typed: &Typed, is_ours: bool) -> Built {
    let registry = site.staff.as_deref().ok_or(SiteError::NotFound)?;
    let subject = match subject(site, asked)? {
        Ok(subject) => subject,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let step = say(&subject, &typed.place, Some(typed))?;
    if !is_ours {
        let faults = Faults::one("", "The form came from another page. Send it from here");
        return again(site, asked, &subject, step, faults, StatusCode::FORBIDDEN);
    }
    let suggestion = Suggestion {
        key: RecordKey::new(&subject.one.id, &subject.id),
        place: typed.place.clone(),
        value: typed.value.clone(),
        source: typed.source.clone(),
        email: typed.email.clone(),
        address: visit.address.clone(),
    };
    match registry.suggest_by_mail(&suggestion, CorrectionLimits::default()) {
        Ok(()) => {
            let place = format!(
                "{}/suggest?done=sent",
                record_href(subject.one, &subject.id)
            );
            Ok((StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response())
        }
        Err(RegistryError::NotPublic) => Err(SiteError::NotFound),
        Err(error @ RegistryError::TooMany(_)) => {
            let faults = Faults::one("", error.to_string());
            again(
                site,
                asked,
                &subject,
                step,
                faults,
                StatusCode::TOO_MANY_REQUESTS,
            )
        }
        Err(RegistryError::Use(text)) => {
            let field = if text.contains("e-mail") {
                "email"
            } else if text.contains("can be found") {
                "source"
            } else {
                "value"
            };
            let faults = Faults::one(field, text);
            again(
                site,
                asked,
                &subject,
                step,
                faults,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
        }
        Err(error) => Err(SiteError::Read(indigo_registry::ReadError::Store(
            error.to_string(),
        ))),
    }
}

fn again(
    site: &Site,
    asked: &Asked,
    subject: &Subject<'_>,
    step: Step,
    faults: Faults,
    status: StatusCode,
) -> Built {
    let mut response = answer::html(&view(site, asked, subject, step, faults))?;
    *response.status_mut() = status;
    Ok(response)
}

/// The record that is suggested about.
struct Subject<'a> {
    one: &'a TypeStandard,
    id: String,
    name: String,
    values: Vec<PublicValue>,
}

/// The record, or where it went.
fn subject<'a>(site: &'a Site, asked: &Asked) -> Result<Result<Subject<'a>, Response>, SiteError> {
    let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
    let id = asked.segment(1);
    let Some(record) = site.reader.record(&one.id, id)? else {
        return kept_instead(site, one, id, "/suggest").map(Err);
    };
    let data = record.data();
    Ok(Ok(Subject {
        one,
        name: one.name_of(&data).unwrap_or(&record.id).to_owned(),
        values: site.reader.correctable(&one.id, &record.id)?,
        id: record.id,
    }))
}

fn say(subject: &Subject<'_>, place: &str, typed: Option<&Typed>) -> Result<Step, SiteError> {
    let value = subject
        .values
        .iter()
        .find(|value| value.place == place)
        .ok_or(SiteError::NotFound)?;
    let present = plain(&value.value);
    Ok(Step::Say {
        place: value.place.clone(),
        label: value.label.clone(),
        value: typed.map_or_else(|| present.clone(), |typed| typed.value.clone()),
        source: typed.map_or_else(String::new, |typed| typed.source.clone()),
        email: typed.map_or_else(String::new, |typed| typed.email.clone()),
        present,
    })
}

/// The values of one fact or row.
fn under<'s>(subject: &'s Subject<'_>, at: Option<&str>) -> Vec<&'s PublicValue> {
    let Some(at) = at else {
        return Vec::new();
    };
    subject
        .values
        .iter()
        .filter(|value| {
            let rest = value.place.strip_prefix(at);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
        .collect()
}

/// Values to choose from: what each is called, what it is, and the address of its form.
fn choices(subject: &Subject<'_>, values: &[&PublicValue]) -> Vec<(String, String, String)> {
    let href = record_href(subject.one, &subject.id);
    values
        .iter()
        .map(|value| {
            (
                value.label.clone(),
                shortened(&plain(&value.value), LISTED_LETTERS),
                format!("{href}/suggest?place={}", crate::url::encode(&value.place)),
            )
        })
        .collect()
}

/// The values to choose from: of the section asked for, or of the record when there are none.
fn choose(site: &Site, subject: &Subject<'_>, section: Option<&str>) -> Step {
    let own: Vec<String> = site
        .layout(&subject.one.id)
        .into_iter()
        .flat_map(|layout| &layout.sections)
        .map(|section| anchor(&section.pointer))
        .collect();
    let section_of = |value: &PublicValue| {
        let at = anchor(&value.place);
        own.iter()
            .filter(|one| at == **one || at.starts_with(&format!("{one}.")))
            .max_by_key(|one| one.len())
            .map_or("overview", String::as_str)
            .to_owned()
    };
    let all = |wanted: Option<&str>| {
        let values: Vec<&PublicValue> = subject
            .values
            .iter()
            .filter(|value| wanted.is_none_or(|wanted| section_of(value) == wanted))
            .collect();
        choices(subject, &values)
    };
    let of_section = section
        .map(|section| all(Some(section)))
        .unwrap_or_default();
    Step::Choose(if of_section.is_empty() {
        all(None)
    } else {
        of_section
    })
}

fn view<'a>(
    site: &'a Site,
    asked: &Asked,
    subject: &'a Subject<'a>,
    step: Step,
    faults: Faults,
) -> View<'a> {
    let limits = CorrectionLimits::default();
    View {
        frame: Frame::new(
            site,
            asked,
            format!("Suggest a correction – {}", subject.name),
            "Tell us what is wrong on a public page, and where the right value can be found.",
        )
        .unlisted(),
        list_href: list_href(subject.one),
        type_titles: &subject.one.profile.words.titles,
        record_href: record_href(subject.one, &subject.id),
        name: &subject.name,
        id: &subject.id,
        faults,
        step,
        per_hour: limits.per_address_hourly,
        per_day: limits.per_email_daily,
    }
}
