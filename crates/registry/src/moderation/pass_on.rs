//! From what happened to words for people: notices and mail made of tidings.

use indigo_store::WriteTx;

use super::{Tiding, TidingKind, reasons::in_a_line};
use crate::{Registry, RegistryError, accounts::AccountFault};

/// Tidings passed on in one go.
const AT_ONCE: i64 = 100;

/// How much of a reason is told; all of it stands on the page of the proposal.
const REASON_LETTERS: usize = 600;

/// How many reasons of single changes are told.
const REASONS: usize = 10;

impl Registry {
    /// Tells people what waits to be told, oldest first: who has an account by a notice and by
    /// mail, who suggested a correction by mail. Each is told in the transaction that says so, so
    /// that nobody is told twice. Gives how many were looked after; to be called now and then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn pass_tidings_on(&self) -> Result<usize, RegistryError> {
        let due = self.tidings_due(AT_ONCE)?;
        for tiding in &due {
            self.store.write_aside(|tx| {
                if let Some(name) = tiding.recipient.strip_prefix("correction:") {
                    self.tell_sender(tx, name, tiding)?;
                } else if let Some(account) = tiding.recipient.strip_prefix("user:") {
                    self.tell_holder(tx, account, tiding)?;
                }
                tx.set_tiding_sent(tiding.id)?;
                Ok::<_, RegistryError>(())
            })?;
        }
        Ok(due.len())
    }

    fn tell_holder(
        &self,
        tx: &mut WriteTx<'_>,
        account: &str,
        tiding: &Tiding,
    ) -> Result<(), RegistryError> {
        let (subject, sentence) = self.words(tx, tiding)?;
        let link = tiding
            .edit
            .as_ref()
            .filter(|_| tiding.kind != TidingKind::Purged)
            .map_or_else(
                || "/proposals".to_owned(),
                |edit| format!("/proposals/{edit}"),
            );
        match self.tell_in(tx, account, &subject, &sentence, &link) {
            // Nobody is there to be told: an account of another installation, or none.
            Err(RegistryError::Account(AccountFault::UnknownAccount(_))) => Ok(()),
            told => told,
        }
    }

    fn tell_sender(
        &self,
        tx: &mut WriteTx<'_>,
        name: &str,
        tiding: &Tiding,
    ) -> Result<(), RegistryError> {
        let Some(row) = tx.correction(name)?.filter(|row| !row.email.is_empty()) else {
            return Ok(());
        };
        let (subject, sentence) = self.words(tx, tiding)?;
        let is_public = tx
            .publication(&row.key.record_type, &row.key.id)?
            .is_some_and(|row| row.publication.is_public);
        let link = match self.type_of(&row.key).filter(|_| is_public) {
            Some(one) => format!("/{}/{}", one.profile.words.path, row.key.id),
            None => String::new(),
        };
        self.write_in(tx, &row.email, &subject, &sentence, &link)
    }

    /// Subject and sentence.
    fn words(
        &self,
        tx: &mut WriteTx<'_>,
        tiding: &Tiding,
    ) -> Result<(String, String), RegistryError> {
        let record = &self.called(tx, tiding)?;
        let what = if tiding.recipient.starts_with("correction:") {
            "suggestion"
        } else {
            "proposal"
        };
        let state = match &tiding.edit {
            Some(edit) => match tx.edit(edit)? {
                Some(edit) => tx.proposal(edit.row_id)?.map(|row| row.state),
                None => None,
            },
            None => None,
        };
        let (subject, sentence) = match tiding.kind {
            TidingKind::Decided => (
                format!("Your {what} on {record} was decided"),
                format!(
                    "Your {what} on {record}: {}.",
                    outcome(tiding, state.as_deref())
                ),
            ),
            TidingKind::ChangesAsked => (
                format!("Please change your {what} on {record}"),
                format!("A moderator asks you to change your {what} on {record}."),
            ),
            TidingKind::Commented => (
                format!("A comment on a {what} on {record}"),
                format!("Somebody commented on a {what} on {record}."),
            ),
            TidingKind::Assigned => (
                format!("A proposal on {record} was given to you"),
                format!("A proposal on {record} was given to you to decide."),
            ),
            TidingKind::Purged => (
                format!("Your {what} on {record} was closed"),
                format!(
                    "The record {record} was erased for good, so your {what} on it was closed."
                ),
            ),
        };
        let sentence = with_reasons(sentence, &self.own_reasons(tx, tiding)?);
        Ok((subject, with_reason(sentence, &tiding.reason)))
    }
}

fn outcome(tiding: &Tiding, state: Option<&str>) -> String {
    let (accepted, rejected) = (tiding.accepted.len(), tiding.rejected.len());
    let changes = |number: usize| match number {
        1 => "1 change".to_owned(),
        number => format!("{number} changes"),
    };
    match (accepted, rejected) {
        (0, 0) => match state {
            Some("approved") => "it was accepted".to_owned(),
            Some("partly_approved") => "it was accepted in part".to_owned(),
            Some("rejected") => "it was not accepted".to_owned(),
            _ => "it was closed".to_owned(),
        },
        (accepted, 0) => format!("{} accepted", changes(accepted)),
        (0, rejected) => format!("{} not accepted", changes(rejected)),
        (accepted, rejected) => format!("{} accepted, {rejected} not accepted", changes(accepted)),
    }
}

/// What was rejected for a reason of its own, with that.
fn with_reasons(mut sentence: String, reasons: &[(String, String)]) -> String {
    for (label, reason) in reasons.iter().take(REASONS) {
        let label = in_a_line(label, REASON_LETTERS);
        let reason = in_a_line(reason, REASON_LETTERS);
        let end = if reason.ends_with(['.', '!', '?', '…']) {
            ""
        } else {
            "."
        };
        sentence.push_str(&format!(" Not accepted – {label}: {reason}{end}"));
    }
    if reasons.len() > REASONS {
        let more = reasons.len() - REASONS;
        sentence.push_str(&format!(" {more} more reasons stand with the proposal."));
    }
    sentence
}

fn with_reason(sentence: String, reason: &str) -> String {
    let reason = reason.trim();
    if reason.is_empty() {
        return sentence;
    }
    let short = in_a_line(reason, REASON_LETTERS);
    format!("{sentence} In their words: {short}")
}
