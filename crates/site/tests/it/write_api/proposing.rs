//! Proposing: whole records and parts, on versions, with every fault said in its place.

use axum::http::Method;
use indigo_model::RecordKey;
use serde_json::{Value, json};

use super::library::{ALL, Program, findings, json as body_of, program};
use crate::staff::library::{SECRET, house, project, put};

const PROPOSALS: &str = "/api/v2/proposals";
const RECORD: &str = "/api/v2/records/project/INDIGO-POJ-0001";

#[expect(
    clippy::needless_pass_by_value,
    reason = "the patch is written out on the spot"
)]
fn patch(patch: Value) -> Value {
    json!({"comment": "from the report", "source": "https://example.org/report",
        "edits": [{"type": "project", "id": "INDIGO-POJ-0001", "patch": patch}]})
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_nothing_else() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let body = patch(json!({"name": {"value": "Homes first, always"}}));
    let dry = ada.post("/api/v2/proposals?dry_run=true", &body).await;
    assert_eq!(dry.status, 200, "{}", dry.text());
    let dry = body_of(&dry);
    assert_eq!(dry["dry_run"], true);
    assert_eq!(dry["proposals"][0]["proposal"], Value::Null);
    assert_eq!(
        dry["proposals"][0]["items"],
        json!([{"key": "/name/value", "kind": "value", "label": "Impact Bond Name",
            "before": "Homes first", "after": "Homes first, always",
            "now": "Homes first", "standing": "clean"}])
    );
    let listed = body_of(&ada.get(PROPOSALS).await);
    assert_eq!(listed["total"], 0, "a dry run leaves nothing behind");

    let answer = ada.post(PROPOSALS, &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let made = body_of(&answer);
    let name = made["proposals"][0]["proposal"].as_str().unwrap();
    assert_eq!(
        answer.header("location"),
        format!("/api/v2/proposals/{name}")
    );
    assert_eq!(made["proposals"][0]["href"], answer.header("location"));
    assert_eq!(made["proposals"][0]["items"], dry["proposals"][0]["items"]);
    assert!(
        !made["proposals"][0]["findings"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let shown = body_of(&ada.get(answer.header("location")).await);
    assert_eq!(shown["state"], "open");
    assert_eq!(shown["origin"], "api");
    assert_eq!(shown["comment"], "from the report");
    assert_eq!(shown["items"][0]["after"], "Homes first, always");
    assert!(!shown.to_string().contains(SECRET));
    let max = program(&house, "max@example.org", &ALL).await;
    let whole = body_of(&max.get(answer.header("location")).await);
    assert_eq!(whole["is_whole"], true);
    assert_eq!(whole["items"][0]["now"], "Homes first");
    assert_eq!(whole["items"][0]["standing"], "clean");
}

#[tokio::test]
async fn a_whole_record_is_compared_with_what_was_seen() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let got = ada.get(RECORD).await;
    let record = body_of(&got);
    let version = record["version"].as_str().unwrap();
    assert_eq!(got.header("etag"), format!("\"{version}\""));
    assert_eq!(record["is_whole"], false);
    assert!(!got.text().contains(SECRET));
    let known = [("if-none-match", got.header("etag"))];
    let again = ada.ask(Method::GET, RECORD, &known, Vec::new()).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));

    let edit = |base: Option<&str>, data: &Value| {
        let mut edit = json!({"type": "project", "id": "INDIGO-POJ-0001", "data": data});
        if let Some(base) = base {
            edit["base_version"] = json!(base);
        }
        json!({"comment": "x", "edits": [edit]})
    };
    let unchanged = ada
        .post(PROPOSALS, &edit(Some(version), &record["data"]))
        .await;
    assert_eq!(unchanged.status, 200, "{}", unchanged.text());
    assert_eq!(body_of(&unchanged)["proposals"][0]["proposal"], Value::Null);
    let mut data = record["data"].clone();
    data["name"]["value"] = json!("Homes");
    let blind = ada.post(PROPOSALS, &edit(None, &data)).await;
    assert_eq!(findings(&blind), ["member_missing /edits/0/base_version"]);
    let unknown = ada.post(PROPOSALS, &edit(Some("99"), &data)).await;
    assert_eq!(
        findings(&unknown),
        ["base_version_unknown /edits/0/base_version"]
    );

    // Somebody else changes it meanwhile; the version that was seen still counts.
    put(
        &house,
        &project(),
        json!({"stage_development": {"value": "Complete"}}),
    );
    let newer = ada.get(RECORD).await;
    assert_ne!(newer.header("etag"), got.header("etag"));
    let header = [("if-match", got.header("etag"))];
    let answer = ada.post_with(PROPOSALS, &header, &edit(None, &data)).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let items = &body_of(&answer)["proposals"][0]["items"];
    assert_eq!(items.as_array().unwrap().len(), 1, "{items}");
    assert_eq!(items[0]["standing"], "clean");
    let name = body_of(&answer)["proposals"][0]["proposal"].clone();
    let max = program(&house, "max@example.org", &ALL).await;
    let address = format!("{PROPOSALS}/{}/decision", name.as_str().unwrap());
    let done = max
        .post(&address, &json!({"verdict": "accept", "comment": "yes"}))
        .await;
    assert_eq!(done.status, 200, "{}", done.text());
    let now = house.registry.data_of(&project()).unwrap().unwrap();
    assert_eq!(now["name"]["value"], "Homes");
    assert_eq!(now["stage_development"]["value"], "Complete");
    assert_eq!(now["notes"]["value"], SECRET, "what was not seen stays");
    assert_eq!(now["investments"].as_array().unwrap().len(), 2);
    let gone = [("if-match", "\"p-000000000000000000000000\"")];
    let answer = ada.post_with(PROPOSALS, &gone, &edit(None, &data)).await;
    assert_eq!(answer.status, 412, "{}", answer.text());
}

