//! A hundred times the real export: memory stays small, and time grows with the size.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{fs, path::Path, time::Instant};

use indigo_exchange::{Content, ExchangeError, FolderSink, PublicData, apply, write_bundle};
use indigo_model::{Status, Value};
use support::*;

/// The most memory that the process had, in MiB; nothing where the system does not say.
fn peak_mib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}

/// Writes the tables of `from` with every record `times` times, each time under other ids.
fn multiplied(from: &Path, times: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, path) in csv_files(from) {
        let rows = cells(&path);
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_path(folder.path().join(name))
            .unwrap();
        out.write_record(&rows[0]).unwrap();
        for time in 0..times {
            for row in &rows[1..] {
                out.write_field(format!("{}-{time}", row[0])).unwrap();
                out.write_record(&row[1..]).unwrap();
            }
        }
        out.flush().unwrap();
    }
    folder
}

/// One record, again and again.
struct Many(Value);

impl PublicData for Many {
    fn for_each(
        &self,
        _: &str,
        f: &mut dyn FnMut(&str, &Value) -> Result<(), ExchangeError>,
    ) -> Result<(), ExchangeError> {
        (0..30_000).try_for_each(|number| f(&format!("P{number}"), &self.0))
    }
}

#[test]
#[ignore = "takes a minute and a gigabyte of disk"]
fn a_hundred_times_the_real_export() {
    let Some(original) = shared("data/indigo/2025-05") else {
        return;
    };
    let standard = standard();
    let large = multiplied(&original, 100);
    let bytes: u64 = csv_files(large.path())
        .values()
        .map(|path| path.metadata().unwrap().len())
        .sum();
    println!("{} MiB of CSV, {:?} MiB before", bytes >> 20, peak_mib());
    let start = Instant::now();
    let source = open(&standard, &[large.path()]);
    println!(
        "opened after {:?}, peak {:?} MiB, {} records, {} problems",
        start.elapsed(),
        peak_mib(),
        source.record_count(),
        source.problems().len()
    );
    let (mut problems, mut count, mut last) = (0, 0, Value::Null);
    source
        .for_each::<ExchangeError>(&mut |incoming| {
            let one = standard.get(&incoming.key.record_type).unwrap();
            let Content::Table(table) = &incoming.content else {
                panic!()
            };
            let applied = apply(one, None, table, Status::Public);
            problems += incoming.problems.len() + applied.problems.len();
            count += 1;
            if incoming.key.id == "INDIGO-POJ-0198-7" {
                last = applied.data;
            }
            Ok(())
        })
        .unwrap();
    println!(
        "read after {:?}, peak {:?} MiB, {problems} problems",
        start.elapsed(),
        peak_mib()
    );
    assert_eq!(count, source.record_count());
    let out = tempfile::tempdir().unwrap();
    let mut sink = FolderSink::new(out.path()).unwrap();
    let start = Instant::now();
    write_bundle(&[standard.get("project").unwrap()], &Many(last), &mut sink).unwrap();
    println!(
        "written in {:?}, peak {:?} MiB",
        start.elapsed(),
        peak_mib()
    );
    if let Some(peak) = peak_mib() {
        assert!(peak < 300, "{peak} MiB");
    }
}
