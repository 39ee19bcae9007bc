#![doc = include_str!("../README.md")]

mod backup;
mod catalogue;
mod clock;
mod decide;
mod downloads;
mod error;
mod export;
mod fold;
mod history;
mod import;
mod others;
mod project;
mod published;
mod reader;
mod reading;
mod registry;
mod sandbox;
mod verify;

pub use decide::{Decision, Outcome, Proposal};
pub use error::RegistryError;
pub use export::Format;
pub use history::RecordVersion;
pub use import::{
    ImportOptions, ImportSummary, ProblemLog, Progress, RecordNote, RowsRemoved, TypeSummary,
};
pub use reader::{
    Catalogue, Download, DownloadFile, Entry, Hit, Mention, PublicRecord, ReadError, Reader,
};
pub use registry::{Registry, Settings};
pub use sandbox::{PasswordState, SandboxAdded};
pub use verify::{Difference, Verification};
