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
    DataWorkbook, FileSink, FlatCsv, FolderSink, OpenSheets, PlacesFile, PublicData, Readme,
    SqliteTable, ZipSink, guarded, has_places, sqlite_tables, write_bundle, write_json_lines,
    write_list_csv, write_sqlite,
};
