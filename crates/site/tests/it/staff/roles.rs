//! Who reaches what: every route of the table, asked by everybody.

use axum::http::Method;
use indigo_model::Role;
use indigo_site::{Needs, SiteConfig, staff_routes};

use super::house::{Browser, House};
use crate::{app::App, demo::demo, lint};

/// Those who ask, besides somebody who is not signed in.
const PEOPLE: [(&str, Role, &[&str]); 5] = [
    ("contributor@example.org", Role::Contributor, &[]),
    ("steward@example.org", Role::DataSteward, &[]),
    ("granted@example.org", Role::DataSteward, &["organisation"]),
    ("moderator@example.org", Role::Moderator, &[]),
    ("administrator@example.org", Role::Administrator, &[]),
];

/// Who sees whole records and the proposals on them.
const SEE: Option<[bool; 5]> = Some([false, false, true, true, true]);

/// Who decides.
const DECIDE: Option<[bool; 5]> = Some([false, false, false, true, true]);

/// Whether those people reach what begins so; the longest beginning counts. `None`: everybody.
const EXPECTED: [(&str, Option<[bool; 5]>); 24] = [
    ("/sign-in", None),
    ("/forgot-password", None),
    ("/sign-out", Some([true; 5])),
    ("/account", Some([true; 5])),
    ("/admin", Some([false, false, false, false, true])),
    ("/proposals", Some([true; 5])),
    ("/proposals/{edit}/preview", SEE),
    ("/proposals/{edit}/decide", DECIDE),
    ("/proposals/{edit}/ask", DECIDE),
    ("/proposals/{edit}/assign", DECIDE),
    ("/moderate", SEE),
    ("/moderate/accept", DECIDE),
    ("/moderate/duplicates", DECIDE),
    ("/records", SEE),
    ("/records/{type}/new", Some([true; 5])),
    ("/records/names/{type}", Some([true; 5])),
    ("/records/{type}/{id}/edit", Some([true; 5])),
    ("/records/{type}/{id}/upload", Some([true; 5])),
    ("/upload", Some([true; 5])),
    ("/records/{type}/{id}/revert", DECIDE),
    ("/records/{type}/{id}/undo", DECIDE),
    ("/records/{type}/{id}/withdraw", DECIDE),
    ("/records/{type}/{id}/bring-back", DECIDE),
    (
        "/records/{type}/{id}/purge",
        Some([false, false, false, false, true]),
    ),
];

fn expected(path: &str) -> Option<[bool; 5]> {
    EXPECTED
        .iter()
        .filter(|(begins, _)| path.starts_with(begins))
        .max_by_key(|(begins, _)| begins.len())
        .unwrap_or_else(|| panic!("no line in the table for {path}"))
        .1
}

/// The address with names filled in.
fn filled(path: &str, id: &str) -> String {
    path.replace("{id}", id)
        .replace("{edit}", "no-such-proposal")
        .replace("{type}", "organisation")
        .replace("{number}", "1")
        .replace("{upload}", "no-such-upload")
        .replace("{link}", "no-such-link")
        .replace("{list}", "sources")
        .replace("{row}", "new")
}

#[tokio::test]
async fn every_route_lets_in_whom_it_should() {
    let house = House::new();
    for (email, role, grants) in PEOPLE {
        house.add(email, role, grants);
    }
    let target = house.add("target@example.org", Role::Contributor, &[]);
    let mut faults = Vec::new();
    for (place, (email, ..)) in PEOPLE.into_iter().enumerate() {
        let mut browser = house.signed_in(email).await;
        for route in staff_routes() {
            let path = filled(route.path, &target.id);
            let Some(people) = expected(route.path) else {
                continue;
            };
            let answer = ask(&browser, &route.method, &path).await;
            let status = answer.status.as_u16();
            let is_in = match status {
                403 => false,
                200 | 201 | 303 | 404 | 409 | 422 => true,
                other => panic!("{email} {} {path}: {other} {}", route.method, answer.text()),
            };
            if is_in != people[place] {
                faults.push(format!("{email} {} {path}: {status}", route.method));
            }
            assert!(
                !answer.header("location").starts_with("/sign-in?next"),
                "{email} {path}"
            );
            if browser.get("/account").await.status != 200 {
                // That one signed out.
                browser = house.signed_in(email).await;
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

async fn ask(browser: &Browser<'_>, method: &Method, path: &str) -> crate::app::Answer {
    if *method == Method::GET {
        browser.get(path).await
    } else {
        browser.post("/account", path, &[]).await
    }
}

#[tokio::test]
async fn who_is_not_signed_in_is_asked_to() {
    let house = House::new();
    for route in staff_routes() {
        let path = filled(route.path, "somebody");
        let browser = house.browser();
        if route.needs == Needs::Nothing {
            assert_eq!(expected(route.path), None, "{path} is open to everybody");
            continue;
        }
        assert!(expected(route.path).is_some(), "{path}");
        let body = String::new();
        let answer = browser
            .ask(route.method.clone(), &path, &[], body.clone())
            .await;
        assert_eq!(answer.status, 303, "{path}");
        let wanted = match (route.method == Method::GET, path.as_str()) {
            (false, _) | (_, "/account") => "/sign-in".to_owned(),
            (true, path) => format!("/sign-in?next={}", path.replace('/', "%2F")),
        };
        assert_eq!(answer.header("location"), wanted, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        let json = [("accept", "application/json")];
        let answer = browser.ask(route.method, &path, &json, body).await;
        assert_eq!(answer.status, 401, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert!(answer.text().contains("\"status\":401"), "{path}");
    }
}

#[tokio::test]
async fn without_a_registry_there_is_nothing() {
    let app = App::of(demo());
    for route in staff_routes() {
        let path = filled(route.path, "somebody");
        let answer = app.ask(route.method, &path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
}

#[tokio::test]
async fn every_page_is_sound_and_nobody_keeps_it() {
    let house = House::with(SiteConfig {
        demo: true,
        ..SiteConfig::default()
    });
    let target = house.add(
        "target@example.org",
        Role::DataSteward,
        &["fund", "project/INDIGO-POJ-0001"],
    );
    house.add("eva@example.org", Role::Administrator, &[]);
    house.registry.add_sandbox("north", "North").unwrap();
    house
        .registry
        .tell("eva@example.org", "Hello", "Something was done.", "/about")
        .unwrap();
    let eva = house.signed_in("eva@example.org").await;
    let nobody = house.browser();
    for route in staff_routes() {
        if route.method != Method::GET {
            continue;
        }
        let path = filled(route.path, &target.id);
        let browser = match route.needs {
            Needs::Nothing => &nobody,
            Needs::To(_) => &eva,
        };
        let answer = browser.get(&path).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("etag"), "", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("form-action 'self'"), "{path}");
        // Some lead to another page, or answer a script.
        if answer.header("content-type").starts_with("text/html") {
            let faults = lint::faults(&answer.text());
            assert!(faults.is_empty(), "{path}: {faults:#?}\n{}", answer.text());
            assert!(answer.text().contains("noindex"), "{path}");
        }
    }
}
