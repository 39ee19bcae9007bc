//! Following proposals and deciding about them.

use indigo_model::{Role, Scope};
use serde_json::{Value, json};

use super::library::{ALL, findings, json as body_of, program};
use crate::staff::library::{SECRET, house, project, propose};

const PROPOSALS: &str = "/api/v2/proposals";

#[tokio::test]
async fn items_are_accepted_and_rejected_one_by_one() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let max = program(&house, "max@example.org", &ALL).await;
    let body = json!({"comment": "x", "edits": [{"type": "project", "id": "INDIGO-POJ-0001",
        "patch": {"name": {"value": "Homes"}, "stage_development": {"value": "Complete"}}}]});
    let name = ada.propose(&body).await;
    let address = format!("{PROPOSALS}/{name}");
    let decision = format!("{address}/decision");
    let decide = async |body: Value| max.post(&decision, &body).await;
    for (body, expected) in [
        (json!({}), vec!["verdict_or_decisions /verdict"]),
        (
            json!({"verdict": "accept", "decisions": []}),
            vec!["verdict_or_decisions /verdict"],
        ),
        (json!({"verdict": "yes"}), vec!["value_not_known /verdict"]),
        (
            json!({"verdict": "reject"}),
            vec!["reason_missing /comment"],
        ),
        (json!({"decisions": []}), vec!["wrong_length /decisions"]),
        (
            json!({"decisions": [{"item": "/name/value", "verdict": "reject", "why": 1}, 4]}),
            vec![
                "member_unknown /decisions/0/why",
                "reason_missing /decisions/0/reason",
                "not_an_object /decisions/1",
            ],
        ),
        (
            json!({"decisions": [
                {"item": "/name/value", "verdict": "reject", "reason": "It is called otherwise."},
                {"item": "/stage_development", "verdict": "reject", "reason": " "},
            ]}),
            vec!["reason_missing /decisions/1/reason"],
        ),
        (
            json!({"decisions": [
                {"item": "/name/value", "verdict": "accept"},
                {"item": " /purpose/value", "verdict": "accept"},
                {"item": "/stage", "verdict": "accept"},
            ]}),
            vec![
                "item_unknown /decisions/1/item",
                "item_unknown /decisions/2/item",
            ],
        ),
    ] {
        assert_eq!(findings(&decide(body.clone()).await), expected, "{body}");
    }
    let part =
        decide(json!({"decisions": [{"item": "/stage_development", "verdict": "accept"}]})).await;
    assert_eq!(part.status, 200, "{}", part.text());
    let part = body_of(&part);
    assert_eq!(part["accepted"], json!(["/stage_development/value"]));
    assert_eq!(part["undecided"], 1);
    assert_eq!(part["state"], "open");
    let again =
        decide(json!({"decisions": [{"item": "/stage_development/value", "verdict": "accept"}]}))
            .await;
    assert_eq!(again.status, 409);
    let rest = json!({"decisions": [{"item": "/name/value", "verdict": "reject", "reason": "It is called otherwise."}]});
    let rest = body_of(&decide(rest).await);
    assert_eq!(rest["state"], "partly_approved");
    assert_eq!(decide(json!({"verdict": "accept"})).await.status, 409);
    let shown = body_of(&ada.get(&address).await);
    let decided = |key: &str| {
        let items = shown["items"].as_array().unwrap();
        items.iter().find(|item| item["key"] == key).unwrap()["decided"].clone()
    };
    assert_eq!(decided("/name/value")["verdict"], "reject");
    assert_eq!(decided("/name/value")["reason"], "It is called otherwise.");
    assert_eq!(decided("/stage_development/value")["verdict"], "accept");
    assert!(!shown.to_string().contains(SECRET));
    assert!(!shown.to_string().contains("max@example.org"));
}

#[tokio::test]
async fn a_conflict_is_named_and_accepted_with_a_word_of_its_own() {
    let house = house();
    let max = program(&house, "max@example.org", &ALL).await;
    let one = propose(
        &house,
        "ada@example.org",
        &project(),
        json!({"stage_development": {"value": "Complete"}}),
    );
    let two = propose(
        &house,
        "ada@example.org",
        &project(),
        json!({"stage_development": {"value": "Early stage"}}),
    );
    let decide = async |name: &str, verdict: &str| {
        let address = format!("{PROPOSALS}/{name}/decision");
        body_of(&max.post(&address, &json!({"verdict": verdict})).await)
    };
    assert_eq!(decide(&one, "accept").await["state"], "approved");
    let shown = body_of(&max.get(&format!("{PROPOSALS}/{two}")).await);
    assert_eq!(shown["items"][0]["standing"], "conflict");
    let stopped = decide(&two, "accept").await;
    assert_eq!(stopped["conflicts"], json!(["/stage_development/value"]));
    assert_eq!(stopped["state"], "open");
    assert_eq!(decide(&two, "accept_anyway").await["state"], "approved");
}

