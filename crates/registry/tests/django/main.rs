//! Databases of the first INDIGO system, made up in a real PostgreSQL, taken over into both
//! databases of ours.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on fails; what is left out is said"
)]

#[path = "../support/mod.rs"]
mod support;

mod old;
mod story;

// Named so that the tests on PostgreSQL are known by it.
mod from_postgres;
