//! Search follows the ledger, and finds what a knowledgeable reader expects.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

mod searching {
    pub(crate) mod judged;
}

use std::{fs, path::Path};

use indigo_model::RecordKey;
use indigo_registry::{Reader, Registry, SearchAsked, SearchFound};
use serde_json::{Value, json};
use support::{Installation, both, import, open, sqlite};

fn put(one: &Installation, records: &[Value]) {
    let file = one.folder.path().join("in.jsonl");
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    fs::write(&file, lines.join("\n")).unwrap();
    import(&one.registry, std::slice::from_ref(&file));
}

fn project(number: u32, data: Value) -> Value {
    let mut data = data;
    data["status"] = json!("PUBLIC");
    json!({"type": "project", "id": format!("INDIGO-POJ-{number:04}"), "data": data})
}

fn named(number: u32, name: &str) -> Value {
    project(number, json!({"name": {"value": name}}))
}

fn search(registry: &Registry, words: &str) -> SearchFound {
    registry.search(&SearchAsked::new(None, words, 99)).unwrap()
}

fn ids(registry: &Registry, words: &str) -> Vec<String> {
    search(registry, words)
        .hits
        .into_iter()
        .map(|hit| hit.id)
        .collect()
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn what_is_changed_withdrawn_merged_or_restored_is_found_as_it_is() {
    for (name, one) in both() {
        let registry = &one.registry;
        put(
            &one,
            &[
                named(1, "Homes first"),
                named(2, "Second chance"),
                named(3, "Third way"),
            ],
        );
        assert_eq!(ids(registry, "homes"), ["INDIGO-POJ-0001"], "{name}");
        let backup = one.folder.path().join("backup.sqlite");
        registry.backup(&backup).unwrap();

        put(&one, &[named(1, "Shelter now"), named(4, "Homes again")]);
        assert_eq!(
            ids(registry, "homes "),
            ["INDIGO-POJ-0004"],
            "{name}: an edit"
        );
        assert_eq!(
            ids(registry, "shelter"),
            ["INDIGO-POJ-0001"],
            "{name}: an edit"
        );
        let private = json!({"type": "project", "id": "INDIGO-POJ-0004",
            "data": {"status": "PRIVATE", "name": {"value": "Homes again"}}});
        put(&one, &[private]);
        assert_eq!(ids(registry, "homes "), [""; 0], "{name}: made private");
        let suggested = registry.suggest("hom", 9).unwrap();
        assert_eq!(suggested, [], "{name}: not even its words are suggested");

        let key = |number: u32| RecordKey::new("project", format!("INDIGO-POJ-{number:04}"));
        registry
            .withdraw_record("user:max", "asked for", &key(2))
            .unwrap();
        assert_eq!(ids(registry, "chance"), [""; 0], "{name}: withdrawn");
        registry
            .merge_duplicate("user:max", "the same", &key(1), &key(3))
            .unwrap();
        assert_eq!(ids(registry, "way"), [""; 0], "{name}: merged into another");
        assert_eq!(ids(registry, "shelter"), ["INDIGO-POJ-0001"], "{name}");

        registry.restore(&backup).unwrap();
        assert_eq!(
            ids(registry, "homes "),
            ["INDIGO-POJ-0001"],
            "{name}: restored"
        );
        assert_eq!(
            ids(registry, "chance"),
            ["INDIGO-POJ-0002"],
            "{name}: restored"
        );
        assert_eq!(ids(registry, "shelter"), [""; 0], "{name}: restored");
    }
}

#[test]
fn what_was_purged_is_in_no_file_of_the_index() {
    let one = sqlite();
    put(&one, &[named(1, "Unmistakable"), named(2, "Other")]);
    assert_eq!(ids(&one.registry, "unmistakable").len(), 1);
    let index = one.folder.path().join("search");
    assert!(!files(&index).is_empty());
    let key = RecordKey::new("project", "INDIGO-POJ-0001");
    one.registry.purge("user:max", "law", &key).unwrap();
    assert!(files(&index).is_empty(), "{:?}", files(&index));
    assert_eq!(ids(&one.registry, "unmistakable").len(), 0);
    assert_eq!(ids(&one.registry, "other").len(), 1);
}

#[test]
fn the_rank_is_that_of_an_index_made_anew() {
    let one = sqlite();
    let texts = [
        "homes",
        "homes for all",
        "all homes are homes",
        "a home",
        "no such thing",
    ];
    let many: Vec<Value> = (1..40)
        .map(|number| {
            let text = texts[number as usize % texts.len()];
            project(number, json!({"name": {"value": format!("P {number}")}, "notes": {"value": text, "status": "PUBLIC"}}))
        })
        .collect();
    put(&one, &many);
    search(&one.registry, "homes");
    for number in 5..9 {
        put(
            &one,
            &[project(
                number,
                json!({"name": {"value": "homes"}, "notes": {"value": "short", "status": "PUBLIC"}}),
            )],
        );
        search(&one.registry, "homes");
    }
    let before = ids(&one.registry, "homes all");
    let all = ids(&one.registry, "homes");
    assert!(before.len() > 3 && all.len() > 20);
    let Installation {
        registry,
        folder,
        settings,
    } = one;
    drop(registry);
    fs::remove_dir_all(folder.path().join("search")).unwrap();
    let registry = Registry::open(settings).unwrap();
    assert_eq!(ids(&registry, "homes all"), before);
    assert_eq!(ids(&registry, "homes"), all);
}

#[test]
fn an_index_that_is_damaged_half_written_or_gone_is_made_anew() {
    let one = sqlite();
    put(&one, &[named(1, "Homes first"), named(2, "Second")]);
    assert_eq!(ids(&one.registry, "homes").len(), 1);
    let Installation {
        registry,
        folder,
        settings,
    } = one;
    drop(registry);
    let index = folder.path().join("search");
    let again = |what: &str| {
        let registry = Registry::open(settings.clone()).unwrap();
        assert_eq!(ids(&registry, "homes"), ["INDIGO-POJ-0001"], "{what}");
    };
    again("as it was");
    for file in files(&index) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if name.contains("lock") || !file.exists() {
            continue;
        }
        let whole = fs::read(&file).unwrap();
        fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        again(&format!("{name} cut"));
    }
    for file in files(&index) {
        if file.extension().is_some_and(|kind| kind == "term") {
            let mut bytes = fs::read(&file).unwrap();
            bytes[3] ^= 0xff;
            fs::write(&file, bytes).unwrap();
            again("a byte is another");
        }
    }
    for file in files(&index) {
        if file.ends_with("meta.json") {
            fs::remove_file(&file).unwrap();
            again("no list of files");
        }
    }
    // Files of a commit that never came to its end are left lying about.
    let folder_of_one = files(&index)[0].parent().unwrap().to_owned();
    fs::write(
        folder_of_one.join("0123456789abcdef0123456789abcdef.idx"),
        b"half",
    )
    .unwrap();
    again("files of a broken commit");
    fs::remove_dir_all(&index).unwrap();
    again("no folder");
}

