#![doc = include_str!("../README.md")]

mod accounts;
mod address;
mod backup;
mod db;
mod digest;
mod error;
mod ledger;
mod migrate;
mod published;
mod records;
mod search;
mod settings;
mod store;

pub use accounts::{
    AccountRow, AttemptRow, AuditRow, LinkRow, MailRow, NewAudit, NewLink, NewMail, NoticeRow,
    SessionRow, TokenRow,
};
pub use address::Address;
pub use digest::{Digest, data_digest, secret_digest};
pub use error::StoreError;
pub use ledger::{
    DecisionKind, EditRow, EventCheck, EventItem, EventRow, EventWriter, NewEdit, NewEvent,
};
pub use published::{CardRow, PublishedRow, ReferenceRow, StoredPublication};
pub use records::{RecordRow, VersionRow};
pub use store::{ReadTx, Store, WriteTx};
