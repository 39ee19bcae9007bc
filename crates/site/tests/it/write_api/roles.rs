//! Who reaches what: every route of the table, asked by everybody, with tokens of every kind.

use axum::http::Method;
use indigo_model::{Role, Scope};
use indigo_site::{ApiNeeds, api_routes};
use serde_json::{Value, json};

use super::library::{ALL, Program, json as body_of, program};
use crate::{
    app::App,
    demo::demo,
    staff::{house::House, library},
};

/// Those who ask, besides nobody: who, with which scopes, and how each route answers them, in the
/// order of [`ROUTES`]. The proposal is somebody else's, on a project.
#[rustfmt::skip]
const EXPECTED: [(&str, &[Scope], [u16; ROUTES.len()]); 13] = {
    use Scope::{Decide, Propose, ReadPrivate};
    [
        // what everybody reads (9), me, record, list, all, propose, show, comment, withdraw, decide, ask
        ("contributor", &ALL,                    [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 422, 404, 404, 404, 403, 403]),
        ("contributor", &[ReadPrivate],          [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 403, 404, 403, 403, 403, 403]),
        ("contributor", &[Propose],              [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 422, 404, 404, 404, 403, 403]),
        ("contributor", &[Decide],               [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403]),
        ("steward",     &ALL,                    [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 422, 404, 404, 404, 403, 403]),
        ("granted",     &ALL,                    [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 422, 200, 422, 403, 403, 403]),
        ("granted",     &[Propose],              [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 422, 404, 404, 404, 403, 403]),
        ("granted",     &[ReadPrivate],          [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 200, 403, 403, 403, 403]),
        ("moderator",   &ALL,                    [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 422, 200, 422, 422, 422, 422]),
        ("moderator",   &[Propose],              [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 422, 404, 404, 404, 403, 403]),
        ("moderator",   &[Decide],               [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 422, 422, 422, 422]),
        ("moderator",   &[ReadPrivate, Decide],  [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 200, 422, 422, 422, 422]),
        ("administrator", &ALL,                  [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 422, 200, 422, 422, 422, 422]),
    ]
};

/// Every route, and some with a parameter.
const ROUTES: [(&str, &str); 19] = [
    ("GET", "/api/v2/openapi.json"),
    ("GET", "/api/v2/records/{type}"),
    ("GET", "/api/v2/records/{type}.jsonl"),
    ("GET", "/api/v2/landscape"),
    ("GET", "/api/v2/releases"),
    ("GET", "/api/v2/search"),
    ("GET", "/api/v2/suggestions"),
    ("GET", "/api/v2/types"),
    ("GET", "/api/v2/types/{type}"),
    ("GET", "/api/v2/me"),
    ("GET", "/api/v2/records/{type}/{id}"),
    ("GET", "/api/v2/proposals"),
    ("GET", "/api/v2/proposals?whose=all"),
    ("POST", "/api/v2/proposals"),
    ("GET", "/api/v2/proposals/{name}"),
    ("POST", "/api/v2/proposals/{name}/comments"),
    ("POST", "/api/v2/proposals/{name}/withdraw"),
    ("POST", "/api/v2/proposals/{name}/decision"),
    ("POST", "/api/v2/proposals/{name}/ask-for-changes"),
];

fn filled(path: &str, name: &str) -> String {
    let path = path
        .replace("{type}", "project")
        .replace("{id}", "INDIGO-POJ-0001")
        .replace("{name}", name);
    match path.as_str() {
        "/api/v2/search" | "/api/v2/suggestions" => format!("{path}?q=homes"),
        _ => path,
    }
}

async fn ask(program: &Program, method: &str, path: &str) -> crate::app::Answer {
    if method == "GET" {
        program.get(path).await
    } else {
        // Nothing is done by it, so that everybody finds the same.
        program
            .post(path, &json!({"nothing of this name": 1}))
            .await
    }
}

fn people(house: &House) {
    house.add("contributor@example.org", Role::Contributor, &[]);
    house.add("steward@example.org", Role::DataSteward, &["fund"]);
    house.add("granted@example.org", Role::DataSteward, &["project"]);
    house.add("moderator@example.org", Role::Moderator, &[]);
    house.add("administrator@example.org", Role::Administrator, &[]);
}

