//! Every address: status, content type, the headers that every answer carries.

use axum::http::Method;
use indigo_site::SiteConfig;

use crate::{
    app::{Answer, App},
    demo::demo,
    fake::Fake,
};

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
const CSV: &str = "text/csv; charset=utf-8";
const ZIP: &str = "application/zip";

const EXCEL: &str = "application/vnd.ms-excel";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Address, status, content type.
const ADDRESSES: [(&str, u16, &str); 109] = [
    ("/releases", 200, HTML),
    ("/releases/nothing", 404, HTML),
    ("/releases/nothing/indigo.xlsx", 404, HTML),
    ("/data/catalogue.jsonld", 200, "application/ld+json"),
    ("/data/files/nothing.csv", 404, HTML),
    ("/data/api", 200, HTML),
    ("/", 200, HTML),
    ("/search", 200, HTML),
    ("/search?q=children", 200, HTML),
    ("/suggestions?q=chi", 200, JSON),
    ("/about", 200, HTML),
    ("/data", 200, HTML),
    ("/data/dictionary", 301, ""),
    ("/data/dictionary/project", 200, HTML),
    ("/data/dictionary/organisation", 200, HTML),
    ("/data/dictionary/fund", 200, HTML),
    ("/data/dictionary/pipeline", 200, HTML),
    ("/data/dictionary/assessment_resource", 200, HTML),
    ("/data/dictionary/joining_up_initiative", 200, HTML),
    ("/data/dictionary/project.json", 200, JSON),
    ("/data/dictionary/nothing.json", 404, HTML),
    ("/data/dictionary/nothing", 404, HTML),
    ("/data/reference", 200, HTML),
    ("/data/reference/countries.csv", 200, CSV),
    ("/data/reference/sdg-targets.csv", 200, CSV),
    ("/data/reference/nothing.csv", 404, HTML),
    ("/data/codelists", 200, HTML),
    ("/data/codelists/countries", 200, HTML),
    ("/data/codelists/nothing", 404, HTML),
    ("/projects/details.csv", 200, CSV),
    ("/projects/selection.csv", 200, CSV),
    ("/projects/selection.json", 200, JSON),
    ("/projects/selection.xlsx", 200, XLSX),
    ("/projects/selection.geojson", 200, "application/geo+json"),
    ("/organisations/details.csv", 404, HTML),
    ("/landscape", 200, HTML),
    (
        "/landscape?as_of=2020-01-01&compare=2025-05-31&about=GB",
        200,
        HTML,
    ),
    ("/landscape?as_of=yesterday", 400, HTML),
    ("/landscape.csv", 200, CSV),
    ("/landscape.txt", 200, "text/plain; charset=utf-8"),
    ("/landscape.json", 200, JSON),
    ("/landscape.svg", 200, "image/svg+xml"),
    ("/landscape/sectors.svg", 200, "image/svg+xml"),
    ("/landscape/sectors.csv", 200, CSV),
    ("/landscape/nothing.csv", 404, HTML),
    ("/projects", 200, HTML),
    ("/organisations", 200, HTML),
    ("/funds", 200, HTML),
    ("/pipelines", 200, HTML),
    ("/assessment-resources", 200, HTML),
    ("/joining-up-initiatives", 200, HTML),
    ("/projects/INDIGO-POJ-0198", 200, HTML),
    ("/organisations/INDIGO-ORG-1517", 200, HTML),
    ("/funds/INDIGO-FUND-0012", 200, HTML),
    ("/pipelines/INDIGO-PL-0028", 200, HTML),
    ("/assessment-resources/INDIGO-ARES-9001", 200, HTML),
    ("/joining-up-initiatives/INDIGO-JUI-9001", 200, HTML),
    ("/projects/INDIGO-POJ-9999", 404, HTML),
    ("/projects/", 404, HTML),
    ("/nothing", 404, HTML),
    ("/nothing/at/all", 404, HTML),
    ("/robots.txt", 200, "text/plain; charset=utf-8"),
    ("/sitemap.xml", 200, "application/xml; charset=utf-8"),
    ("/sitemaps/1.xml", 200, "application/xml; charset=utf-8"),
    ("/sitemaps/2.xml", 404, HTML),
    ("/healthz", 200, "text/plain; charset=utf-8"),
    ("/favicon.svg", 200, "image/svg+xml"),
    ("/favicon.ico", 200, "image/svg+xml"),
    ("/assets/site-000000000000.css", 404, HTML),
    ("/app/api1/project", 200, JSON),
    ("/app/api1/project/INDIGO-POJ-0198", 200, JSON),
    ("/app/api1/project/INDIGO-POJ-9999", 404, HTML),
    ("/app/api1/project/", 404, HTML),
    ("/app/api1/project/INDIGO-POJ-0198/", 404, HTML),
    ("/app/api1/nothing", 404, HTML),
    ("/app/api1/nothing/1", 404, HTML),
    ("/app/api1", 404, HTML),
    ("/app", 301, ""),
    ("/app/", 301, ""),
    ("/app/project", 301, ""),
    ("/app/assessment_resource", 301, ""),
    ("/app/project/INDIGO-POJ-0198", 301, ""),
    ("/app/nothing", 404, HTML),
    ("/app/nothing/1", 404, HTML),
    ("/app/project_download", 200, CSV),
    (
        "/app/project_download_social_investment_prototype",
        200,
        CSV,
    ),
    ("/app/organisation_download", 200, CSV),
    ("/app/fund_download", 200, CSV),
    ("/app/pipeline_download", 200, CSV),
    ("/app/assessment_resource_download", 404, HTML),
    ("/app/all_public_data_file_per_data_type_csv.zip", 200, ZIP),
    (
        "/app/pipeline_public_data_file_per_data_type_csv.zip",
        200,
        ZIP,
    ),
    (
        "/app/all_public_data.sqlite",
        200,
        "application/vnd.sqlite3",
    ),
    ("/data/indigo.jsonl", 200, "application/x-ndjson"),
    ("/app/project_download_blank_form", 200, EXCEL),
    ("/app/project_download_data_quality_report", 200, EXCEL),
    ("/app/all_public_data_file_per_record.zip", 200, ZIP),
    ("/app/pipeline_public_data_file_per_record.zip", 200, ZIP),
    ("/app/fund_download_blank_form", 404, HTML),
    ("/app/project/INDIGO-POJ-0198/download_form", 200, EXCEL),
    ("/app/project/INDIGO-POJ-9999/download_form", 404, HTML),
    (
        "/app/assessment_resource/INDIGO-ARES-0001/download_form",
        404,
        HTML,
    ),
    ("/check", 200, HTML),
    ("/quality", 200, HTML),
    ("/quality.csv", 200, CSV),
    ("/quality/trend.csv", 200, CSV),
    ("/projects/workbook.xlsx", 200, XLSX),
    ("/projects/INDIGO-POJ-0198/workbook.xlsx", 200, XLSX),
    ("/nothing/workbook.xlsx", 404, HTML),
];

