//! Where the records come from that are written.

use indigo_model::Value;

use crate::ExchangeError;

/// The public records of an installation, streamed by whoever keeps them.
pub trait PublicData {
    /// Calls `f` with the id and the public data (as in the API body under `data`) of every public
    /// record of a type, in order of id.
    ///
    /// # Errors
    /// What `f` gives back, or [`ExchangeError::Records`] when the records cannot be had.
    fn for_each(
        &self,
        record_type: &str,
        f: &mut dyn FnMut(&str, &Value) -> Result<(), ExchangeError>,
    ) -> Result<(), ExchangeError>;
}
