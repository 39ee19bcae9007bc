//! What was measured where.

use std::{fs, process::Command, thread};

use anyhow::Result;

use crate::{process, workspace};

/// Machine, date and commit, a line each.
pub(super) fn describe() -> Result<Vec<String>> {
    let cores = thread::available_parallelism()?;
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let memory = field("/proc/meminfo", "MemTotal").unwrap_or_else(|| "unknown".to_owned());
    let memory = memory
        .strip_suffix(" kB")
        .and_then(|kilobytes| kilobytes.parse::<u64>().ok());
    let memory = memory.map_or_else(String::new, |kilobytes| {
        format!(
            ", {} GiB of memory",
            (kilobytes + 512 * 1024) / (1024 * 1024)
        )
    });
    let date = process::output(Command::new("date").args(["--utc", "+%Y-%m-%d"]))?;
    let git = |arguments: &[&str]| {
        process::output(
            Command::new("git")
                .args(arguments)
                .current_dir(workspace::root()),
        )
    };
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changed = !git(&["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    let changed = if changed { " with changes" } else { "" };
    Ok(vec![
        format!("Machine: {cores} cores of {processor}{memory}; client and server share them."),
        format!("Date: {}; commit {}{changed}.", date.trim(), commit.trim()),
    ])
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
