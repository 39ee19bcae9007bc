//! Links that go out by mail.
//!
//! Where the secret of a link is made: when its mail is sent (`deliver.rs`).

use indigo_model::Secret;
use indigo_store::{
    AccountRow, LinkRow, NewLink, NewMail, ReadTx, StoreError, WriteTx, secret_digest,
};

use super::{AccountState, mail_text::MailText};
use crate::{Registry, RegistryError, clock::Clock};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// To set a forgotten password anew; one hour.
    Reset,
    /// To set the first password; seven days.
    Invite,
    /// To confirm that an address is somebody's; one day.
    Confirm,
    /// To confirm a correction that somebody without an account suggests; seven days.
    Correction,
}

/// Whose link it is, for the page that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSeen {
    /// The e-mail address of the account; empty for people without one.
    pub email: String,
    /// What to call the person; empty for people without an account.
    pub name: String,
    /// What else it is about, in the words of who made it.
    pub about: String,
}

impl LinkKind {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Invite => "invite",
            Self::Confirm => "confirm",
            Self::Correction => "correction",
        }
    }

    /// The address of the page that the link leads to; the secret follows.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Reset => "/sign-in/reset/",
            Self::Invite => "/sign-in/invitation/",
            Self::Confirm => "/confirm/",
            Self::Correction => "/confirm-correction/",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        [Self::Reset, Self::Invite, Self::Confirm, Self::Correction]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }

    fn lasts_s(self) -> i64 {
        match self {
            Self::Reset => 3_600,
            Self::Invite | Self::Correction => 7 * 86_400,
            Self::Confirm => 86_400,
        }
    }
}

impl Registry {
    /// Whose link it is, without using it up; `None` when it is none, was used or has run out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn look_at_link(
        &self,
        kind: LinkKind,
        link: &Secret,
    ) -> Result<Option<LinkSeen>, RegistryError> {
        let now = self.clock.now();
        let found = self.store.read(|tx| good_link(tx, kind, link, &now))?;
        Ok(found.map(|(link, account)| {
            let (email, name) = account.map_or_else(Default::default, |row| (row.email, row.name));
            LinkSeen {
                email,
                name,
                about: link.about,
            }
        }))
    }
}

/// The link with its account, if it is still good.
pub(super) fn good_link(
    tx: &mut ReadTx<'_>,
    kind: LinkKind,
    link: &Secret,
    now: &str,
) -> Result<Option<(LinkRow, Option<AccountRow>)>, StoreError> {
    let found = tx.link(&secret_digest(link))?;
    let found = found.filter(|link| {
        link.kind == kind.as_str() && link.used.is_none() && link.expires.as_str() > now
    });
    let Some(link) = found else { return Ok(None) };
    let account = match link.account_row {
        Some(row) => tx.account_by_row(row)?,
        None => None,
    };
    let usable = account.as_ref().map_or(link.account_row.is_none(), |row| {
        row.state != AccountState::Disabled.as_str()
    });
    Ok(usable.then_some((link, account)))
}

/// Puts a message with a link in the queue.
pub(super) fn queue_link(
    tx: &mut WriteTx<'_>,
    clock: &Clock,
    kind: LinkKind,
    account_row: Option<i64>,
    email: &str,
    about: &str,
    text: &MailText,
) -> Result<(), RegistryError> {
    let now = clock.now();
    let link = tx.put_link(&NewLink {
        kind: kind.as_str(),
        account_row,
        about,
        created: &now,
        expires: &clock.after(kind.lasts_s()),
    })?;
    tx.put_mail(&NewMail {
        recipient: email,
        subject: &text.subject,
        body: &text.body,
        link_row: Some(link),
        created: &now,
    })?;
    Ok(())
}

/// Puts a message without a link in the queue.
pub(super) fn queue_mail(
    tx: &mut WriteTx<'_>,
    clock: &Clock,
    email: &str,
    text: &MailText,
) -> Result<(), RegistryError> {
    tx.put_mail(&NewMail {
        recipient: email,
        subject: &text.subject,
        body: &text.body,
        link_row: None,
        created: &clock.now(),
    })?;
    Ok(())
}
