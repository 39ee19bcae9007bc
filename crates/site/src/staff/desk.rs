//! What a handler has before it while it works off the async threads.

use indigo_registry::{
    Registry,
    accounts::{By, Person},
};

use super::{bar::Bar, signed_in::SignedIn};
use crate::{frame::Frame, request::Asked, site::Site};

/// A handler's desk: the installation, the request, and who it is from.
pub(crate) struct Desk<'a> {
    pub(crate) site: &'a Site,
    pub(crate) registry: &'a Registry,
    pub(crate) asked: &'a Asked,
    pub(crate) who: &'a SignedIn,
}

impl<'a> Desk<'a> {
    /// Who asks.
    pub(crate) fn person(&self) -> &'a Person {
        &self.who.person
    }

    /// Who asks, for operations on accounts.
    pub(crate) fn by(&self) -> By<'a> {
        self.who.by()
    }

    /// The network address that they come from.
    pub(crate) fn address(&self) -> &'a str {
        &self.who.visit.address
    }

    /// What stands around the page: [`Bar`] is for `staff/desk.html`, [`Frame`] for `base.html`.
    pub(crate) fn around(&self, title: &str) -> (Frame<'a>, Bar) {
        let frame = Frame::new(self.site, self.asked, title, title).unlisted();
        (frame, Bar::of(self))
    }

    /// What the page says was done, by the word that its form has put into the address.
    pub(crate) fn said(&self, words: &[(&str, &'static str)]) -> Option<&'static str> {
        let done = self.asked.parameter("done")?;
        words
            .iter()
            .find(|(word, _)| *word == done)
            .map(|(_, said)| *said)
    }

    /// The number in a parameter of the address, for going on in a list.
    pub(crate) fn before(&self) -> Option<i64> {
        self.asked.parameter("before")?.parse().ok()
    }
}
