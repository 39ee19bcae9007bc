//! `GET /upload/{upload}`: what was uploaded, before anything is proposed.

use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Severity;
use indigo_registry::{UploadedChange, UploadedWorkbook};

use super::held::{KEPT_MINUTES, Upload};
use crate::{
    frame::{Frame, record_href},
    pages::check::view::{AspectView, aspects, verdict},
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        fault::StaffFault,
        faults::Faults,
        names::Names,
        page::{self, Done},
        proposals::{Group, groups, proposal_href},
        signed_in::SignedIn,
    },
    words::{counted, small_first},
};

/// Groups of changes of a workbook that are shown.
const MOST_GROUPS: usize = 400;

#[derive(Template)]
#[template(path = "staff/upload_review.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    done: Option<&'static str>,
    href: String,
    place: String,
    replaces_href: Option<String>,
    workbooks: Vec<WorkbookView>,
    /// How many can be proposed now.
    open: usize,
    comment: String,
    source: String,
    /// Whether anything could be looked at.
    is_looked_at: bool,
    verdict: String,
    values_checked: bool,
    aspects: Vec<AspectView>,
    kept_minutes: u64,
}

struct WorkbookView {
    number: usize,
    file: String,
    what: String,
    title: String,
    public_href: Option<String>,
    /// Severity in a word, and what is to be said.
    notes: Vec<(&'static str, String)>,
    said: String,
    /// Whether it can be proposed.
    is_open: bool,
    proposed: Option<String>,
    conflicts: Option<String>,
    groups: Vec<Group>,
    more: Option<String>,
    is_new: bool,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let upload = find(desk)?;
        let upload = upload.lock().unwrap_or_else(PoisonError::into_inner);
        answer(desk, &upload, Faults::default(), StatusCode::OK)
    })
    .await
}

/// The upload that the address names.
pub(super) fn find(desk: &Desk<'_>) -> Result<Arc<Mutex<Upload>>, StaffFault> {
    let name = desk.asked.segment(1);
    let found = desk.site.uploads.find(&desk.person().actor(), name);
    found.ok_or_else(|| StaffFault::Said {
        status: StatusCode::NOT_FOUND,
        text: format!(
            "There is no such upload of yours any more. What a workbook says is kept for {KEPT_MINUTES} minutes, and not when the site is started anew. Upload the file again."
        ),
    })
}

/// The page, with what is wrong with a form that was sent.
pub(super) fn answer(desk: &Desk<'_>, upload: &Upload, faults: Faults, status: StatusCode) -> Done {
    let (frame, bar) = desk.around("What you uploaded");
    let names = Names::of(desk.registry);
    let workbooks: Vec<WorkbookView> = (1..)
        .zip(upload.uploads.workbooks.iter().zip(&upload.proposed))
        .map(|(number, (one, proposed))| workbook(desk, &names, number, one, proposed.as_deref()))
        .collect::<Result<_, _>>()?;
    let report = &upload.uploads.report;
    let view = View {
        frame,
        bar,
        faults,
        done: desk.said(&[("proposed", "What you chose is proposed.")]),
        href: format!("/upload/{}", crate::url::encode(desk.asked.segment(1))),
        place: upload.place.clone(),
        replaces_href: upload.replaces.as_deref().map(proposal_href),
        open: workbooks.iter().filter(|one| one.is_open).count(),
        workbooks,
        comment: upload.comment.clone(),
        source: upload.source.clone(),
        is_looked_at: upload
            .uploads
            .workbooks
            .iter()
            .any(|one| one.change.is_some()),
        verdict: verdict(report),
        values_checked: report.values_checked,
        aspects: aspects(report),
        kept_minutes: KEPT_MINUTES,
    };
    let mut response = page::html(&view)?;
    *response.status_mut() = status;
    Ok(response)
}

fn workbook(
    desk: &Desk<'_>,
    names: &Names<'_>,
    number: usize,
    one: &UploadedWorkbook,
    proposed: Option<&str>,
) -> Result<WorkbookView, StaffFault> {
    let notes = one
        .notes
        .iter()
        .map(|note| {
            let word = match note.severity {
                Severity::Error => "Error",
                Severity::Warning => "Warning",
                Severity::Note => "Hint",
            };
            (word, note.message.clone())
        })
        .collect();
    let mut view = WorkbookView {
        number,
        file: one.file.clone(),
        what: one.what.clone(),
        title: one.file.clone(),
        public_href: None,
        notes,
        said: "It is not taken, so nothing can be proposed from it.".to_owned(),
        is_open: false,
        proposed: proposed.map(proposal_href),
        conflicts: None,
        groups: Vec::new(),
        more: None,
        is_new: false,
    };
    let Some(change) = &one.change else {
        return Ok(view);
    };
    let of_type = desk.site.standard().get(&change.key.record_type);
    let type_title = of_type.map_or(change.key.record_type.as_str(), |one| {
        &one.profile.words.title
    });
    let name = change.name.as_deref().unwrap_or("without a name");
    view.title = match change.key.id.as_str() {
        "" => format!("New {}: {name}", small_first(type_title)),
        id => format!("{id}: {name}"),
    };
    let public = desk
        .site
        .reader
        .record(&change.key.record_type, &change.key.id);
    let is_public = public.map_err(crate::error::SiteError::from)?.is_some();
    view.public_href = of_type
        .filter(|_| is_public)
        .map(|one| record_href(one, &change.key.id));
    view.said = said(change);
    view.is_open = !change.items.is_empty() && proposed.is_none();
    view.is_new = change.is_new();
    view.conflicts = match change.conflicts() {
        0 => None,
        many => Some(format!(
            "{} also changed in the record since the workbook was made. Look at the three values; who decides will see them too.",
            match many {
                1 => "One of these has".to_owned(),
                many => format!("{many} of these have"),
            }
        )),
    };
    view.groups = groups(of_type, &change.items, names);
    let all = view.groups.len();
    view.groups.truncate(MOST_GROUPS);
    view.more = (all > MOST_GROUPS).then(|| {
        format!(
            "And {} more, which are in the proposal too.",
            counted(all - MOST_GROUPS, "group", "groups")
        )
    });
    Ok(view)
}

fn said(change: &UploadedChange) -> String {
    let changes = counted(change.items.len(), "change", "changes");
    match (change.items.len(), change.is_new()) {
        (0, true) => "The workbook is empty: there is nothing to propose.".to_owned(),
        (0, false) => {
            "Nothing differs from the record as you see it: there is nothing to propose.".to_owned()
        }
        (_, true) => "A new record. It gets an id when it is proposed.".to_owned(),
        (..) => format!("{}.", crate::words::capital_first(&changes)),
    }
}
