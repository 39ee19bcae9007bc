//! Passwords: which are taken, and how they are kept.

use std::sync::OnceLock;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use indigo_model::Secret;

use super::{AccountFault, django, secrets::new_secret};

/// Shortest password, in characters.
const SHORTEST: usize = 12;

/// Longest password, in bytes; longer ones only cost time.
const LONGEST: usize = 1024;

/// What is left of a password without the person's name and address has at least so many letters.
const OWN: usize = 8;

/// Memory that one hash takes.
const MEMORY_KIB: u32 = 19_456;

/// Passes over the memory.
const PASSES: u32 = 2;

/// What every hash of ours begins with: way, version and cost.
const OURS: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// What came of comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is the password.
    Right,
    /// It is, and its hash is of an older way, to be made anew.
    RightButOld,
    /// It is not.
    Wrong,
}

fn argon2() -> Result<Argon2<'static>, AccountFault> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None)
        .map_err(|error| AccountFault::NoSecret(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Makes the hash to be stored; takes tens of milliseconds.
pub(super) fn hash(password: &Secret) -> Result<String, AccountFault> {
    let made: PasswordHash = argon2()?
        .hash_password(password.expose().as_bytes())
        .map_err(|error| AccountFault::NoSecret(error.to_string()))?;
    Ok(made.to_string())
}

/// The hash of a password that nobody has, for people who have no account.
fn nobodys() -> Result<&'static str, AccountFault> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash);
    }
    let made = hash(&new_secret()?)?;
    Ok(HASH.get_or_init(|| made))
}

/// Compares a password with a stored hash. The work is the same whether there is a stored hash or
/// not: one of ours is always compared, and, as long as any account has a hash of Django's
/// (`any_django`), one of these.
pub(super) fn check(
    stored: Option<&str>,
    typed: &Secret,
    any_django: Option<&str>,
) -> Result<Verdict, AccountFault> {
    let nobodys = nobodys()?;
    let old = stored.filter(|stored| django::is_django(stored));
    let new = stored.filter(|_| old.is_none());
    let too_long = typed.expose().len() > LONGEST;
    let typed = if too_long { &Secret::default() } else { typed };
    let new_is_right = argon2()?
        .verify_password(typed.expose().as_bytes(), new.unwrap_or(nobodys))
        .is_ok();
    let old_is_right = old
        .or(any_django)
        .is_some_and(|hash| django::verify(hash, typed));
    Ok(match (new, old) {
        _ if too_long => Verdict::Wrong,
        (Some(stored), _) if new_is_right && stored.starts_with(OURS) => Verdict::Right,
        (Some(_), _) if new_is_right => Verdict::RightButOld,
        (None, Some(_)) if old_is_right => Verdict::RightButOld,
        _ => Verdict::Wrong,
    })
}

/// Refuses passwords that are short, or little more than what everybody knows of the person.
pub(super) fn rules(password: &Secret, email: &str, name: &str) -> Result<(), AccountFault> {
    let weak = |why: &str| Err(AccountFault::WeakPassword(why.to_owned()));
    let text = password.expose();
    if text.chars().count() < SHORTEST {
        return weak("a password has at least 12 characters. Several words in a row are good");
    }
    if text.len() > LONGEST {
        return weak("a password has at most 1024 bytes");
    }
    let mut rest = text.to_lowercase();
    let email = email.to_lowercase();
    let name = name.to_lowercase();
    let mut known: Vec<&str> = vec![&email];
    known.extend(email.split(['@', '.', '-', '_', '+']));
    known.push(&name);
    known.extend(name.split_whitespace());
    known.retain(|word| word.chars().count() >= 3);
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut found = false;
    for word in known {
        found |= rest.contains(word);
        rest = rest.replace(word, "");
    }
    if found
        && rest
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .count()
            < OWN
    {
        return weak("this password is little more than the name or the e-mail address");
    }
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < 5 {
        return weak("this password is the same few characters again and again");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
