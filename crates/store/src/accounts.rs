//! Accounts and what belongs to them: one table a file.
//!
//! All of it stands beside the ledger; times are RFC 3339 in UTC to the second, so that they
//! compare as text.

mod account;
mod attempt;
mod audit;
mod grant;
mod link;
mod mail;
mod notice;
mod recovery;
mod session;
mod tidy;
mod token;

pub use account::AccountRow;
pub use attempt::AttemptRow;
pub use audit::{AuditRow, NewAudit};
pub use link::{LinkRow, NewLink};
pub use mail::{MailRow, NewMail};
pub use notice::NoticeRow;
pub use session::SessionRow;
pub use token::TokenRow;

use crate::{StoreError, WriteTx};

impl WriteTx<'_> {
    /// The next row number of a table, by the statement that asks for the highest.
    pub(super) fn next_row(&mut self, highest: &'static str) -> Result<i64, StoreError> {
        Ok(self
            .db
            .query_one(highest, &[])?
            .map_or(1, |row| row.int(0) + 1))
    }
}
