//! Opening a database, and the transactions over it.

use std::{
    cmp::Ordering,
    fs,
    ops::{Deref, DerefMut},
    sync::{Mutex, MutexGuard, PoisonError, TryLockError},
};

use crate::{
    Address, StoreError,
    db::{Db, PostgresDb, SqliteDb},
    migrate,
    settings::{self, database_id},
};

/// Idle reading connections that are kept.
const KEPT: usize = 4;

/// A database, open.
#[derive(Debug)]
pub struct Store {
    address: Address,
    writer: Mutex<Db>,
    readers: Mutex<Vec<Db>>,
    probe: Mutex<Probe>,
}

/// What was last seen of the revision, and the connection that looks.
#[derive(Debug)]
struct Probe {
    db: Db,
    seen: Option<(i64, i64)>,
}

/// A transaction that reads; it sees one state of the database.
#[derive(Debug)]
pub struct ReadTx<'a> {
    pub(crate) db: &'a mut Db,
}

/// A transaction that writes; others wait.
#[derive(Debug)]
pub struct WriteTx<'a> {
    read: ReadTx<'a>,
    pub(crate) next_ids: NextIds,
}

/// Row numbers given out in a transaction, by table.
#[derive(Debug, Default)]
pub(crate) struct NextIds {
    pub(crate) record: Option<i64>,
    pub(crate) edit: Option<i64>,
    pub(crate) decision: Option<i64>,
}

impl<'a> Deref for WriteTx<'a> {
    type Target = ReadTx<'a>;
    fn deref(&self) -> &ReadTx<'a> {
        &self.read
    }
}

impl<'a> DerefMut for WriteTx<'a> {
    fn deref_mut(&mut self) -> &mut ReadTx<'a> {
        &mut self.read
    }
}

impl WriteTx<'_> {
    /// The next row number of a table, told by a statement that asks for it.
    pub(crate) fn next_row(&mut self, sql: &'static str) -> Result<i64, StoreError> {
        Ok(self.db.query_one(sql, &[])?.map_or(1, |row| row.int(0)))
    }
}

impl Store {
    /// Opens the database, making it (and the folder of an SQLite file) when it is not there, and
    /// brings it to the newest format.
    ///
    /// # Errors
    /// [`StoreError::Newer`], or what keeps it from being opened.
    pub fn open(address: &Address) -> Result<Self, StoreError> {
        if let Address::Sqlite(path) = address
            && let Some(folder) = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty())
        {
            fs::create_dir_all(folder).map_err(|error| StoreError::ReadOnly {
                address: folder.display().to_string(),
                cause: error.to_string(),
            })?;
        }
        let mut writer = connect(address, true)?;
        // A database of the newest format is opened without waiting for a writer.
        if !migrate::is_indigo(&mut writer)
            || migrate::format(&mut writer)? != migrate::NEWEST
            || database_id(&mut writer)?.is_none()
        {
            in_transaction(&mut writer, address, true, |db| {
                migrate::migrate(db)?;
                settings::name_database(db)?;
                Ok::<_, StoreError>((true, ()))
            })?;
        }
        Self::over(address, writer)
    }

    /// Opens a database that is there and of the newest format; makes and changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NoData`], [`StoreError::Older`], [`StoreError::Newer`], or what keeps it from
    /// being opened.
    pub fn open_existing(address: &Address) -> Result<Self, StoreError> {
        let no_data = || StoreError::NoData {
            address: address.to_string(),
        };
        if let Address::Sqlite(path) = address
            && !path.exists()
        {
            return Err(no_data());
        }
        let mut writer = connect(address, false)?;
        if !migrate::is_indigo(&mut writer) {
            return Err(no_data());
        }
        let (found, known) = (migrate::format(&mut writer)?, migrate::NEWEST);
        match found.cmp(&known) {
            Ordering::Less => Err(StoreError::Older { found, known }),
            Ordering::Equal => Self::over(address, writer),
            Ordering::Greater => Err(StoreError::Newer { found, known }),
        }
    }

    fn over(address: &Address, writer: Db) -> Result<Self, StoreError> {
        let probe = Probe {
            db: connect(address, false)?,
            seen: None,
        };
        Ok(Self {
            address: address.clone(),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            probe: Mutex::new(probe),
        })
    }

    /// Where the database is.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The number of the last change; the same number means that nothing has changed.
    ///
    /// With SQLite this is a look at a counter in shared memory (microseconds); with PostgreSQL a
    /// query.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn revision(&self) -> Result<i64, StoreError> {
        let mut probe = lock(&self.probe);
        let probe = &mut *probe;
        let version = match &probe.db {
            Db::Sqlite(db) => Some(db.data_version()?),
            Db::Postgres(_) => None,
        };
        if let (Some(version), Some((seen, revision))) = (version, probe.seen)
            && seen == version
        {
            return Ok(revision);
        }
        if probe.db.is_broken() {
            probe.db = connect(&self.address, false)?;
        }
        let revision = ReadTx { db: &mut probe.db }.revision()?;
        probe.seen = version.map(|version| (version, revision));
        Ok(revision)
    }

    /// Runs `work` in a transaction that reads.
    ///
    /// # Errors
    /// What `work` gives, or that the database does not answer.
    pub fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let kept = lock(&self.readers).pop().filter(|db| !db.is_broken());
        let mut db = match kept {
            Some(db) => db,
            None => connect(&self.address, false)?,
        };
        db.batch(if db.is_postgres() {
            "begin isolation level repeatable read read only"
        } else {
            "begin"
        })?;
        let result = work(&mut ReadTx { db: &mut db });
        if db.batch("rollback").is_ok() {
            let mut readers = lock(&self.readers);
            if readers.len() < KEPT {
                readers.push(db);
            }
        }
        result
    }

    /// Runs `work` in a transaction that writes: all of it is kept, or nothing.
    ///
    /// # Errors
    /// What `work` gives (everything is then undone), [`StoreError::Busy`] when another process
    /// writes for too long, or that the database does not answer.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_when(|tx| Ok((true, work(tx)?)))
    }

    /// Runs `work` in a transaction that writes what is beside the ledger (accounts, sessions,
    /// mail): all of it is kept, or nothing, and the revision stays, so that what was rendered for
    /// the public stays good.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_aside<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = lock(&self.writer);
        self.aside(&mut writer, true, work)
    }

    /// As [`Store::write_aside`], but when somebody else is writing, nothing is done and the answer
    /// is `None`: for what can as well be written the next time.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_aside_when_free<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        let mut writer = match self.writer.try_lock() {
            Ok(writer) => writer,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(None),
        };
        let mut done = false;
        let result = self.aside(&mut writer, false, |tx| {
            done = true;
            work(tx)
        });
        match result {
            Ok(result) => Ok(Some(result)),
            // The transaction did not even begin: somebody else is writing.
            Err(_) if !done => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn aside<T, E: From<StoreError>>(
        &self,
        writer: &mut Db,
        wait: bool,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if writer.is_broken() {
            *writer = connect(&self.address, false)?;
        }
        in_transaction(writer, &self.address, wait, |db| {
            let mut tx = WriteTx {
                read: ReadTx { db },
                next_ids: NextIds::default(),
            };
            Ok((true, work(&mut tx)?))
        })
    }

    /// Runs `work` in a transaction that writes; what it did is kept only when it says so with
    /// `true`, and undone otherwise.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_when<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<(bool, T), E>,
    ) -> Result<T, E> {
        let mut writer = lock(&self.writer);
        if writer.is_broken() {
            *writer = connect(&self.address, false)?;
        }
        in_transaction(&mut writer, &self.address, true, |db| {
            let mut tx = WriteTx {
                read: ReadTx { db },
                next_ids: NextIds::default(),
            };
            let (keep, result) = work(&mut tx)?;
            if keep {
                tx.bump_revision()?;
            }
            Ok((keep, result))
        })
    }

    pub(crate) fn with_writer<T>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(&mut lock(&self.writer))
    }
}

