//! Backups: one SQLite file with the whole database, whichever database it comes from.

use std::{io::ErrorKind, path::Path, time::Duration};

use crate::{
    Address, Store, StoreError,
    db::{Cell, Db, Param, SqliteDb, create_private, params},
    migrate,
    settings::DATABASE_ID,
    store::connect,
};

/// A table with the statements that read it page by page and write a row.
struct Table {
    /// The format since which it is there; backups of older formats leave this database's alone.
    since: i64,
    read: &'static str,
    write: &'static str,
    clear: &'static str,
}

/// The tables that everything else can be made from, in the order of their references: the ledger,
/// then accounts with their grants, recovery codes, tokens and notices, and the audit log, so that
/// after a restore everybody can sign in as before.
const TABLES: &[Table] = &[
    Table {
        since: 1,
        read: "select seq, public_id, created, actor, kind, comment, digest, chain from event order by seq limit ?1 offset ?2",
        write: "insert into event (seq, public_id, created, actor, kind, comment, digest, chain) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        clear: "delete from event",
    },
    Table {
        since: 1,
        read: "select row_id, type, id, is_there, version, data from record order by row_id limit ?1 offset ?2",
        write: "insert into record (row_id, type, id, is_there, version, data) values (?1, ?2, ?3, ?4, ?5, ?6)",
        clear: "delete from record",
    },
    Table {
        since: 1,
        read: "select row_id, public_id, record_row, event_seq, item, mode, base_version, data, digest, state from edit order by row_id limit ?1 offset ?2",
        write: "insert into edit (row_id, public_id, record_row, event_seq, item, mode, base_version, data, digest, state) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        clear: "delete from edit",
    },
    Table {
        since: 1,
        read: "select row_id, event_seq, item, edit_row, kind from decision order by row_id limit ?1 offset ?2",
        write: "insert into decision (row_id, event_seq, item, edit_row, kind) values (?1, ?2, ?3, ?4, ?5)",
        clear: "delete from decision",
    },
    Table {
        since: 1,
        read: "select record_row, version, event_seq, edit_row, data from version order by record_row, version limit ?1 offset ?2",
        write: "insert into version (record_row, version, event_seq, edit_row, data) values (?1, ?2, ?3, ?4, ?5)",
        clear: "delete from version",
    },
    Table {
        since: migrate::MODERATION,
        read: "select row_id, event_seq, item, edit_row, item_key, key_digest, kind, reason, reason_digest, result_row from item_decision order by row_id limit ?1 offset ?2",
        write: "insert into item_decision (row_id, event_seq, item, edit_row, item_key, key_digest, kind, reason, reason_digest, result_row) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        clear: "delete from item_decision",
    },
    Table {
        since: migrate::MODERATION,
        read: "select row_id, event_seq, item, record_row, kind, other_row, detail from mark order by row_id limit ?1 offset ?2",
        write: "insert into mark (row_id, event_seq, item, record_row, kind, other_row, detail) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        clear: "delete from mark",
    },
    Table {
        since: migrate::MODERATION,
        read: "select edit_row, record_row, created, proposer, comment, source, origin, state, is_open, assigned_to, supersedes, items, undecided, conflicts, updated from proposal order by edit_row limit ?1 offset ?2",
        write: "insert into proposal (edit_row, record_row, created, proposer, comment, source, origin, state, is_open, assigned_to, supersedes, items, undecided, conflicts, updated) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        clear: "delete from proposal",
    },
    Table {
        since: migrate::MODERATION,
        read: "select row_id, edit_row, created, actor, kind, words from proposal_comment order by row_id limit ?1 offset ?2",
        write: "insert into proposal_comment (row_id, edit_row, created, actor, kind, words) values (?1, ?2, ?3, ?4, ?5, ?6)",
        clear: "delete from proposal_comment",
    },
    Table {
        since: migrate::MODERATION,
        read: "select row_id, created, recipient, kind, actor, edit_row, record_row, reason, accepted, rejected, is_sent, is_seen from tiding order by row_id limit ?1 offset ?2",
        write: "insert into tiding (row_id, created, recipient, kind, actor, edit_row, record_row, reason, accepted, rejected, is_sent, is_seen) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        clear: "delete from tiding",
    },
    Table {
        since: migrate::MODERATION,
        read: "select first_row, second_row, actor, created from not_duplicate order by first_row, second_row limit ?1 offset ?2",
        write: "insert into not_duplicate (first_row, second_row, actor, created) values (?1, ?2, ?3, ?4)",
        clear: "delete from not_duplicate",
    },
    Table {
        since: migrate::MODERATION,
        read: "select actor, type, id, base_version, data, created, updated from draft order by actor, type, id limit ?1 offset ?2",
        write: "insert into draft (actor, type, id, base_version, data, created, updated) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        clear: "delete from draft",
    },
    Table {
        since: migrate::MODERATION,
        read: "select row_id, public_id, type, id, place, value, source, email, token_digest, email_digest, address_digest, state, created, confirmed, edit_row from correction order by row_id limit ?1 offset ?2",
        write: "insert into correction (row_id, public_id, type, id, place, value, source, email, token_digest, email_digest, address_digest, state, created, confirmed, edit_row) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        clear: "delete from correction",
    },
    Table {
        since: migrate::QUALITY_DAYS,
        read: "select day, type, origin, position, rules, figures from quality_day order by day, type limit ?1 offset ?2",
        write: "insert into quality_day (day, type, origin, position, rules, figures) values (?1, ?2, ?3, ?4, ?5, ?6)",
        clear: "delete from quality_day",
    },
    Table {
        since: migrate::RELEASES,
        read: "select version, day, created, actor, position, folder, note, doi, about, files, taken_out from release order by version limit ?1 offset ?2",
        write: "insert into release (version, day, created, actor, position, folder, note, doi, about, files, taken_out) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        clear: "delete from release",
    },
    Table {
        since: 1,
        read: "select id, title, added from sandbox order by id limit ?1 offset ?2",
        write: "insert into sandbox (id, title, added) values (?1, ?2, ?3)",
        clear: "delete from sandbox",
    },
    Table {
        since: 1,
        read: "select key, value from setting order by key limit ?1 offset ?2",
        write: "insert into setting (key, value) values (?1, ?2)",
        clear: "delete from setting",
    },
    Table {
        since: migrate::ACCOUNTS,
        read: "select row_id, public_id, email, name, role, state, password, totp_secret, totp_on, totp_step, created, last_sign_in from account order by row_id limit ?1 offset ?2",
        write: "insert into account (row_id, public_id, email, name, role, state, password, totp_secret, totp_on, totp_step, created, last_sign_in) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        clear: "delete from account",
    },
    Table {
        since: migrate::ACCOUNTS,
        read: "select account_row, type, id, granted from account_grant order by account_row, type, id limit ?1 offset ?2",
        write: "insert into account_grant (account_row, type, id, granted) values (?1, ?2, ?3, ?4)",
        clear: "delete from account_grant",
    },
    Table {
        since: migrate::ACCOUNTS,
        read: "select account_row, digest, used from recovery_code order by account_row, digest limit ?1 offset ?2",
        write: "insert into recovery_code (account_row, digest, used) values (?1, ?2, ?3)",
        clear: "delete from recovery_code",
    },
    Table {
        since: migrate::ACCOUNTS,
        read: "select digest, public_id, account_row, name, scopes, created, expires, last_used, ended from api_token order by digest limit ?1 offset ?2",
        write: "insert into api_token (digest, public_id, account_row, name, scopes, created, expires, last_used, ended) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        clear: "delete from api_token",
    },
    Table {
        since: migrate::ACCOUNTS,
        read: "select row_id, at, actor_row, actor, action, account_row, detail, address from audit order by row_id limit ?1 offset ?2",
        write: "insert into audit (row_id, at, actor_row, actor, action, account_row, detail, address) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        clear: "delete from audit",
    },
    Table {
        since: migrate::ACCOUNTS,
        read: "select row_id, account_row, created, text, link, seen from notice order by row_id limit ?1 offset ?2",
        write: "insert into notice (row_id, account_row, created, text, link, seen) values (?1, ?2, ?3, ?4, ?5, ?6)",
        clear: "delete from notice",
    },
];

