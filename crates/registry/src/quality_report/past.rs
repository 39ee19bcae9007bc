//! Figures on quality of before any were kept, told from the ledger.
//!
//! For the end of a month, each record counts as the version of that time was public then, and
//! only when the record is public now: what was never for everybody counts nowhere, and neither
//! does a record that has been taken back since. The checks and the standard are those of today.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use indigo_model::{PartialDate, RecordKey, Value};
use indigo_publish::{Others, api_json, filtered, project};
use indigo_quality::KnownRecords;
use indigo_standard::{Standard, TypeStandard};
use indigo_store::{ReadTx, StoreError};

use super::{Gathering, QualityReport};
use crate::{ReadError, Registry, clock, fold, reading::unreadable};

/// How many months are looked back.
const MONTHS: i64 = 12;

/// The setting with the last month that was looked at: `2026-10`.
const LOOKED_AT: &str = "quality_month_looked_at";

/// Records read at a time.
const PAGE: i64 = 200;

/// How many records are remembered before the memory is emptied.
const REMEMBERED: usize = 20_000;

impl Registry {
    /// Tells the figures of the end of one of the last twelve months for which none are kept, and
    /// keeps them; says whether there may be another month to tell. Each month is looked at once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn keep_quality_month(&self) -> Result<bool, ReadError> {
        let (looked_at, first, days) = self
            .store
            .read(|tx| {
                let days = tx.quality_days()?.into_iter().map(|row| row.day);
                let days: Vec<String> = days.collect();
                Ok::<_, StoreError>((tx.setting(LOOKED_AT)?, tx.first_event_time()?, days))
            })
            .map_err(|error| unreadable(&error))?;
        // Where nothing has happened yet, a past may still be brought in.
        let Some(first) = first else {
            return Ok(false);
        };
        let ends = month_ends(&clock::now(), MONTHS);
        let looked_at = looked_at.unwrap_or_default();
        let mut to_look_at = ends
            .iter()
            .filter(|day| month(day) > looked_at.as_str() && month(day) >= month(&first));
        let Some(day) = to_look_at.next() else {
            return Ok(false);
        };
        let is_kept = days.iter().any(|kept| month(kept) == month(day));
        let rows = if is_kept {
            Vec::new()
        } else {
            self.quality_at(day)?.rows(&self.quality_rules(), true)
        };
        self.store
            .write(|tx| {
                if !rows.is_empty() {
                    tx.put_quality_day(day, &rows)?;
                }
                tx.set_setting(LOOKED_AT, month(day))
            })
            .map_err(|error| unreadable(&error))?;
        Ok(to_look_at.next().is_some())
    }

    /// The figures as of the end of a day (`2026-10-31`, UTC), of the versions that were public
    /// then of the records that are public now.
    ///
    /// # Errors
    /// When the day is none, or the database does not answer.
    pub fn quality_at(&self, day: &str) -> Result<QualityReport, ReadError> {
        let date = PartialDate::parse(day)
            .ok_or_else(|| ReadError::Check(format!("\"{day}\" is not a day")))?;
        let until = format!("{day}T23:59:59Z");
        let position = self.store.revision().map_err(|error| unreadable(&error))?;
        self.store
            .read(|tx| {
                let past = Past::new(&self.standard, tx, &until);
                let mut world = KnownRecords::default();
                for one in self.standard.types() {
                    world.knows_all(&one.id);
                    past.each(one, &mut |id, data| {
                        let shown = filtered(one, true, data).ok().flatten();
                        if let Some(shown) = shown {
                            world.add(one, id, &shown, true);
                        }
                    })?;
                }
                let mut gathering = Gathering::new(&world, date);
                for one in self.standard.types() {
                    gathering.begin(one);
                    past.each(one, &mut |id, data| {
                        // A version that cannot be projected was not public.
                        let projection = project(one, id, true, data, &[], &past).ok();
                        if let Some(projection) = projection.filter(|made| made.public) {
                            let text = api_json::text(&projection.data);
                            let shown = serde_json::from_str(&text).unwrap_or(Value::Null);
                            gathering.add(one, id, &shown);
                        }
                    })?;
                    past.failure()?;
                }
                Ok(gathering.end(position))
            })
            .map_err(|error: StoreError| unreadable(&error))
    }
}

