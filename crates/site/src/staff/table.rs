//! The table of all routes for people with an account, with what each needs.

use axum::{handler::Handler, routing::MethodFilter};
use axum::{
    http::Method,
    routing::{MethodRouter, on},
};
use indigo_model::Action;

use crate::site::App;

/// Room for a form without files.
const FORM_BYTES: usize = 256 * 1024;

/// What somebody needs to reach a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it is for people who are not signed in yet.
    Nothing,
    /// To be signed in with a role that allows this, at least with one record.
    To(Action),
}

/// An address for people with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRoute {
    /// `GET` or `POST`.
    pub method: Method,
    /// The path, with names in braces.
    pub path: &'static str,
    /// What it needs.
    pub needs: Needs,
}

/// A route with its handler.
pub(crate) struct Entry {
    pub(crate) route: StaffRoute,
    /// Room for what is sent.
    pub(crate) limit_bytes: usize,
    pub(crate) handler: MethodRouter<App>,
}

impl Entry {
    /// The same with more room.
    pub(crate) fn with_room(mut self, limit_bytes: usize) -> Self {
        self.limit_bytes = limit_bytes;
        self
    }
}

/// A page.
pub(crate) fn get<H, T>(path: &'static str, needs: Needs, handler: H) -> Entry
where
    H: Handler<T, App>,
    T: 'static,
{
    entry(Method::GET, path, needs, on(MethodFilter::GET, handler))
}

/// What a form sends.
pub(crate) fn post<H, T>(path: &'static str, needs: Needs, handler: H) -> Entry
where
    H: Handler<T, App>,
    T: 'static,
{
    entry(Method::POST, path, needs, on(MethodFilter::POST, handler))
}

fn entry(method: Method, path: &'static str, needs: Needs, handler: MethodRouter<App>) -> Entry {
    Entry {
        route: StaffRoute {
            method,
            path,
            needs,
        },
        limit_bytes: FORM_BYTES,
        handler,
    }
}
