//! A request that comes twice is done once.

use indigo_model::Scope;
use serde_json::json;

use super::library::{ALL, findings, json as body_of, program};
use crate::staff::library::{house, project};

const PROPOSALS: &str = "/api/v2/proposals";

#[tokio::test]
async fn the_same_request_with_the_same_key_is_done_once() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let body = |name: &str| json!({"comment": "x", "edits": [{"type": "organisation", "data": {"name": {"value": name}}}]});
    let key = [("idempotency-key", "import-7")];
    let first = ada.post_with(PROPOSALS, &key, &body("One")).await;
    assert_eq!(first.status, 201);
    assert_eq!(first.header("idempotency-replayed"), "");
    let second = ada.post_with(PROPOSALS, &key, &body("One")).await;
    assert_eq!(second.status, 201);
    assert_eq!(second.header("idempotency-replayed"), "true");
    assert_eq!(second.body, first.body);
    assert_eq!(second.header("location"), first.header("location"));
    let other = ada.post_with(PROPOSALS, &key, &body("Two")).await;
    assert_eq!(findings(&other), ["key_used_otherwise Idempotency-Key"]);
    assert_eq!(body_of(&ada.get(PROPOSALS).await)["total"], 1);
    // A dry run asks for nothing, so it uses no key up.
    let new = [("idempotency-key", "import-8")];
    let dry = format!("{PROPOSALS}?dry_run=true");
    assert_eq!(ada.post_with(&dry, &new, &body("Two")).await.status, 200);
    assert_eq!(
        ada.post_with(PROPOSALS, &new, &body("Two")).await.status,
        201
    );
    // Another token of the same person may see less, so its keys are its own.
    let less = program(&house, "ada@example.org", &[Scope::Propose]).await;
    let answer = less.post_with(PROPOSALS, &key, &body("One")).await;
    assert_eq!(answer.header("idempotency-replayed"), "");
    // After a day the key is free again.
    house.registry.let_time_pass(86_401);
    let later = ada.post_with(PROPOSALS, &key, &body("Two")).await;
    assert_eq!(later.status, 201);
    assert_eq!(later.header("idempotency-replayed"), "");
    for odd in ["", "a b", "é", &"x".repeat(201)] {
        let answer = ada
            .post_with(PROPOSALS, &[("idempotency-key", odd)], &body("x"))
            .await;
        assert_eq!(
            findings(&answer),
            ["key_not_usable Idempotency-Key"],
            "{odd}"
        );
    }
}

#[tokio::test]
async fn many_at_the_same_time_are_done_once() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let body = json!({"comment": "x", "edits": [{"type": "organisation", "data": {"name": {"value": "One"}}}]});
    let key = [("idempotency-key", "k")];
    let ask = || ada.post_with(PROPOSALS, &key, &body);
    let (a, b, c, d) = tokio::join!(ask(), ask(), ask(), ask());
    for answer in [&b, &c, &d] {
        assert_eq!(answer.status, 201);
        assert_eq!(answer.body, a.body);
    }
    assert_eq!(body_of(&ada.get(PROPOSALS).await)["total"], 1);
}

#[tokio::test]
async fn a_kept_answer_is_purged_with_the_record_it_is_about() {
    let house = house();
    let max = program(&house, "max@example.org", &ALL).await;
    let body = json!({"comment": "x", "edits": [{"type": "project", "id": "INDIGO-POJ-0001", "patch": {"name": {"value": "zzpurged"}}}]});
    let key = [("idempotency-key", "k")];
    let first = max.post_with(PROPOSALS, &key, &body).await;
    assert_eq!(first.status, 201);
    house.registry.purge("a", "asked for", &project()).unwrap();
    let again = max.post_with(PROPOSALS, &key, &body).await;
    assert_eq!(findings(&again), ["record_unknown /edits/0/id"]);
    assert!(!again.text().contains("zzpurged"));
}
