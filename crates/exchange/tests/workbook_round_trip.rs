//! Forms and workbooks that go out, are changed, and come back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{collections::BTreeMap, fs, path::Path};

use indigo_exchange::{
    Limits,
    workbook::{Filling, Form, View, fill_official, write},
};
use indigo_model::{RecordKey, Status, Value, changes::changes_between};
use indigo_standard::TypeStandard;
use serde_json::json;
use support::{
    workbooks::{form, number, text, with_cells, without_sheets},
    *,
};

const FULL: [&str; 9] = [
    "project_v018",
    "project_v017",
    "project_v012",
    "project_v007",
    "simple_project_v001",
    "organisation_v005",
    "organisation_v002",
    "pipeline_v001",
    "fund_v003",
];

fn template(forms: &Path, name: &str) -> Vec<u8> {
    fs::read(forms.join(format!("{name}.xlsx"))).unwrap()
}

fn type_of(form: &str) -> &'static str {
    ["assessment_resource", "organisation", "pipeline", "fund"]
        .into_iter()
        .find(|one| form.starts_with(one))
        .unwrap_or("project")
}

/// The golden records of a type by id.
fn golden_records(golden: &Path, record_type: &str) -> BTreeMap<String, Value> {
    let folder = golden.join("records").join(record_type);
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let record: Value =
                serde_json::from_slice(&fs::read(entry.unwrap().path()).unwrap()).unwrap();
            (
                record["id"].as_str().unwrap().to_owned(),
                record["data"].clone(),
            )
        })
        .collect()
}

fn full<'a>(id: &'a str, data: &'a Value) -> Filling<'a> {
    Filling {
        id,
        version: Some(7),
        as_of: None,
        view: View::Full,
        data,
    }
}

fn filled(template: &[u8], one: &TypeStandard, filling: &Filling<'_>) -> Vec<u8> {
    fill_official(template, one, Some(filling), &Limits::default())
        .unwrap()
        .bytes
}

/// Nothing is changed, not even the order of keys.
fn assert_untouched(what: &str, one: &TypeStandard, form: &Form, data: &Value) {
    let laid = form.lay_over(one, Some(data), Status::Public);
    let changes = changes_between(data, &laid.data);
    assert_eq!(changes, [], "{what}");
    assert_eq!(laid.data.to_string(), data.to_string(), "{what}");
    assert!(
        laid.problems.is_empty(),
        "{what}: {:?}",
        told(&laid.problems)
    );
}

#[test]
fn an_official_form_that_comes_back_untouched_changes_nothing() {
    let (Some(golden), Some(forms)) = (shared("data/golden"), shared("data/forms")) else {
        return;
    };
    let standard = standard();
    for name in FULL.into_iter().chain(["assessment_resource_v001"]) {
        let one = standard.get(type_of(name)).unwrap();
        let template = template(&forms, name);
        for (id, data) in golden_records(&golden, &one.id) {
            let form = form(&standard, &filled(&template, one, &full(&id, &data)));
            assert_eq!(form.record_id.as_deref(), Some(id.as_str()));
            assert_eq!(form.view, View::Full);
            assert_untouched(&format!("{name} {id}"), one, &form, &data);
        }
    }
}

#[test]
fn a_public_form_that_comes_back_untouched_changes_nothing() {
    let (Some(golden), Some(forms)) = (shared("data/golden"), shared("data/forms")) else {
        return;
    };
    let standard = standard();
    let mut records = Records::default();
    for one in standard.types() {
        let of_type = golden_records(&golden, &one.id);
        records.0.insert(one.id.clone(), of_type);
    }
    let public = Public(&standard, &records);
    for name in [
        "project_public_v019",
        "organisation_public_v004",
        "pipeline_public_v001",
        "fund_public_v001",
    ] {
        let one = standard.get(type_of(name)).unwrap();
        let template = template(&forms, name);
        for (id, data) in golden_records(&golden, &one.id) {
            let shown = indigo_publish::project(one, &id, true, &data, &[], &public).unwrap();
            if !shown.public {
                continue;
            }
            let filling = Filling {
                id: &id,
                version: None,
                as_of: None,
                view: View::Public,
                data: &shown.data,
            };
            let form = form(&standard, &filled(&template, one, &filling));
            assert_eq!(form.view, View::Public);
            assert_untouched(&format!("{name} {id}"), one, &form, &data);
            let own = write(one, Some(&filling)).unwrap();
            let own = support::workbooks::form(&standard, &own.bytes);
            assert_eq!(own.view, View::Public);
            assert_untouched(&format!("own public {name} {id}"), one, &own, &data);
        }
    }
}

