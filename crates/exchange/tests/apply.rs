//! What tables do to a record, rule by rule.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use indigo_exchange::{Applied, Content, apply};
use indigo_model::{Status, Value};
use serde_json::json;
use support::*;

const TITLES: [(&str, &str); 8] = [
    ("name", "Impact Bond Name - (Value)"),
    ("stage", "Stage of Development - (Value)"),
    ("notes", "Dates - (Notes)"),
    ("signed", "Dates - Date outcomes contract signed - (Value)"),
    (
        "months",
        "Dates - Anticipated duration of service provision - (Value)",
    ),
    (
        "sector",
        "Purpose and classifications - Policy sector - (Value)",
    ),
    ("countries", "Countries"),
    ("organisations", "Organisations"),
];

/// A main table with one project P1 of these columns.
fn main(cells: &[(&str, &str)]) -> (&'static str, String) {
    let titles: Vec<_> = cells
        .iter()
        .map(|(name, _)| TITLES.iter().find(|(known, _)| known == name).unwrap().1)
        .collect();
    let quoted: Vec<_> = cells
        .iter()
        .map(|(_, text)| format!("\"{text}\""))
        .collect();
    (
        "projects.csv",
        format!("ID,{}\r\nP1,{}\r\n", titles.join(","), quoted.join(",")),
    )
}

fn sources(rows: &str) -> (&'static str, String) {
    (
        "projects_sources.csv",
        format!("Project ID,Id,Name - (Value),Notes\r\n{rows}"),
    )
}

fn applied(
    record_type: &str,
    files: &[(&str, String)],
    existing: Option<&Value>,
    status: Status,
) -> Applied {
    let standard = standard();
    let folder = folder(files);
    let source = open(&standard, &[folder.path()]);
    assert!(
        told(source.problems())
            .iter()
            .all(|line| line.starts_with("note")),
        "{:?}",
        source.problems()
    );
    let record = records(&source).swap_remove(0);
    let Content::Table(table) = record.content else {
        panic!()
    };
    apply(standard.get(record_type).unwrap(), existing, &table, status)
}

fn project(files: &[(&str, String)], existing: &Value) -> Value {
    applied("project", files, Some(existing), Status::Public).data
}

#[test]
fn a_new_record_is_marked_where_the_standard_has_marks() {
    let files = [
        main(&[
            ("name", "A"),
            ("stage", "Implementation"),
            ("notes", ""),
            ("months", "12"),
        ]),
        sources("P1,s1,One,\r\nP1,,,\r\n"),
        (
            "projects_outcome_funds.csv",
            "Project ID,Id,Sources,Notes\r\n".to_owned(),
        ),
    ];
    let found = applied("project", &files, None, Status::Private);
    assert_eq!(
        found.data,
        json!({
            "status": "PRIVATE",
            "name": {"value": "A"},
            "stage_development": {"value": "Implementation", "status": "PRIVATE"},
            "dates": {"anticipated_duration_of_service_provision": {"value": 12, "status": "PRIVATE"}},
            "sources": [{"id": "s1", "name": {"value": "One"}, "status": "PRIVATE"}, {"status": "PRIVATE"}],
        })
    );
    assert_eq!(found.file_row("/sources", 1), Some(1));
    assert_eq!(found.file_row("/sources", 2), None);
    assert_eq!(told(&found.problems), [""; 0]);
}

#[test]
fn cells_set_and_take_away_only_what_the_public_sees() {
    let existing = json!({
        "status": "DISPUTED",
        "name": {"value": "A\r\nB"},
        "stage_development": {"value": "Complete", "status": "PRIVATE"},
        "dates": {
            "notes": "n",
            "outcomes_contract_signed": {"value": "2017", "status": "public ", "extra": 1},
        },
        "unknown": [1.50],
    });
    let all = |name, stage, notes, signed| {
        let cells = [
            ("name", name),
            ("stage", stage),
            ("notes", notes),
            ("signed", signed),
        ];
        project(&[main(&cells)], &existing)
    };
    // Line ends are no change; an empty cell of a private block says nothing.
    let same = all("A\nB", "", "n", "2017");
    assert_eq!(same, existing);
    assert_eq!(same.to_string(), existing.to_string());
    let mut expected = existing.clone();
    expected["name"]["value"] = json!("C");
    expected["stage_development"]["value"] = json!("Implementation");
    expected["dates"]["notes"] = Value::Null;
    expected["dates"]["outcomes_contract_signed"]["value"] = Value::Null;
    assert_eq!(all("C", "Implementation", "", ""), expected);
    // Without columns nothing is said.
    assert_eq!(project(&[main(&[("name", "A\nB")])], &existing), existing);
}

