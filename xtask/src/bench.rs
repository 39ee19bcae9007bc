//! Measures speed and size of a release build at the size of the real export, or of many copies.
//!
//! Everything runs on this machine and ends by itself: each import once or five times, each load a
//! few seconds, three times.

mod bundle;
mod checking;
mod downloads;
mod finding;
mod import;
mod load;
mod machine;
mod paint;
mod past;
mod paths;
mod publishing;
mod table;

use std::{fs, path::Path, process::Command, time::Duration};

use anyhow::{Context, Result};

use crate::{http, process, server::Server, tools, workspace};
use table::{Row, Table, Target};

/// Times that what is quick is repeated.
const REPEATS: usize = 5;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Measure on this many copies of the export, their ids shifted.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    copies: u32,
    /// Seconds of each of the three runs of a load.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=60))]
    seconds: u32,
    /// Put the table into docs/PERFORMANCE.md.
    #[arg(long)]
    write: bool,
}

/// What is measured: the program, where its data is, how much of it.
#[derive(Debug)]
struct Subject<'a> {
    program: &'a Path,
    data: &'a Path,
    copies: u32,
    seconds: u32,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let export = workspace::shared().context(
        "the folder `shared` with the real export is not beside the project; there is nothing to measure on",
    )?;
    let export = export.join("data/indigo/2025-05");
    tools::need("wrk", &["wrk"], "measuring load")?;
    process::run(
        Command::new("cargo")
            .args(["build", "--release", "--package", "indigo"])
            .current_dir(workspace::root()),
    )?;
    let program = workspace::program("release");
    let folder = tempfile::Builder::new().prefix("indigo-bench-").tempdir()?;
    let input = folder.path().join("export");
    let input_bytes = bundle::write(&export, &input, args.copies)?;
    let data = folder.path().join("data");

    let mut table = Table::default();
    let subject = Subject {
        program: &program,
        data: &data,
        copies: args.copies,
        seconds: args.seconds,
    };
    imports(&subject, &input, &mut table)?;
    table.push(Row::size("the export that is imported", input_bytes));
    table.push(Row::size("the database after it", folder_bytes(&data)?));
    table.push(Row::size("the program", fs::metadata(&program)?.len()));
    starts(&subject, &mut table)?;
    serving(&subject, &mut table)?;
    past::measure(&subject, &export, folder.path(), &mut table)?;

    let text = table::page(&machine::describe()?, &command(args), &table);
    println!("\n{text}");
    if args.write {
        table::replace(
            &workspace::root().join("docs/PERFORMANCE.md"),
            args.copies,
            &text,
        )?;
    }
    Ok(true)
}

fn command(args: &Args) -> String {
    format!(
        "cargo xtask bench --copies {} --seconds {}",
        args.copies, args.seconds
    )
}

fn imports(subject: &Subject<'_>, input: &Path, table: &mut Table) -> Result<()> {
    let (repeats, seconds, bytes) = if subject.copies == 1 {
        (REPEATS, 3.0, 250e6)
    } else {
        (1, 300.0, 1e9)
    };
    // Only the sizes that were promised have a target.
    let is_promised = subject.copies == 1 || subject.copies == 100;
    let target = |value| is_promised.then_some(Target::AtMost(value));
    let mut durations = Vec::new();
    let mut peaks = Vec::new();
    for _ in 0..repeats {
        if subject.data.exists() {
            fs::remove_dir_all(subject.data)?;
        }
        let run = import::measure(subject.program, subject.data, input)?;
        println!(
            "import: {:.2} s, peak {:.0} MB",
            run.took.as_secs_f64(),
            mega(run.peak_bytes)
        );
        durations.push(run.took);
        peaks.push(run.peak_bytes);
    }
    let took = median(&mut durations);
    table.push(Row::seconds(
        "import into an empty folder, everything published",
        took,
        target(seconds),
    ));
    table.push(Row::memory(
        "peak memory of the import",
        median(&mut peaks),
        target(bytes),
    ));
    let again = import::measure(subject.program, subject.data, input)?;
    table.push(Row::seconds(
        "the same import again, nothing changed",
        again.took,
        None,
    ));
    Ok(())
}

fn starts(subject: &Subject<'_>, table: &mut Table) -> Result<()> {
    let mut ready = Vec::new();
    for _ in 0..REPEATS {
        ready.push(Server::start(subject.program, subject.data, &[])?.ready_after);
    }
    let target = (subject.copies == 1).then_some(Target::AtMost(0.3));
    table.push(Row::seconds(
        "server ready after its start",
        median(&mut ready),
        target,
    ));
    Ok(())
}

fn serving(subject: &Subject<'_>, table: &mut Table) -> Result<()> {
    let server = Server::start(subject.program, subject.data, &[])?;
    downloads::measure(&server, subject.copies, table)?;
    checking::measure(&server, subject, table)?;
    page_sizes(&server, table)?;
    let ids = paths::project_ids(&server)?;
    finding::heaviest_page(&server, &ids, table)?;
    finding::stream(&server, subject, table)?;
    let largest = finding::largest_project(&server, &ids)?;
    paint::measure(&server, subject, &largest, table)?;
    load::measure(&server, subject, &ids, table)?;
    let target = (subject.copies == 1).then_some(Target::AtMost(120e6));
    table.push(Row::memory(
        "resident memory after the load",
        server.resident_bytes()?,
        target,
    ));
    publishing::measure(subject, table)
}

/// What pages weigh on the wire; 150 kB is the site's own budget.
fn page_sizes(server: &Server, table: &mut Table) -> Result<()> {
    for (what, path) in [
        ("the home page, compressed", "/"),
        ("a list page, compressed", "/projects"),
        ("a project page, compressed", "/projects/INDIGO-POJ-0198"),
    ] {
        let answer = http::get(server.port, path, &["Accept-Encoding: br, gzip"])?;
        anyhow::ensure!(answer.status == 200, "{path} answered {}", answer.status);
        let bytes = u64::try_from(answer.body.len())?;
        table.push(Row::size(what, bytes).with_target(Target::AtMost(150e3)));
    }
    Ok(())
}

fn folder_bytes(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        sum += if meta.is_dir() {
            folder_bytes(&entry.path())?
        } else {
            meta.len()
        };
    }
    Ok(sum)
}

/// The middle one of an odd number of values.
fn median<T: Ord + Copy>(values: &mut [T]) -> T {
    values.sort_unstable();
    values[values.len() / 2]
}

#[expect(clippy::cast_precision_loss, reason = "for reading by people")]
fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// How long a closure takes.
fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(Duration, T)> {
    let begun = std::time::Instant::now();
    let value = work()?;
    Ok((begun.elapsed(), value))
}
