//! Conditions, against a plain loop over the records.

use serde_json::Value;

use super::library::{body, ids, public, values};
use crate::{app::App, demo::demo};

const STAGE: &str = "stage_development.value";
const SECTOR: &str = "purpose_and_classifications.policy_sector.value";
const USERS: &str =
    "service_and_beneficiaries.targeted_number_service_users_or_beneficiaries_total.value";
const CAPITAL: &str = "overall_project_finance.total_investment_commitment.amount.exact.value";
const START: &str = "dates.start_date_of_service_provision.value";
const METRIC_USERS: &str =
    "outcome_metrics.targeted_number_of_service_users_or_beneficiaries_total.value";
const PERIOD: &str = "results.period.start_date.value";
const COUNTRY: &str = "delivery_locations.location_country.value";

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_lowercase()
}

/// A date as the day on which it begins.
fn begin(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    format!("{text}{}", &"0000-01-01"[text.len().min(10)..])
}

/// A condition in the address, the field, and the same as a question about its values.
type Case = (&'static str, &'static str, fn(&[&Value]) -> bool);

const CASES: [Case; 24] = [
    ("where.stage_development=implementation", STAGE, |v| {
        v.iter().any(|v| text(v) == "implementation")
    }),
    ("where.stage_development.value=Implementation", STAGE, |v| {
        v.iter().any(|v| text(v) == "implementation")
    }),
    ("where.stage_development__eq=COMPLETE", STAGE, |v| {
        v.iter().any(|v| text(v) == "complete")
    }),
    ("where.stage_development__ne=Complete", STAGE, |v| {
        !v.is_empty() && v.iter().all(|v| text(v) != "complete")
    }),
    (
        "where.stage_development__in=Complete,Contracted",
        STAGE,
        |v| {
            v.iter()
                .any(|v| ["complete", "contracted"].contains(&text(v).as_str()))
        },
    ),
    (
        "where.stage_development=Complete&where.stage_development=Contracted",
        STAGE,
        |v| {
            v.iter()
                .any(|v| ["complete", "contracted"].contains(&text(v).as_str()))
        },
    ),
    (
        "where.purpose_and_classifications.policy_sector__contains=FAMILY",
        SECTOR,
        |v| v.iter().any(|v| text(v).contains("family")),
    ),
    (
        "where.outcome_metrics.targeted_number_of_service_users_or_beneficiaries_total__exists=true",
        METRIC_USERS,
        |v| !v.is_empty(),
    ),
    (
        "where.outcome_metrics.targeted_number_of_service_users_or_beneficiaries_total__exists=false",
        METRIC_USERS,
        |v| v.is_empty(),
    ),
    (
        "where.outcome_metrics.targeted_number_of_service_users_or_beneficiaries_total__gte=500",
        METRIC_USERS,
        |v| v.iter().any(|v| number(v) >= 500.0),
    ),
    (
        "where.outcome_metrics.targeted_number_of_service_users_or_beneficiaries_total__lt=100",
        METRIC_USERS,
        |v| v.iter().any(|v| number(v) < 100.0),
    ),
    (
        "where.service_and_beneficiaries.targeted_number_service_users_or_beneficiaries_total=900",
        USERS,
        |v| v.iter().any(|v| (number(v) - 900.0).abs() < 1e-9),
    ),
    (
        "where.service_and_beneficiaries.targeted_number_service_users_or_beneficiaries_total__ne=900.0",
        USERS,
        |v| !v.is_empty() && v.iter().all(|v| (number(v) - 900.0).abs() > 1e-9),
    ),
    (
        "where.service_and_beneficiaries.targeted_number_service_users_or_beneficiaries_total__in=900,1000",
        USERS,
        |v| v.iter().any(|v| [900.0, 1000.0].contains(&number(v))),
    ),
    (
        "where.overall_project_finance.total_investment_commitment.amount.exact__gt=1e6",
        CAPITAL,
        |v| v.iter().any(|v| number(v) > 1e6),
    ),
    (
        "where.overall_project_finance.total_investment_commitment.amount.exact__lte=1000000",
        CAPITAL,
        |v| v.iter().any(|v| number(v) <= 1e6),
    ),
    (
        "where.dates.start_date_of_service_provision__gte=2017-06",
        START,
        |v| v.iter().any(|v| begin(v).as_str() >= "2017-06-01"),
    ),
    (
        "where.dates.start_date_of_service_provision__gt=2017",
        START,
        |v| v.iter().any(|v| begin(v).as_str() > "2017-12-31"),
    ),
    (
        "where.dates.start_date_of_service_provision__lt=2017",
        START,
        |v| v.iter().any(|v| begin(v).as_str() < "2017-01-01"),
    ),
    (
        "where.dates.start_date_of_service_provision__lte=2017",
        START,
        |v| v.iter().any(|v| begin(v).as_str() <= "2017-12-31"),
    ),
    (
        "where.dates.start_date_of_service_provision=2017",
        START,
        |v| {
            v.iter()
                .any(|v| v.as_str().is_some_and(|v| v.starts_with("2017")))
        },
    ),
    (
        "where.dates.start_date_of_service_provision__ne=2017",
        START,
        |v| {
            !v.is_empty()
                && !v
                    .iter()
                    .any(|v| v.as_str().is_some_and(|v| v.starts_with("2017")))
        },
    ),
    (
        "where.results.period.start_date__exists=true",
        PERIOD,
        |v| !v.is_empty(),
    ),
    ("country=GB", COUNTRY, |v| v.iter().any(|v| text(v) == "gb")),
];