#[test]
fn an_index_of_before_takes_in_what_came_since() {
    let one = sqlite();
    put(&one, &[named(1, "Homes first")]);
    assert_eq!(ids(&one.registry, "homes").len(), 1);
    put(&one, &[named(2, "Homes second")]);
    // Stopped before anybody searched.
    let Installation {
        registry,
        folder,
        settings,
    } = one;
    drop(registry);
    let registry = Registry::open(settings).unwrap();
    assert_eq!(ids(&registry, "homes").len(), 2);
    drop(folder);
}

#[test]
fn two_programs_over_one_folder_do_not_get_in_each_others_way() {
    let one = sqlite();
    put(&one, &[named(1, "Homes first")]);
    assert_eq!(ids(&one.registry, "homes").len(), 1);
    let other = Registry::open(one.settings.clone()).unwrap();
    assert_eq!(ids(&other, "homes").len(), 1);
    put(&one, &[named(2, "Homes second")]);
    assert_eq!(ids(&other, "homes").len(), 2);
    assert_eq!(ids(&one.registry, "homes").len(), 2);
}

#[test]
fn words_are_found_by_stem_beginning_other_spelling_and_meaning() {
    let one = sqlite();
    put(
        &one,
        &[
            project(
                1,
                json!({"name": {"value": "Homeless prevention"}, "delivery_locations": [{"id": "l", "status": "PUBLIC", "location_country": {"value": "GB"}}]}),
            ),
            project(2, json!({"name": {"value": "Rough sleeping in Łódź"}})),
            project(
                3,
                json!({"name": {"value": "Café for young people"}, "delivery_locations": [{"id": "l", "status": "PUBLIC", "location_country": {"value": "NL"}}]}),
            ),
            project(
                40,
                json!({"name": {"value": "Children in care"}, "notes": {"value": "INDIGO-POJ-0003 is alike", "status": "PUBLIC"}}),
            ),
        ],
    );
    let registry = &one.registry;
    for (words, wanted) in [
        ("homelessness", &["INDIGO-POJ-0001", "INDIGO-POJ-0002"][..]),
        ("preventing", &["INDIGO-POJ-0001"]),
        ("prev", &["INDIGO-POJ-0001"]),
        ("lodz", &["INDIGO-POJ-0002"]),
        ("CAFE", &["INDIGO-POJ-0003"]),
        ("Britain", &["INDIGO-POJ-0001"]),
        ("UK", &["INDIGO-POJ-0001"]),
        ("Holland", &["INDIGO-POJ-0003"]),
        ("foster", &["INDIGO-POJ-0040"]),
        ("poj 3", &["INDIGO-POJ-0003"]),
        ("indigo-poj-0003", &["INDIGO-POJ-0003", "INDIGO-POJ-0040"]),
        ("the children of care", &["INDIGO-POJ-0040"]),
        ("\"people young\"", &[]),
        ("\"young people\"", &["INDIGO-POJ-0003"]),
    ] {
        assert_eq!(ids(registry, words), wanted, "{words}");
    }
    let found = search(registry, "hoemless preventoin");
    assert_eq!(found.instead.as_deref(), Some("homeless prevention"));
    assert_eq!(found.hits[0].id, "INDIGO-POJ-0001");
    let mut asked = SearchAsked::new(None, "hoemless preventoin", 9);
    asked.exact = true;
    assert_eq!(registry.search(&asked).unwrap().hits, []);
    let found = search(registry, "homeless zebras prevention");
    assert!(found.is_partial);
    assert_eq!(found.hits[0].id, "INDIGO-POJ-0001");
}

