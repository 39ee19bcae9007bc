//! The time, as the ledger writes it.

/// Now, in UTC to the second: `2026-11-23T09:30:00Z`.
pub(crate) fn now() -> String {
    written(jiff::Timestamp::now())
}

/// Some hours ago, written the same way.
pub(crate) fn hours_ago(hours: i64) -> String {
    let now = jiff::Timestamp::now();
    written(
        now.checked_sub(jiff::SignedDuration::from_hours(hours))
            .unwrap_or(now),
    )
}

fn written(time: jiff::Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
