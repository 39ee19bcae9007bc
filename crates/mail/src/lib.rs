#![doc = include_str!("../README.md")]

mod error;
mod folder;
mod message;
mod outlet;
mod smtp;

pub use error::MailError;
pub use message::Message;
pub use outlet::{Delivered, Outlet};
