//! The laws of items.
