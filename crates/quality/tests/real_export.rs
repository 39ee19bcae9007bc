//! The whole report over the real export: the defects known to be in it are found.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;

use indigo_model::RecordKey;
use indigo_quality::{Checks, DataSet, Figures, Finding, Subject, View};
use support::{Records, day, known, read_export, shared, standard};

struct Report {
    figures: Figures,
    findings: BTreeMap<String, Vec<(RecordKey, Finding)>>,
}

fn report() -> Option<Report> {
    let folder = shared("data/indigo/2025-05")?;
    let standard = standard();
    let records: Records = read_export(&standard, &[&folder, &folder.join("listings")]);
    let known = known(&standard, &records);
    let checks = Checks::all();
    let mut figures = Figures::default();
    let mut set = DataSet::default();
    let mut findings: BTreeMap<String, Vec<(RecordKey, Finding)>> = BTreeMap::new();
    for (record_type, all) in &records {
        let one = standard.get(record_type).unwrap();
        for (id, data) in all {
            let subject = Subject::new(one, id, data, &known, day("2025-05-31"), View::Public);
            let found = checks.findings(&subject);
            figures.add(&subject, &found);
            set.add(one, id, data);
            for finding in found {
                let key = RecordKey::new(record_type, id);
                findings
                    .entry(finding.check.clone())
                    .or_default()
                    .push((key, finding));
            }
        }
    }
    let compared = set.findings(&checks);
    figures.add_compared(&compared);
    for (key, finding) in compared {
        findings
            .entry(finding.check.clone())
            .or_default()
            .push((key, finding));
    }
    Some(Report { figures, findings })
}

#[test]
fn the_report_over_the_real_export_finds_what_is_known_to_be_wrong() {
    let Some(report) = report() else { return };
    println!("{:<28} findings records", "check");
    for (code, count) in &report.figures.findings {
        println!("{code:<28} {count:>8} {:>7}", report.figures.records[code]);
    }
    for (name, one) in &report.figures.types {
        println!(
            "{name}: {} records, {:?}, {:?}",
            one.records, one.grades, one.shares
        );
    }
    if let Ok(code) = std::env::var("SHOW") {
        for (key, finding) in report.findings.get(&code).into_iter().flatten() {
            println!(
                "{} {} {} | {}",
                key.id, finding.pointer, finding.message, finding.mend
            );
        }
    }

    let values = |code: &str| -> Vec<&str> {
        let all = report
            .findings
            .get(code)
            .map(Vec::as_slice)
            .unwrap_or_default();
        all.iter()
            .filter_map(|(_, finding)| finding.value.as_deref())
            .collect()
    };
    for currency in [
        "AUD ",
        "GBP ",
        "Israeli new shekels",
        "Japanese Yen",
        "NZ dollar",
        "Russian Ruble",
        "Russian rubles",
        "South African Rand",
        "South Korean Won",
        "Swedish",
        "Swiss Francs",
    ] {
        assert!(
            values("currency_not_iso_4217").contains(&currency),
            "{currency}"
        );
    }
    assert!(values("date_impossible").contains(&"2018-13"));
    assert!(values("source_not_listed").contains(&"sourc13"));
    assert!(values("unknown_record").contains(&"INDIGO-FUND-0011"));
    assert!(values("blanks_around").contains(&"INDIGO-FUND-0007\t"));
    assert!(values("formula_text").contains(&"=U33"));
    assert!(values("not_a_number").contains(&"$"));
    assert!(values("organisation_identifier").contains(&"INDIGO-ORG-0170"));
    assert!(values("ocid_malformed").contains(&"845ea5b3-e78f-4833-a61e-5615647c328e"));
    assert_eq!(report.figures.findings["ocid_malformed"], 3);
    assert_eq!(report.figures.findings["ocid_shared"], 1);
    assert_eq!(report.figures.records["complete_without_result"], 61);
    assert_eq!(report.figures.findings["country_not_a_code"], 78);
    assert_eq!(report.figures.findings["several_ids_in_one_cell"], 2069);
    assert!(values("date_in_words").contains(&"6th December 2024"));
    assert!(values("date_malformed").contains(&"current"));
    assert!(values("organisations_alike").contains(&"The Kresge Foundation"));
    for code in [
        "row_id_doubled",
        "row_id_blank",
        "row_reference_dangling",
        "several_ids_in_one_cell",
        "sdg_goal_unknown",
        "usd_differs",
        "parts_above_total",
        "plan_above_cap",
        "actual_above_cap",
        "stage_past_end",
        "launch_date_past",
        "organisations_alike",
        "result_without_target",
        "result_number_in_text",
        "payment_type_missing",
        "percentage_unlikely",
        "url_broken",
        "achieved_far_above_target",
        "end_before_start",
        "sdg_target_elsewhere",
        "field_missing",
    ] {
        assert!(
            report.figures.findings.contains_key(code),
            "{code} found nothing"
        );
    }
    assert_eq!(report.figures.types["project"].records, 319);
    assert_eq!(report.figures.types["organisation"].records, 1549);
    assert_eq!(report.figures.types["pipeline"].records, 132);
    let fill = |pointer: &str| {
        let fields = &report.figures.types["project"].fields;
        fields
            .iter()
            .find(|field| field.pointer == pointer)
            .unwrap()
            .per_cent()
    };
    assert_eq!(
        fill("/purpose_and_classifications/policy_sector/value"),
        100
    );
    assert_eq!(fill("/jurisdiction/jurisdiction/value"), 15);
    assert!(!report.figures.stale.is_empty());
}
