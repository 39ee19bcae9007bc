//! registry
pub mod reader;
pub use reader::*;
