//! Who comes with an API token, and slowing down whoever tries tokens.

use indigo_model::Secret;

use super::{
    Person,
    throttle::{self, Key},
};
use crate::{Registry, RegistryError};

/// Who comes with a token.
#[derive(Debug, Clone)]
pub enum Bearer {
    /// Somebody, who may what the token may.
    Person(Box<Person>),
    /// The token is none, has run out or was ended, or the account was closed.
    Unknown,
    /// The same, and too many such came from this network address.
    Wait {
        /// How long.
        seconds: i64,
    },
}

impl Registry {
    /// Who comes with a token from a network address. A good token is taken whatever others tried
    /// from the same address, since nobody finds one by trying.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn person_of_bearer(&self, token: &Secret, address: &str) -> Result<Bearer, RegistryError> {
        if let Some(person) = self.person_of_token(token)? {
            return Ok(Bearer::Person(Box::new(person)));
        }
        let keys = [Key::Token(address)];
        // Looked at first, so that a flood does not keep writers waiting.
        let wait = self
            .store
            .read(|tx| throttle::waits(tx, &self.clock, &keys))?;
        let wait = match wait {
            Some(seconds) => Some(seconds),
            None => self
                .store
                .write_aside(|tx| throttle::begin(tx, &self.clock, &keys))?,
        };
        Ok(wait.map_or(Bearer::Unknown, |seconds| Bearer::Wait { seconds }))
    }
}
