//! Two processes that import into one database at once.

use std::thread;

use super::installation::{Installation, Said, demo};

#[test]
fn two_imports_at_once_into_an_empty_folder() {
    let alone = Installation::empty();
    alone.import(&demo("")).ended(0, &[]);
    let expected = alone.records();
    for _ in 0..3 {
        let place = Installation::empty();
        let (one, other) = at_once(&place, "", "");
        assert_one_done(&one, &other);
        assert_eq!(place.records(), expected);
        place.assert_intact();
    }
}

#[test]
fn two_different_imports_at_once() {
    let place = Installation::with_records();
    let (one, other) = at_once(&place, "project", "organisation");
    assert_one_done(&one, &other);
    place.assert_intact();
    // Whoever was turned away comes again; afterwards it is as if they had come in turn.
    place.import(&demo("project")).ended(0, &[]);
    place.import(&demo("organisation")).ended(0, &[]);
    let in_turn = Installation::with_records();
    in_turn.import(&demo("project")).ended(0, &[]);
    in_turn.import(&demo("organisation")).ended(0, &[]);
    assert_eq!(place.records(), in_turn.records());
    place.assert_intact();
}

fn at_once(place: &Installation, one: &str, other: &str) -> (Said, Said) {
    thread::scope(|scope| {
        let one = scope.spawn(|| place.import(&demo(one)));
        let other = scope.spawn(|| place.import(&demo(other)));
        (one.join().unwrap(), other.join().unwrap())
    })
}

/// Each either got through or was told to come back, and at least one got through.
fn assert_one_done(one: &Said, other: &Said) {
    for said in [one, other] {
        if said.status != Some(0) {
            said.ended(2, &["another process"]);
        }
    }
    assert!(
        one.status == Some(0) || other.status == Some(0),
        "{one:#?} {other:#?}"
    );
}
