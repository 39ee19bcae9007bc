//! The full-text results of the last searches, as places in the catalogue.
//!
//! They belong to one catalogue and go with it, so they are never older than it is.

use std::sync::Arc;

use quick_cache::sync::Cache;

/// How many searches are kept.
const SEARCHES: usize = 32;

/// Type and words → the places of the records found, best first.
pub(crate) struct Found(Cache<(String, String), Arc<Vec<usize>>>);

impl Found {
    pub(super) fn new() -> Self {
        Self(Cache::new(SEARCHES))
    }

    /// The places kept for a search, or what `search` gives.
    pub(crate) fn places<E>(
        &self,
        record_type: &str,
        words: &str,
        search: impl FnOnce() -> Result<Vec<usize>, E>,
    ) -> Result<Arc<Vec<usize>>, E> {
        let key = (record_type.to_owned(), words.to_owned());
        if let Some(places) = self.0.get(&key) {
            return Ok(places);
        }
        let places = Arc::new(search()?);
        self.0.insert(key, Arc::clone(&places));
        Ok(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_made_once_and_a_failed_one_again() {
        let found = Found::new();
        assert!(found.places("project", "a", || Err("down")).is_err());
        let first = found.places("project", "a", || Ok::<_, &str>(vec![3, 1]));
        let again = found.places("project", "a", || Err("asked again"));
        assert_eq!(first, again);
        let other = found.places("fund", "a", || Ok::<_, &str>(vec![2]));
        assert_eq!(*other.unwrap(), [2]);
    }
}
