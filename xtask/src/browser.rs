//! Chromium against a server with the demo set.

use std::{fs, process::Command};

use anyhow::{Result, bail};

use crate::{npm, process, server::Server, test::Count, tools, workspace};

/// The variable with the password of the demo sign-ins, for the server and for the tests.
const DEMO_PASSWORD: &str = "INDIGO_DEMO_PASSWORD";

/// What it is where we start the server; nobody else can reach it.
const OUR_PASSWORD: &str = "four words for browsers";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Run the tests whose file name contains this.
    filter: Option<String>,
    /// Test a server that runs already instead of starting one. Pages for people with an account
    /// are tested when `INDIGO_DEMO_PASSWORD` is set to what that server was started with.
    #[arg(long, value_name = "URL")]
    site: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let count = run_tests(args.filter.as_deref().unwrap_or(""), args.site.as_deref())?;
    println!("\n{} passed, {} failed", count.passed, count.failed);
    Ok(count.failed == 0)
}

/// Runs all of them.
pub(crate) fn run_all() -> Result<Count> {
    run_tests("", None)
}

fn run_tests(filter: &str, site: Option<&str>) -> Result<Count> {
    let chromium = tools::need(
        "chromium",
        &["chromium", "fonts-liberation", "fonts-noto-color-emoji"],
        "testing in a browser",
    )?;
    npm::install()?;
    let files = test_files(filter)?;

    let data = tempfile::Builder::new()
        .prefix("indigo-browser-")
        .tempdir()?;
    let server = match site {
        Some(_) => None,
        None => Some(start(data.path())?),
    };
    let address = site.map_or_else(
        || server.as_ref().map(Server::address),
        |url| Some(url.into()),
    );

    let node = || {
        let mut command = Command::new("node");
        command
            .current_dir(workspace::root().join("tests/browser"))
            .env("INDIGO_SITE", address.as_deref().unwrap_or_default())
            .env("INDIGO_CHROMIUM", &chromium);
        if server.is_some() {
            command.env(DEMO_PASSWORD, OUR_PASSWORD);
        }
        command
    };
    if server.is_some() || std::env::var_os(DEMO_PASSWORD).is_some() {
        process::run(node().arg("staff-seed.mjs"))?;
    }
    let mut count = None;
    let mut command = node();
    command
        .args(["--test", "--test-concurrency=2", "--test-reporter=spec"])
        .args(files);
    let succeeded = process::each_line(&mut command, |line| {
        println!("{line}");
        read_summary(line, &mut count);
    })?;
    match count {
        Some(count) if succeeded == (count.failed == 0) => Ok(count),
        _ => bail!("node --test ended without saying what passed"),
    }
}

fn start(data: &std::path::Path) -> Result<Server> {
    process::run(
        Command::new("cargo")
            .args(["build", "--package", "indigo"])
            .current_dir(workspace::root()),
    )?;
    let server = Server::start_in(
        &workspace::program("debug"),
        data,
        &["--demo"],
        &[(DEMO_PASSWORD, OUR_PASSWORD)],
    )?;
    println!("the demo set is served at {}", server.address());
    Ok(server)
}

fn test_files(filter: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(workspace::root().join("tests/browser"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") && name.contains(filter) {
            names.push(name);
        }
    }
    names.sort();
    if names.is_empty() {
        bail!("no test file in tests/browser has \"{filter}\" in its name");
    }
    Ok(names)
}

/// The counts that node's test runner closes with: `ℹ pass 12`, `ℹ fail 0`.
fn read_summary(line: &str, count: &mut Option<Count>) {
    let mut words = line.split_whitespace();
    let (Some("ℹ" | "#"), Some(what), Some(number), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return;
    };
    let Ok(number) = number.parse() else { return };
    match what {
        "pass" => count.get_or_insert_default().passed = number,
        // A test that is cut off is a failed test.
        "fail" | "cancelled" => count.get_or_insert_default().failed += number,
        "skipped" => count.get_or_insert_default().ignored = number,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_are_read() {
        let mut count = None;
        for line in [
            "✔ home (12ms)",
            "ℹ tests 9",
            "ℹ pass 7",
            "ℹ fail 1",
            "ℹ cancelled 1",
        ] {
            read_summary(line, &mut count);
        }
        assert_eq!(
            count,
            Some(Count {
                passed: 7,
                failed: 2,
                ignored: 0
            })
        );
    }
}
