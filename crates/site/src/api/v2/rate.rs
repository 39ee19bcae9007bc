//! How often a token may come: a bucket for each, that fills up evenly.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// Requests a minute for one token, where the installation says nothing else.
const USUAL_PER_MINUTE: u32 = 600;

/// How many tokens are remembered before those that have been away long enough are forgotten.
const REMEMBERED: usize = 10_000;

/// The buckets of all tokens that came lately.
#[derive(Debug)]
pub(crate) struct Buckets {
    per_minute: f64,
    buckets: Mutex<HashMap<String, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Buckets {
    /// Buckets for so many requests a minute, or the usual number.
    pub(crate) fn new(per_minute: Option<u32>) -> Self {
        Self {
            per_minute: f64::from(per_minute.unwrap_or(USUAL_PER_MINUTE).max(1)),
            buckets: Mutex::default(),
        }
    }

    /// How many requests a minute a token has.
    pub(super) fn per_minute(&self) -> u32 {
        self.per_minute as u32
    }

    /// Counts a request of a token; how many seconds it has to wait when it came too often.
    pub(super) fn take(&self, token: &str) -> Result<(), i64> {
        self.take_at(token, Instant::now())
    }

    fn take_at(&self, token: &str, now: Instant) -> Result<(), i64> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            // A bucket that nobody has taken from for a minute is full again.
            buckets.retain(|_, bucket| now.duration_since(bucket.at).as_secs() < 60);
        }
        let per_second = self.per_minute / 60.0;
        let bucket = buckets.entry(token.to_owned()).or_insert(Bucket {
            left: self.per_minute,
            at: now,
        });
        let since = now.duration_since(bucket.at).as_secs_f64();
        bucket.left = (bucket.left + since * per_second).min(self.per_minute);
        bucket.at = now;
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(());
        }
        Err(((1.0 - bucket.left) / per_second).ceil() as i64)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn each_token_has_a_bucket_that_fills_up() {
        let buckets = Buckets::new(Some(6));
        let now = Instant::now();
        for _ in 0..6 {
            assert_eq!(buckets.take_at("a", now), Ok(()));
        }
        assert_eq!(buckets.take_at("a", now), Err(10));
        assert_eq!(buckets.take_at("b", now), Ok(()));
        let later = now + Duration::from_secs(10);
        assert_eq!(buckets.take_at("a", later), Ok(()));
        assert_eq!(buckets.take_at("a", later), Err(10));
        let much_later = now + Duration::from_secs(3_600);
        for _ in 0..6 {
            assert_eq!(buckets.take_at("a", much_later), Ok(()));
        }
        assert!(buckets.take_at("a", much_later).is_err());
    }
}
