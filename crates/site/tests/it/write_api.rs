//! Proposing and deciding by program, over an installation in a temporary folder.

mod at_the_door;
mod deciding;
mod description;
mod documents;
mod fuzzing;
mod interference;
pub(crate) mod library;
mod mutate;
mod once;
mod proposing;
mod roles;
