//! Requests that are nearly right, made from fixed seeds: no answer says that we are broken, none
//! takes long, and what came into the records by them can be shown and refolded.

use std::time::{Duration, Instant};

use axum::http::Method;
use indigo_model::{RecordKey, Role};

use super::{
    library::{ALL, Program, json as body_of, program},
    mutate::{Case, Known, Mutator},
};
use crate::staff::{house::House, library};

/// Seeds, and how many requests are made from each. (`cargo xtask fuzz-api` makes many more.)
const SEEDS: [u64; 3] = [1, 2, 3];
const REQUESTS: usize = 400;

/// No request may take longer, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(10);

const RECORDS: [(&str, &str); 3] = [
    ("project", "INDIGO-POJ-0001"),
    ("organisation", "INDIGO-ORG-0001"),
    ("organisation", "INDIGO-ORG-0002"),
];

async fn known(program: &Program) -> Vec<Known> {
    let mut found = Vec::new();
    for (record_type, id) in RECORDS {
        let answer = program
            .get(&format!("/api/v2/records/{record_type}/{id}"))
            .await;
        let value = body_of(&answer);
        found.push(Known {
            record_type: record_type.to_owned(),
            id: id.to_owned(),
            version: value["version"].as_str().unwrap().to_owned(),
            data: value["data"].clone(),
        });
    }
    found
}

async fn ask(program: &Program, case: &Case) -> crate::app::Answer {
    let headers: Vec<(&str, &str)> = case
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let method: Method = case.method.parse().unwrap();
    program
        .ask(method, &case.path, &headers, case.body.clone())
        .await
}

fn shown(case: &Case) -> String {
    let body = String::from_utf8_lossy(&case.body);
    format!(
        "{} {} {:?}\n{:.2000}",
        case.method, case.path, case.headers, body
    )
}

#[tokio::test]
async fn no_request_breaks_the_api() {
    for seed in SEEDS {
        let house = House::with(indigo_site::SiteConfig {
            api_requests_per_minute: Some(1_000_000),
            ..indigo_site::SiteConfig::default()
        });
        library::fill(&house);
        house.add("sam@example.org", Role::DataSteward, &["organisation"]);
        let programs = [
            program(&house, "max@example.org", &ALL).await,
            program(&house, "ada@example.org", &ALL).await,
            program(&house, "sam@example.org", &ALL).await,
        ];
        let mut made = 0;
        for (place, program) in programs.iter().enumerate() {
            let known = known(program).await;
            let mut mutator = Mutator::new(seed * 1_000 + place as u64, known);
            for number in 0..REQUESTS / programs.len() {
                let case = mutator.next();
                let begun = Instant::now();
                let answer = ask(program, &case).await;
                let status = answer.status.as_u16();
                let at = || {
                    format!(
                        "seed {seed}, program {place}, request {number}: {status}\n{}",
                        shown(&case)
                    )
                };
                assert!(status < 500, "{}\n{}", at(), answer.text());
                assert!(begun.elapsed() < PATIENCE, "{:?} {}", begun.elapsed(), at());
                match status {
                    200 | 201 => {
                        made += usize::from(status == 201);
                        mutator.learn(&body_of(&answer));
                    }
                    304 => {}
                    _ => {
                        assert_eq!(
                            answer.header("content-type"),
                            "application/problem+json",
                            "{}",
                            at()
                        );
                        assert_eq!(body_of(&answer)["status"], status, "{}", at());
                    }
                }
            }
        }
        assert!(made > 10, "only {made} requests did something");
        what_came_in_is_sound(&house).await;
    }
}

/// The ledger refolds, and every page and body of what was changed is there.
async fn what_came_in_is_sound(house: &House) {
    let verified = house.registry.verify(&mut |_, _| {}).unwrap();
    assert!(
        verified.differences.is_empty(),
        "{:?}",
        verified.differences
    );
    let browser = house.browser();
    let max = house.signed_in("max@example.org").await;
    for one in house.registry.standard().types() {
        let list = format!("/{}", one.profile.words.path);
        for address in [list.clone(), format!("/app/api1/{}", one.id)] {
            assert_eq!(browser.get(&address).await.status, 200, "{address}");
        }
        use indigo_registry::Reader as _;
        for (id, _) in house.registry.ids(&one.id).unwrap() {
            for address in [
                format!("{list}/{id}"),
                format!("{list}/{id}/history"),
                format!("/app/api1/{}/{id}", one.id),
            ] {
                let status = browser.get(&address).await.status.as_u16();
                assert!(status < 500, "{address}: {status}");
            }
            let key = RecordKey::new(one.id.as_str(), id.as_str());
            assert!(house.registry.data_of(&key).is_ok());
            let page = max.get(&format!("/records/{}/{id}", one.id)).await;
            assert!(page.status.as_u16() < 500, "{id}");
        }
    }
    assert_eq!(max.get("/moderate?state=any").await.status, 200);
    for address in [
        "/data/indigo.jsonl",
        "/app/project_download",
        "/app/all_public_data.sqlite",
        "/quality",
    ] {
        assert_eq!(browser.get(address).await.status, 200, "{address}");
    }
}
