//! Pages for people with an account, over an installation in a temporary folder.

mod accounts;
mod administration;
mod corrections;
mod deciding;
mod door;
mod forms;
pub(crate) mod house;
pub(crate) mod library;
mod logs;
mod mailed_links;
mod past;
mod resume;
mod roles;
mod second_factor;
mod sent;
mod there_and_back;
mod uploads;
mod writing;
