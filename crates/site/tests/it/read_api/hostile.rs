//! Addresses that ask for what there is not: each a plain answer that names it.

use axum::http::Method;
use serde_json::Value;

use super::library::read;
use crate::{app::App, demo::demo};

/// An address, what is wrong with it, the parameter, and what was meant.
const WRONG: [(&str, &str, &str, &str); 51] = [
    (
        "records/project?where.stage_developement=x",
        "field_unknown",
        "where.stage_developement",
        "stage_development",
    ),
    (
        "records/project?where.policy_sector=x",
        "field_unknown",
        "where.policy_sector",
        "purpose_and_classifications.policy_sector",
    ),
    ("records/project?where.=x", "field_unknown", "where.", ""),
    (
        "records/project?where.status=PUBLIC",
        "field_unknown",
        "where.status",
        "",
    ),
    (
        "records/project?where.outcome_metrics=1",
        "operator_unknown",
        "where.outcome_metrics",
        "where.outcome_metrics__exists",
    ),
    // What none of a closed set is, by a filter …
    (
        "records/project?country=Atlantis",
        "value_not_known",
        "country",
        "",
    ),
    (
        "records/project?stage=Implementaton",
        "value_not_known",
        "stage",
        "Implementation",
    ),
    (
        "records/project.jsonl?results=maybe",
        "value_not_known",
        "results",
        "",
    ),
    (
        "records/project?people=100-501",
        "value_not_known",
        "people",
        "100-500",
    ),
    (
        "records/project?region=Europa",
        "value_not_known",
        "region",
        "Europe",
    ),
    (
        "records/organisation?role=Investr",
        "value_not_known",
        "role",
        "Investor",
    ),
    (
        "records/project?as_of=2025-01-01&prices=1",
        "value_not_known",
        "prices",
        "",
    ),
    // … and of a codelist, by a field.
    (
        "records/project?where.stage_development=Implementaton",
        "value_not_known",
        "where.stage_development",
        "Implementation",
    ),
    (
        "records/project?where.stage_development__in=Complete,Done",
        "value_not_known",
        "where.stage_development__in",
        "",
    ),
    // A long name is told whole.
    (
        "records/project?where.outcome_metrics.targeted_number_of_service_users_or_beneficiaries_total__gte=many",
        "value_not_known",
        "where.outcome_metrics.targeted_number_of_service_users_or_beneficiaries_total__gte",
        "",
    ),
    (
        "records/project?where.outcome_metrics__gte=1",
        "operator_unknown",
        "where.outcome_metrics__gte",
        "where.outcome_metrics__exists",
    ),
    (
        "records/project?where.stage_development__equals=x",
        "operator_unknown",
        "where.stage_development__equals",
        "",
    ),
    (
        "records/project?where.stage_development__gte=x",
        "operator_unknown",
        "where.stage_development__gte",
        "",
    ),
    (
        "records/project?where.stage_development__contain=x",
        "operator_unknown",
        "where.stage_development__contain",
        "contains",
    ),
    (
        "records/project?where.dates.start_date_of_service_provision__gte=soon",
        "value_not_known",
        "where.dates.start_date_of_service_provision__gte",
        "",
    ),
    (
        "records/project?where.dates.start_date_of_service_provision=2019-02-30",
        "value_not_known",
        "where.dates.start_date_of_service_provision",
        "",
    ),
    (
        "records/project?where.capital_usd__gte=NaN",
        "value_not_known",
        "where.capital_usd__gte",
        "",
    ),
    (
        "records/project?where.stage_development__exists=yes",
        "value_not_known",
        "where.stage_development__exists",
        "",
    ),
    (
        "records/project?stage_development=x",
        "parameter_unknown",
        "stage_development",
        "where.stage_development",
    ),
    (
        "records/project?sectr=x",
        "parameter_unknown",
        "sectr",
        "sector",
    ),
    ("records/project?page=2", "parameter_unknown", "page", ""),
    ("records/project?limit=1001", "value_not_known", "limit", ""),
    ("records/project?limit=-1", "value_not_known", "limit", ""),
    (
        "records/project?limit=99999999999999999999",
        "value_not_known",
        "limit",
        "",
    ),
    (
        "records/project?limit=2&limit=3",
        "parameter_twice",
        "limit",
        "",
    ),
    ("records/project?cursor=x", "cursor_unknown", "cursor", ""),
    ("records/project?cursor=", "cursor_unknown", "cursor", ""),
    (
        "records/project?cursor=WyJhIiwiYiIsImMiLDFd",
        "cursor_of_another_request",
        "cursor",
        "",
    ),
    ("records/project?sort=nam", "field_unknown", "sort", "name"),
    (
        "records/project?sort=stage_development",
        "field_not_sortable",
        "sort",
        "",
    ),
    ("records/project?sort=best", "nothing_to_match", "sort", ""),
    (
        "records/project?facets=sector,contry",
        "facet_unknown",
        "facets",
        "country",
    ),
    (
        "records/project?fields=naem",
        "field_unknown",
        "fields",
        "name",
    ),
    (
        "records/project?include=organisation_s",
        "include_unknown",
        "include",
        "organisations",
    ),
    (
        "records/project?as_of=2025-02-30",
        "value_not_known",
        "as_of",
        "",
    ),
    (
        "records/project?as_of=2020-01-01&q=home",
        "parameter_not_here",
        "as_of",
        "",
    ),
    (
        "records/project?changed_since=yesterday",
        "value_not_known",
        "changed_since",
        "",
    ),
    ("records/project?q=a%00b", "value_not_text", "q", ""),
    ("records/project?q=%ff", "value_not_text", "q", ""),
    (
        "records/project.jsonl?limit=5",
        "parameter_not_here",
        "limit",
        "",
    ),
    (
        "records/project.jsonl?include=organisations",
        "parameter_not_here",
        "include",
        "",
    ),
    (
        "records/project/INDIGO-POJ-0198?view=public&limit=2",
        "parameter_unknown",
        "limit",
        "",
    ),
    ("search", "parameter_missing", "q", ""),
    (
        "search?q=a&type=projct",
        "value_not_known",
        "type",
        "project",
    ),
    ("suggestions?q=a&limit=21", "value_not_known", "limit", ""),
    ("types?counts=true", "parameter_unknown", "counts", ""),
];

