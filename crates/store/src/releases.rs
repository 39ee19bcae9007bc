//! Dated releases of the public data, newest first.

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// A release as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    /// Its name.
    pub version: String,
    /// The day that it was made on.
    pub day: String,
    /// When it was made (RFC 3339, UTC).
    pub created: String,
    /// Who made it.
    pub actor: String,
    /// The revision that it is of; not for everybody, as it counts private changes too.
    pub position: i64,
    /// The folder that its files are in, below the one of all releases.
    pub folder: String,
    /// What was said of it.
    pub note: String,
    /// Its digital object identifier.
    pub doi: Option<String>,
    /// JSON text: the terms and the address that its files tell.
    pub about: String,
    /// JSON text: its files.
    pub files: String,
    /// JSON text: what was taken out of it.
    pub taken_out: String,
}

fn release(mut row: Row) -> ReleaseRow {
    ReleaseRow {
        version: row.text(0),
        day: row.text(1),
        created: row.text(2),
        actor: row.text(3),
        position: row.int(4),
        folder: row.text(5),
        note: row.text(6),
        doi: row.opt_text(7),
        about: row.text(8),
        files: row.text(9),
        taken_out: row.text(10),
    }
}

impl ReadTx<'_> {
    /// All releases, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn releases(&mut self) -> Result<Vec<ReleaseRow>, StoreError> {
        let rows = self.db.query(
            "select version, day, created, actor, position, folder, note, doi, about, files, taken_out from release order by created desc, version desc",
            &[],
        )?;
        Ok(rows.into_iter().map(release).collect())
    }

    /// A release by its name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn release(&mut self, version: &str) -> Result<Option<ReleaseRow>, StoreError> {
        let row = self.db.query_one(
            "select version, day, created, actor, position, folder, note, doi, about, files, taken_out from release where version = ?1",
            params![version],
        )?;
        Ok(row.map(release))
    }
}

impl WriteTx<'_> {
    /// Keeps a new release.
    ///
    /// # Errors
    /// When there is one of that name, or the database does not answer.
    pub fn add_release(&mut self, row: &ReleaseRow) -> Result<(), StoreError> {
        self.db.execute(
            "insert into release (version, day, created, actor, position, folder, note, doi, about, files, taken_out) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                &row.version,
                &row.day,
                &row.created,
                &row.actor,
                row.position,
                &row.folder,
                &row.note,
                row.doi.as_deref(),
                &row.about,
                &row.files,
                &row.taken_out,
            ],
        )?;
        Ok(())
    }

    /// Keeps what became of a release: its folder, its files, what was taken out of it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_release_files(&mut self, row: &ReleaseRow) -> Result<(), StoreError> {
        self.db.execute(
            "update release set folder = ?2, files = ?3, taken_out = ?4 where version = ?1",
            params![&row.version, &row.folder, &row.files, &row.taken_out],
        )?;
        Ok(())
    }

    /// Keeps the digital object identifier of a release.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_release_doi(&mut self, version: &str, doi: Option<&str>) -> Result<(), StoreError> {
        self.db.execute(
            "update release set doi = ?2 where version = ?1",
            params![version, doi],
        )?;
        Ok(())
    }
}
