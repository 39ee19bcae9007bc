//! Answers to searches, from the index as it is now.

use std::collections::{BTreeSet, HashMap};

use indigo_search::SearchError;

use super::kept::names;
use super::{Hit, Passage, SearchAsked, SearchFound, SearchSuggestion};
use crate::{Catalogue, ReadError, Reader, Registry, reading::unreadable};

/// The most places of a record that are shown.
const PASSAGES: usize = 3;

#[expect(clippy::needless_pass_by_value, reason = "given to map_err")]
fn unusable(error: SearchError) -> ReadError {
    ReadError::Store(error.to_string())
}

impl Registry {
    pub(crate) fn found(&self, asked: &SearchAsked) -> Result<SearchFound, ReadError> {
        let (ready, is_behind) = self.ready_to_search(asked.may_be_behind)?;
        let catalogue = self.newest_catalogue()?;
        let found = ready
            .reading
            .find(&asked.words, asked.exact)
            .map_err(unusable)?;
        // What became private after the index was brought up to date is not shown, and what changed
        // since then matches by words that may be private now.
        let is_current = ready.position == catalogue.position && !is_behind;
        let changed = if is_current {
            BTreeSet::new()
        } else {
            self.changed_since(ready.position)?
        };
        let is_public = |record_type: &str, id: &str| {
            is_current
                || (catalogue.entry(record_type, id).is_some()
                    && !changed.contains(&(record_type.to_owned(), id.to_owned())))
        };
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut answer = SearchFound {
            instead: found.instead.clone(),
            is_partial: found.is_partial,
            is_behind,
            ..SearchFound::default()
        };
        for one in &found.matches {
            if !is_public(one.record_type, one.id) {
                continue;
            }
            let of_type = counts.entry(one.record_type).or_default();
            *of_type += 1;
            let is_room = asked.of_each.is_none_or(|most| *of_type <= most);
            if asked
                .record_type
                .as_deref()
                .is_some_and(|wanted| wanted != one.record_type)
            {
                continue;
            }
            answer.total += 1;
            if is_room && answer.hits.len() < asked.limit {
                answer.hits.push(Hit::new(one.record_type, one.id));
            }
        }
        answer.by_type = self
            .standard
            .types()
            .filter_map(|one| Some((one.id.clone(), *counts.get(one.id.as_str())?)))
            .collect();
        if asked.passages {
            for hit in &mut answer.hits {
                hit.passages = self.passages(&found.asked, &hit.record_type, &hit.id)?;
            }
        }
        Ok(answer)
    }

    /// The records, public or not, that were published anew after a position.
    fn changed_since(&self, position: i64) -> Result<BTreeSet<(String, String)>, ReadError> {
        let rows = self
            .store
            .read(|tx| tx.cards_since(position))
            .map_err(|error| unreadable(&error))?;
        Ok(rows
            .into_iter()
            .map(|row| (row.record_type, row.id))
            .collect())
    }

    /// The matching places of a public record as it is now.
    fn passages(
        &self,
        asked: &indigo_search::Asked,
        record_type: &str,
        id: &str,
    ) -> Result<Vec<Passage>, ReadError> {
        let Some(record) = self.record(record_type, id)? else {
            return Ok(Vec::new());
        };
        let rules = self.search.rules(self);
        let document = rules.document(record_type, id, &record.data());
        Ok(asked
            .passages(&document, PASSAGES)
            .into_iter()
            .map(|one| Passage {
                label: one.label,
                text: one.text,
                anchor: one.anchor,
            })
            .collect())
    }

    pub(crate) fn suggestions(
        &self,
        begun: &str,
        limit: usize,
    ) -> Result<Vec<SearchSuggestion>, ReadError> {
        let (ready, is_behind) = self.ready_to_search(true)?;
        let catalogue = self.newest_catalogue()?;
        let types: Vec<&String> = catalogue.types.keys().collect();
        // While the index is behind, it may know words and names that are private by now: only what
        // the catalogue says now is suggested then.
        let found = if is_behind || ready.position != catalogue.position {
            indigo_search::Suggestions::new(names(&self.standard, &catalogue)).suggest(
                begun,
                &ready.reading,
                limit,
            )
        } else {
            ready
                .suggestions(&self.standard, &catalogue)
                .suggest(begun, &ready.reading, limit)
        };
        let has_words = !is_behind && ready.position == catalogue.position;
        Ok(found
            .into_iter()
            .filter(|one| has_words || one.kind != u8::MAX)
            .filter_map(|one| {
                let record_type = one
                    .id
                    .as_ref()
                    .and_then(|_| types.get(usize::from(one.kind).checked_sub(1)?));
                let suggestion = SearchSuggestion {
                    text: one.text,
                    record_type: record_type.map(|one| (*one).clone()),
                    id: one.id,
                };
                is_public(&catalogue, &suggestion).then_some(suggestion)
            })
            .collect())
    }
}

/// Whether a name that is suggested is one that everybody may see now.
fn is_public(catalogue: &Catalogue, one: &SearchSuggestion) -> bool {
    match (&one.record_type, &one.id) {
        (Some(record_type), Some(id)) => catalogue
            .entry(record_type, id)
            .is_some_and(|entry| entry.card.name == one.text),
        _ => true,
    }
}
