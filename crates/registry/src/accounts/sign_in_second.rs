//! The second step of signing in: the code of an app, or a recovery code.

use indigo_model::Secret;
use indigo_store::{AccountRow, StoreError, WriteTx, secret_digest};

use super::{
    AccountState, SignIn, Visitor, record,
    sign_in::HALF,
    throttle::{self, Key},
    totp,
};
use crate::{Registry, RegistryError};

impl Registry {
    /// Lets somebody in whose password was right, with a code that was not used before. `brought`
    /// is the session id that the browser brought, if any; it is ended.
    ///
    /// # Errors
    /// When the database does not answer. Wrong codes are not errors.
    pub fn sign_in_second(
        &self,
        ticket: &Secret,
        code: &Secret,
        visitor: Visitor<'_>,
        brought: Option<&Secret>,
    ) -> Result<SignIn, RegistryError> {
        let ticket = secret_digest(ticket);
        self.store.write_aside(|tx| {
            let Some(half) = self.live_session(tx, &ticket, HALF)? else {
                return Ok(SignIn::TicketOver);
            };
            let account = tx
                .account_by_row(half.account_row)?
                .filter(|account| account.state == AccountState::Active.as_str());
            let Some(account) = account else {
                return Ok(SignIn::TicketOver);
            };
            let keys = [Key::Code(&account.public_id), Key::Address(visitor.address)];
            if let Some(seconds) = throttle::begin(tx, &self.clock, &keys)? {
                return Ok(SignIn::Wait { seconds });
            }
            let Some(detail) = self.use_code(tx, &account, code)? else {
                let now = self.clock.now();
                record::done_by_anybody(
                    tx,
                    &now,
                    "sign-in refused",
                    Some(account.row_id),
                    "wrong code of the second factor",
                    visitor.address,
                )?;
                return Ok(SignIn::Refused);
            };
            throttle::succeed(tx, &self.clock, &keys)?;
            tx.end_session(&ticket)?;
            let opened = self.open_session(tx, &account, visitor, brought, detail)?;
            Ok(SignIn::Open(Box::new(opened)))
        })
    }

    /// Uses a code up; says how somebody came in with it.
    fn use_code(
        &self,
        tx: &mut WriteTx<'_>,
        account: &AccountRow,
        code: &Secret,
    ) -> Result<Option<&'static str>, StoreError> {
        let secret = account.totp_secret.as_deref().unwrap_or_default();
        if let Some(step) = totp::step_of(secret, code.expose(), self.clock.unix_s())
            && tx.use_totp_step(account.row_id, step)?
        {
            return Ok(Some("with the second factor"));
        }
        let digest = recovery_digest(&account.public_id, code);
        let used = tx.use_recovery_code(account.row_id, &digest, &self.clock.now())?;
        Ok(used.then_some("with a recovery code"))
    }
}

/// The digest of a recovery code, however it was typed: small letters or capitals, with or without
/// the dashes. The account is part of it.
pub(super) fn recovery_digest(account: &str, code: &Secret) -> String {
    let letters: String = code
        .expose()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    secret_digest(&Secret::new(format!("{account}:{letters}")))
}
