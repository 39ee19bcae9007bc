//! The real public exports: in and out again, cell for cell.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{collections::BTreeMap, path::Path};

use indigo_exchange::{Source, write_list_csv};
use indigo_model::{Severity, Status};
use support::*;

fn assert_same_cells(name: &str, found: &Path, wanted: &Path) {
    let (found, wanted) = (cells(found), cells(wanted));
    assert_eq!(found.len(), wanted.len(), "{name}: rows");
    for (row, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
        assert_eq!(found, wanted, "{name}, row {}", row + 1);
    }
}

fn no_errors(source: &Source) {
    let errors: Vec<_> = source
        .problems()
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    assert_eq!(errors, Vec::<&indigo_model::Problem>::new());
}

#[test]
fn every_cell_of_every_export_comes_out_as_it_came() {
    for month in ["2025-04", "2025-05"] {
        let Some(original) = shared(&format!("data/indigo/{month}")) else {
            return;
        };
        let standard = standard();
        let source = open(&standard, &[&original]);
        no_errors(&source);
        assert_eq!(source.files().len(), 29);
        let mut kept = Records::default();
        let problems = kept.take(&standard, &source, Status::Public);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for problem in &problems {
            *counts.entry(&problem.code).or_default() += 1;
            assert!(
                problem.place.row.is_some() && problem.place.column.is_some()
                    || problem.code == "row_doubled",
                "{problem}"
            );
        }
        println!("{month}: {counts:#?}");
        let out = bundle(&types_of(&standard, "all"), &Public(&standard, &kept));
        let originals = csv_files(&original);
        assert_eq!(originals.len(), 29);
        assert_eq!(csv_files(out.path()).len(), 29);
        for (name, path) in originals {
            assert_same_cells(&name, &out.path().join(&name), &path);
        }
        // A second time changes nothing, whatever status it is given.
        let before = kept.clone();
        for status in [Status::Public, Status::Private] {
            kept.take(&standard, &source, status);
            assert!(kept == before, "{month} {status:?}");
        }
        // Neither does it when the first import was private.
        let mut private = Records::default();
        private.take(&standard, &source, Status::Private);
        let before = private.clone();
        private.take(&standard, &source, Status::Public);
        assert!(private == before, "{month} private");
    }
}

#[test]
fn the_lists_alone_come_out_as_they_came() {
    let Some(lists) = shared("data/indigo/2025-05/listings") else {
        return;
    };
    let standard = standard();
    let source = open(&standard, &[&lists]);
    no_errors(&source);
    let mut kept = Records::default();
    kept.take(&standard, &source, Status::Public);
    let before = kept.clone();
    kept.take(&standard, &source, Status::Public);
    assert!(kept == before);
    for (theirs, record_type) in [
        ("original_orgs.csv", "organisation"),
        ("original_outcome-funds.csv", "fund"),
        ("original_pipeline.csv", "pipeline"),
        ("original_projects.csv", "project"),
    ] {
        let mut ours = Vec::new();
        let one = standard.get(record_type).unwrap();
        write_list_csv(one, &Public(&standard, &kept), &mut ours, None).unwrap();
        let out = folder(&[("ours.csv", ours)]);
        let (mut found, mut wanted) = (
            cells(&out.path().join("ours.csv")),
            cells(&lists.join(theirs)),
        );
        for (title, sorted) in [("Countries", true), ("Organisations", false)] {
            // The old system joins countries in random order; organisations are joined from rows
            // that a list does not have.
            if let Some(at) = wanted[0].iter().position(|header| header == title) {
                for row in found.iter_mut().chain(&mut wanted).skip(1) {
                    let mut parts: Vec<&str> = row[at].split(", ").collect();
                    parts.sort_unstable();
                    row[at] = if sorted {
                        parts.join(", ")
                    } else {
                        String::new()
                    };
                }
            }
        }
        wanted[0].clone_from(&found[0]);
        for (row, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
            assert_eq!(found, wanted, "{theirs} row {}", row + 1);
        }
        assert_eq!(found.len(), wanted.len());
    }
}