#[test]
fn empty_blocks_are_new_and_old_words_stay() {
    let existing = json!({
        "status": "PUBLIC",
        "stage_development": {"value": null, "status": null},
        "purpose_and_classifications": {"policy_sector": {"value": "Poverty"}},
        "dates": {"outcomes_contract_signed": {"value": "x"}},
    });
    let cells = [
        ("stage", "Complete"),
        ("sector", "Poverty reduction"),
        ("signed", ""),
    ];
    let found = project(&[main(&cells)], &existing);
    assert_eq!(
        found["stage_development"],
        json!({"value": "Complete", "status": "PUBLIC"})
    );
    assert_eq!(
        found["purpose_and_classifications"],
        existing["purpose_and_classifications"]
    );
    // A block without a mark is private.
    assert_eq!(found["dates"], existing["dates"]);
}

#[test]
fn what_stands_in_the_way_is_told() {
    let existing = json!({"status": "PUBLIC", "dates": "soon", "sources": {"a": 1}});
    let files = [main(&[("signed", "2017")]), sources("P1,s1,,\r\n")];
    let found = applied("project", &files, Some(&existing), Status::Public);
    assert_eq!(found.data["dates"], "soon");
    assert_eq!(
        found.data["sources"],
        json!([{"id": "s1", "status": "PUBLIC"}])
    );
    assert_eq!(
        told(&found.problems),
        [
            "warning: projects.csv, row 2, column \"Dates - Date outcomes contract signed - (Value)\", P1, /dates/outcomes_contract_signed/value: The value cannot be put here, because the record holds a text, a number or a list where a group of values should be. Correct the record first. [value_in_the_way]",
            "warning: projects_sources.csv, row 2, P1, /sources: The record holds something else than rows here; the rows of the file take its place. [value_in_the_way]",
        ]
    );
    let nothing = [main(&[("name", "")]), sources("")];
    assert_eq!(project(&nothing, &existing), existing);
}

#[test]
fn rows_become_those_of_the_file_and_hidden_ones_stay() {
    let existing = json!({"status": "PUBLIC", "sources": [
        {"id": "s0", "status": "PRIVATE"},
        {"id": "s1", "name": {"value": "One"}, "status": "PUBLIC", "extra": true},
        {"id": "h1", "name": {"value": "hidden"}, "status": "PRIVATE"},
        {"id": "s2", "name": {"value": "Two"}, "status": "PUBLIC"},
        "no row",
        {"id": "s3", "status": "PUBLIC"},
    ]});
    let with =
        |rows: &str| project(&[main(&[("name", "")]), sources(rows)], &existing)["sources"].clone();
    assert_eq!(
        with("P1,s1,One,\r\nP1,s2,Two,\r\nP1,s3,,\r\n"),
        existing["sources"]
    );
    assert_eq!(
        with("P1,s3,,\r\nP1,new,New,\r\nP1,s1,First,n\r\n"),
        json!([
            {"id": "s0", "status": "PRIVATE"},
            {"id": "s3", "status": "PUBLIC"},
            {"id": "new", "name": {"value": "New"}, "status": "PUBLIC"},
            {"id": "s1", "name": {"value": "First"}, "status": "PUBLIC", "extra": true, "notes": "n"},
            {"id": "h1", "name": {"value": "hidden"}, "status": "PRIVATE"},
            "no row",
        ])
    );
    // Somebody who sends a hidden row by its id means that row; it stays hidden.
    assert_eq!(
        with("P1,h1,Seen,\r\n"),
        json!([
            {"id": "s0", "status": "PRIVATE"},
            {"id": "h1", "name": {"value": "Seen"}, "status": "PRIVATE"},
            "no row",
        ])
    );
    assert_eq!(
        with(""),
        json!([{"id": "s0", "status": "PRIVATE"}, {"id": "h1", "name": {"value": "hidden"}, "status": "PRIVATE"}, "no row"])
    );
    // Without its file a list stays.
    assert_eq!(project(&[main(&[("name", "")])], &existing), existing);
    // Without the main file a record of which the list has no rows is not spoken of.
    let standard = standard();
    let folder = folder(&[sources("P2,s1,,\r\n")]);
    let source = open(&standard, &[folder.path()]);
    let keys: Vec<_> = source.keys().map(|key| key.id).collect();
    assert_eq!(keys, ["P2"]);
}

