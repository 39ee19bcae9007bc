//! What a route of the API is and needs.

use axum::{
    handler::Handler,
    http::Method,
    routing::{MethodFilter, MethodRouter, on},
};
use indigo_model::Action;

use crate::site::App;

/// Room for what is sent, but for whole records.
const SMALL_BYTES: usize = 64 * 1024;

/// What somebody needs to reach a route of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiNeeds {
    /// Nothing; a token that comes along has to be good.
    Nothing,
    /// A token, whatever it is for.
    Token,
    /// A token whose owner may do one of these, at least with one record.
    ToOneOf(&'static [Action]),
}

/// An address of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiRoute {
    /// `GET` or `POST`.
    pub method: Method,
    /// The path, with names in braces.
    pub path: &'static str,
    /// What it needs.
    pub needs: ApiNeeds,
}

/// A route with its handler.
pub(super) struct Entry {
    pub(super) route: ApiRoute,
    /// Room for what is sent.
    pub(super) limit_bytes: usize,
    pub(super) handler: MethodRouter<App>,
}

impl Entry {
    /// The same with more room.
    pub(super) fn with_room(mut self, limit_bytes: usize) -> Self {
        self.limit_bytes = limit_bytes;
        self
    }
}

/// Something that is read.
pub(super) fn get<H, T>(path: &'static str, needs: ApiNeeds, handler: H) -> Entry
where
    H: Handler<T, App>,
    T: 'static,
{
    entry(Method::GET, path, needs, on(MethodFilter::GET, handler))
}

/// Something that is done.
pub(super) fn post<H, T>(path: &'static str, needs: ApiNeeds, handler: H) -> Entry
where
    H: Handler<T, App>,
    T: 'static,
{
    entry(Method::POST, path, needs, on(MethodFilter::POST, handler))
}

fn entry(method: Method, path: &'static str, needs: ApiNeeds, handler: MethodRouter<App>) -> Entry {
    Entry {
        route: ApiRoute {
            method,
            path,
            needs,
        },
        limit_bytes: SMALL_BYTES,
        handler,
    }
}
