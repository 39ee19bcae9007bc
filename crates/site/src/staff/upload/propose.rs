//! `POST /upload/{upload}`: what was uploaded and looked at becomes proposals, or a draft of the
//! form.

use std::sync::PoisonError;

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_registry::{DraftAbout, Origin, Written};

use super::{
    held::Upload,
    review::{self, find},
};
use crate::{
    request::Asked,
    site::App,
    staff::{
        desk::Desk,
        edit::{edit_href, new_key},
        fault::StaffFault,
        faults::Faults,
        form::Posted,
        page::{self, Done},
        proposals::proposal_href,
        signed_in::SignedIn,
    },
};

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let upload = find(desk)?;
        // Held to the end, so that what is sent twice is proposed once.
        let mut upload = upload.lock().unwrap_or_else(PoisonError::into_inner);
        propose(desk, &mut upload, &posted)
    })
    .await
}

fn propose(desk: &Desk<'_>, upload: &mut Upload, posted: &Posted) -> Done {
    posted.text("comment").clone_into(&mut upload.comment);
    posted.text("source").clone_into(&mut upload.source);
    if let Some(number) = posted.field("form") {
        let place = number.parse::<usize>().unwrap_or_default().wrapping_sub(1);
        return go_on_in_form(desk, upload, place);
    }
    let wanted: Vec<usize> = posted
        .all("take")
        .filter_map(|number| number.parse::<usize>().ok()?.checked_sub(1))
        .filter(|place| {
            let one = upload.uploads.workbooks.get(*place);
            let change = one.and_then(|one| one.change.as_ref());
            change.is_some_and(|change| !change.items.is_empty())
        })
        .collect();
    let mut faults = Faults::default();
    if wanted.is_empty() {
        faults.add("take-1", "Choose at least one workbook to propose");
    }
    if upload.comment.is_empty() {
        faults.add(
            "comment",
            "Say why, for whoever decides and for the history",
        );
    }
    if faults.is_empty() {
        for place in wanted.iter().copied() {
            if let Err(fault) = propose_one(desk, upload, place) {
                let file = &upload.uploads.workbooks[place].file;
                faults.add(
                    &format!("take-{}", place + 1),
                    format!("{file} was not proposed: {fault}"),
                );
            }
        }
    }
    if !faults.is_empty() {
        return review::answer(desk, upload, faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    match (wanted.as_slice(), upload.uploads.workbooks.len()) {
        ([only], 1) => {
            let edit = upload.proposed[*only].clone().unwrap_or_default();
            page::to(&format!("{}?done=proposed", proposal_href(&edit)))
        }
        _ => page::to(&format!(
            "/upload/{}?done=proposed",
            crate::url::encode(desk.asked.segment(1))
        )),
    }
}

/// Proposes one workbook, unless it was before.
fn propose_one(desk: &Desk<'_>, upload: &mut Upload, place: usize) -> Result<(), StaffFault> {
    let Some(change) = &upload.uploads.workbooks[place].change else {
        return Ok(());
    };
    if upload.proposed[place].is_some() {
        return Ok(());
    }
    let written = Written {
        key: change.key.clone(),
        base_version: change.base_version,
        data: change.data.clone(),
        comment: upload.comment.clone(),
        source: upload.source.clone(),
        origin: Origin::Workbook,
        supersedes: upload.replaces.clone(),
    };
    let edit = desk.registry.propose_written(desk.person(), &written)?;
    upload.proposed[place] = Some(edit.ok_or_else(|| StaffFault::Said {
        status: StatusCode::CONFLICT,
        text: "nothing differs any more".to_owned(),
    })?);
    Ok(())
}

/// Keeps a workbook as the draft of the form, where it can be worked on further.
fn go_on_in_form(desk: &Desk<'_>, upload: &Upload, place: usize) -> Done {
    let one = upload.uploads.workbooks.get(place);
    let change = one
        .and_then(|one| one.change.as_ref())
        .ok_or_else(StaffFault::not_found)?;
    let actor = desk.person().actor();
    let key = match change.key.id.as_str() {
        "" => new_key(&change.key.record_type, &indigo_registry::draft_name()),
        _ => change.key.clone(),
    };
    if desk.registry.draft(&actor, &key)?.is_some() {
        let faults = Faults::one(
            &format!("workbook-{}", place + 1),
            format!(
                "You have a draft of {} already. Throw it away on the page of your proposals first, or propose the workbook as it is",
                key.id
            ),
        );
        return review::answer(desk, upload, faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let about = DraftAbout {
        origin: Origin::Workbook,
        supersedes: upload.replaces.clone(),
        comment: upload.comment.clone(),
        source: upload.source.clone(),
    };
    desk.registry.save_draft(
        &actor,
        &key,
        Some(change.base_version),
        &change.data,
        &about,
    )?;
    page::to(&edit_href(&key))
}
