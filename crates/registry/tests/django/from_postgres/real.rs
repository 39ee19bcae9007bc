//! The records of the real export, put into a database of the first system with one event each.

use indigo_model::RecordKey;
use indigo_registry::Reader;

use super::{intact, public::public, taken_over};
use crate::{
    old::{Edit, Old, TYPES},
    support::{import, shared, sqlite},
};

#[test]
fn the_real_export_by_way_of_a_database_of_the_first_system() {
    let Some(folder) = shared("data/indigo/2025-05") else {
        return;
    };
    let Some(mut old) = Old::empty(true) else {
        return;
    };
    let files = sqlite();
    import(&files.registry, std::slice::from_ref(&folder));
    import(&files.registry, &[folder.join("listings")]);
    old.run("begin");
    let mut count = 0;
    for (kind, (record_type, _)) in (1..).zip(TYPES) {
        for (id, _) in files.registry.ids(record_type).unwrap() {
            let key = RecordKey::new(record_type, &id);
            let data = files.registry.data_of(&key).unwrap().unwrap();
            let record = old.record(kind, &id, Some(&data));
            let name = format!("{record_type} {id}");
            let event = old.event(&name, "2025-05-01 12:00:00Z", None, "");
            old.edit(&Edit {
                name: &name,
                record,
                mode: "REPLACE",
                data: data.clone(),
                brought: event,
                approved: Some(event),
                refused: None,
            });
            old.snapshot(record, event, &data);
            count += 1;
        }
    }
    old.run("commit");
    assert!(count > 2000, "{count}");

    let one = sqlite();
    let summary = taken_over(&one, &old.url);
    assert_eq!(
        (summary.events, summary.records_compared, summary.snapshots),
        (count, count, count)
    );
    assert_eq!(summary.put_right, [""; 0]);
    for code in [
        "record_differs",
        "snapshot_differs",
        "publicity_differs",
        "cannot_be_published",
    ] {
        assert!(
            !summary.problems.counts.contains_key(code),
            "{:?}",
            summary.problems.counts
        );
    }
    for (record_type, _) in TYPES {
        let ids = files.registry.ids(record_type).unwrap();
        assert_eq!(one.registry.ids(record_type).unwrap(), ids);
        for (id, _) in ids {
            assert_eq!(
                public(&one.registry, record_type, &id),
                public(&files.registry, record_type, &id),
                "{id}"
            );
        }
    }
    intact(&one.registry);
}
