//! Kept answers, tags, and compressed bodies.

use std::sync::atomic::Ordering;

use axum::http::Method;
use indigo_site::SiteConfig;

use crate::{app::App, demo::demo};

#[tokio::test]
async fn an_answer_is_kept_until_the_ledger_moves() {
    let app = App::of(demo());
    let address = "/app/api1/project/INDIGO-POJ-0198";
    let reads = || app.reader.reads.load(Ordering::SeqCst);
    let first = app.get(address).await;
    let second = app.get(address).await;
    assert_eq!(first, second);
    assert_eq!(reads(), 1);
    app.reader.moves();
    assert_eq!(app.get(address).await.body, first.body);
    assert_eq!(reads(), 2);
}

#[tokio::test]
async fn who_has_the_answer_is_told_so() {
    let app = App::of(demo());
    for address in [
        "/",
        "/projects",
        "/projects/INDIGO-POJ-0198",
        "/app/api1/project",
    ] {
        let first = app.get(address).await;
        let etag = first.header("etag").to_owned();
        assert!(etag.starts_with("W/\""), "{address} {etag}");
        assert_eq!(first.header("cache-control"), "no-cache");
        assert_eq!(first.header("vary"), "Accept-Encoding");
        assert_eq!(first.header("content-length"), first.body.len().to_string());
        for known in [etag.clone(), format!("\"x\", {etag}"), "*".to_owned()] {
            let answer = app
                .ask(Method::GET, address, &[("if-none-match", &known)])
                .await;
            assert_eq!(answer.status, 304, "{address} {known}");
            assert!(answer.body.is_empty());
            assert_eq!(answer.header("etag"), etag);
            assert_eq!(answer.header("content-type"), "");
        }
        let other = app
            .ask(Method::GET, address, &[("if-none-match", "W/\"0\"")])
            .await;
        assert_eq!(other.status, 200);
    }
}

#[tokio::test]
async fn bodies_are_compressed_for_those_who_ask() {
    let app = App::of(demo());
    let address = "/projects/INDIGO-POJ-0198";
    let plain = app.get(address).await;
    assert_eq!(plain.header("content-encoding"), "");
    for (accept, encoding) in [("gzip, deflate, br", "br"), ("gzip", "gzip")] {
        for _ in 0..2 {
            let answer = app
                .ask(Method::GET, address, &[("accept-encoding", accept)])
                .await;
            assert_eq!(answer.header("content-encoding"), encoding);
            assert!(answer.body.len() * 3 < plain.body.len());
            assert_eq!(
                answer.header("content-length"),
                answer.body.len().to_string()
            );
            assert_eq!(answer.header("vary"), "Accept-Encoding");
        }
    }
    let archive = app
        .ask(
            Method::GET,
            "/app/all_public_data_file_per_data_type_csv.zip",
            &[("accept-encoding", "gzip, br")],
        )
        .await;
    assert_eq!(archive.header("content-encoding"), "");
}

#[tokio::test]
async fn the_style_sheet_is_kept_for_ever_and_pages_are_light() {
    let app = App::of(demo());
    let page = app.page("/").await;
    let href = page
        .split("<link rel=\"stylesheet\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let sheet = app.get(href).await;
    assert_eq!(sheet.status, 200);
    assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        sheet.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    // Loaded once and kept for ever; what counts is what goes over the wire, with the rules of the
    // charts: a tenth of the 150 kB that a page may weigh with all that it loads.
    let small = app
        .ask(Method::GET, href, &[("accept-encoding", "gzip")])
        .await;
    assert_eq!(small.header("content-encoding"), "gzip");
    assert!(small.body.len() < 15_000, "{}", small.body.len());
    assert!(sheet.body.len() < 40_000, "{}", sheet.body.len());
    assert!(!sheet.text().contains("url(http"));
    for address in [
        "/",
        "/projects",
        "/projects/INDIGO-POJ-0198",
        "/data/dictionary/project",
    ] {
        let answer = app
            .ask(Method::GET, address, &[("accept-encoding", "br")])
            .await;
        assert!(
            answer.body.len() + sheet.body.len() < 150_000,
            "{address} {}",
            answer.body.len()
        );
    }
}

#[tokio::test]
async fn an_address_that_asks_for_pages_without_end_has_to_wait_but_not_for_what_is_kept() {
    let config = SiteConfig {
        behind_proxy: true,
        ..SiteConfig::default()
    };
    let app = App::with(demo(), config);
    let ask = async |method: Method, address: &str, from: &str, accept: &str| {
        let headers = [("x-forwarded-for", from), ("accept", accept)];
        app.ask(method, address, &headers).await
    };
    let get = async |address: &str, from: &str| ask(Method::GET, address, from, "text/html").await;
    assert_eq!(get("/about", "192.0.2.1").await.status, 200);
    // As many as a person opens at once, and more.
    let mut answered = 0;
    let refused = loop {
        let answer = get(&format!("/nothing/{answered}"), "192.0.2.1").await;
        if answer.status == 429 {
            break answer;
        }
        assert_eq!(answer.status, 404);
        answered += 1;
        assert!(answered < 3_000, "nobody was stopped");
    };
    assert!(answered >= 299, "{answered}");
    assert_eq!(refused.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(refused.header("cache-control"), "no-store");
    assert_ne!(refused.header("content-security-policy"), "");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert!(refused.text().contains("Try again in "));
    // What is kept, or costs nothing, is there for them as for all.
    for address in [
        "/about",
        "/healthz",
        "/favicon.svg",
        "/robots.txt",
        "/app/api1/project/INDIGO-POJ-0198",
        "/api/v2/types",
    ] {
        assert_eq!(get(address, "192.0.2.1").await.status, 200, "{address}");
    }
    // Somebody else is not held up, nor is who is on the machine itself.
    assert_eq!(get("/projects", "192.0.2.2").await.status, 200);
    for number in 0..320 {
        let answer = get(&format!("/nothing/{number}"), "127.0.0.1").await;
        assert_eq!(answer.status, 404);
    }
    // Programs are told in their way, also where a password would be tried.
    let mut told = None;
    for number in 0..400 {
        let address = format!("/nothing?password={number}");
        let answer = ask(Method::GET, &address, "192.0.2.1", "application/json").await;
        if answer.status == 429 {
            told = Some(answer);
            break;
        }
    }
    let told = told.unwrap();
    assert_eq!(told.header("content-type"), "application/json");
    assert!(told.text().contains("Too many pages"));
}
