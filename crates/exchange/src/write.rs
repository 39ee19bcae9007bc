//! Writing: from public data, as the API shows them, to files that are the same bytes each time.

mod bundle;
mod csv_file;
mod data_set;
mod database;
mod flat_csv;
mod json_lines;
mod list;
mod parquet_file;
mod places;
mod public_data;
mod sink;
mod sqlite;
mod xlsx;

pub use bundle::write_bundle;
pub use data_set::{DataSet, sha256_of};
pub use database::{DataBaseFile, count_rows, record_in};
pub use flat_csv::{FlatCsv, guarded};
pub use json_lines::write_json_lines;
pub use list::write_list_csv;
pub use parquet_file::ParquetFile;
pub use places::{PlacesFile, has_places};
pub use public_data::PublicData;
pub use sink::{FileSink, FolderSink, ZipSink};
pub use sqlite::{SqliteTable, sqlite_tables, write_sqlite};
pub use xlsx::{DataWorkbook, OpenSheets, Readme};
