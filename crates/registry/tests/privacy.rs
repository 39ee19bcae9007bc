//! No private byte leaves: two installations that differ only in what is not public give the same
//! bytes on every public output.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod privacy {
    pub(crate) mod hidden;
}
mod support;

use std::{collections::BTreeMap, fs, path::PathBuf};

use indigo_model::RecordKey;
use indigo_registry::{CorrectionLimits, Download, Reader, Registry, SearchAsked, Suggestion};
use indigo_standard::TypeStandard;
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
            let mut history = registry.public_history(&one.id, &id).unwrap();
            for version in &mut history {
                version.created.clear();
            }
            let answers = corrections(registry, one, &id);
            found.insert(
                id,
                format!("{text:?} {mentions:?} {sandboxes:?} {card:?} {history:?} {answers:?}")
                    .into_bytes(),
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
    let feed = registry.public_changes(None, 100_000).unwrap();
    assert!(feed.iter().any(|entry| entry.version.number == 2));
    let mut feed: Vec<String> = feed
        .into_iter()
        .map(|mut entry| {
            entry.version.created.clear();
            format!("{entry:?}")
        })
        .collect();
    feed.sort();
    found.insert("feed".to_owned(), feed.join("\n").into_bytes());
    for words in ["zz", "zzalpha", "zzbeta", "housing", "a"] {
        let hits = registry
            .search(&SearchAsked::new(None, words, 100_000))
            .unwrap()
            .hits;
        let hits: Vec<_> = hits
            .into_iter()
            .map(|hit| (hit.record_type, hit.id))
            .collect();
        found.insert(format!("search {words}"), format!("{hits:?}").into_bytes());
    }
    found
}

/// What somebody hears who suggests corrections in many places of a record.
fn corrections(registry: &Registry, one: &TypeStandard, id: &str) -> Vec<String> {
    let blocks = one
        .blocks
        .iter()
        .map(|block| format!("/{}/value", block.join("/")));
    let rows = one
        .lists
        .iter()
        .flat_map(|list| (0..3).map(|row| format!("{}/{row}/notes", list.pointer)));
    let limits = CorrectionLimits {
        per_address_hourly: i64::MAX,
        per_email_daily: i64::MAX,
    };
    blocks
        .chain(rows)
        .map(|place| {
            let suggestion = Suggestion {
                key: RecordKey::new(&one.id, id),
                place,
                value: "12".to_owned(),
                source: "a test".to_owned(),
                email: "bo@example.org".to_owned(),
                address: "192.0.2.1".to_owned(),
            };
            match registry.suggest_correction(&suggestion, limits) {
                Ok(taken) => format!("taken: {}", taken.label),
                Err(error) => error.to_string(),
            }
        })
        .collect()
}

/// An installation with a first state, some rounds of changes that nobody may see, and a last state
/// in which names are others.
fn installation(marker: &str, organisation: &str, hidden_rounds: usize) -> support::Installation {
    let one = sqlite();
    one.registry.add_sandbox("alpha", "Alpha").unwrap();
    let file = one.folder.path().join("in.jsonl");
    let rounds = (0..=hidden_rounds)
        .map(|round| (format!("{marker}{round}"), ""))
        .chain([(marker.to_owned(), " anew")]);
    for (marker, suffix) in rounds {
        let lines: Vec<String> = records(&marker, organisation, suffix)
            .iter()
            .map(|record| serde_json::to_string(record).unwrap())
            .collect();
        fs::write(&file, lines.join("\n")).unwrap();
        import(&one.registry, std::slice::from_ref(&file));
    }
    one
}

#[test]
fn changing_what_is_private_changes_no_public_byte() {
    let first = installation("zzalphasecret", "INDIGO-ORG-0001", 1);
    let second = installation("zzbetaothersecret", "INDIGO-ORG-0003", 3);
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
        Download::Workbooks("all".to_owned()),
        Download::Workbooks("pipeline".to_owned()),
        Download::Sqlite,
        Download::JsonLines,
    ] {
        let a = bytes(&one.registry, &download);
        let b = bytes(&other.registry, &download);
        assert!(a == b, "{download:?}");
    }
}
