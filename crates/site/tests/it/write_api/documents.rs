//! The examples in the documents are run as they stand there.

use std::{fs, path::Path};

use axum::http::Method;
use serde_json::Value;

use super::library::{ALL, Program, json as body_of, program};
use crate::staff::library::{house, project, propose};

/// A request that a document shows with `curl`.
#[derive(Debug)]
struct Example {
    method: Method,
    address: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

/// The words of a command line, with what stands between quotes kept together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (None, '\'' | '"') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            (None, ' ') => words.push(String::new()),
            (_, letter) => {
                if let Some(word) = words.last_mut() {
                    word.push(letter);
                }
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn example(line: &str) -> Example {
    let mut example = Example {
        method: Method::GET,
        address: String::new(),
        headers: Vec::new(),
        body: None,
    };
    let mut words = words(line).into_iter().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "-H" => {
                let header = words.next().unwrap();
                let (name, value) = header.split_once(':').unwrap();
                if name != "Authorization" {
                    example
                        .headers
                        .push((name.to_owned(), value.trim().to_owned()));
                }
            }
            "-d" => {
                example.method = Method::POST;
                example.body = Some(words.next().unwrap());
            }
            "--silent" | "--fail" => {}
            // What becomes of the answer is not asked of us.
            "|" => break,
            "-X" => example.method = words.next().unwrap().parse().unwrap(),
            address => {
                let path = address
                    .strip_prefix("$INDIGO")
                    .unwrap_or_else(|| panic!("{line}"));
                assert_eq!(example.address, "", "{line}");
                example.address = path.to_owned();
            }
        }
    }
    example
}

/// The commands of a document with `$INDIGO/api/v2` in them.
fn examples(document: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(document);
    let text = fs::read_to_string(path).unwrap().replace("\\\n", " ");
    text.lines()
        .filter(|line| line.starts_with("curl ") && line.contains("$INDIGO/api/v2"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn the_examples_of_the_documents_work() {
    let mut seen = Vec::new();
    for document in ["API.md", "CONTRIBUTORS.md"] {
        for line in examples(document) {
            // Each on its own, so that none depends on the one before.
            let house = house();
            let data = serde_json::json!({"stage_development": {"value": "Complete"}, "name": {"value": "Homes"}});
            let name = propose(&house, "ada@example.org", &project(), data);
            let who = if line.contains("withdraw") {
                "ada"
            } else {
                "max"
            };
            let program = program(&house, &format!("{who}@example.org"), &ALL).await;
            let record = program.get("/api/v2/records/project/INDIGO-POJ-0001").await;
            let version = body_of(&record)["version"].as_str().unwrap().to_owned();
            let filled = line
                .replace("$PROPOSAL", &name)
                .replace("$VERSION", &version)
                .replace("INDIGO-POJ-0198", "INDIGO-POJ-0001");
            let example = example(&filled);
            let answer = ask(&program, &example).await;
            let status = answer.status.as_u16();
            assert!(
                (200..300).contains(&status),
                "{line}\n{status} {}",
                answer.text()
            );
            seen.push(format!(
                "{} {}",
                example.method,
                example.address.replace(&name, "{name}")
            ));
        }
    }
    for route in indigo_site::api_routes() {
        let path = route
            .path
            .replace("{type}/{id}", "project/INDIGO-POJ-0001")
            .replace("{type}", "project");
        let wanted = format!("{} {path}", route.method);
        let is_there = seen
            .iter()
            .any(|one| one.split('?').next() == Some(wanted.as_str()));
        assert!(is_there, "no document shows {wanted}: {seen:#?}");
    }
}

async fn ask(program: &Program, example: &Example) -> crate::app::Answer {
    let mut headers: Vec<(&str, &str)> = example
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    if let Some(body) = &example.body {
        serde_json::from_str::<Value>(body).unwrap_or_else(|error| panic!("{error}: {body}"));
        if !headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        {
            // What curl says of a body where nothing else is told.
            headers.push(("content-type", "application/x-www-form-urlencoded"));
        }
    }
    let body = example.body.clone().unwrap_or_default().into_bytes();
    program
        .ask(example.method.clone(), &example.address, &headers, body)
        .await
}
