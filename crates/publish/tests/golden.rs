//! Our bodies against those of the old system, byte for byte, but for what differs on purpose.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it left out"
)]

mod golden {
    pub(crate) mod answers;
    pub(crate) mod differences;
    pub(crate) mod page;
    pub(crate) mod records;
}

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use golden::{
    answers::answers,
    differences::{Difference, differences},
    page::table,
    records::Records,
};
use indigo_model::Value;
use indigo_publish::api_json;

fn golden() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("INDIGO_TEST_SHARED").map_or_else(beside, PathBuf::from);
    let folder = shared.join("data/golden");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("left out: the shared data folder is not beside the project");
    None
}

#[test]
fn bodies_differ_only_where_the_page_says_so() {
    let Some(folder) = golden() else { return };
    let records = Records::read(&folder.join("records"));
    let ours = answers(&records);
    let mut found = BTreeSet::new();
    for (file, body) in &ours {
        let theirs = fs::read_to_string(folder.join("api").join(file)).ok();
        match theirs {
            Some(theirs) => {
                let differing = differences(file, &theirs, body);
                assert!(
                    !differing.is_empty() || theirs == *body,
                    "{file} says the same in other bytes:\n{theirs}\n{body}"
                );
                found.extend(differing);
            }
            None => {
                let body: Value = serde_json::from_str(body).unwrap();
                found.insert(Difference::new(file, "(all)", None, Some(&body)));
            }
        }
    }
    for file in files(&folder.join("api"), &folder.join("api")) {
        assert!(
            file == "_index.json" || ours.contains_key(&file),
            "no body for {file}"
        );
    }
    found.extend(statuses(&folder, &ours));
    let listed: BTreeSet<_> = table().into_iter().collect();
    let unlisted: Vec<String> = found.difference(&listed).map(ToString::to_string).collect();
    let gone: Vec<String> = listed.difference(&found).map(ToString::to_string).collect();
    assert!(
        unlisted.is_empty() && gone.is_empty(),
        "docs/COMPATIBILITY.md does not list:\n{}\n\nand lists what does not differ so:\n{}",
        unlisted.join("\n"),
        gone.join("\n")
    );
}

/// Also what we no longer publish was written by the same rules.
#[test]
fn every_old_body_is_written_again_in_the_same_bytes() {
    let Some(folder) = golden() else { return };
    let folder = folder.join("api");
    let files = files(&folder, &folder);
    for file in files.iter().filter(|file| file.contains('/')) {
        let body = fs::read_to_string(folder.join(file)).unwrap();
        let value: Value = serde_json::from_str(&body).unwrap();
        let Value::Object(envelope) = &value else {
            panic!("{file} is no object");
        };
        // The envelope has an order of its own; what is in it follows the rules.
        for part in envelope.values().filter_map(Value::as_object) {
            for key in ["data", "sandboxes"] {
                let text = part.get(key).map(api_json::text).unwrap_or_default();
                assert!(body.contains(&text), "{file} has {key} other than {text}");
            }
        }
    }
}

/// The answers whose status code differs; a body that we have is a 200.
fn statuses(folder: &Path, ours: &BTreeMap<String, String>) -> Vec<Difference> {
    let text = fs::read_to_string(folder.join("api/_index.json")).unwrap();
    let index: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut found = Vec::new();
    for answer in &index {
        let url = answer["url"].as_str().unwrap();
        let name = url.trim_start_matches("/app/api1/");
        let file = if name.contains('/') {
            format!("{name}.json")
        } else {
            format!("{name}/_list.json")
        };
        let status = Value::from(if ours.contains_key(&file) { 200 } else { 404 });
        if status != answer["status"] {
            let was = Some(&answer["status"]);
            found.push(Difference::new("_index.json", url, was, Some(&status)));
        }
    }
    found
}

/// The files below a folder, as paths with `/`.
fn files(root: &Path, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(root, &path));
        } else {
            let name = path.strip_prefix(root).unwrap();
            found.push(name.to_str().unwrap().replace('\\', "/"));
        }
    }
    found
}
