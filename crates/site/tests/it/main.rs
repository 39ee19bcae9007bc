//! The site over a reader in memory: every address, every kind of page, every rule of the edge.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod app;
mod caching;
mod demo;
mod fake;
mod golden;
mod hostile;
mod lint;
mod lists;
mod pages;
mod routes;
mod sandboxes;
mod staff;
