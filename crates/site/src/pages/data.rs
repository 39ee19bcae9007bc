//! `GET /data`: everything that can be taken away, and the API.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_exchange::metadata::{DcatRelease, dcat_catalogue, schema_org};
use indigo_registry::{About, Download, Release};

use crate::{
    answer::{self, Built},
    downloads::{self, Offered},
    error::SiteError,
    frame::{Frame, dictionary_href},
    headers::open_to_all,
    pages::releases::{Cited, day_said, size_said},
    pages::sitemap::base,
    request::Asked,
    site::{App, Site},
    words::count,
};

#[derive(Template)]
#[template(path = "data.html")]
struct View<'a> {
    frame: Frame<'a>,
    formats: Vec<FormatView>,
    described: Vec<(&'static str, &'static str)>,
    latest: Option<LatestView>,
    licence: String,
    licence_href: Option<String>,
    publisher: String,
    day: String,
    records: String,
    cited: Cited,
    files: Vec<FileView>,
    types: Vec<TypeView<'a>>,
    /// The address in the examples.
    base: String,
}

/// A format of everything.
struct FormatView {
    title: &'static str,
    name: &'static str,
    what: &'static str,
    best_for: &'static str,
    /// Address and size of the file in the latest release.
    released: Option<(String, String)>,
}

/// The latest release.
struct LatestView {
    version: String,
    href: String,
    day: String,
    said: String,
    /// How it is cited.
    apa: String,
    doi: Option<String>,
}

/// Format, file, what it is, what it is best for.
const FORMATS: [(&str, &str, &str, &str); 6] = [
    (
        "XLSX",
        "indigo.xlsx",
        "A workbook with a sheet for each table, a readme and what each column means.",
        "Looking, filtering and counting in a spreadsheet program",
    ),
    (
        "CSV",
        "csv.zip",
        "Each table as a CSV file, with dictionary, licence and a Frictionless description.",
        "Any tool; keeping for the long term",
    ),
    (
        "Parquet",
        "parquet.zip",
        "Each table as a Parquet file with typed columns.",
        "pandas, R, DuckDB, Spark",
    ),
    (
        "SQLite",
        "indigo.sqlite",
        "One database with keys, indexes, views with names beside ids, and tables that say what everything means.",
        "Questions in SQL; Datasette",
    ),
    (
        "JSON Lines",
        "records.jsonl",
        "Every record whole, with its sources, one a line.",
        "Programs that need a record as it is; another Indigo",
    ),
    (
        "GeoJSON",
        "places.geojson",
        "A point for each place of which the coordinates are public.",
        "Maps: QGIS, Leaflet, Kepler",
    ),
];

/// What describes the files.
const DESCRIBED: [(&str, &str); 8] = [
    ("README.md", "readme"),
    (
        "dictionary.csv",
        "what every column means, and how many rows have a value",
    ),
    ("codelists.csv", "what every code means"),
    (
        "datapackage.json",
        "Frictionless Data description of the CSV tables",
    ),
    ("LICENSE.txt", "the licence"),
    ("CITATION.cff", "how to cite, for programs"),
    ("datacite.json", "metadata for a DOI"),
    ("SHA256SUMS", "checksums"),
];

/// A file that can be downloaded.
struct FileView {
    name: String,
    href: String,
    what: String,
    rows: String,
    size: Option<String>,
    is_slow: bool,
}

/// A record type of the API and the dictionary.
struct TypeView<'a> {
    id: &'a str,
    titles: &'a str,
    api_href: String,
    dictionary_href: String,
    fields: String,
    example: Option<String>,
    sandboxes: bool,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    // The page says how large the files are, so that it may have to wait until they are built.
    let builds = std::sync::Arc::clone(&site);
    match builds.builds.acquire().await {
        Ok(_permit) => answer::from(site, asked, build).await,
        Err(_) => answer::from(site, asked, |_, _| Err(SiteError::Stopped)).await,
    }
}

