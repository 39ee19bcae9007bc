//! Checking files without keeping anything: places, differences, and what is never told.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{fs, sync::Arc, time::Instant};

use indigo_registry::{
    CheckFile, CheckFinding, CheckLimits, CheckReport, QualityReport, Reader, check_files,
    own_workbook, public_form,
};
use indigo_standard::Standard;

use support::{import, shared, sqlite};

const BRIDGE: &str = r#"{"type": "organisation", "id": "INDIGO-ORG-0001", "exists": true, "data": {"status": "PUBLIC", "name": {"value": "Bridge"}, "website": {"value": "https://bridge.example.org"}, "contact": {"email": {"value": "secret@example.org"}}}}
{"type": "organisation", "id": "INDIGO-ORG-0002", "exists": true, "data": {"status": "PRIVATE", "name": {"value": "Hidden harbour"}}}
{"type": "organisation", "id": "INDIGO-ORG-0005", "exists": true, "data": {"status": "PUBLIC", "name": {"value": "Ferry"}, "website": {"value": "htp:/ferry"}}}
"#;

fn installation() -> support::Installation {
    let here = sqlite();
    let path = here.folder.path().join("some.jsonl");
    fs::write(&path, BRIDGE).unwrap();
    import(&here.registry, &[path]);
    here
}

fn check(here: &support::Installation, name: &str, bytes: &[u8]) -> CheckReport {
    let file = CheckFile::new(name, bytes.to_vec());
    here.registry
        .check(&[file], &CheckLimits::default())
        .unwrap()
}

fn find<'r>(report: &'r CheckReport, code: &str) -> &'r CheckFinding {
    let found = report.findings.iter().find(|finding| finding.code == code);
    found.unwrap_or_else(|| panic!("no {code} in {:#?}", report.findings))
}

#[test]
fn findings_of_a_table_have_rows_and_columns() {
    let here = installation();
    let csv = "ID,Name,Website\nINDIGO-ORG-0001,Bridge to work,htp:/bridge\n";
    let headers = header_of(&here, "organisation");
    let csv = csv.replace("ID,Name,Website", &headers);
    let report = check(&here, "organisations.csv", csv.as_bytes());
    assert!(report.values_checked && report.compared);
    let place = &find(&report, "url_broken").place;
    assert_eq!(place.file.as_deref(), Some("organisations.csv"));
    assert_eq!(place.row, Some(2));
    assert_eq!(place.pointer.as_deref(), Some("/website/value"));
    assert!(place.column.as_deref().unwrap().starts_with("Website"));
    let record = &report.records[0];
    assert!(record.is_published);
    let changed: Vec<_> = record
        .changes
        .iter()
        .map(|change| (change.before.as_deref(), change.after.as_deref()))
        .collect();
    assert_eq!(
        changed,
        [
            (Some("Bridge"), Some("Bridge to work")),
            (Some("https://bridge.example.org"), Some("htp:/bridge")),
        ]
    );
    assert_eq!(record.changes[0].place.row, Some(2));
}

/// `ID`, and the columns of name and website as our own tables have them.
fn header_of(here: &support::Installation, record_type: &str) -> String {
    let one = here.registry.standard().get(record_type).unwrap();
    let title = |pointer: &str| one.field(pointer).unwrap().title.clone();
    format!("ID,{},{}", title("/name/value"), title("/website/value"))
}

#[test]
fn errors_come_first_and_are_counted_by_question() {
    let here = installation();
    let json = r#"{"type": "project", "id": "INDIGO-POJ-0001", "exists": true, "data": {"status": "PUBLIC",
        "investments": [{"id": "i1", "organisation_id": {"value": "INDIGO-ORG-0404"}}, {"id": "i1"}]}}"#;
    let report = check(&here, "project.json", json.as_bytes());
    assert!(report.errors() > 0);
    let ranks: Vec<_> = report
        .findings
        .iter()
        .map(|finding| finding.severity)
        .collect();
    let mut sorted = ranks.clone();
    sorted.sort_by(|a, b| b.cmp(a));
    assert_eq!(ranks, sorted);
    assert_eq!(report.total(), report.findings.len());
    let place = &find(&report, "unknown_record").place;
    assert_eq!(
        place.pointer.as_deref(),
        Some("/investments/0/organisation_id/value")
    );
    find(&report, "name_missing");
}

#[test]
fn nothing_private_is_told() {
    let here = installation();
    // Names a private record and one that never was; lays itself over the private one.
    let told = |id: &str| {
        let json = format!(
            r#"{{"type": "organisation", "id": "{id}", "exists": true, "data": {{"status": "PUBLIC", "name": {{"value": "Mine"}}}}}}
{{"type": "project", "id": "INDIGO-POJ-0001", "exists": true, "data": {{"status": "PUBLIC", "investments": [{{"id": "i1", "organisation_id": {{"value": "{id}"}}}}]}}}}"#
        );
        let both = check(&here, "a.jsonl", json.as_bytes());
        let alone = json.lines().nth(1).unwrap();
        let alone = check(&here, "a.jsonl", alone.as_bytes());
        (serde_json::to_string(&both).unwrap() + &serde_json::to_string(&alone).unwrap())
            .replace(id, "ID")
    };
    let hidden = told("INDIGO-ORG-0002");
    assert_eq!(hidden, told("INDIGO-ORG-0003"));
    assert!(!hidden.contains("harbour"));
    // What is never published of a public record is not compared with.
    let json = r#"{"type": "organisation", "id": "INDIGO-ORG-0001", "exists": true, "data": {"status": "PUBLIC", "name": {"value": "Bridge"}}}"#;
    let report = check(&here, "b.json", json.as_bytes());
    assert!(!serde_json::to_string(&report).unwrap().contains("secret@"));
}

