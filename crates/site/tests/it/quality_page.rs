//! `/quality`: figures of the public data, and of nothing else.

use crate::{installation::Installation, lint::faults};

#[tokio::test(flavor = "multi_thread")]
async fn the_page_and_the_table_say_what_figures_rest_on() {
    let app = Installation::demo();
    let page = app.get("/quality").await.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    for wanted in [
        "public records",
        "href=\"/quality.csv\"",
        "Usable, with gaps",
        "<meter",
        "Field by field",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    let csv = app.get("/quality.csv").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.header("access-control-allow-origin"), "*");
    let text = csv.text();
    for wanted in [
        "grade,project,Good",
        "priority,project,1",
        "field,project,/name/value",
        "check,,",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in\n{text}");
    }
    let record = app.get("/projects/INDIGO-POJ-0198").await.text();
    assert!(record.contains("Quality of the data: <strong>"), "{record}");
    assert!(record.contains("href=\"/quality\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_private_changes_no_figure() {
    let app = Installation::demo();
    app.registry.keep_quality_day().unwrap();
    let pages = [
        "/quality",
        "/quality.csv",
        "/quality/trend.csv",
        "/projects/INDIGO-POJ-0198",
    ];
    let mut before = Vec::new();
    for address in pages {
        before.push(app.get(address).await.text());
    }
    // A private record full of faults, which also names public ones.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("private.jsonl");
    std::fs::write(
        &path,
        r#"{"type": "project", "id": "INDIGO-POJ-9990", "exists": true, "data": {"status": "PRIVATE", "name": {"value": "Chances"}, "outcome_funds": [{"id": "INDIGO-FUND-0012", "status": "PUBLIC"}], "investments": [{"id": "x", "organisation_id": {"value": "nobody"}}]}}"#,
    )
    .unwrap();
    let summary = app
        .registry
        .import(
            &[path],
            &indigo_registry::ImportOptions::default(),
            &mut |_| {},
        )
        .unwrap();
    assert!(summary.accepted);
    app.registry.keep_quality_day().unwrap();
    for (address, before) in pages.iter().zip(before) {
        assert_eq!(app.get(address).await.text(), before, "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_over_time_begin_with_none_and_with_one_day() {
    let app = Installation::demo();
    let page = app.get("/quality").await.text();
    assert!(page.contains("No figures are kept yet"), "{page}");
    assert!(!page.contains("/quality/trend.csv"), "{page}");
    let csv = app.get("/quality/trend.csv").await;
    assert_eq!(csv.text().lines().count(), 1);

    app.registry.keep_quality_day().unwrap();
    let page = app.get("/quality").await.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    for wanted in [
        "That is one day so far",
        "href=\"/quality/trend.csv\"",
        "Quality of the public data over time",
        "Priority 1 filled",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    assert!(!page.contains("class=\"plot\""), "one day makes no line");
    let csv = app.get("/quality/trend.csv").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.header("access-control-allow-origin"), "*");
    assert!(csv.text().contains(",project,"), "{}", csv.text());
    assert!(csv.text().contains(",that day,"), "{}", csv.text());
}

#[tokio::test]
async fn figures_over_time_are_lines_and_rows_with_changes() {
    let mut reader = crate::fake::Fake::empty();
    for (day, records, errors, rules) in [
        ("2026-08-31", 10, 4, "a"),
        ("2026-09-29", 11, 4, "a"),
        ("2026-09-30", 12, 2, "a"),
        ("2026-10-31", 12, 1_240, "b"),
    ] {
        for record_type in ["fund", "project"] {
            let shares = vec![indigo_registry::Share {
                priority: Some(1),
                filled: records * 2,
                asked: records * 3,
            }];
            reader.quality_days.push(indigo_registry::QualityDay {
                day: day.to_owned(),
                record_type: record_type.to_owned(),
                is_afterwards: day < "2026-09-15",
                rules: rules.to_owned(),
                figures: indigo_registry::DayFigures {
                    records,
                    shares,
                    errors,
                    ..indigo_registry::DayFigures::default()
                },
            });
        }
    }
    let app = crate::app::App::of(reader);
    let page = app.page("/quality").await;
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    let at = |wanted: &str| {
        page.find(wanted)
            .unwrap_or_else(|| panic!("{wanted} is not in\n{page}"))
    };
    let row = |day: &str| {
        let row = &page[at(&format!("<th scope=\"row\">{day}"))..];
        row[..row.find("</tr>").unwrap()].to_owned()
    };
    // Newest first, the last of each month, with what changed since the line below.
    assert!(at("row\">31 October 2026") < at("row\">30 September 2026"));
    assert!(at("row\">30 September 2026") < at("row\">31 August 2026"));
    assert!(!page.contains("row\">29 September 2026"));
    let october = row("31 October 2026");
    for wanted in [
        ">24<",
        "(same)",
        ">66.6 %<",
        ">2,480<",
        "(+2,476)",
        "other checks or another standard",
        "none asked",
    ] {
        assert!(october.contains(wanted), "{wanted} is not in\n{october}");
    }
    assert!(row("30 September 2026").contains("(−4)"));
    let august = row("31 August 2026");
    assert!(august.contains("told afterwards"));
    assert!(!august.contains('('), "{august}");
    // Lines of all days, for whoever sees them.
    assert_eq!(
        page.matches("class=\"plot\" aria-hidden=\"true\"").count(),
        2
    );
    assert!(
        page.contains("once a day, since 29 September 2026"),
        "{page}"
    );
}