pub(crate) fn connect(address: &Address, create: bool) -> Result<Db, StoreError> {
    Ok(match address {
        Address::Sqlite(path) => Db::Sqlite(Box::new(SqliteDb::open(path, create)?)),
        Address::Postgres(url) => Db::Postgres(Box::new(PostgresDb::connect(url)?)),
    })
}

fn in_transaction<T, E: From<StoreError>>(
    db: &mut Db,
    address: &Address,
    wait: bool,
    work: impl FnOnce(&mut Db) -> Result<(bool, T), E>,
) -> Result<T, E> {
    let named = |error| match error {
        StoreError::ReadOnly { cause, .. } => StoreError::ReadOnly {
            address: address.to_string(),
            cause,
        },
        other => other,
    };
    if db.is_postgres() {
        db.batch("begin").map_err(named)?;
        // One writer at a time, as SQLite has it: the ledger is a single chain. (The number means
        // nothing; it is Indigo's, and every version must take the same.)
        if wait {
            db.batch("select pg_advisory_xact_lock(1112745948)")
                .map_err(named)?;
        } else {
            let locked = db.query_one(
                "select cast(pg_try_advisory_xact_lock(1112745948) as integer)",
                &[],
            );
            if !matches!(locked, Ok(Some(row)) if row.int(0) == 1) {
                db.batch("rollback").map_err(named)?;
                return Err(StoreError::Busy.into());
            }
        }
    } else if wait {
        db.batch("begin immediate").map_err(named)?;
    } else {
        db.set_patience(false)?;
        let begun = db.batch("begin immediate");
        db.set_patience(true)?;
        begun.map_err(named)?;
    }
    let mut open = OpenTransaction { db, ended: false };
    let (keep, result) = work(open.db)?;
    // A commit that fails (disk full) may leave the transaction open: it is then undone.
    open.db
        .batch(if keep { "commit" } else { "rollback" })
        .map_err(named)?;
    open.ended = true;
    Ok(result)
}

/// Undoes a transaction that was not ended: after an error, and when the work panics.
struct OpenTransaction<'a> {
    db: &'a mut Db,
    ended: bool,
}

impl Drop for OpenTransaction<'_> {
    fn drop(&mut self) {
        if !self.ended {
            // What went wrong before is what is told.
            let _ = self.db.batch("rollback");
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves connections usable: a transaction that writes is undone while it
    // unwinds, and a connection that reads is not kept.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
