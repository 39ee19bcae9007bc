//! What the tests of the registry share.
#![expect(clippy::print_stderr, reason = "what was left out is said")]
#![allow(dead_code, reason = "each test file uses another part of it")]

pub(crate) mod proposals;

use std::{
    collections::BTreeMap,
    io::Read,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use indigo_registry::{Download, ImportOptions, ImportSummary, Reader, Registry, Settings};
use tempfile::TempDir;

/// The data beside the project, when they are there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("INDIGO_TEST_SHARED").map_or_else(beside, PathBuf::from);
    let path = folder.join(path);
    if path.exists() {
        Some(path)
    } else {
        eprintln!("left out: the shared data folder is not beside the project");
        None
    }
}

/// An installation in a temporary folder.
pub(crate) struct Installation {
    pub(crate) registry: Registry,
    pub(crate) folder: TempDir,
    pub(crate) settings: Settings,
}

pub(crate) fn sqlite() -> Installation {
    open(None, None)
}

pub(crate) fn open(database: Option<String>, standard: Option<PathBuf>) -> Installation {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        data: folder.path().to_owned(),
        database,
        standard,
        sandbox_password: Some("letmein".to_owned()),
    };
    Installation {
        registry: Registry::open(settings.clone()).unwrap(),
        folder,
        settings,
    }
}

/// SQLite, and PostgreSQL (a schema of its own) when the tests were given a server.
pub(crate) fn both() -> Vec<(&'static str, Installation)> {
    let mut found = vec![("SQLite", sqlite())];
    match postgres_url() {
        Some(url) => found.push(("PostgreSQL", open(Some(url), None))),
        None => eprintln!("left out: no PostgreSQL server was given (INDIGO_TEST_POSTGRES)"),
    }
    found
}

pub(crate) fn postgres_url() -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let url = std::env::var("INDIGO_TEST_POSTGRES").ok()?;
    let name = format!(
        "story_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    client
        .batch_execute(&format!("create database {name}"))
        .unwrap();
    let (front, back) = url.split_at(url.rfind('/').unwrap());
    let query = back.find('?').map_or("", |at| &back[at..]);
    Some(format!("{front}/{name}{query}"))
}

pub(crate) fn import(registry: &Registry, paths: &[PathBuf]) -> ImportSummary {
    let summary = registry
        .import(paths, &ImportOptions::default(), &mut |_| {})
        .unwrap();
    assert!(
        summary.accepted,
        "{:?}",
        summary.problems.first.iter().take(5).collect::<Vec<_>>()
    );
    summary
}

/// The bytes of a download.
pub(crate) fn bytes(registry: &Registry, download: &Download) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut found = registry.download(download).unwrap();
    found.file.read_to_end(&mut bytes).unwrap();
    bytes
}

/// All cells of a CSV file.
pub(crate) fn cells(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)
        .unwrap();
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The CSV files of a folder by name.
pub(crate) fn csv_files(folder: &Path) -> BTreeMap<String, PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                path,
            )
        })
        .collect()
}
