//! What the public sees is what it would see after an import of the same records.

use std::fs;

use indigo_model::RecordKey;
use indigo_registry::{Reader, Registry};
use serde_json::json;

use super::taken_over;
use crate::{
    old::TYPES,
    story,
    support::{both, import, sqlite},
};

/// Everything public of a record, as text to compare.
pub(super) fn public(registry: &Registry, record_type: &str, id: &str) -> String {
    let record = registry.record(record_type, id).unwrap();
    let shown = record.map(|one| (one.api_text, one.flags, one.row_sources));
    let sandboxes = registry.sandboxes(record_type, id, "letmein").unwrap();
    format!("{shown:?} {sandboxes:?}")
}

#[test]
fn the_public_sees_what_an_import_of_the_records_gives_on_both_databases() {
    let Some(old) = story::whole() else { return };
    for (name, one) in both() {
        taken_over(&one, &old.url);
        let other = sqlite();
        for (id, title) in one.registry.sandbox_list().unwrap() {
            other.registry.add_sandbox(&id, &title).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        for (record_type, _) in TYPES {
            let place = folder.path().join(record_type);
            fs::create_dir(&place).unwrap();
            for (id, _) in one.registry.ids(record_type).unwrap() {
                let data = one
                    .registry
                    .data_of(&RecordKey::new(record_type, &id))
                    .unwrap();
                let record = json!({"type": record_type, "id": id, "exists": data.is_some(), "data": data.unwrap_or_else(|| json!({}))});
                fs::write(place.join(format!("{id}.json")), record.to_string()).unwrap();
            }
        }
        import(&other.registry, &[folder.path().to_owned()]);
        let mut compared = 0;
        for (record_type, _) in TYPES {
            let ids = one.registry.ids(record_type).unwrap();
            assert_eq!(ids, other.registry.ids(record_type).unwrap(), "{name}");
            for (id, _) in ids {
                assert_eq!(
                    public(&one.registry, record_type, &id),
                    public(&other.registry, record_type, &id),
                    "{name} {id}"
                );
                compared += 1;
            }
        }
        assert_eq!(compared, 12);

        let shown = one
            .registry
            .record("project", "INDIGO-POJ-0001")
            .unwrap()
            .unwrap();
        assert!(
            shown.api_text.contains("PT") && !shown.api_text.contains("FR"),
            "{}",
            shown.api_text
        );
        assert_eq!(
            shown.updated, "2020-03-04T12:00:00.000000Z",
            "not the day of the move"
        );
        let sandboxes = one
            .registry
            .sandboxes("project", "INDIGO-POJ-0001", "letmein")
            .unwrap()
            .unwrap();
        assert_eq!(sandboxes.len(), 1, "{sandboxes:?}");
        assert!(
            sandboxes[0].0 == "alpha" && sandboxes[0].1.contains("FR"),
            "{sandboxes:?}"
        );
        assert_eq!(
            one.registry
                .sandboxes("project", "INDIGO-POJ-0001", "wrong")
                .unwrap(),
            None
        );
        let organisation = one
            .registry
            .record("organisation", "INDIGO-ORG-0001")
            .unwrap()
            .unwrap();
        assert!(!organisation.api_text.contains("geheim"));
    }
}
