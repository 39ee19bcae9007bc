#![doc = include_str!("../README.md")]

mod amounts;
mod badge;
mod check;
mod checks;
mod choice;
mod completeness;
mod data_set;
mod dates;
pub mod document;
mod error;
pub mod facts;
mod figures;
mod finding;
pub mod first_report;
mod folding;
mod goals;
mod known_records;
mod money;
mod payments;
mod references;
mod row_ids;
mod subject;
mod targets;
mod world;

pub use badge::{Badge, Grade};
pub use check::{Aspect, Check, Example, Severity, Test};
pub use choice::Checks;
pub use completeness::{Completeness, Missing, Share};
pub use data_set::{DataSet, DataSetFindings, Outline};
pub use error::QualityError;
pub use figures::{FieldFill, Figures, Stale, TypeFigures};
pub use finding::{Finding, Findings};
pub use folding::fold_name;
pub use known_records::KnownRecords;
pub use subject::{Cell, Subject, View};
pub use world::{KnownRecord, LinkedProject, Unknown, World};
