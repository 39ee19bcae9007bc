//! The time, as the ledger and the accounts write it.

use std::sync::atomic::{AtomicI64, Ordering};

/// Now, in UTC to the second: `2026-11-23T09:30:00Z`.
pub(crate) fn now() -> String {
    stamp(jiff::Timestamp::now())
}

fn stamp(time: jiff::Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The clock by which accounts, sessions, links and mail live. It is the system's, and can be put
/// forward, so that what happens after thirty days can be tried in a moment.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_s: AtomicI64,
}

impl Clock {
    /// Seconds since 1970.
    pub(crate) fn unix_s(&self) -> i64 {
        jiff::Timestamp::now().as_second() + self.ahead_s.load(Ordering::Relaxed)
    }

    /// Now.
    pub(crate) fn now(&self) -> String {
        self.after(0)
    }

    /// The time `seconds` from now; before now when negative.
    pub(crate) fn after(&self, seconds: i64) -> String {
        jiff::Timestamp::from_second(self.unix_s() + seconds).map_or_else(|_| now(), stamp)
    }

    /// Puts the clock forward.
    pub(crate) fn advance(&self, seconds: i64) {
        self.ahead_s.fetch_add(seconds, Ordering::Relaxed);
    }
}

/// Seconds since 1970 of a time as stored; 0 when it cannot be read.
pub(crate) fn unix_s(stamp: &str) -> i64 {
    stamp
        .parse::<jiff::Timestamp>()
        .map_or(0, jiff::Timestamp::as_second)
}

/// Some hours ago, written the same way.
pub(crate) fn hours_ago(hours: i64) -> String {
    let now = jiff::Timestamp::now();
    stamp(
        now.checked_sub(jiff::SignedDuration::from_hours(hours))
            .unwrap_or(now),
    )
}