fn assert_secure(address: &str, answer: &Answer) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{address} {name}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none';"), "{address}");
    assert!(!policy.contains("unsafe"), "{address}");
    assert!(answer.header("permissions-policy").contains("camera=()"));
    assert_ne!(answer.header("cache-control"), "", "{address}");
    assert_eq!(answer.header("set-cookie"), "", "{address}");
}

#[tokio::test]
async fn every_address_answers() {
    let app = App::of(demo());
    for (address, status, content_type) in ADDRESSES {
        // Twice: rendered, and from the cache.
        for round in 0..2 {
            let answer = app.get(address).await;
            assert_eq!(answer.status, status, "{address} {round}");
            assert_eq!(answer.header("content-type"), content_type, "{address}");
            assert_secure(address, &answer);
        }
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let app = App::of(demo());
    for (address, status, _) in ADDRESSES {
        let head = app.ask(Method::HEAD, address, &[]).await;
        let get = app.get(address).await;
        assert_eq!(head.status, status, "{address}");
        assert!(head.body.is_empty(), "{address}");
        for name in ["content-type", "content-disposition", "etag", "location"] {
            assert_eq!(head.header(name), get.header(name), "{address} {name}");
        }
        if !head.header("content-length").is_empty() && status != 301 {
            let length = get.body.len().to_string();
            assert_eq!(head.header("content-length"), length, "{address}");
        }
        assert_secure(address, &head);
    }
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let app = App::of(demo());
    for address in [
        "/app/api1/project",
        "/app/api1/project/INDIGO-POJ-0198",
        "/app/project_download",
        "/data/indigo.jsonl",
    ] {
        let options = app.ask(Method::OPTIONS, address, &[]).await;
        assert_eq!(options.status, 200, "{address}");
        assert_eq!(options.header("allow"), "GET, HEAD, OPTIONS");
        assert_eq!(options.header("access-control-allow-origin"), "*");
        assert_eq!(
            options.header("access-control-allow-methods"),
            "GET, HEAD, OPTIONS"
        );
        assert!(options.body.is_empty());
        assert_secure(address, &options);
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let answer = app.ask(method, address, &[]).await;
            assert_eq!(answer.status, 405, "{address}");
            assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS");
            assert_secure(address, &answer);
        }
        let get = app.get(address).await;
        assert_eq!(get.header("access-control-allow-origin"), "*", "{address}");
    }
    let page = app.ask(Method::POST, "/projects", &[]).await;
    assert_eq!(page.status, 405);
    assert!(page.header("allow").contains("GET"));
    assert_secure("/projects", &page);
}

