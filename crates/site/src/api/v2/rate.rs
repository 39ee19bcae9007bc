//! How often a token or a network address may come: a bucket for each, that fills up evenly.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Instant,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::{request::AS_OF, url::parameters};

/// Requests a minute for one token, where the installation says nothing else.
const USUAL_PER_MINUTE: u32 = 600;

/// Answers a minute that are worked out for one network address without a token, at least; those
/// that are kept do not count.
const VISITOR_PER_MINUTE: u32 = 1_200;

/// Pages a minute that are made for one network address, those that are kept not counted: more
/// than a person can read, and enough for a program that goes through all records politely.
const READER_PER_MINUTE: u32 = 300;

/// How many tokens or addresses a generation of buckets holds.
const REMEMBERED: usize = 10_000;

/// What an answer counts for when all records of a past day may have to be read for it.
const OF_THE_PAST: u32 = 20;
/// Where the id stands in the path of a single record.
const ITEM: usize = 5;

/// The buckets of all tokens that came lately.
#[derive(Debug)]
pub(crate) struct Buckets {
    per_minute: f64,
    generations: Mutex<Generations>,
}

/// Who came lately, and who came before: whoever comes again is of the first. When these are too
/// many, the others are forgotten. So somebody who keeps coming is forgotten only when as many
/// others come between two of their requests, and nobody is looked through.
#[derive(Debug, Default)]
struct Generations {
    young: HashMap<String, Bucket>,
    old: HashMap<String, Bucket>,
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
            generations: Mutex::default(),
        }
    }

    /// Buckets for those who come without a token.
    pub(crate) fn of_visitors(per_minute: Option<u32>) -> Self {
        Self::new(Some(per_minute.unwrap_or_default().max(VISITOR_PER_MINUTE)))
    }

    /// Buckets for those who read pages.
    pub(crate) fn of_readers() -> Self {
        Self::new(Some(READER_PER_MINUTE))
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

    /// Counts a request of a token or address, for one or more: how many are left, or how many
    /// seconds it has to wait when it came too often.
    pub(crate) fn take(&self, token: &str, cost: u32) -> Result<u32, i64> {
        self.take_at(token, cost, Instant::now())
    }

    fn take_at(&self, token: &str, cost: u32, now: Instant) -> Result<u32, i64> {
        let mut generations = self
            .generations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let full = Bucket {
            left: self.per_minute,
            at: now,
        };
        let bucket = generations.bucket(token, full);
        let per_second = self.per_minute / 60.0;
        let since = now.duration_since(bucket.at).as_secs_f64();
        bucket.left = (bucket.left + since * per_second).min(self.per_minute);
        bucket.at = now;
        // Where less is allowed in a minute, all of it is taken.
        let cost = f64::from(cost).min(self.per_minute);
        if bucket.left >= cost {
            bucket.left -= cost;
            return Ok(bucket.left as u32);
        }
        Err(((cost - bucket.left) / per_second).ceil() as i64)
    }
}

impl Generations {
    /// The bucket of a token or address; a full one when none is remembered.
    fn bucket(&mut self, token: &str, full: Bucket) -> &mut Bucket {
        if !self.young.contains_key(token) {
            if self.young.len() >= REMEMBERED {
                self.old = std::mem::take(&mut self.young);
            }
            let bucket = self.old.remove(token).unwrap_or(full);
            self.young.insert(token.to_owned(), bucket);
        }
        self.young.entry(token.to_owned()).or_insert(full)
    }
}

/// What an answer counts for: records of a past day cost more, as each has to be worked out as it
/// was; a single one does not.
pub(crate) fn cost(uri: &Uri) -> u32 {
    let is_item = uri.path().split('/').nth(ITEM).is_some();
    let is_past = || parameters(uri).iter().any(|(name, _)| name == AS_OF);
    if !is_item && is_past() {
        OF_THE_PAST
    } else {
        1
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
            assert_eq!(buckets.take_at("a", 1, now), Ok(left));
        }
        assert_eq!(buckets.take_at("a", 1, now), Err(10));
        assert_eq!(buckets.take_at("b", 1, now), Ok(5));
        let later = now + Duration::from_secs(10);
        assert_eq!(buckets.take_at("a", 1, later), Ok(0));
        assert_eq!(buckets.take_at("a", 1, later), Err(10));
        let much_later = now + Duration::from_secs(3_600);
        for _ in 0..6 {
            assert!(buckets.take_at("a", 1, much_later).is_ok());
        }
        assert!(buckets.take_at("a", 1, much_later).is_err());
    }

    #[test]
    fn ten_thousand_others_do_not_fill_a_bucket_that_is_empty() {
        let buckets = Buckets::new(Some(2));
        let now = Instant::now();
        while buckets.take_at("a", 1, now).is_ok() {}
        for number in 0..3 * REMEMBERED {
            assert!(buckets.take_at(&number.to_string(), 1, now).is_ok());
            if number % (REMEMBERED / 2) == 0 {
                assert!(buckets.take_at("a", 1, now).is_err(), "{number}");
            }
        }
        let generations = buckets.generations.lock().unwrap();
        assert!(generations.young.len() + generations.old.len() <= 2 * REMEMBERED);
    }

    #[test]
    fn records_of_a_past_day_cost_more() {
        for (query, expected) in [
            ("", 1),
            ("?where.name__exists=true", 1),
            ("/A-1?view=public&as_of=2024-01-01", 1),
            ("?as_of=2024-01-01&where.name__exists=true", OF_THE_PAST),
            ("?limit=0&a%73_of=2024-01-01", OF_THE_PAST),
            (".jsonl?as_of=2024-01-01", OF_THE_PAST),
        ] {
            let uri: Uri = format!("/api/v2/records/project{query}").parse().unwrap();
            assert_eq!(cost(&uri), expected, "{query}");
        }
        let buckets = Buckets::new(Some(60));
        let now = Instant::now();
        assert_eq!(buckets.take_at("a", 20, now), Ok(40));
        assert_eq!(buckets.take_at("a", 41, now), Err(1));
        // However little is allowed, something is.
        assert_eq!(Buckets::new(Some(6)).take_at("a", 20, now), Ok(0));
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
