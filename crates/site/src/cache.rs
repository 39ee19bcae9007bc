//! Whole answers kept in memory, each with the ledger position that it was rendered at.
//!
//! An entry is used only while its position is the newest, so nothing stale is ever shown; there
//! is nothing to throw out by hand.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use quick_cache::{Weighter, sync};

/// How many bytes of answers are kept in all.
const CAPACITY_BYTES: u64 = 16 * 1024 * 1024;
/// The largest answer that is kept.
const LARGEST_BYTES: usize = 4 * 1024 * 1024;
/// How many answers are expected at a time.
const EXPECTED_ENTRIES: usize = 2_000;
/// What an entry costs besides its body and key: headers and bookkeeping.
const OVERHEAD_BYTES: usize = 1_024;
/// From which length on a body without an encoding is kept packed.
const PACKED_FROM_BYTES: usize = 16 * 1024;
/// The level of Zstandard that is quickest to pack; all are as quick to unpack.
const QUICKEST: i32 = 1;

/// What an answer is kept under.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// How the body is encoded.
    pub(crate) encoding: Encoding,
    /// Path and query as they were asked.
    pub(crate) target: String,
}

/// How a body may be encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Encoding {
    /// Brotli.
    Brotli,
    /// Zstandard.
    Zstd,
    /// Gzip.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// The best encoding that a request accepts.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let mut best = Self::Identity;
        let accepted = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','));
        for item in accepted {
            let mut parts = item.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let refused = parts.any(|part| {
                part.strip_prefix("q=")
                    .and_then(|q| q.trim().parse::<f32>().ok())
                    .is_some_and(|q| q <= 0.0)
            });
            match name {
                _ if refused => {}
                "br" => return Self::Brotli,
                "zstd" => best = Self::Zstd,
                "gzip" if best == Self::Identity => best = Self::Gzip,
                _ => {}
            }
        }
        best
    }

    /// The word for it in `Accept-Encoding`.
    pub(crate) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Brotli => "br",
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        })
    }
}

/// A kept answer.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The newest position when the rendering began.
    pub(crate) position: i64,
    /// All headers, the security headers and the length included.
    pub(crate) headers: HeaderMap,
    /// The body, encoded.
    body: Kept,
}

impl Entry {
    /// An answer with all its headers; `body` is encoded as they say.
    pub(crate) fn new(position: i64, headers: HeaderMap, body: Bytes) -> Self {
        let is_plain = !headers.contains_key(header::CONTENT_ENCODING);
        Self {
            position,
            headers,
            body: match is_plain {
                true => Kept::of_plain(body),
                false => Kept::AsItIs(body),
            },
        }
    }

    /// The answer to a request with these headers: the body, or 304 when the asker has it.
    pub(crate) fn answer(&self, request: &HeaderMap, head: bool) -> Response {
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = self.headers.clone();
        if self.is_known(request) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            for name in [
                header::CONTENT_LENGTH,
                header::CONTENT_TYPE,
                header::CONTENT_ENCODING,
            ] {
                response.headers_mut().remove(name);
            }
        } else if !head {
            match self.body.unpacked() {
                Some(body) => *response.body_mut() = Body::from(body),
                // Never seen: it was packed here, by the same library.
                None => *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR,
            }
        }
        response
    }

    /// Whether the asker has this answer already (weak comparison).
    fn is_known(&self, request: &HeaderMap) -> bool {
        let Some(etag) = self
            .headers
            .get(header::ETAG)
            .and_then(|tag| tag.to_str().ok())
        else {
            return false;
        };
        request
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag.trim_start_matches("W/"))
    }
}

/// The body of a kept answer.
#[derive(Debug)]
enum Kept {
    /// As it is sent.
    AsItIs(Bytes),
    /// A large body for those who take none that is encoded. They are few and the bodies are many
    /// times as large, so it is unpacked for each.
    Packed {
        /// Zstandard.
        packed: Box<[u8]>,
        /// How long the body is.
        length: usize,
    },
}