#[tokio::test]
async fn old_addresses_lead_to_ours() {
    let app = App::of(demo());
    for (old, ours) in [
        ("/app", "/"),
        ("/app/", "/"),
        ("/app/project", "/projects"),
        ("/app/joining_up_initiative", "/joining-up-initiatives"),
        ("/app/project/INDIGO-POJ-0198", "/projects/INDIGO-POJ-0198"),
        ("/app/fund/a%20b%2Fc", "/funds/a%20b%2Fc"),
        ("/data/dictionary", "/data#dictionary"),
    ] {
        let answer = app.get(old).await;
        assert_eq!(answer.status, 301, "{old}");
        assert_eq!(answer.header("location"), ours, "{old}");
    }
}

#[tokio::test]
async fn downloads_have_their_names() {
    let app = App::of(demo());
    for (address, disposition) in [
        (
            "/app/project_download",
            "attachment; filename=\"projects.csv\"",
        ),
        (
            "/app/project_download_social_investment_prototype",
            "attachment; filename=\"projects.csv\"",
        ),
        (
            "/app/organisation_download",
            "attachment; filename=\"organisations.csv\"",
        ),
        ("/app/fund_download", "attachment; filename=\"funds.csv\""),
        (
            "/app/pipeline_download",
            "attachment; filename=\"pipelines.csv\"",
        ),
        (
            "/app/all_public_data_file_per_data_type_csv.zip",
            "attachment; filename=all_data_per_data_type_csv.zip",
        ),
        (
            "/app/pipeline_public_data_file_per_data_type_csv.zip",
            "attachment; filename=pipeline_data_per_data_type_csv.zip",
        ),
        (
            "/app/all_public_data.sqlite",
            "attachment; filename=all_data.sqlite",
        ),
        (
            "/data/indigo.jsonl",
            "attachment; filename=\"indigo.jsonl\"",
        ),
    ] {
        let answer = app.get(address).await;
        assert_eq!(
            answer.header("content-disposition"),
            disposition,
            "{address}"
        );
        assert!(answer.text().starts_with("content of "), "{address}");
        let etag = answer.header("etag").to_owned();
        let again = app
            .ask(Method::GET, address, &[("if-none-match", &etag)])
            .await;
        assert_eq!(again.status, 304, "{address}");
        app.reader.moves();
        let newer = app
            .ask(Method::GET, address, &[("if-none-match", &etag)])
            .await;
        assert_eq!(newer.status, 304, "{address}: the bytes are what they were");
        let other = app
            .ask(Method::GET, address, &[("if-none-match", "W/\"0\"")])
            .await;
        assert_eq!(other.status, 200, "{address}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_helpfully() {
    let app = App::of(demo());
    let page = app.get("/projects/indigo-poj-0198").await.text();
    assert!(
        page.contains("href=\"/projects/INDIGO-POJ-0198\""),
        "{page}"
    );
    assert!(page.contains("name=\"q\""));
    let json = app
        .ask(
            Method::GET,
            "/app/api1/project/INDIGO-POJ-9999",
            &[("accept", "application/json")],
        )
        .await;
    assert_eq!(json.status, 404);
    assert_eq!(json.header("content-type"), JSON);
    assert!(json.text().contains("no public record"));
}

#[tokio::test]
async fn a_record_that_is_not_public_cannot_be_told_from_none() {
    let mut fake = demo();
    fake.records["project"].insert("INDIGO-POJ-9990".to_owned(), None);
    let app = App::of(fake);
    for prefix in ["/projects", "/app/api1/project"] {
        let hidden = app.get(&format!("{prefix}/INDIGO-POJ-9990")).await;
        let unknown = app.get(&format!("{prefix}/INDIGO-POJ-9991")).await;
        assert_eq!(hidden.status, 404);
        assert_eq!(
            hidden.text().replace("9990", "9991"),
            unknown.text(),
            "{prefix}"
        );
    }
}

#[tokio::test]
async fn faults_on_our_side_have_a_number_and_no_details() {
    let mut fake = Fake::empty();
    fake.broken = true;
    let app = App::of(fake);
    for address in [
        "/",
        "/projects",
        "/projects/1",
        "/app/api1/project",
        "/app/project_download",
    ] {
        let answer = app.get(address).await;
        assert_eq!(answer.status, 500, "{address}");
        assert_eq!(answer.header("cache-control"), "no-store");
        let id = answer.header("x-request-id").to_owned();
        assert!(answer.text().contains(&id) && !id.is_empty(), "{address}");
        assert!(!answer.text().contains("secret"), "{address}");
    }
    let json = app
        .ask(
            Method::GET,
            "/app/api1/project",
            &[("accept", "application/json")],
        )
        .await;
    assert_eq!(json.header("content-type"), JSON);
}

#[tokio::test]
async fn addresses_are_absolute_where_they_have_to_be() {
    let config = SiteConfig {
        base_url: Some("https://indigo.example.org/".to_owned()),
        demo: true,
        ..SiteConfig::default()
    };
    let app = App::with(demo(), config);
    let map = app.get("/sitemap.xml").await.text();
    assert!(map.contains("<loc>https://indigo.example.org/projects/INDIGO-POJ-0198</loc>"));
    assert!(
        app.get("/robots.txt")
            .await
            .text()
            .contains("https://indigo.example.org/sitemap.xml")
    );
    let page = app.page("/projects/INDIGO-POJ-0198").await;
    assert!(page.contains(
        "<link rel=\"canonical\" href=\"https://indigo.example.org/projects/INDIGO-POJ-0198\">"
    ));
    assert!(page.contains("demonstration"));
    let without = App::of(demo());
    let map = without
        .ask(Method::GET, "/sitemap.xml", &[("host", "a.example:8080")])
        .await;
    assert!(map.text().contains("<loc>http://a.example:8080/</loc>"));
    let other = without
        .ask(Method::GET, "/sitemap.xml", &[("host", "b.example")])
        .await;
    assert!(other.text().contains("<loc>http://b.example/</loc>"));
    // No page that holds the host that was asked is kept for those who ask another.
    for host in ["a.example", "b.example"] {
        let page = without
            .ask(Method::GET, "/data", &[("host", host)])
            .await
            .text();
        assert!(page.contains(&format!("http://{host}/data")), "{host}");
    }
}
