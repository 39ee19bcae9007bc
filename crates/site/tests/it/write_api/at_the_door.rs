//! What is refused before anything is looked at.

use axum::http::Method;
use indigo_model::Role;
use indigo_registry::accounts::By;
use indigo_site::SiteConfig;
use serde_json::json;

use super::library::{ALL, Program, findings, json as body_of, program};
use crate::staff::{house::House, library::house};

#[tokio::test]
async fn a_token_that_is_none_is_refused_and_trying_is_slowed_down() {
    let house = house();
    let good = program(&house, "ada@example.org", &ALL).await;
    for header in ["Basic abc", "indigo_abc", "Bearer", "Bearer a b"] {
        let nobody = Program::nobody(&house);
        let headers = [("authorization", header)];
        let answer = nobody
            .ask(Method::GET, "/api/v2/me", &headers, Vec::new())
            .await;
        assert_eq!(answer.status, 401, "{header}");
        assert!(answer.header("www-authenticate").contains("invalid_token"));
    }
    let bad = Program::with(&house.router, Some("indigo_made-up"));
    let mut statuses = Vec::new();
    for _ in 0..30 {
        // Also where no token is needed: a bad one is never passed over.
        let answer = bad.get("/api/v2/records/project/INDIGO-POJ-0001").await;
        statuses.push(answer.status.as_u16());
        if answer.status == 429 {
            let seconds: u64 = answer.header("retry-after").parse().unwrap();
            assert!(seconds >= 1);
        }
    }
    assert_eq!(statuses[..20], [401; 20]);
    assert!(
        statuses[20..].iter().all(|status| *status == 429),
        "{statuses:?}"
    );
    // Nobody finds a token by trying, so good ones are taken all the same.
    assert_eq!(good.get("/api/v2/me").await.status, 200);
    house.registry.let_time_pass(86_400);
    assert_eq!(bad.get("/api/v2/me").await.status, 401);
}

#[tokio::test]
async fn a_token_ends_with_its_time_its_owner_and_its_account() {
    let house = house();
    let program = program(&house, "ada@example.org", &ALL).await;
    assert_eq!(program.get("/api/v2/me").await.status, 200);
    house
        .registry
        .disable_account(By::CommandLine, "ada@example.org")
        .unwrap();
    assert_eq!(program.get("/api/v2/me").await.status, 401);
    let other = super::library::program(&house, "max@example.org", &ALL).await;
    house.registry.let_time_pass(8 * 86_400);
    assert_eq!(other.get("/api/v2/me").await.status, 401);
}

#[tokio::test]
async fn a_token_has_so_many_requests_a_minute() {
    let house = House::with(SiteConfig {
        api_requests_per_minute: Some(5),
        ..SiteConfig::default()
    });
    house.add("ada@example.org", Role::Contributor, &[]);
    house.add("bea@example.org", Role::Contributor, &[]);
    let (ada, bea) = (
        program(&house, "ada@example.org", &ALL).await,
        program(&house, "bea@example.org", &ALL).await,
    );
    for _ in 0..5 {
        assert_eq!(ada.get("/api/v2/me").await.status, 200);
    }
    let answer = ada.get("/api/v2/me").await;
    assert_eq!(answer.status, 429);
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=12).contains(&seconds), "{seconds}");
    assert_eq!(
        body_of(&answer)["type"],
        "urn:indigo:problem:too-many-requests"
    );
    assert_eq!(bea.get("/api/v2/me").await.status, 200);
}

