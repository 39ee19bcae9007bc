//! What stands around every page: title, description, navigation, search box.

use indigo_registry::{Day, Terms};
use indigo_standard::TypeStandard;

use crate::{
    facts::dates,
    request::{AS_OF, Asked},
    site::Site,
};

/// An entry of the navigation.
pub(crate) struct NavItem<'a> {
    pub(crate) href: String,
    pub(crate) title: &'a str,
    pub(crate) current: bool,
    /// What it leads to can be shown of a past day.
    pub(crate) keeps_day: bool,
}

/// That a page shows a past day, and where it is shown as it is now.
pub(crate) struct PastDay {
    /// `30 April 2025`.
    pub(crate) day: String,
    pub(crate) now_href: String,
}

/// What the base template needs of every page.
pub(crate) struct Frame<'a> {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) canonical: Option<String>,
    pub(crate) nav: Vec<NavItem<'a>>,
    pub(crate) stylesheet: &'a str,
    /// The address of the script of the search box.
    pub(crate) search_script: &'a str,
    pub(crate) demo: bool,
    /// What stands in the search box.
    pub(crate) words: String,
    /// Search engines are asked not to list the page.
    pub(crate) unlisted: bool,
    /// Address and title of a feed that tells of changes of what the page shows.
    pub(crate) feed: Option<(String, String)>,
    /// The day that the page shows, when one was asked for.
    pub(crate) past: Option<PastDay>,
    /// On which terms the data are given away; nothing when that cannot be read.
    pub(crate) terms: Option<Terms>,
    /// What the page is about, as JSON-LD in which no text ends a script.
    pub(crate) json_ld: Option<String>,
}

impl<'a> Frame<'a> {
    /// The frame of a page titled `title`; `description` is for search engines.
    pub(crate) fn new(
        site: &'a Site,
        asked: &Asked,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        let path = asked.path();
        let nav = site
            .standard()
            .types()
            .map(|one| (list_href(one), one.profile.words.titles.as_str(), true))
            .chain([
                ("/landscape".to_owned(), "Landscape", true),
                ("/data".to_owned(), "Data and API", false),
                ("/about".to_owned(), "About", false),
            ])
            .map(|(href, title, keeps_day)| NavItem {
                current: path == href || path.starts_with(&format!("{href}/")),
                href,
                title,
                keeps_day,
            })
            .collect();
        Self {
            title: title.into(),
            description: description.into(),
            canonical: site
                .config
                .base_url
                .as_ref()
                .map(|base| format!("{base}{path}")),
            nav,
            stylesheet: site.assets.stylesheet(),
            search_script: site.assets.search_script(),
            demo: site.config.demo,
            words: String::new(),
            unlisted: false,
            feed: None,
            past: None,
            terms: site.reader.terms().ok(),
            json_ld: None,
        }
    }

    /// The same frame with something standing in the search box.
    pub(crate) fn with_words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }

    /// The same frame with what the page is about for programs, see
    /// [`indigo_exchange::metadata::schema_org`].
    pub(crate) fn about(mut self, json_ld: String) -> Self {
        self.json_ld = Some(json_ld);
        self
    }

    /// The same frame of a page that a feed belongs to.
    pub(crate) fn with_feed(mut self, href: impl Into<String>, title: impl Into<String>) -> Self {
        self.feed = Some((href.into(), title.into()));
        self
    }

    /// The same frame for a page that search engines are asked not to list.
    pub(crate) fn unlisted(mut self) -> Self {
        self.unlisted = true;
        self.canonical = None;
        self
    }
}

impl Frame<'_> {
    /// The same frame of a page that shows a past day, when one was asked for: it says so, search
    /// engines are asked not to list it, and the lists that it leads to are of the same day.
    pub(crate) fn on_day(mut self, asked: &Asked, day: Option<&Day>) -> Self {
        let Some(day) = day else { return self };
        for item in &mut self.nav {
            if item.keeps_day {
                item.href = on_day(&item.href, Some(day));
            }
        }
        self.past = Some(PastDay {
            day: dates::in_words(day.as_str()).unwrap_or_else(|| day.to_string()),
            now_href: asked.address_with(&[(AS_OF, None)]),
        });
        self.unlisted()
    }
}

/// An address of a list, a record or the landscape, as of the same day when one is given.
pub(crate) fn on_day(href: &str, day: Option<&Day>) -> String {
    let Some(day) = day else {
        return href.to_owned();
    };
    let (href, anchor) = match href.split_once('#') {
        Some((href, anchor)) => (href, format!("#{anchor}")),
        None => (href, String::new()),
    };
    let joined = if href.contains('?') { '&' } else { '?' };
    format!("{href}{joined}{AS_OF}={day}{anchor}")
}

/// The address of the list of a type.
pub(crate) fn list_href(one: &TypeStandard) -> String {
    format!("/{}", one.profile.words.path)
}

/// The address of a record.
pub(crate) fn record_href(one: &TypeStandard, id: &str) -> String {
    format!("/{}/{}", one.profile.words.path, crate::url::encode(id))
}

/// The address of the dictionary of a type.
pub(crate) fn dictionary_href(one: &TypeStandard) -> String {
    format!("/data/dictionary/{}", crate::url::encode(&one.id))
}