/// The month of a day or a time: `2026-10`.
fn month(day: &str) -> &str {
    day.get(..7).unwrap_or(day)
}

/// The last days of the months before the one of `now`, oldest first.
fn month_ends(now: &str, months: i64) -> Vec<String> {
    let Some(today) = now
        .get(..10)
        .and_then(|day| day.parse::<jiff::civil::Date>().ok())
    else {
        return Vec::new();
    };
    let end = |back: i64| {
        let first = today.first_of_month();
        let then = first.checked_sub(jiff::Span::new().months(back)).ok()?;
        Some(then.last_of_month().to_string())
    };
    (1..=months).rev().filter_map(end).collect()
}

/// The records as they stood at a time, through a transaction.
struct Past<'a, 'tx> {
    standard: &'a Standard,
    tx: RefCell<&'a mut ReadTx<'tx>>,
    until: &'a str,
    known: RefCell<HashMap<RecordKey, Known>>,
    failed: RefCell<Option<StoreError>>,
}

/// Whether a record existed, and what was public of it.
type Known = (bool, Option<Arc<Value>>);

impl<'a, 'tx> Past<'a, 'tx> {
    fn new(standard: &'a Standard, tx: &'a mut ReadTx<'tx>, until: &'a str) -> Self {
        Self {
            standard,
            tx: RefCell::new(tx),
            until,
            known: RefCell::default(),
            failed: RefCell::default(),
        }
    }

    /// Hands over the version of then of each record that counts, in order of id.
    fn each(
        &self,
        one: &TypeStandard,
        work: &mut dyn FnMut(&str, &Value),
    ) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let page = self
                .tx
                .borrow_mut()
                .past_of_type(&one.id, &after, self.until, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after.clone_from(&last.id);
            for row in page.iter().filter(|row| row.counts) {
                let key = RecordKey::new(&*one.id, &*row.id);
                let text = row.data.as_deref();
                if let Some(data) = text.and_then(|text| fold::parse(&key, text).ok()) {
                    work(&row.id, &data);
                }
            }
        }
    }

    /// The error met while looking something up, which the trait could not give.
    fn failure(&self) -> Result<(), StoreError> {
        self.failed.borrow_mut().take().map_or(Ok(()), Err)
    }

    fn look_up(&self, record_type: &str, id: &str) -> Known {
        let key = RecordKey::new(record_type, id);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let found = self.tx.borrow_mut().past_of(&key, self.until);
        let found = found.unwrap_or_else(|error| {
            *self.failed.borrow_mut() = Some(error);
            None
        });
        let known = match (found, self.standard.get(record_type)) {
            (Some(row), Some(one)) => {
                let text = row.data.filter(|_| row.counts);
                let data = text.and_then(|text| fold::parse(&key, &text).ok());
                let public = data.and_then(|data| filtered(one, true, &data).ok().flatten());
                (true, public.map(Arc::new))
            }
            _ => (false, None),
        };
        let mut memory = self.known.borrow_mut();
        if memory.len() >= REMEMBERED {
            memory.clear();
        }
        memory.insert(key, known.clone());
        known
    }
}

impl Others for Past<'_, '_> {
    fn public_data(&self, record_type: &str, id: &str) -> Option<Arc<Value>> {
        self.look_up(record_type, id).1
    }

    fn exists(&self, record_type: &str, id: &str) -> bool {
        self.look_up(record_type, id).0
    }

    fn name_pointer(&self, record_type: &str) -> &str {
        self.standard
            .get(record_type)
            .map_or("/name/value", |one| &one.profile.name_pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_where_the_calendar_says() {
        assert_eq!(
            month_ends("2026-03-31T10:00:00Z", 3),
            ["2025-12-31", "2026-01-31", "2026-02-28"]
        );
        assert_eq!(month_ends("no time", 3), Vec::<String>::new());
    }
}
