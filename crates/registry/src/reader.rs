//! What the site may ask: the public side of the data, always as of the newest ledger position.

use std::{fs::File, sync::Arc};

use indexmap::IndexMap;
use indigo_model::{RecordKey, Value};
use indigo_publish::Card;
use indigo_standard::Standard;
use thiserror::Error;

use crate::{
    ChangeLog, CheckFile, CheckLimits, CheckReport, Day, FeedEntry, PublicValue, PublicVersion,
    QualityDay, Release, ReleasedRecord, SearchAsked, SearchFound, SearchSuggestion, SummaryRows,
    TakeAway, Terms, take_away,
};

/// The public side of an installation.
///
/// Every answer is of the newest position at the time of the call; nothing in it depends on a
/// value that is not public.
pub trait Reader: Send + Sync {
    /// The record types.
    fn standard(&self) -> &Standard;

    /// The newest position of the ledger (the number of its last event); cheap, asked on every
    /// request, so that nothing that was rendered for an older one is shown.
    ///
    /// # Errors
    /// When the database does not answer.
    fn position(&self) -> Result<i64, ReadError>;

    /// The cards of all public records, as of the newest position.
    ///
    /// # Errors
    /// When the database does not answer.
    fn catalogue(&self) -> Result<Arc<Catalogue>, ReadError>;

    /// The cards of the records that are public now and were at the end of a day, as everybody saw
    /// them then: of each record, what was public then and is public now. A reader that keeps no
    /// past gives what is public now.
    ///
    /// # Errors
    /// When the database does not answer.
    fn catalogue_at(&self, day: &Day) -> Result<Arc<Catalogue>, ReadError> {
        let _ = day;
        self.catalogue()
    }

    /// Every record of a type that was ever named, in order of id, with whether it is public.
    ///
    /// # Errors
    /// When the database does not answer.
    fn ids(&self, record_type: &str) -> Result<Vec<(String, bool)>, ReadError>;

    /// A public record; `None` when there is none of that id or it is not public (the two cannot
    /// be told apart).
    ///
    /// # Errors
    /// When the database does not answer.
    fn record(&self, record_type: &str, id: &str) -> Result<Option<PublicRecord>, ReadError>;

    /// A record that is public now, as everybody saw it at the end of a day; `None` when it was not
    /// public then, or is not now. Names of other records are those of today. A reader that keeps
    /// no past gives the record as it is now.
    ///
    /// # Errors
    /// When the database does not answer.
    fn record_at(
        &self,
        record_type: &str,
        id: &str,
        day: &Day,
    ) -> Result<Option<PublicRecord>, ReadError> {
        let _ = day;
        self.record(record_type, id)
    }

    /// The sandbox data of a public record: sandbox id → data as JSON text in API form, or `None`
    /// when the password is wrong or none is set.
    ///
    /// # Errors
    /// When the database does not answer.
    fn sandboxes(
        &self,
        record_type: &str,
        id: &str,
        password: &str,
    ) -> Result<Option<Vec<(String, String)>>, ReadError>;

    /// The public records whose public rows refer to this one, in order of type and id.
    ///
    /// # Errors
    /// When the database does not answer.
    fn mentions(&self, record_type: &str, id: &str) -> Result<Vec<Mention>, ReadError>;

    /// The public records that match what was typed, best first.
    ///
    /// # Errors
    /// When the database or the index does not answer.
    fn search(&self, asked: &SearchAsked) -> Result<SearchFound, ReadError>;

    /// What somebody may want to type who has begun with `begun`, best first. A reader without an
    /// index knows nothing.
    ///
    /// # Errors
    /// When the database or the index does not answer.
    fn suggest(&self, begun: &str, limit: usize) -> Result<Vec<SearchSuggestion>, ReadError> {
        let _ = (begun, limit);
        Ok(Vec::new())
    }

    /// The public history of a record, oldest first; empty when the record is not public now, or
    /// there is none. A reader that keeps no past has none to tell.
    ///
    /// # Errors
    /// When the database does not answer.
    fn history(&self, record_type: &str, id: &str) -> Result<Vec<PublicVersion>, ReadError> {
        let _ = (record_type, id);
        Ok(Vec::new())
    }

    /// The newest public changes, newest first: of one type, or of all.
    ///
    /// # Errors
    /// When the database does not answer.
    fn changes(
        &self,
        record_type: Option<&str>,
        limit: usize,
    ) -> Result<Vec<FeedEntry>, ReadError> {
        let _ = (record_type, limit);
        Ok(Vec::new())
    }

