//! What an installation says about itself to its readers.

/// Settings of the public site.
#[derive(Debug, Clone, Default)]
pub struct SiteConfig {
    /// The address that the site is known by, such as `https://indigo.example.org`, without a
    /// slash at the end; used for canonical links and the site map.
    pub base_url: Option<String>,
    /// Whether the data are a demonstration; every page then says so.
    pub demo: bool,
    /// Whether a proxy stands in front: the network addresses of visitors are then the last ones of
    /// `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// How many requests a minute an API token has; 600 where nothing is said.
    pub api_requests_per_minute: Option<u32>,
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

    /// Whether the site is known by an https address; cookies are then for https only.
    pub(crate) fn is_secure(&self) -> bool {
        self.base_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}