#[tokio::test]
async fn every_operator_agrees_with_a_plain_loop() {
    let app = App::of(demo());
    let records = public(&app, "project");
    for (condition, field, passes) in CASES {
        let keys: Vec<&str> = field.split('.').collect();
        let expected: Vec<String> = records
            .iter()
            .filter(|(_, data)| passes(&values(data, &keys)))
            .map(|(id, _)| id.clone())
            .collect();
        let found = body(
            &app,
            &format!("/api/v2/records/project?limit=1000&{condition}"),
        )
        .await;
        assert_eq!(ids(&found), expected, "{condition}");
        assert_eq!(found["total"], expected.len(), "{condition}");
        // A condition that all pass or none would show nothing.
        assert!((1..records.len()).contains(&expected.len()), "{condition}");
    }
}

#[tokio::test]
async fn conditions_hold_together_with_filters_and_words() {
    let app = App::of(demo());
    let ask =
        async |query: &str| ids(&body(&app, &format!("/api/v2/records/project?{query}")).await);
    let all = ask("where.stage_development=Complete&where.dates.start_date_of_service_provision__lt=2016&country=GB").await;
    let one = ask("where.stage_development=Complete").await;
    let two = ask("where.dates.start_date_of_service_provision__lt=2016").await;
    let three = ask("country=gb").await;
    let expected: Vec<String> = one
        .into_iter()
        .filter(|id| two.contains(id) && three.contains(id))
        .collect();
    assert!(!expected.is_empty());
    assert_eq!(all, expected);
    let by_words = ask("q=homelessness&sort=id").await;
    let both = ask("q=homelessness&sort=id&country=GB").await;
    assert!(
        !both.is_empty()
            && both
                .iter()
                .all(|id| by_words.contains(id) && three.contains(id))
    );
}

#[tokio::test]
async fn every_field_of_every_type_can_be_asked_for() {
    let app = App::of(demo());
    for record_type in app.reader.records.keys() {
        let records = public(&app, record_type);
        let address = format!("/api/v2/types/{record_type}?counts=true");
        let told = body(&app, &address).await;
        assert_eq!(told["records"], records.len());
        for field in told["fields"].as_array().unwrap() {
            let name = field["name"].as_str().unwrap();
            let filled = field["filled"].as_u64().unwrap();
            let there = body(
                &app,
                &format!("/api/v2/records/{record_type}?limit=0&where.{name}__exists=true"),
            )
            .await;
            assert_eq!(there["total"], filled, "{record_type} {name}");
            if ["id", "updated"].contains(&name)
                || field["title"].is_null()
                || !field["list"].is_string()
            {
                continue;
            }
            let keys: Vec<&str> = name.split('.').collect();
            let with_value: Vec<&str> = keys.iter().copied().chain(["value"]).collect();
            let by_loop = records
                .iter()
                .filter(|(_, data)| {
                    !values(data, &keys).is_empty() || !values(data, &with_value).is_empty()
                })
                .count();
            assert_eq!(filled, by_loop as u64, "{record_type} {name}");
        }
    }
}

#[tokio::test]
async fn facets_count_as_if_nothing_were_chosen_of_them() {
    let app = App::of(demo());
    let address = "/api/v2/records/project?limit=0&facets=stage,country&stage=Complete&country=GB";
    let told = body(&app, address).await;
    let records = public(&app, "project");
    let count = |stage: Option<&str>, country: Option<&str>| {
        let has = |data: &Value, field: &str, wanted: Option<&str>| {
            let keys: Vec<&str> = field.split('.').collect();
            wanted.is_none_or(|wanted| values(data, &keys).iter().any(|v| **v == wanted))
        };
        let passing = records
            .iter()
            .filter(|(_, data)| has(data, STAGE, stage) && has(data, COUNTRY, country));
        passing.count() as u64
    };
    for (name, choose) in [
        (
            "stage",
            (|v| (Some(v), Some("GB"))) as fn(&str) -> (Option<&str>, Option<&str>),
        ),
        ("country", |v| (Some("Complete"), Some(v))),
    ] {
        let values = told["facets"][name].as_array().unwrap();
        assert!(values.len() > 1, "{name}");
        for value in values {
            let (stage, country) = choose(value["value"].as_str().unwrap());
            assert_eq!(value["count"], count(stage, country), "{name} {value}");
        }
        let counts: Vec<u64> = values
            .iter()
            .map(|v| v["count"].as_u64().unwrap())
            .collect();
        assert!(counts.is_sorted_by(|a, b| a >= b), "{name}");
    }
    assert_eq!(told["total"], count(Some("Complete"), Some("GB")));
}

#[tokio::test]
async fn a_field_read_once_is_not_read_again_before_something_changes() {
    use std::sync::atomic::Ordering;
    let app = App::of(demo());
    let reads = || app.reader.reads.load(Ordering::SeqCst);
    let address =
        |value: &str| format!("/api/v2/records/project?limit=0&where.stage_development={value}");
    body(&app, &address("Complete")).await;
    let first = reads();
    assert!(first >= 40, "{first}");
    body(&app, &address("Implementation")).await;
    assert_eq!(reads(), first);
}
