//! `/releases`: the dated releases, what is in each, and how it is cited.

mod list;
mod one;
mod record;

use indigo_registry::{Citation, Release};

pub(crate) use list::get as list;
pub(crate) use one::get as one;
pub(crate) use record::get as record;

use crate::{error::SiteError, facts::dates, site::Site};

/// The release that a page is asked for.
fn release(site: &Site, version: &str) -> Result<Release, SiteError> {
    let all = site.reader.releases()?;
    all.into_iter()
        .find(|release| release.version == version)
        .ok_or(SiteError::NotFound)
}

/// How something is cited.
pub(crate) struct Cited {
    pub(crate) apa: String,
    pub(crate) bibtex: String,
    pub(crate) ris: String,
}

impl Cited {
    pub(crate) fn of(about: &indigo_registry::About) -> Self {
        let citation = Citation(about);
        Self {
            apa: citation.apa(),
            bibtex: citation.bibtex(),
            ris: citation.ris(),
        }
    }
}

/// A day in words.
pub(crate) fn day_said(day: &str) -> String {
    dates::in_words(day).unwrap_or_else(|| day.to_owned())
}

/// A size in words.
pub(crate) fn size_said(bytes: u64) -> String {
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
        assert_eq!(size_said(12), "12\u{a0}bytes");
        assert_eq!(size_said(12_400), "12\u{a0}kB");
        assert_eq!(size_said(1_260_000), "1.3\u{a0}MB");
    }
}