#[test]
fn rows_without_ids_are_found_by_content_then_by_likeness() {
    let row = |metric: &str, amount: u32, sources: &str| {
        json!({
            "outcome_metric_id": {"value": metric}, "currency": {"value": "GBP"},
            "price_per_unit": {"amount": {"value": amount}}, "status": "PUBLIC", "source_ids": sources,
        })
    };
    let existing = json!({"status": "PUBLIC", "outcome_pricings": [row("m1", 5, "s1"), row("m2", 6, "s2"), row("m3", 7, "s3")]});
    let file = |rows: &str| {
        let text = format!(
            "Project ID,Outcome Metric Id - (Value),Currency - (Value),Price Per Unit - Amount - (Value),Sources\r\n{rows}"
        );
        project(
            &[
                main(&[("name", "")]),
                ("projects_outcome_pricings.csv", text),
            ],
            &existing,
        )
    };
    let found = file("P1,m3,GBP,7,\r\nP1,m1,GBP,50,\r\nP1,m9,USD,1,\r\n");
    assert_eq!(
        found["outcome_pricings"],
        json!([
            row("m3", 7, "s3"),
            row("m1", 50, "s1"),
            {"outcome_metric_id": {"value": "m9"}, "currency": {"value": "USD"}, "price_per_unit": {"amount": {"value": 1}}, "status": "PUBLIC"},
        ])
    );
    // A row's sources are changed by a cell, never taken away by an empty one.
    assert_eq!(
        file("P1,m1,GBP,5,s9\r\n")["outcome_pricings"],
        json!([row("m1", 5, "s9")])
    );
}

#[test]
fn references_inside_the_record_are_held_against_all_its_rows() {
    let files = [
        (
            "projects.csv",
            "ID,Stage of Development - (Source ID's)\r\nP1,\"s1, S2,s3\"\r\n".to_owned(),
        ),
        sources("P1,s1,,\r\n"),
        (
            "projects_outcome_payments.csv",
            "Project ID,Outcome Payment Plan Id - (Value)\r\nP1,Plan1\r\n".to_owned(),
        ),
    ];
    let existing = json!({
        "status": "PUBLIC",
        "sources": [{"id": "s2", "status": "PRIVATE"}],
        "outcome_payment_plans": [{"id": {"value": "plan1"}, "status": "PUBLIC"}],
        "outcome_payments": [{"outcome_payment_plan_id": {"value": "gone"}, "status": "PRIVATE"}],
        "dates": {"source_ids": "gone"},
    });
    let found = applied("project", &files, Some(&existing), Status::Public);
    assert_eq!(
        told(&found.problems),
        [
            "warning: projects.csv, row 2, column \"Stage of Development - (Source ID's)\", P1, /stage_development/source_ids: \"S2\" is not the id of a row of Sources of this record. There is \"s2\": enter that, if it is meant. [row_reference_dangling]",
            "warning: projects.csv, row 2, column \"Stage of Development - (Source ID's)\", P1, /stage_development/source_ids: \"s3\" is not the id of a row of Sources of this record. Correct the id, or add the row. [row_reference_dangling]",
            "warning: projects_outcome_payments.csv, row 2, column \"Outcome Payment Plan Id - (Value)\", P1, /outcome_payments/1/outcome_payment_plan_id/value: \"Plan1\" is not the id of a row of Outcome Payment Plans of this record. There is \"plan1\": enter that, if it is meant. [row_reference_dangling]",
        ]
    );
}

