//! Proposals by a program, which may have to ask twice: the second time it gets the same answer.

use indigo_model::RecordKey;
use indigo_store::{ApiAnswerRow, ReadTx, WriteTx};

use crate::{
    Registry, RegistryError, Submission,
    accounts::{How, Person},
};

/// How long an answer is kept.
const KEPT_S: i64 = 86_400;

/// A request that is to be done once, however often it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// The key that the program has chosen for it.
    pub key: String,
    /// A digest of all that it asks for.
    pub request_digest: String,
}

/// An answer to a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Where it leads; may be empty.
    pub location: String,
    /// The body.
    pub body: String,
}

/// What became of a request that is to be done once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// It was done now.
    Now(ApiAnswer),
    /// It was done before; this was the answer.
    Before(ApiAnswer),
    /// The key was used for another request; nothing was done.
    Otherwise,
}

impl Registry {
    /// What became of a request that came before with the same key, from the same token, within a
    /// day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn answered_before(
        &self,
        person: &Person,
        once: &Once,
    ) -> Result<Option<Answered>, RegistryError> {
        self.store.read(|tx| self.answered_in(tx, person, once))
    }

    /// Records proposed edits as one event, as [`Registry::submit`], and keeps the answer with them.
    /// Edits whose records have no id yet get the next free one of their type.
    ///
    /// `answer` is given the records and the public names of their proposals, in order.
    ///
    /// # Errors
    /// As [`Registry::submit`].
    pub fn submit_once(
        &self,
        person: &Person,
        mut submission: Submission,
        once: Option<&Once>,
        answer: impl FnOnce(&[(RecordKey, String)]) -> ApiAnswer,
    ) -> Result<Answered, RegistryError> {
        self.store.write(|tx| {
            if let Some(once) = once
                && let Some(before) = self.answered_in(tx, person, once)?
            {
                return Ok(before);
            }
            for edit in &mut submission.edits {
                if edit.key.id.is_empty() {
                    edit.key = self.next_id_in(tx, &edit.key.record_type)?;
                    // Taken, so that the next one gets another.
                    tx.record_or_new(&edit.key)?;
                }
            }
            let names = self.submit_in(tx, &submission)?;
            let keys = submission.edits.iter().map(|edit| edit.key.clone());
            let made: Vec<(RecordKey, String)> = keys.zip(names).collect();
            let answer = answer(&made);
            if let Some(once) = once {
                self.keep(tx, person, once, &answer, &made)?;
            }
            Ok(Answered::Now(answer))
        })
    }

    /// Removes answers that are older than a day. To be called now and then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn forget_api_answers(&self) -> Result<(), RegistryError> {
        let until = self.clock.after(-KEPT_S);
        if self.store.read(|tx| tx.any_api_answer_until(&until))? {
            self.store.write_aside(|tx| tx.forget_api_answers(&until))?;
        }
        Ok(())
    }

    fn answered_in(
        &self,
        tx: &mut ReadTx<'_>,
        person: &Person,
        once: &Once,
    ) -> Result<Option<Answered>, RegistryError> {
        let since = self.clock.after(-KEPT_S);
        let found = tx.api_answer(asker(person), &once.key, &since)?;
        Ok(found.map(|row| {
            if row.request_digest == once.request_digest {
                Answered::Before(ApiAnswer {
                    status: u16::try_from(row.status).unwrap_or(200),
                    location: row.location,
                    body: row.body,
                })
            } else {
                Answered::Otherwise
            }
        }))
    }

    fn keep(
        &self,
        tx: &mut WriteTx<'_>,
        person: &Person,
        once: &Once,
        answer: &ApiAnswer,
        made: &[(RecordKey, String)],
    ) -> Result<(), RegistryError> {
        tx.forget_api_answers(&self.clock.after(-KEPT_S))?;
        let lines: Vec<String> = made
            .iter()
            .map(|(key, _)| format!("{}/{}\n", key.record_type, key.id))
            .collect();
        Ok(tx.put_api_answer(&ApiAnswerRow {
            token: asker(person).to_owned(),
            key: once.key.clone(),
            request_digest: once.request_digest.clone(),
            status: i64::from(answer.status),
            location: answer.location.clone(),
            body: answer.body.clone(),
            about: format!("\n{}", lines.concat()),
            created: self.clock.now(),
        })?)
    }
}

/// Whose keys they are: those of the token, since another token of the same person may see less.
fn asker(person: &Person) -> &str {
    match &person.how {
        How::Token { id, .. } | How::Session(id) => id,
    }
}
