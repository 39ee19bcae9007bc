//! A running `indigo serve`, stopped when it is dropped.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::http;

/// How long a start may take; the demo set may have to be imported first.
const PATIENCE: Duration = Duration::from_secs(120);

/// The server.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// Its port on 127.0.0.1.
    pub(crate) port: u16,
    /// From its start until it first answered.
    pub(crate) ready_after: Duration,
}

impl Server {
    /// Starts the program over a data folder and waits until it answers.
    pub(crate) fn start(program: &Path, data: &Path, options: &[&str]) -> Result<Self> {
        Self::start_in(program, data, options, &[])
    }

    /// The same with variables of the environment.
    pub(crate) fn start_in(
        program: &Path,
        data: &Path,
        options: &[&str],
        environment: &[(&str, &str)],
    ) -> Result<Self> {
        let port = http::free_port()?;
        let begun = Instant::now();
        let child = Command::new(program)
            .arg("--data")
            .arg(data)
            .arg("serve")
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .args(options)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let mut server = Self {
            child,
            port,
            ready_after: Duration::ZERO,
        };
        loop {
            if let Ok(answer) = http::get(port, "/healthz", &[])
                && answer.status == 200
            {
                server.ready_after = begun.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended before it answered ({status})");
            }
            if begun.elapsed() > PATIENCE {
                bail!(
                    "the server did not answer within {} seconds",
                    PATIENCE.as_secs()
                );
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Its address, without a slash at the end.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Resident memory now, in bytes.
    pub(crate) fn resident_bytes(&self) -> Result<u64> {
        status_bytes(self.child.id(), "VmRSS:").context("the server has no memory figure")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Failing to stop what has ended already is no fault.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A memory figure of a process from what the kernel says of it.
pub(crate) fn status_bytes(process: u32, field: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