#[test]
fn gathered_columns_are_used_only_where_nothing_better_is_known() {
    let with = |countries, existing: Option<&Value>| {
        applied(
            "project",
            &[main(&[
                ("countries", countries),
                ("organisations", "O1, O2"),
            ])],
            existing,
            Status::Public,
        )
    };
    let place = |country: &str| json!({"location_country": {"value": country}, "status": "PUBLIC"});
    assert_eq!(with("", None).data, json!({"status": "PUBLIC"}));
    assert_eq!(
        with("GB, FR", None).data["delivery_locations"],
        json!([place("GB"), place("FR")])
    );
    let known =
        json!({"status": "PUBLIC", "delivery_locations": [place("FR"), place("GB"), place("FR")]});
    let found = with("GB, FR", Some(&known));
    assert_eq!((found.data, found.problems), (known.clone(), Vec::new()));
    let found = with("GB, US", Some(&known));
    assert_eq!(found.data, known);
    assert_eq!(
        told(&found.problems),
        [
            "note: projects.csv, row 2, column \"Countries\", P1, /delivery_locations: The record has rows of Delivery Locations that say something else than \"GB, US\"; they stay as they are. Send the table of these rows to change them. [gathered_column_not_used]"
        ]
    );
    // The list's own table says it better.
    let files = [
        main(&[("countries", "GB")]),
        (
            "projects_delivery_locations.csv",
            "Project ID,Location - Country - (Value),Location - Name - (Value)\r\nP1,FR,Lyon\r\n"
                .to_owned(),
        ),
    ];
    assert_eq!(
        project(&files, &json!({}))["delivery_locations"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn names_and_countries_are_never_paired_by_their_order() {
    let with = |name: &str, country: &str| {
        let text = format!(
            "ID,Delivery Locations - Name,Delivery Locations - Country\r\nPL1,\"{name}\",\"{country}\"\r\n"
        );
        applied("pipeline", &[("p.csv", text)], None, Status::Public)
    };
    let row = |name: &str, country: &str| {
        let mut row = json!({});
        if !name.is_empty() {
            row["location_name"] = json!({"value": name});
        }
        if !country.is_empty() {
            row["location_country"] = json!({"value": country});
        }
        row["status"] = json!("PUBLIC");
        row
    };
    let rows = |found: &Applied| found.data["delivery_locations"].clone();
    assert_eq!(
        rows(&with("Paris, Texas", "US")),
        json!([row("Paris, Texas", "US")])
    );
    assert_eq!(rows(&with("", "US")), json!([row("", "US")]));
    assert_eq!(rows(&with("Lyon", "")), json!([row("Lyon", "")]));
    assert_eq!(rows(&with("", "")), Value::Null);
    let several = with("Lyon, Bonn", "FR, DE");
    assert_eq!(
        rows(&several),
        json!([row("Lyon, Bonn", ""), row("", "FR"), row("", "DE")])
    );
    assert_eq!(
        told(&several.problems),
        [
            "note: p.csv, row 2, column \"Delivery Locations - Name\", PL1, /delivery_locations: The file does not say which of these goes with which value of \"Delivery Locations - Country\"; they were taken as rows of their own. Send the table of Delivery Locations to say it. [gathered_column_split]"
        ]
    );
}

#[test]
fn doubts_about_rows() {
    let standard = standard();
    let folder = folder(&[
        sources("P1,s1,One,\r\nP1,s1,Two,\r\nP1,,Three,\r\nP1,s1,One,\r\n"),
        (
            "projects_outcome_funds.csv",
            "Project ID,Id\r\nP1,\"F1\t\"\r\n".to_owned(),
        ),
    ]);
    let source = open(&standard, &[folder.path()]);
    let record = records(&source).swap_remove(0);
    assert_eq!(
        told(&record.problems),
        [
            "warning: projects_outcome_funds.csv, row 2, column \"Id\", P1, /outcome_funds/0/id: The id \"F1\\t\" has a blank or a tab before or after it. Remove it. [id_with_blanks]",
            "warning: projects_sources.csv, row 3, column \"Id\", P1, /sources/1/id: The id \"s1\" is also that of row 2, so that what refers to it can mean either. Give each row its own. [row_id_doubled]",
            "note: projects_sources.csv, row 4, column \"Id\", P1, /sources/2/id: The row has no id, so that nothing can refer to it. Enter one, if something is to. [row_without_id]",
            "note: projects_sources.csv, row 5, P1, /sources/3: The row is the same as row 2. Remove it, unless both are meant. [row_doubled]",
        ]
    );
    let one = standard.get("project").unwrap();
    let place = record.place_of(one, Some(("/sources", 1)), "/name/value");
    assert_eq!(
        place.to_string(),
        "projects_sources.csv, row 3, column \"Name - (Value)\", P1, /sources/1/name/value"
    );
}
