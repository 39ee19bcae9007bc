//! The way out: a server, or a folder.

use std::path::{Path, PathBuf};

use indigo_model::Secret;
use lettre::message::Mailbox;

use crate::{MailError, Message, folder, message::mailbox, smtp::Smtp};

/// The sender where none is set.
const FROM: &str = "Indigo <indigo@localhost>";

/// Where messages go out.
#[derive(Debug)]
pub struct Outlet {
    from: Mailbox,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Server(Box<Smtp>),
    Folder(PathBuf),
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivered {
    /// A server took it.
    Sent,
    /// It was written to this file.
    Written(PathBuf),
}

impl Outlet {
    /// The server of an SMTP address (`smtp://name:password@host:587?tls=required`,
    /// `smtps://host`), or the folder where there is none. `from` is the sender,
    /// `Name <name@example.org>`.
    ///
    /// # Errors
    /// When the address of the server or the sender cannot be read.
    pub fn new(
        server: Option<&Secret>,
        from: Option<&str>,
        folder: &Path,
    ) -> Result<Self, MailError> {
        let given = from.filter(|from| !from.trim().is_empty());
        let way = match server.filter(|server| !server.is_empty()) {
            Some(_) if given.is_none() => {
                return Err(MailError::Settings(
                    "a server is set, but no sender. Set INDIGO_MAIL_FROM".to_owned(),
                ));
            }
            Some(server) => Way::Server(Box::new(Smtp::new(server)?)),
            None => Way::Folder(folder.to_owned()),
        };
        Ok(Self {
            from: mailbox(given.unwrap_or(FROM))?,
            way,
        })
    }

    /// Sends a message, or writes it to a new file that only the owner of the process can read.
    ///
    /// # Errors
    /// [`MailError`]; it says whether another try makes sense.
    pub fn send(&self, message: &Message) -> Result<Delivered, MailError> {
        match &self.way {
            Way::Server(server) => {
                let built = message.build(&self.from, false)?;
                server.send(&built).map(|()| Delivered::Sent)
            }
            Way::Folder(path) => {
                let built = message.build(&self.from, true)?;
                folder::write(path, message.number, &built.formatted()).map(Delivered::Written)
            }
        }
    }

    /// The folder that messages are written to, when no server is set.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match &self.way {
            Way::Server(_) => None,
            Way::Folder(path) => Some(path),
        }
    }
}
