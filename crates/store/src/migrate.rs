//! Brings a database to the newest format, or says that it is newer than this program.

use crate::{
    StoreError,
    db::{Db, params},
};

/// The steps, oldest first, for both databases.
const STEPS: [(&str, &str); 8] = [
    (
        include_str!("../migrations/sqlite/0001_ledger_and_publication.sql"),
        include_str!("../migrations/postgres/0001_ledger_and_publication.sql"),
    ),
    (
        include_str!("../migrations/sqlite/0002_accounts.sql"),
        include_str!("../migrations/postgres/0002_accounts.sql"),
    ),
    (
        include_str!("../migrations/sqlite/0003_moderation.sql"),
        include_str!("../migrations/postgres/0003_moderation.sql"),
    ),
    (
        include_str!("../migrations/sqlite/0004_api_answers.sql"),
        include_str!("../migrations/postgres/0004_api_answers.sql"),
    ),
    (
        include_str!("../migrations/sqlite/0005_quality_days.sql"),
        include_str!("../migrations/postgres/0005_quality_days.sql"),
    ),
    (
        include_str!("../migrations/sqlite/0006_search_beside_the_database.sql"),
        include_str!("../migrations/postgres/0006_search_beside_the_database.sql"),
    ),
    (
        include_str!("../migrations/sqlite/0007_releases.sql"),
        include_str!("../migrations/postgres/0007_releases.sql"),
    ),
    (
        include_str!("../migrations/sqlite/0008_published_past.sql"),
        include_str!("../migrations/postgres/0008_published_past.sql"),
    ),
];

/// The format since which there are accounts.
pub(crate) const ACCOUNTS: i64 = 2;

/// The format since which there are proposals and marks.
pub(crate) const MODERATION: i64 = 3;

/// The format since which figures on quality are kept day by day.
pub(crate) const QUALITY_DAYS: i64 = 5;

/// The format since which there are dated releases.
pub(crate) const RELEASES: i64 = 7;

/// The newest format that this program knows.
pub(crate) const NEWEST: i64 = STEPS.len() as i64;

/// Applies what is missing. To be called with the write lock held.
pub(crate) fn migrate(db: &mut Db) -> Result<(), StoreError> {
    db.batch("create table if not exists indigo_format (format bigint not null)")?;
    let found = format(db)?;
    if found > NEWEST {
        return Err(StoreError::Newer {
            found,
            known: NEWEST,
        });
    }
    let missing = STEPS.iter().skip(usize::try_from(found).unwrap_or(0));
    for (sqlite, postgres) in missing {
        db.batch(if db.is_postgres() { postgres } else { sqlite })?;
    }
    if found < NEWEST {
        db.execute("delete from indigo_format", &[])?;
        db.execute(
            "insert into indigo_format (format) values (?1)",
            params![NEWEST],
        )?;
    }
    Ok(())
}

/// The format of the database; 0 when it is empty.
pub(crate) fn format(db: &mut Db) -> Result<i64, StoreError> {
    Ok(db
        .query_one("select format from indigo_format", &[])?
        .map_or(0, |row| row.int(0)))
}

/// Whether the database has the table that says its format.
pub(crate) fn is_indigo(db: &mut Db) -> bool {
    db.query("select format from indigo_format", &[]).is_ok()
}
