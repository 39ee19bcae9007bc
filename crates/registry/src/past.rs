//! What was public on a past day, by the rule that `public_history.rs` argues: of each version,
//! what was public then and is public now.
//!
//! The states that a record had for everybody are kept with what is published, one card each, so
//! that the catalogue of any day is read in one go. A state is one in which something public is
//! another than in the one before; what changed in private makes none. Times at which a record was
//! withdrawn are states in which it was not public.

use std::sync::{Arc, PoisonError};

use indigo_publish::{Shown, api_json, shown};
use indigo_standard::TypeStandard;
use indigo_store::{MarkKind, PastPublication, ReadTx, RecordRow};

use crate::{
    Catalogue, Day, Entry, PublicRecord, ReadError, Registry, RegistryError,
    catalogue::filled,
    fold,
    others::{Memory, TxOthers},
    reading::{public_record, said},
    stored::read_json,
};

/// How many catalogues of days are kept.
const KEPT: usize = 6;

/// The catalogues of days that were asked for last, newest first, each with the time of the last
/// event before the end of its day: days without an event between them have one catalogue. All are
/// of one position, and go when that moves.
pub(crate) type PastShelf = Vec<(String, Arc<Catalogue>)>;

/// A state of what everybody sees of a record.
struct State {
    /// Since when (RFC 3339, UTC).
    since: String,
    /// What is seen; `None` when the record was not public.
    shown: Option<Shown>,
}

/// The states of a record, oldest first, the last being that of now; none when it is not public.
fn states(
    tx: &mut ReadTx<'_>,
    one: &TypeStandard,
    record: &RecordRow,
) -> Result<Vec<State>, RegistryError> {
    let key = &record.key;
    let now = fold::parse(key, &record.data)?;
    // A record that cannot be projected is not public.
    let Some(now) = shown(one, record.exists, &now).ok().flatten() else {
        return Ok(Vec::new());
    };
    let versions = tx.version_events(record.row_id)?;
    let marks = tx.marks_of(record.row_id)?;
    let mut marks = marks.iter().peekable();
    let mut states: Vec<State> = Vec::new();
    let mut add = |since: &str, shown: Option<Shown>| {
        let before = states.last().and_then(|last| last.shown.as_ref());
        if before != shown.as_ref() {
            states.push(State {
                since: since.to_owned(),
                shown,
            });
        }
    };
    let (mut is_there, mut stands) = (true, None);
    for version in versions {
        while let Some(mark) = marks.next_if(|mark| mark.event_seq < version.event_seq) {
            is_there = after(mark.kind, is_there);
            add(&mark.created, stands.clone().filter(|_| is_there));
        }
        // What was purged is known to nobody, and what cannot be read was not public.
        stands = version
            .data
            .and_then(|text| fold::parse(key, &text).ok())
            .and_then(|data| shown(one, true, &data).ok().flatten())
            .map(|then| now.as_it_was(&then));
        add(&version.created, stands.clone().filter(|_| is_there));
    }
    for mark in marks {
        is_there = after(mark.kind, is_there);
        add(&mark.created, stands.clone().filter(|_| is_there));
    }
    Ok(states)
}

/// Whether a record is there after something happened to it as a whole.
fn after(kind: MarkKind, before: bool) -> bool {
    match kind {
        MarkKind::Withdraw | MarkKind::MergeInto | MarkKind::Purge => false,
        MarkKind::BringBack => true,
        MarkKind::Absorb => before,
    }
}

impl Registry {
    /// What is kept of the past of a record; nothing when it has been as it is from its beginning.
    ///
    /// `is_new` says that it has never been projected, so that nothing but versions can have
    /// happened to it.
    pub(crate) fn past_publications(
        &self,
        one: &TypeStandard,
        record: &RecordRow,
        is_new: bool,
        others: &TxOthers<'_, '_>,
    ) -> Result<Vec<PastPublication>, RegistryError> {
        if record.version == 1
            && (is_new || others.with_tx(|tx| tx.marks_of(record.row_id))?.is_empty())
        {
            return Ok(Vec::new());
        }
        let states = others.with_tx(|tx| states(tx, one, record))?;
        let last = states.len().saturating_sub(1);
        let mut kept = Vec::with_capacity(states.len());
        for (at, state) in states.into_iter().enumerate() {
            let card = match state.shown.filter(|_| at < last) {
                Some(shown) => {
                    let card = shown.projected(one, &record.key.id, others).card;
                    serde_json::to_string(&card).map_err(|source| RegistryError::Unreadable {
                        what: record.key.to_string(),
                        source,
                    })?
                }
                None => String::new(),
            };
            kept.push(PastPublication {
                since: state.since,
                is_public: at == last || !card.is_empty(),
                card,
            });
        }
        others.failure()?;
        Ok(kept)
    }

