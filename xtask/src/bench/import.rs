//! How long an import takes and how much memory it needs at most.

use std::{
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::server::status_bytes;

/// Past this an import is given up.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// One import.
#[derive(Debug)]
pub(super) struct Run {
    /// From the start of the process to its end.
    pub(super) took: Duration,
    /// The kernel's high-water mark of resident memory, looked at every millisecond.
    pub(super) peak_bytes: u64,
}

/// Imports once.
pub(super) fn measure(program: &Path, data: &Path, input: &Path) -> Result<Run> {
    run(import(program, data, input))
}

/// Imports files as of a day gone by.
pub(super) fn dated(program: &Path, data: &Path, input: &Path, day: &str) -> Result<Run> {
    let mut command = import(program, data, input);
    command.args(["--dated", day]);
    run(command)
}

fn import(program: &Path, data: &Path, input: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("--data").arg(data).arg("import").arg(input);
    command
}

fn run(mut command: Command) -> Result<Run> {
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak_bytes = 0;
    loop {
        if let Some(status) = child.try_wait()? {
            let took = begun.elapsed();
            if !status.success() {
                bail!("the import ended with {status}");
            }
            return Ok(Run { took, peak_bytes });
        }
        peak_bytes = status_bytes(child.id(), "VmHWM:")
            .unwrap_or(0)
            .max(peak_bytes);
        if begun.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            bail!(
                "the import did not end within {} minutes",
                PATIENCE.as_secs() / 60
            );
        }
        thread::sleep(Duration::from_millis(1));
    }
}
