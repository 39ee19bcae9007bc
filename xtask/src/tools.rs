//! What the tests need of the machine, and how it gets there.

use std::{
    env, fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use crate::process;

/// Where a program of that name is, of those on the path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let sbin = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    env::split_paths(&path)
        .chain(sbin)
        .map(|folder| folder.join(program))
        .find(|file| {
            fs::metadata(file)
                .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
        })
}

/// Whether this runs as root.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0)
}

/// Installs Debian packages, saying what for; without root says what to type instead.
pub(crate) fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let names = packages.join(" ");
    if !is_root() {
        bail!("{purpose} needs {names}; install with: sudo apt-get install {names}");
    }
    if find("apt-get").is_none() {
        bail!("{purpose} needs {names}, and there is no apt-get here to install it with");
    }
    println!("{purpose} needs {names}: installing");
    process::run(apt().arg("update"))?;
    process::run(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command
        .arg("--quiet=2")
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// The program, installed when it is missing.
pub(crate) fn need(program: &str, packages: &[&str], purpose: &str) -> Result<PathBuf> {
    if let Some(found) = find(program) {
        return Ok(found);
    }
    install(packages, purpose)?;
    match find(program) {
        Some(found) => Ok(found),
        None => bail!(
            "{} is installed, but {program} is not there",
            packages.join(" ")
        ),
    }
}

/// The folder of PostgreSQL's server programs, which Debian keeps off the path; the newest.
pub(crate) fn postgres_programs() -> Result<PathBuf> {
    if let Some(found) = newest_postgres() {
        return Ok(found);
    }
    install(&["postgresql"], "testing on PostgreSQL")?;
    match newest_postgres() {
        Some(found) => Ok(found),
        None => bail!("postgresql is installed, but initdb is not in /usr/lib/postgresql"),
    }
}

fn newest_postgres() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut versions: Vec<(u32, PathBuf)> = debian
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .map(|(version, folder)| (version, folder.join("bin")))
        .filter(|(_, folder)| folder.join("initdb").exists())
        .collect();
    versions.sort();
    let other = || find("initdb").and_then(|file| file.parent().map(Path::to_path_buf));
    versions.pop().map(|(_, folder)| folder).or_else(other)
}
