#![doc = include_str!("../README.md")]

pub mod api_json;
pub mod card;
pub mod cell;
pub mod envelope;
mod error;
mod filter;
mod joins;
mod others;
mod past;
mod project;
mod references;
mod renamed;
mod rewrite;
mod row_sources;
#[cfg(test)]
mod samples;

pub use card::{Card, CardPlace};
pub use error::PublishError;
pub use others::Others;
pub use past::{PastProjection, Shown, shown};
pub use project::{Projection, filtered, project, public_record};
pub use references::{Reference, references};
pub use renamed::rename_reference;
pub use row_sources::{cited, with_row_sources};
