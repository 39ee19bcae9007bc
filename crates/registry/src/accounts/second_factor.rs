//! Turning the own second factor on and off.

use indigo_model::{Action, Secret};
use indigo_store::{AccountRow, WriteTx};

use super::{
    AccountFault, By, Person,
    link::queue_mail,
    mail_text, record,
    secrets::{new_recovery_code, new_totp_secret},
    sign_in_second::recovery_digest,
    throttle::{self, Key},
    totp,
};
use crate::{Registry, RegistryError};

/// Recovery codes given out at a time.
const CODES: usize = 10;

/// What an app on a phone needs.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The secret in base 32, for typing.
    pub secret: Secret,
    /// The same as an address (`otpauth://…`), for a picture.
    pub uri: Secret,
}

impl Registry {
    /// Makes a secret for an app; the second factor is on when [`Registry::confirm_second_factor`]
    /// has seen a code of it.
    ///
    /// # Errors
    /// When it is on already, or the database does not answer.
    pub fn begin_second_factor(
        &self,
        person: &Person,
        address: &str,
    ) -> Result<Enrolment, RegistryError> {
        let secret = new_totp_secret()?;
        self.store.write_aside(|tx| {
            let account = own(tx, person, address)?;
            if account.totp_on {
                return Err(AccountFault::SecondFactorOn.into());
            }
            tx.set_totp(account.row_id, Some(secret.expose()), false, None)?;
            let uri = totp::uri(&secret, &account.email);
            Ok(Enrolment { secret, uri })
        })
    }

    /// Turns the second factor on; gives ten recovery codes, which are shown this once.
    ///
    /// # Errors
    /// When the code is not right, or the database does not answer.
    pub fn confirm_second_factor(
        &self,
        person: &Person,
        code: &Secret,
        address: &str,
    ) -> Result<Vec<Secret>, RegistryError> {
        let codes = new_codes()?;
        let keys = [Key::Code(&person.account.id)];
        // A wrong code is counted, so the answer is taken out of the transaction.
        let right = self.store.write_aside(|tx| {
            let account = own(tx, person, address)?;
            if account.totp_on {
                return Err(RegistryError::from(AccountFault::SecondFactorOn));
            }
            let Some(secret) = &account.totp_secret else {
                return Err(AccountFault::SecondFactorOff.into());
            };
            if let Some(seconds) = throttle::begin(tx, &self.clock, &keys)? {
                return Err(AccountFault::Wait { seconds }.into());
            }
            let Some(step) = totp::step_of(secret, code.expose(), self.clock.unix_s()) else {
                return Ok(false);
            };
            throttle::succeed(tx, &self.clock, &keys)?;
            tx.set_totp(account.row_id, Some(secret), true, Some(step))?;
            set_codes(tx, &account, &codes)?;
            self.note_change(tx, &account, "second factor turned on", Some(true), address)?;
            Ok(true)
        })?;
        if right {
            Ok(codes)
        } else {
            Err(AccountFault::WrongCode.into())
        }
    }

    /// Turns the second factor off.
    ///
    /// # Errors
    /// When the password is not right, it is not on, or the database does not answer.
    pub fn end_second_factor(
        &self,
        person: &Person,
        password: &Secret,
        address: &str,
    ) -> Result<(), RegistryError> {
        let account = self.shown_again(person, password, address)?;
        if !account.totp_on {
            return Err(AccountFault::SecondFactorOff.into());
        }
        self.store.write_aside(|tx| {
            tx.set_totp(account.row_id, None, false, None)?;
            tx.set_recovery_codes(account.row_id, &[])?;
            self.note_change(
                tx,
                &account,
                "second factor turned off",
                Some(false),
                address,
            )
        })
    }

    /// Gives ten new recovery codes, shown this once; earlier ones are of no more use.
    ///
    /// # Errors
    /// When the password is not right, the second factor is not on, or the database does not
    /// answer.
    pub fn renew_recovery_codes(
        &self,
        person: &Person,
        password: &Secret,
        address: &str,
    ) -> Result<Vec<Secret>, RegistryError> {
        let account = self.shown_again(person, password, address)?;
        if !account.totp_on {
            return Err(AccountFault::SecondFactorOff.into());
        }
        let codes = new_codes()?;
        self.store.write_aside(|tx| {
            set_codes(tx, &account, &codes)?;
            self.note_change(tx, &account, "recovery codes renewed", None, address)
        })?;
        Ok(codes)
    }

    /// How many recovery codes a person has left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn recovery_codes_left(&self, person: &Person) -> Result<i64, RegistryError> {
        Ok(self
            .store
            .read(|tx| tx.recovery_codes_left(person.account.row))?)
    }

    fn note_change(
        &self,
        tx: &mut WriteTx<'_>,
        account: &AccountRow,
        action: &str,
        is_on: Option<bool>,
        address: &str,
    ) -> Result<(), RegistryError> {
        let now = self.clock.now();
        record::done_to_own(tx, &now, account, action, "", address)?;
        if let Some(is_on) = is_on {
            let text = mail_text::second_factor_changed(&account.name, is_on);
            queue_mail(tx, &self.clock, &account.email, &text)?;
        }
        Ok(())
    }
}

fn own(tx: &mut WriteTx<'_>, person: &Person, address: &str) -> Result<AccountRow, RegistryError> {
    By::Person { person, address }.allow(tx, Action::ManageOwnAccount)?;
    let row = tx.account_by_row(person.account.row)?;
    Ok(row.ok_or(AccountFault::NotAllowed)?)
}

fn new_codes() -> Result<Vec<Secret>, AccountFault> {
    (0..CODES).map(|_| new_recovery_code()).collect()
}

fn set_codes(
    tx: &mut WriteTx<'_>,
    account: &AccountRow,
    codes: &[Secret],
) -> Result<(), RegistryError> {
    let digests: Vec<String> = codes
        .iter()
        .map(|code| recovery_digest(&account.public_id, code))
        .collect();
    Ok(tx.set_recovery_codes(account.row_id, &digests)?)
}
