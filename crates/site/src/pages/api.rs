//! `GET /data/api`: the documentation of the API, made from its own description; the examples are
//! asked of this very site.

use askama::Template;
use axum::{body::to_bytes, extract::State, response::Response};
use serde_json::Value;

use crate::{
    answer,
    api::v2::{answer_to, openapi_document},
    error::SiteError,
    frame::Frame,
    request::Asked,
    site::{App, Site},
    url::encode,
};

/// How much of an example is shown.
const LINES: usize = 32;
/// How much of a line is shown.
const LETTERS: usize = 140;
/// The largest example that is looked at.
const LARGEST_BYTES: usize = 4 * 1024 * 1024;

#[derive(Template)]
#[template(path = "api.html")]
struct View<'a> {
    frame: Frame<'a>,
    operators: [(&'static str, &'static str, &'static str); 9],
    operations: Vec<Operation>,
}

/// An address with a method.
struct Operation {
    anchor: String,
    method: String,
    path: String,
    summary: String,
    description: String,
    is_open: bool,
    parameters: Vec<Parameter>,
    command: String,
    example: Option<String>,
    answers: Vec<(String, String)>,
}

struct Parameter {
    name: String,
    place: String,
    values: String,
    description: String,
    is_needed: bool,
}

/// What an operator is for, and of which fields.
const OPERATORS: [(&str, &str, &str); 9] = [
    (
        "eq",
        "all",
        "equal; the same as no operator. Several times: one of them",
    ),
    ("ne", "all", "there is a value, and none is equal"),
    ("in", "all", "equal to one of several, with commas between"),
    ("contains", "text", "the text stands somewhere in it"),
    (
        "exists",
        "all",
        "true: there is a value; false: there is none",
    ),
    (
        "gt",
        "number, date",
        "greater, or later than all of the date",
    ),
    (
        "gte",
        "number, date",
        "greater or equal, or not before the first day of the date",
    ),
    (
        "lt",
        "number, date",
        "less, or before the first day of the date",
    ),
    (
        "lte",
        "number, date",
        "less or equal, or not after the last day of the date",
    ),
];

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    let worker = site.clone();
    let found = tokio::task::spawn_blocking(move || {
        let document = openapi_document(worker.standard());
        let examples = examples(&worker, &document);
        (document, examples)
    });
    let Ok((document, asked_of_site)) = found.await else {
        return answer::from(site, asked, |_, _| Err(SiteError::Stopped)).await;
    };
    let mut examples = Vec::new();
    for (path, response) in asked_of_site {
        if let Ok(bytes) = to_bytes(response.into_body(), LARGEST_BYTES).await
            && let Ok(value) = serde_json::from_slice::<Value>(&bytes)
        {
            examples.push((path, shortened(&value)));
        }
    }
    answer::from(site, asked, move |site, asked| {
        let view = View {
            frame: Frame::new(
                site,
                asked,
                "The API",
                "Every address of the API, with its parameters, an example and a real answer.",
            ),
            operators: OPERATORS,
            operations: operations(site, &document, &examples),
        };
        answer::page(&view)
    })
    .await
}

/// The answers to the examples that only read.
fn examples(site: &Site, document: &Value) -> Vec<(String, Response)> {
    let mut found = Vec::new();
    for (path, operation) in document["paths"].as_object().into_iter().flatten() {
        if let Some(address) = operation["get"]["x-example-address"].as_str()
            && let Some(asked) = Asked::of_address(&filled(site, address))
            && let Some(response) = answer_to(site, &asked)
        {
            found.push((path.clone(), response));
        }
    }
    found
}

/// An address with the id of a record that there is.
fn filled(site: &Site, address: &str) -> String {
    let of_type = address.split('/').nth(4).unwrap_or_default();
    let id = site.index().ok().and_then(|index| {
        let entries = index.catalogue.entries(of_type);
        entries.first().map(|entry| entry.id.clone())
    });
    address.replace("{id}", &encode(&id.unwrap_or_default()))
}

fn operations(site: &Site, document: &Value, examples: &[(String, String)]) -> Vec<Operation> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let example = (method == "get")
                .then(|| examples.iter().find(|(of, _)| of == path))
                .flatten();
            let answers = operation["responses"].as_object().into_iter().flatten();
            found.push(Operation {
                anchor: text(&operation["operationId"]),
                method: method.to_uppercase(),
                path: path.clone(),
                summary: text(&operation["summary"]),
                description: text(&operation["description"]),
                is_open: operation.get("security").is_some(),
                parameters: parameters
                    .map(|parameter| self::parameter(resolved(document, parameter)))
                    .collect(),
                command: filled(site, &text(&operation["x-codeSamples"][0]["source"])),
                example: example.map(|(_, text)| text.clone()),
                answers: answers
                    .map(|(status, response)| {
                        let told = &resolved(document, response)["description"];
                        (status.clone(), text(told))
                    })
                    .collect(),
            });
        }
    }
    found
}

/// What a value refers to, or the value itself.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    value["$ref"]
        .as_str()
        .and_then(|reference| document.pointer(reference.trim_start_matches('#')))
        .unwrap_or(value)
}

fn parameter(parameter: &Value) -> Parameter {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let schema = &parameter["schema"];
    let name = match parameter["name"].as_str().unwrap_or_default() {
        "where" => "where.FIELD, where.FIELD__OPERATOR".to_owned(),
        "facet" => "the name of a filter".to_owned(),
        name => name.to_owned(),
    };
    let words = schema["enum"]
        .as_array()
        .or_else(|| schema["propertyNames"]["enum"].as_array());
    let mut values = match (words, schema["maximum"].as_u64()) {
        (Some(words), _) => words.iter().map(text).collect::<Vec<_>>().join(", "),
        (None, Some(most)) => format!("{} to {most}", schema["minimum"]),
        _ => String::new(),
    };
    if let Some(usual) = schema.get("default") {
        let usual = usual
            .as_str()
            .map_or_else(|| usual.to_string(), str::to_owned);
        values = format!("{values}; {usual} when left out");
    }
    Parameter {
        name,
        place: text(&parameter["in"]),
        values,
        description: text(&parameter["description"]),
        is_needed: parameter["required"] == true,
    }
}

/// A value as indented text, cut where it gets long.
fn shortened(value: &Value) -> String {
    let whole = format!("{value:#}");
    let mut lines: Vec<String> = Vec::new();
    for line in whole.lines().take(LINES) {
        let mut letters = line.chars();
        let mut shown: String = letters.by_ref().take(LETTERS).collect();
        if letters.next().is_some() {
            shown.push('…');
        }
        lines.push(shown);
    }
    let more = whole.lines().count().saturating_sub(LINES);
    if more > 0 {
        lines.push(format!("… and {more} more lines"));
    }
    lines.join("\n")
}