/// What lasts hours and is in no backup: whoever holds one shall not find who was signed in, and
/// whoever restores one shall not send old mail again.
const PASSING: [&str; 4] = [
    "delete from session",
    "delete from mailed_link",
    "delete from sign_in_attempt",
    "delete from mail",
];

/// What is made from the ledger, to be cleared before a restore.
const DERIVED: [&str; 4] = [
    "delete from published_past",
    "delete from published",
    "delete from reference",
    "delete from sandbox_data",
];

/// Makes the proposals that a backup from before there were any leaves to be made.
const PROPOSALS_OF_OLD: &str = "insert into proposal (edit_row, record_row, created, proposer, comment, source, origin, state, is_open, assigned_to, supersedes, items, undecided, conflicts, updated) select e.row_id, e.record_row, v.created, v.actor, v.comment, '', 'form', 'open', 1, '', null, 0, 0, 0, v.created from edit e join event v on v.seq = e.event_seq where e.state = 'pending'";

/// Rows read at a time.
const PAGE: i64 = 500;

impl Store {
    /// Writes a backup of the whole ledger to a new file, as of one moment, while others go on.
    ///
    /// # Errors
    /// [`StoreError::FileExists`]; or when it cannot be written, or the database does not answer.
    pub fn backup_to(&self, file: &Path) -> Result<(), StoreError> {
        create_private(file).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => StoreError::FileExists {
                path: file.display().to_string(),
            },
            _ => StoreError::Other(format!("{} cannot be written: {error}", file.display())),
        })?;
        match self.address() {
            Address::Sqlite(path) => {
                let from = SqliteDb::open(path, false)?;
                let mut to = rusqlite::Connection::open(file)?;
                let copy = rusqlite::backup::Backup::new(&from.connection, &mut to)?;
                copy.run_to_completion(1024, Duration::ZERO, None)?;
                drop(copy);
                to.execute_batch("pragma journal_mode = delete; pragma secure_delete = on; begin")?;
                for statement in PASSING {
                    to.execute(statement, [])?;
                }
                to.execute_batch("commit")?;
                to.execute("delete from setting where key = ?1", [DATABASE_ID])?;
                Ok(())
            }
            Address::Postgres(url) => {
                let mut from = connect(&Address::Postgres(url.clone()), false)?;
                from.batch("begin isolation level repeatable read read only")?;
                let mut to = connect(&Address::Sqlite(file.to_owned()), true)?;
                to.batch("begin immediate")?;
                migrate::migrate(&mut to)?;
                copy_tables(&mut from, &mut to, migrate::NEWEST)?;
                to.execute("delete from setting where key = ?1", params![DATABASE_ID])?;
                to.batch("commit; pragma journal_mode = delete;")
            }
        }
    }

    /// Puts the ledger and the accounts of a backup in the place of this database's, all or
    /// nothing; a backup from before there were accounts leaves them as they are. What is made
    /// from the ledger is empty afterwards and to be made anew by the caller before it is read:
    /// `rebuild` is called for that inside the same transaction, and is to check what the pages of
    /// the file cannot tell: the chain of events and the digests.
    ///
    /// # Errors
    /// When the file is no backup, damaged or newer than this program, or the database does not
    /// answer.
    pub fn restore_from<E: From<StoreError>>(
        &self,
        file: &Path,
        rebuild: impl FnOnce(&mut crate::WriteTx<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let not_indigo = || StoreError::NotIndigo {
            path: file.display().to_string(),
        };
        if !file.is_file() {
            return Err(not_indigo().into());
        }
        // A copy is read, so that the backup itself is never written to.
        let mut from = {
            let source = rusqlite::Connection::open_with_flags(
                file,
                rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
            )
            .map_err(|_| not_indigo())?;
            source
                .execute_batch("pragma schema_version")
                .map_err(|_| not_indigo())?;
            check_pages(&source, file)?;
            Db::Sqlite(Box::new(SqliteDb { connection: source }))
        };
        if !migrate::is_indigo(&mut from) {
            return Err(not_indigo().into());
        }
        let found = migrate::format(&mut from)?;
        if found > migrate::NEWEST {
            return Err(StoreError::Newer {
                found,
                known: migrate::NEWEST,
            }
            .into());
        }
        self.write(|tx| {
            let revision = tx.revision()?;
            let id = tx.setting(DATABASE_ID)?;
            for statement in DERIVED {
                tx.db.execute(statement, &[]).map_err(E::from)?;
            }
            if found >= migrate::ACCOUNTS {
                for statement in PASSING {
                    tx.db.execute(statement, &[]).map_err(E::from)?;
                }
            }
            for table in TABLES.iter().rev().filter(|table| table.since <= found) {
                tx.db.execute(table.clear, &[]).map_err(E::from)?;
            }
            copy_tables(&mut from, tx.db, found).map_err(|error| match error {
                StoreError::Damaged { cause } | StoreError::DoesNotFit { cause } => {
                    backup_damaged(file, cause)
                }
                other => other,
            })?;
            if found < migrate::MODERATION {
                tx.db.execute(PROPOSALS_OF_OLD, &[]).map_err(E::from)?;
            }
            // It is still this database, whatever it holds.
            if let Some(id) = id {
                tx.set_setting(DATABASE_ID, &id)?;
            }
            // The revision goes on from here, so that nothing rendered before is taken for new.
            let restored = tx.revision()?;
            tx.set_setting("revision", &restored.max(revision).to_string())?;
            rebuild(tx)
        })
    }

    /// Checks the pages of the database file (SQLite) or nothing (PostgreSQL checks its own).
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn file_faults(&self) -> Result<Vec<String>, StoreError> {
        self.with_writer(|db| {
            if db.is_postgres() {
                return Ok(Vec::new());
            }
            let rows = db.query("pragma quick_check(20)", &[])?;
            Ok(rows
                .into_iter()
                .map(|mut row| row.text(0))
                .filter(|said| said != "ok")
                .collect())
        })
    }
}

