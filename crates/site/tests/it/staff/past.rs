//! Looking back, undoing, merging, erasing.

use indigo_model::{RecordKey, Role};
use serde_json::json;

use super::library::{SECRET, house, project, propose};
use crate::lint::faults;

const RECORD: &str = "/records/project/INDIGO-POJ-0001";
const PUBLIC: &str = "/projects/INDIGO-POJ-0001";

#[tokio::test]
async fn a_record_is_looked_back_on_and_put_back() {
    let house = house();
    let data = json!({"stage_development": {"value": "Complete"}});
    let edit = propose(&house, "ada@example.org", &project(), data);
    let max = house.signed_in("max@example.org").await;
    let address = format!("/proposals/{edit}");
    max.post(&address, &format!("{address}/decide"), &[("all", "accept")])
        .await;
    for place in [
        RECORD.to_owned(),
        format!("{RECORD}/values"),
        format!("{RECORD}/compare?from=1&to=2"),
        "/records".to_owned(),
    ] {
        let answer = max.get(&place).await;
        assert_eq!(answer.status, 200, "{place}: {}", answer.text());
        assert_eq!(faults(&answer.text()), Vec::<String>::new(), "{place}");
    }
    let values = max.get(&format!("{RECORD}/values")).await.text();
    assert!(values.contains("Eva Example") && values.contains(SECRET));
    let found = max.get("/records?id=INDIGO-POJ-0001").await;
    assert_eq!(found.header("location"), RECORD);
    let back = [("version", "1"), ("reason", "too early")];
    let done = max.post(RECORD, &format!("{RECORD}/revert"), &back).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let nobody = house.browser();
    assert!(nobody.get(PUBLIC).await.text().contains("Implementation"));
    let history = nobody.get(&format!("{PUBLIC}/history")).await.text();
    assert_eq!(faults(&history), Vec::<String>::new(), "{history}");
    assert!(
        !history.contains(SECRET) && !history.contains("Eva"),
        "{history}"
    );
}

#[tokio::test]
async fn a_steward_restricts_at_once_but_does_not_publish() {
    let house = house();
    house.add("sam@example.org", Role::DataSteward, &["project"]);
    let sam = house.signed_in("sam@example.org").await;
    let status = format!("{RECORD}/status");
    for word in ["PRIVATE", "private"] {
        let fields = [("status", word), ("how", "now")];
        let answer = sam.post(RECORD, &status, &fields).await;
        assert!([303, 403].contains(&answer.status.as_u16()));
    }
    assert_eq!(house.browser().get(PUBLIC).await.status, 404);
    for word in ["PUBLIC", "public", " Public "] {
        let fields = [("status", word), ("how", "now")];
        let answer = sam.post(RECORD, &status, &fields).await;
        assert_eq!(answer.status, 403, "{word}");
    }
    let fields = [("status", "PUBLIC"), ("how", "propose")];
    let answer = sam.post(RECORD, &status, &fields).await;
    assert!(answer.header("location").starts_with("/proposals/"));
    let elsewhere = sam.get("/records/organisation/INDIGO-ORG-0001").await;
    assert_eq!(elsewhere.status, 403, "not granted");
    assert_eq!(
        house
            .browser()
            .get(&format!("{PUBLIC}/history"))
            .await
            .status,
        404
    );
    assert!(
        !house
            .browser()
            .get("/changes.atom")
            .await
            .text()
            .contains("Homes")
    );
}

#[tokio::test]
async fn duplicates_become_one_and_the_old_address_leads_on() {
    let house = house();
    let max = house.signed_in("max@example.org").await;
    let page = max.get("/moderate/duplicates").await.text();
    assert!(page.contains("INDIGO-ORG-0002"), "{page}");
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    let fields = [
        ("type", "organisation"),
        ("first", "INDIGO-ORG-0001"),
        ("second", "INDIGO-ORG-0002"),
        ("keep", "first"),
        ("reason", "one charity"),
    ];
    let done = max
        .post(
            "/moderate/duplicates",
            "/moderate/duplicates/merge",
            &fields,
        )
        .await;
    assert_eq!(done.status, 303, "{}", done.text());
    let nobody = house.browser();
    for below in ["", "/history", "/history.atom"] {
        let answer = nobody
            .get(&format!("/organisations/INDIGO-ORG-0002{below}"))
            .await;
        assert_eq!(answer.status, 301);
        let wanted = format!("/organisations/INDIGO-ORG-0001{below}");
        assert_eq!(answer.header("location"), wanted);
    }
    // Where it leads is told only while everybody may see that.
    let kept = RecordKey::new("organisation", "INDIGO-ORG-0001");
    house
        .registry
        .set_status("x", "", &kept, "PRIVATE")
        .unwrap();
    let answer = nobody.get("/organisations/INDIGO-ORG-0002").await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn erasing_needs_an_administrator_a_reason_and_the_id() {
    let house = house();
    let purge = format!("{RECORD}/purge");
    let max = house.signed_in("max@example.org").await;
    let all = [("reason", "asked to"), ("confirm", "INDIGO-POJ-0001")];
    assert_eq!(max.post(RECORD, &purge, &all).await.status, 403);
    let root = house.signed_in("root@example.org").await;
    let wrong = [("reason", "asked to"), ("confirm", "INDIGO-POJ-0002")];
    for fields in [&wrong[..], &all[1..]] {
        let answer = root.post(RECORD, &purge, fields).await;
        assert_eq!(answer.status, 422);
        assert_eq!(faults(&answer.text()), Vec::<String>::new());
    }
    assert_eq!(root.post(RECORD, &purge, &all).await.status, 303);
    let page = root.get(RECORD).await.text();
    assert!(page.contains("Purged by"), "{page}");
    assert!(!page.contains(SECRET));
}
