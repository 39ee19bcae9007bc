//! Why something about accounts was not done.

use thiserror::Error;

/// Why something about accounts was not done; nothing was changed.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum AccountFault {
    /// The role does not allow it.
    #[error("your role does not allow this. Ask an administrator")]
    NotAllowed,
    /// The password is not the one of the account.
    #[error("the password is not right")]
    WrongPassword,
    /// A code of the second factor that is not right, or was used before.
    #[error("the code is not right, or was used before. Wait for the next one and try again")]
    WrongCode,
    /// Too many attempts.
    #[error("too many attempts. Try again in {seconds} seconds")]
    Wait {
        /// How long.
        seconds: i64,
    },
    /// A password that is too easy to guess.
    #[error("{0}")]
    WeakPassword(String),
    /// Not an e-mail address.
    #[error("\"{0}\" is not an e-mail address")]
    BadEmail(String),
    /// An address that has an account.
    #[error("there is an account of {0} already")]
    EmailTaken(String),
    /// No name.
    #[error("a name is needed, of at most 200 characters")]
    BadName,
    /// Not a role that an account can have.
    #[error(
        "\"{0}\" is not a role of accounts. There are contributor, data-steward, moderator and administrator"
    )]
    BadRole(String),
    /// No such account.
    #[error("there is no account \"{0}\"")]
    UnknownAccount(String),
    /// A link that was used, has run out, or never was.
    #[error("this link was used before or has run out. Ask for a new one")]
    LinkOver,
    /// Nobody would be left who can manage accounts.
    #[error("this is the last administrator who can sign in. Make another one first")]
    LastAdministrator,
    /// The second factor is on already.
    #[error("the second factor is on already. Turn it off first")]
    SecondFactorOn,
    /// The second factor is not on, or was not begun.
    #[error("the second factor is not on")]
    SecondFactorOff,
    /// Something about a token cannot be.
    #[error("{0}")]
    BadToken(String),
    /// A message that cannot be sent again.
    #[error("there is no message {0} that was given up")]
    UnknownMail(i64),
    /// The system gives no random numbers, or a hash cannot be made.
    #[error("the system could not make a secret: {0}")]
    NoSecret(String),
}
