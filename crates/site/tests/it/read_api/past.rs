//! What was public then, and what changed since, in an installation that keeps its past.

use std::fs;

use indigo_registry::{Day, ImportOptions};
use serde_json::{Value, json as value};

use super::library::ids;
use crate::{
    staff::{
        house::House,
        library::{SECRET, house, project, put},
    },
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

/// A project with what is looked for in it.
fn project_of(id: &str, name: &str, stage: &str, start: &str) -> Value {
    value!({"type": "project", "id": id, "data": {"status": "PUBLIC", "name": {"value": name},
        "stage_development": {"value": stage, "status": "PUBLIC"},
        "dates": {"status": "PUBLIC", "start_date_of_service_provision": {"value": start, "status": "PUBLIC"}},
        "investments": [{"id": "i1", "status": "PUBLIC", "organisation_id": {"value": "INDIGO-ORG-0001"}}]}})
}

/// An installation with two states, of the ends of January and March 2025.
fn two_states() -> House {
    let house = House::new();
    let organisation = |name: &str| value!({"type": "organisation", "id": "INDIGO-ORG-0001", "data": {"status": "PUBLIC", "name": {"value": name}}});
    for (day, records) in [
        (
            "2025-01-31",
            vec![
                organisation("Old hall"),
                project_of("INDIGO-POJ-0001", "Alpha", "Implementation", "2019-05-01"),
                project_of("INDIGO-POJ-0002", "Beta", "Complete", "2020-05-01"),
            ],
        ),
        (
            "2025-03-31",
            vec![
                organisation("New hall"),
                project_of("INDIGO-POJ-0001", "Zulu", "Complete", "2022-05-01"),
                project_of("INDIGO-POJ-0002", "Beta", "Implementation", "2020-05-01"),
                project_of("INDIGO-POJ-0003", "Middle", "Implementation", "2021-05-01"),
            ],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in.jsonl");
        let lines: Vec<String> = records.iter().map(Value::to_string).collect();
        fs::write(&file, lines.join("\n")).unwrap();
        let options = ImportOptions {
            dated: Day::parse(day),
            ..ImportOptions::default()
        };
        let summary = house.registry.import(&[file], &options, &mut |_| {});
        assert!(summary.unwrap().accepted);
    }
    house
}

const BETWEEN: &str = "&as_of=2025-02-15";
const START: &str = "dates.start_date_of_service_provision";

#[tokio::test]
async fn a_day_between_two_states_is_read_as_it_was_by_every_parameter() {
    let start_before_2020 = format!("where.{START}__lt=2020");
    let by_start = format!("sort={START}");
    let by_start_down = format!("sort=-{START}&where.{START}__exists=true");
    // What is found then and now, by the last figure of the ids.
    let cases: [(&str, &[u8], &[u8]); 12] = [
        ("where.stage_development=Implementation", &[1], &[2, 3]),
        ("where.stage_development__ne=Implementation", &[2], &[1]),
        ("where.name__contains=alpha", &[1], &[]),
        (&start_before_2020, &[1], &[]),
        ("stage=Implementation", &[1], &[2, 3]),
        // What is worked out from what cards hold is of the day as well.
        ("investor=INDIGO-ORG-0001", &[1, 2], &[1, 2, 3]),
        ("results=no", &[1, 2], &[1, 2, 3]),
        ("people=unknown", &[1, 2], &[1, 2, 3]),
        ("sort=name", &[1, 2], &[2, 3, 1]),
        (&by_start, &[1, 2], &[2, 3, 1]),
        (&by_start_down, &[2, 1], &[1, 3, 2]),
        ("changed_since=2025-03-01", &[], &[1, 2, 3]),
    ];
    let names = |places: &[u8]| -> Vec<String> {
        let name = |place: &u8| format!("INDIGO-POJ-000{place}");
        places.iter().map(name).collect()
    };
    // Whichever of the two is asked for first, the other does not get its columns; and neither
    // does a second question, which has another limit as answers are kept.
    for order in [["", BETWEEN], [BETWEEN, ""]] {
        let house = two_states();
        let nobody = Program::nobody(&house);
        for limit in [10, 11] {
            for (asked, then, now) in cases {
                for day in order {
                    let address = format!("/api/v2/records/project?{asked}&limit={limit}{day}");
                    let found = body(&nobody, &address).await;
                    let expected = names(if day.is_empty() { now } else { then });
                    assert_eq!(ids(&found), expected, "{address}");
                    assert_eq!(found["total"], expected.len(), "{address}");
                }
            }
        }
    }
}

#[tokio::test]
async fn counts_records_beside_and_streams_are_of_the_day_too() {
    let house = two_states();
    let nobody = Program::nobody(&house);
    for (day, counts, hall, stage) in [
        ("", [1, 2], "New hall", "Complete"),
        (BETWEEN, [1, 1], "Old hall", "Implementation"),
    ] {
        let address = format!(
            "/api/v2/records/project?facets=stage&include=organisations&fields=stage_development{day}"
        );
        let found = body(&nobody, &address).await;
        let count = |stage: &str| {
            let values = found["facets"]["stage"].as_array().unwrap();
            let of_stage = values.iter().find(|one| one["value"] == stage);
            of_stage.map_or(Value::Null, |one| one["count"].clone())
        };
        assert_eq!(count("Complete"), counts[0], "{address}");
        assert_eq!(count("Implementation"), counts[1], "{address}");
        let beside = &found["included"]["organisations"]["INDIGO-ORG-0001"];
        assert_eq!(beside["data"]["name"]["value"], hall, "{address}");
        let first = &found["records"][0];
        assert_eq!(first["data"]["stage_development"]["value"], stage);
        let lines = format!("/api/v2/records/project.jsonl?where.stage_development={stage}{day}");
        let lines = nobody.get(&lines).await.text();
        assert!(lines.contains("INDIGO-POJ-0001"), "{lines}");
        assert_eq!(lines.lines().count(), 1, "{lines}");
    }
}

#[tokio::test]
async fn a_cursor_goes_on_in_the_order_of_its_day() {
    let house = two_states();
    let nobody = Program::nobody(&house);
    for sort in [format!("sort=-{START}"), "sort=-name".to_owned()] {
        for (day, expected) in [("", "132"), (BETWEEN, "21")] {
            let mut next = Some(format!("/api/v2/records/project?{sort}&limit=1{day}"));
            let mut found = String::new();
            while let Some(address) = next {
                let page = body(&nobody, &address).await;
                assert_eq!(page["as_of"].is_string(), !day.is_empty(), "{address}");
                found.extend(ids(&page).iter().filter_map(|id| id.chars().last()));
                next = page["next"].as_str().map(str::to_owned);
                assert!(found.len() <= 9, "no end");
            }
            assert_eq!(found, expected, "{sort}{day}");
        }
        // A cursor of now is none of that day.
        let page = body(&nobody, &format!("/api/v2/records/project?{sort}&limit=1")).await;
        let next = format!("{}{BETWEEN}", page["next"].as_str().unwrap());
        assert_eq!(nobody.get(&next).await.status, 400, "{next}");
    }
}

#[tokio::test]
async fn flags_are_of_today_and_left_out_of_a_past_day() {
    let house = two_states();
    let nobody = Program::nobody(&house);
    let item = "/api/v2/records/organisation/INDIGO-ORG-0001?view=public";
    let list = "/api/v2/records/organisation?limit=1";
    let beside = "/api/v2/records/project?include=organisations&limit=1";
    for (day, are_there) in [("", true), (BETWEEN, false)] {
        let flags = [
            body(&nobody, &format!("{item}{day}")).await["flags"].clone(),
            body(&nobody, &format!("{list}{day}")).await["records"][0]["flags"].clone(),
            body(&nobody, &format!("{beside}{day}")).await["included"]["organisations"]
                ["INDIGO-ORG-0001"]["flags"]
                .clone(),
        ];
        for flags in flags {
            assert_eq!(flags.is_object(), are_there, "{day}: {flags}");
        }
        let lines = format!("/api/v2/records/organisation.jsonl?fields=name{day}");
        let lines = nobody.get(&lines).await.text();
        assert_eq!(lines.contains("\"flags\""), are_there, "{lines}");
    }
}

#[tokio::test]
async fn who_forgets_view_public_is_told_so() {
    let house = two_states();
    let nobody = Program::nobody(&house);
    let item = "/api/v2/records/project/INDIGO-POJ-0001";
    for query in ["fields=name", "as_of=2025-02-15", "include=provenance"] {
        let answer = nobody.get(&format!("{item}?{query}")).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.text());
        let finding = json(&answer)["findings"][0].clone();
        assert_eq!(finding["code"], "parameter_not_here", "{query}");
        assert!(finding["message"].as_str().unwrap().contains("view=public"));
    }
    let answer = nobody.get(&format!("{item}?view=all")).await;
    assert_eq!(answer.status, 400);
}
