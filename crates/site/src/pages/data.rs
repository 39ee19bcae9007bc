//! `GET /data`: everything that can be taken away, and the API.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::Download;

use crate::{
    answer::{self, Built},
    downloads::{self, Offered},
    error::SiteError,
    frame::{Frame, dictionary_href},
    request::Asked,
    site::{App, Site},
    words::count,
};

#[derive(Template)]
#[template(path = "data.html")]
struct View<'a> {
    frame: Frame<'a>,
    files: Vec<FileView>,
    types: Vec<TypeView<'a>>,
    /// The address in the examples.
    base: String,
}

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
    let view = View {
        frame: Frame::new(
            site,
            asked,
            "Data and API",
            "Download all public records as CSV, SQLite or JSON Lines, read them through the API, and look fields up in the dictionary.",
        ),
        files,
        types,
        base: site.config.base_url.clone().unwrap_or_default(),
    };
    answer::page(&view)
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
    Some(said(site.reader.download(download).ok()?.size_bytes))
}

/// A size in words.
fn said(bytes: u64) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a size is shown with one decimal"
    )]
    let size = bytes as f64;
    if size >= 1e6 {
        format!("{:.1}\u{a0}MB", size / 1e6)
    } else if size >= 1e3 {
        format!("{:.0}\u{a0}kB", size / 1e3)
    } else {
        format!("{bytes}\u{a0}bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_words() {
        assert_eq!(said(12), "12\u{a0}bytes");
        assert_eq!(said(12_400), "12\u{a0}kB");
        assert_eq!(said(1_260_000), "1.3\u{a0}MB");
    }
}
