//! Accounts: who people are, how they get in, and what was done about it.
//!
//! One operation a file. Passwords are hashed outside of transactions; whatever an operation
//! changes, its line in the audit log and its mail are written in one.

mod account;
mod audit;
mod bearer;
mod by;
mod change_name;
mod change_password;
mod change_role;
mod clear_second_factor;
mod confirm;
mod correspondence;
mod create;
mod csrf;
mod deliver;
mod disable;
mod django;
mod fault;
mod gate;
mod grant;
mod invite;
mod link;
mod list;
mod mail_list;
mod mail_text;
mod notice;
mod password;
mod person;
mod record;
mod reset_password;
mod second_factor;
mod secrets;
mod session;
mod set_password;
mod sign_in;
mod sign_in_second;
mod sign_out;
mod take_over;
mod throttle;
mod tidy;
mod token;
mod totp;

pub use account::{Account, AccountState, NewAccount};
pub use audit::AuditEntry;
pub use bearer::Bearer;
pub use by::By;
pub use csrf::{csrf_matches, csrf_token};
pub use deliver::DeliveryReport;
pub use fault::AccountFault;
pub use link::{LinkKind, LinkSeen};
pub use mail_list::MailEntry;
pub use notice::Notice;
pub use person::{How, Person};
pub use second_factor::Enrolment;
pub use secrets::new_secret;
pub use session::SessionSeen;
pub use sign_in::{Opened, SignIn, SignInRequest, Visitor};
pub use token::TokenSeen;

pub(crate) use account::checked_email;
pub(crate) use gate::Gate;
pub(crate) use take_over::{Former, is_kept};

use crate::Registry;

impl Registry {
    /// Puts the clock of accounts forward, so that what runs out can be tried without waiting. For
    /// tests and rehearsals.
    pub fn let_time_pass(&self, seconds: i64) {
        self.clock.advance(seconds);
    }
}
