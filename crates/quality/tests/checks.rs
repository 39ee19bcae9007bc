//! Every check does what its examples say, and its page is the one in the docs.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{collections::BTreeSet, fs, path::Path};

use indigo_model::pointer;
use indigo_quality::{Checks, QualityError, Severity, Test, document};
use support::{found, standard};

#[test]
fn every_check_passes_its_good_example_and_finds_its_bad_one() {
    let standard = standard();
    for check in Checks::all().chosen() {
        for example in [&check.passes, &check.fails] {
            assert!(
                check.looks_at(example.record_type),
                "{} does not look at its own example",
                check.code
            );
        }
        let good = found(&standard, check, &check.passes);
        assert!(good.is_empty(), "{}: {good:#?}", check.code);
        let bad = found(&standard, check, &check.fails);
        assert!(
            !bad.is_empty(),
            "{} finds nothing in its bad example",
            check.code
        );
        for (_, finding) in bad {
            assert_eq!(finding.severity, check.severity);
            assert!(
                finding.message.ends_with('.'),
                "{}: {}",
                check.code,
                finding.message
            );
            assert!(
                finding.mend.ends_with('.'),
                "{}: {}",
                check.code,
                finding.mend
            );
            let pointers = std::iter::once(&finding.pointer).chain(&finding.others);
            for pointer in pointers {
                assert!(
                    pointer.is_empty() || pointer.starts_with('/'),
                    "{}: {pointer}",
                    check.code
                );
            }
        }
    }
}

#[test]
fn a_finding_with_a_value_points_to_something() {
    let standard = standard();
    for check in Checks::all().chosen() {
        if !matches!(check.test, Test::Record(_)) {
            continue;
        }
        let data: indigo_model::Value = serde_json::from_str(check.fails.data).unwrap();
        for (_, finding) in found(&standard, check, &check.fails) {
            if finding.value.is_some() && check.code != "key_not_in_standard" {
                assert!(
                    data.pointer(&finding.pointer).is_some(),
                    "{}: nothing is at {}",
                    check.code,
                    finding.pointer
                );
            }
            let _ = pointer::get(&data, &finding.pointer);
        }
    }
}

#[test]
fn codes_are_told_apart_and_words_are_whole() {
    let mut codes = BTreeSet::new();
    for check in Checks::all().chosen() {
        assert!(codes.insert(check.code), "{} is there twice", check.code);
        assert!(
            check
                .code
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
        );
        assert!(check.why.ends_with('.'), "{}", check.code);
        assert!(!check.title.ends_with('.'), "{}", check.code);
    }
    assert!(codes.len() > 70, "{}", codes.len());
}

#[test]
fn parts_of_a_total_never_make_an_error() {
    let check = Checks::named("parts_above_total").unwrap();
    assert_eq!(check.severity, Severity::Warning);
}

#[test]
fn checks_can_be_switched_off_unless_they_are_always_on() {
    let standard = standard();
    let check = Checks::named("blanks_around").unwrap();
    let one = standard.get("project").unwrap();
    let data = serde_json::from_str(check.fails.data).unwrap();
    let subject = indigo_quality::Subject::new(
        one,
        "INDIGO-POJ-0001",
        &data,
        &indigo_quality::Unknown,
        support::day("2026-11-24"),
        indigo_quality::View::Whole,
    );
    let has = |checks: &Checks| {
        checks
            .findings(&subject)
            .iter()
            .any(|finding| finding.check == "blanks_around")
    };
    assert!(has(&Checks::all()));
    assert!(!has(&Checks::all().without(["blanks_around"]).unwrap()));
    assert!(matches!(
        Checks::all().without(["not_a_number"]),
        Err(QualityError::AlwaysOn { .. })
    ));
    assert!(matches!(
        Checks::all().without(["no_such_check"]),
        Err(QualityError::UnknownCheck { .. })
    ));
}

/// `BLESS=1 cargo test -p indigo-quality` writes the page anew.
#[test]
fn the_page_in_the_docs_is_the_one_made_from_the_checks() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/CHECKS.md");
    let page = document::render();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/CHECKS.md differs from the checks; write it anew with BLESS=1 cargo test -p indigo-quality"
    );
}
