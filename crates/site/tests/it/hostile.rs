//! Data that mean harm are shown as text.

use indigo_model::Record;
use serde_json::{Value, json};

use crate::{app::App, fake::Fake, lint::faults};

const MARKUP: &str = "\"><script>alert(1)</script><img src=x onerror=y>'&amp;";

fn record(record_type: &str, id: &str, data: &Value) -> Record {
    serde_json::from_value(json!({"type": record_type, "id": id, "data": data})).unwrap()
}

#[tokio::test]
async fn markup_in_every_field_is_text() {
    let standard = indigo_standard::Standard::builtin().unwrap();
    let mut records = Vec::new();
    for one in standard.types() {
        let mut data = json!({"status": "PUBLIC"});
        let put = |root: &mut Value, keys: &[String], value: Value| {
            let object = root.as_object_mut().unwrap();
            indigo_model::pointer::set(object, keys, value);
        };
        for field in one.fields.iter().filter(|field| field.pointer != "/status") {
            let value = if field.is_status() { "PUBLIC" } else { MARKUP };
            put(&mut data, &field.keys, json!(value));
        }
        for list in &one.lists {
            let mut row = json!({});
            for field in &list.fields {
                let value = if field.is_status() { "PUBLIC" } else { MARKUP };
                put(&mut row, &field.keys, json!(value));
            }
            put(&mut data, &list.keys, json!([row]));
        }
        records.push(record(
            &one.id,
            &format!("{}<b>1", one.profile.id_prefix),
            &data,
        ));
    }
    let app = App::of(Fake::of(&records));
    for record in &records {
        let one = standard.get(&record.key.record_type).unwrap();
        let path = &one.profile.words.path;
        let id = record.key.id.replace('<', "%3C").replace('>', "%3E");
        for address in [
            format!("/{path}/{id}"),
            format!("/{path}"),
            "/".to_owned(),
            "/search?q=alert".to_owned(),
            "/sitemap.xml".to_owned(),
        ] {
            let page = app.page(&address).await;
            assert!(!page.contains("<script>"), "{address}");
            assert!(!page.contains("<img"), "{address}");
            assert!(!page.contains("<b>"), "{address}");
            if !address.ends_with("xml") {
                assert_eq!(faults(&page), Vec::<String>::new(), "{address}");
            }
        }
    }
}

#[tokio::test]
async fn only_web_addresses_become_links() {
    let url =
        |text: &str| json!({"title": {"value": "x"}, "url": {"value": text}, "status": "PUBLIC"});
    let project = record(
        "project",
        "INDIGO-POJ-0001",
        &json!({
            "status": "PUBLIC",
            "name": {"value": "One"},
            "documents": [
                url("javascript:alert(1)"),
                url("JaVaScRiPt:alert(1)"),
                url("data:text/html,x"),
                url("https://a.example/\" onclick=\"x"),
                url("https://fine.example/x?a=1&b=2"),
            ],
        }),
    );
    let app = App::of(Fake::of(&[project]));
    let page = app.page("/projects/INDIGO-POJ-0001").await;
    let lower = page.to_lowercase();
    assert!(!lower.contains("href=\"javascript"));
    assert!(!lower.contains("href=\"data:"));
    assert!(page.contains("href=\"https://fine.example/x?a=1&#38;b=2\" rel=\"nofollow noopener\""));
    assert_eq!(faults(&page), Vec::<String>::new());
}

#[tokio::test]
async fn values_that_do_not_fit_are_shown_as_they_came() {
    let project = record(
        "project",
        "INDIGO-POJ-0001",
        &json!({
            "status": "PUBLIC",
            "name": {"value": "One"},
            "dates": {
                "start_date_of_service_provision": {"value": "2018-13", "status": "PUBLIC"},
                "anticipated_duration_of_service_provision": {"value": 0, "status": "PUBLIC"},
                "source_ids": "s1, sourc13"
            },
            "overall_project_finance": {
                "total_investment_commitment": {
                    "currency": {"value": "GBP ", "status": "PUBLIC"},
                    "amount": {"exact": {"value": "=U33", "status": "PUBLIC"}}
                },
                "maximum_potential_outcome_payment_v2": {
                    "currency": {"value": "Swiss Francs", "status": "PUBLIC"},
                    "amount": {"value": 5000, "status": "PUBLIC"}
                }
            },
            "outcome_funds": [{"id": "INDIGO-FUND-0011", "status": "PUBLIC"}],
            "results": [{"outcome_metric_id": {"value": "m1"}, "status": "PUBLIC"}],
            "sources": [{"id": "s1", "status": "PUBLIC"}]
        }),
    );
    let app = App::of(Fake::of(&[project]));
    let page = app.page("/projects/INDIGO-POJ-0001").await;
    for wanted in [
        "2018-13 <small>(as received: not a date)</small>",
        "=U33 <small>(as received: not a number)</small>",
        "5,000 Swiss Francs",
        "class=\"zero\"><span class=\"n\">0</span> months",
        "INDIGO-FUND-0011 <small>(not public or not known)</small>",
        "m1 <small>(not in this record)</small>",
        "Source sourc13 is not in the list of sources",
        "Source without a name",
        "Nothing is recorded for:",
        "Not known: ",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    assert_eq!(faults(&page), Vec::<String>::new());
}
