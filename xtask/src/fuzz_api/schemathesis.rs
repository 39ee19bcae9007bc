//! Schemathesis, which makes requests from the description of the API.

use std::{
    collections::BTreeMap,
    env, fmt,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result};

use crate::{process, tools};

/// The variable that says where it is, when it is not on the path.
const PROGRAM: &str = "INDIGO_SCHEMATHESIS";

/// What each answer is held against.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,unsupported_method,allow_header_conformance,ignored_auth";

/// An answer that takes longer counts as none.
const PATIENCE_S: &str = "20";

/// How statuses stand in its report. (In bodies the quotation marks are escaped.)
const STATUS: &[u8] = b"\"status\":";

/// What came of it.
#[derive(Debug)]
pub(super) struct Report {
    seed: u64,
    passed: bool,
    statuses: BTreeMap<u16, usize>,
}

impl Report {
    pub(super) fn is_well(&self) -> bool {
        self.passed && self.statuses.keys().all(|status| *status < 500)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total: usize = self.statuses.values().sum();
        writeln!(f, "\nSchemathesis, seed {}: {total} requests", self.seed)?;
        for (status, count) in &self.statuses {
            writeln!(f, "  {status}: {count}")?;
        }
        let passed = if self.passed {
            "passed"
        } else {
            "found something, see above"
        };
        write!(f, "  {passed}")
    }
}

/// Asks for that long; `None` when it is not installed.
pub(super) fn run(address: &str, token: &str, seed: u64, time: Duration) -> Result<Option<Report>> {
    let Some(program) = program() else {
        println!(
            "\nleft out: Schemathesis is not installed. With Python 3.10 or newer:\n  python3 -m venv ~/.venvs/schemathesis\n  ~/.venvs/schemathesis/bin/pip install schemathesis\n  {PROGRAM}=~/.venvs/schemathesis/bin/schemathesis cargo xtask fuzz-api"
        );
        return Ok(None);
    };
    let folder = tempfile::tempdir()?;
    let report = folder.path().join("asked.har");
    let mut command = Command::new(program);
    command
        .arg("run")
        .arg(format!("{address}/api/v2/openapi.json"))
        .args(["--header", &format!("Authorization:Bearer {token}")])
        .args(["--checks", CHECKS])
        .args(["--max-time", &time.as_secs().max(1).to_string()])
        .args(["--request-timeout", PATIENCE_S])
        .args(["--seed", &seed.to_string()])
        .args(["--continue-on-failure", "--no-color", "--warnings", "off"])
        .args(["--suppress-health-check", "all"])
        .args(["--report", "har", "--report-har-path"])
        .arg(&report)
        .current_dir(folder.path());
    let passed = process::passes(&mut command)?;
    Ok(Some(Report {
        seed,
        passed,
        statuses: statuses(&report)?,
    }))
}

fn program() -> Option<PathBuf> {
    env::var_os(PROGRAM)
        .map(PathBuf::from)
        .or_else(|| tools::find("schemathesis"))
}

/// The statuses in a report, read piece by piece, as it can be large.
fn statuses(path: &Path) -> Result<BTreeMap<u16, usize>> {
    let mut file = File::open(path).context("Schemathesis wrote no report")?;
    let mut found = BTreeMap::new();
    let mut bytes = Vec::new();
    let mut piece = vec![0; 1 << 20];
    loop {
        let length = file.read(&mut piece)?;
        bytes.extend_from_slice(&piece[..length]);
        let is_last = length == 0;
        // What is at the end may go on in the next piece.
        let end = if is_last {
            bytes.len()
        } else {
            bytes.len().saturating_sub(32)
        };
        let mut at = 0;
        while let Some(next) = bytes[at..end]
            .windows(STATUS.len())
            .position(|part| part == STATUS)
        {
            at += next + STATUS.len();
            let digits: String = bytes[at..]
                .iter()
                .map(|byte| char::from(*byte))
                .skip_while(|letter| *letter == ' ')
                .take_while(char::is_ascii_digit)
                .collect();
            if let Ok(status) = digits.parse() {
                *found.entry(status).or_default() += 1;
            }
        }
        if is_last {
            return Ok(found);
        }
        let keep = end.max(at).saturating_sub(STATUS.len() - 1).max(at);
        bytes.drain(..keep.min(bytes.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_counted_over_pieces() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.har");
        let mut text = String::new();
        for number in 0..50_000 {
            let status = if number % 5 == 0 { 201 } else { 422 };
            text.push_str(&format!(
                "{{\"status\": {status}, \"text\": \"{{\\\"status\\\":500}} {}\"}}\n",
                "x".repeat(number % 37)
            ));
        }
        std::fs::write(&path, text).unwrap();
        let expected = BTreeMap::from([(201, 10_000), (422, 40_000)]);
        assert_eq!(statuses(&path).unwrap(), expected);
    }
}
