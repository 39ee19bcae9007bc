//! What is taken over, fact by fact, and when nothing is.

mod facts;
mod golden;
mod killed;
mod people;
mod public;
mod real;
mod refused;

use indigo_registry::{DjangoSummary, Registry};

use crate::support::Installation;

/// Takes over for real.
#[track_caller]
fn taken_over(one: &Installation, url: &str) -> DjangoSummary {
    let summary = one.registry.import_django(url, false, &mut |_| {}).unwrap();
    assert!(summary.accepted, "{:#?}", summary.problems.first);
    summary
}

/// The problems of a code: place and sentence.
fn told(summary: &DjangoSummary, code: &str) -> Vec<String> {
    let of_code = summary.problems.first.iter().filter(|one| one.code == code);
    of_code.map(ToString::to_string).collect()
}

#[track_caller]
fn intact(registry: &Registry) {
    assert_eq!(registry.verify(&mut |_, _| {}).unwrap().differences, []);
}
