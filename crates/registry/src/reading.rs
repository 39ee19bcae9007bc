//! What the site asks, answered from the published side of the database.

use std::sync::Arc;

use indigo_model::{RecordKey, Value};
use indigo_standard::Standard;
use indigo_store::{PublishedRow, StoreError};

use crate::{
    Catalogue, ChangeLog, CheckFile, CheckLimits, CheckReport, Day, Download, DownloadFile,
    FeedEntry, Mention, PublicRecord, PublicValue, PublicVersion, QualityDay, ReadError, Reader,
    Registry, RegistryError, Release, ReleasedRecord, SearchAsked, SearchFound, SearchSuggestion,
    Terms, stored::Stored as _,
};

/// Records read at a time.
const PAGE: i64 = 200;

pub(crate) fn unreadable(error: &StoreError) -> ReadError {
    ReadError::Store(error.to_string())
}

#[expect(clippy::needless_pass_by_value, reason = "given to map_err")]
pub(crate) fn said(error: RegistryError) -> ReadError {
    ReadError::Store(error.to_string())
}

/// What is published of a record.
pub(crate) fn public_record(row: PublishedRow) -> Result<PublicRecord, RegistryError> {
    row.data_is_readable()?;
    Ok(PublicRecord {
        row_sources: row.row_sources()?,
        flags: row.flags()?,
        id: row.id,
        api_text: row.publication.data,
        updated: row.updated,
    })
}

impl Reader for Registry {
    fn standard(&self) -> &Standard {
        &self.standard
    }

    fn position(&self) -> Result<i64, ReadError> {
        self.store.revision().map_err(|error| unreadable(&error))
    }

    fn catalogue(&self) -> Result<Arc<Catalogue>, ReadError> {
        self.newest_catalogue()
    }

    fn catalogue_at(&self, day: &Day) -> Result<Arc<Catalogue>, ReadError> {
        self.past_catalogue(day)
    }

    fn record_at(
        &self,
        record_type: &str,
        id: &str,
        day: &Day,
    ) -> Result<Option<PublicRecord>, ReadError> {
        self.past_record(record_type, id, day)
    }

    fn ids(&self, record_type: &str) -> Result<Vec<(String, bool)>, ReadError> {
        self.store
            .read(|tx| tx.listing(record_type))
            .map_err(|error| unreadable(&error))
    }

    fn record(&self, record_type: &str, id: &str) -> Result<Option<PublicRecord>, ReadError> {
        let found = self
            .store
            .read(|tx| tx.publication(record_type, id))
            .map_err(|error| unreadable(&error))?;
        found
            .filter(|row| row.publication.is_public)
            .map(public_record)
            .transpose()
            .map_err(said)
    }

    fn sandboxes(
        &self,
        record_type: &str,
        id: &str,
        password: &str,
    ) -> Result<Option<Vec<(String, String)>>, ReadError> {
        if !self
            .sandbox_password_is(password)
            .map_err(|error| unreadable(&error))?
        {
            return Ok(None);
        }
        let found: Result<_, StoreError> = self.store.read(|tx| {
            let Some(row) = tx.publication(record_type, id)? else {
                return Ok(Vec::new());
            };
            tx.sandbox_data(row.record_row)
        });
        found.map(Some).map_err(|error| unreadable(&error))
    }

    fn mentions(&self, record_type: &str, id: &str) -> Result<Vec<Mention>, ReadError> {
        let found = self
            .store
            .read(|tx| tx.public_mentions(record_type, id))
            .map_err(|error| unreadable(&error))?;
        Ok(found
            .into_iter()
            .map(|(record_type, id, list, field)| Mention {
                record_type,
                id,
                list,
                field,
            })
            .collect())
    }

    fn search(&self, asked: &SearchAsked) -> Result<SearchFound, ReadError> {
        self.found(asked)
    }

    fn suggest(&self, begun: &str, limit: usize) -> Result<Vec<SearchSuggestion>, ReadError> {
        self.suggestions(begun, limit)
    }

    fn history(&self, record_type: &str, id: &str) -> Result<Vec<PublicVersion>, ReadError> {
        self.public_history(record_type, id).map_err(said)
    }

    fn changes(
        &self,
        record_type: Option<&str>,
        limit: usize,
    ) -> Result<Vec<FeedEntry>, ReadError> {
        self.public_changes(record_type, limit).map_err(said)
    }

    fn redirect(&self, record_type: &str, id: &str) -> Result<Option<RecordKey>, ReadError> {
        let Some(kept) = self.redirect_of(record_type, id).map_err(said)? else {
            return Ok(None);
        };
        let is_public = self.record(&kept.record_type, &kept.id)?.is_some();
        Ok(is_public.then_some(kept))
    }

    fn correctable(&self, record_type: &str, id: &str) -> Result<Vec<PublicValue>, ReadError> {
        self.public_values(&RecordKey::new(record_type, id))
            .map_err(said)
    }

    fn download(&self, download: &Download) -> Result<DownloadFile, ReadError> {
        self.built(download)
            .map_err(|error| ReadError::Build(error.to_string()))
    }

    fn built_download(&self, download: &Download) -> Result<Option<DownloadFile>, ReadError> {
        self.built_before(download)
            .map_err(|error| ReadError::Build(error.to_string()))
    }

    fn terms(&self) -> Result<Terms, ReadError> {
        self.kept_terms().map_err(said)
    }

    fn releases(&self) -> Result<Vec<Release>, ReadError> {
        self.release_list().map_err(said)
    }

    fn release_file(
        &self,
        release: &Release,
        name: &str,
    ) -> Result<Option<DownloadFile>, ReadError> {
        Ok(self.open_release_file(release, name))
    }

    fn release_changes(&self, release: &Release) -> Result<Option<ChangeLog>, ReadError> {
        self.changes_of_release(release)
    }

    fn released_record(
        &self,
        release: &Release,
        record_type: &str,
        id: &str,
    ) -> Result<Option<ReleasedRecord>, ReadError> {
        self.record_of_release(release, record_type, id)
    }

    fn site_url(&self) -> Option<String> {
        self.site_url.get().cloned()
    }

    fn check(&self, files: &[CheckFile], limits: &CheckLimits) -> Result<CheckReport, ReadError> {
        Self::check(self, files, limits)
    }

    fn each_public(
        &self,
        record_type: &str,
        work: &mut dyn FnMut(&str, &Value) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut after = String::new();
        loop {
            let page = self
                .store
                .read(|tx| tx.public_of_type(record_type, &after, PAGE))
                .map_err(|error| unreadable(&error))?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after.clone_from(&last.id);
            for row in &page {
                work(&row.id, &row.data().map_err(said)?)?;
            }
        }
    }

    fn published_after(
        &self,
        record_type: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<PublicRecord>, ReadError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self
            .store
            .read(|tx| tx.public_of_type(record_type, after, limit))
            .map_err(|error| unreadable(&error))?;
        rows.into_iter()
            .map(|row| public_record(row).map_err(said))
            .collect()
    }

    fn quality_days(&self) -> Result<Vec<QualityDay>, ReadError> {
        self.kept_quality_days()
    }

    fn official_form(&self, record_type: &str) -> Result<Option<Vec<u8>>, ReadError> {
        // A type's name comes from the standard, so it leads nowhere else.
        if self.standard.get(record_type).is_none() {
            return Ok(None);
        }
        let path = self.data.join("forms").join(format!("{record_type}.xlsx"));
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ReadError::Build(format!("{}: {error}", path.display()))),
        }
    }
}
