//! What a page needs to know of the request, taken out of it before the work leaves the async
//! thread.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Uri, header, request::Parts},
};
use indigo_registry::Day;

use crate::{error::SiteError, url::encode, words::shortened};

/// The parameter of the day that is asked for.
pub(crate) const AS_OF: &str = "as_of";

/// A request as handlers see it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    path: String,
    address: String,
    segments: Vec<String>,
    parameters: Vec<(String, String)>,
    /// The host that was asked, when it is a plain one.
    pub(crate) host: Option<String>,
    /// JSON is asked for by name, and HTML is not.
    pub(crate) wants_json: bool,
}

impl Asked {
    /// The path as it was asked, still encoded.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Path and query as they were asked, still encoded.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// A segment of the path, decoded; empty when there is none or it is no text.
    pub(crate) fn segment(&self, place: usize) -> &str {
        self.segments.get(place).map_or("", String::as_str)
    }

    /// The last segment of the path, decoded.
    pub(crate) fn last_segment(&self) -> &str {
        self.segments.last().map_or("", String::as_str)
    }

    /// All parameters, decoded, in order.
    pub(crate) fn parameters(&self) -> &[(String, String)] {
        &self.parameters
    }

    /// The first parameter of a name, trimmed, when it is not blank.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The day of `?as_of=`, when one is given: what was public at its end is asked for. A day to
    /// come is today.
    ///
    /// # Errors
    /// [`SiteError::Unclear`] when it is no day.
    pub(crate) fn as_of(&self) -> Result<Option<Day>, SiteError> {
        self.day(AS_OF)
    }

    /// The day of another parameter, read the same way.
    ///
    /// # Errors
    /// [`SiteError::Unclear`] when it is no day.
    pub(crate) fn day(&self, name: &str) -> Result<Option<Day>, SiteError> {
        let Some(given) = self.parameter(name) else {
            return Ok(None);
        };
        match Day::parse(given) {
            Some(day) => Ok(Some(day.not_after_today())),
            None => Err(SiteError::Unclear {
                said: format!(
                    "“{}” is not a day of the calendar. Write the day of {name} as in 2025-05-31.",
                    shortened(given, 40)
                ),
            }),
        }
    }

    /// The address with other parameters of these names: those of `changes` are taken out, and put
    /// in at the end where a value is given.
    pub(crate) fn address_with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let kept = self
            .parameters
            .iter()
            .filter(|(key, _)| !changes.iter().any(|(name, _)| name == key))
            .map(|(key, value)| (key.as_str(), value.as_str()));
        let added = changes
            .iter()
            .filter_map(|(name, value)| Some((*name, (*value)?)));
        let query: Vec<String> = kept
            .chain(added)
            .map(|(key, value)| format!("{}={}", encode(key), encode(value)))
            .collect();
        if query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, query.join("&"))
        }
    }
}

impl Asked {
    /// A request of our own for an address of this site; nothing when it is none.
    pub(crate) fn of_address(address: &str) -> Option<Self> {
        let uri: Uri = address.parse().ok()?;
        Some(Self::of(&uri, &HeaderMap::new()))
    }

    /// A request for an address, with its headers.
    pub(crate) fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        Self {
            path: uri.path().to_owned(),
            address: uri
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            segments: segments(uri),
            parameters: crate::url::parameters(uri),
            host: host(headers),
            wants_json: wants_json(headers),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

fn segments(uri: &Uri) -> Vec<String> {
    uri.path().split('/').skip(1).map(decoded).collect()
}

/// A path segment decoded; empty when it is not UTF-8 after decoding.
fn decoded(segment: &str) -> String {
    let bytes = segment.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| segment.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_default()
}

fn host(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let plain = !host.is_empty()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    plain.then(|| host.to_owned())
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json") && !accept.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_segments() {
        assert_eq!(decoded("a%20b%C3%A4"), "a bä");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz%4"), "%zz%4");
        assert_eq!(decoded("%ff"), "");
        assert_eq!(decoded("%é"), "%é");
    }
}
