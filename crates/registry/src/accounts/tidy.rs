//! Clears away what has had its time.

use super::session::IDLE_S;
use crate::{Registry, RegistryError};

/// How long attempts, links and mail are kept after they are over.
const KEPT_S: i64 = 90 * 86_400;

impl Registry {
    /// Removes sessions that have run out, and attempts, links and mail that were over ninety days
    /// ago, and answers of the write API older than a day. The audit log is never shortened. To be called now and then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tidy_accounts(&self) -> Result<(), RegistryError> {
        self.forget_api_answers()?;
        let (now, idle_since, old) = (
            self.clock.now(),
            self.clock.after(-IDLE_S),
            self.clock.after(-KEPT_S),
        );
        if !self
            .store
            .read(|tx| tx.accounts_want_tidying(&now, &idle_since, &old))?
        {
            return Ok(());
        }
        Ok(self
            .store
            .write_aside(|tx| tx.tidy_accounts(&now, &idle_since, &old))?)
    }
}
