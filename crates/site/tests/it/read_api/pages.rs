//! Pages, orders, and cursors that stay right.

use indigo_model::Record;

use super::library::{body, ids, public, values};
use crate::{app::App, demo, fake::Fake};

/// All ids, page by page.
async fn walk(app: &App, address: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = Some(address.to_owned());
    while let Some(address) = next {
        let answer = app.get(&address).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let page = super::library::read(&answer);
        found.extend(ids(&page));
        next = page["next"].as_str().map(str::to_owned);
        let link = next.as_ref().map(|next| format!("<{next}>; rel=\"next\""));
        assert_eq!(answer.header("link"), link.unwrap_or_default());
        assert!(found.len() <= 1_000, "no end");
    }
    found
}

const SORTS: [&str; 9] = [
    "",
    "sort=id",
    "sort=-id",
    "sort=name",
    "sort=-updated",
    "sort=dates.start_date_of_service_provision",
    "sort=-overall_project_finance.total_investment_commitment.amount.exact",
    "sort=outcome_metrics.targeted_number_of_service_users_or_beneficiaries_total",
    "q=the",
];

#[tokio::test]
async fn pages_hold_every_record_once_in_every_order() {
    let app = App::of(demo::demo());
    for sort in SORTS {
        let whole = body(&app, &format!("/api/v2/records/project?limit=1000&{sort}")).await;
        let all = ids(&whole);
        assert!(all.len() > 7, "{sort}");
        for limit in [1, 7, 43, 44, 45] {
            let address = format!("/api/v2/records/project?limit={limit}&{sort}&fields=name");
            assert_eq!(walk(&app, &address).await, all, "{sort} {limit}");
        }
    }
}

#[tokio::test]
async fn orders_are_by_value_with_what_is_missing_last() {
    let app = App::of(demo::demo());
    let field = "overall_project_finance.total_investment_commitment.amount.exact";
    let records = public(&app, "project");
    let keys: Vec<&str> = field.split('.').chain(["value"]).collect();
    for (sign, sign_of) in [("", 1.0), ("-", -1.0)] {
        let found = body(
            &app,
            &format!("/api/v2/records/project?limit=1000&sort={sign}{field}"),
        )
        .await;
        let amounts: Vec<f64> = ids(&found)
            .iter()
            .map(|id| {
                let (_, data) = records.iter().find(|(known, _)| known == id).unwrap();
                let amount = values(data, &keys).first().and_then(|value| value.as_f64());
                amount.map_or(f64::INFINITY, |amount| amount * sign_of)
            })
            .collect();
        assert!(amounts.is_sorted(), "{sign}{field}");
        assert!(amounts.contains(&f64::INFINITY));
    }
}

#[tokio::test]
async fn a_cursor_stays_right_when_records_are_added_and_taken_away() {
    let all: Vec<Record> = demo::records().to_vec();
    let is_odd = |record: &Record| {
        record
            .key
            .id
            .bytes()
            .last()
            .is_some_and(|byte| byte % 2 == 1)
    };
    let some: Vec<Record> = all
        .iter()
        .filter(|record| is_odd(record))
        .cloned()
        .collect();
    for (before, after) in [(&some, &all), (&all, &some)] {
        let (before, after) = (App::of(Fake::of(before)), App::of(Fake::of(after)));
        for sort in SORTS.into_iter().filter(|sort| !sort.starts_with("q=")) {
            let address = format!("/api/v2/records/project?{sort}&fields=name&limit=");
            let first = body(&before, &format!("{address}5")).await;
            let whole = ids(&body(&after, &format!("{address}1000")).await);
            let seen = ids(&first);
            let last = seen.last().unwrap();
            let rest = walk(&after, first["next"].as_str().unwrap()).await;
            // Those behind the last one seen, each once, and none before it.
            if let Some(place) = whole.iter().position(|id| id == last) {
                assert_eq!(rest, whole[place + 1..], "{sort}");
            } else {
                assert!(whole.ends_with(&rest), "{sort}");
                assert!(seen.iter().all(|id| !rest.contains(id)), "{sort}");
            }
        }
    }
}

#[tokio::test]
async fn a_cursor_is_of_its_own_conditions() {
    let app = App::of(demo::demo());
    let first = body(&app, "/api/v2/records/project?limit=5&country=GB").await;
    let next = first["next"].as_str().unwrap();
    assert!(app.get(next).await.status.is_success());
    // Another number of records and other fields are fine; other conditions are not.
    let other = next.replace("limit=5", "limit=3&fields=name");
    assert_eq!(app.get(&other).await.status, 200, "{other}");
    for wrong in [next.replace("GB", "NL"), format!("{next}&sort=name")] {
        let answer = app.get(&wrong).await;
        assert_eq!(answer.status, 400, "{wrong}");
        assert!(answer.text().contains("cursor_of_another_request"));
    }
}

#[tokio::test]
async fn long_names_that_begin_alike_are_walked_through() {
    let mut records: Vec<Record> = demo::records().to_vec();
    let projects = records
        .iter_mut()
        .filter(|record| record.key.record_type == "project");
    for (number, record) in projects.take(20).enumerate() {
        let name = format!("{}{}", "é".repeat(2_000), 99 - number);
        record.data["name"]["value"] = name.into();
    }
    let app = App::of(Fake::of(&records));
    for sort in ["sort=name", "sort=-name"] {
        let whole = body(&app, &format!("/api/v2/records/project?limit=1000&{sort}")).await;
        let address = format!("/api/v2/records/project?limit=3&{sort}&fields=id");
        assert_eq!(walk(&app, &address).await, ids(&whole), "{sort}");
    }
    let counts = body(&app, "/api/v2/records/project?limit=0").await;
    assert!(counts["total"].as_u64().unwrap() > 20);
    assert_eq!(
        (&counts["count"], counts["next"].is_null()),
        (&0.into(), true)
    );
}
