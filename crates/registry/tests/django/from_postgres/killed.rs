//! Killed without warning while a database of the first system is taken over.

use std::{
    env,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant, SystemTime},
};

use indigo_registry::{Registry, Settings, accounts::By};

use super::intact;
use crate::story;

/// How often it is killed.
const KILLS: u32 = 12;

/// Where the process that is killed finds what it has to do.
const URL: &str = "INDIGO_TEST_TAKE_OVER_URL";
const DATA: &str = "INDIGO_TEST_TAKE_OVER_DATA";

fn open(data: &std::path::Path) -> Registry {
    Registry::open(Settings {
        data: data.to_owned(),
        ..Settings::default()
    })
    .unwrap()
}

#[test]
#[ignore = "runs in a process of its own, which the test below starts and kills"]
fn the_process_that_is_killed() {
    let (Some(url), Some(data)) = (env::var_os(URL), env::var_os(DATA)) else {
        return;
    };
    let registry = open(data.as_ref());
    let summary = registry
        .import_django(url.to_str().unwrap(), false, &mut |_| {})
        .unwrap();
    assert!(summary.accepted);
}

#[test]
fn killed_at_any_moment_it_leaves_nothing_or_all() {
    let Some(old) = story::whole() else { return };
    let folder = tempfile::tempdir().unwrap();
    let start = |data: &std::path::Path| {
        Command::new(env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "from_postgres::killed::the_process_that_is_killed",
            ])
            .env(URL, &old.url)
            .env(DATA, data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let begun = Instant::now();
    let whole = folder.path().join("whole");
    assert!(start(&whole).wait().unwrap().success());
    let span = begun.elapsed().mul_f64(1.1) + Duration::from_millis(5);
    let (records, accounts) = counts(&open(&whole));
    assert!(records > 10 && accounts == 8);

    let seed = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap()
        .subsec_nanos();
    let (mut nothing, mut all) = (0, 0);
    for round in 0..KILLS {
        // Spread over the whole time, each a little off its place.
        let part = (f64::from(round) + f64::from(seed % 1000) / 1000.0) / f64::from(KILLS);
        let data = folder.path().join(round.to_string());
        let mut child = start(&data);
        thread::sleep(span.mul_f64(part));
        child.kill().unwrap();
        child.wait().unwrap();
        let registry = open(&data);
        intact(&registry);
        match counts(&registry) {
            (0, 0) => {
                nothing += 1;
                let again = registry
                    .import_django(&old.url, false, &mut |_| {})
                    .unwrap();
                assert!(again.accepted, "it is begun again");
                assert_eq!(counts(&registry), (records, accounts));
                intact(&registry);
            }
            found => {
                all += 1;
                assert_eq!(found, (records, accounts), "neither all nor nothing");
            }
        }
    }
    eprintln!("{KILLS} kills within {span:?}: {nothing} times nothing, {all} times all of it");
    assert!(
        nothing > 0,
        "no kill came before the end; the moments are wrong"
    );
}

fn counts(registry: &Registry) -> (i64, usize) {
    let accounts = registry.accounts(By::CommandLine, "", 99).unwrap();
    (registry.record_count().unwrap(), accounts.len())
}
