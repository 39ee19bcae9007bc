//! Load from 32 connections.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};

use super::{
    Subject, finding, median, paths,
    table::{Row, Table, Target},
};
use crate::{process, server::Server};

/// Runs of each case; the middle one counts.
const RUNS: usize = 3;

/// What is asked for, and what was promised for it.
#[derive(Debug)]
pub(super) struct Case {
    what: &'static str,
    /// One path, or several that are asked for in random order.
    paths: Vec<String>,
    headers: &'static [&'static str],
    promise: Promise,
}

/// What was promised for a load; nothing, where nothing is said.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Promise {
    /// Requests per second at the size of the export.
    pub(super) rate: Option<f64>,
    /// Milliseconds for the slowest of a hundred, at the size of the export.
    pub(super) p99_ms: Option<f64>,
    /// Requests per second at a hundred copies.
    pub(super) rate_at_copies: Option<f64>,
    /// Milliseconds for the slowest of a hundred, at a hundred copies.
    pub(super) p99_ms_at_copies: Option<f64>,
}

impl Promise {
    /// For records: the rate, and a fifth of it at a hundred copies.
    fn record(rate: f64) -> Self {
        Self {
            rate_at_copies: Some(rate / 5.0),
            ..Self::page(rate)
        }
    }

    /// For lists: the rate, and 150 ms for the slowest of a hundred at a hundred copies.
    fn filter(rate: f64) -> Self {
        Self {
            p99_ms_at_copies: Some(150.0),
            ..Self::page(rate)
        }
    }

    fn page(rate: f64) -> Self {
        Self {
            rate: Some(rate),
            p99_ms: Some(20.0),
            ..Self::default()
        }
    }
}

/// Puts each case under load.
pub(super) fn measure(
    server: &Server,
    subject: &Subject<'_>,
    ids: &[String],
    table: &mut Table,
) -> Result<()> {
    let each = |prefix: &str| {
        ids.iter()
            .map(|id| format!("{prefix}{id}"))
            .collect::<Vec<_>>()
    };
    let filters = paths::filters(server)?;
    let one = |path: &str| vec![path.to_owned()];
    let compressed: &[&str] = &["Accept-Encoding: br, gzip"];
    let mut cases = vec![
        Case::of(
            "one project by API",
            one("/app/api1/project/INDIGO-POJ-0198"),
            Promise::record(20e3),
        ),
        Case::of(
            "any project by API",
            each("/app/api1/project/"),
            Promise::record(20e3),
        ),
        Case::of(
            "the list of projects by API",
            one("/app/api1/project"),
            Promise::page(5e3),
        ),
        Case::of(
            "a project page",
            one("/projects/INDIGO-POJ-0198"),
            Promise::record(3e3),
        ),
        Case::of("any project page", each("/projects/"), Promise::record(3e3)),
        Case::of(
            "a list page with one filter",
            one("/projects?sector=Homelessness"),
            Promise::filter(1e3),
        ),
        Case::of("list pages with any filter", filters, Promise::filter(1e3)),
        Case {
            headers: compressed,
            ..Case::of(
                "any project page, compressed",
                each("/projects/"),
                Promise::default(),
            )
        },
        Case::of("the home page", one("/"), Promise::default()),
    ];
    cases.extend(finding::cases(server, ids)?);
    for case in cases {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            runs.push(wrk(server, &case, subject.seconds)?);
        }
        // Rates and latencies are whole enough as integers to be sorted.
        let rate = median(&mut runs.iter().map(|run| run.per_second).collect::<Vec<_>>());
        let slow = median(&mut runs.iter().map(|run| run.p99_us).collect::<Vec<_>>());
        let (rate_target, slow_target) = targets(case.promise, subject.copies);
        let what = case.what;
        table.push(Row::per_second(what, f64::from(rate), rate_target));
        table.push(Row::milliseconds(
            &format!("{what}, 99 of 100 within"),
            f64::from(slow) / 1000.0,
            slow_target,
        ));
    }
    Ok(())
}

impl Case {
    /// A load without headers of its own.
    pub(super) fn of(what: &'static str, paths: Vec<String>, promise: Promise) -> Self {
        Self {
            what,
            paths,
            headers: &[],
            promise,
        }
    }
}

/// What the rate and the slowest of a hundred are held against.
fn targets(promise: Promise, copies: u32) -> (Option<Target>, Option<Target>) {
    let (rate, slow) = match copies {
        1 => (promise.rate, promise.p99_ms),
        100 => (promise.rate_at_copies, promise.p99_ms_at_copies),
        _ => (None, None),
    };
    (rate.map(Target::AtLeast), slow.map(Target::AtMost))
}

/// What one run of wrk said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    per_second: u32,
    p99_us: u32,
}

fn wrk(server: &Server, case: &Case, seconds: u32) -> Result<Run> {
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("paths");
    fs::write(&list, case.paths.join("\n") + "\n")?;
    let mut command = Command::new("wrk");
    command.args(["--threads", "2", "--connections", "32", "--latency"]);
    command.args(["--timeout", "30s", "--duration", &format!("{seconds}s")]);
    for header in case.headers {
        command.args(["--header", header]);
    }
    if let [path] = case.paths.as_slice() {
        command.arg(format!("{}{path}", server.address()));
    } else {
        let script = folder.path().join("vary.lua");
        fs::write(&script, include_str!("vary.lua"))?;
        command.arg("--script").arg(script).arg(server.address());
        command.arg("--").arg(Path::new(&list));
    }
    let said = process::output(&mut command)?;
    parse(&said).with_context(|| format!("load of \"{}\"", case.what))
}

fn parse(said: &str) -> Result<Run> {
    for line in said.lines().map(str::trim) {
        if line.starts_with("Non-2xx") || line.starts_with("Socket errors") {
            bail!("{line}");
        }
    }
    let after = |name: &str| {
        said.lines()
            .find_map(|line| line.trim().strip_prefix(name))
            .map(str::trim)
    };
    let rate: f64 = after("Requests/sec:")
        .context("wrk gave no rate")?
        .parse()?;
    let slow = microseconds(after("99%").context("wrk gave no latency")?)?;
    Ok(Run {
        per_second: whole(rate),
        p99_us: whole(slow),
    })
}

fn microseconds(text: &str) -> Result<f64> {
    let at = text
        .find(|c: char| c.is_ascii_alphabetic())
        .context("a latency without a unit")?;
    let (value, unit) = text.split_at(at);
    let factor = match unit {
        "us" => 1.0,
        "ms" => 1e3,
        "s" => 1e6,
        "m" => 6e7,
        _ => bail!("latency in {unit}"),
    };
    Ok(value.parse::<f64>()? * factor)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded, positive, small"
)]
fn whole(value: f64) -> u32 {
    value.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "Running 10s test @ http://127.0.0.1:8080/
  Latency Distribution
     50%  612.00us
     99%    3.21ms
  229442 requests in 10.00s, 1.12GB read
Requests/sec:  22943.61
Transfer/sec:    114.31MB
";

    #[test]
    fn what_wrk_says_is_read() {
        assert_eq!(
            parse(SAID).unwrap(),
            Run {
                per_second: 22_944,
                p99_us: 3210
            }
        );
        let bad = format!("{SAID}  Non-2xx or 3xx responses: 3\n");
        assert!(parse(&bad).is_err());
    }
}