#[test]
fn the_table_of_this_test_has_every_route() {
    let mut routes: Vec<(String, String)> = api_routes()
        .into_iter()
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    let mut here: Vec<(String, String)> = ROUTES
        .iter()
        .filter(|(_, path)| !path.contains('?'))
        .map(|(method, path)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    routes.sort();
    here.sort();
    assert_eq!(routes, here);
}

#[tokio::test]
async fn every_route_of_the_api_lets_in_whom_it_should() {
    let house = library::house();
    people(&house);
    let data = json!({"stage_development": {"value": "Complete"}});
    let name = library::propose(&house, "ada@example.org", &library::project(), data);
    let mut faults = Vec::new();
    for (who, scopes, expected) in EXPECTED {
        let program = program(&house, &format!("{who}@example.org"), scopes).await;
        for ((method, path), expected) in ROUTES.into_iter().zip(expected) {
            let answer = ask(&program, method, &filled(path, &name)).await;
            let status = answer.status.as_u16();
            if status != expected {
                faults.push(format!(
                    "{who} {scopes:?} {method} {path}: {status}, not {expected}: {}",
                    answer.text()
                ));
            }
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert_eq!(answer.header("vary"), "Authorization", "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
            if status == 403 {
                names_what_is_missing(&body_of(&answer), path);
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn names_what_is_missing(problem: &Value, path: &str) {
    let kind = problem["type"].as_str().unwrap();
    let named = match kind {
        "urn:indigo:problem:missing-scope" => "needs_one_scope_of",
        "urn:indigo:problem:missing-role" => "needs_one_role_of",
        "urn:indigo:problem:missing-grant" => return,
        other => panic!("{path}: {other}"),
    };
    let names = problem[named].as_array().unwrap();
    assert!(!names.is_empty(), "{path}");
    let detail = problem["detail"].as_str().unwrap();
    for name in names {
        assert!(detail.contains(name.as_str().unwrap()), "{detail}");
    }
}

#[tokio::test]
async fn without_a_token_there_is_what_is_public_and_nothing_else() {
    let house = library::house();
    let nobody = Program::nobody(&house);
    for route in api_routes() {
        let path = filled(route.path, "no-such-proposal");
        let answer = ask(&nobody, route.method.as_str(), &path).await;
        if route.needs == ApiNeeds::Nothing {
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
            assert!(answer.header("vary").contains("Authorization"), "{path}");
            assert!(!answer.text().contains(library::SECRET), "{path}");
            continue;
        }
        assert_eq!(answer.status, 401, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"Indigo\"");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
}

#[tokio::test]
async fn without_a_registry_there_is_reading_alone() {
    let app = App::of(demo());
    for route in api_routes() {
        let path = filled(route.path, "no-such-proposal");
        let answer = app.ask(route.method, &path, &[]).await;
        // The record as writers need it is there with accounts only.
        if route.needs == ApiNeeds::Nothing && route.path != "/api/v2/records/{type}/{id}" {
            assert_eq!(answer.status, 200, "{path}");
            continue;
        }
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    let answer = app.ask(Method::GET, "/api/v2/nothing/here", &[]).await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn a_moderator_who_may_not_read_decides_without_being_told_what_is_private() {
    let house = library::house();
    let data = json!({"notes": {"value": "new words"}, "name": {"value": "Homes"}});
    let name = library::propose(&house, "ada@example.org", &library::project(), data);
    let program = program(&house, "max@example.org", &[Scope::Decide]).await;
    let address = format!("/api/v2/proposals/{name}");
    assert_eq!(program.get(&address).await.status, 403);
    let body = json!({"verdict": "accept", "comment": "seen elsewhere"});
    let answer = program.post(&format!("{address}/decision"), &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(!answer.text().contains(library::SECRET));
    let value = body_of(&answer);
    assert_eq!(value["state"], "approved");
    assert_eq!(value.get("version"), None);
}
