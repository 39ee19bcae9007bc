//! Makes requests to the write API that are nearly right: valid ones, changed at random. The same
//! seed makes the same requests, so that what they find can be found again.
//!
//! Shared with `cargo xtask fuzz-api`, which asks a server over the network.

use serde_json::{Map, Number, Value, json};

/// A record that is there.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) record_type: String,
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) data: Value,
}

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// Makes requests.
pub(crate) struct Mutator {
    random: Random,
    known: Vec<Known>,
    proposals: Vec<String>,
}

/// Numbers that look like any others, the same for a seed (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is above 0.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        of[self.below(of.len())]
    }
}

/// Texts that programs trip over.
const ODD_TEXTS: [&str; 22] = [
    "",
    " ",
    "\u{0}",
    "\u{feff}",
    "\u{202e}gnidart",
    "e\u{301}\u{301}\u{301}",
    "👩\u{200d}👩\u{200d}👧",
    "\u{10ffff}",
    "ß İ ı ﬁ",
    "../../etc/passwd",
    "'; drop table record; --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%00%0a",
    "-1",
    "1e309",
    "NaN",
    "null",
    "2020-13-45",
    "p-000000000000000000000000",
    "INDIGO-POJ-99999999999999999999",
    "\r\nX-Header: 1",
];

/// Numbers that programs trip over, as they are written.
const ODD_NUMBERS: [&str; 10] = [
    "0",
    "-0",
    "-1",
    "1e400",
    "-1e-400",
    "9223372036854775808",
    "123456789012345678901234567890123456789012345678901234567890",
    "0.000000000000000000000000000000000000000001",
    "1E+2",
    "99999999999999999999999999999999999999.9",
];

/// Names for members.
const ODD_KEYS: [&str; 8] = [
    "",
    "a/b~c",
    "__proto__",
    "$ref",
    "status",
    "value",
    "\u{0}",
    "sandboxes",
];

/// Values for the header of the content type.
const CONTENT_TYPES: [&str; 6] = [
    "application/json; charset=utf-8",
    "application/json; charset=utf-7",
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
];

impl Mutator {
    /// A maker of requests about these records (at least one).
    pub(crate) fn new(seed: u64, known: Vec<Known>) -> Self {
        Self {
            random: Random(seed),
            known,
            proposals: Vec::new(),
        }
    }

    /// Learns of the proposals that an answer names.
    pub(crate) fn learn(&mut self, answer: &Value) {
        for one in answer["proposals"].as_array().into_iter().flatten() {
            if let Some(name) = one["proposal"].as_str() {
                self.proposals.push(name.to_owned());
            }
        }
        // The newest are the ones that can still be decided.
        let most = 50;
        if self.proposals.len() > most {
            self.proposals.drain(..self.proposals.len() - most);
        }
    }

    /// The next request.
    pub(crate) fn next(&mut self) -> Case {
        let (method, mut path, body) = match self.random.below(20) {
            0..10 => ("POST", "/api/v2/proposals".to_owned(), Some(self.request())),
            10..13 => ("POST", self.of_proposal("/decision"), Some(self.decision())),
            13 => (
                "POST",
                self.of_proposal("/comments"),
                Some(json!({"words": "See page 4."})),
            ),
            14 => (
                "POST",
                self.of_proposal("/ask-for-changes"),
                Some(json!({"words": "Which page?"})),
            ),
            15 => (
                "POST",
                self.of_proposal("/withdraw"),
                Some(json!({"reason": "wrong"})),
            ),
            16 => ("GET", self.of_proposal(""), None),
            17 => ("GET", self.list(), None),
            18 => ("GET", "/api/v2/me".to_owned(), None),
            _ => ("GET", self.record(), None),
        };
        if self.random.one_in(6) {
            self.change_path(&mut path);
        }
        let mut headers = Vec::new();
        let mut bytes = Vec::new();
        if let Some(mut body) = body {
            for _ in 0..self.random.below(4) {
                self.change(&mut body);
            }
            bytes = body.to_string().into_bytes();
            if self.random.one_in(10) {
                self.change_bytes(&mut bytes);
            }
            headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
        }
        self.change_headers(&mut headers);
        Case {
            method,
            path,
            headers,
            body: bytes,
        }
    }