#[test]
fn passages_say_where_and_hold_only_what_is_public() {
    let one = sqlite();
    put(
        &one,
        &[project(
            1,
            json!({"name": {"value": "One"},
            "outcome_metrics": [
                {"id": "m1", "status": "PUBLIC", "definition": {"value": "Nights in a home"}},
                {"id": "m2", "status": "PRIVATE", "definition": {"value": "Hidden homes"}}]}),
        )],
    );
    let mut asked = SearchAsked::new(None, "homes", 9);
    asked.passages = true;
    let found = one.registry.search(&asked).unwrap();
    let passages = &found.hits[0].passages;
    assert_eq!(passages.len(), 1, "{passages:?}");
    assert_eq!(passages[0].label, "Outcome metric 1: outcome definition");
    assert_eq!(passages[0].anchor.as_deref(), Some("outcome_metrics.1"));
    assert_eq!(
        passages[0].text,
        [
            ("Nights in a ".to_owned(), false),
            ("home".to_owned(), true)
        ]
    );
    assert_eq!(one.registry.suggest("hid", 9).unwrap(), []);
}

#[test]
fn suggestions_are_names_and_words() {
    let one = sqlite();
    put(
        &one,
        &[
            named(1, "Second homes"),
            named(2, "Homes first"),
            named(3, "Homely homecoming"),
        ],
    );
    let texts: Vec<String> = one
        .registry
        .suggest("HOM", 9)
        .unwrap()
        .into_iter()
        .map(|one| {
            format!("{} {}", one.text, one.id.unwrap_or_default())
                .trim()
                .to_owned()
        })
        .collect();
    assert_eq!(
        texts,
        [
            "Homes first INDIGO-POJ-0002",
            "Homely homecoming INDIGO-POJ-0003",
            "Second homes INDIGO-POJ-0001",
            "homes",
            "homecoming",
            "homely"
        ]
    );
    assert_eq!(one.registry.suggest("  ", 9).unwrap(), []);
    assert_eq!(one.registry.suggest("hom", 1).unwrap().len(), 1);
}

#[test]
fn a_folder_that_cannot_be_written_to_takes_no_search_away() {
    let one = open(None, None);
    put(&one, &[named(1, "Homes first")]);
    fs::write(one.folder.path().join("search"), "a file in its place").unwrap();
    assert_eq!(ids(&one.registry, "homes").len(), 1);
}
