//! The examples of the documents: shown as they are, and asked of the demo.

use std::{fs, path::Path};

use crate::{app::App, demo::demo};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn examples() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder().join("examples")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ending| ending != "md") {
            found.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn the_document_shows_the_examples_as_they_are() {
    let document = fs::read_to_string(folder().join("API.md")).unwrap();
    let expected = fs::read(folder().join("../tests/tools/examples.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_slice(&expected).unwrap();
    let examples = examples();
    assert!(examples.len() >= 5, "{examples:?}");
    for (name, text) in examples {
        assert!(
            document.contains(&format!("](examples/{name})")),
            "API.md has no link to {name}"
        );
        assert!(
            document.contains(text.trim_end()),
            "API.md shows {name} otherwise than it is"
        );
        let lines = expected[&name].as_array();
        assert!(
            lines.is_some_and(|lines| !lines.is_empty()),
            "{name}: nothing says what it prints"
        );
    }
}

/// The addresses of this API in a text, as far as they are written out.
fn addresses(text: &str) -> Vec<String> {
    text.split("/api/v2/records/")
        .skip(1)
        .map(|rest| {
            let end = rest
                .find(['"', '\'', '`', ' ', '\n', '{', ')', '$'])
                .unwrap_or(rest.len());
            format!("/api/v2/records/{}", &rest[..end])
        })
        .collect()
}

#[tokio::test]
async fn the_addresses_in_the_examples_answer() {
    let app = App::of(demo());
    for (name, text) in examples() {
        let addresses = addresses(&text);
        assert!(!addresses.is_empty(), "{name}");
        for address in addresses {
            let answer = app.get(&address).await;
            assert_eq!(answer.status, 200, "{name} {address}: {}", answer.text());
        }
    }
}
