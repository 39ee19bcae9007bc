//! The filters of lists: the same records and counts as on the pages of the lists.

use super::library::body;
use crate::{app::App, demo::demo};

/// A value as it is written in an address.
fn encoded(value: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(letter).collect()
}

/// How many records a page of a list says that it chose.
fn chosen(page: &str) -> u64 {
    let said = page.split("id=\"said\">").nth(1).unwrap();
    let said = said.split('<').next().unwrap();
    let number = said.trim_start_matches("All ").split(' ').next().unwrap();
    number.replace(',', "").parse().unwrap()
}

#[tokio::test]
async fn every_value_of_every_filter_chooses_and_counts_as_the_list_does() {
    let app = App::of(demo());
    let standard = indigo_standard::Standard::builtin().unwrap();
    let mut asked = 0;
    for one in standard.types() {
        let filters = &one.profile.list.filters;
        let names: Vec<&str> = filters.iter().map(|one| one.name.as_str()).collect();
        let of_type = format!("/api/v2/records/{}", one.id);
        let all = body(
            &app,
            &format!("{of_type}?limit=0&facets={}", names.join(",")),
        )
        .await;
        // The first value of another filter, so that counts are also of a part of the records.
        let beside = names
            .iter()
            .filter_map(|name| Some((*name, all["facets"][*name][0]["value"].as_str()?)))
            .collect::<Vec<_>>();
        for (place, name) in names.iter().enumerate() {
            let values = all["facets"][*name].as_array().unwrap();
            // Many parties are named once: the first tell enough.
            for value in values.iter().take(12) {
                let text = value["value"].as_str().unwrap();
                let choice = format!("{name}={}", encoded(text));
                let told = body(&app, &format!("{of_type}?limit=0&{choice}")).await;
                assert_eq!(told["total"], value["count"], "{}: {choice}", one.id);
                let path = format!("/{}?{choice}", one.profile.words.path);
                assert_eq!(told["total"], chosen(&app.page(&path).await), "{path}");
                asked += 1;
            }
            let Some((other, first)) = beside.get((place + 1) % beside.len().max(1)) else {
                continue;
            };
            if other == name || values.is_empty() {
                continue;
            }
            let choice = format!("{other}={}", encoded(first));
            let told = body(&app, &format!("{of_type}?limit=0&facets={name}&{choice}")).await;
            for value in told["facets"][*name].as_array().unwrap().iter().take(3) {
                let text = encoded(value["value"].as_str().unwrap());
                let path = format!("/{}?{choice}&{name}={text}", one.profile.words.path);
                assert_eq!(value["count"], chosen(&app.page(&path).await), "{path}");
                asked += 1;
            }
        }
        // What cards alone do not hold is counted too.
        for (record_type, name) in [
            ("project", "results"),
            ("project", "people"),
            ("project", "region"),
            ("project", "payer"),
            ("organisation", "role"),
            ("organisation", "contracts"),
            ("fund", "contracts"),
        ] {
            if one.id == record_type {
                assert_ne!(all["facets"][name].as_array().unwrap().len(), 0, "{name}");
            }
        }
    }
    assert!(asked > 150, "{asked}");
}

#[tokio::test]
async fn a_type_lists_its_filters_with_values_and_titles() {
    let app = App::of(demo());
    let told = body(&app, "/api/v2/types/project").await;
    let facets = told["facets"].as_array().unwrap();
    let find = |name: &str| facets.iter().find(|facet| facet["name"] == name).unwrap();
    let title = |name: &str, value: &str| {
        let values = find(name)["values"].as_array().unwrap();
        let found = values.iter().find(|one| one["value"] == value);
        found.unwrap_or_else(|| panic!("{name} has no {value}"))["title"].clone()
    };
    for (name, value, expected) in [
        ("country", "GB", "United Kingdom"),
        ("results", "no", "Without results"),
        ("people", "unknown", "Not known"),
        ("stage", "Complete", "Complete"),
        ("region", "Europe / Western Europe", "Western Europe"),
    ] {
        assert_eq!(find(name)["is_closed"], true, "{name}");
        assert_eq!(title(name, value), expected, "{name}");
    }
    let payer = find("payer");
    assert_eq!(payer["is_closed"], false);
    let first = &payer["values"][0];
    assert!(first["value"].as_str().unwrap().starts_with("INDIGO-ORG-"));
    assert_ne!(first["title"], first["value"]);
    // Each of them can be asked for.
    for facet in facets {
        for value in facet["values"].as_array().unwrap().iter().take(40) {
            let (name, value) = (facet["name"].as_str().unwrap(), value["value"].as_str());
            let value = encoded(value.unwrap());
            body(
                &app,
                &format!("/api/v2/records/project?limit=0&{name}={value}"),
            )
            .await;
        }
    }
}

#[tokio::test]
async fn what_is_in_a_list_or_group_can_be_asked_for_as_a_whole() {
    let app = App::of(demo());
    let records = super::library::public(&app, "project");
    for (name, is_list) in [
        ("outcome_metrics", true),
        ("results", true),
        ("dates", false),
    ] {
        let ask = async |value: bool| {
            let address = format!("/api/v2/records/project?limit=0&where.{name}__exists={value}");
            body(&app, &address).await["total"].as_u64().unwrap()
        };
        let (with, without) = (ask(true).await, ask(false).await);
        assert_eq!(with + without, records.len() as u64, "{name}");
        if is_list {
            let has = |data: &serde_json::Value| {
                data[name].as_array().is_some_and(|rows| !rows.is_empty())
            };
            let expected = records.iter().filter(|(_, data)| has(data)).count();
            assert_eq!(with, expected as u64, "{name}");
        }
    }
}

#[tokio::test]
async fn the_landscape_is_of_a_day_compared_with_another() {
    let app = App::of(demo());
    let told = body(
        &app,
        "/api/v2/landscape?as_of=2025-05-31&compare=2024-05-31&country=GB",
    )
    .await;
    assert_eq!(told["as_of"], "2025-05-31");
    assert_eq!(told["compared"]["with"], "2024-05-31");
    assert!(told["figures"].is_object());
    for (query, parameter) in [
        ("compare=soon", "compare"),
        ("as_of=2025-02-30", "as_of"),
        ("country=Atlantis", "country"),
        ("results=maybe", "results"),
    ] {
        let answer = app.get(&format!("/api/v2/landscape?{query}")).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.text());
        let problem = super::library::read(&answer);
        assert_eq!(problem["findings"][0]["parameter"], parameter, "{query}");
    }
}
