//! The mail server is down, and comes up again.

use std::{
    net::{Ipv4Addr, TcpListener},
    thread,
    time::{Duration, Instant},
};

use indigo_model::Role;

use super::{
    installation::Installation,
    serving::Server,
    signed_in::{Session, registry},
    sink::Sink,
};

/// How long the worker of the server is waited for; it looks every five seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the database says of the one message: state, tries, seconds until the next.
struct Queue(rusqlite::Connection);

impl Queue {
    fn now(&self) -> (String, i64, i64) {
        self.0
            .query_row(
                "select state, attempts, cast((julianday(next_attempt) - julianday('now')) * 86400 as integer) from mail",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .unwrap()
    }

    /// Waits until it was tried so often, and the try has ended.
    fn until(&self, state: &str, attempts: i64) -> i64 {
        let begun = Instant::now();
        loop {
            let (found, tried, next_s) = self.now();
            let ended: i64 = self
                .0
                .query_row(
                    "select count(*) from mail where said is not null or state <> 'queued'",
                    [],
                    |row| row.get(0),
                )
                .unwrap();
            if found == state && tried == attempts && ended == 1 {
                return next_s;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{found}, {tried} tries, next in {next_s} s"
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// As if the pause were over.
    fn let_pass(&self) {
        self.0
            .execute(
                "update mail set next_attempt = '2000-01-01T00:00:00Z', said = null",
                [],
            )
            .unwrap();
    }
}

#[test]
fn mail_waits_while_its_server_is_down_and_goes_out_once() {
    let place = Installation::empty();
    let beside = registry(&place);
    let eva = Session::of(&beside, "eva@example.org", Role::Administrator);
    beside
        .tell(
            "eva@example.org",
            "Accepted",
            "Your proposal was accepted.",
            "/proposals",
        )
        .unwrap();

    // An address at which nobody listens.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let smtp = format!("smtp://eva:s3cret@{address}");
    let server = Server::start_with(
        &place,
        &[
            ("INDIGO_SMTP", smtp.as_str()),
            ("INDIGO_MAIL_FROM", "Indigo <indigo@example.org>"),
        ],
    );
    let queue = Queue(rusqlite::Connection::open(place.data().join("indigo.sqlite")).unwrap());
    queue.0.busy_timeout(PATIENCE).unwrap();

    // Each pause is longer than the one before; the administrator sees why it waits.
    for (attempts, pause_s) in [(1, 60), (2, 300), (3, 900)] {
        let next_s = queue.until("queued", attempts);
        assert!(
            (pause_s - 30..=pause_s).contains(&next_s),
            "try {attempts}: next in {next_s} s"
        );
        let (status, page) = eva.get(server.door(), "/admin/mail").unwrap();
        assert_eq!(status, 200);
        assert!(page.contains("is tried again"), "{page}");
        assert!(page.to_lowercase().contains("refused"), "{page}");
        assert!(!page.contains("s3cret"), "{page}");
        queue.let_pass();
    }

    let sink = Sink::at(&address, &[]);
    // The sink has no sign-in, so the server is started anew without one: the queue outlasts it.
    drop(server);
    queue.let_pass();
    let smtp = format!("smtp://{address}");
    let server = Server::start_with(
        &place,
        &[
            ("INDIGO_SMTP", smtp.as_str()),
            ("INDIGO_MAIL_FROM", "Indigo <indigo@example.org>"),
        ],
    );
    let begun = Instant::now();
    while queue.now().0 != "sent" {
        assert!(begun.elapsed() < PATIENCE, "{:?}", queue.now());
        thread::sleep(Duration::from_millis(50));
    }
    let (_, page) = eva.get(server.door(), "/admin/mail").unwrap();
    assert!(
        page.contains("sent") && !page.contains("is tried again"),
        "{page}"
    );
    // Longer than until the worker looks again.
    thread::sleep(Duration::from_secs(7));
    let kept = sink.kept();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(kept[0].contains("Your proposal was accepted."), "{kept:?}");
}