#[tokio::test]
async fn what_is_wrong_is_named_with_what_was_meant() {
    let app = App::of(demo());
    for (address, code, parameter, meant) in WRONG {
        let answer = app.get(&format!("/api/v2/{address}")).await;
        assert_eq!(answer.status, 400, "{address}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let problem = read(&answer);
        assert_eq!(problem["type"], "urn:indigo:problem:misasked");
        let finding = &problem["findings"][0];
        assert_eq!(finding["code"], code, "{address} {problem:#}");
        assert_eq!(finding["parameter"], parameter, "{address}");
        if !meant.is_empty() {
            let names = finding["meant"].as_array().cloned().unwrap_or_default();
            assert!(names.contains(&Value::from(meant)), "{address} {problem:#}");
            assert!(finding["message"].as_str().unwrap().contains(meant));
        }
    }
}

#[tokio::test]
async fn long_and_odd_addresses_break_nothing() {
    let app = App::of(demo());
    let long = "a".repeat(5_000);
    for (address, status) in [
        (format!("records/project?q={long}"), 400),
        (format!("records/project?where.{long}=1"), 400),
        (format!("records/{long}"), 404),
        (format!("records/project/{long}?view=public"), 404),
        ("records/project/%00?view=public".to_owned(), 404),
        ("records/nothing".to_owned(), 404),
        ("records/nothing.jsonl".to_owned(), 404),
        ("types/nothing".to_owned(), 404),
        ("records/project?q=".to_owned(), 200),
        ("records/project?q=%22%27*)(".to_owned(), 200),
        (
            format!("records/project?where.name__in={}", "a,".repeat(1_900)),
            200,
        ),
        ("records/project?limit=0".to_owned(), 200),
        // Of names and ids there may be others tomorrow.
        ("records/project?payer=INDIGO-ORG-9999".to_owned(), 200),
        ("records/project?start=1890".to_owned(), 200),
        ("records/project?where.name=nobody".to_owned(), 200),
        ("search?q=".to_owned(), 200),
        ("suggestions?q=".to_owned(), 200),
        (
            format!("records/project?{}", "where.name__ne=x&".repeat(51)),
            400,
        ),
    ] {
        let answer = app.get(&format!("/api/v2/{address}")).await;
        assert_eq!(
            answer.status,
            status,
            "{:.80}: {:.300}",
            address,
            answer.text()
        );
    }
}

#[tokio::test]
async fn other_methods_are_told_what_there_is() {
    let app = App::of(demo());
    for address in [
        "records/project",
        "records/project.jsonl",
        "search",
        "types",
        "types/fund",
    ] {
        let address = format!("/api/v2/{address}");
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let answer = app.ask(method, &address, &[]).await;
            assert_eq!(answer.status, 405, "{address}");
            assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS");
            assert_eq!(answer.header("content-type"), "application/problem+json");
        }
        let answer = app
            .ask(
                Method::OPTIONS,
                &address,
                &[("origin", "https://a.example")],
            )
            .await;
        assert_eq!(answer.status, 204);
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(
            answer.header("access-control-allow-methods"),
            "GET, HEAD, OPTIONS"
        );
        let exposed = answer.header("access-control-expose-headers");
        for name in [
            "ETag",
            "Link",
            "RateLimit",
            "RateLimit-Policy",
            "X-Request-Id",
        ] {
            assert!(exposed.split(", ").any(|one| one == name), "{exposed}");
        }
        assert!(
            !answer
                .header("access-control-allow-headers")
                .contains("Authorization")
        );
    }
}