fn backup_damaged(file: &Path, cause: impl Into<String>) -> StoreError {
    StoreError::BackupDamaged {
        path: file.display().to_string(),
        cause: cause.into(),
    }
}

/// Whether the pages of the file are whole and fit together.
fn check_pages(source: &rusqlite::Connection, file: &Path) -> Result<(), StoreError> {
    let said: Result<String, rusqlite::Error> =
        source.query_row("pragma integrity_check(1)", [], |row| row.get(0));
    match said {
        Ok(said) if said == "ok" => Ok(()),
        Ok(said) => Err(backup_damaged(file, said.replace('\n', " "))),
        Err(error) => Err(backup_damaged(file, error.to_string())),
    }
}

fn copy_tables(from: &mut Db, to: &mut Db, format: i64) -> Result<(), StoreError> {
    for table in TABLES.iter().filter(|table| table.since <= format) {
        if table.clear == "delete from setting" {
            // A fresh database has a revision of its own.
            to.execute(table.clear, &[])?;
        }
        let mut offset = 0;
        loop {
            let rows = from.query(table.read, &[Param::Int(PAGE), Param::Int(offset)])?;
            let count = rows.len();
            for row in &rows {
                let params: Vec<Param<'_>> = row
                    .0
                    .iter()
                    .map(|cell| match cell {
                        Cell::Null => Param::Null,
                        Cell::Int(value) => Param::Int(*value),
                        Cell::Text(text) => Param::Text(text),
                    })
                    .collect();
                to.execute(table.write, &params)?;
            }
            if (count as i64) < PAGE {
                break;
            }
            offset += PAGE;
        }
    }
    Ok(())
}
