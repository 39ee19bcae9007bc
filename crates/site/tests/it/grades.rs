//! Records by the grade that their pages show.

use serde_json::Value;

use crate::{app::App, demo::demo, installation::Installation};

/// Each grade as it stands in an address and on a page.
const GRADES: [(&str, &str); 3] = [
    ("good", "Good"),
    ("usable", "Usable, with gaps"),
    ("needs_work", "Needs work"),
];

async fn json(app: &Installation, address: &str) -> Value {
    let answer = app.get(address).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    serde_json::from_str(&answer.text()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_by_grade_holds_the_records_whose_pages_show_it() {
    let app = Installation::demo();
    let mut kinds = 0;
    for one in app.registry.standard().types() {
        let mut graded = 0;
        let records = format!("/api/v2/records/{}", one.id);
        let told = json(&app, &format!("{records}?facets=quality&limit=0")).await;
        for (value, words) in GRADES {
            let address = format!("{records}?quality={value}&limit=40");
            let body = json(&app, &address).await;
            let found = body["records"].as_array().or(body["data"].as_array());
            let found = found.unwrap_or_else(|| panic!("{body}"));
            let count = told["facets"]["quality"].as_array().unwrap().iter();
            let count = count
                .filter(|offer| offer["value"] == value)
                .map(|offer| offer["count"].as_u64().unwrap())
                .sum::<u64>();
            assert_eq!(Some(count), body["total"].as_u64(), "{address}: {told}");
            kinds += usize::from(count > 0);
            graded += count;
            for record in found {
                let id = record["id"].as_str().unwrap();
                let page = app.get(&format!("/{}/{id}", one.profile.words.path)).await;
                let shown = format!("Quality of the data: <strong>{words}</strong>");
                assert!(page.text().contains(&shown), "{id} is not {words}");
            }
        }
        let all = json(&app, &format!("{records}?limit=0")).await;
        assert_eq!(Some(graded), all["total"].as_u64(), "{all}");
    }
    assert!(kinds > 6, "{kinds}");
}

#[tokio::test]
async fn a_grade_is_said_kept_and_taken_away() {
    let app = App::of(demo());
    let query = "?quality=usable&quality=good&sector=Health";
    let page = app.page(&format!("/projects{query}")).await;
    assert!(
        page.contains("health, quality of the data “Good” or “Usable, with gaps”")
            || page.contains("health, quality of the data “Usable, with gaps” or “Good”"),
        "{page}"
    );
    let count = |text: &str| text.matches("INDIGO-POJ-").count();
    let all = app.page("/projects/selection.csv").await;
    let some = app.page("/projects/selection.csv?quality=needs_work").await;
    assert!(count(&some) < count(&all));
    assert_eq!(
        app.get("/projects/selection.csv?quality=bad").await.status,
        400
    );
    // A grade that no record has is understood all the same.
    for (value, _) in GRADES {
        let address = format!("/projects/selection.json?quality={value}");
        assert_eq!(app.get(&address).await.status, 200, "{address}");
    }
    let landscape = app.page("/landscape?quality=usable").await;
    assert!(landscape.contains("quality=usable"), "{landscape}");
    let refused = app.get("/api/v2/records/project?quality=bad").await;
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains("good, usable, needs_work"));
}