#[tokio::test]
async fn a_session_is_no_token_and_cookies_are_not_looked_at() {
    let house = house();
    let max = house.signed_in("max@example.org").await;
    let answer = max.get("/api/v2/me").await;
    assert_eq!(answer.status, 401);
    let address = "/api/v2/records/project/INDIGO-POJ-0001";
    let with_cookie = max.get(address).await;
    let without = Program::nobody(&house).get(address).await;
    assert_eq!(with_cookie.body, without.body);
    let session = max.cookie("indigo").unwrap();
    let program = Program::with(&house.router, Some(&session));
    assert_eq!(program.get("/api/v2/me").await.status, 401);
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn only_json_within_its_limits_is_taken() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let send = async |content_type: &str, body: Vec<u8>| {
        let headers = [("content-type", content_type)];
        ada.ask(Method::POST, "/api/v2/proposals", &headers, body)
            .await
    };
    for (content_type, body, expected) in [
        ("text/plain", b"{}".to_vec(), 415),
        ("application/x-www-form-urlencoded", b"a=b".to_vec(), 415),
        ("application/json; charset=utf-16", b"{}".to_vec(), 415),
        ("application/json", b"{".to_vec(), 400),
        ("application/json", b"{} {}".to_vec(), 400),
        ("application/json", b"\xff\xfe".to_vec(), 400),
        (
            "application/json",
            b"{\"comment\": \"\\ud800\"}".to_vec(),
            400,
        ),
        ("application/json", b"{\"comment\": NaN}".to_vec(), 400),
        ("application/json", vec![b' '; 2 * 1024 * 1024 + 1], 413),
        ("application/json", "[".repeat(500_000).into_bytes(), 422),
        ("application/json", b"[]".to_vec(), 422),
        ("application/json", b"null".to_vec(), 422),
        ("application/json", Vec::new(), 422),
    ] {
        let answer = send(content_type, body).await;
        assert_eq!(answer.status, expected, "{}", answer.text());
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    let packed = [
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    let answer = ada
        .ask(Method::POST, "/api/v2/proposals", &packed, b"{}".to_vec())
        .await;
    assert_eq!(answer.status, 415);
    let twice = send(
        "application/json",
        b"{\"comment\": 1, \"comment\": 2}".to_vec(),
    )
    .await;
    assert_eq!(findings(&twice), ["member_twice /comment"]);
}

#[tokio::test]
async fn methods_and_addresses_that_are_none_are_refused_as_problems() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    for (method, address, status, allow) in [
        (
            Method::DELETE,
            "/api/v2/proposals",
            405,
            "GET, HEAD, POST, OPTIONS",
        ),
        (Method::PUT, "/api/v2/me", 405, "GET, HEAD, OPTIONS"),
        (
            Method::GET,
            "/api/v2/proposals/x/decision",
            405,
            "POST, OPTIONS",
        ),
        (Method::GET, "/api/v2", 404, ""),
        (Method::GET, "/api/v2/", 404, ""),
        (Method::POST, "/api/v2/records", 404, ""),
        (
            Method::POST,
            "/api/v2/records/project",
            405,
            "GET, HEAD, OPTIONS",
        ),
        (Method::GET, "/api/v2/records/nothing", 404, ""),
        (Method::GET, "/api/v2/records/project/%00", 404, ""),
        (Method::GET, "/api/v2/records/project/%ff", 404, ""),
        (Method::GET, "/api/v2/records/no%20type/x", 404, ""),
        (Method::GET, "/api/v2/proposals/%00", 404, ""),
    ] {
        let answer = ada.ask(method.clone(), address, &[], Vec::new()).await;
        assert_eq!(answer.status, status, "{method} {address}");
        assert_eq!(answer.header("allow"), allow, "{address}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(body_of(&answer)["status"], status, "{address}");
    }
    let options = |address: &'static str| ada.ask(Method::OPTIONS, address, &[], Vec::new());
    let answer = options("/api/v2/proposals").await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), "");
    let answer = options("/api/v2/records/project/INDIGO-POJ-0001").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(
        answer.header("access-control-allow-headers"),
        "Accept, Content-Type, If-None-Match"
    );
    let head = ada.ask(Method::HEAD, "/api/v2/me", &[], Vec::new()).await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
}

#[tokio::test]
async fn parameters_that_are_not_known_are_refused() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    for (address, expected) in [
        ("/api/v2/me?a=1", vec!["parameter_unknown a"]),
        (
            "/api/v2/proposals?limit=101&whose=mine&state=done&x=1",
            vec![
                "parameter_unknown x",
                "value_not_known whose",
                "value_not_known state",
                "value_not_known limit",
            ],
        ),
        (
            "/api/v2/proposals?limit=1&limit=2",
            vec!["parameter_twice limit"],
        ),
        ("/api/v2/proposals?id=%00", vec!["value_not_known id"]),
    ] {
        assert_eq!(findings(&ada.get(address).await), expected, "{address}");
    }
    let body = json!({"comment": "x", "edits": []});
    let answer = ada.post("/api/v2/proposals?dry_run=yes", &body).await;
    assert_eq!(findings(&answer), ["value_not_known dry_run"]);
}

#[tokio::test]
async fn me_says_who_the_token_is_and_what_it_may() {
    let house = house();
    let program = program(&house, "max@example.org", &[ALL[1]]).await;
    let me = body_of(&program.get("/api/v2/me").await);
    assert_eq!(me["email"], "max@example.org");
    assert_eq!(me["role"], "moderator");
    assert_eq!(me["token"]["scopes"], json!(["propose"]));
    assert_eq!(me["token"]["name"], "a program");
    assert_eq!(me["may"]["propose"], true);
    assert_eq!(me["may"]["decide"], false);
    assert_eq!(me["requests_per_minute"], 600);
    assert!(!me.to_string().contains(program.token.as_deref().unwrap()));
}
