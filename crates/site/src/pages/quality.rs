//! `/quality`: how complete and how sound the public data are, each figure with what it rests on.

mod chart;
mod trend;
mod view;

use askama::Template;
use axum::{extract::State, http::header, response::Response};

use indigo_registry::quality_days_csv;

use self::{
    chart::Chart,
    trend::Line,
    view::{CheckRow, GradeRow, ShareRow, StaleRow, TypeFields},
};
use crate::{
    answer::{self, Built},
    frame::Frame,
    headers::open_to_all,
    request::Asked,
    site::{App, Site},
    words::{count, counted},
};

#[derive(Template)]
#[template(path = "quality.html")]
struct View<'a> {
    frame: Frame<'a>,
    day: String,
    records: String,
    grades: Vec<GradeRow<'a>>,
    shares: Vec<ShareRow<'a>>,
    checks: Vec<CheckRow>,
    stale: Vec<StaleRow>,
    stale_said: String,
    fields: Vec<TypeFields<'a>>,
    trend_said: String,
    some_afterwards: bool,
    by_month: bool,
    charts: Vec<Chart>,
    lines: Vec<Line>,
}

/// `GET /quality`.
pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

/// `GET /quality.csv`.
pub(crate) async fn csv(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, _| {
        let report = site.quality.newest(&*site.reader)?;
        Ok(table(
            report.csv(site.standard()),
            "attachment; filename=\"quality.csv\"",
        ))
    })
    .await
}

/// `GET /quality/trend.csv`.
pub(crate) async fn trend(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, _| {
        let days = site.reader.quality_days()?;
        Ok(table(
            quality_days_csv(&days),
            "attachment; filename=\"trend.csv\"",
        ))
    })
    .await
}

fn table(text: String, disposition: &'static str) -> Response {
    let mut response = answer::typed("text/csv; charset=utf-8", text);
    response.headers_mut().insert(
        header::CONTENT_DISPOSITION,
        header::HeaderValue::from_static(disposition),
    );
    open_to_all(response.headers_mut());
    response
}

fn build(site: &Site, asked: &Asked) -> Built {
    let report = site.quality.newest(&*site.reader)?;
    let all: usize = report.records.iter().map(|(_, count)| count).sum();
    let totals = trend::totals(&site.reader.quality_days()?);
    let (picked, by_month) = trend::picked(&totals);
    let view = View {
        frame: Frame::new(
            site,
            asked,
            "Quality of the data",
            "How complete the public records are, what checks find in them, and which are out of date.",
        ),
        day: crate::facts::dates::day_of(&report.day),
        records: counted(all, "public record", "public records"),
        grades: view::grades(site, &report),
        shares: view::shares(site, &report),
        checks: view::checks(&report),
        stale: view::stale(site, &report),
        stale_said: format!(
            "{} of {}",
            count(report.figures.stale.len()),
            counted(all, "public record", "public records")
        ),
        fields: view::fields(site, &report),
        trend_said: trend::said(&totals),
        some_afterwards: trend::some_afterwards(&totals),
        by_month,
        charts: chart::charts(&totals),
        lines: trend::lines(&picked),
    };
    // What is old depends on the day, so the page is made anew from the report that is kept.
    answer::html(&view)
}
