#![doc = include_str!("../README.md")]

pub mod action;
pub mod changes;
pub mod items;
pub mod merge;
pub mod partial_date;
pub mod pointer;
pub mod problem;
pub mod record;
pub mod role;
pub mod secret;
pub mod status;

pub use action::{Action, Scope};
pub use changes::{ValueChange, changes_between};
pub use items::{ChangeItem, ItemKind, ItemState, accept_items, change_items};
pub use merge::{MergeError, Mode};
pub use partial_date::PartialDate;
pub use problem::{Place, Problem, Severity};
pub use record::{Record, RecordKey};
pub use role::{Grant, May, Role};
pub use secret::Secret;
pub use status::Status;

/// A JSON value as Indigo keeps it: key order kept, number text kept.
pub use serde_json::Value;
/// A JSON object as Indigo keeps it: key order kept.
pub type Object = serde_json::Map<String, Value>;
