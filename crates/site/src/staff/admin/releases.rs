//! `/admin/releases`: makes releases, takes records out of them, notes their DOI.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::RecordKey;
use indigo_registry::{RegistryError, ReleaseFault};

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

/// The most records that are named as no longer public.
const NAMED: usize = 200;

#[derive(Template)]
#[template(path = "staff/releases.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    said: Option<&'static str>,
    licence: String,
    releases: Vec<ReleaseView>,
    not_public: Vec<(String, String, String)>,
    more: usize,
    version: String,
    note: String,
    from: String,
    record: String,
    reason: String,
    doi_of: String,
    doi: String,
}

/// A release, for staff.
struct ReleaseView {
    version: String,
    day: String,
    by: String,
    position: i64,
    files: usize,
    doi: Option<String>,
    taken_out: Vec<(String, String)>,
}

fn view<'a>(desk: &Desk<'a>, faults: Faults, typed: &Posted) -> Result<View<'a>, RegistryError> {
    view_with(desk, faults, |name| typed.text(name).to_owned())
}

fn view_with<'a>(
    desk: &Desk<'a>,
    faults: Faults,
    typed: impl Fn(&str) -> String,
) -> Result<View<'a>, RegistryError> {
    let (frame, bar) = desk.around("Releases");
    let releases = desk
        .registry
        .release_list()?
        .into_iter()
        .map(|release| ReleaseView {
            files: release.files.len(),
            taken_out: release
                .taken_out
                .iter()
                .map(|taken| (taken.said(), taken.by.clone()))
                .collect(),
            version: release.version,
            day: release.day,
            by: release.actor,
            position: release.position,
            doi: release.doi,
        })
        .collect();
    let mut not_public = desk.registry.released_not_public_now()?;
    let more = not_public.len().saturating_sub(NAMED);
    not_public.truncate(NAMED);
    Ok(View {
        frame,
        bar,
        faults,
        said: desk.said(&[
            ("made", "The release is made."),
            (
                "taken-out",
                "The record is taken out, and the files of the release were made anew.",
            ),
            ("doi", "The DOI is noted."),
        ]),
        licence: desk.registry.kept_terms()?.licence_said(),
        releases,
        not_public: not_public
            .into_iter()
            .map(|(version, key)| (version, key.record_type, key.id))
            .collect(),
        more,
        version: typed("version"),
        note: typed("note"),
        from: typed("from"),
        record: typed("record"),
        reason: typed("reason"),
        doi_of: typed("doi_of"),
        doi: typed("doi"),
    })
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let asked_for = |name: &str| desk.asked.parameter(name).unwrap_or_default().to_owned();
        page::html(&view_with(desk, Faults::default(), asked_for)?)
    })
    .await
}

pub(crate) async fn create(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let made = desk.registry.create_release(
            posted.text("version"),
            posted.text("note"),
            &desk.person().account.name,
        );
        answered(
            desk,
            &posted,
            made.map(|_| ()),
            "made",
            |fault| match fault {
                ReleaseFault::LongNote => "note",
                _ => "version",
            },
        )
    })
    .await
}

pub(crate) async fn take_out(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let Some((record_type, id)) = posted.text("record").split_once('/') else {
            let mut faults = Faults::default();
            faults.add(
                "record",
                "Write the record as its type and id, such as project/INDIGO-POJ-0001",
            );
            return page::unfit(&view(desk, faults, &posted)?);
        };
        let key = RecordKey::new(record_type.trim(), id.trim());
        let done = desk.registry.take_out_of_release(
            posted.text("from"),
            &key,
            posted.text("reason"),
            &desk.person().account.name,
        );
        answered(
            desk,
            &posted,
            done.map(|_| ()),
            "taken-out",
            |fault| match fault {
                ReleaseFault::NoReason => "reason",
                ReleaseFault::NoRecord { .. } | ReleaseFault::TakenOutBefore { .. } => "record",
                _ => "from",
            },
        )
    })
    .await
}

pub(crate) async fn doi(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let done = desk
            .registry
            .set_release_doi(posted.text("doi_of"), Some(posted.text("doi")));
        answered(desk, &posted, done, "doi", |fault| match fault {
            ReleaseFault::Doi(_) => "doi",
            _ => "doi_of",
        })
    })
    .await
}

/// To the page again, or the form with what is wrong.
fn answered(
    desk: &Desk<'_>,
    posted: &Posted,
    done: Result<(), RegistryError>,
    word: &str,
    field: impl Fn(&ReleaseFault) -> &'static str,
) -> Done {
    match done {
        Ok(()) => page::to(&format!("/admin/releases?done={word}")),
        Err(RegistryError::Release(fault)) => {
            let mut faults = Faults::default();
            faults.add(field(&fault), fault.to_string());
            page::unfit(&view(desk, faults, posted)?)
        }
        Err(error) => Err(error.into()),
    }
}
