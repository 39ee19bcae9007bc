//! The regions of the world that a country belongs to, as filters offer them.

use std::borrow::Cow;

use indigo_standard::reference;

/// What stands between a region and the part of it.
pub(crate) const WITHIN: &str = " / ";

/// The region of a country, and the part of that region: `Europe` and
/// `Europe / Western Europe`; nothing for what is no code of a country.
pub(super) fn of(alpha2: &str) -> Vec<Cow<'static, str>> {
    let alpha2 = alpha2.trim();
    let Some(region) = reference::region_of(alpha2) else {
        return Vec::new();
    };
    let mut regions = vec![Cow::Borrowed(region)];
    if let Some(part) = reference::sub_region_of(alpha2)
        && part != region
    {
        regions.push(Cow::Owned(format!("{region}{WITHIN}{part}")));
    }
    regions
}
