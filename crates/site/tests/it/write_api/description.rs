//! The description of the API is held against its routes, against what they answer, and against
//! how it was when somebody last looked at it.

use std::{collections::BTreeSet, fs, path::Path};

use indigo_model::Scope;
use indigo_site::{ApiNeeds, api_routes, openapi_document};
use indigo_standard::Standard;
use serde_json::{Value, json};

use super::library::{ALL, Program, json as body_of, program};
use crate::staff::library::{house, project, propose};

fn document() -> Value {
    openapi_document(&Standard::load(None).unwrap())
}

#[test]
fn the_description_has_every_route_and_no_other() {
    let document = document();
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            described.insert((method.to_uppercase(), path.clone()));
            let is_open = operation.get("security").is_some();
            let route = api_routes()
                .into_iter()
                .find(|route| route.path == path && route.method.as_str() == method.to_uppercase());
            let needs = route.map(|route| route.needs);
            assert_eq!(needs == Some(ApiNeeds::Nothing), is_open, "{path}");
            if let Some(ApiNeeds::ToOneOf(actions)) = needs {
                let words = operation["description"].as_str().unwrap();
                let scopes = actions
                    .iter()
                    .filter_map(|action| action.scopes())
                    .flatten();
                for scope in scopes.map(|scope| Scope::as_str(*scope)) {
                    assert!(words.contains(scope), "{path}: {words}");
                }
            }
            // Each name in braces is a parameter.
            let parameters = operation["parameters"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            for name in path
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split('}').next())
            {
                let wanted = json!({"$ref": format!("#/components/parameters/{name}")});
                assert!(parameters.contains(&wanted), "{path} {name}");
            }
        }
    }
    let routes: BTreeSet<(String, String)> = api_routes()
        .into_iter()
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    assert_eq!(described, routes);
}

#[test]
fn what_the_description_refers_to_is_there() {
    fn check(document: &Value, value: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get("$ref") {
                    let pointer = reference.strip_prefix('#').unwrap();
                    assert!(document.pointer(pointer).is_some(), "{reference}");
                }
                members.values().for_each(|value| check(document, value));
            }
            Value::Array(values) => values.iter().for_each(|value| check(document, value)),
            _ => {}
        }
    }
    let document = document();
    check(&document, &document);
}

/// To take a change over, run the test with `BLESS` set, and look at the difference.
#[test]
fn the_description_is_as_it_was_looked_at() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/write_api/openapi.json");
    let now = format!("{:#}\n", document());
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        before == now,
        "the description differs from {}",
        path.display()
    );
}

/// What is wrong with a value by a schema of the description: members and kinds, as far as our
/// schemas say.
fn faults(document: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let schema = document.pointer(&reference[1..]).unwrap();
        return faults(document, schema, value, at, found);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => vec![kind],
    };
    if !kinds.contains(&kind) {
        found.push(format!("{at}: {kind} is none of {kinds:?}"));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        found.push(format!("{at}: {value} is none of {words:?}"));
    }
    if let (Some(members), Some(properties)) = (value.as_object(), schema["properties"].as_object())
    {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !members.contains_key(name.as_str().unwrap()) {
                found.push(format!("{at}: {name} is missing"));
            }
        }
        for (key, value) in members {
            match properties.get(key) {
                Some(schema) => faults(document, schema, value, &format!("{at}/{key}"), found),
                None if schema["additionalProperties"] == false => {
                    found.push(format!("{at}: {key} is not described"));
                }
                None => {}
            }
        }
    }
    for (number, row) in value.as_array().into_iter().flatten().enumerate() {
        faults(
            document,
            &schema["items"],
            row,
            &format!("{at}/{number}"),
            found,
        );
    }
}

