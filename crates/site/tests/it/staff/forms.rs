//! Forms of other sites, of other sessions, too large, not forms at all.

use axum::http::Method;
use indigo_model::Role;
use indigo_site::{Needs, staff_routes};

use super::house::{House, token_in, urlencoded};
use crate::lint;

#[tokio::test]
async fn every_form_needs_the_token_of_its_session() {
    let house = House::new();
    house.add("eva@example.org", Role::Administrator, &[]);
    house.add("max@example.org", Role::Administrator, &[]);
    let target = house.add("target@example.org", Role::Contributor, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let max = house.signed_in("max@example.org").await;
    let (hers, his) = (eva.token("/account").await, max.token("/account").await);
    assert_ne!(hers, his);
    let visitor = house.browser();
    let other = house.browser();
    let visitors = visitor.token("/sign-in").await;
    let others = other.token("/sign-in").await;
    let lines = house
        .registry
        .audit_log(
            indigo_registry::accounts::By::CommandLine,
            None,
            None,
            9_999,
        )
        .unwrap()
        .len();
    let mut posts = 0;
    for route in staff_routes() {
        if route.method != Method::POST {
            continue;
        }
        posts += 1;
        let path = route
            .path
            .replace("{id}", &target.id)
            .replace("{number}", "1")
            .replace("{link}", "x");
        let (browser, right, foreign) = match route.needs {
            Needs::Nothing => (&visitor, &visitors, &others),
            Needs::To(_) => (&eva, &hers, &his),
        };
        for wrong in [None, Some(""), Some("wrong"), Some(foreign.as_str())] {
            let fields: Vec<_> = wrong.iter().map(|token| ("csrf", *token)).collect();
            let answer = browser.post_bare(&path, &[], &fields).await;
            assert_eq!(answer.status, 403, "{path} {wrong:?}");
        }
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "https://indigo.example.evil.example"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let answer = browser
                .post_bare(&path, &[(name, value)], &[("csrf", right)])
                .await;
            assert_eq!(answer.status, 403, "{path} {name}: {value}");
        }
    }
    assert!(posts > 20, "{posts}");
    let after = house
        .registry
        .audit_log(
            indigo_registry::accounts::By::CommandLine,
            None,
            None,
            9_999,
        )
        .unwrap()
        .len();
    assert_eq!(after, lines, "nothing was done");
    for headers in [
        vec![],
        vec![("origin", "https://indigo.example")],
        vec![
            ("origin", "http://indigo.example"),
            ("sec-fetch-site", "same-origin"),
        ],
    ] {
        let fields = [("csrf", hers.as_str()), ("name", "Eva the First")];
        let answer = eva.post_bare("/account/name", &headers, &fields).await;
        assert_eq!(answer.status, 303, "{headers:?}");
    }
}

#[tokio::test]
async fn a_form_of_an_earlier_session_is_not_taken() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let old = eva.token("/account").await;
    assert_eq!(eva.post("/account", "/sign-out", &[]).await.status, 303);
    eva.sign_in("eva@example.org", super::house::PASSWORD).await;
    let answer = eva
        .post_bare("/account/name", &[], &[("csrf", &old), ("name", "X")])
        .await;
    assert_eq!(answer.status, 403);
    assert!(answer.text().contains("Nothing was changed"));
    assert!(lint::faults(&answer.text()).is_empty());
}

#[tokio::test]
async fn forms_come_in_two_ways_and_no_other() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let token = eva.token("/account").await;
    let part = |name: &str, value: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let whole = format!(
        "{}{}--x--\r\n",
        part("csrf", &token),
        part("name", "Eva Other")
    );
    let multipart = [("content-type", "multipart/form-data; boundary=x")];
    let answer = eva
        .ask(Method::POST, "/account/name", &multipart, whole.clone())
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(eva.get("/account").await.text().contains("Eva Other"));
    for (kind, body, status) in [
        ("multipart/form-data", whole.clone(), 400),
        (
            "multipart/form-data; boundary=x",
            whole[..60].to_owned(),
            400,
        ),
        ("text/plain", urlencoded(&[("csrf", &token)]), 400),
        ("application/json", format!("{{\"csrf\":\"{token}\"}}"), 400),
        (
            "application/x-www-form-urlencoded",
            urlencoded(&[("csrf", &token), ("name", &"x".repeat(300_000))]),
            413,
        ),
    ] {
        let kinds = [("content-type", kind)];
        let answer = eva.ask(Method::POST, "/account/name", &kinds, body).await;
        assert_eq!(answer.status, status, "{kind}");
    }
    let answer = eva
        .ask(Method::POST, "/account/name", &[], String::new())
        .await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn answers_with_a_token_are_not_compressed() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let accept = [("accept-encoding", "br, gzip")];
    let answer = eva
        .ask(Method::GET, "/account", &accept, String::new())
        .await;
    assert_eq!(answer.header("content-encoding"), "");
    assert!(token_in(&answer.text()).is_some());
    let answer = eva.ask(Method::GET, "/about", &accept, String::new()).await;
    assert_ne!(answer.header("content-encoding"), "");
}
