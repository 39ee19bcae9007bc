use std::{collections::BTreeSet, fs, path::Path};

use indigo_standard::Standard;
use serde_json::json;

use super::*;
use crate::{Unknown, checks};

fn day(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

/// The grade that the page of a record shows on a day.
fn shown_on(one: &TypeStandard, data: &Value, today: PartialDate) -> Grade {
    let subject = Subject::new(one, "X-1", data, &Unknown, today, View::Public);
    let findings = Checks::all().findings(&subject);
    Badge::of(&Completeness::of(&subject), &findings).grade
}

/// Holds kept grades against those worked out on the day, on days around every date.
fn same_as_on_each_day(one: &TypeStandard, data: &Value) {
    let grades = Grades::of(one, "X-1", data, &Unknown);
    for year in 2025..2032 {
        for month in 1..=12 {
            for of_month in [1, 2, 15, 28] {
                let today = day(&format!("{year}-{month:02}-{of_month:02}"));
                let kept = grades.on(&today.to_string()).unwrap();
                let shown = shown_on(one, data, today);
                assert_eq!(kept, shown, "{today} {grades:?}\n{data}");
            }
        }
    }
}

#[test]
fn a_check_that_asks_for_the_day_is_known_to_do_so() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checks");
    let asking: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| fs::read_to_string(path).unwrap().contains("subject.today"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(asking, BY_DAY.map(str::to_owned).into());
    for code in BY_DAY {
        assert!(checks::ALL.iter().any(|check| check.code == code), "{code}");
    }
}

/// A project that says most of what is asked for first, with these dates.
fn project(stage: &str, dates: &Value, payments: &Value) -> Value {
    json!({
        "name": {"value": "A"}, "stage_development": {"value": stage}, "dates": dates,
        "outcome_payments": payments,
        "sources": [{"id": "s1", "accessed_date": {"value": "2027-02-03"}}],
    })
}

#[test]
fn grades_turn_on_the_day_on_which_the_page_shows_another() {
    let standard = Standard::builtin().unwrap();
    let one = standard.get("project").unwrap();
    let payment = |kind: &str, start: &str| {
        json!({"type": {"value": kind}, "period": {"start_date": {"value": start}},
            "start_date": {"value": start}, "date_range": {"start_date": {"value": start}}})
    };
    let many: Vec<Value> = (2026..2032)
        .flat_map(|year| {
            [
                payment("Actual", &format!("{year}-02-15")),
                payment("Planned", "2040-01-01"),
            ]
        })
        .collect();
    for stage in [
        "Implementation",
        "Contracted",
        "Complete",
        "Service delivery complete",
    ] {
        for dates in [
            json!({"start_date_of_service_provision": {"value": "2026-05"}}),
            json!({"actual_completion_date": {"value": "2027-02-28"},
                "start_date_of_service_provision": {"value": "2027"}}),
            json!({"anticipated_end_date_of_service_provision": {"value": "2026-12-31"},
                "anticipated_completion_date": {"value": "2028-06-14"},
                "outcomes_contract_signed": {"value": "2070-01-01"}}),
        ] {
            same_as_on_each_day(one, &project(stage, &dates, &json!([])));
            same_as_on_each_day(one, &project(stage, &dates, &json!(many)));
        }
    }
}

#[test]
fn the_examples_of_all_checks_have_the_grades_that_their_pages_show() {
    let standard = Standard::builtin().unwrap();
    for check in checks::ALL {
        for example in [check.passes, check.fails] {
            let one = standard.get(example.record_type).unwrap();
            let data: Value = serde_json::from_str(example.data).unwrap();
            same_as_on_each_day(one, &data);
        }
    }
}

#[test]
fn a_deal_turns_when_its_quarter_is_over() {
    let standard = Standard::builtin().unwrap();
    let one = standard.get("pipeline").unwrap();
    let data = json!({"name": {"value": "A"},
        "dates": {"expected_launch_date": {"value": "Q2 - 2027"}}});
    let grades = Grades::of(one, "X-1", &data, &Unknown);
    assert_eq!(grades.on("2027-06-30"), grades.on(""));
    same_as_on_each_day(one, &data);
    let far =
        json!({"name": {"value": "A"}, "dates": {"expected_launch_date": {"value": "9999-12-31"}}});
    assert!(Grades::of(one, "X-1", &far, &Unknown).turns.len() < 3);
}

#[test]
fn what_was_not_graded_has_no_grade() {
    assert_eq!(Grades::default().on("2026-11-24"), None);
    let kept = serde_json::to_string(&Grades {
        turns: vec![
            (String::new(), Grade::Good),
            ("2027-01-01".into(), Grade::NeedsWork),
        ],
    })
    .unwrap();
    assert_eq!(kept, r#"[["","good"],["2027-01-01","needs_work"]]"#);
    let grades: Grades = serde_json::from_str(&kept).unwrap();
    assert_eq!(grades.on("2026-12-31"), Some(Grade::Good));
    assert_eq!(grades.on("2027-01-01"), Some(Grade::NeedsWork));
}
