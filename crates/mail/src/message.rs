//! A message, and how it looks on its way.

use std::{fmt, time::SystemTime};

use lettre::message::{
    Body, Mailbox,
    header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
};

use crate::MailError;

/// Longest line, in bytes, that mail may have as it is.
const LONGEST_LINE: usize = 990;

/// A message in plain text.
#[derive(Clone)]
pub struct Message {
    /// Its number in the queue.
    pub number: i64,
    /// To whom: an e-mail address.
    pub to: String,
    /// About what.
    pub subject: String,
    /// The text.
    pub text: String,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

/// Reads `name@example.org` or `Name <name@example.org>`.
pub(crate) fn mailbox(text: &str) -> Result<Mailbox, MailError> {
    text.parse()
        .map_err(|_| MailError::Address(text.to_owned()))
}

impl Message {
    /// The message as mail programs know it. Its lines are left as they are wherever the way
    /// allows it (`any_letters`, or plain ASCII), so that a person can read a link in it.
    pub(crate) fn build(
        &self,
        from: &Mailbox,
        any_letters: bool,
    ) -> Result<lettre::Message, MailError> {
        // What a person typed can be part of a subject: a line end would begin another header.
        let subject: String = self
            .subject
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        lettre::Message::builder()
            .from(from.clone())
            .to(mailbox(&self.to)?)
            .subject(subject)
            .date(SystemTime::now())
            .message_id(None)
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .header(ContentType::TEXT_PLAIN)
            .body(self.body(any_letters))
            .map_err(|error| MailError::Settings(error.to_string()))
    }

    fn body(&self, any_letters: bool) -> Body {
        let encoding = match self.text.is_ascii() {
            true => ContentTransferEncoding::SevenBit,
            false => ContentTransferEncoding::EightBit,
        };
        let fits = (any_letters || self.text.is_ascii())
            && !self.text.contains('\0')
            && self.text.lines().all(|line| line.len() < LONGEST_LINE);
        if !fits {
            return Body::new(self.text.clone());
        }
        let lines: Vec<&str> = self.text.lines().collect();
        let mut bytes = lines.join("\r\n").into_bytes();
        bytes.extend(b"\r\n");
        Body::dangerous_pre_encoded(bytes, encoding)
    }
}
