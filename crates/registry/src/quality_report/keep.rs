//! Figures on quality are kept once a day, so that one can see whether the data get better.
//!
//! Only counts over public records are kept. When they are kept depends on the day and on what is
//! public, never on what is not: a private change makes the figures be looked at again, but finds
//! them the same, and then nothing is written.

use indigo_store::{QualityDayRow, StoreError};

use super::{QualityDay, QualityReport, day::day_of};
use crate::{
    ReadError, Registry,
    check::today,
    reading::{said, unreadable},
};

impl Registry {
    /// All figures on quality that are kept, oldest first, those of a day in order of type.
    pub(crate) fn kept_quality_days(&self) -> Result<Vec<QualityDay>, ReadError> {
        self.store
            .read(|tx| tx.quality_days()?.into_iter().map(day_of).collect())
            .map_err(said)
    }

    /// Keeps the figures of today in the place of those that were kept earlier today, unless they
    /// are the same; says whether anything was written.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn keep_quality_day(&self) -> Result<bool, ReadError> {
        let day = today()?.to_string();
        let (known, revision) = self
            .store
            .read(|tx| Ok::<_, StoreError>((tx.quality_days()?, tx.revision()?)))
            .map_err(|error| unreadable(&error))?;
        let known: Vec<QualityDayRow> = known.into_iter().filter(|row| row.day == day).collect();
        let rules = self.quality_rules();
        if !known.is_empty()
            && known
                .iter()
                .all(|row| row.position == revision && row.rules == rules)
        {
            return Ok(false);
        }
        let report = QualityReport::of(self)?;
        let mut rows = report.rows(&rules, false);
        let is_same = known.len() == rows.len()
            && known.iter().zip(&rows).all(|(before, after)| {
                (&before.record_type, &before.rules, &before.figures)
                    == (&after.record_type, &after.rules, &after.figures)
            });
        if is_same {
            return Ok(false);
        }
        self.store
            .write(|tx| {
                // The writing itself is counted, and changes nothing that figures are made of.
                if tx.revision()? == report.position {
                    for row in &mut rows {
                        row.position += 1;
                    }
                }
                tx.put_quality_day(&report.day, &rows)
            })
            .map_err(|error| unreadable(&error))?;
        Ok(true)
    }
}
