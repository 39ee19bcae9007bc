//! Whatever is not public changes no answer to nobody and to somebody who may not see it.

use axum::http::Method;
use indigo_model::{RecordKey, Role};
use serde_json::{Value, json};

use super::library::{ALL, Program, json as body_of, program};
use crate::{
    app::Answer,
    staff::{house::House, library::put_records},
};

/// An installation with one record, of which the private parts are made of `secret`.
async fn installation(secret: &str, private_changes: usize) -> (House, Vec<Program>) {
    let house = House::new();
    let rows: Vec<Value> = secret
        .split(' ')
        .map(|word| json!({"id": format!("h{word}"), "status": "PRIVATE", "notes": word}))
        .collect();
    let mut data = json!({"status": "PUBLIC", "name": {"value": "Homes first"},
        "stage_development": {"value": "Implementation", "status": "PUBLIC"},
        "changes_to_project_due_to_covid19": {"value": "Shelter", "status": "PUBLIC"},
        "notes": {"value": secret, "status": "PRIVATE"},
        "investments": rows});
    let shown = json!({"id": "i1", "status": "PUBLIC", "notes": "one fine day"});
    data["investments"].as_array_mut().unwrap().push(shown);
    let hidden = json!({"status": "PRIVATE", "name": {"value": secret}});
    put_records(
        &house,
        &[
            json!({"type": "project", "id": "INDIGO-POJ-0001", "data": data}),
            json!({"type": "organisation", "id": "INDIGO-ORG-0001", "data": hidden}),
        ],
    );
    let key = RecordKey::new("project", "INDIGO-POJ-0001");
    for number in 0..private_changes {
        let data = json!({"notes": {"value": format!("{secret} {number}"), "status": "PRIVATE"}});
        crate::staff::library::put(&house, &key, data);
    }
    house.add("ada@example.org", Role::Contributor, &[]);
    house.add("sam@example.org", Role::DataSteward, &["fund"]);
    let programs = vec![
        Program::nobody(&house),
        program(&house, "ada@example.org", &ALL).await,
        program(&house, "sam@example.org", &ALL).await,
    ];
    (house, programs)
}

/// What anybody sees of an answer, with names and times that differ anyway taken out.
fn seen(answer: &Answer) -> String {
    let mut value = body_of(answer);
    blank(&mut value);
    let headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| {
            // What is left fills up with time.
            !matches!(name.as_str(), "content-length" | "location" | "ratelimit")
        })
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    format!("{}\n{}\n{value:#}", answer.status, headers.join("\n"))
}

fn blank(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                if matches!(
                    key.as_str(),
                    "proposal" | "href" | "created" | "supersedes" | "superseded_by"
                ) && value.is_string()
                {
                    *value = json!("…");
                } else {
                    blank(value);
                }
            }
        }
        Value::Array(rows) => rows.iter_mut().for_each(blank),
        _ => {}
    }
}

/// All that somebody can do, in order, and what they see of it.
async fn all(program: &Program) -> Vec<String> {
    let mut found = Vec::new();
    for record in [
        "project/INDIGO-POJ-0001",
        "project/INDIGO-POJ-0002",
        "organisation/INDIGO-ORG-0001",
        "organisation/INDIGO-ORG-0002",
    ] {
        let answer = program.get(&format!("/api/v2/records/{record}")).await;
        found.push(seen(&answer));
    }
    if program.token.is_none() {
        return found;
    }
    let record = body_of(&program.get("/api/v2/records/project/INDIGO-POJ-0001").await);
    let whole = |change: &dyn Fn(&mut Value)| {
        let mut data = record["data"].clone();
        change(&mut data);
        json!({"type": "project", "id": "INDIGO-POJ-0001", "base_version": record["version"], "data": data})
    };
    let part = |patch: Value| json!({"type": "project", "id": "INDIGO-POJ-0001", "patch": patch});
    let edits = [
        whole(&|_| {}),
        whole(&|data| data["name"]["value"] = json!("Homes")),
        whole(&|data| data["investments"] = json!([])),
        whole(&|data| data["notes"] = json!({"value": "alpha", "status": "PRIVATE"})),
        // Guesses at what is hidden.
        part(json!({"notes": {"value": "alpha"}})),
        part(json!({"notes": {"value": "alpha", "status": "PRIVATE"}})),
        part(json!({"notes": "alpha"})),
        part(json!({"investments": [{"id": "i1", "notes": "another"}]})),
        json!({"type": "organisation", "id": "INDIGO-ORG-0001", "patch": {"name": {"value": "alpha"}}}),
        json!({"type": "organisation", "id": "INDIGO-ORG-0007", "patch": {"name": {"value": "alpha"}}}),
        json!({"type": "project", "id": "INDIGO-POJ-0001", "base_version": "1", "patch": {}}),
        json!({"type": "project", "id": "INDIGO-POJ-0001", "base_version": "3", "patch": {}}),
        json!({"type": "project", "data": {"name": {"value": "New"}, "investments": [{"organisation_id": {"value": "INDIGO-ORG-0001"}}]}}),
    ];
    for edit in edits {
        let body = json!({"comment": "x", "edits": [edit]});
        let dry = program.post("/api/v2/proposals?dry_run=true", &body).await;
        found.push(format!("{edit}\n{}", seen(&dry)));
        let answer = program.post("/api/v2/proposals", &body).await;
        found.push(format!("{edit}\n{}", seen(&answer)));
        if answer.status == 201 {
            let shown = program.get(answer.header("location")).await;
            found.push(format!("{edit} shown\n{}", seen(&shown)));
        }
    }
    for address in ["/api/v2/proposals", "/api/v2/proposals?whose=all"] {
        found.push(seen(&program.get(address).await));
    }
    let answer = program
        .ask(Method::HEAD, "/api/v2/proposals", &[], Vec::new())
        .await;
    found.push(answer.status.to_string());
    found
}

#[tokio::test]
async fn what_is_private_changes_no_answer_of_the_api() {
    let (_one, first) = installation("alpha beta", 0).await;
    let (_two, second) = installation("gamma", 3).await;
    let (_three, third) = installation("alpha", 1).await;
    for who in 0..first.len() {
        let one = all(&first[who]).await;
        for other in [&second[who], &third[who]] {
            let other = all(other).await;
            assert_eq!(one.len(), other.len());
            for (a, b) in one.iter().zip(&other) {
                assert_eq!(a, b, "program {who}");
            }
        }
    }
}
