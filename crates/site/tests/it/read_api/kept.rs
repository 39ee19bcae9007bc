//! What is kept, for whom, and how often somebody may ask for what is not.

use std::sync::atomic::Ordering;

use axum::http::Method;
use indigo_site::SiteConfig;

use crate::{
    app::App,
    demo::demo,
    staff::library::{SECRET, house},
    write_api::library::{ALL, Program, program},
};

const RECORD: &str = "/api/v2/records/project/INDIGO-POJ-0198?view=public";

#[tokio::test]
async fn answers_for_everybody_are_kept_until_something_changes() {
    let app = App::of(demo());
    let reads = || app.reader.reads.load(Ordering::SeqCst);
    let first = app.get(RECORD).await;
    assert_eq!(app.get(RECORD).await, first);
    assert_eq!(reads(), 1);
    assert_eq!(
        first.header("vary"),
        "Accept, Accept-Encoding, Authorization"
    );
    assert_eq!(first.header("access-control-allow-origin"), "*");
    app.reader.moves();
    assert_eq!(app.get(RECORD).await.body, first.body);
    assert_eq!(reads(), 2);
}

#[tokio::test]
async fn who_has_an_answer_is_told_so() {
    let app = App::of(demo());
    for address in [
        RECORD,
        "/api/v2/records/project?limit=2",
        "/api/v2/types",
        "/api/v2/types/fund",
        "/api/v2/search?q=home",
        "/api/v2/suggestions?q=home",
        "/api/v2/openapi.json",
    ] {
        let first = app.get(address).await;
        assert_eq!(first.status, 200, "{address}: {}", first.text());
        let etag = first.header("etag").to_owned();
        assert!(etag.starts_with("W/\""), "{address}");
        let again = app
            .ask(Method::GET, address, &[("if-none-match", &etag)])
            .await;
        assert_eq!(again.status, 304, "{address}");
        assert!(again.body.is_empty());
        let head = app.ask(Method::HEAD, address, &[]).await;
        assert_eq!(head.status, 200);
        assert!(head.body.is_empty());
        assert_eq!(head.header("content-length"), first.body.len().to_string());
    }
}

#[tokio::test]
async fn bodies_are_compressed_in_three_ways() {
    let app = App::of(demo());
    let plain = app.get(RECORD).await;
    for encoding in ["br", "gzip", "zstd"] {
        for address in [RECORD, "/api/v2/records/fund.jsonl"] {
            let answer = app
                .ask(Method::GET, address, &[("accept-encoding", encoding)])
                .await;
            assert_eq!(answer.header("content-encoding"), encoding, "{address}");
            assert!(address != RECORD || answer.body.len() < plain.body.len());
        }
    }
}

#[tokio::test]
async fn an_address_that_asks_too_often_has_to_wait_but_not_for_what_is_kept() {
    let config = SiteConfig {
        behind_proxy: true,
        ..SiteConfig::default()
    };
    let app = App::with(demo(), config);
    let ask = async |address: &str, from: &str| {
        app.ask(Method::GET, address, &[("x-forwarded-for", from)])
            .await
    };
    let first = ask(RECORD, "192.0.2.1").await;
    assert_eq!(first.header("ratelimit-policy"), "\"minute\";q=1200;w=60");
    assert_eq!(first.header("ratelimit"), "\"minute\";r=1199");
    let mut refused = None;
    for number in 0..1_400 {
        let answer = ask(&format!("/api/v2/types?{number}"), "192.0.2.1").await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
        assert_eq!(answer.status, 400);
    }
    let refused = refused.unwrap();
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(refused.header("ratelimit"), "\"minute\";r=0");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    // Somebody else may, and what is kept is there for all, without anybody's figures in it.
    assert_eq!(ask("/api/v2/types", "192.0.2.2").await.status, 200);
    let kept = ask(RECORD, "192.0.2.1").await;
    assert_eq!(kept.status, 200);
    assert_eq!(kept.header("ratelimit"), "");
}

#[tokio::test]
async fn answers_with_a_token_and_without_are_never_shared() {
    let house = house();
    let nobody = Program::nobody(&house);
    let somebody = program(&house, "max@example.org", &ALL).await;
    let addresses = [
        "/api/v2/records/project",
        "/api/v2/records/project?where.stage_development__exists=true",
        "/api/v2/records/project/INDIGO-POJ-0001?view=public",
        "/api/v2/types",
        "/api/v2/search?q=homes",
    ];
    for (number, address) in addresses.iter().enumerate() {
        // Whoever comes first.
        if number % 2 == 0 {
            nobody.get(address).await;
        }
        for _ in 0..2 {
            let own = somebody.get(address).await;
            assert_eq!(own.status, 200, "{address}: {}", own.text());
            assert!(own.header("cache-control").contains("no-store"));
            assert_eq!(own.header("access-control-allow-origin"), "", "{address}");
            assert!(own.header("ratelimit").starts_with("\"minute\";r="));
            let open = nobody.get(address).await;
            assert_eq!(open.status, 200, "{address}");
            assert!(!open.header("cache-control").contains("no-store"));
            assert_eq!(open.header("access-control-allow-origin"), "*", "{address}");
            assert_eq!(open.header("ratelimit"), "", "{address}");
            assert!(open.header("vary").contains("Authorization"), "{address}");
        }
    }
    // Here the two see different things.
    let record = "/api/v2/records/project/INDIGO-POJ-0001";
    for _ in 0..2 {
        let own = somebody.get(record).await.text();
        assert!(own.contains(SECRET), "{own}");
        let open = nobody.get(record).await.text();
        assert!(!open.contains(SECRET), "{open}");
        assert_ne!(own, open);
    }
}

#[tokio::test]
async fn a_list_of_a_past_day_costs_more() {
    let config = SiteConfig {
        behind_proxy: true,
        ..SiteConfig::default()
    };
    let app = App::with(demo(), config);
    let from = [("x-forwarded-for", "192.0.2.1")];
    for (address, left) in [
        (
            "/api/v2/records/project?as_of=2024-01-01&where.name__exists=true&limit=0",
            1180,
        ),
        ("/api/v2/records/project.jsonl?as_of=2024-01-01", 1160),
        ("/api/v2/types", 1159),
    ] {
        let answer = app.ask(Method::GET, address, &from).await;
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        let said = format!("\"minute\";r={left}");
        assert_eq!(answer.header("ratelimit"), said, "{address}");
    }
}
