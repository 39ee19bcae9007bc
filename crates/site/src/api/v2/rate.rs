//! How often a token or a network address may come: a bucket for each, that fills up evenly.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Instant,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// Requests a minute for one token, where the installation says nothing else.
const USUAL_PER_MINUTE: u32 = 600;

/// Answers a minute that are worked out for one network address without a token, at least; those
/// that are kept do not count.
const VISITOR_PER_MINUTE: u32 = 1_200;

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

    /// Buckets for those who come without a token.
    pub(crate) fn of_visitors(per_minute: Option<u32>) -> Self {
        Self::new(Some(per_minute.unwrap_or_default().max(VISITOR_PER_MINUTE)))
    }

    /// Says in the headers of an answer how much is allowed and how much is left (the draft on
    /// `RateLimit` of the IETF).
    pub(crate) fn say(&self, headers: &mut HeaderMap, left: u32) {
        let policy = format!("\"minute\";q={};w=60", self.per_minute());
        let limit = format!("\"minute\";r={left}");
        for (name, value) in [("ratelimit-policy", policy), ("ratelimit", limit)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }

    /// How many requests a minute a token has.
    pub(super) fn per_minute(&self) -> u32 {
        self.per_minute as u32
    }

    /// Counts a request of a token or address: how many are left, or how many seconds it has to wait
    /// when it came too often.
    pub(crate) fn take(&self, token: &str) -> Result<u32, i64> {
        self.take_at(token, Instant::now())
    }

    fn take_at(&self, token: &str, now: Instant) -> Result<u32, i64> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            // A bucket that nobody has taken from for a minute is full again.
            buckets.retain(|_, bucket| now.duration_since(bucket.at).as_secs() < 60);
            if buckets.len() >= REMEMBERED {
                // More come than can be told apart: all begin anew, rather than each being looked
                // through for every other.
                buckets.clear();
            }
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
            return Ok(bucket.left as u32);
        }
        Err(((1.0 - bucket.left) / per_second).ceil() as i64)
    }
}

/// Whose bucket an address takes from: of the newer kind, whoever has the same first half.
pub(crate) fn neighbourhood(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(address)) => {
            let half = u128::from(address) >> 64 << 64;
            Ipv6Addr::from(half).to_string()
        }
        _ => address.to_owned(),
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
        for left in (0..6).rev() {
            assert_eq!(buckets.take_at("a", now), Ok(left));
        }
        assert_eq!(buckets.take_at("a", now), Err(10));
        assert_eq!(buckets.take_at("b", now), Ok(5));
        let later = now + Duration::from_secs(10);
        assert_eq!(buckets.take_at("a", later), Ok(0));
        assert_eq!(buckets.take_at("a", later), Err(10));
        let much_later = now + Duration::from_secs(3_600);
        for _ in 0..6 {
            assert!(buckets.take_at("a", much_later).is_ok());
        }
        assert!(buckets.take_at("a", much_later).is_err());
    }

    #[test]
    fn neighbours_share_a_bucket() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("", ""),
        ] {
            assert_eq!(neighbourhood(address), expected);
        }
    }
}
