//! How soon a slow phone shows something, in Chromium.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{
    Subject,
    table::{Row, Table, Target},
};
use crate::{npm, process, server::Server, tools, workspace};

/// Asks for a page of each kind with a slow processor and a slow line; the slowest is held against
/// the promise.
pub(super) fn measure(
    server: &Server,
    subject: &Subject<'_>,
    largest: &str,
    table: &mut Table,
) -> Result<()> {
    let chromium = tools::need(
        "chromium",
        &["chromium", "fonts-liberation"],
        "measuring the first paint",
    )?;
    npm::install()?;
    let said = process::output(
        Command::new("node")
            .arg("paint.mjs")
            .arg(format!("/projects/{largest}"))
            .args(["/projects/INDIGO-POJ-0198", "/", "/projects", "/landscape"])
            .current_dir(workspace::root().join("tests/browser"))
            .env("INDIGO_SITE", server.address())
            .env("INDIGO_CHROMIUM", &chromium),
    )?;
    let painted: Value = serde_json::from_str(said.trim()).context("paint.mjs gave no JSON")?;
    for (at, what) in [
        format!("the largest project page ({largest})"),
        "a project page".to_owned(),
        "the home page".to_owned(),
        "a list page".to_owned(),
        "the landscape".to_owned(),
    ]
    .iter()
    .enumerate()
    {
        let first_ms = painted[at]["first_contentful_paint_ms"]
            .as_f64()
            .with_context(|| format!("{what} was not painted"))?;
        // The promise is for record pages.
        let target = (subject.copies == 1 && at < 2).then_some(Target::AtMost(1500.0));
        table.push(Row::milliseconds(
            &format!("{what}, first paint on a slow phone"),
            first_ms,
            target,
        ));
    }
    Ok(())
}
