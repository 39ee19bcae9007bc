//! Killed at any moment, an import is wholly there or not at all.

use std::{
    fs,
    hash::{BuildHasher, RandomState},
    thread,
    time::{Duration, Instant},
};

use crate::house::{BEFORE, House, over, run, verified};

const MOMENTS: u64 = 50;
const RECORDS: u64 = 400;

#[test]
fn killed_at_fifty_moments() {
    let house = House::settled();
    let more = house.records("more.jsonl", 1000, RECORDS);
    let copy = |name: &str| {
        let to = house.path(name);
        fs::create_dir(&to).unwrap();
        for entry in fs::read_dir(&house.data).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
            }
        }
        to
    };
    let whole = copy("whole");
    let begun = Instant::now();
    let mut import = over(&whole, &["import"]);
    import.arg(&more);
    run(import).ends(0, &[]);
    let took = begun.elapsed();

    let (mut before, mut after) = (0, 0);
    for moment in 0..MOMENTS {
        let data = copy(&format!("killed-{moment}"));
        let mut import = over(&data, &["import"]);
        import.arg(&more);
        let mut child = import.spawn().unwrap();
        thread::sleep(delay(took, moment));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        match verified(over(&data, &["verify", "--json"])) {
            BEFORE => before += 1,
            records if records == BEFORE + RECORDS => after += 1,
            records => panic!("{records} records after a kill: neither none nor all came in"),
        }
        if moment % 10 == 0 {
            // What was killed can be done again.
            let mut import = over(&data, &["import"]);
            import.arg(&more);
            run(import).ends(0, &[]);
            assert_eq!(
                verified(over(&data, &["verify", "--json"])),
                BEFORE + RECORDS
            );
        }
        fs::remove_dir_all(&data).unwrap();
    }
    eprintln!("killed {MOMENTS} times within {took:?}: {before} had nothing, {after} everything");
    assert!(before > 0, "no kill came before the end");
}

/// A random moment in each fiftieth of the time that an import takes, and a little past its end.
fn delay(took: Duration, moment: u64) -> Duration {
    #[expect(clippy::cast_precision_loss, reason = "a share of a moment")]
    let random = (RandomState::new().hash_one(moment) % 1000) as f64 / 1000.0;
    #[expect(clippy::cast_precision_loss, reason = "fifty at most")]
    let share = (moment as f64 + random) / MOMENTS as f64;
    took.mul_f64(share * 1.05)
}
