//! Pages for people with an account, over an installation in a temporary folder.

mod accounts;
mod administration;
mod door;
mod forms;
mod house;
mod logs;
mod mailed_links;
mod roles;
mod second_factor;
