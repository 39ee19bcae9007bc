//! Killed without warning at random moments of an import.

use std::{
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use super::{
    chance::Chance,
    installation::{Installation, demo},
};

/// How often it is killed.
const KILLS: usize = 50;

#[test]
fn killed_at_random_moments_of_an_import() {
    let base = Installation::with_records();
    let before = base.records();
    let mut whole = base.copied();
    let mut span = import_all(&whole);
    for _ in 0..2 {
        // The quickest of three, lest a busy moment of the machine puts most kills after the end.
        whole = base.copied();
        span = span.min(import_all(&whole));
    }
    // A little longer than it takes, so that the very end is met as well.
    let span = span.mul_f64(1.05) + Duration::from_millis(5);
    let after = whole.records();
    assert_ne!(before, after);

    let mut chance = Chance::new();
    let (mut nothing, mut all) = (0, 0);
    let mut place = base.copied();
    for _ in 0..KILLS {
        let moment = chance.within(span);
        kill_import(&place, moment);
        place.assert_intact();
        let found = place.records();
        if found == before {
            // The next kill meets the same folder, with whatever the last one left in it.
            nothing += 1;
        } else {
            assert_eq!(
                found, after,
                "killed after {moment:?}: neither all nor nothing"
            );
            all += 1;
            place = base.copied();
        }
    }
    eprintln!("{KILLS} kills within {span:?}: {nothing} times nothing, {all} times all of it");
    assert!(
        nothing > 0,
        "no kill came before the end; the moments are wrong"
    );

    place.import(&demo("")).ended(0, &[]);
    assert_eq!(place.records(), after, "the import goes through afterwards");
    place.assert_intact();
}

#[test]
fn killed_while_the_database_is_made() {
    let mut chance = Chance::new();
    for _ in 0..10 {
        let place = Installation::empty();
        kill_import(&place, chance.within(Duration::from_millis(60)));
        // It may have been killed before there was anything to verify.
        let said = place.run(&["verify"]);
        let none = said.err.contains("There is no Indigo data");
        assert!(said.status == Some(if none { 2 } else { 0 }), "{said:#?}");
        place.import(&demo("fund")).ended(0, &["10"]);
        place.assert_intact();
    }
}

/// Imports all of the demo set; how long that takes.
fn import_all(place: &Installation) -> Duration {
    let begun = Instant::now();
    place.import(&demo("")).ended(0, &[]);
    begun.elapsed()
}

fn kill_import(place: &Installation, after: Duration) {
    let path = demo("");
    let mut child = place
        .command(&["import", path.to_str().unwrap()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    thread::sleep(after);
    // SIGKILL; that it may have ended by itself before is one of the moments.
    child.kill().unwrap();
    child.wait().unwrap();
}
