//! publish
pub mod card;
pub use card::Card;
