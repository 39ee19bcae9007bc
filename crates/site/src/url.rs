//! Small parts of addresses: percent-encoding, and which addresses may become links.

use std::fmt::Write as _;

/// `text` percent-encoded for one path segment or one value of a query.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// `text` when it is an address that may be linked: http or https, with a host, without blanks.
pub(crate) fn web_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let lower: String = text.chars().take(8).flat_map(char::to_lowercase).collect();
    let rest = if lower.starts_with("https://") {
        &text[8..]
    } else if lower.starts_with("http://") {
        &text[7..]
    } else {
        return None;
    };
    let fine = rest.chars().next().is_some_and(char::is_alphanumeric)
        && !rest
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control() || "<>\"".contains(letter));
    fine.then_some(text)
}

/// The parameters of a query, decoded, in order; what cannot be read is left out.
pub(crate) fn parameters(uri: &axum::http::Uri) -> Vec<(String, String)> {
    axum::extract::Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map(|query| query.0)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_address(" https://a.org/x "), Some("https://a.org/x"));
        assert_eq!(web_address("HTTP://a.org"), Some("HTTP://a.org"));
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://a.org",
            "http://",
            "http://a b",
            "https://\"onclick=x",
            "//a.org",
            "",
            "ÄÖÜ",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn encodes_what_is_not_plain() {
        assert_eq!(encode("a b/ä&=?"), "a%20b%2F%C3%A4%26%3D%3F");
    }

    #[test]
    fn reads_parameters() {
        let uri = "/x?a=1&b=%C3%A4+x&a=2&c".parse().unwrap();
        let read = parameters(&uri);
        let read: Vec<_> = read.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(read, [("a", "1"), ("b", "ä x"), ("a", "2"), ("c", "")]);
    }
}
