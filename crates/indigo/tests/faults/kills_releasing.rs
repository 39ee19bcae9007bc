//! Killed without warning at random moments of making a release, and of taking a record out of it.

use std::{
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use super::{chance::Chance, installation::Installation};

/// How often it is killed, for each of the two.
const KILLS: usize = 12;

const CREATE: [&str; 3] = ["release", "create", "2025-05"];
const TAKE_OUT: [&str; 7] = [
    "release",
    "withdraw-record",
    "2025-05",
    "fund",
    "INDIGO-FUND-0012",
    "--reason",
    "It was asked for.",
];

#[test]
fn killed_while_a_release_is_made_there_is_all_of_it_or_nothing() {
    let base = Installation::with_records();
    let timed = base.copied();
    let begun = Instant::now();
    timed.run(&CREATE).ended(0, &["Release 2025-05 is made"]);
    let span = begun.elapsed().mul_f64(1.05);

    let mut chance = Chance::new();
    let (mut nothing, mut all) = (0, 0);
    let mut place = base.copied();
    for _ in 0..KILLS {
        kill(&place, &CREATE, chance.within(span));
        // Every file of every release that is known is what it was released as.
        place.assert_intact();
        let said = place.run(&["release", "list"]);
        if said.out.contains("2025-05:") {
            all += 1;
            place = base.copied();
        } else {
            // The next one meets what this one left behind.
            nothing += 1;
        }
    }
    eprintln!("{KILLS} kills within {span:?}: {nothing} times nothing, {all} times all of it");
    assert!(
        nothing > 0,
        "no kill came before the end; the moments are wrong"
    );
    place.run(&CREATE).ended(0, &["Release 2025-05 is made"]);
    place.assert_intact();
}

#[test]
fn killed_while_a_record_is_taken_out_the_release_is_as_before_or_without_it() {
    let base = Installation::with_records();
    base.run(&CREATE).ended(0, &[]);
    let timed = base.copied();
    let begun = Instant::now();
    timed.run(&TAKE_OUT).ended(0, &["is taken out of release"]);
    let span = begun.elapsed().mul_f64(1.05);

    let mut chance = Chance::new();
    let mut place = base.copied();
    for _ in 0..KILLS {
        kill(&place, &TAKE_OUT, chance.within(span));
        place.assert_intact();
        if place.run(&["release", "list"]).out.contains("1 taken out") {
            place = base.copied();
        }
    }
    place.run(&TAKE_OUT).ended(0, &["is taken out of release"]);
    place.assert_intact();
}

fn kill(place: &Installation, arguments: &[&str], after: Duration) {
    let mut child = place
        .command(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
}
