use std::{os::unix::fs::PermissionsExt, panic::AssertUnwindSafe};

use super::*;

fn opened(folder: &std::path::Path) -> Store {
    Store::open(&Address::new(None, folder)).unwrap()
}

#[test]
fn a_panic_inside_a_transaction_undoes_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let panicked = std::panic::catch_unwind(AssertUnwindSafe(|| {
        store.write(|tx| -> Result<(), StoreError> {
            tx.set_setting("half", "done")?;
            panic!("on purpose")
        })
    }));
    assert!(panicked.is_err());
    store
        .write(|tx| tx.set_setting("whole", "done"))
        .expect("the next transaction can begin");
    let found = store.read(|tx| Ok::<_, StoreError>((tx.setting("half")?, tx.setting("whole")?)));
    assert_eq!(found.unwrap(), (None, Some("done".to_owned())));
}

#[test]
fn only_what_is_there_is_opened_when_nothing_is_to_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let address = Address::new(None, &folder.path().join("none"));
    assert!(matches!(
        Store::open_existing(&address),
        Err(StoreError::NoData { .. })
    ));
    assert!(!folder.path().join("none").exists());
    drop(Store::open(&address).unwrap());
    Store::open_existing(&address).unwrap();
}

#[test]
fn each_database_has_an_id_that_its_backups_do_not_have() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let id = store.database_id().unwrap();
    assert_eq!(id.len(), 32);
    assert_eq!(opened(folder.path()).database_id().unwrap(), id);
    let backup = folder.path().join("backup.sqlite");
    store.backup_to(&backup).unwrap();
    let other = tempfile::tempdir().unwrap();
    let other = opened(other.path());
    let before = other.database_id().unwrap();
    assert_ne!(before, id);
    other
        .restore_from::<StoreError>(&backup, |_| Ok(()))
        .unwrap();
    assert_eq!(other.database_id().unwrap(), before);
    let source = rusqlite::Connection::open(&backup).unwrap();
    let ids: i64 = source
        .query_row(
            "select count(*) from setting where key = 'database_id'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(ids, 0);
}

#[test]
fn databases_and_backups_are_for_their_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let backup = folder.path().join("backup.sqlite");
    store.backup_to(&backup).unwrap();
    for file in [&backup, &folder.path().join("indigo.sqlite")] {
        let mode = fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    // Bytes 18 and 19 of the header say whether a file needs its write-ahead log.
    assert_eq!(fs::read(&backup).unwrap()[18..20], [1, 1]);
    assert!(matches!(
        store.backup_to(&backup),
        Err(StoreError::FileExists { .. })
    ));
}