#[tokio::test]
async fn the_version_says_nothing_of_private_changes() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let mut before = ada.get(RECORD).await;
    put(
        &house,
        &project(),
        json!({"notes": {"value": "other words, private too"}}),
    );
    let mut after = ada.get(RECORD).await;
    // How many requests are left is their own matter.
    for answer in [&mut before, &mut after] {
        answer.headers.remove("ratelimit");
    }
    assert_eq!((before.body, before.headers), (after.body, after.headers));
    let max = program(&house, "max@example.org", &ALL).await;
    let whole = body_of(&max.get(RECORD).await);
    assert_eq!(
        (&whole["version"], &whole["is_whole"]),
        (&json!("2"), &json!(true))
    );
    // A number is no version for who was never given one.
    let mut body = patch(json!({"name": {"value": "Homes"}}));
    for version in ["1", "2", "3"] {
        body["edits"][0]["base_version"] = json!(version);
        let answer = ada.post(PROPOSALS, &body).await;
        assert_eq!(
            findings(&answer),
            ["base_version_unknown /edits/0/base_version"]
        );
    }
}

#[tokio::test]
async fn every_fault_is_said_with_its_place_and_nothing_is_done() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let body = json!({
        "comment": " ",
        "soruce": "x",
        "edits": [
            7,
            {"type": "prject", "patch": {}},
            {"type": "project", "id": "INDIGO-POJ-0001", "patch": {"nmae": {"value": "x"}, "dates": [1], "changes_to_project_due_to_covid19": {"value": {"a": 1}}}},
            {"type": "project", "id": "INDIGO-POJ-0001", "data": {}, "patch": {}},
            {"type": "project", "id": "INDIGO-POJ-9999", "patch": {}},
            {"type": "project"},
            {"type": "project", "base_version": "1", "data": {}},
            {"type": "organisation", "data": [], "id": 9, "base_version": []},
            {"type": "project", "patch": {"name": {"value": "x\u{0}"}}},
        ],
    });
    let answer = ada.post(PROPOSALS, &body).await;
    assert_eq!(
        findings(&answer),
        [
            "member_unknown /soruce",
            "member_missing /comment",
            "record_twice /edits/3/id",
            "not_an_object /edits/0",
            "type_unknown /edits/1/type",
            "key_not_in_standard /edits/2/patch/nmae",
            "wrong_shape /edits/2/patch/dates",
            "wrong_shape /edits/2/patch/changes_to_project_due_to_covid19/value",
            "data_and_patch /edits/3/patch",
            "record_unknown /edits/4/id",
            "member_missing /edits/5/data",
            "base_version_without_id /edits/6/base_version",
            "not_a_text /edits/7/id",
            "not_a_text /edits/7/base_version",
            "null_character /edits/8/patch/name/value",
        ]
    );
    assert_eq!(body_of(&ada.get(PROPOSALS).await)["total"], 0);
    let answer = ada.post(PROPOSALS, &patch(json!([1]))).await;
    assert_eq!(findings(&answer), ["record_not_an_object /edits/0/patch"]);
    let merged = ada
        .post(PROPOSALS, &patch(json!({"investments": {"a": 1}})))
        .await;
    assert_eq!(
        findings(&merged),
        ["merge_impossible /edits/0/patch/investments"]
    );
}

