//! Sets up what the tests need, runs all of them, and says by part what passed.

mod listen;
mod parts;

use std::process::Command;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::{browser, postgres::Postgres, process, readers, workspace};
use listen::Listener;
pub(crate) use parts::Count;
use parts::{Part, Tally};

/// Size of the largest file that the fault tests make.
const LARGEST_CSV_MB: &str = "500";

/// What tests print when they need the folder beside the project and it is not there.
const SHARED_LEFT_OUT: &str = "left out: the shared data folder";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Run one part alone.
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// Fail when the tests on shared data cannot run (as in CI).
    #[arg(long)]
    require_shared: bool,
}

/// A part that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Everything that cargo runs: unit, golden, round trip, PostgreSQL, faults.
    Rust,
    /// The tests whose name says that they run on PostgreSQL.
    Postgres,
    /// Kills, full disks, broken files.
    Faults,
    /// Chromium against the demo set.
    Browser,
    /// What readers use: the examples of the API, and real tools over a release.
    Tools,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let required = args.require_shared || workspace::in_ci();
    let needs_cargo = !matches!(args.only, Some(Only::Browser | Only::Tools));
    let needs_shared = needs_cargo || args.only == Some(Only::Tools);
    if required && needs_shared && workspace::shared().is_none() {
        bail!(
            "the folder `shared` with the real data is not beside the project, and here its tests must not be left out"
        );
    }
    let mut tally = Tally::default();
    let mut complaints = Vec::new();
    let mut left_out = Vec::new();
    if needs_cargo {
        let heard = cargo_tests(args.only)?;
        complaints.extend(heard.complaints);
        left_out = heard.left_out;
        tally = heard.tally;
    }
    if matches!(args.only, None | Some(Only::Browser)) {
        let count = browser::run_all().unwrap_or_else(|error| {
            complaints.push(format!("the browser tests could not run: {error:#}"));
            Count {
                passed: 0,
                failed: 1,
                ignored: 0,
            }
        });
        tally.add(Part::Browser, count);
    }
    let mut excused = Vec::new();
    if matches!(args.only, None | Some(Only::Tools)) {
        let outcome = readers::run_all(required).unwrap_or_else(|error| {
            complaints.push(format!("the tools of readers could not run: {error:#}"));
            readers::Outcome::failed()
        });
        if outcome.count == Count::default() {
            excused.push(Part::Tools);
        }
        tally.add(Part::Tools, outcome.count);
        left_out.extend(outcome.left_out);
    }
    if args.only.is_none() {
        complaints.extend(tally.silent_parts(&excused));
    }
    if required
        && left_out
            .iter()
            .any(|line| line.starts_with(SHARED_LEFT_OUT))
    {
        complaints.push("tests on the shared data were left out, and here they must not be".into());
    }
    Ok(close(&tally, &left_out, &complaints))
}

fn cargo_tests(only: Option<Only>) -> Result<listen::Heard> {
    let mut command = Command::new("cargo");
    command.arg("test").current_dir(workspace::root());
    match only {
        Some(Only::Faults) => command.args(["--package", "indigo", "--test", "faults"]),
        _ => command.arg("--workspace"),
    };
    command.arg("--no-fail-fast");
    command.args(["--", "--show-output"]);
    if only == Some(Only::Postgres) {
        command.args(parts::POSTGRES);
    }

    let cluster = Postgres::start()?;
    println!("a throw-away PostgreSQL runs at {}", cluster.url);
    command
        .env("INDIGO_TEST_POSTGRES", &cluster.url)
        .env("INDIGO_TEST_POSTGRES_CTL", &cluster.control)
        .env("INDIGO_TEST_LARGE_CSV_MB", LARGEST_CSV_MB);
    let mut listener = Listener::default();
    let succeeded = process::each_line(&mut command, |line| {
        if listener.hear(line) {
            println!("{line}");
        }
    })?;
    Ok(listener.finish(succeeded))
}

/// The closing lines; whether all is well.
fn close(tally: &Tally, left_out: &[String], complaints: &[String]) -> bool {
    println!();
    for line in left_out {
        println!("{line}");
    }
    print!("{tally}");
    for complaint in complaints {
        println!("problem: {complaint}");
    }
    let total = tally.total();
    // A complaint without a failed test still has to show in the line that is read last.
    let failed = if total.failed == 0 {
        complaints.len()
    } else {
        total.failed
    };
    println!("\n{} passed, {failed} failed", total.passed);
    failed == 0
}