#[tokio::test]
async fn answers_are_as_described() {
    let house = house();
    let document = document();
    let (max, ada) = (
        program(&house, "max@example.org", &ALL).await,
        program(&house, "ada@example.org", &ALL).await,
    );
    let data = json!({"name": {"value": "Homes"}, "stage_development": {"value": "Complete"}});
    let name = propose(&house, "ada@example.org", &project(), data);
    let own = json!({"comment": "x", "edits": [{"type": "project", "id": "INDIGO-POJ-0001", "patch": {"name": {"value": "y"}}},
        {"type": "fund", "data": {"name": {"value": "A fund"}}}]});
    let part = json!({"decisions": [{"item": "/name", "verdict": "reject", "reason": "no"}]});
    let of = |rest: &str| format!("/api/v2/proposals/{name}{rest}");
    let words = json!({"words": "a word"});
    let record = "/api/v2/records/project/INDIGO-POJ-0001".to_owned();
    let nobody = Program::nobody(&house);
    let cases: Vec<(&Program, &str, String, &str, Option<Value>)> = vec![
        (
            &nobody,
            "/api/v2/openapi.json",
            "/api/v2/openapi.json".to_owned(),
            "get",
            None,
        ),
        (
            &nobody,
            "/api/v2/records/{type}",
            "/api/v2/records/project?facets=stage,country&include=provenance,organisations&changed_since=2020-01-01&as_of=2999-01-01".to_owned(),
            "get",
            None,
        ),
        (
            &nobody,
            "/api/v2/records/{type}",
            "/api/v2/records/project?where.nmae=x".to_owned(),
            "get",
            None,
        ),
        (
            &nobody,
            "/api/v2/records/{type}/{id}",
            "/api/v2/records/project/INDIGO-POJ-0001?view=public".to_owned(),
            "get",
            None,
        ),
        (
            &nobody,
            "/api/v2/records/{type}/{id}",
            "/api/v2/records/project/INDIGO-POJ-0001?view=public&x=1".to_owned(),
            "get",
            None,
        ),
        (
            &nobody,
            "/api/v2/search",
            "/api/v2/search?q=homes".to_owned(),
            "get",
            None,
        ),
        (
            &nobody,
            "/api/v2/suggestions",
            "/api/v2/suggestions?q=hom".to_owned(),
            "get",
            None,
        ),
        (
            &nobody,
            "/api/v2/types",
            "/api/v2/types".to_owned(),
            "get",
            None,
        ),
        (
            &nobody,
            "/api/v2/types/{type}",
            "/api/v2/types/project?counts=true".to_owned(),
            "get",
            None,
        ),
        (
            &nobody,
            "/api/v2/releases",
            "/api/v2/releases".to_owned(),
            "get",
            None,
        ),
        (&max, "/api/v2/me", "/api/v2/me".to_owned(), "get", None),
        (&nobody, "/api/v2/me", "/api/v2/me".to_owned(), "get", None),
        (
            &max,
            "/api/v2/records/{type}/{id}",
            record.clone(),
            "get",
            None,
        ),
        (&nobody, "/api/v2/records/{type}/{id}", record, "get", None),
        (
            &nobody,
            "/api/v2/records/{type}/{id}",
            "/api/v2/records/project/x".to_owned(),
            "get",
            None,
        ),
        (
            &ada,
            "/api/v2/proposals",
            "/api/v2/proposals?dry_run=true".to_owned(),
            "post",
            Some(own.clone()),
        ),
        (
            &ada,
            "/api/v2/proposals",
            "/api/v2/proposals".to_owned(),
            "post",
            Some(own),
        ),
        (
            &ada,
            "/api/v2/proposals",
            "/api/v2/proposals".to_owned(),
            "post",
            Some(json!({})),
        ),
        (
            &ada,
            "/api/v2/proposals",
            "/api/v2/proposals".to_owned(),
            "get",
            None,
        ),
        (
            &ada,
            "/api/v2/proposals",
            "/api/v2/proposals?whose=all".to_owned(),
            "get",
            None,
        ),
        (
            &max,
            "/api/v2/proposals",
            "/api/v2/proposals?whose=all".to_owned(),
            "get",
            None,
        ),
        (
            &ada,
            "/api/v2/proposals/{name}/comments",
            of("/comments"),
            "post",
            Some(words.clone()),
        ),
        (
            &max,
            "/api/v2/proposals/{name}/ask-for-changes",
            of("/ask-for-changes"),
            "post",
            Some(words),
        ),
        (
            &max,
            "/api/v2/proposals/{name}/decision",
            of("/decision"),
            "post",
            Some(part),
        ),
        (&ada, "/api/v2/proposals/{name}", of(""), "get", None),
        (&max, "/api/v2/proposals/{name}", of(""), "get", None),
        (
            &ada,
            "/api/v2/proposals/{name}/withdraw",
            of("/withdraw"),
            "post",
            Some(json!({})),
        ),
        (
            &ada,
            "/api/v2/proposals/{name}/withdraw",
            of("/withdraw"),
            "post",
            Some(json!({})),
        ),
    ];
    let mut found = Vec::new();
    for (who, path, address, method, body) in cases {
        let answer = match &body {
            Some(body) => who.post(&address, body).await,
            None => who.get(&address).await,
        };
        let status = answer.status.as_u16().to_string();
        let mut response = &document["paths"][path][method]["responses"][&status];
        if let Some(reference) = response["$ref"].as_str() {
            response = document.pointer(&reference[1..]).unwrap();
        }
        let kind = answer.header("content-type").to_owned();
        let schema = &response["content"][&kind]["schema"];
        let at = format!("{method} {address} {status}");
        if schema.is_null() {
            found.push(format!("{at} {kind} is not described"));
        } else {
            faults(&document, schema, &body_of(&answer), &at, &mut found);
        }
        for name in response["headers"].as_object().into_iter().flatten() {
            // This one comes only the second time.
            if name.0 != "Idempotency-Replayed" && answer.header(name.0).is_empty() {
                found.push(format!("{at}: the header {} is missing", name.0));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
