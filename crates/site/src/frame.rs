//! What stands around every page: title, description, navigation, search box.

use indigo_standard::TypeStandard;

use crate::{request::Asked, site::Site};

/// An entry of the navigation.
pub(crate) struct NavItem<'a> {
    pub(crate) href: String,
    pub(crate) title: &'a str,
    pub(crate) current: bool,
}

/// What the base template needs of every page.
pub(crate) struct Frame<'a> {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) canonical: Option<String>,
    pub(crate) nav: Vec<NavItem<'a>>,
    pub(crate) stylesheet: &'a str,
    pub(crate) demo: bool,
    /// What stands in the search box.
    pub(crate) words: String,
    /// Search engines are asked not to list the page.
    pub(crate) unlisted: bool,
    /// Address and title of a feed that tells of changes of what the page shows.
    pub(crate) feed: Option<(String, String)>,
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
            .map(|one| (list_href(one), one.profile.words.titles.as_str()))
            .chain([
                ("/data".to_owned(), "Data and API"),
                ("/about".to_owned(), "About"),
            ])
            .map(|(href, title)| NavItem {
                current: path == href || path.starts_with(&format!("{href}/")),
                href,
                title,
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
            demo: site.config.demo,
            words: String::new(),
            unlisted: false,
            feed: None,
        }
    }

    /// The same frame with something standing in the search box.
    pub(crate) fn with_words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
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
