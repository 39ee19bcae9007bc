//! Digests of what the ledger holds, chained so that a change of the past shows.

use sha2::{Digest as _, Sha256};

/// A SHA-256 sum in the making, fed with length-prefixed parts so that no two lists of parts give
/// the same input.
#[derive(Debug, Clone, Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Adds one part.
    pub fn part(&mut self, text: &str) -> &mut Self {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text.as_bytes());
        self
    }

    /// The sum in hexadecimal.
    #[must_use]
    pub fn hex(&self) -> String {
        use std::fmt::Write as _;
        self.0
            .clone()
            .finalize()
            .iter()
            .fold(String::with_capacity(64), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            })
    }
}

/// The digest of the data of an edit, which stays when the data are purged.
#[must_use]
pub fn data_digest(data: &str) -> String {
    Digest::default().part(data).hex()
}

/// The digest by which a session id, token, link or code is found; the secret itself is never
/// stored. It needs no salt, since what it is made of is random and at least 80 bits long.
#[must_use]
pub fn secret_digest(secret: &indigo_model::Secret) -> String {
    Digest::default().part("secret").part(secret.expose()).hex()
}

/// A text that nobody can guess (244 random bits, 64 letters), for links that are mailed.
#[must_use]
pub fn random_token() -> String {
    let half = || uuid::Uuid::new_v4().simple().to_string();
    half() + &half()
}

/// A name for something new that tells nothing (a UUID).
#[must_use]
pub fn random_name() -> String {
    uuid::Uuid::new_v4().to_string()
}