#[test]
fn findings_of_a_workbook_have_sheets_and_cells() {
    let here = installation();
    let one = here.registry.standard().get("organisation").unwrap();
    let id = "INDIGO-ORG-0005";
    let record = here.registry.record("organisation", id).unwrap().unwrap();
    let bytes = own_workbook(&here.registry, one, Some(&record)).unwrap();
    let report = check(&here, "ferry.xlsx", &bytes);
    assert_eq!(report.records[0].change_count, 0, "{:#?}", report.records);
    assert_eq!(report.records[0].key.id, id);
    let place = &find(&report, "url_broken").place;
    assert_eq!(place.file.as_deref(), Some("ferry.xlsx"));
    assert!(place.sheet.is_some(), "{place:?}");
    assert!(place.cell.as_deref().unwrap().starts_with('C'), "{place:?}");
    // Without an installation the file alone is looked at.
    let standard = Arc::new(Standard::builtin().unwrap());
    let file = CheckFile::new("ferry.xlsx", bytes);
    let alone = check_files(&standard, None, &[file], &CheckLimits::default()).unwrap();
    assert!(!alone.compared);
    assert!(!alone.records[0].is_published && alone.records[0].change_count > 0);
    assert_eq!(here.registry.record_count().unwrap(), 3);
}

#[test]
fn more_records_than_are_looked_at_are_counted() {
    let here = installation();
    let lines: String = (0..30)
        .map(|n| {
            format!("{{\"type\": \"fund\", \"id\": \"F-{n}\", \"exists\": true, \"data\": {{}}}}\n")
        })
        .collect();
    let limits = CheckLimits {
        records: 10,
        ..CheckLimits::for_anybody()
    };
    let file = CheckFile::new("funds.jsonl", lines.into_bytes());
    let report = here.registry.check(&[file], &limits).unwrap();
    assert_eq!((report.records.len(), report.records_left_out), (10, 20));
}

#[test]
fn the_real_export_is_checked_and_its_quality_told() {
    let Some(export) = shared("data/indigo/2025-05") else {
        return;
    };
    let here = sqlite();
    import(&here.registry, std::slice::from_ref(&export));
    let begun = Instant::now();
    let report = QualityReport::of(&here.registry).unwrap();
    // A second in release; debug builds of slow machines get more.
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    let all: usize = report.records.iter().map(|(_, count)| count).sum();
    assert!(all > 1_000, "{:?}", report.records);
    let csv = report.csv(here.registry.standard());
    assert!(csv.lines().count() > 500);
    assert!(report.figures.records.len() > 10);

    let mut files = Vec::new();
    for (name, path) in support::csv_files(&export) {
        files.push(CheckFile::new(&name, fs::read(path).unwrap()));
    }
    if !files.is_empty() {
        let report = here
            .registry
            .check(&files, &CheckLimits::default())
            .unwrap();
        assert!(report.values_checked, "{:#?}", report.findings.first());
        let changed = report
            .records
            .iter()
            .filter(|record| record.change_count > 0)
            .count();
        let shown: Vec<_> = report
            .records
            .iter()
            .filter(|record| record.change_count > 0)
            .take(2)
            .collect();
        assert_eq!(changed, 0, "{shown:#?}");
    }
}

#[test]
fn an_official_form_is_filled_and_comes_back_unchanged() {
    let (Some(export), Some(forms)) = (shared("data/indigo/2025-05"), shared("data/forms")) else {
        return;
    };
    let here = sqlite();
    import(&here.registry, &[export]);
    let folder = here.folder.path().join("forms");
    fs::create_dir(&folder).unwrap();
    fs::copy(
        forms.join("project_public_v019.xlsx"),
        folder.join("project.xlsx"),
    )
    .unwrap();
    let one = here.registry.standard().get("project").unwrap();
    let record = here
        .registry
        .record("project", "INDIGO-POJ-0198")
        .unwrap()
        .unwrap();
    let bytes = public_form(&here.registry, one, Some(&record)).unwrap();
    let report = check(&here, "form.xlsx", &bytes);
    assert!(
        report.files[0].what.contains("Official"),
        "{:?}",
        report.files
    );
    assert_eq!(
        report.records[0].change_count, 0,
        "{:#?}",
        report.records[0].changes
    );
    // A blank form that cannot be used does not keep people from getting one.
    fs::write(folder.join("project.xlsx"), "no workbook").unwrap();
    let ours = public_form(&here.registry, one, Some(&record)).unwrap();
    assert!(ours.starts_with(b"PK"));
}

#[test]
fn what_the_published_record_holds_already_is_not_the_files() {
    let here = installation();
    let one = here.registry.standard().get("organisation").unwrap();
    let csv = format!(
        "ID,{}\nINDIGO-ORG-0005,Ferry\n",
        one.field("/name/value").unwrap().title
    );
    let report = check(&here, "organisations.csv", csv.as_bytes());
    let has = |all: &[CheckFinding]| all.iter().any(|one| one.code == "url_broken");
    assert!(!has(&report.findings), "{:#?}", report.findings);
    assert!(has(&report.already_published));
    assert_eq!(
        report.already_published.len(),
        report.already_published_count
    );
    // What the file itself holds stays with its cell.
    let csv = format!(
        "{}\nINDIGO-ORG-0005,Ferry,htp:/ferry\n",
        header_of(&here, "organisation")
    );
    let report = check(&here, "organisations.csv", csv.as_bytes());
    assert_eq!(find(&report, "url_broken").place.row, Some(2));
}
