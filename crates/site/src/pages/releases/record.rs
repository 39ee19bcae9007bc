//! `GET /releases/{version}/records/{type}/{id}`: a record as it is in a release.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_exchange::tables::{DataTable, ROW};
use indigo_model::Value;
use indigo_registry::ReleasedRecord;
use indigo_standard::TypeStandard;

use super::{day_said, release};
use crate::{
    answer::{self, Built},
    error::SiteError,
    frame::{Frame, record_href},
    request::Asked,
    site::{App, Site},
};

#[derive(Template)]
#[template(path = "releases/record.html")]
struct View<'a> {
    frame: Frame<'a>,
    version: String,
    day: String,
    id: &'a str,
    name: String,
    /// The record's own page, when it is public now.
    now_href: Option<String>,
    /// That it was taken out.
    taken_out: Option<String>,
    facts: Vec<(String, String)>,
    lists: Vec<ListView>,
}

/// The rows of a list.
struct ListView {
    title: String,
    rows: Vec<Vec<(String, String)>>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let release = release(site, asked.segment(1))?;
    let (record_type, id) = (asked.segment(3), asked.segment(4));
    let one = site
        .standard()
        .get(record_type)
        .ok_or(SiteError::NotFound)?;
    let found = site
        .reader
        .released_record(&release, record_type, id)?
        .ok_or(SiteError::NotFound)?;
    let now = site.reader.record(record_type, id)?;
    let now_href = now.map(|_| record_href(one, id));
    let title = format!("{id} in release {}", release.version);
    let said = format!("What was public of {id} on {}.", release.day);
    let frame = Frame::new(site, asked, title, said).unlisted();
    let mut view = View {
        frame,
        day: day_said(&release.day),
        version: release.version,
        id,
        name: id.to_owned(),
        now_href,
        taken_out: None,
        facts: Vec::new(),
        lists: Vec::new(),
    };
    match found {
        ReleasedRecord::TakenOut(taken) => {
            view.taken_out = Some(taken.said());
            let mut response = answer::html(&view)?;
            *response.status_mut() = StatusCode::GONE;
            Ok(response)
        }
        ReleasedRecord::There(data) => {
            one.name_of(&data).unwrap_or(id).clone_into(&mut view.name);
            fill(&mut view, one, id, &data);
            answer::page(&view)
        }
    }
}

/// All values that are there, in the order of the standard.
fn fill(view: &mut View<'_>, one: &TypeStandard, id: &str, data: &Value) {
    for table in DataTable::all_of(one) {
        let mut rows = Vec::new();
        let Ok(()) = table.rows::<std::convert::Infallible>(one, id, data, &mut |cells| {
            let said = table.columns.iter().zip(cells).filter(|(column, cell)| {
                !cell.is_missing() && column.field.is_some() && column.name != ROW
            });
            let said: Vec<(String, String)> = said
                .map(|(column, cell)| (column.title.clone(), cell.text()))
                .collect();
            rows.push(said);
            Ok(())
        });
        match table.list {
            None => view.facts = rows.into_iter().flatten().collect(),
            Some(list) => {
                rows.retain(|row| !row.is_empty());
                if !rows.is_empty() {
                    let title = one.lists[list].title.clone();
                    view.lists.push(ListView { title, rows });
                }
            }
        }
    }
}