    fn request(&mut self) -> Value {
        let count = if self.random.one_in(4) {
            1 + self.random.below(4)
        } else {
            1
        };
        let edits: Vec<Value> = (0..count).map(|_| self.edit()).collect();
        let mut request = json!({"comment": "from the report", "source": "page 4", "edits": edits});
        if self.random.one_in(8)
            && let Some(name) = self.proposal()
        {
            request["supersedes"] = json!(name);
        }
        request
    }

    fn edit(&mut self) -> Value {
        let at = self.random.below(self.known.len());
        let known = self.known[at].clone();
        let mut data = known.data;
        match self.random.below(5) {
            0 => json!({"type": known.record_type, "data": data}),
            1 => json!({"type": known.record_type, "patch": {"name": {"value": "Another name"}}}),
            2 => {
                json!({"type": known.record_type, "id": known.id, "base_version": known.version, "data": data})
            }
            3 => {
                // A part of the record as it is, to be changed.
                if let Value::Object(members) = &mut data {
                    let keep = self.random.below(members.len());
                    let key = members.keys().nth(keep).cloned().unwrap_or_default();
                    members.retain(|name, _| *name == key);
                }
                self.change(&mut data);
                json!({"type": known.record_type, "id": known.id, "patch": data})
            }
            _ => {
                self.change(&mut data);
                json!({"type": known.record_type, "id": known.id, "base_version": known.version, "data": data})
            }
        }
    }

    fn decision(&mut self) -> Value {
        let verdict = self
            .random
            .pick(&["accept", "accept", "accept_anyway", "reject"]);
        if self.random.one_in(2) {
            return json!({"comment": "seen", "verdict": verdict});
        }
        let item = self.random.pick(&[
            "/name/value",
            "/name",
            "/investments",
            "/purpose/value",
            "/",
        ]);
        json!({"comment": "seen", "decisions": [{"item": item, "verdict": verdict, "reason": "so"}]})
    }

    fn proposal(&mut self) -> Option<String> {
        let at = self.random.below(self.proposals.len());
        self.proposals.get(at).cloned()
    }

    fn of_proposal(&mut self, rest: &str) -> String {
        let name = self.proposal().unwrap_or_else(|| "none".to_owned());
        format!("/api/v2/proposals/{name}{rest}")
    }

    fn list(&mut self) -> String {
        let query = self.random.pick(&[
            "",
            "?whose=all",
            "?whose=all&state=any&limit=5",
            "?state=open&offset=3",
            "?type=project&id=INDIGO-POJ-0001",
            "?limit=0",
        ]);
        format!("/api/v2/proposals{query}")
    }

    fn record(&mut self) -> String {
        let known = &self.known[self.random.below(self.known.len())];
        format!("/api/v2/records/{}/{}", known.record_type, known.id)
    }

    fn change_path(&mut self, path: &mut String) {
        match self.random.below(6) {
            0 => path.push_str("/more"),
            1 => path.push_str("?dry_run=true"),
            2 => path.push_str("?x=%00&x=%ff&limit=-1"),
            3 => {
                let odd = encoded(self.random.pick(&ODD_TEXTS));
                if let Some(at) = path.rfind('/') {
                    path.truncate(at + 1);
                }
                path.push_str(&odd);
            }
            4 => {
                let odd = encoded(self.random.pick(&ODD_TEXTS));
                path.push_str(&format!("?type={odd}&id={odd}&whose={odd}"));
            }
            _ => path.push_str(&format!("?{}", "a=1&".repeat(200))),
        }
    }

