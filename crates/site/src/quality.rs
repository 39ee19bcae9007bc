//! The report on the quality of the public data, made once for each revision and day.

use std::sync::{Arc, Mutex, PoisonError};

use indigo_registry::{QualityReport, ReadError, Reader};

/// The newest report.
#[derive(Default)]
pub(crate) struct QualityShelf(Mutex<Option<Arc<QualityReport>>>);

impl QualityShelf {
    /// The report of the newest revision; who asks while it is made waits for it.
    pub(crate) fn newest(&self, reader: &dyn Reader) -> Result<Arc<QualityReport>, ReadError> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let position = reader.position()?;
        if let Some(report) = held.as_ref().filter(|report| report.is_of(position)) {
            return Ok(Arc::clone(report));
        }
        let report = Arc::new(QualityReport::of(reader)?);
        *held = Some(Arc::clone(&report));
        Ok(report)
    }
}