impl Kept {
    fn of_plain(body: Bytes) -> Self {
        if body.len() < PACKED_FROM_BYTES {
            return Self::AsItIs(body);
        }
        match zstd::bulk::compress(&body, QUICKEST) {
            Ok(packed) if packed.len() < body.len() / 2 => Self::Packed {
                packed: packed.into_boxed_slice(),
                length: body.len(),
            },
            _ => Self::AsItIs(body),
        }
    }

    fn unpacked(&self) -> Option<Bytes> {
        match self {
            Self::AsItIs(body) => Some(body.clone()),
            Self::Packed { packed, length } => zstd::bulk::decompress(packed, *length)
                .ok()
                .map(Bytes::from),
        }
    }

    /// How many bytes it takes in memory.
    fn weight(&self) -> usize {
        match self {
            Self::AsItIs(body) => body.len(),
            Self::Packed { packed, .. } => packed.len(),
        }
    }
}

#[derive(Debug, Clone)]
struct ByBytes;

impl Weighter<Key, Arc<Entry>> for ByBytes {
    fn weight(&self, key: &Key, entry: &Arc<Entry>) -> u64 {
        (entry.body.weight() + key.target.len() + OVERHEAD_BYTES) as u64
    }
}

/// The answers that are kept.
pub(crate) struct Cache(sync::Cache<Key, Arc<Entry>, ByBytes>);

impl Cache {
    pub(crate) fn new() -> Self {
        Self(sync::Cache::with_weighter(
            EXPECTED_ENTRIES,
            CAPACITY_BYTES,
            ByBytes,
        ))
    }

    /// The answer kept under `key`, when it is of the newest position.
    pub(crate) fn get(&self, key: &Key, newest: i64) -> Option<Arc<Entry>> {
        self.0.get(key).filter(|entry| entry.position == newest)
    }

    /// Keeps an answer, unless it is too large.
    pub(crate) fn insert(&self, key: Key, entry: Arc<Entry>) {
        if entry.body.weight() <= LARGEST_BYTES {
            self.0.insert(key, entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_an_encoding() {
        let pick = |accept: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accept));
            Encoding::accepted(&headers)
        };
        assert_eq!(pick("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(pick("gzip;q=0.5, br;q=0"), Encoding::Gzip);
        assert_eq!(pick("gzip, zstd"), Encoding::Zstd);
        assert_eq!(pick("zstd, gzip"), Encoding::Zstd);
        assert_eq!(pick("deflate"), Encoding::Identity);
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Identity);
    }

    fn entry(position: i64, body: impl Into<Bytes>) -> Entry {
        Entry::new(position, HeaderMap::new(), body.into())
    }

    #[test]
    fn an_older_answer_is_not_used() {
        let cache = Cache::new();
        let key = Key {
            encoding: Encoding::Identity,
            target: "/".to_owned(),
        };
        cache.insert(key.clone(), Arc::new(entry(3, "x")));
        assert!(cache.get(&key, 3).is_some());
        assert!(cache.get(&key, 4).is_none());
        // Such that it cannot be packed.
        let mut noise = 1_u32;
        let large: Vec<u8> = std::iter::repeat_with(|| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.to_be_bytes()[0]
        })
        .take(LARGEST_BYTES + 1)
        .collect();
        let other = Key {
            target: "/large".to_owned(),
            ..key
        };
        cache.insert(other.clone(), Arc::new(entry(3, large)));
        assert!(cache.get(&other, 3).is_none());
    }

    #[tokio::test]
    async fn a_large_body_is_kept_packed_and_sent_as_it_was() {
        let body = "<p>What was public then, and is public now.</p>".repeat(1_000);
        let kept = entry(3, body.clone());
        assert!(kept.body.weight() * 20 < body.len(), "{:?}", kept.headers);
        let sent = kept.answer(&HeaderMap::new(), false).into_body();
        let sent = axum::body::to_bytes(sent, usize::MAX).await.unwrap();
        assert_eq!(sent, body);
        // What is encoded already is not packed again.
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        let encoded = Entry::new(3, headers, body.clone().into());
        assert_eq!(encoded.body.weight(), body.len());
    }
}