    fn change_headers(&mut self, headers: &mut Vec<(String, String)>) {
        if self.random.one_in(12)
            && let Some((_, value)) = headers.first_mut()
        {
            self.random.pick(&CONTENT_TYPES).clone_into(value);
        }
        if self.random.one_in(30) {
            headers.clear();
        }
        if self.random.one_in(8) {
            let key = format!("key-{}", self.random.below(5));
            headers.push(("Idempotency-Key".to_owned(), key));
        }
        if self.random.one_in(8) {
            let known = &self.known[self.random.below(self.known.len())];
            let tag = match self.random.below(4) {
                0 => "*".to_owned(),
                1 => "\"99\", \"98\"".to_owned(),
                2 => "W/\"1\"".to_owned(),
                _ => format!("\"{}\"", known.version),
            };
            headers.push(("If-Match".to_owned(), tag));
        }
        if self.random.one_in(40) {
            headers.push(("Content-Encoding".to_owned(), "gzip".to_owned()));
        }
        if self.random.one_in(40) {
            headers.push(("Accept".to_owned(), "text/html;q=9, */*".to_owned()));
        }
    }

    /// Changes one value somewhere in a body.
    fn change(&mut self, value: &mut Value) {
        let mut at = value;
        // Down a random way, to stop at some depth.
        loop {
            let count = match &*at {
                Value::Object(members) => members.len(),
                Value::Array(rows) => rows.len(),
                _ => 0,
            };
            if count == 0 || self.random.one_in(4) {
                break;
            }
            let next = self.random.below(count);
            at = match at {
                Value::Object(members) => match members.iter_mut().nth(next) {
                    Some((_, value)) => value,
                    None => return,
                },
                Value::Array(rows) => &mut rows[next],
                _ => return,
            };
        }
        self.change_here(at);
    }

    fn change_here(&mut self, value: &mut Value) {
        match self.random.below(14) {
            0 => *value = Value::Null,
            1 => *value = json!(self.random.one_in(2)),
            2 => *value = json!([]),
            3 => *value = json!({}),
            4 => {
                if let Ok(number) = self.random.pick(&ODD_NUMBERS).parse::<Number>() {
                    *value = Value::Number(number);
                }
            }
            5 => *value = json!(self.random.pick(&ODD_TEXTS)),
            6 => *value = json!("long ".repeat(1 + self.random.below(4_000))),
            7 => {
                // Deep, but not too deep for the one that makes it.
                for _ in 0..1 + self.random.below(60) {
                    *value = if self.random.one_in(2) {
                        json!([value.take()])
                    } else {
                        json!({"value": value.take()})
                    };
                }
            }
            8 => {
                let rows = vec![value.clone(); 2 + self.random.below(30)];
                *value = Value::Array(rows);
            }
            9 => {
                if let Value::Object(members) = value {
                    let key = self.random.pick(&ODD_KEYS);
                    members.insert(key.to_owned(), json!("x"));
                }
            }
            10 => self.rename(value),
            11 => match value {
                Value::Object(members) => {
                    let at = self.random.below(members.len());
                    if let Some(key) = members.keys().nth(at).cloned() {
                        members.remove(&key);
                    }
                }
                Value::Array(rows) if !rows.is_empty() => {
                    rows.remove(self.random.below(rows.len()));
                }
                _ => {}
            },
            12 => {
                if let Value::Array(rows) = value {
                    rows.reverse();
                    if let Some(first) = rows.first().cloned() {
                        rows.push(first);
                    }
                }
            }
            _ => {
                if let Value::String(text) = value {
                    text.push_str(self.random.pick(&ODD_TEXTS));
                }
            }
        }
    }

    fn rename(&mut self, value: &mut Value) {
        if let Value::Object(members) = value {
            let at = self.random.below(members.len());
            let renamed: Map<String, Value> = std::mem::take(members)
                .into_iter()
                .enumerate()
                .map(|(place, (key, value))| {
                    if place == at {
                        (self.random.pick(&ODD_KEYS).to_owned(), value)
                    } else {
                        (key, value)
                    }
                })
                .collect();
            *members = renamed;
        }
    }

    fn change_bytes(&mut self, bytes: &mut Vec<u8>) {
        let at = self.random.below(bytes.len());
        match self.random.below(6) {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << self.random.below(8),
            2 => bytes.insert(at, 0xff),
            3 => bytes.extend_from_slice(b"{}"),
            4 => bytes.splice(0..0, [0xef, 0xbb, 0xbf]).for_each(drop),
            _ => *bytes = "[{\"a\":".repeat(1 + self.random.below(3_000)).into_bytes(),
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
