//! Our own requests: valid ones, changed at random.

use std::{
    collections::BTreeMap,
    fmt,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use serde_json::Value;

use super::mutate::{Case, Known, Mutator};
use crate::http;

/// An answer that takes longer counts as none.
const PATIENCE: Duration = Duration::from_secs(20);

/// Records of each type that requests are made of.
const RECORDS: usize = 3;

/// The most faults that are shown.
const SHOWN: usize = 10;

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Report {
    seed: u64,
    took: Duration,
    slowest: Duration,
    /// Status → how many answers had it.
    statuses: BTreeMap<u16, usize>,
    faults: Vec<String>,
}

impl Report {
    pub(super) fn is_well(&self) -> bool {
        self.faults.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total: usize = self.statuses.values().sum();
        writeln!(
            f,
            "\nour own requests, seed {}: {total} in {} s, the slowest {} ms",
            self.seed,
            self.took.as_secs(),
            self.slowest.as_millis()
        )?;
        for (status, count) in &self.statuses {
            writeln!(f, "  {status}: {count}")?;
        }
        for fault in self.faults.iter().take(SHOWN) {
            writeln!(f, "problem: {fault}")?;
        }
        write!(f, "  {} problems", self.faults.len())
    }
}

/// Asks for that long, with each token in turn.
pub(super) fn run(port: u16, tokens: &[&str], seed: u64, time: Duration) -> Result<Report> {
    let mut mutators = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let known = known(port, token)?;
        mutators.push((*token, Mutator::new(seed * 1_000 + place as u64, known)));
    }
    let mut report = Report {
        seed,
        ..Report::default()
    };
    let begun = Instant::now();
    let mut number = 0_u64;
    while begun.elapsed() < time {
        for (token, mutator) in &mut mutators {
            number += 1;
            let case = mutator.next();
            let asked = Instant::now();
            let answer = ask(port, token, &case);
            report.slowest = report.slowest.max(asked.elapsed());
            let fault = match answer {
                Ok(answer) => {
                    *report.statuses.entry(answer.status).or_default() += 1;
                    if answer.status == 201
                        && let Ok(value) = serde_json::from_slice(&answer.body)
                    {
                        mutator.learn(&value);
                    }
                    (answer.status >= 500 || asked.elapsed() > PATIENCE)
                        .then(|| format!("{} {}", answer.status, answer.text()))
                }
                Err(error) => Some(format!("no answer: {error:#}")),
            };
            if let Some(fault) = fault {
                report
                    .faults
                    .push(format!("request {number}: {fault}\n{}", shown(&case)));
            }
        }
    }
    report.took = begun.elapsed();
    Ok(report)
}

fn ask(port: u16, token: &str, case: &Case) -> Result<http::Answer> {
    let mut headers = vec![format!("Authorization: Bearer {token}")];
    for (name, value) in &case.headers {
        headers.push(format!("{name}: {value}"));
    }
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    http::send(port, case.method, &case.path, &headers, &case.body)
}

fn shown(case: &Case) -> String {
    let body = String::from_utf8_lossy(&case.body);
    format!(
        "{} {} {:?} {body:.500}",
        case.method, case.path, case.headers
    )
}

/// A few records of each type as the token sees them.
fn known(port: u16, token: &str) -> Result<Vec<Known>> {
    let authorization = format!("Authorization: Bearer {token}");
    let mut found = Vec::new();
    let description = read(port, "/api/v2/openapi.json", &[])?;
    let types = &description["components"]["parameters"]["type"]["schema"]["enum"];
    for record_type in types.as_array().into_iter().flatten() {
        let record_type = record_type.as_str().unwrap_or_default();
        let list = read(port, &format!("/app/api1/{record_type}"), &[])?;
        let ids = list.as_object().into_iter().flat_map(|list| list.values());
        let ids = ids.filter_map(Value::as_array).flatten();
        let public = ids.filter(|one| one["public"] == true);
        for id in public.filter_map(|one| one["id"].as_str()).take(RECORDS) {
            let address = format!("/api/v2/records/{record_type}/{id}");
            let record = read(port, &address, &[&authorization])?;
            found.push(Known {
                record_type: record_type.to_owned(),
                id: id.to_owned(),
                version: record["version"].as_str().unwrap_or_default().to_owned(),
                data: record["data"].clone(),
            });
        }
    }
    Ok(found)
}

fn read(port: u16, address: &str, headers: &[&str]) -> Result<Value> {
    let answer = http::get(port, address, headers)?;
    serde_json::from_slice(&answer.body)
        .with_context(|| format!("{address}: {} {}", answer.status, answer.text()))
}
