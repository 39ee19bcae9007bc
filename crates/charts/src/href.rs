//! Which addresses a chart links to.

/// The address, if a link to it does no harm: a path, a query or a part of this site, or the web.
pub(crate) fn safe(href: &str) -> Option<&str> {
    let is_safe = (href.starts_with(['/', '?', '#']) && !href.starts_with("//"))
        || href.starts_with("https://")
        || href.starts_with("http://");
    is_safe.then_some(href)
}
