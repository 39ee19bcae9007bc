#![doc = include_str!("../README.md")]

pub mod accounts;
mod backup;
mod catalogue;
mod check;
mod clock;
mod corrections;
mod day;
mod decide;
mod django;
mod downloads;
mod drafts;
mod duplicates;
mod error;
mod export;
mod fold;
mod history;
mod import;
mod look_back;
mod moderation;
mod next_id;
mod once;
mod others;
mod past;
mod project;
mod public_history;
mod published;
mod quality_report;
mod reader;
mod reading;
mod registry;
mod releases;
mod sandbox;
mod search;
mod seen;
mod storable;
mod stored;
mod take_away;
mod terms;
mod uploads;
mod verify;
mod workbooks;

pub use check::{
    AspectCount, CheckChange, CheckFile, CheckFinding, CheckLimits, CheckReport, CheckedFile,
    CheckedRecord, check_files, findings_csv, findings_xlsx,
};
pub use corrections::{Correction, CorrectionLimits, CorrectionReceipt, PublicValue, Suggestion};
pub use day::Day;
pub use decide::{Decision, Outcome, Proposal};
pub use django::{DjangoSummary, EditCounts, LeftOut};
pub use downloads::DATA_SET_FILES;
pub use drafts::{Draft, DraftAbout, draft_name};
pub use duplicates::{Duplicate, DuplicateReason, MergeOutcome};
pub use error::RegistryError;
pub use export::Format;
pub use history::{RecordVersion, VersionProposal};
pub use import::{
    ImportOptions, ImportSummary, ProblemLog, Progress, RecordNote, RowsRemoved, TypeSummary,
};
pub use indigo_exchange::metadata::{
    About, Citation, DataFile, LICENCES, Licence, NO_LICENCE, Terms,
};
pub use look_back::{
    Blame, EventChanges, HistoryEvent, PurgeTrace, RecordState, RevertOutcome, VersionInfo,
};
pub use moderation::{
    AcceptOutcome, Comment, ItemChoice, ItemDecided, ItemView, ItemsOutcome, Origin, Preview,
    ProposalClosed, ProposalSummary, ProposalView, Queue, QueueFilter, Submission, Tiding,
    TidingKind, WithoutStatus, cell_label, label_at, without_status,
};
pub use once::{Answered, ApiAnswer, Once};
pub use public_history::{FeedEntry, PublicChange, PublicVersion};
pub use quality_report::{
    DayFigures, QualityDay, QualityReport, first_quality_workbook, quality_days_csv, record_badge,
    record_findings, record_quality,
};
pub use reader::{
    Catalogue, Download, DownloadFile, Entry, Mention, PublicRecord, ReadError, Reader,
};
pub use registry::{Registry, Settings};
pub use releases::{ChangeLog, ChangedRecord, Release, ReleaseFault, ReleasedRecord, TakenOut};
pub use sandbox::{PasswordState, SandboxAdded};
pub use search::{Hit, Passage, SearchAsked, SearchFound, SearchSuggestion};
pub use seen::{Seen, Written};
pub use storable::not_storable;
pub use take_away::{SummaryRows, TakeAway};
pub use uploads::{UploadTerms, UploadedChange, UploadedWorkbook, Uploads};
pub use verify::{Difference, Verification};
pub use workbooks::{own_workbook, public_form};

pub use indigo_quality::{
    Aspect, Badge, Checks, Completeness, FieldFill, Figures, Finding, Grade,
    Severity as FindingSeverity, Share, Stale, TypeFigures,
};
pub use indigo_store::{QueueCounts, Verdict};
