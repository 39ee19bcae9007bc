//! Sandboxes of the first system.

use indigo_model::{Place, Problem};
use indigo_store::{DjangoDatabase, WriteTx};

use super::DjangoSummary;
use crate::{Registry, RegistryError, clock};

impl Registry {
    /// Takes over the sandboxes. Their one password is not in the database of the first system, but
    /// in its environment; it is kept when this installation was opened with one.
    pub(super) fn take_over_sandboxes(
        &self,
        tx: &mut WriteTx<'_>,
        from: &mut DjangoDatabase,
        summary: &mut DjangoSummary,
    ) -> Result<(), RegistryError> {
        let now = clock::now();
        let sandboxes = from.sandboxes()?;
        for (id, title) in &sandboxes {
            tx.put_sandbox(id, title, &now)?;
            summary.sandboxes += 1;
        }
        if sandboxes.is_empty() {
            return Ok(());
        }
        if !self.keep_sandbox_password(tx, &now)? {
            summary.problems.extend([Problem::warning(
                "sandbox_password_missing",
                "The password of the sandboxes is not in the database of the first system, but in its setting API_SANDBOX_DATA_PASSWORD. Give it as INDIGO_SANDBOX_PASSWORD to this command, or later to `indigo sandbox add` or `indigo serve`. Until then nobody can read sandbox data.",
                Place::default(),
            )]);
        }
        Ok(())
    }
}
