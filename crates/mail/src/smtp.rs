//! A mail server.

use std::{error::Error as _, fmt, time::Duration};

use indigo_model::Secret;
use lettre::{SmtpTransport, Transport};

use crate::MailError;

/// How long each step of the talk with a server may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server, spoken to when there is something to send.
pub(crate) struct Smtp(SmtpTransport);

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp(…)")
    }
}

impl Smtp {
    pub(crate) fn new(server: &Secret) -> Result<Self, MailError> {
        // What cannot be read is not repeated: it can hold a password.
        let builder = SmtpTransport::from_url(server.expose()).map_err(|_| {
            MailError::Settings(
                "the address of the mail server cannot be read. It looks like smtp://name:password@host:587?tls=required, or smtps://name:password@host"
                    .to_owned(),
            )
        })?;
        Ok(Self(builder.timeout(Some(PATIENCE)).build()))
    }

    pub(crate) fn send(&self, message: &lettre::Message) -> Result<(), MailError> {
        match self.0.send(message) {
            Ok(_) => Ok(()),
            Err(error) => {
                let cause = error
                    .source()
                    .map_or_else(String::new, |cause| format!(": {cause}"));
                let said = error.to_string();
                // Some of its errors name their cause themselves.
                let cause = if said.ends_with(cause.trim_start_matches(": ")) {
                    String::new()
                } else {
                    cause
                };
                Err(MailError::Server(format!("{said}{cause}")))
            }
        }
    }
}
