//! Where to go after signing in: a page of this site, or the own account.

/// Where somebody goes who came without an aim.
pub(crate) const HOME: &str = "/account";

/// Longest address that is taken.
const LONGEST: usize = 1_000;

/// The address if it is a path of this site that is no part of getting in or out, else the own
/// account. Browsers read a backslash as a slash and leave tabs and line ends out, so that none of
/// them may stand in it.
pub(crate) fn own_path(next: Option<&str>) -> &str {
    next.filter(|next| {
        next.len() <= LONGEST
            && next.starts_with('/')
            && !next.starts_with("//")
            && next
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
            && !["/sign-in", "/sign-out"]
                .iter()
                .any(|door| next.starts_with(door))
    })
    .unwrap_or(HOME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for good in [
            "/moderate",
            "/moderate/7?tab=public#items",
            "/a%2F%2Fb",
            "/?q=a//b",
        ] {
            assert_eq!(own_path(Some(good)), good);
        }
        for bad in [
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "https:evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "/a b",
            "/ä",
            "moderate",
            "",
            "/sign-in?next=/sign-in",
            "/sign-out",
        ] {
            assert_eq!(own_path(Some(bad)), HOME, "{bad}");
        }
        assert_eq!(own_path(None), HOME);
        assert_eq!(own_path(Some(&format!("/{}", "a".repeat(1_000)))), HOME);
    }
}
