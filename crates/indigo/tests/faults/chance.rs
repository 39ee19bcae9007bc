//! Random moments, with the seed said so that a failure can be repeated.

use std::time::{Duration, SystemTime};

/// A small generator (xorshift); good enough to spread moments.
pub(crate) struct Chance(u64);

impl Chance {
    /// From the clock, or from `INDIGO_TEST_SEED`.
    pub(crate) fn new() -> Self {
        let given = std::env::var("INDIGO_TEST_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok());
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap();
        let seed = given.unwrap_or(now.as_micros() & u128::from(u64::MAX));
        eprintln!("random moments from INDIGO_TEST_SEED={seed}");
        Self(u64::try_from(seed).unwrap_or(1).max(1))
    }

    /// A moment before the end of a span.
    pub(crate) fn within(&mut self, span: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let micros = u64::try_from(span.as_micros()).unwrap_or(u64::MAX).max(1);
        Duration::from_micros(self.0 % micros)
    }
}
