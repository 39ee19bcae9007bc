//! The time, as the ledger writes it.

/// Now, in UTC to the second: `2026-11-23T09:30:00Z`.
pub(crate) fn now() -> String {
    jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}
