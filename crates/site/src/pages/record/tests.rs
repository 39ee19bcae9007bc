//! A record page from a small reader, as its readers get it.

use std::sync::Arc;

use axum::{body::to_bytes, http::Request};
use indexmap::IndexMap;
use indigo_publish::Card;
use indigo_registry::{
    Catalogue, CheckFile, CheckLimits, CheckReport, Download, DownloadFile, Entry, Mention,
    PublicRecord, ReadError, Reader, SearchAsked, SearchFound,
};
use indigo_standard::Standard;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::{SiteConfig, router};

/// One project and one organisation.
struct One {
    standard: Standard,
    project: Value,
    row_sources: Vec<(&'static str, &'static str)>,
}

impl One {
    fn of(project: Value) -> Self {
        Self {
            standard: Standard::builtin().unwrap(),
            project,
            row_sources: Vec::new(),
        }
    }
}

fn entry(id: &str, name: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        updated: "2024-03-03T10:00:00Z".to_owned(),
        card: Card {
            name: name.to_owned(),
            ..Card::default()
        },
    }
}

impl Reader for One {
    fn standard(&self) -> &Standard {
        &self.standard
    }
    fn position(&self) -> Result<i64, ReadError> {
        Ok(1)
    }
    fn catalogue(&self) -> Result<Arc<Catalogue>, ReadError> {
        let mut types = IndexMap::new();
        for one in self.standard.types() {
            let entries = match one.id.as_str() {
                "project" => vec![entry("INDIGO-POJ-0001", "Chances")],
                "organisation" => vec![entry("INDIGO-ORG-0001", "Town & Council")],
                _ => Vec::new(),
            };
            types.insert(one.id.clone(), entries);
        }
        Ok(Arc::new(Catalogue { position: 1, types }))
    }
    fn ids(&self, _: &str) -> Result<Vec<(String, bool)>, ReadError> {
        Ok(Vec::new())
    }
    fn record(&self, kind: &str, id: &str) -> Result<Option<PublicRecord>, ReadError> {
        let data = match kind {
            "project" => &self.project,
            "organisation" => &json!({"name": {"value": "Town & Council"}}),
            _ => return Ok(None),
        };
        Ok(Some(PublicRecord {
            id: id.to_owned(),
            api_text: data.to_string(),
            row_sources: self
                .row_sources
                .iter()
                .map(|(at, ids)| ((*at).to_owned(), (*ids).to_owned()))
                .collect(),
            flags: Vec::new(),
            updated: "2024-03-03T10:00:00Z".to_owned(),
        }))
    }
    fn sandboxes(
        &self,
        _: &str,
        _: &str,
        _: &str,
    ) -> Result<Option<Vec<(String, String)>>, ReadError> {
        Ok(None)
    }
    fn mentions(&self, kind: &str, _: &str) -> Result<Vec<Mention>, ReadError> {
        let mention = Mention {
            record_type: "project".to_owned(),
            id: "INDIGO-POJ-0001".to_owned(),
            list: "/service_provisions".to_owned(),
            field: "/organisation_id/value".to_owned(),
        };
        Ok(Vec::from_iter((kind == "organisation").then_some(mention)))
    }
    fn search(&self, _: &SearchAsked) -> Result<SearchFound, ReadError> {
        Ok(SearchFound::default())
    }
    fn download(&self, _: &Download) -> Result<DownloadFile, ReadError> {
        Err(ReadError::Build("not here".to_owned()))
    }
    fn check(&self, _: &[CheckFile], _: &CheckLimits) -> Result<CheckReport, ReadError> {
        Err(ReadError::Check("not here".to_owned()))
    }
}

async fn page(reader: One, path: &str) -> String {
    let request = Request::get(path).body(axum::body::Body::empty()).unwrap();
    let response = router(Arc::new(reader), SiteConfig::default())
        .oneshot(request)
        .await
        .unwrap();
    assert_eq!(response.status(), 200, "{path}");
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(body.to_vec())
        .unwrap()
        .replace('\u{a0}', " ")
}

async fn project(data: Value) -> String {
    page(One::of(data), "/projects/INDIGO-POJ-0001").await
}

fn has(page: &str, wanted: &str) {
    assert!(page.contains(wanted), "{wanted} is not in:\n{page}");
}

