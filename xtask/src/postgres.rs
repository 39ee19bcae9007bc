//! A throw-away PostgreSQL cluster in a temporary folder.
//!
//! A small shell waits beside it for this program to end, however it ends, then stops the cluster
//! and removes the folder: nothing is left behind after Ctrl-C or a kill.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};

use crate::{http, process, tools};

/// A running cluster.
#[derive(Debug)]
pub(crate) struct Postgres {
    /// URL of an empty database of it, as a user who may make more.
    pub(crate) url: String,
    /// A script: `CONTROL restart` restarts the cluster, losing what is under way;
    /// `CONTROL createdb NAME` makes a database.
    pub(crate) control: PathBuf,
    // Closing its standard input is what tells it to clean up.
    guard: Child,
}

impl Postgres {
    /// Makes and starts a cluster, installing PostgreSQL when it is missing.
    pub(crate) fn start() -> Result<Self> {
        let programs = tools::postgres_programs()?;
        let folder = tempfile::Builder::new()
            .prefix("indigo-postgres-")
            .tempdir()?
            .keep();
        let port = http::free_port()?;
        let started = Self::make(&programs, &folder, port);
        if started.is_err() {
            // The folder has no owner yet who would remove it.
            let _ = fs::remove_dir_all(&folder);
        }
        started
    }

    fn make(programs: &Path, folder: &Path, port: u16) -> Result<Self> {
        let account = Account::find()?;
        account.give(folder)?;
        let data = folder.join("data");
        // Sorting by the rules of English, as most servers are set up: what relies on the order of
        // bytes without saying so fails here, not at somebody's place.
        process::output(
            account
                .command(&programs.join("initdb"))
                .args([
                    "--username=indigo",
                    "--auth=trust",
                    "--no-sync",
                    "--encoding=UTF8",
                ])
                .args([
                    "--locale-provider=icu",
                    "--icu-locale=en",
                    "--locale=C.UTF-8",
                ])
                .arg("--pgdata")
                .arg(&data),
        )?;
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{}'\n\
             fsync = off\nfull_page_writes = off\nmax_connections = 200\n",
            folder.display()
        );
        fs::write(data.join("postgresql.auto.conf"), settings)?;
        account.give(&data.join("postgresql.auto.conf"))?;

        let control = folder.join("control");
        fs::write(&control, script(programs, folder, port, &account))?;
        fs::set_permissions(&control, fs::Permissions::from_mode(0o755))?;
        // Started before the cluster, so that there is no moment when nobody would stop it.
        let guard = Command::new("sh")
            .args([
                "-c",
                "trap '' INT TERM HUP; cat >/dev/null; \"$0\" stop; rm -rf \"$1\"",
            ])
            .arg(&control)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let url = format!("postgres://indigo@127.0.0.1:{port}/indigo");
        let cluster = Self {
            url,
            control,
            guard,
        };
        process::output(Command::new(&cluster.control).arg("start"))?;
        process::output(Command::new(&cluster.control).args(["createdb", "indigo"]))?;
        Ok(cluster)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        // What it could not clean up, it could not; there is nobody to tell.
        let _ = self.guard.wait();
    }
}

fn script(programs: &Path, folder: &Path, port: u16, account: &Account) -> String {
    let programs = programs.display();
    let folder = folder.display();
    let become_owner = account.prefix().join(" ");
    format!(
        r#"#!/bin/sh
# Controls the throw-away cluster: start, stop, restart (also when called without a word), createdb NAME.
set -e
cd /
control() {{
    {become_owner} '{programs}/pg_ctl' --pgdata '{folder}/data' --log '{folder}/log' \
        --silent --wait "$@" </dev/null >/dev/null 2>&1 || {{ cat '{folder}/log' >&2; exit 1; }}
}}
case "${{1:-restart}}" in
    start) control start ;;
    stop) control --mode immediate stop ;;
    restart) control --mode immediate restart ;;
    createdb) {become_owner} '{programs}/createdb' -h 127.0.0.1 -p {port} -U indigo "$2" ;;
    *) echo "use: $0 start | stop | restart | createdb NAME" >&2; exit 2 ;;
esac
"#
    )
}

/// Who owns the cluster: PostgreSQL refuses to run as root.
#[derive(Debug)]
struct Account {
    owner: Option<(u32, u32)>,
}

impl Account {
    fn find() -> Result<Self> {
        if !tools::is_root() {
            return Ok(Self { owner: None });
        }
        let id = |option| -> Result<u32> {
            let said = process::output(Command::new("id").args([option, "postgres"]))?;
            said.trim().parse().context("the id of the user postgres")
        };
        Ok(Self {
            owner: Some((id("-u")?, id("-g")?)),
        })
    }

    fn give(&self, path: &Path) -> Result<()> {
        if let Some((user, group)) = self.owner {
            chown(path, Some(user), Some(group))?;
        }
        Ok(())
    }

    fn prefix(&self) -> Vec<&'static str> {
        if self.owner.is_some() {
            vec!["runuser", "-u", "postgres", "--"]
        } else {
            Vec::new()
        }
    }

    fn command(&self, program: &Path) -> Command {
        let mut words = self.prefix().into_iter();
        let mut command = match words.next() {
            Some(first) => {
                let mut command = Command::new(first);
                command.args(words).arg(program);
                command
            }
            None => Command::new(program),
        };
        // A folder that the owner can look at, unlike the one that this was started in.
        command.current_dir("/");
        command
    }
}
