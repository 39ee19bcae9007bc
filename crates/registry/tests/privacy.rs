//! No private byte leaves: two installations that differ only in what is not public give the same
//! bytes on every public output.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod privacy {
    pub(crate) mod hidden;
}
mod support;

use std::{collections::BTreeMap, fs, path::PathBuf};

use indigo_registry::{Download, Reader, Registry};
use privacy::hidden::records;
use support::{bytes, import, sqlite};

/// Every public output by name.
fn outputs(registry: &Registry) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let catalogue = registry.catalogue().unwrap();
    for one in registry.standard().types() {
        let ids = registry.ids(&one.id).unwrap();
        found.insert(format!("{} ids", one.id), format!("{ids:?}").into_bytes());
        for (id, _) in ids {
            let record = registry.record(&one.id, &id).unwrap();
            let text = record.map(|record| {
                format!(
                    "{} {:?} {:?}",
                    record.api_text, record.row_sources, record.flags
                )
            });
            let mentions = registry.mentions(&one.id, &id).unwrap();
            let sandboxes = registry.sandboxes(&one.id, &id, "wrong").unwrap();
            let card = catalogue.entry(&one.id, &id).map(|entry| &entry.card);
            found.insert(
                id,
                format!("{text:?} {mentions:?} {sandboxes:?} {card:?}").into_bytes(),
            );
        }
        if one.profile.downloads.list {
            let list = Download::List(one.id.clone());
            found.insert(format!("{} list", one.id), bytes(registry, &list));
        }
    }
    for (name, download) in [
        ("all bundle", Download::Bundle("all".to_owned())),
        ("pipeline bundle", Download::Bundle("pipeline".to_owned())),
        ("sqlite", Download::Sqlite),
        ("json lines", Download::JsonLines),
        ("prototype list", Download::PrototypeList),
    ] {
        found.insert(name.to_owned(), bytes(registry, &download));
    }
    for words in ["zz", "zzalpha", "zzbeta", "housing", "a"] {
        let hits = registry.search(None, words, 100_000).unwrap();
        let hits: Vec<_> = hits
            .into_iter()
            .map(|hit| (hit.record_type, hit.id))
            .collect();
        found.insert(format!("search {words}"), format!("{hits:?}").into_bytes());
    }
    found
}

fn installation(marker: &str, organisation: &str) -> support::Installation {
    let one = sqlite();
    one.registry.add_sandbox("alpha", "Alpha").unwrap();
    let file = one.folder.path().join("in.jsonl");
    let lines: Vec<String> = records(marker, organisation)
        .iter()
        .map(|record| serde_json::to_string(record).unwrap())
        .collect();
    fs::write(&file, lines.join("\n")).unwrap();
    import(&one.registry, &[file]);
    one
}

#[test]
fn changing_what_is_private_changes_no_public_byte() {
    let first = installation("zzalphasecret", "INDIGO-ORG-0001");
    let second = installation("zzbetaothersecret", "INDIGO-ORG-0003");
    let (a, b) = (outputs(&first.registry), outputs(&second.registry));
    assert!(a.len() > 400, "{}", a.len());
    for ((name, a), (other, b)) in a.iter().zip(&b) {
        assert_eq!(name, other);
        assert!(
            a == b,
            "{name} differs:\n{}\n{}",
            String::from_utf8_lossy(a),
            String::from_utf8_lossy(b)
        );
        let leaked = a.windows(7).any(|bytes| bytes == b"zzalpha");
        assert!(!leaked, "{name} holds something private");
    }
}

#[test]
fn downloads_are_the_same_bytes_from_the_same_ledger() {
    let one = sqlite();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../demo/records");
    import(&one.registry, &[folder]);
    let backup = one.folder.path().join("backup.sqlite");
    one.registry.backup(&backup).unwrap();
    let other = sqlite();
    other.registry.restore(&backup).unwrap();
    for download in [
        Download::Bundle("all".to_owned()),
        Download::Sqlite,
        Download::JsonLines,
    ] {
        let a = bytes(&one.registry, &download);
        let b = bytes(&other.registry, &download);
        assert!(a == b, "{download:?}");
    }
}
