//! Figures across records.
