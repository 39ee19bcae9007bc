//! `GET /sitemap.xml`: the addresses of all pages; an index of parts when there are very many.

use std::fmt::Write as _;

use axum::{extract::State, response::Response};

use crate::{
    answer::{self, Built},
    error::SiteError,
    frame::{dictionary_href, list_href, record_href},
    request::Asked,
    site::{App, Site},
};

/// How many addresses a site map may hold.
const MOST: usize = 50_000;

/// An address with the day that it changed last.
type Page = (String, Option<String>);

pub(crate) async fn first(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let pages = pages(site)?;
        let base = base(site, asked);
        let body = if pages.len() <= MOST {
            url_set(&base, &pages)
        } else {
            index(&base, pages.len().div_ceil(MOST))
        };
        Ok(given(site, body))
    })
    .await
}

pub(crate) async fn part(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build_part).await
}

fn build_part(site: &Site, asked: &Asked) -> Built {
    let number: usize = asked
        .last_segment()
        .strip_suffix(".xml")
        .and_then(|number| number.parse().ok())
        .filter(|number| *number > 0)
        .ok_or(SiteError::NotFound)?;
    let pages = pages(site)?;
    let part = pages
        .chunks(MOST)
        .nth(number - 1)
        .ok_or(SiteError::NotFound)?;
    Ok(given(site, url_set(&base(site, asked), part)))
}

fn given(site: &Site, body: String) -> Response {
    let response = answer::typed("application/xml; charset=utf-8", body);
    answer::of_host(site, answer::kept(response))
}

/// The address that the site is known by, or was asked by.
pub(crate) fn base(site: &Site, asked: &Asked) -> String {
    site.config
        .base_url
        .clone()
        .unwrap_or_else(|| format!("http://{}", asked.host.as_deref().unwrap_or("localhost")))
}

fn pages(site: &Site) -> Result<Vec<Page>, SiteError> {
    let catalogue = site.reader.catalogue()?;
    let mut pages: Vec<Page> = [
        "/",
        "/about",
        "/landscape",
        "/data",
        "/releases",
        "/data/api",
        "/data/reference",
        "/check",
        "/quality",
    ]
    .iter()
    .map(|path| ((*path).to_owned(), None))
    .collect();
    for one in site.standard().types() {
        pages.push((list_href(one), None));
        pages.push((dictionary_href(one), None));
    }
    for one in site.standard().types() {
        for entry in catalogue.entries(&one.id) {
            let day = entry.updated.get(..10).map(str::to_owned);
            pages.push((record_href(one, &entry.id), day));
        }
    }
    Ok(pages)
}

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

fn url_set(base: &str, pages: &[Page]) -> String {
    let mut xml =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for (path, day) in pages {
        let _ = write!(xml, "<url><loc>{}</loc>", escaped(&format!("{base}{path}")));
        if let Some(day) = day {
            let _ = write!(xml, "<lastmod>{}</lastmod>", escaped(day));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn index(base: &str, parts: usize) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n"
    );
    for part in 1..=parts {
        let _ = writeln!(
            xml,
            "<sitemap><loc>{}</loc></sitemap>",
            escaped(&format!("{base}/sitemaps/{part}.xml"))
        );
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_site_has_an_index() {
        let xml = index("https://a.org", 2);
        assert!(xml.contains("<loc>https://a.org/sitemaps/2.xml</loc>"));
        let xml = url_set(
            "https://a.org",
            &[("/x&y".into(), Some("2026-01-01".into()))],
        );
        assert!(xml.contains("<loc>https://a.org/x&amp;y</loc><lastmod>2026-01-01</lastmod>"));
    }
}