fn build(site: &Site, asked: &Asked) -> Built {
    let catalogue = site.reader.catalogue()?;
    let types = site
        .standard()
        .types()
        .map(|one| TypeView {
            id: &one.id,
            titles: &one.profile.words.titles,
            api_href: format!("/app/api1/{}", one.id),
            dictionary_href: dictionary_href(one),
            fields: count(one.leaf_count()),
            example: catalogue
                .entries(&one.id)
                .first()
                .map(|entry| format!("/app/api1/{}/{}", one.id, crate::url::encode(&entry.id))),
            sandboxes: one.profile.publication.sandboxes,
        })
        .collect();
    let files = downloads::offered(site.standard())
        .iter()
        .map(|offered| file(site, &catalogue, offered))
        .collect();
    let releases = site.reader.releases()?;
    let latest = releases.first();
    let about = about(site)?;
    let records: usize = catalogue.types.values().map(Vec::len).sum();
    let frame = Frame::new(
        site,
        asked,
        "Data and API",
        "Download all public records as CSV, XLSX, Parquet, SQLite, JSON Lines or GeoJSON, read them through the API, and look fields up in the dictionary.",
    )
    .about(schema_org(&about, &newest_files()));
    let view = View {
        frame,
        formats: FORMATS
            .into_iter()
            .map(|(title, name, what, best_for)| FormatView {
                title,
                name,
                what,
                best_for,
                released: latest.and_then(|release| {
                    let file = release.file(name)?;
                    let href = format!("/releases/{}/{name}", release.version);
                    Some((href, size_said(file.size_bytes)))
                }),
            })
            .collect(),
        described: DESCRIBED.to_vec(),
        latest: latest
            .map(|release| latest_view(site, asked, release))
            .transpose()?,
        licence: about.terms.licence_said(),
        licence_href: about.terms.licence.as_ref().map(|one| one.url.clone()),
        publisher: about.terms.publisher_said().to_owned(),
        day: day_said(&about.day),
        records: count(records),
        cited: Cited::of(&About {
            site_url: Some(base(site, asked)),
            ..about
        }),
        files,
        types,
        base: site.config.base_url.clone().unwrap_or_default(),
    };
    Ok(answer::of_host(site, answer::page(&view)?))
}

/// What the newest state is, for descriptions.
fn about(site: &Site) -> Result<About, SiteError> {
    let catalogue = site.reader.catalogue()?;
    let entries = catalogue.types.values().flatten();
    // The day of the last change that everybody sees; it tells nothing of private ones.
    let day = entries.map(|entry| entry.updated.as_str()).max();
    Ok(About {
        terms: site.reader.terms()?,
        day: day.unwrap_or_default().chars().take(10).collect(),
        site_url: site.config.base_url.clone(),
        ..About::default()
    })
}

/// The addresses of the files of the newest state.
fn newest_files() -> Vec<(String, Option<u64>)> {
    FORMATS
        .iter()
        .map(|(_, name, ..)| (format!("/data/files/{name}"), None))
        .collect()
}

fn latest_view(site: &Site, asked: &Asked, release: &Release) -> Result<LatestView, SiteError> {
    let log = site.reader.release_changes(release)?;
    let said = log.and_then(|log| {
        let previous = log.previous.filter(|_| !log.is_unknown)?;
        Some(format!(
            "Since {previous}: {} added, {} changed, {} withdrawn.",
            count(log.added.len()),
            count(log.changed.len()),
            count(log.withdrawn.len())
        ))
    });
    Ok(LatestView {
        version: release.version.clone(),
        href: format!("/releases/{}", release.version),
        day: day_said(&release.day),
        said: said.unwrap_or_default(),
        apa: Cited::of(&About {
            site_url: release.site_url.clone().or_else(|| Some(base(site, asked))),
            ..release.about()
        })
        .apa,
        doi: release.doi.clone(),
    })
}

/// `GET /data/catalogue.jsonld`: the data sets for catalogues, after DCAT-AP.
pub(crate) async fn catalogue(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, _| {
        let releases: Vec<DcatRelease> = site
            .reader
            .releases()?
            .into_iter()
            .map(|release| DcatRelease {
                about: release.about(),
                files: release
                    .files
                    .into_iter()
                    .filter(|file| FORMATS.iter().any(|(_, name, ..)| *name == file.name))
                    .collect(),
            })
            .collect();
        let catalogue = dcat_catalogue(&about(site)?, &newest_files(), &releases);
        let mut response = answer::typed("application/ld+json", catalogue.to_string());
        open_to_all(response.headers_mut());
        Ok(answer::kept(response))
    })
    .await
}

fn file(site: &Site, catalogue: &indigo_registry::Catalogue, offered: &Offered) -> FileView {
    let records: usize = offered
        .types
        .iter()
        .map(|one| catalogue.entries(one).len())
        .sum();
    let rows = match &offered.download {
        // Only the file itself knows how many are flagged.
        Download::PrototypeList => String::new(),
        _ => count(records),
    };
    FileView {
        name: offered.file_name.clone(),
        href: offered.href.clone(),
        what: offered.what.clone(),
        rows,
        // Whether it is there already depends on who asked before, and is not told.
        is_slow: offered.is_slow,
        size: match offered.is_slow {
            true => None,
            false => size(site, &offered.download),
        },
    }
}

/// The size of the file; nothing when it cannot be built now.
fn size(site: &Site, download: &Download) -> Option<String> {
    Some(size_said(site.reader.download(download).ok()?.size_bytes))
}
