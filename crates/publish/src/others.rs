//! The public side of other records, as the one being projected may see it.

use std::sync::Arc;

use indigo_model::Value;

/// Other records, given by the caller.
pub trait Others {
    /// What [`crate::filtered`] gives for a record; `None` when it is unknown, does not exist or is
    /// not public.
    fn public_data(&self, record_type: &str, id: &str) -> Option<Arc<Value>>;

    /// Whether there is a record of that id, whatever its status.
    fn exists(&self, record_type: &str, id: &str) -> bool;

    /// Where records of a type hold their name, as its profile says.
    fn name_pointer(&self, record_type: &str) -> &str {
        let _ = record_type;
        "/name/value"
    }
}
