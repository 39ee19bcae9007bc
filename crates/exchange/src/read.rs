//! Reading: from files that somebody sent to records, with everything that is wrong in its place.

pub(crate) mod archive;
mod check;
mod csv_rows;
mod file_info;
mod gather;
mod header;
mod incoming;
mod input;
mod json;
pub(crate) mod problems;
mod row_faults;
mod source;
pub(crate) mod table;
mod tables;

pub use file_info::{FileInfo, FileKind};
pub use incoming::{Content, Incoming};
pub use source::Source;
pub use table::TableRecord;