    /// The cards of all records that are public now, as everybody saw them at the end of a day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) fn past_catalogue(&self, day: &Day) -> Result<Arc<Catalogue>, ReadError> {
        let newest = self.newest_catalogue()?;
        if day.is_now() {
            return Ok(newest);
        }
        let until = day.end();
        let (last, position) = self
            .store
            .read(|tx| Ok::<_, RegistryError>((tx.last_event_until(&until)?, tx.revision()?)))
            .map_err(said)?;
        let kept = {
            let shelf = self
                .past_catalogues
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let found = shelf
                .iter()
                .find(|(of, catalogue)| *of == last && catalogue.position == position);
            found.map(|(_, catalogue)| Arc::clone(catalogue))
        };
        if let Some(found) = kept {
            return Ok(found);
        }
        let (last, made) = self
            .store
            .read(|tx| {
                let (last, position) = (tx.last_event_until(&until)?, tx.revision()?);
                // What is shown as it is now has to be of the same position as the rest.
                let now = if position == newest.position {
                    newest
                } else {
                    let mut types = indexmap::IndexMap::new();
                    filled(&self.standard, &mut types, tx.cards_since(-1)?)?;
                    Arc::new(Catalogue { position, types })
                };
                let mut types: indexmap::IndexMap<String, Vec<Entry>> = indexmap::IndexMap::new();
                for one in self.standard.types() {
                    types.insert(one.id.clone(), Vec::new());
                }
                for row in tx.past_cards(&until)? {
                    let Some(entries) = types.get_mut(&row.record_type) else {
                        continue;
                    };
                    let card = if row.card.is_empty() {
                        match now.entry(&row.record_type, &row.id) {
                            Some(entry) => entry.card.clone(),
                            None => continue,
                        }
                    } else {
                        let key =
                            format_args!("{}/{} since {}", row.record_type, row.id, row.since);
                        read_json("published_past", key, &row.card)?
                    };
                    entries.push(Entry {
                        id: row.id,
                        updated: row.since,
                        card,
                    });
                }
                for entries in types.values_mut() {
                    entries.sort_unstable_by(|a, b| a.id.cmp(&b.id));
                }
                Ok::<_, RegistryError>((last, Arc::new(Catalogue { position, types })))
            })
            .map_err(said)?;
        let mut shelf = self
            .past_catalogues
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        shelf.retain(|(of, catalogue)| *of != last && catalogue.position == made.position);
        shelf.insert(0, (last, Arc::clone(&made)));
        shelf.truncate(KEPT);
        Ok(made)
    }

    /// A record that is public now, as everybody saw it at the end of a day.
    pub(crate) fn past_record(
        &self,
        record_type: &str,
        id: &str,
        day: &Day,
    ) -> Result<Option<PublicRecord>, ReadError> {
        let Some(one) = self.standard.get(record_type).filter(|_| !day.is_now()) else {
            return crate::Reader::record(self, record_type, id);
        };
        self.store
            .read(|tx| {
                let found = tx.publication(record_type, id)?;
                let Some(row) = found.filter(|row| row.publication.is_public) else {
                    return Ok(None);
                };
                let Some(record) = tx.record_by_row(row.record_row)? else {
                    return Ok(None);
                };
                let mut states = states(tx, one, &record)?;
                let until = day.end();
                let Some(at) = states.iter().rposition(|state| state.since <= until) else {
                    return Ok(None);
                };
                let is_now = at + 1 == states.len();
                let state = states.swap_remove(at);
                let Some(then) = state.shown else {
                    return Ok(None);
                };
                let mut public = public_record(row)?;
                public.updated = state.since;
                if !is_now {
                    let others = TxOthers::new(&self.standard, tx, Memory::default());
                    let past = then.projected(one, id, &others);
                    others.failure()?;
                    public.api_text = api_json::text(&past.data);
                    public.row_sources = past.row_sources;
                }
                Ok::<_, RegistryError>(Some(public))
            })
            .map_err(said)
    }
}