#[tokio::test]
async fn what_is_said_reaches_the_other_side() {
    let house = house();
    let ada = program(&house, "ada@example.org", &[Scope::Propose]).await;
    let max = program(&house, "max@example.org", &ALL).await;
    let body = json!({"comment": "x", "edits": [{"type": "project", "id": "INDIGO-POJ-0001", "patch": {"name": {"value": "Homes"}}}]});
    let name = ada.propose(&body).await;
    let address = format!("{PROPOSALS}/{name}");
    let said = ada
        .post(
            &format!("{address}/comments"),
            &json!({"words": " See page 4. "}),
        )
        .await;
    assert_eq!(said.status, 201, "{}", said.text());
    assert_eq!(said.header("location"), address);
    let wish = json!({"words": "Which page?"});
    let asked = max.post(&format!("{address}/ask-for-changes"), &wish).await;
    assert_eq!(body_of(&asked)["state"], "changes_asked");
    let shown = body_of(&ada.get(&address).await);
    assert_eq!(shown["state"], "changes_asked");
    let comments = shown["comments"].as_array().unwrap();
    assert_eq!(comments[0]["words"], "See page 4.");
    assert_eq!(comments[1]["asks_for_changes"], true);
    for odd in [json!({}), json!({"words": ""}), json!({"words": 4})] {
        assert_eq!(
            ada.post(&format!("{address}/comments"), &odd).await.status,
            422
        );
    }
    let taken = ada
        .post(
            &format!("{address}/withdraw"),
            &json!({"reason": "wrong record"}),
        )
        .await;
    assert_eq!(body_of(&taken)["state"], "withdrawn");
    let again = ada.post(&format!("{address}/withdraw"), &json!({})).await;
    assert_eq!(again.status, 409);
}

#[tokio::test]
async fn a_withdrawal_needs_no_body() {
    let house = house();
    let max = program(&house, "max@example.org", &ALL).await;
    let name = propose(
        &house,
        "ada@example.org",
        &project(),
        json!({"name": {"value": "x"}}),
    );
    let address = format!("{PROPOSALS}/{name}/withdraw");
    let answer = max
        .ask(axum::http::Method::POST, &address, &[], Vec::new())
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn lists_are_paged_and_show_what_one_may_see() {
    let house = house();
    house.add("bea@example.org", Role::Contributor, &[]);
    house.add("sam@example.org", Role::DataSteward, &["organisation"]);
    let ada = program(&house, "ada@example.org", &ALL).await;
    let bea = program(&house, "bea@example.org", &ALL).await;
    let sam = program(&house, "sam@example.org", &ALL).await;
    let max = program(&house, "max@example.org", &ALL).await;
    for number in 0..3 {
        let body = json!({"comment": number.to_string(), "edits": [
            {"type": "organisation", "id": "INDIGO-ORG-0001", "patch": {"name": {"value": format!("Café {number}")}}}]});
        ada.propose(&body).await;
    }
    let body = json!({"comment": "x", "edits": [{"type": "project", "id": "INDIGO-POJ-0001", "patch": {"name": {"value": "Homes"}}}]});
    ada.propose(&body).await;
    let total = async |who: &super::library::Program, query: &str| {
        body_of(&who.get(&format!("{PROPOSALS}{query}")).await)["total"].clone()
    };
    assert_eq!(total(&ada, "").await, 4);
    assert_eq!(total(&bea, "").await, 0);
    assert_eq!(total(&sam, "?whose=all").await, 3);
    assert_eq!(total(&max, "?whose=all").await, 4);
    assert_eq!(total(&max, "").await, 0);
    assert_eq!(total(&max, "?whose=all&type=project&state=open").await, 1);
    assert_eq!(total(&max, "?whose=all&state=approved").await, 0);
    let page = body_of(&ada.get(&format!("{PROPOSALS}?limit=3")).await);
    assert_eq!(page["proposals"].as_array().unwrap().len(), 3);
    assert_eq!(page["proposals"][0].get("conflicts"), None);
    let next = page["next"].as_str().unwrap();
    assert_eq!(next, "/api/v2/proposals?limit=3&offset=3");
    let last = body_of(&ada.get(next).await);
    assert_eq!(last["proposals"].as_array().unwrap().len(), 1);
    assert_eq!(last["next"], Value::Null);
    let whole = body_of(&max.get(&format!("{PROPOSALS}?whose=all")).await);
    assert_eq!(whole["proposals"][0]["conflicts"], 0);
}
