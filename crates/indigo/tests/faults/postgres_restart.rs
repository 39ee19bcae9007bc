//! PostgreSQL restarted while it is used.
//!
//! `cargo xtask test` gives the URL of a cluster of its own in `INDIGO_TEST_POSTGRES`, and in
//! `INDIGO_TEST_POSTGRES_CTL` a script that restarts it. Other tests use the cluster at the same
//! time, which is why this program is the only one that restarts it, and does so one test at a time.

use std::{
    process::{Command, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    chance::Chance,
    installation::{Installation, demo},
    serving::Server,
};

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The script; `None` when this machine gave none.
struct Control(String);

impl Control {
    fn given() -> Option<Self> {
        let script = std::env::var("INDIGO_TEST_POSTGRES_CTL").ok();
        if script.is_none() {
            eprintln!(
                "left out: no PostgreSQL that may be restarted was given (INDIGO_TEST_POSTGRES_CTL)"
            );
        }
        script.map(Self)
    }

    fn run(&self, arguments: &[&str]) {
        let status = Command::new(&self.0)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{arguments:?}: {status}");
    }

    /// An installation over an empty database of the cluster.
    fn installation(&self) -> Installation {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("faults_{}_{number}", std::process::id());
        self.run(&["createdb", &name]);
        let url = std::env::var("INDIGO_TEST_POSTGRES").unwrap();
        let (front, _) = url.rsplit_once('/').unwrap();
        Installation {
            database: Some(format!("{front}/{name}")),
            ..Installation::empty()
        }
    }
}

#[test]
fn postgres_restarted_under_a_server_with_load() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(control) = Control::given() else {
        return;
    };
    let place = control.installation();
    place.import(&demo("")).ended(0, &[]);
    let mut server = Server::start(&place);
    let paths = [
        "/app/api1/project",
        "/app/api1/project/INDIGO-POJ-0198",
        "/projects",
        "/search?q=children",
    ];
    let expected: Vec<String> = paths
        .iter()
        .map(|path| server.get(path).unwrap().1)
        .collect();

    let stop = AtomicBool::new(false);
    let answers = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    for (path, body) in paths.iter().zip(&expected) {
                        match server.get(path) {
                            Some((200, found)) if path.starts_with("/app/") => {
                                assert_eq!(&found, body, "{path}: an answer is right or none");
                            }
                            Some((200 | 500 | 503, _)) => {}
                            other => panic!("{path} answered {other:?}"),
                        }
                        answers.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
        for _ in 0..3 {
            thread::sleep(Duration::from_millis(300));
            control.run(&["restart"]);
            let patience = Duration::from_secs(10);
            // Each of them: the server holds several connections, and all were cut.
            let back = paths
                .iter()
                .all(|path| server.answers_within(patience, path));
            if !back {
                stop.store(true, Ordering::Relaxed);
            }
            assert!(back, "the server did not find its database again");
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert!(answers.load(Ordering::Relaxed) > 20);
    assert!(server.runs(), "it is the same process still");
    for (path, body) in paths.iter().zip(&expected) {
        let (status, found) = server.get(path).unwrap();
        assert_eq!(status, 200, "{path}");
        if path.starts_with("/app/") {
            assert_eq!(&found, body, "{path}");
        }
    }
    place.assert_intact();
}

#[test]
fn postgres_restarted_at_random_moments_of_an_import() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(control) = Control::given() else {
        return;
    };
    let whole = control.installation();
    whole.import(&demo("fund")).ended(0, &[]);
    let before = whole.records();
    let begun = Instant::now();
    whole.import(&demo("")).ended(0, &[]);
    let span = begun.elapsed();
    let after = whole.records();

    let mut chance = Chance::new();
    let mut cut = 0;
    for _ in 0..8 {
        let place = control.installation();
        place.import(&demo("fund")).ended(0, &[]);
        let said = thread::scope(|scope| {
            let import = scope.spawn(|| place.import(&demo("")));
            thread::sleep(chance.within(span));
            control.run(&["restart"]);
            import.join().unwrap()
        });
        let found = place.records();
        if said.status == Some(0) {
            assert_eq!(found, after);
        } else {
            cut += 1;
            said.ended(2, &["error: ", "database"]);
            // Cut off while it was told that it is done, it cannot know.
            assert!(
                found == before || found == after,
                "neither all nor nothing: {said:#?}"
            );
        }
        place.assert_intact();
        place.import(&demo("")).ended(0, &[]);
        assert_eq!(place.records(), after);
    }
    eprintln!("{cut} of 8 imports were cut off");
}
