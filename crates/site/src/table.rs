//! A route that stands in a table with what it needs, of whatever kind that is.

use axum::{
    handler::Handler,
    http::Method,
    routing::{MethodFilter, MethodRouter, on},
};

use crate::site::App;

/// An address with what somebody needs to reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route<N> {
    /// `GET` or `POST`.
    pub method: Method,
    /// The path, with names in braces.
    pub path: &'static str,
    /// What it needs.
    pub needs: N,
}

/// What routes of a kind need, and how much is taken in at them.
pub(crate) trait Needed {
    /// Room for what is sent, where a route has no more.
    const ROOM_BYTES: usize;
}

/// A route with its handler.
pub(crate) struct Entry<N> {
    pub(crate) route: Route<N>,
    /// Room for what is sent.
    pub(crate) limit_bytes: usize,
    pub(crate) handler: MethodRouter<App>,
}

impl<N> Entry<N> {
    /// The same with more room.
    pub(crate) fn with_room(mut self, limit_bytes: usize) -> Self {
        self.limit_bytes = limit_bytes;
        self
    }
}

/// Something that is read.
pub(crate) fn get<N, H, T>(path: &'static str, needs: N, handler: H) -> Entry<N>
where
    N: Needed,
    H: Handler<T, App>,
    T: 'static,
{
    entry(Method::GET, path, needs, on(MethodFilter::GET, handler))
}

/// Something that is done, such as what a form sends.
pub(crate) fn post<N, H, T>(path: &'static str, needs: N, handler: H) -> Entry<N>
where
    N: Needed,
    H: Handler<T, App>,
    T: 'static,
{
    entry(Method::POST, path, needs, on(MethodFilter::POST, handler))
}

fn entry<N: Needed>(
    method: Method,
    path: &'static str,
    needs: N,
    handler: MethodRouter<App>,
) -> Entry<N> {
    Entry {
        route: Route {
            method,
            path,
            needs,
        },
        limit_bytes: N::ROOM_BYTES,
        handler,
    }
}