#[test]
fn our_own_workbook_that_comes_back_untouched_changes_nothing() {
    let Some(golden) = shared("data/golden") else {
        return;
    };
    let standard = standard();
    for one in standard.types() {
        for (id, data) in golden_records(&golden, &one.id) {
            let written = write(one, Some(&full(&id, &data))).unwrap();
            assert!(
                written.problems.is_empty(),
                "{id}: {:?}",
                told(&written.problems)
            );
            let form = form(&standard, &written.bytes);
            assert_eq!(form.record_version, Some(7));
            assert_eq!(form.standard_version, one.version);
            assert_eq!(form.against(&RecordKey::new(&*one.id, &*id), Some(7)), []);
            assert_untouched(&format!("{} {id}", one.id), one, &form, &data);
        }
    }
}

/// Projects of the real export.
fn real_projects() -> Option<BTreeMap<String, Value>> {
    let export = shared("data/indigo/2025-05")?;
    let standard = standard();
    let mut records = Records::default();
    records.take(&standard, &open(&standard, &[&export]), Status::Public);
    records.0.remove("project")
}

#[test]
fn three_cells_and_a_row_are_three_values_and_a_row() {
    let (Some(projects), Some(forms)) = (real_projects(), shared("data/forms")) else {
        return;
    };
    let standard = standard();
    let one = standard.get("project").unwrap();
    let (id, data) = ("INDIGO-POJ-0198", &projects["INDIGO-POJ-0198"]);
    let out = filled(&template(&forms, "project_v018"), one, &full(id, data));
    let rows = data["sources"].as_array().unwrap().len();
    let row = |letter: &str| format!("{letter}{}", 4 + rows);
    let (id_cell, name_cell, status_cell) = (row("A"), row("B"), row("K"));
    let back = with_cells(
        &out,
        &[
            (
                "General Overview",
                "C5",
                text("A name that somebody corrected"),
            ),
            ("General Overview", "C24", text("2021-04")),
            ("Outcome Payment Commitments", "H5", number("12345.5")),
            ("Sources", &id_cell, text("source-new")),
            ("Sources", &name_cell, text("A report")),
            ("Sources", &status_cell, text("PUBLIC")),
        ],
    );
    let form = form(&standard, &back);
    let laid = form.lay_over(one, Some(data), Status::Private);
    assert!(laid.problems.is_empty(), "{:?}", told(&laid.problems));
    let changes = changes_between(data, &laid.data);
    let mut pointers: Vec<&str> = changes
        .iter()
        .map(|change| change.pointer.as_str())
        .collect();
    pointers.sort_unstable();
    let source = |key: &str| format!("/sources/{rows}/{key}");
    let commitments = pointers
        .iter()
        .find(|at| at.starts_with("/outcome_payment_commitments"))
        .unwrap();
    assert!(
        commitments.starts_with("/outcome_payment_commitments/1/"),
        "{commitments}"
    );
    let cell = |pointer: &str| {
        laid.place_of(pointer).map(|place| {
            format!(
                "{}!{}",
                place.sheet.as_deref().unwrap(),
                place.cell.as_deref().unwrap()
            )
        })
    };
    assert_eq!(cell(commitments).unwrap(), "Outcome Payment Commitments!H5");
    assert_eq!(cell("/name/value").unwrap(), "General Overview!C5");
    assert_eq!(cell(&source("id")).unwrap(), format!("Sources!{id_cell}"));
    let (id_at, name_at, status_at) = (source("id"), source("name/value"), source("status"));
    let wanted: Vec<&str> = vec![
        "/dates/actual_completion_date/value",
        "/name/value",
        commitments,
        &id_at,
        &name_at,
        &status_at,
    ];
    let date = pointers
        .iter()
        .find(|at| at.starts_with("/dates/"))
        .unwrap();
    let wanted: Vec<&str> = wanted
        .into_iter()
        .map(|at| if at.starts_with("/dates/") { *date } else { at })
        .collect();
    assert_eq!(pointers, wanted);
}

#[test]
fn every_fifth_real_project_comes_back_as_it_went() {
    let (Some(projects), Some(forms)) = (real_projects(), shared("data/forms")) else {
        return;
    };
    let standard = standard();
    let one = standard.get("project").unwrap();
    let template = template(&forms, "project_v018");
    for (id, data) in projects.iter().step_by(5) {
        let filling = full(id, data);
        let official = form(&standard, &filled(&template, one, &filling));
        assert_untouched(&format!("official {id}"), one, &official, data);
        let own = form(&standard, &write(one, Some(&filling)).unwrap().bytes);
        assert_untouched(&format!("own {id}"), one, &own, data);
    }
}

