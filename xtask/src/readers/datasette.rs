//! Datasette over the SQLite file of a release: a table and a view, asked for as JSON.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::toolbox::Toolbox;
use crate::http;

/// How long its start may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running Datasette, stopped when it is dropped.
struct Serving {
    child: Child,
    port: u16,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Failing to stop what has ended already is no fault.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves the file and asks for its largest table and for a view.
pub(super) fn serves(toolbox: &Toolbox, file: &Path) -> Result<()> {
    let serving = start(toolbox, file)?;
    let database = file.file_stem().unwrap_or_default().to_string_lossy();
    let told = json(&serving, &format!("/{database}.json"))?;
    let tables = told["tables"].as_array().context("no list of tables")?;
    let largest = tables
        .iter()
        .filter(|table| table["hidden"] != true)
        .max_by_key(|table| table["count"].as_u64())
        .context("there is no table")?;
    ensure!(largest["count"].as_u64() > Some(0), "all tables are empty");
    let views = told["views"].as_array().context("no list of views")?;
    let view = views.first().context("there is no view")?;
    for one in [largest, view] {
        let name = one["name"].as_str().context("a table without a name")?;
        let path = format!("/{database}/{name}.json?_shape=array&_size=3");
        let rows = json(&serving, &path)?;
        let rows = rows.as_array().context("no rows")?;
        ensure!(!rows.is_empty(), "{name} has no rows");
    }
    Ok(())
}

fn start(toolbox: &Toolbox, file: &Path) -> Result<Serving> {
    let port = http::free_port()?;
    let child = Command::new(toolbox.program("datasette"))
        .args(["serve", "--host", "127.0.0.1", "--port", &port.to_string()])
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start datasette")?;
    let mut serving = Serving { child, port };
    let begun = Instant::now();
    while !http::get(port, "/-/versions.json", &[]).is_ok_and(|answer| answer.status == 200) {
        if let Some(status) = serving.child.try_wait()? {
            bail!("datasette ended before it answered ({status})");
        }
        ensure!(begun.elapsed() < PATIENCE, "datasette did not answer");
        thread::sleep(Duration::from_millis(50));
    }
    Ok(serving)
}

fn json(serving: &Serving, path: &str) -> Result<Value> {
    let answer = http::get(serving.port, path, &[])?;
    ensure!(answer.status == 200, "{path} answered {}", answer.status);
    serde_json::from_slice(&answer.body).with_context(|| format!("{path} gave no JSON"))
}
