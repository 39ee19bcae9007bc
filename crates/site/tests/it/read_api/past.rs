//! What was public then, and what changed since, in an installation that keeps its past.

use serde_json::Value;

use crate::{
    staff::library::{SECRET, house, project, put},
    write_api::library::{Program, json},
};

async fn body(program: &Program, address: &str) -> Value {
    let answer = program.get(address).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    json(&answer)
}

#[tokio::test]
async fn before_there_was_anything_there_was_nothing() {
    let house = house();
    let nobody = Program::nobody(&house);
    let then = body(&nobody, "/api/v2/records/project?as_of=2020-01-01").await;
    assert_eq!(then["total"], 0);
    assert_eq!(then["as_of"], "2020-01-01");
    let item = nobody
        .get("/api/v2/records/project/INDIGO-POJ-0001?view=public&as_of=2020-01-01")
        .await;
    assert_eq!(item.status, 404);
    let lines = nobody
        .get("/api/v2/records/project.jsonl?as_of=2020-01-01")
        .await;
    assert_eq!((lines.status.as_u16(), lines.text()), (200, String::new()));
    let now = body(&nobody, "/api/v2/records/project?as_of=9999-12-31").await;
    assert_eq!(now["total"], 1);
}

#[tokio::test]
async fn a_change_in_private_is_none() {
    let house = house();
    let nobody = Program::nobody(&house);
    let addresses = [
        "/api/v2/records/project",
        "/api/v2/records/project.jsonl",
        "/api/v2/records/project?changed_since=2020-01-01",
        "/api/v2/records/project?where.notes__exists=true",
        "/api/v2/records/project?where.notes__contains=hush",
        "/api/v2/records/project?where.investments.notes__contains=hush",
        "/api/v2/records/project?where.investments.id__in=i1,i2",
        "/api/v2/records/project/INDIGO-POJ-0001?view=public&include=provenance,organisations",
        "/api/v2/types/project?counts=true",
        "/api/v2/search?q=hush",
    ];
    let mut before = Vec::new();
    for address in addresses {
        let answer = nobody.get(address).await;
        assert!(
            !answer.text().replace(address, "").contains(SECRET),
            "{address}"
        );
        before.push(answer);
    }
    put(
        &house,
        &project(),
        serde_json::json!({"notes": {"value": format!("{SECRET} more"), "status": "PRIVATE"}}),
    );
    for (address, before) in addresses.iter().zip(before) {
        assert_eq!(nobody.get(address).await, before, "{address}");
    }
    put(
        &house,
        &project(),
        serde_json::json!({"notes": {"value": "for all", "status": "PUBLIC"}}),
    );
    let open = body(&nobody, "/api/v2/records/project?where.notes__contains=ALL").await;
    assert_eq!(open["total"], 1);
}