    /// The public record that stands in the place of a duplicate; `None` when the record was not
    /// merged, or into one that is not public.
    ///
    /// # Errors
    /// When the database does not answer.
    fn redirect(&self, record_type: &str, id: &str) -> Result<Option<RecordKey>, ReadError> {
        let _ = (record_type, id);
        Ok(None)
    }

    /// Every value that the public sees of a record and can suggest another for, in the order of
    /// the record; empty when the record is not public, or there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    fn correctable(&self, record_type: &str, id: &str) -> Result<Vec<PublicValue>, ReadError> {
        let _ = (record_type, id);
        Ok(Vec::new())
    }

    /// A download as a file of the newest position, built when it is not there yet.
    ///
    /// # Errors
    /// When it cannot be built.
    fn download(&self, download: &Download) -> Result<DownloadFile, ReadError>;

    /// A download of the newest position when it is there already; quick, as nothing is built.
    ///
    /// # Errors
    /// When the database does not answer.
    fn built_download(&self, _download: &Download) -> Result<Option<DownloadFile>, ReadError> {
        Ok(None)
    }

    /// A selection of public records as a file, in the order of `ids`; as of the newest state, or of
    /// the end of a day. Ids that are not public (then and now) are left out.
    ///
    /// # Errors
    /// When the database does not answer, or no file can be made of the records.
    fn take_away(
        &self,
        record_type: &str,
        ids: &[String],
        form: TakeAway,
        day: Option<&Day>,
    ) -> Result<Vec<u8>, ReadError> {
        self.take_away_with(record_type, ids, form, day, None)
    }

    /// The same; a workbook begins with a sheet that sums the records up, when one is given.
    ///
    /// # Errors
    /// When the database does not answer, or no file can be made of the records.
    fn take_away_with(
        &self,
        record_type: &str,
        ids: &[String],
        form: TakeAway,
        day: Option<&Day>,
        summary: Option<&SummaryRows<'_>>,
    ) -> Result<Vec<u8>, ReadError> {
        let Some(one) = self.standard().get(record_type) else {
            return Err(ReadError::Build(format!("there is no type {record_type}")));
        };
        let mut records = Vec::with_capacity(ids.len());
        for id in ids {
            records.extend(match day {
                Some(day) => self.record_at(record_type, id, day)?,
                None => self.record(record_type, id)?,
            });
        }
        let said = take_away::Said {
            day: day.map(ToString::to_string),
            licence: self.terms()?.licence_said(),
            site_url: self.site_url(),
        };
        take_away::made(one, &records, form, &said, summary)
    }

    /// On which terms the data are given away, as the operator has set them.
    ///
    /// # Errors
    /// When the database does not answer.
    fn terms(&self) -> Result<Terms, ReadError> {
        Ok(Terms::default())
    }

    /// All dated releases, newest first. A reader that keeps none has none.
    ///
    /// # Errors
    /// When the database does not answer.
    fn releases(&self) -> Result<Vec<Release>, ReadError> {
        Ok(Vec::new())
    }

    /// A file of a release; nothing when there is none of that name, or it is not in its place.
    ///
    /// # Errors
    /// When the database does not answer.
    fn release_file(
        &self,
        release: &Release,
        name: &str,
    ) -> Result<Option<DownloadFile>, ReadError> {
        let _ = (release, name);
        Ok(None)
    }

    /// What changed in a release since the one before; nothing when its files are not there.
    ///
    /// # Errors
    /// When the database does not answer.
    fn release_changes(&self, release: &Release) -> Result<Option<ChangeLog>, ReadError> {
        let _ = release;
        Ok(None)
    }

    /// A record as a release has it; nothing when it was never in it.
    ///
    /// # Errors
    /// When the database or the files of the release do not answer.
    fn released_record(
        &self,
        release: &Release,
        record_type: &str,
        id: &str,
    ) -> Result<Option<ReleasedRecord>, ReadError> {
        let _ = (release, record_type, id);
        Ok(None)
    }

    /// The address that the site is known by in the world, when it knows one.
    fn site_url(&self) -> Option<String> {
        None
    }

    /// Checks files against what is public here, and keeps nothing of them.
    ///
    /// # Errors
    /// When the database or the folder for temporary files does not work.
    fn check(&self, files: &[CheckFile], limits: &CheckLimits) -> Result<CheckReport, ReadError>;

    /// Hands over the public data of every public record of a type, in order of id.
    ///
    /// # Errors
    /// When the database does not answer, and what `work` gives back.
    fn each_public(
        &self,
        record_type: &str,
        work: &mut dyn FnMut(&str, &Value) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        for entry in self.catalogue()?.entries(record_type) {
            // It may have become private since.
            if let Some(record) = self.record(record_type, &entry.id)? {
                work(&record.id, &record.data())?;
            }
        }
        Ok(())
    }

    /// The public records of a type whose ids come after one, in order of id, at most `limit`; none
    /// when there are no more.
    ///
    /// # Errors
    /// When the database does not answer.
    fn published_after(
        &self,
        record_type: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<PublicRecord>, ReadError> {
        let catalogue = self.catalogue()?;
        let mut found = Vec::new();
        for entry in catalogue.entries(record_type) {
            if found.len() < limit && entry.id.as_str() > after {
                found.extend(self.record(record_type, &entry.id)?);
            }
        }
        Ok(found)
    }

    /// The figures on quality that are kept, oldest first, those of a day in order of type. A
    /// reader that keeps no past has none.
    ///
    /// # Errors
    /// When the database does not answer.
    fn quality_days(&self) -> Result<Vec<QualityDay>, ReadError> {
        Ok(Vec::new())
    }

    /// The blank official workbook of a type, when the operator has put one in place.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn official_form(&self, _record_type: &str) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(None)
    }
}

