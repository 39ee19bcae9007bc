//! `GET /releases/{version}`: a release with its files, changes and citation.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_exchange::metadata::{About, DataFile, schema_org};
use indigo_registry::ChangeLog;

use super::{Cited, day_said, release, size_said};
use crate::{
    answer::{self, Built},
    frame::Frame,
    pages::sitemap::base,
    request::Asked,
    site::{App, Site},
    words::count,
};

/// The most records of a kind of change that the page names; all are in the file.
const NAMED: usize = 200;

/// The files that are named first, with what each is for.
const FIRST: [(&str, &str); 14] = [
    ("csv.zip", "All tables as CSV, with what describes them"),
    ("indigo.xlsx", "All tables as a workbook, a sheet each"),
    ("parquet.zip", "All tables as Parquet"),
    ("indigo.sqlite", "All tables as an SQLite database"),
    ("records.jsonl", "Every record whole, one a line"),
    ("places.geojson", "A point for each public place"),
    (
        "datapackage.json",
        "Frictionless description of the CSV tables",
    ),
    ("dictionary.csv", "What every column means"),
    ("dictionary.json", "The same as JSON"),
    ("codelists.csv", "What every code means"),
    ("CHANGES.md", "What changed since the release before"),
    ("CITATION.cff", "How to cite, for programs"),
    ("datacite.json", "Metadata for a DOI"),
    ("SHA256SUMS", "The checksums of all files"),
];

#[derive(Template)]
#[template(path = "releases/one.html")]
struct View<'a> {
    frame: Frame<'a>,
    version: String,
    day: String,
    note: String,
    doi: Option<String>,
    licence: String,
    licence_href: Option<String>,
    files: Vec<FileView>,
    tables: Vec<FileView>,
    cited: Cited,
    changes: Option<ChangesView>,
    taken_out: Vec<String>,
}

/// A file of the release.
struct FileView {
    name: String,
    href: String,
    what: &'static str,
    size: String,
    sha256: String,
}

/// What changed, with links to the records.
struct ChangesView {
    said: String,
    parts: Vec<(&'static str, Vec<RecordView>, Option<String>)>,
}

/// A record that changed.
struct RecordView {
    /// Its address in the release, when it is in it.
    href: Option<String>,
    id: String,
    fields: String,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let release = release(site, asked.segment(1))?;
    let about = release.about();
    let home = format!("/releases/{}", release.version);
    let view = |file: &DataFile, what| FileView {
        href: format!("{home}/{}", file.name),
        name: file.name.clone(),
        what,
        size: size_said(file.size_bytes),
        sha256: file.sha256.clone(),
    };
    let files: Vec<FileView> = FIRST
        .iter()
        .filter_map(|(name, what)| Some(view(release.file(name)?, *what)))
        .collect();
    let tables = release
        .files
        .iter()
        .filter(|file| !FIRST.iter().any(|(name, _)| *name == file.name))
        .map(|file| view(file, ""))
        .collect();
    let addresses: Vec<(String, Option<u64>)> = release
        .files
        .iter()
        .filter(|file| FIRST.iter().any(|(name, _)| *name == file.name))
        .map(|file| (format!("{home}/{}", file.name), Some(file.size_bytes)))
        .collect();
    let changes = site.reader.release_changes(&release)?;
    let title = format!("Release {}", release.version);
    let frame = Frame::new(
        site,
        asked,
        title,
        format!(
            "All data that were public on {}, in every format, with checksums and how to cite them.",
            release.day
        ),
    )
    .about(schema_org(&about, &addresses));
    let cited = Cited::of(&About {
        site_url: about.site_url.clone().or_else(|| Some(base(site, asked))),
        ..about.clone()
    });
    let page = answer::page(&View {
        frame,
        day: day_said(&release.day),
        licence: release.terms.licence_said(),
        licence_href: release.terms.licence.as_ref().map(|one| one.url.clone()),
        files,
        tables,
        cited,
        changes: changes.map(|log| changes_view(&home, &log)),
        taken_out: about.taken_out,
        note: release.note,
        doi: release.doi,
        version: release.version,
    })?;
    Ok(answer::of_host(site, page))
}

fn changes_view(home: &str, log: &ChangeLog) -> ChangesView {
    let record = |key: &str, fields: String, is_here: bool| {
        let (record_type, id) = key.split_once('/').unwrap_or(("", key));
        let href = || format!("{home}/records/{record_type}/{}", crate::url::encode(id));
        RecordView {
            href: is_here.then(href),
            id: id.to_owned(),
            fields,
        }
    };
    let more = |all: usize| (all > NAMED).then(|| count(all - NAMED));
    let plain = |keys: &[String], is_here: bool| -> Vec<RecordView> {
        let keys = keys.iter().take(NAMED);
        keys.map(|key| record(key, String::new(), is_here))
            .collect()
    };
    let said = match (&log.previous, log.is_unknown) {
        (None, _) => format!(
            "This is the first release: {} records.",
            count(log.added.len())
        ),
        (Some(previous), true) => {
            format!("The files of the release before, {previous}, were not there to compare with.")
        }
        (Some(previous), false) => format!(
            "Since {previous}: {} added, {} changed, {} withdrawn.",
            count(log.added.len()),
            count(log.changed.len()),
            count(log.withdrawn.len())
        ),
    };
    let mut parts = Vec::new();
    if log.previous.is_some() {
        let changed = log.changed.iter().take(NAMED);
        let changed = changed.map(|one| record(&one.record, one.fields.join(", "), true));
        parts = vec![
            ("Added", plain(&log.added, true), more(log.added.len())),
            ("Changed", changed.collect(), more(log.changed.len())),
            (
                "Withdrawn",
                plain(&log.withdrawn, false),
                more(log.withdrawn.len()),
            ),
        ];
        parts.retain(|(_, records, _): &(_, Vec<RecordView>, _)| !records.is_empty());
    }
    ChangesView { said, parts }
}
