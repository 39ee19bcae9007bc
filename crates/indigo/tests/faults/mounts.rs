//! File systems of a test's own: small ones, and ones that cannot be written.
//!
//! They are mounted in a name space that ends with the shell that runs in it, so that nothing is
//! left behind whatever happens.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// A shell in a name space of its own, where the script may mount; `None` when the machine does
/// not allow that.
fn shell() -> Option<Command> {
    for options in [&["--mount"][..], &["--mount", "--user", "--map-root-user"]] {
        let mut probe = Command::new("unshare");
        let folder = tempfile::tempdir().unwrap();
        probe
            .args(options)
            .args(["sh", "-c", "mount -t tmpfs none \"$0\""])
            .arg(folder.path());
        if probe
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
        {
            let mut command = Command::new("unshare");
            command.args(options).arg("sh");
            return Some(command);
        }
    }
    eprintln!("left out: this machine does not let a test mount a file system of its own");
    None
}

/// Runs a script there with these variables; the lines it printed.
pub(crate) fn run(script: &str, variables: &[(&str, &Path)]) -> Option<Vec<String>> {
    let mut command = shell()?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("script");
    fs::write(&file, script).unwrap();
    command
        .arg(&file)
        .env("INDIGO", env!("CARGO_BIN_EXE_indigo"))
        .stdin(Stdio::null());
    for name in [
        "INDIGO_DATA",
        "INDIGO_DATABASE",
        "INDIGO_STANDARD",
        "INDIGO_LOG",
    ] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the script ended with {}: {said}",
        output.status
    );
    let text = String::from_utf8_lossy(&output.stdout);
    Some(text.lines().map(str::to_owned).collect())
}