#[tokio::test]
async fn quality_is_told_and_does_not_block() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let body = patch(json!({"stage_development": {"value": "Nearly there"},
        "dates": {"start_date_of_service_provision": {"value": "2020-13-45"}}}));
    let answer = ada.post(PROPOSALS, &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let value = body_of(&answer);
    let found = value["proposals"][0]["findings"].as_array().unwrap();
    let new: Vec<&str> = found
        .iter()
        .filter(|one| one["is_new"] == true)
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert!(new.contains(&"not_in_codelist"), "{new:?}");
    assert!(new.contains(&"date_impossible"), "{new:?}");
    let first_old = found.iter().position(|one| one["is_new"] == false);
    let last_new = found.iter().rposition(|one| one["is_new"] == true);
    assert!(first_old > last_new, "what is new comes first");
}

#[tokio::test]
async fn a_conflict_with_what_stands_now_is_told_at_once() {
    let house = house();
    for who in ["ada@example.org", "max@example.org"] {
        let program = program(&house, who, &ALL).await;
        let record = body_of(&program.get(RECORD).await);
        let mut body = patch(json!({"stage_development": {"value": "Early stage"}}));
        body["edits"][0]["base_version"] = record["version"].clone();
        let meanwhile = format!("Complete, says {who}");
        put(
            &house,
            &project(),
            json!({"stage_development": {"value": meanwhile}, "notes": {"value": SECRET}}),
        );
        for address in ["/api/v2/proposals?dry_run=true", PROPOSALS] {
            let answer = program.post(address, &body).await;
            assert!(answer.status.is_success(), "{}", answer.text());
            let items = body_of(&answer)["proposals"][0]["items"].clone();
            assert_eq!(items[0]["standing"], "conflict", "{who} {address}");
            assert_eq!(items[0]["now"], json!(meanwhile), "{who} {address}");
            assert!(who.starts_with("max") || !answer.text().contains(SECRET));
        }
    }
}

