//! A short name for what a row holds, for rows that have no id of their own.

use crate::Value;

/// A digest of a value (16 hexadecimal digits) that is the same for values that
/// [`crate::changes::same`] holds for the same: missing, null and empty do not count, nor do line
/// ends or the order of keys.
///
/// It tells rows of one list apart and is no protection against anybody.
#[must_use]
pub fn content_digest(value: &Value) -> String {
    let mut sum = Fnv(0xcbf2_9ce4_8422_2325);
    feed(value, &mut sum);
    format!("{:016x}", sum.0)
}

/// The sum of Fowler, Noll and Vo (variant 1a, 64 bits).
struct Fnv(u64);

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 ^= u64::from(*byte);
            self.0 = self.0.wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// Whether a value is nothing: null, or an object or list of nothing else.
pub(crate) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(rows) => rows.iter().all(is_nothing),
        Value::Object(object) => object.values().all(is_nothing),
        _ => false,
    }
}

fn feed(value: &Value, sum: &mut Fnv) {
    match value {
        Value::Null => sum.bytes(b"n"),
        Value::Bool(yes) => sum.bytes(if *yes { b"t" } else { b"f" }),
        Value::Number(number) => {
            sum.bytes(b"#");
            sum.bytes(number.to_string().as_bytes());
            sum.bytes(b";");
        }
        Value::String(text) => {
            sum.bytes(b"\"");
            sum.bytes(text.replace("\r\n", "\n").as_bytes());
            sum.bytes(b"\0");
        }
        Value::Array(rows) => {
            sum.bytes(b"[");
            for row in rows.iter().filter(|row| !is_nothing(row)) {
                feed(row, sum);
            }
            sum.bytes(b"]");
        }
        Value::Object(object) => {
            sum.bytes(b"{");
            let mut entries: Vec<_> = object
                .iter()
                .filter(|(_, value)| !is_nothing(value))
                .collect();
            entries.sort_by_key(|(key, _)| *key);
            for (key, value) in entries {
                sum.bytes(key.as_bytes());
                sum.bytes(b"\0");
                feed(value, sum);
            }
            sum.bytes(b"}");
        }
    }
}
