#![doc = include_str!("../README.md")]

mod apply;
mod columns;
mod dangling;
mod error;
mod gathered;
mod limits;
pub mod metadata;
mod read;
pub mod tables;
mod value;
pub mod workbook;
mod write;

pub use apply::{Applied, apply};
pub use error::ExchangeError;
pub use limits::Limits;
pub use read::{Content, FileInfo, FileKind, Incoming, Source, TableRecord};
pub use write::{
    DataBaseFile, DataSet, DataWorkbook, FileSink, FlatCsv, FolderSink, OpenSheets, ParquetFile,
    PlacesFile, PublicData, Readme, SqliteTable, ZipSink, count_rows, guarded, has_places,
    record_in, sha256_of, sqlite_tables, write_bundle, write_json_lines, write_list_csv,
    write_sqlite,
};
