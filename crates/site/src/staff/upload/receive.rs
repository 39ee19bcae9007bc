//! `POST /upload` and `POST /records/{type}/{id}/upload`: workbooks are read and kept for a look.

use axum::{extract::State, response::Response};
use indigo_model::Status;
use indigo_registry::{CheckFile, CheckLimits, UploadTerms};

use super::{form, held::Upload, target::Target};
use crate::{
    error::SiteError,
    request::Asked,
    site::App,
    staff::{
        desk::Desk,
        fault::StaffFault,
        faults::Faults,
        form::Posted,
        page::{self, Done},
        signed_in::SignedIn,
    },
};

/// The most bytes of a form with its files.
pub(crate) const MOST_BYTES: usize = 20 << 20;
/// The most files of a form.
pub(super) const MOST_FILES: usize = 20;
/// The most letters of a comment or source.
const MOST_LETTERS: usize = 10_000;

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    // A workbook may unpack to much, so that a few are read at a time.
    let turns = std::sync::Arc::clone(&site);
    let Ok(_turn) = turns.desk.turn().await else {
        return page::fault(site, asked, Some(who), SiteError::Stopped.into()).await;
    };
    page::from(site, asked, who, move |desk| receive(desk, &posted)).await
}

fn receive(desk: &Desk<'_>, posted: &Posted) -> Done {
    let target = Target::of(desk, posted.field("replaces"))?;
    let files: Vec<CheckFile> = posted
        .files()
        .filter(|file| file.field == "file")
        .map(|file| CheckFile::new(&file.name, file.bytes.to_vec()))
        .collect();
    let mut faults = Faults::default();
    if files.is_empty() {
        faults.add("file", "Choose a workbook first");
    }
    if files.len() > MOST_FILES {
        faults.add(
            "file",
            format!(
                "These are {} files; send at most {MOST_FILES} at a time",
                files.len()
            ),
        );
    }
    if target.replaces.is_some() && files.len() > 1 {
        faults.add(
            "file",
            "One proposal is replaced by one workbook: choose one file",
        );
    }
    for field in ["comment", "source"] {
        if posted.text(field).chars().count() > MOST_LETTERS {
            faults.add(field, format!("This is longer than {MOST_LETTERS} letters"));
        }
    }
    if !faults.is_empty() {
        return form::again(desk, &target, faults, posted);
    }
    let terms = UploadTerms {
        key: target.key.as_ref(),
        replaces: target.replaces.as_deref(),
        status: match posted.text("status") {
            "private" => Status::Private,
            _ => Status::Public,
        },
    };
    let limits = CheckLimits::for_anybody();
    let uploads = desk
        .registry
        .read_uploads(desk.person(), &files, terms, &limits)
        .map_err(StaffFault::from)?;
    let upload = Upload {
        proposed: vec![None; uploads.workbooks.len()],
        uploads,
        comment: posted.text("comment").to_owned(),
        source: posted.text("source").to_owned(),
        place: target.href(),
        replaces: target.replaces,
    };
    let name = desk.site.uploads.put(&desk.person().actor(), upload);
    page::to(&format!("/upload/{name}"))
}
