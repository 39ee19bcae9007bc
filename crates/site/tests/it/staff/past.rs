//! Looking back, undoing, merging, erasing.

use indigo_model::{RecordKey, Role};
use serde_json::json;

use super::library::{SECRET, house, project, propose, put};
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
        let fields = [("status", word), ("how", "now"), ("reason", "asked to")];
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

#[tokio::test]
async fn what_was_hidden_is_public_again_only_when_somebody_says_so() {
    let house = house();
    let before = house.registry.timeline(&project()).unwrap();
    let data =
        json!({"name": {"value": "Houses first"}, "stage_development": {"value": "Complete"}});
    put(&house, &project(), data);
    let hidden = json!({"stage_development": {"status": "PRIVATE"}});
    put(&house, &project(), hidden);
    let max = house.signed_in("max@example.org").await;
    let nobody = house.browser();
    let event = house.registry.timeline(&project()).unwrap();
    let event = event.iter().find(|one| one.did.version == Some(3)).unwrap();
    assert!(event.seq > before[0].seq);
    for (verb, field, value) in [
        ("revert", "version", "1"),
        ("revert", "version", "2"),
        ("undo", "event", event.event.as_str()),
    ] {
        let address = format!("{RECORD}/{verb}");
        let fields = [(field, value), ("reason", "in error")];
        let asked = max.post(RECORD, &address, &fields).await;
        assert_eq!(asked.status, 422, "{verb} {value}");
        let page = asked.text();
        assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
        assert!(page.contains("<li>Stage of Development</li>"), "{page}");
        assert!(
            !page.contains("<li>Impact Bond Name</li>"),
            "it is public: {page}"
        );
        assert!(page.contains("Make these public again"), "{page}");
        let kept = format!("<input type=\"hidden\" name=\"{field}\" value=\"{value}\">");
        assert!(page.contains(&kept), "{kept} in {page}");
        let public = nobody.get(PUBLIC).await.text();
        assert!(!public.contains("Complete") && !public.contains("Implementation"));
    }
    let sure = [("version", "2"), ("reason", "in error"), ("sure", "yes")];
    let done = max.post(RECORD, &format!("{RECORD}/revert"), &sure).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(nobody.get(PUBLIC).await.text().contains("Complete"));
}

#[tokio::test]
async fn a_record_that_was_made_private_is_not_published_by_going_back() {
    let house = house();
    put(&house, &project(), json!({"status": "PRIVATE"}));
    let labels = house.registry.would_publish(&project(), 1).unwrap();
    assert!(
        labels.contains(&"Impact Bond Name".to_owned()),
        "{labels:?}"
    );
    let told = labels.iter().any(|label| label.contains("i2"));
    assert!(!told, "the private row stays private: {labels:?}");
    let max = house.signed_in("max@example.org").await;
    let fields = [("version", "1"), ("reason", "in error")];
    let asked = max.post(RECORD, &format!("{RECORD}/revert"), &fields).await;
    assert_eq!(asked.status, 422);
    assert_eq!(house.browser().get(PUBLIC).await.status, 404);
}

#[tokio::test]
async fn what_cannot_be_looked_over_needs_a_reason() {
    let house = house();
    put(&house, &project(), json!({"name": {"value": "Houses"}}));
    let max = house.signed_in("max@example.org").await;
    let merge = [
        ("type", "organisation"),
        ("first", "INDIGO-ORG-0001"),
        ("second", "INDIGO-ORG-0002"),
        ("keep", "first"),
    ];
    let duplicates = "/moderate/duplicates";
    for (page, address, fields) in [
        (RECORD, format!("{RECORD}/revert"), &[("version", "1")][..]),
        (RECORD, format!("{RECORD}/withdraw"), &[]),
        (
            RECORD,
            format!("{RECORD}/status"),
            &[("status", "PRIVATE"), ("how", "now")],
        ),
        (duplicates, format!("{duplicates}/merge"), &merge),
    ] {
        let answer = max.post(page, &address, fields).await;
        assert_eq!(answer.status, 422, "{address}");
        let text = answer.text();
        assert!(text.contains("Say why"), "{address}: {text}");
        assert_eq!(faults(&text), Vec::<String>::new(), "{address}");
    }
    assert!(house.browser().get(PUBLIC).await.text().contains("Houses"));
}

#[tokio::test]
async fn undoing_says_what_it_left() {
    let house = house();
    put(
        &house,
        &project(),
        json!({"name": {"value": "Houses"}, "stage_development": {"value": "Complete"}}),
    );
    let event = house.registry.timeline(&project()).unwrap();
    let event = event.iter().find(|one| one.did.version == Some(2)).unwrap();
    put(&house, &project(), json!({"name": {"value": "Homes"}}));
    let max = house.signed_in("max@example.org").await;
    let undo = format!("{RECORD}/undo");
    let fields = [("event", event.event.as_str()), ("reason", "in error")];
    for said in [
        "is undone, except what has changed again since: Impact Bond Name.",
        "Nothing was undone: all of it has changed again since. Left as it is: Impact Bond Name.",
    ] {
        let done = max.post(RECORD, &undo, &fields).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let page = max.get(done.header("location")).await.text();
        assert!(page.contains(said), "{said} in {page}");
    }
    put(
        &house,
        &project(),
        json!({"name": {"value": "Homes first"}}),
    );
    let done = max.post(RECORD, &undo, &fields).await;
    let page = max.get(done.header("location")).await.text();
    let said = "Nothing was undone: the record holds nothing more";
    assert!(page.contains(said), "{page}");
}