/// A project with what forms have no cell for.
fn project() -> Value {
    json!({
        "status": "PUBLIC",
        "name": {"value": "Bridge", "unknown": 1},
        "purpose_and_classifications": {"policy_sector": {"value": "Health", "status": "PRIVATE"}},
        "sources": [
            {"id": "S1", "name": {"value": "One", "status": "PRIVATE"}, "status": "PUBLIC", "extra": [1]},
            {"id": "S2", "name": {"value": "Two"}, "status": "PRIVATE"},
            {"id": "S3", "name": {"value": "Three"}, "status": "PUBLIC"}
        ],
        "open_contracting_datas": [{"ocid": "a", "status": "PUBLIC", "kept": true}]
    })
}

#[test]
fn rows_are_found_again_by_their_ids_and_keep_what_the_form_has_no_cell_for() {
    let Some(forms) = shared("data/forms") else {
        return;
    };
    let standard = standard();
    let one = standard.get("project").unwrap();
    let data = project();
    let out = filled(
        &template(&forms, "project_v018"),
        one,
        &full("INDIGO-POJ-0001", &data),
    );
    // S2 is taken out, S3 comes first, S1 gets another name, rows are left empty between.
    let blank = || text("");
    let back = with_cells(
        &out,
        &[
            ("Sources", "A4", text("S3")),
            ("Sources", "B4", text("Three")),
            ("Sources", "A5", blank()),
            ("Sources", "B5", blank()),
            ("Sources", "K5", blank()),
            ("Sources", "A6", blank()),
            ("Sources", "B6", blank()),
            ("Sources", "K6", blank()),
            ("Sources", "A20", text("S1")),
            ("Sources", "B20", text("One, renamed")),
            ("Sources", "K20", text("PUBLIC")),
        ],
    );
    let laid = form(&standard, &back).lay_over(one, Some(&data), Status::Public);
    let mut wanted = data.clone();
    wanted["sources"] = json!([
        {"id": "S3", "name": {"value": "Three"}, "status": "PUBLIC"},
        {"id": "S1", "name": {"value": "One, renamed", "status": "PRIVATE"}, "status": "PUBLIC", "extra": [1]}
    ]);
    assert_eq!(laid.data, wanted);
    assert_eq!(
        laid.place_of("/sources/1/name/value")
            .unwrap()
            .cell
            .as_deref(),
        Some("B20")
    );
}

#[test]
fn a_sheet_that_is_not_there_leaves_its_part_as_it_is() {
    let Some(forms) = shared("data/forms") else {
        return;
    };
    let standard = standard();
    let one = standard.get("project").unwrap();
    let data = project();
    let out = filled(
        &template(&forms, "project_v018"),
        one,
        &full("INDIGO-POJ-0001", &data),
    );
    let back = without_sheets(&out, &["Sources", "General Overview"]);
    let reading = support::workbooks::reading(&standard, &back);
    assert_eq!(
        told(&reading.problems),
        [
            "note: form.xlsx: The file has no sheet \"General Overview\", \"Sources\"; what would stand there stays as it is. [sheets_not_there]"
        ]
    );
    assert_untouched("without sheets", one, &reading.form.unwrap(), &data);
}

#[test]
fn links_of_pipeline_deals_to_projects_survive() {
    let Some(forms) = shared("data/forms") else {
        return;
    };
    let standard = standard();
    let one = standard.get("pipeline").unwrap();
    let data = json!({
        "projects": [
            {"project": {"value": "INDIGO-POJ-0001"}, "status": "PUBLIC"},
            {"project_id": {"value": "INDIGO-POJ-0002"}, "status": "PUBLIC"}
        ]
    });
    let out = filled(
        &template(&forms, "pipeline_v001"),
        one,
        &full("INDIGO-PL-0001", &data),
    );
    assert_untouched("links", one, &form(&standard, &out), &data);
    let back = with_cells(
        &out,
        &[
            ("Projects", "A5", text("INDIGO-POJ-0003")),
            ("Projects", "C6", text("Note")),
        ],
    );
    let laid = form(&standard, &back).lay_over(one, Some(&data), Status::Public);
    assert_eq!(
        laid.data["projects"],
        json!([
            {"project": {"value": "INDIGO-POJ-0003"}, "status": "PUBLIC"},
            {"project_id": {"value": "INDIGO-POJ-0002"}, "status": "PUBLIC", "notes": "Note"}
        ])
    );
}