/// Pointers of the warnings about missing statuses, in a dry run.
async fn without_status(program: &Program, edit: &Value) -> Vec<String> {
    let body = json!({"comment": "x", "edits": [edit]});
    let answer = program.post("/api/v2/proposals?dry_run=true", &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let findings = body_of(&answer)["proposals"][0]["findings"].clone();
    let found = findings.as_array().unwrap().iter();
    found
        .filter(|one| one["code"] == "status_missing" && one["severity"] == "warning")
        .map(|one| one["pointer"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn what_is_sent_without_a_status_is_told() {
    let house = house();
    let patch = |patch: Value| json!({"type": "project", "id": "INDIGO-POJ-0001", "patch": patch});
    for who in ["ada@example.org", "max@example.org"] {
        let program = program(&house, who, &ALL).await;
        let record = body_of(&program.get(RECORD).await);
        let rows = |row: Value| {
            let mut rows = record["data"]["investments"].clone();
            rows.as_array_mut().unwrap().push(row);
            json!({"investments": rows})
        };
        let last = record["data"]["investments"].as_array().unwrap().len();
        let place = format!("/investments/{last}");
        for (sent, expected) in [
            (
                json!({"changes_to_project_due_to_covid19": {"value": "Homes"}}),
                vec!["/changes_to_project_due_to_covid19"],
            ),
            (
                json!({"changes_to_project_due_to_covid19": {"value": "Homes", "status": " "}}),
                vec!["/changes_to_project_due_to_covid19"],
            ),
            (
                json!({"changes_to_project_due_to_covid19": {"value": "Homes", "status": "PUBLIC"}}),
                vec![],
            ),
            (
                json!({"changes_to_project_due_to_covid19": {"value": "Homes", "status": "PRIVATE"}}),
                vec![],
            ),
            (
                json!({"changes_to_project_due_to_covid19": {"value": " "}}),
                vec![],
            ),
            (json!({"stage_development": {"value": "Complete"}}), vec![]),
            (
                json!({"stage_development": {"value": "Complete", "status": null}}),
                vec!["/stage_development"],
            ),
            (rows(json!({"notes": "new"})), vec![place.as_str()]),
            (
                rows(json!({"id": "i9", "notes": "new"})),
                vec![place.as_str()],
            ),
            (
                rows(json!({"id": "i9", "notes": "new", "status": "PUBLIC"})),
                vec![],
            ),
            (rows(json!({"id": "i9"})), vec![]),
        ] {
            let found = without_status(&program, &patch(sent.clone())).await;
            assert_eq!(found, expected, "{who} {sent}");
        }
        let new = |data: Value| json!({"type": "project", "data": data});
        for (data, expected) in [
            (json!({"name": {"value": "A"}}), vec![""]),
            (json!({"name": {"value": "A"}, "status": "PUBLIC"}), vec![]),
            (json!({"name": {"value": "A"}, "status": "PRIVATE"}), vec![]),
            (
                json!({"status": "PUBLIC", "stage_development": {"value": "Complete"}}),
                vec!["/stage_development"],
            ),
        ] {
            let found = without_status(&program, &new(data.clone())).await;
            assert_eq!(found, expected, "{who} {data}");
        }
    }
}

#[tokio::test]
async fn a_hidden_status_is_not_told_by_its_absence() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let edit = json!({"type": "project", "id": "INDIGO-POJ-0001", "patch": {"notes": {"value": "x"}, "changes_to_project_due_to_covid19": {"value": "x"}}});
    let hidden = without_status(&ada, &edit).await;
    put(
        &house,
        &project(),
        json!({"notes": {"value": SECRET, "status": null}}),
    );
    assert_eq!(without_status(&ada, &edit).await, hidden);
}

#[tokio::test]
async fn the_dictionary_says_what_carries_a_status() {
    let house = house();
    let nobody = Program::nobody(&house);
    let dictionary = body_of(&nobody.get("/data/dictionary/project.json").await);
    let statuses = dictionary["statuses"].as_array().unwrap();
    for pointer in ["", "/stage_development", "/investments/*"] {
        assert!(
            statuses.contains(&json!(pointer)),
            "{pointer}: {statuses:?}"
        );
    }
    assert!(!statuses.contains(&json!("/name")), "{statuses:?}");
}

#[tokio::test]
async fn new_records_get_free_ids_one_after_the_other() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    let new = |name: &str| json!({"type": "organisation", "data": {"name": {"value": name}, "status": "PUBLIC"}});
    let body = json!({"comment": "two more", "edits": [new("One"), new("Two"), {"type": "fund", "patch": {"name": {"value": "A fund"}}}]});
    let dry = body_of(&ada.post("/api/v2/proposals?dry_run=true", &body).await);
    assert_eq!(dry["proposals"][0]["id"], Value::Null);
    let answer = ada.post(PROPOSALS, &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.header("location"), PROPOSALS);
    let ids = |value: &Value| -> Vec<String> {
        let proposals = value["proposals"].as_array().unwrap();
        proposals
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        ids(&body_of(&answer)),
        ["INDIGO-ORG-0003", "INDIGO-ORG-0004", "INDIGO-FUND-0001"]
    );
    let one = json!({"comment": "another", "edits": [new("Three")]});
    assert_eq!(
        ids(&body_of(&ada.post(PROPOSALS, &one).await)),
        ["INDIGO-ORG-0005"]
    );
    // What was only proposed is no record yet, for nobody.
    let nobody = Program::nobody(&house);
    for who in [&ada, &nobody] {
        let answer = who
            .get("/api/v2/records/organisation/INDIGO-ORG-0003")
            .await;
        assert_eq!(answer.status, 404);
    }
    let early = json!({"comment": "x", "edits": [{"type": "organisation", "id": "INDIGO-ORG-0003", "patch": {"name": {"value": "x"}}}]});
    assert_eq!(
        findings(&ada.post(PROPOSALS, &early).await),
        ["record_unknown /edits/0/id"]
    );
}

#[tokio::test]
async fn a_proposal_can_stand_in_the_place_of_an_own_one() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    house.add("bea@example.org", indigo_model::Role::Contributor, &[]);
    let bea = program(&house, "bea@example.org", &ALL).await;
    let new = json!({"comment": "new", "edits": [{"type": "organisation", "data": {"name": {"value": "One"}}}]});
    let first = ada.propose(&new).await;
    let id = body_of(&ada.get(&format!("{PROPOSALS}/{first}")).await)["id"].clone();
    let anew = |name: &str, id: &Value| {
        json!({"comment": "better", "supersedes": name,
            "edits": [{"type": "organisation", "id": id, "data": {"name": {"value": "Number one"}}}]})
    };
    let not_hers = bea.post(PROPOSALS, &anew(&first, &id)).await;
    assert_eq!(
        findings(&not_hers),
        ["proposal_unknown /supersedes", "record_unknown /edits/0/id"]
    );
    let other = ada
        .post(PROPOSALS, &anew(&first, &json!("INDIGO-ORG-0001")))
        .await;
    assert!(findings(&other).contains(&"other_record /edits".to_owned()));
    let second = ada.propose(&anew(&first, &id)).await;
    let shown = body_of(&ada.get(&format!("{PROPOSALS}/{first}")).await);
    assert_eq!(shown["state"], "superseded");
    assert_eq!(shown["superseded_by"], json!(second));
    let again = ada.post(PROPOSALS, &anew(&first, &id)).await;
    assert!(findings(&again).contains(&"proposal_unknown /supersedes".to_owned()));
}

#[tokio::test]
async fn a_record_that_is_not_public_or_was_purged_is_as_none() {
    let house = house();
    let ada = program(&house, "ada@example.org", &ALL).await;
    put(&house, &project(), json!({"status": "PRIVATE"}));
    let body = patch(json!({"name": {"value": "Homes"}}));
    let unknown = ["record_unknown /edits/0/id"];
    assert_eq!(findings(&ada.post(PROPOSALS, &body).await), unknown);
    assert_eq!(ada.get(RECORD).await.status, 404);
    let max = program(&house, "max@example.org", &ALL).await;
    assert_eq!(max.get(RECORD).await.status, 200);
    house
        .registry
        .purge(
            "a",
            "asked for",
            &RecordKey::new("project", "INDIGO-POJ-0001"),
        )
        .unwrap();
    for who in [&ada, &max] {
        assert_eq!(who.get(RECORD).await.status, 404);
        assert_eq!(findings(&who.post(PROPOSALS, &body).await), unknown);
    }
}
