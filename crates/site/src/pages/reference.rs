//! `GET /data/reference` and `GET /data/reference/{file}`: the facts of the world that records
//! refer to, with their sources, as a page and as files.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use indigo_standard::reference::{self, ReferenceFile};

use crate::{
    answer::{self, Built},
    error::SiteError,
    frame::Frame,
    headers::open_to_all,
    request::Asked,
    site::{App, Site},
    words::count,
};

#[derive(Template)]
#[template(path = "reference.html")]
struct View<'a> {
    frame: Frame<'a>,
    tables: Vec<TableView>,
    regions: Vec<RegionView>,
    goals: Vec<(String, &'static str)>,
}

/// A table that can be taken away.
struct TableView {
    href: String,
    file: &'static ReferenceFile,
    rows: String,
}

/// A sub-region with the names of its countries.
struct RegionView {
    region: &'static str,
    sub_region: &'static str,
    countries: String,
}

static FILES: [ReferenceFile; 4] = reference::FILES;

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

pub(crate) async fn file(State(site): State<App>, asked: Asked) -> Response {
    let mut response = answer::from(site, asked, build_file).await;
    open_to_all(response.headers_mut());
    response
}

fn build(site: &Site, asked: &Asked) -> Built {
    let view = View {
        frame: Frame::new(
            site,
            asked,
            "Reference facts",
            "Countries with their regions, currencies, and the Sustainable Development Goals, as Indigo uses them: with source, licence and files to download.",
        ),
        tables: FILES
            .iter()
            .map(|file| TableView {
                href: href(file),
                file,
                rows: count(file.text.lines().count().saturating_sub(1)),
            })
            .collect(),
        regions: regions(),
        goals: reference::sdg_goals()
            .iter()
            .map(|goal| (goal.code.clone(), goal.name.as_str()))
            .collect(),
    };
    answer::page(&view)
}

fn build_file(_: &Site, asked: &Asked) -> Built {
    let name = asked.segment(2);
    let file = FILES
        .iter()
        .find(|file| file.name == name)
        .ok_or(SiteError::NotFound)?;
    let mut response = answer::typed("text/csv; charset=utf-8", file.text.to_owned());
    let saved_as = format!("attachment; filename=\"{}\"", file.name);
    if let Ok(value) = HeaderValue::from_str(&saved_as) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(answer::kept(response))
}

fn href(file: &ReferenceFile) -> String {
    format!("/data/reference/{}", file.name)
}

/// The sub-regions in the order of their regions; countries without one come last.
fn regions() -> Vec<RegionView> {
    let mut all: Vec<(&'static str, &'static str, Vec<&'static str>)> = Vec::new();
    for country in reference::countries() {
        let region = country.region.as_deref().unwrap_or("No region");
        let sub_region = country.sub_region.as_deref().unwrap_or("No sub-region");
        match all
            .iter_mut()
            .find(|(one, sub, _)| *one == region && *sub == sub_region)
        {
            Some((_, _, names)) => names.push(&country.name),
            None => all.push((region, sub_region, vec![&country.name])),
        }
    }
    all.sort_by_key(|(region, sub_region, _)| (*region == "No region", *region, *sub_region));
    all.into_iter()
        .map(|(region, sub_region, mut names)| {
            names.sort_unstable();
            RegionView {
                region,
                sub_region,
                countries: names.join("; "),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_is_in_one_row_of_the_regions() {
        let rows = regions();
        let countries: usize = rows
            .iter()
            .map(|row| row.countries.split("; ").count())
            .sum();
        assert_eq!(countries, reference::countries().len());
        assert_eq!(rows[0].sub_region, "Northern Africa");
        assert_eq!(rows.last().unwrap().countries, "Antarctica");
    }

    #[test]
    fn the_number_of_lines_is_the_number_of_rows() {
        // No cell of these tables holds a line end.
        let lines = FILES.map(|file| file.text.lines().count() - 1);
        assert_eq!(lines[0], reference::countries().len());
        assert_eq!(lines[1], reference::currencies().len());
        assert_eq!(lines[2], reference::sdg_goals().len());
        assert_eq!(lines[3], reference::sdg_targets().len());
    }
}
