//! Taking turns: what two windows of one person want is done one after the other.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A turn to be waited for.
#[derive(Debug, Default)]
pub(crate) struct Turn(Mutex<()>);

impl Turn {
    /// Waits for the turn; it ends when what is given goes.
    pub(crate) fn lock(&self) -> MutexGuard<'_, ()> {
        // Nothing lies behind it that a panic could leave half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