/// A download, open: it can be read to its end although its file is replaced meanwhile.
#[derive(Debug)]
pub struct DownloadFile {
    /// The file, at its beginning.
    pub file: File,
    /// How long it is.
    pub size_bytes: u64,
    /// The SHA-256 sum of its bytes, in hexadecimal.
    pub digest: String,
}

/// The cards of all public records.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// As of which position.
    pub position: i64,
    /// Record type → its public records in order of id.
    pub types: IndexMap<String, Vec<Entry>>,
}

/// A public record in the catalogue.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// When it last changed for the public (RFC 3339, UTC).
    pub updated: String,
    /// Its card.
    pub card: Card,
}

impl Catalogue {
    /// The entries of a type.
    #[must_use]
    pub fn entries(&self, record_type: &str) -> &[Entry] {
        self.types.get(record_type).map_or(&[], Vec::as_slice)
    }

    /// The entry of a record.
    #[must_use]
    pub fn entry(&self, record_type: &str, id: &str) -> Option<&Entry> {
        let entries = self.entries(record_type);
        entries
            .binary_search_by(|entry| entry.id.as_str().cmp(id))
            .ok()
            .map(|at| &entries[at])
    }
}

/// A public record.
#[derive(Debug, Clone)]
pub struct PublicRecord {
    /// Its id.
    pub id: String,
    /// The public data as JSON text, in the exact form of the API.
    pub api_text: String,
    /// Sources cited by rows: row pointer such as `/investments/0` → the text of `source_ids`.
    pub row_sources: IndexMap<String, String>,
    /// Flags of the API body, in order.
    pub flags: Vec<(String, bool)>,
    /// When it last changed for the public (RFC 3339, UTC).
    pub updated: String,
}

impl PublicRecord {
    /// The public data (what stands in the API body under `data`). The text was looked through when
    /// the record was read, so that it can be read.
    #[must_use]
    pub fn data(&self) -> Value {
        serde_json::from_str(&self.api_text).unwrap_or(Value::Null)
    }
}

/// A public row of a public record that refers to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Type of the record with the row.
    pub record_type: String,
    /// Its id.
    pub id: String,
    /// The list that the row is in: `/investments`.
    pub list: String,
    /// The field of the row: `/organisation_id/value`.
    pub field: String,
}

/// The files that can be downloaded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Download {
    /// List CSV of a type (`projects.csv`).
    List(String),
    /// List CSV of the projects flagged as social investment prototypes.
    PrototypeList,
    /// Zip of the CSV files of the types in a bundle (`all` or `pipeline`).
    Bundle(String),
    /// Zip of a filled public workbook of each record of the types in a bundle; it takes a while to
    /// build.
    Workbooks(String),
    /// SQLite file.
    Sqlite,
    /// JSON Lines of the public part of all records.
    JsonLines,
    /// A file of the data set in all formats ([`DATA_SET_FILES`](crate::DATA_SET_FILES) names the
    /// ones that are there whatever the record types are); all of it is built at once.
    DataSet(String),
}

/// Why something cannot be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The database does not answer or holds something unreadable.
    #[error("the database could not be read: {0}")]
    Store(String),
    /// A download could not be built.
    #[error("the download could not be built: {0}")]
    Build(String),
    /// Files could not be checked, for a reason that is not in them.
    #[error("the files could not be checked: {0}")]
    Check(String),
}
