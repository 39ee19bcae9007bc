//! The three cookies, and how they are named, set and taken back.
//!
//! Readers get none of them: the first is set on the sign-in page.

use axum::http::{HeaderMap, HeaderValue, header};
use indigo_model::Secret;

use crate::site::Site;

/// Longest value that is looked at; ours have 43 letters.
const LONGEST: usize = 100;

/// A cookie of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The session id of somebody who is signed in.
    Session,
    /// A random text that ties forms to a browser in which nobody is signed in.
    Visitor,
    /// The ticket between password and code of the second factor.
    Ticket,
}

impl Cookie {
    /// Its name. Over https it begins so that browsers take it from this host alone, and only over
    /// https.
    pub(crate) fn name(self, is_secure: bool) -> &'static str {
        match (self, is_secure) {
            (Self::Session, true) => "__Host-indigo",
            (Self::Session, false) => "indigo",
            (Self::Visitor, true) => "__Host-indigo-visitor",
            (Self::Visitor, false) => "indigo-visitor",
            (Self::Ticket, true) => "__Host-indigo-ticket",
            (Self::Ticket, false) => "indigo-ticket",
        }
    }

    /// How long browsers keep it; the server decides how long it is good.
    fn lasts_s(self) -> u32 {
        match self {
            Self::Session => 30 * 86_400,
            Self::Visitor => 86_400,
            Self::Ticket => 300,
        }
    }

    /// What a request brought.
    pub(crate) fn read(self, site: &Site, headers: &HeaderMap) -> Option<Secret> {
        let name = self.name(site.config.is_secure());
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
            .filter(|value| !value.is_empty() && value.len() <= LONGEST)
            .map(Secret::from)
    }

    /// Adds the line that sets it to an answer.
    pub(crate) fn set(self, site: &Site, headers: &mut HeaderMap, value: &Secret) {
        self.put(site, headers, value.expose(), self.lasts_s());
    }

    /// Adds the line that takes it back to an answer.
    pub(crate) fn take_back(self, site: &Site, headers: &mut HeaderMap) {
        self.put(site, headers, "", 0);
    }

    fn put(self, site: &Site, headers: &mut HeaderMap, value: &str, lasts_s: u32) {
        let is_secure = site.config.is_secure();
        let line = format!(
            "{}={value}; Path=/; Max-Age={lasts_s}; HttpOnly; SameSite=Lax{}",
            self.name(is_secure),
            if is_secure { "; Secure" } else { "" },
        );
        if let Ok(mut line) = HeaderValue::from_str(&line) {
            line.set_sensitive(true);
            headers.append(header::SET_COOKIE, line);
        }
    }
}
