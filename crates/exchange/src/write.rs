//! Writing: from public data, as the API shows them, to files that are the same bytes each time.

mod bundle;
mod csv_file;
mod json_lines;
mod list;
mod public_data;
mod sink;
mod sqlite;

pub use bundle::write_bundle;
pub use json_lines::write_json_lines;
pub use list::write_list_csv;
pub use public_data::PublicData;
pub use sink::{FileSink, FolderSink, ZipSink};
pub use sqlite::{SqliteTable, sqlite_tables, write_sqlite};
