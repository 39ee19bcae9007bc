//! Load from 32 connections.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};

use super::{
    Subject, median, paths,
    table::{Row, Table, Target},
};
use crate::{process, server::Server};

/// Runs of each case; the middle one counts.
const RUNS: usize = 3;

/// What is asked for, and what was promised for it.
#[derive(Debug)]
struct Case {
    what: &'static str,
    /// One path, or several that are asked for in random order.
    paths: Vec<String>,
    headers: &'static [&'static str],
    /// Requests per second at the size of the export.
    rate: Option<f64>,
    kind: Kind,
}

/// Which promise holds at a hundred copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A fifth of the rate.
    Record,
    /// 150 ms for the slowest of a hundred.
    Filter,
    Other,
}

/// Puts each case under load.
pub(super) fn measure(server: &Server, subject: &Subject<'_>, table: &mut Table) -> Result<()> {
    let ids = paths::project_ids(server)?;
    let each = |prefix: &str| {
        ids.iter()
            .map(|id| format!("{prefix}{id}"))
            .collect::<Vec<_>>()
    };
    let filters = paths::filters(server)?;
    let one = |path: &str| vec![path.to_owned()];
    let compressed: &[&str] = &["Accept-Encoding: br, gzip"];
    let cases = [
        case(
            "one project by API",
            one("/app/api1/project/INDIGO-POJ-0198"),
            Some(20e3),
            Kind::Record,
        ),
        case(
            "any project by API",
            each("/app/api1/project/"),
            Some(20e3),
            Kind::Record,
        ),
        case(
            "the list of projects by API",
            one("/app/api1/project"),
            Some(5e3),
            Kind::Other,
        ),
        case(
            "a project page",
            one("/projects/INDIGO-POJ-0198"),
            Some(3e3),
            Kind::Record,
        ),
        case(
            "any project page",
            each("/projects/"),
            Some(3e3),
            Kind::Record,
        ),
        case(
            "a list page with one filter",
            one("/projects?sector=Homelessness"),
            Some(1e3),
            Kind::Filter,
        ),
        case(
            "list pages with any filter",
            filters,
            Some(1e3),
            Kind::Filter,
        ),
        Case {
            headers: compressed,
            ..case(
                "any project page, compressed",
                each("/projects/"),
                None,
                Kind::Other,
            )
        },
        case("the home page", one("/"), None, Kind::Other),
    ];
    for case in cases {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            runs.push(wrk(server, &case, subject.seconds)?);
        }
        // Rates and latencies are whole enough as integers to be sorted.
        let rate = median(&mut runs.iter().map(|run| run.per_second).collect::<Vec<_>>());
        let slow = median(&mut runs.iter().map(|run| run.p99_us).collect::<Vec<_>>());
        let (rate_target, slow_target) = targets(&case, subject.copies);
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

fn case(what: &'static str, paths: Vec<String>, rate: Option<f64>, kind: Kind) -> Case {
    Case {
        what,
        paths,
        headers: &[],
        rate,
        kind,
    }
}

fn targets(case: &Case, copies: u32) -> (Option<Target>, Option<Target>) {
    match (copies, case.rate) {
        (1, Some(rate)) => (Some(Target::AtLeast(rate)), Some(Target::AtMost(20.0))),
        (100, Some(rate)) if case.kind == Kind::Record => (Some(Target::AtLeast(rate / 5.0)), None),
        (100, Some(_)) if case.kind == Kind::Filter => (None, Some(Target::AtMost(150.0))),
        _ => (None, None),
    }
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
