//! Workbooks to fill, at their new addresses and at those of the first system.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use indigo_registry::{PublicRecord, first_quality_workbook, own_workbook, public_form};
use indigo_standard::TypeStandard;

use crate::{
    answer::{self, Built},
    error::SiteError,
    headers::open_to_all,
    request::Asked,
    site::{App, Site},
};

/// What workbooks are, by their own name.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What the first system called them.
const FIRST: &str = "application/vnd.ms-excel";

/// `GET /{list}/workbook.xlsx`: our workbook of a type, blank.
pub(crate) async fn blank(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
        let name = format!("attachment; filename=\"{}.xlsx\"", plain(&one.id));
        Ok(answer::kept(given(
            XLSX,
            name,
            own_workbook(&*site.reader, one, None)?,
        )))
    })
    .await
}

/// `GET /{list}/{id}/workbook.xlsx`: our workbook of a type, filled from a public record.
pub(crate) async fn filled(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
        let record = record(site, one, asked.segment(1))?;
        let name = format!("attachment; filename=\"{}.xlsx\"", plain(&record.id));
        Ok(answer::kept(given(
            XLSX,
            name,
            own_workbook(&*site.reader, one, Some(&record))?,
        )))
    })
    .await
}

/// `GET /app/{type}_download_blank_form`: none when there is no such form.
pub(crate) fn first_blank(site: &Site, name: &str) -> Option<Built> {
    // The first system had these two.
    let id = name
        .strip_suffix("_download_blank_form")
        .filter(|id| matches!(*id, "project" | "organisation"))?;
    let one = site.standard().get(id)?;
    let built = public_form(&*site.reader, one, None);
    let name = format!("inline; filename={id}.xlsx");
    Some(
        built
            .map_err(SiteError::from)
            .map(|bytes| given(FIRST, name, bytes)),
    )
}

/// `GET /app/{type}/{id}/download_form`.
pub(crate) fn first_filled(site: &Site, asked: &Asked) -> Built {
    let word = match asked.segment(1) {
        "project" => "project",
        "organisation" => "organisation",
        "fund" => "Fund",
        "pipeline" => "Pipeline",
        _ => return Err(SiteError::NotFound),
    };
    let one = site
        .standard()
        .get(asked.segment(1))
        .ok_or(SiteError::NotFound)?;
    let record = record(site, one, asked.segment(2))?;
    let name = format!("inline; filename={word}{}.xlsx", plain(&record.id));
    Ok(given(
        FIRST,
        name,
        public_form(&*site.reader, one, Some(&record))?,
    ))
}

/// `GET /app/project_download_data_quality_report`.
pub(crate) fn first_quality(site: &Site) -> Built {
    let one = site.standard().get("project").ok_or(SiteError::NotFound)?;
    let bytes = first_quality_workbook(&*site.reader, one)?;
    let name = "inline; filename=data_quality_report_on_all_projects.xlsx".to_owned();
    Ok(answer::kept(given(FIRST, name, bytes)))
}

fn record(site: &Site, one: &TypeStandard, id: &str) -> Result<PublicRecord, SiteError> {
    site.reader
        .record(&one.id, id)?
        .ok_or_else(|| SiteError::NoRecord {
            record_type: one.id.clone(),
            id: id.to_owned(),
        })
}

/// An id as part of a file's name.
pub(crate) fn plain(id: &str) -> String {
    let letter = |letter: char| {
        let is_plain = letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
        if is_plain { letter } else { '_' }
    };
    id.chars().map(letter).collect()
}

fn given(content_type: &'static str, disposition: String, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    let mut response = (headers, bytes).into_response();
    open_to_all(response.headers_mut());
    response
}