#[tokio::test]
async fn the_sentence_says_what_is_known_and_nothing_else() {
    let told = project(json!({
        "name": {"value": "Chances"},
        "stage_development": {"value": "Complete"},
        "dates": {"start_date_of_service_provision": {"value": "2017-03"}},
        "overall_project_finance": {"maximum_potential_outcome_payment_v2":
            {"currency": {"value": "GBP"}, "amount": {"value": 2_106_000}}},
        "outcome_payment_commitments": [
            {"organisation_id": {"value": "INDIGO-ORG-0001, INDIGO-ORG-9"}}],
    }))
    .await;
    has(&told, "Town &#38; Council was to pay");
    has(&told, "March 2017");
    has(&told, "up to £2.1 million");
    let untold = project(json!({"name": {"value": "Chances"}})).await;
    assert!(!untold.contains("class=\"lead\""), "{untold}");
    has(&untold, "Nothing is recorded for");
}

#[tokio::test]
async fn results_stand_beside_their_targets() {
    let told = project(json!({
        "name": {"value": "Chances"},
        "outcome_metrics": [
            {"id": "m1", "definition": {"value": "Jobs kept"},
             "targeted_number_of_service_users_or_beneficiaries_total": {"value": 4800},
             "unit_type_of_targeted_service_users_or_beneficiaries": {"value": "Individual"}},
            {"id": "m2", "definition": {"value": "Exams"}}],
        "results": [
            {"outcome_metric_id": {"value": "m1"}, "outcomes_achieved": {"value": "0"}},
            {"outcome_metric_id": {"value": "m9"}, "outcomes_achieved": {"value": "about <b>half"}}],
    }))
    .await;
    has(&told, "Results against targets");
    has(
        &told,
        "<td><span class=\"n\">4,800</span></td><td>people</td>",
    );
    has(&told, "<span class=\"n\">0</span>");
    has(&told, "m9 <small>(not in this record)</small>");
    has(&told, "about &#60;b&#62;half");
    has(&told, "href=\"#outcome_metrics-m1\"");
    has(&told, "1 metric has neither a target nor a result.");
}

#[tokio::test]
async fn kept_back_looks_different_from_not_known_and_from_zero() {
    let told = project(json!({
        "name": {"value": "Chances"},
        "dates": {"outcomes_contract_signed": null, "start_date_of_service_provision": {"value": null}},
        "service_and_beneficiaries":
            {"targeted_number_service_users_or_beneficiaries_total": {"value": 0}},
    }))
    .await;
    has(
        &told,
        "<span class=\"not-public\">Not public</span>: date outcomes contract signed.",
    );
    let (_, not_known) = told
        .split_once("<p class=\"not-known\">Not known: ")
        .unwrap();
    let (not_known, _) = not_known.split_once("</p>").unwrap();
    assert!(
        not_known.contains("start date of service provision"),
        "{not_known}"
    );
    assert!(!not_known.contains("contract signed"), "{not_known}");
    has(&told, "class=\"zero\"");
}

#[tokio::test]
async fn a_source_named_in_a_cell_supports_its_row() {
    let told = project(json!({
        "name": {"value": "Chances"},
        "results": [{"id": "r1", "evaluation_documents_source_ids": {"value": "s1"}}],
        "sources": [{"id": "s1", "name": {"value": "A report"}}],
    }))
    .await;
    has(&told, "<a href=\"#sources-s1\">A report</a>");
    has(&told, "<a href=\"#results\">Results</a> (1 row)");
}

#[tokio::test]
async fn dollars_of_nothing_and_currencies_in_words_are_marked() {
    let told = project(json!({
        "name": {"value": "Chances"},
        "outcome_payments": [
            {"money": {"currency": {"value": "Swiss Francs"}, "amount": {"value": 7000}},
             "money_in_usd": {"amount": {"value": 0}}}],
    }))
    .await;
    has(&told, "currency as received");
}

#[tokio::test]
async fn payments_are_added_within_a_plan_only() {
    let payment = |plan: Value, kind: &str, amount: Value| {
        json!({"outcome_payment_plan_id": {"value": plan}, "type": {"value": kind},
               "money": {"currency": {"value": "GBP"}, "amount": {"value": amount}}})
    };
    let told = project(json!({
        "name": {"value": "Chances"},
        "outcome_payment_plans": [{"id": {"value": "plan1"}}, {"id": {"value": "plan2"}}],
        "outcome_payments": [
            payment(json!("plan1"), "Planned", json!(1000)),
            payment(json!("plan1"), "Planned", json!(500)),
            payment(json!("plan2"), "Planned", json!(7000)),
            payment(json!("plan2"), "Actual", json!(250)),
            payment(Value::Null, "Actual", json!(40)),
            payment(json!("plan1"), "Planned", json!("=U33")),
        ],
    }))
    .await;
    for wanted in [
        "£1,500",
        "£7,000",
        "£250",
        "£40",
        "Actual payments, which belong to no plan",
        "none recorded",
        "1 of them without an amount",
        "as received",
    ] {
        has(&told, wanted);
    }
    assert!(!told.contains("£8,500") && !told.contains("£290"));
}

