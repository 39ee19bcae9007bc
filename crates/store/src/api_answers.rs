//! What the write API has answered to requests that were to be done once.

use indigo_model::RecordKey;

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// An answer as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiAnswerRow {
    /// The public name of the token that asked.
    pub token: String,
    /// The key that came with the request.
    pub key: String,
    /// The digest of the request.
    pub request_digest: String,
    /// The status that was answered.
    pub status: i64,
    /// Where the answer led; may be empty.
    pub location: String,
    /// The body of the answer.
    pub body: String,
    /// The records that it is about, `type/id` each on a line of its own, with a line end before
    /// the first and after the last.
    pub about: String,
    /// When (RFC 3339, UTC).
    pub created: String,
}

fn answer(mut row: Row) -> ApiAnswerRow {
    ApiAnswerRow {
        token: row.text(0),
        key: row.text(1),
        request_digest: row.text(2),
        status: row.int(3),
        location: row.text(4),
        body: row.text(5),
        about: row.text(6),
        created: row.text(7),
    }
}

impl ReadTx<'_> {
    /// The answer that a token got under a key, if it was given after `since`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn api_answer(
        &mut self,
        token: &str,
        key: &str,
        since: &str,
    ) -> Result<Option<ApiAnswerRow>, StoreError> {
        let row = self.db.query_one(
            "select token, key, request_digest, status, location, body, about, created from api_answer where token = ?1 and key = ?2 and created > ?3",
            params![token, key, since],
        )?;
        Ok(row.map(answer))
    }

    /// Whether [`WriteTx::forget_api_answers`] would remove something.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn any_api_answer_until(&mut self, until: &str) -> Result<bool, StoreError> {
        let row = self.db.query_one(
            "select key from api_answer where created <= ?1 limit 1",
            params![until],
        )?;
        Ok(row.is_some())
    }
}

impl WriteTx<'_> {
    /// Keeps an answer, in the place of an older one under the same key.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_api_answer(&mut self, row: &ApiAnswerRow) -> Result<(), StoreError> {
        self.db.execute(
            "insert into api_answer (token, key, request_digest, status, location, body, about, created) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict (token, key) do update set request_digest = excluded.request_digest, status = excluded.status, location = excluded.location, body = excluded.body, about = excluded.about, created = excluded.created",
            params![
                &row.token,
                &row.key,
                &row.request_digest,
                row.status,
                &row.location,
                &row.body,
                &row.about,
                &row.created,
            ],
        )?;
        Ok(())
    }

    /// Removes the answers that were given at `until` or before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn forget_api_answers(&mut self, until: &str) -> Result<(), StoreError> {
        self.db
            .execute("delete from api_answer where created <= ?1", params![until])?;
        Ok(())
    }

    /// Removes the answers about a record. (Ids that differ in letters that a search takes for any
    /// letter go with it; that does no harm.)
    pub(crate) fn forget_api_answers_about(&mut self, key: &RecordKey) -> Result<(), StoreError> {
        let line = format!("%\n{}/{}\n%", key.record_type, key.id);
        self.db
            .execute("delete from api_answer where about like ?1", params![&line])?;
        Ok(())
    }
}
