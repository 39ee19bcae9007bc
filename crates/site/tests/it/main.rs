//! The site over a reader in memory: every address, every kind of page, every rule of the edge.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod app;
mod caching;
mod cells;
mod check_page;
mod demo;
mod example;
mod fake;
mod golden;
mod grades;
mod hostile;
mod installation;
mod interference;
mod landscape_page;
mod lint;
mod lists;
mod pages;
mod privacy;
mod quality_page;
mod read_api;
mod routes;
mod sandboxes;
mod staff;
mod write_api;
