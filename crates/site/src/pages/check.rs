//! `/check`: what is wrong with a file, told to anybody and kept nowhere.
//!
//! Nothing of a file goes into the cache of answers, the database or the log. The findings that can
//! be taken away as files travel in the page itself.

mod receive;
mod take_away;
pub(crate) mod view;

use askama::Template;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use indigo_model::{Action, Secret};
use indigo_registry::{CheckFile, CheckLimits, accounts::csrf_token};
use tokio::sync::{AcquireError, Semaphore, SemaphorePermit};

use self::{
    receive::{Received, Refusal, receive},
    view::{FileLine, RecordView, aspects, records},
};
use crate::{
    answer::{self, Built},
    frame::Frame,
    request::Asked,
    site::{App, Site},
    staff::{cookies::Cookie, page::own},
};

/// The most bytes of a form with its files.
pub(crate) const MOST_BYTES: usize = 20 << 20;
/// Findings that travel in the page to be taken away as a file.
const CARRIED: usize = 1_000;

/// How many may send, and how many files are checked at a time.
pub(crate) struct Desk {
    sending: Semaphore,
    checking: Semaphore,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            sending: Semaphore::new(8),
            checking: Semaphore::new(2),
        }
    }
}

impl Desk {
    /// Waits until few enough files are being read.
    pub(crate) async fn turn(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        self.checking.acquire().await
    }
}

#[derive(Template)]
#[template(path = "check.html")]
struct FormView<'a> {
    frame: Frame<'a>,
    problem: Option<String>,
    most_megabytes: usize,
    unpacked_megabytes: u64,
    ratio: u64,
    records: String,
    workbooks: Vec<(String, &'a str)>,
}

#[derive(Template)]
#[template(path = "check_result.html")]
struct ResultView<'a> {
    frame: Frame<'a>,
    verdict: String,
    files: Vec<FileLine>,
    values_checked: bool,
    compared: bool,
    aspects: Vec<view::AspectView>,
    already_published: usize,
    records: Vec<RecordView>,
    records_more: Option<String>,
    has_findings: bool,
    carried: String,
    carried_note: Option<String>,
    /// The token of forms, for who is signed in and may propose.
    csrf: Option<String>,
    can_sign_in: bool,
}

/// `GET /check`.
pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        answer::page(&form(site, asked, None))
    })
    .await
}

/// `POST /check`.
pub(crate) async fn post(State(site): State<App>, asked: Asked, request: Request) -> Response {
    let Ok(_sending) = site.desk.sending.try_acquire() else {
        return refused(&site, &asked, Refusal::Busy).await;
    };
    let session = Cookie::Session.read(&site, request.headers());
    let received = match receive(request).await {
        Ok(received) => received,
        Err(refusal) => return refused(&site, &asked, refusal).await,
    };
    let Ok(_checking) = site.desk.checking.acquire().await else {
        return refused(&site, &asked, Refusal::Busy).await;
    };
    let inner = site.clone();
    let response = answer::from(inner, asked, move |site, asked| match received {
        Received::Findings(findings, format) => take_away::findings(&findings, format),
        Received::Files(files, format) => {
            let csrf = session.and_then(|session| token_of(site, &session));
            check(site, asked, &files, format, csrf)
        }
    })
    .await;
    unkept(response)
}

/// The token of forms of somebody who is signed in and may propose.
fn token_of(site: &Site, session: &Secret) -> Option<String> {
    let registry = site.staff.as_deref()?;
    let person = registry.person_of_session(session).ok()??;
    person
        .may_somewhere(Action::Propose)
        .then(|| csrf_token(session).expose().to_owned())
}

async fn refused(site: &App, asked: &Asked, refusal: Refusal) -> Response {
    let response = answer::from(site.clone(), asked.clone(), move |site, asked| {
        let (status, said) = refusal.told();
        let mut response = if asked.wants_json {
            crate::error::json(serde_json::json!({ "error": said }).to_string())
        } else {
            answer::html(&form(site, asked, Some(said)))?
        };
        *response.status_mut() = status;
        Ok(response)
    });
    unkept(response.await)
}

/// What somebody sent is nobody else's: no cache on the way may hold the answer.
fn unkept(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn check(
    site: &Site,
    asked: &Asked,
    files: &[CheckFile],
    format: take_away::Format,
    csrf: Option<String>,
) -> Built {
    let report = site.reader.check(files, &CheckLimits::for_anybody())?;
    let format = if asked.wants_json {
        take_away::Format::Json
    } else {
        format
    };
    if format != take_away::Format::Page {
        return take_away::report(&report, format);
    }
    let carried = report.findings.len().min(CARRIED);
    let carried_note = (report.total() > carried).then(|| {
        format!(
            "These files hold the first {}. To get all, send the file again and choose a file in the place of a page.",
            crate::words::counted(carried, "finding", "findings")
        )
    });
    let (records, records_more) = records(site, &report);
    let view = ResultView {
        frame: Frame::new(
            site,
            asked,
            "What was found in your file",
            "The result of a check.",
        )
        .unlisted(),
        verdict: view::verdict(&report),
        files: report.files.iter().map(FileLine::of).collect(),
        values_checked: report.values_checked,
        compared: report.compared,
        aspects: aspects(&report),
        already_published: report.already_published_count,
        records,
        records_more,
        has_findings: carried > 0,
        carried: serde_json::to_string(&report.findings[..carried]).unwrap_or_default(),
        carried_note,
        can_sign_in: site.staff.is_some(),
        csrf,
    };
    let is_own = view.csrf.is_some();
    let response = (StatusCode::OK, answer::html(&view)?).into_response();
    // With a token in it, it is not compressed.
    Ok(if is_own { own(response) } else { response })
}

fn form<'a>(site: &'a Site, asked: &Asked, problem: Option<String>) -> FormView<'a> {
    let limits = CheckLimits::for_anybody();
    FormView {
        frame: Frame::new(
            site,
            asked,
            "Check a file",
            "Find out what is wrong with a workbook, a CSV file or JSON before you send it. Without an account, and nothing is kept.",
        ),
        problem,
        most_megabytes: MOST_BYTES >> 20,
        unpacked_megabytes: limits.files.archive_bytes >> 20,
        ratio: limits.files.archive_ratio,
        records: crate::words::count(limits.records),
        workbooks: site
            .standard()
            .types()
            .map(|one| {
                let href = format!("{}/workbook.xlsx", crate::frame::list_href(one));
                (href, one.profile.words.title.as_str())
            })
            .collect(),
    }
}
