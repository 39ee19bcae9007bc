#![doc = include_str!("../README.md")]

mod accounts;
mod address;
mod api_answers;
mod backup;
mod corrections;
mod db;
mod digest;
mod django;
mod drafts;
mod error;
mod ledger;
mod look_back;
mod migrate;
mod proposals;
mod published;
mod published_past;
mod purge;
mod quality_days;
mod records;
mod releases;
mod settings;
mod store;
mod tidings;

pub use accounts::{
    AccountRow, AttemptRow, AuditRow, LinkRow, MailRow, NewAudit, NewLink, NewMail, NoticeRow,
    SessionRow, TokenRow,
};
pub use address::Address;
pub use api_answers::ApiAnswerRow;
pub use corrections::{CorrectionRow, NewCorrection};
pub use digest::{Digest, data_digest, random_name, random_token, secret_digest};
pub use django::{
    DjangoAccess, DjangoDatabase, DjangoEdit, DjangoEvent, DjangoRecord, DjangoTable, DjangoUser,
    DjangoValue,
};
pub use drafts::DraftRow;
pub use error::StoreError;
pub use ledger::{
    DecisionKind, EditRow, EventCheck, EventItem, EventRow, EventWriter, ItemDecisionRow, MarkKind,
    MarkRow, NewEdit, NewEvent, NewItemDecision, NewMark, Verdict,
};
pub use look_back::{Passage, VersionEvent};
pub use proposals::{CommentRow, NewProposal, ProposalRow, QueueCounts, QueueFilter};
pub use published::{CardRow, PublishedRow, ReferenceRow, StoredPublication};
pub use published_past::{PastCard, PastPublication};
pub use quality_days::{PastRow, QualityDayRow};
pub use records::{RecordRow, VersionRow};
pub use releases::ReleaseRow;
pub use store::{ReadTx, Store, WriteTx};
pub use tidings::{NewTiding, TidingRow};
