//! `GET /upload` and `GET /records/{type}/{id}/upload`: the form for workbooks.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::CheckLimits;

use super::{
    held::KEPT_MINUTES,
    receive::{MOST_BYTES, MOST_FILES},
    target::Target,
};
use crate::{
    frame::{Frame, list_href, record_href},
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        fault::StaffFault,
        faults::Faults,
        form::Posted,
        page::{self, Done},
        proposals::proposal_href,
        records::record_page_href,
        signed_in::SignedIn,
    },
};

#[derive(Template)]
#[template(path = "staff/upload.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    action: String,
    /// Id and name of the record that it is for.
    record: Option<(String, String)>,
    public_href: Option<String>,
    workbook_href: Option<String>,
    whole_href: Option<String>,
    replaces: String,
    replaces_href: Option<String>,
    blanks: Vec<(String, &'a str)>,
    comment: String,
    source: String,
    is_private: bool,
    most_megabytes: usize,
    most_files: usize,
    unpacked_megabytes: u64,
    kept_minutes: u64,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let target = Target::of(desk, desk.asked.parameter("replaces"))?;
        page::html(&view(desk, &target, Faults::default(), None)?)
    })
    .await
}

/// The form once more, with what is wrong and what was typed.
pub(super) fn again(desk: &Desk<'_>, target: &Target, faults: Faults, posted: &Posted) -> Done {
    page::unfit(&view(desk, target, faults, Some(posted))?)
}

fn view<'a>(
    desk: &Desk<'a>,
    target: &Target,
    faults: Faults,
    posted: Option<&Posted>,
) -> Result<View<'a>, StaffFault> {
    let standard = desk.site.standard();
    let of_record = target
        .key
        .as_ref()
        .and_then(|key| Some((key, standard.get(&key.record_type)?)));
    let named = of_record.map(|(key, _)| {
        let name = target.name.clone();
        (
            key.id.clone(),
            name.unwrap_or_else(|| "No name yet".to_owned()),
        )
    });
    let title = match &named {
        Some((id, _)) => format!("Upload a workbook of {id}"),
        None => "Upload a workbook".to_owned(),
    };
    let (frame, bar) = desk.around(&title);
    let public = of_record.filter(|_| target.is_public);
    let whole = of_record.filter(|_| target.is_whole);
    let typed = |name: &str| posted.map_or_else(String::new, |posted| posted.text(name).to_owned());
    let types = standard.types();
    Ok(View {
        frame,
        bar,
        faults,
        action: target.href(),
        record: named,
        public_href: public.map(|(key, one)| record_href(one, &key.id)),
        workbook_href: public
            .map(|(key, one)| format!("{}/workbook.xlsx", record_href(one, &key.id))),
        whole_href: whole.map(|(key, _)| format!("{}/workbook.xlsx", record_page_href(key))),
        replaces_href: target.replaces.as_deref().map(proposal_href),
        replaces: target.replaces.clone().unwrap_or_default(),
        blanks: types
            .filter(|one| of_record.is_none_or(|(key, _)| one.id == key.record_type))
            .map(|one| {
                let href = format!("{}/workbook.xlsx", list_href(one));
                (href, one.profile.words.title.as_str())
            })
            .collect(),
        comment: typed("comment"),
        source: typed("source"),
        is_private: typed("status") == "private",
        most_megabytes: MOST_BYTES >> 20,
        most_files: MOST_FILES,
        unpacked_megabytes: CheckLimits::for_anybody().files.workbook_bytes >> 20,
        kept_minutes: KEPT_MINUTES,
    })
}
