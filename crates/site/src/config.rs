//! What an installation says about itself to its readers.

/// Settings of the public site.
#[derive(Debug, Clone, Default)]
pub struct SiteConfig {
    /// The address that the site is known by, such as `https://indigo.example.org`, without a
    /// slash at the end; used for canonical links and the site map.
    pub base_url: Option<String>,
    /// Whether the data are a demonstration; every page then says so.
    pub demo: bool,
}

impl SiteConfig {
    /// The same settings with the address free of blanks and of slashes at its end.
    pub(crate) fn tidy(mut self) -> Self {
        self.base_url = self
            .base_url
            .map(|url| url.trim().trim_end_matches('/').to_owned())
            .filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        self
    }
}
