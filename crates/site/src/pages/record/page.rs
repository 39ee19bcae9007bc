//! What the parts of a record page are built from.

use indigo_model::{Value, pointer};
use indigo_registry::{Day, PublicRecord};
use indigo_standard::TypeStandard;

use crate::{
    error::SiteError,
    facts::{
        Reading, Shown,
        references::anchor,
        sources::{Marks, SourceBook},
    },
    frame::{dictionary_href, record_href},
    index::Index,
    layout::TypeLayout,
    site::Site,
};

/// A record whose page is built.
pub(super) struct Page<'a> {
    pub(super) one: &'a TypeStandard,
    pub(super) layout: &'a TypeLayout,
    pub(super) record: &'a PublicRecord,
    pub(super) data: &'a Value,
    pub(super) reading: Reading<'a>,
}

impl<'a> Page<'a> {
    /// A record of a type, as of the day of the index.
    pub(super) fn of(
        site: &'a Site,
        index: &'a Index,
        one: &'a TypeStandard,
        record: &'a PublicRecord,
        data: &'a Value,
        day: Option<&'a Day>,
    ) -> Result<Self, SiteError> {
        Ok(Self {
            one,
            layout: site.layout(&one.id).ok_or(SiteError::NotFound)?,
            record,
            data,
            reading: Reading {
                site,
                catalogue: &index.catalogue,
                record: data,
                day,
            },
        })
    }
}

impl Page<'_> {
    /// Where the dictionary explains what is at a pointer.
    pub(super) fn explained(&self, at: &str) -> String {
        format!("{}#{}", dictionary_href(self.one), anchor(at))
    }

    /// The fact at a pointer, as it is shown everywhere.
    pub(super) fn fact(&self, at: &str) -> Option<Shown> {
        self.reading.shape(self.data, &self.layout.fact(at)?.shape)
    }

    /// A value of a row of a list, as it is shown everywhere.
    pub(super) fn cell(&self, list: &str, row: &Value, at: &str) -> Option<Shown> {
        self.reading
            .shape(row, &self.layout.column(list, at)?.shape)
    }

    /// The marks of the sources of a group of facts.
    pub(super) fn marks_at(&self, book: &SourceBook, group: &str) -> Marks {
        book.marks(pointer::text(self.data, &format!("{group}/source_ids")).unwrap_or_default())
    }

    /// The marks of the sources of a row.
    pub(super) fn row_marks(
        &self,
        book: &SourceBook,
        list: &str,
        place: usize,
        row: &Value,
    ) -> Marks {
        book.marks(self.row_sources(list, place, row))
    }

    /// The sources that a row cites; publication takes them out of most rows.
    pub(super) fn row_sources<'s>(&'s self, list: &str, place: usize, row: &'s Value) -> &'s str {
        let taken_out = self.record.row_sources.get(&format!("{list}/{place}"));
        taken_out
            .map(String::as_str)
            .or_else(|| row.get("source_ids")?.as_str())
            .unwrap_or_default()
    }

    /// The address of a public record of a type and what it is called.
    pub(super) fn named(&self, record_type: &str, id: &str) -> Option<(String, String)> {
        let one = self.reading.site.standard().get(record_type)?;
        let entry = self.reading.catalogue.entry(record_type, id)?;
        Some((record_href(one, id), entry.card.name.clone()))
    }
}