#[test]
fn an_empty_cell_of_a_public_form_takes_away_only_what_the_public_saw() {
    let Some(forms) = shared("data/forms") else {
        return;
    };
    let standard = standard();
    let one = standard.get("project").unwrap();
    let data = json!({
        "status": "PUBLIC",
        "name": {"value": "Bridge"},
        "dates": {
            "outcomes_contract_signed": {"value": "2020", "status": "PRIVATE"},
            "start_date_of_service_provision": {"value": "2021", "status": "PUBLIC"}
        },
        "sources": [
            {"id": "S1", "name": {"value": "One"}, "status": "PUBLIC"},
            {"id": "S2", "name": {"value": "Secret"}, "status": "PRIVATE"}
        ]
    });
    // A blank public form: nothing in it.
    let template = template(&forms, "project_public_v019");
    let nothing = json!({});
    let filling = Filling {
        id: "INDIGO-POJ-0001",
        version: None,
        as_of: None,
        view: View::Public,
        data: &nothing,
    };
    let laid = form(&standard, &filled(&template, one, &filling)).lay_over(
        one,
        Some(&data),
        Status::Public,
    );
    assert_eq!(
        laid.data,
        json!({
            "status": "PUBLIC",
            "name": {"value": null},
            "dates": {
                "outcomes_contract_signed": {"value": "2020", "status": "PRIVATE"},
                "start_date_of_service_provision": {"value": null, "status": "PUBLIC"}
            },
            "sources": [{"id": "S2", "name": {"value": "Secret"}, "status": "PRIVATE"}]
        })
    );
}

#[test]
fn what_is_new_is_marked_where_the_form_has_no_cell_for_its_status() {
    let Some(forms) = shared("data/forms") else {
        return;
    };
    let standard = standard();
    let one = standard.get("project").unwrap();
    let blank = fill_official(
        &template(&forms, "project_v018"),
        one,
        None,
        &Limits::default(),
    )
    .unwrap()
    .bytes;
    let back = with_cells(
        &blank,
        &[
            ("General Overview", "C20", text("2020")),
            ("Sources", "A4", text("S1")),
            ("Sources", "K4", text("PRIVATE")),
            ("Delivery Locations", "D4", text("GB")),
        ],
    );
    let form = form(&standard, &back);
    assert_eq!(form.record_id, None);
    let laid = form.lay_over(one, None, Status::Public);
    assert_eq!(
        laid.data,
        json!({
            "status": "PUBLIC",
            "dates": {"outcomes_contract_signed": {"value": "2020"}},
            "delivery_locations": [{"location_country": {"value": "GB"}}],
            "sources": [{"id": "S1", "status": "PRIVATE"}]
        })
    );
}

#[test]
fn agnostic_makes_every_flag_yes_when_somebody_says_it() {
    let Some(forms) = shared("data/forms") else {
        return;
    };
    let standard = standard();
    let one = standard.get("assessment_resource").unwrap();
    let data =
        json!({"scale": {"agnostic": "YES", "micro": "NO"}, "sourcing": {"paid_tool": "YES"}});
    let template = template(&forms, "assessment_resource_v001");
    let out = filled(&template, one, &full("INDIGO-ARES-0001", &data));
    assert_untouched("agnostic", one, &form(&standard, &out), &data);
    let back = with_cells(&out, &[("General Overview", "C26", text("NO"))]);
    let laid = form(&standard, &back).lay_over(one, Some(&data), Status::Public);
    assert_eq!(
        laid.data["scale"],
        json!({"agnostic": "YES", "micro": "YES", "meso": "YES", "macro": "YES"})
    );
    assert_eq!(laid.data["sourcing"], json!({"paid_tool": "YES"}));
}

#[test]
fn the_wrong_record_or_type_or_version_is_said() {
    let standard = standard();
    let one = standard.get("project").unwrap();
    let data = json!({"name": {"value": "Bridge"}});
    let own = form(
        &standard,
        &write(one, Some(&full("INDIGO-POJ-0001", &data)))
            .unwrap()
            .bytes,
    );
    let against = |record_type: &str, id: &str, version| {
        told(&own.against(&RecordKey::new(record_type, id), version))
    };
    assert_eq!(against("project", "INDIGO-POJ-0001", Some(7)), [""; 0]);
    assert_eq!(
        against("project", "INDIGO-POJ-0002", Some(7)),
        [
            "error: form.xlsx: The workbook is of INDIGO-POJ-0001, not of INDIGO-POJ-0002. Send it for the record that it is of. [workbook_of_other_record]"
        ]
    );
    assert_eq!(
        against("fund", "INDIGO-FUND-0001", None),
        [
            "error: form.xlsx: The workbook is for a record of the type project, and INDIGO-FUND-0001 is of the type fund. Send it for the record that it is of. [workbook_of_other_type]"
        ]
    );
    assert_eq!(
        against("project", "INDIGO-POJ-0001", Some(9)),
        [
            "warning: form.xlsx: The workbook was made from version 7 of the record, which is now at version 9. Only what was changed in the workbook counts as a change; what has changed in the record since stays, unless both changed the same. [workbook_of_older_version]"
        ]
    );
    let blank = form(&standard, &write(one, None).unwrap().bytes);
    assert_eq!(
        told(&blank.against(&RecordKey::new("project", "INDIGO-POJ-0001"), Some(1))),
        [
            "warning: form.xlsx: The workbook does not say which record it is of. Make sure that it is INDIGO-POJ-0001. [workbook_names_no_record]"
        ]
    );
}
