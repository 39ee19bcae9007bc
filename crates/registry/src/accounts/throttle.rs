//! Slows down whoever guesses: after some attempts under a key, each makes the next wait longer.
//!
//! An attempt is counted when it begins, so that many at the same time are not free; one that
//! succeeds takes its count back.

use std::net::IpAddr;

use indigo_store::{AttemptRow, Digest, ReadTx, StoreError, WriteTx};

use crate::clock::{self, Clock};

/// After this time without an attempt, counting begins anew.
const FORGOTTEN_S: i64 = 86_400;

/// The longest wait.
const LONGEST_S: i64 = 900;

/// Attempts before the first wait.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key<'a> {
    /// Passwords for one address, whether it has an account or not.
    Email(&'a str),
    /// Anything from one network address.
    Address(&'a str),
    /// Codes of a second factor of an account.
    Code(&'a str),
    /// Passwords asked for again from somebody who is signed in.
    Again(&'a str),
    /// Mail asked for to one address.
    Mail(&'a str),
    /// API tokens that are none, from one network address.
    Token(&'a str),
}

impl Key<'_> {
    /// Attempts before the first wait, and the first wait.
    fn limit(self) -> (i64, i64) {
        match self {
            Self::Email(_) | Self::Again(_) | Self::Code(_) => (5, 2),
            Self::Address(_) | Self::Token(_) => (20, 2),
            Self::Mail(_) => (3, 300),
        }
    }

    /// How the key stands in the database. Addresses that people type are kept as digests only:
    /// now and then it is a password that is typed there.
    fn text(self) -> String {
        let digest = |what: &str, of: &str| Digest::default().part(what).part(of).hex();
        match self {
            Self::Email(email) => digest("email", email),
            Self::Mail(email) => digest("mail", email),
            Self::Code(id) => format!("code:{id}"),
            Self::Again(id) => format!("again:{id}"),
            Self::Address(address) => format!("address:{}", network(address)),
            Self::Token(address) => format!("token:{}", network(address)),
        }
    }
}

/// The part of a network address that one person has: all of IPv4, the first half of IPv6.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(v6)) if v6.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        _ => address.to_owned(),
    }
}

/// How many seconds have to be waited before another attempt under one of the keys is looked at.
pub(super) fn waits(
    tx: &mut ReadTx<'_>,
    clock: &Clock,
    keys: &[Key<'_>],
) -> Result<Option<i64>, StoreError> {
    let now_s = clock.unix_s();
    let mut wait_s = 0;
    for key in keys {
        if let Some(row) = tx.attempts(&key.text())? {
            wait_s = wait_s.max(clock::unix_s(&row.blocked_until) - now_s);
        }
    }
    Ok((wait_s > 0).then_some(wait_s))
}

/// Counts an attempt under all keys; when one of them has to wait, nothing is counted, and it is
/// said how many seconds.
pub(super) fn begin(
    tx: &mut WriteTx<'_>,
    clock: &Clock,
    keys: &[Key<'_>],
) -> Result<Option<i64>, StoreError> {
    let now_s = clock.unix_s();
    let mut counted = Vec::new();
    let mut wait_s = 0;
    for key in keys {
        let text = key.text();
        let before = tx.attempts(&text)?;
        let before = before.filter(|row| clock::unix_s(&row.last_failed) + FORGOTTEN_S > now_s);
        wait_s = before
            .as_ref()
            .map_or(0, |row| clock::unix_s(&row.blocked_until) - now_s)
            .max(wait_s);
        counted.push((*key, text, before.map_or(0, |row| row.failures) + 1));
    }
    if wait_s > 0 {
        return Ok(Some(wait_s));
    }
    for (key, text, failures) in counted {
        let (free, first_s) = key.limit();
        let wait_s = match failures - free {
            over if over < 0 => 0,
            over => first_s.saturating_mul(1 << over.min(20)).min(LONGEST_S),
        };
        let row = AttemptRow {
            failures,
            last_failed: clock.now(),
            blocked_until: clock.after(wait_s),
        };
        tx.set_attempts(&text, &row)?;
    }
    Ok(None)
}

/// Takes back what [`begin`] counted: all of a person's own keys, one of a network address, so that
/// somebody with an account cannot try others without end.
pub(super) fn succeed(
    tx: &mut WriteTx<'_>,
    clock: &Clock,
    keys: &[Key<'_>],
) -> Result<(), StoreError> {
    for key in keys {
        let text = key.text();
        match key {
            Key::Address(_) => {
                if let Some(row) = tx.attempts(&text)? {
                    let row = AttemptRow {
                        failures: (row.failures - 1).max(0),
                        last_failed: row.last_failed,
                        blocked_until: clock.now(),
                    };
                    tx.set_attempts(&text, &row)?;
                }
            }
            _ => tx.forget_attempts(&text)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_is_one_network() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"),
            ("::ffff:192.0.2.7", "::ffff:192.0.2.7"),
            ("", ""),
        ] {
            assert_eq!(network(address), expected);
        }
    }

    #[test]
    fn what_people_type_is_not_kept() {
        assert!(!Key::Email("hunter2").text().contains("hunter2"));
        assert_ne!(Key::Email("a").text(), Key::Mail("a").text());
    }
}
