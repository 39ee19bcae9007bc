#![doc = include_str!("../README.md")]

pub mod accounts;
mod backup;
mod catalogue;
mod clock;
mod corrections;
mod decide;
mod downloads;
mod drafts;
mod duplicates;
mod error;
mod export;
mod fold;
mod import;
mod look_back;
mod moderation;
mod others;
mod project;
mod public_history;
mod reader;
mod reading;
mod registry;
mod sandbox;
mod verify;

pub use corrections::{Correction, CorrectionLimits, CorrectionReceipt, PublicValue, Suggestion};
pub use decide::{Decision, Outcome, Proposal};
pub use drafts::Draft;
pub use duplicates::{Duplicate, DuplicateReason, MergeOutcome};
pub use error::RegistryError;
pub use export::Format;
pub use import::{ImportOptions, ImportSummary, ProblemLog, Progress, TypeSummary};
pub use look_back::{
    Blame, EventChanges, HistoryEvent, PurgeTrace, RecordState, RevertOutcome, VersionInfo,
};
pub use moderation::{
    AcceptOutcome, Comment, ItemChoice, ItemDecided, ItemView, ItemsOutcome, Origin, Preview,
    ProposalSummary, ProposalView, Queue, QueueFilter, Submission, Tiding, TidingKind, cell_label,
    label_at,
};
pub use public_history::{FeedEntry, PublicChange, PublicVersion};
pub use reader::{Catalogue, Download, Entry, Hit, Mention, PublicRecord, ReadError, Reader};
pub use registry::{Registry, Settings};
pub use verify::{Difference, Verification};

pub use indigo_store::{QueueCounts, Verdict};