#[tokio::test]
async fn a_payment_without_a_type_stands_in_headline_and_money() {
    let told = project(json!({
        "name": {"value": "Chances"},
        "outcome_payments": [{"money":
            {"currency": {"value": "GBP "}, "amount": {"value": 2_742_943}}}],
    }))
    .await;
    has(&told, "<dt>Payments recorded</dt>");
    has(&told, "£2,742,943</span>, planned or actual not said");
    assert!(!told.contains("Paid for outcomes, by the payments recorded"));
}

#[tokio::test]
async fn one_metric_of_many_that_compares_is_no_headline_of_all() {
    let told = project(json!({
        "name": {"value": "Chances"},
        "outcome_metrics": [
            {"id": "m1", "outcome_metric_target": {"value": "10"}},
            {"id": "m2",
             "targeted_number_of_service_users_or_beneficiaries_total": {"value": 340}}],
        "results": [
            {"outcome_metric_id": {"value": "m1"}, "result_type": {"value": "Final"},
             "outcomes_achieved": {"value": "12"}},
            {"outcome_metric_id": {"value": "m2"}, "outcomes_achieved": {"value": "406"}}],
    }))
    .await;
    has(&told, "Metrics that can be compared with their target");
    has(&told, "1 of 2");
    has(&told, "it was reached; final results");
}

#[tokio::test]
async fn parts_that_do_not_add_up_to_the_whole_are_said_to_need_not() {
    let told = project(json!({
        "name": {"value": "Chances"},
        "overall_project_finance": {"total_investment_commitment":
            {"currency": {"value": "GBP"}, "amount": {"exact": {"value": 900}}}},
        "investments": [{"organisation_id": {"value": "INDIGO-ORG-0001"},
            "investment_commitment":
                {"currency": {"value": "GBP"}, "amount": {"value": 500}}}],
    }))
    .await;
    has(
        &told,
        "The project as a whole says £900; the parts need not add up to it.",
    );
}

#[tokio::test]
async fn marks_lead_to_sources_and_back() {
    let mut reader = One::of(json!({
        "name": {"value": "Chances"},
        "stage_development": {"value": "Complete", "source_ids": "s1"},
        "service_provisions": [{"id": "p1", "organisation_id": {"value": "INDIGO-ORG-0001"}}],
        "sources": [
            {"id": "s1", "name": {"value": "A report"}, "url": {"value": "javascript:alert(1)"}},
            {"id": "s2", "name": {"value": "A page"}, "url": {"value": "https://a.org/x"}}],
    }));
    reader.row_sources = vec![("/service_provisions/0", "s2, s7")];
    let told = page(reader, "/projects/INDIGO-POJ-0001").await;
    has(&told, "href=\"#sources.1\"");
    has(&told, "href=\"#sources.2\"");
    has(&told, "id=\"sources.2\"");
    has(&told, "Source s7 is not in the list of sources");
    has(
        &told,
        "<a href=\"https://a.org/x\" rel=\"nofollow noopener\">A page</a>",
    );
    has(&told, "href=\"/organisations/INDIGO-ORG-0001\"");
    assert!(!told.contains("href=\"javascript"));
}

#[tokio::test]
async fn organisations_say_where_they_take_part() {
    let told = page(One::of(json!({})), "/organisations/INDIGO-ORG-0001").await;
    has(&told, "Takes part in");
    has(&told, "<a href=\"/projects/INDIGO-POJ-0001\">Chances</a>");
}

#[tokio::test]
async fn every_type_has_a_dictionary_and_all_anchors_are_there_once() {
    let types: Vec<String> = Standard::builtin()
        .unwrap()
        .types()
        .map(|one| one.id.clone())
        .collect();
    for one in types {
        let told = page(One::of(json!({})), &format!("/data/dictionary/{one}")).await;
        let mut ids: Vec<&str> = told
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{one} has an anchor twice");
    }
    for path in ["/about", "/data"] {
        page(One::of(json!({})), path).await;
    }
}
