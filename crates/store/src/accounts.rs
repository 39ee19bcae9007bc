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
