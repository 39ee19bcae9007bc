//! How long the report on quality takes, and an official form on its way out and back in.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::{
    REPEATS, Subject, median,
    table::{Row, Table, Target},
    timed,
};
use crate::{http, server::Server, workspace};

/// The record that the form is filled from.
const FORM: &str = "/app/project/INDIGO-POJ-0198/download_form";

/// The archive of workbooks.
const ARCHIVE: &str = "/app/all_public_data_file_per_record.zip";
/// How often a form is sent to see whether memory grows.
const UPLOADS: usize = 200;
/// What it may grow by: freed pieces lie differently each time.
const MOST_GROWTH_BYTES: f64 = 16.0 * 1024.0 * 1024.0;

/// Asks a fresh server for the page about quality, fills an official form, and checks it.
pub(super) fn measure(server: &Server, subject: &Subject<'_>, table: &mut Table) -> Result<()> {
    let promised = |most| (subject.copies == 1).then_some(Target::AtMost(most));
    let (took, page) = timed(|| http::get(server.port, "/quality", &[]))?;
    anyhow::ensure!(page.status == 200, "/quality answered {}", page.status);
    table.push(Row::seconds(
        "quality report over the export, `/quality` asked for the first time",
        took,
        promised(1.0),
    ));

    put_form(subject.data)?;
    let mut filled = Vec::new();
    let mut checked = Vec::new();
    for _ in 0..REPEATS {
        let (took, form) = timed(|| http::get(server.port, FORM, &[]))?;
        anyhow::ensure!(form.status == 200, "{FORM} answered {}", form.status);
        filled.push(took);
        let (took, answer) =
            timed(|| http::post_file(server.port, "/check", "form.xlsx", &form.body))?;
        anyhow::ensure!(
            answer.status == 200 && answer.text().contains("Official"),
            "/check answered {} and took the form for none",
            answer.status
        );
        checked.push(took);
    }
    for (what, took) in [
        ("fill an official form, asked for over HTTP", &mut filled),
        (
            "read an official form: sent to `/check`, compared, checked, page made",
            &mut checked,
        ),
    ] {
        let took_ms = median(took).as_secs_f64() * 1e3;
        table.push(Row::milliseconds(what, took_ms, promised(40.0)));
    }
    growth(server, subject, table)?;
    archive(server, table)
}

/// How much the server grows by while the form is sent to it again and again.
fn growth(server: &Server, subject: &Subject<'_>, table: &mut Table) -> Result<()> {
    let form = http::get(server.port, FORM, &[])?.body;
    let send = || -> Result<()> {
        let answer = http::post_file(server.port, "/check", "form.xlsx", &form)?;
        anyhow::ensure!(answer.status == 200, "/check answered {}", answer.status);
        Ok(())
    };
    // What the program takes once is not growth.
    (0..20).try_for_each(|_| send())?;
    let before = server.resident_bytes()?;
    (0..UPLOADS).try_for_each(|_| send())?;
    let grown = server.resident_bytes()?.saturating_sub(before);
    table.push(Row::memory(
        "memory that the server grew by while the official form was sent to it 200 times",
        grown,
        (subject.copies == 1).then_some(Target::AtMost(MOST_GROWTH_BYTES)),
    ));
    Ok(())
}

/// How long the archive of workbooks takes when it is asked for first.
fn archive(server: &Server, table: &mut Table) -> Result<()> {
    let (took, answer) = timed(|| http::get(server.port, ARCHIVE, &[]))?;
    anyhow::ensure!(answer.status == 200, "{ARCHIVE} answered {}", answer.status);
    table.push(Row::seconds(
        "archive of a workbook of each contract, organisation and fund, built",
        took,
        None,
    ));
    Ok(())
}

/// Puts the blank public form of projects where an operator would.
fn put_form(data: &Path) -> Result<()> {
    let shared = workspace::shared().context("the folder `shared` is not beside the project")?;
    let forms = data.join("forms");
    fs::create_dir_all(&forms)?;
    fs::copy(
        shared.join("data/forms/project_public_v019.xlsx"),
        forms.join("project.xlsx"),
    )?;
    Ok(())
}
